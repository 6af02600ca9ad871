"""Flower's part: sites as its clients, the course as its strategy, here or far away.

A site runs this program and answers its few questions. Flower's newer deployment would
send the coordinator's code to the sites and run it beside their recordings, so that the
older connection is used, in which only numbers travel. It proves the coordinator to the
sites (TLS); a secret that all share proves the sites' answers to the coordinator.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from flwr.client import NumPyClient, start_client
from flwr.common import (
    DisconnectRes,
    EvaluateIns,
    EvaluateRes,
    FitIns,
    FitRes,
    GetParametersIns,
    GetParametersRes,
    GetPropertiesIns,
    GetPropertiesRes,
    ReconnectIns,
    ndarrays_to_parameters,
    parameters_to_ndarrays,
)
from flwr.server import Server, SimpleClientManager
from flwr.server.client_proxy import ClientProxy
from flwr.server.strategy import FedAvg, FedTrimmedAvg, Krum
from flwr.server.superlink.fleet.grpc_bidi.grpc_server import start_grpc_server
from grpc import RpcError

from attention_camp.models.training.federated.course import first_numbers, questions
from attention_camp.models.training.federated.numbers import (
    Numbers,
    Question,
    as_list,
    foreign,
    from_list,
)
from attention_camp.models.training.federated.settings import LeadFile
from attention_camp.models.training.federated.site import NoiseError, Site
from attention_camp.resources.texts import Sentence, UserError

# they would tell each start that a newer deployment is preferred, and print tracebacks
# of what is said in words here
for _name in ("flwr", "grpc"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
TIMEOUT = 3600.0
"""Seconds that a round waits for its slowest site, and for one that is gone."""
GATHER_SECONDS = 86400.0
"""How long the coordinator waits for the sites to come, s."""


class RoundError(UserError):
    """A training across sites that broke off; the text is for people."""


class SiteClient(NumPyClient):  # type: ignore[misc]  # Flower is an extra
    """A site as Flower asks it.

    Parameters
    ----------
    site : Site
        Who answers.
    secret : bytes
        That the coordinator knows; empty within one computer.
    """

    def __init__(self, site: Site, secret: bytes = b"") -> None:
        self._site, self._secret = site, secret

    def fit(
        self, parameters: list[Any], config: Mapping[str, Any]
    ) -> tuple[list[Any], int, dict[str, Any]]:
        """Return the site's answer and how many people it stands for."""
        question: Question = str(config["question"])  # type: ignore[assignment]
        if question not in get_args(Question):
            raise foreign(question)
        if config["private"] and not self._site.is_private:
            raise NoiseError(
                Sentence(
                    "The coordinator asks for answers with noise, and this site adds "
                    "none. Add “privacy” to the site's file, or let the "
                    "coordinator's say “private: false”."
                )
            )
        done, passes = int(config["done"]), int(config["passes"])
        numbers = self._site.answer(question, from_list(parameters), done, passes)
        arrays, n_people = as_list(numbers), self._site.n_people
        return arrays, n_people, {"proof": _proof(self._secret, arrays, n_people)}


def _proof(secret: bytes, arrays: Sequence[Any], n_people: int) -> str:
    """Return what only who knows the secret can say of an answer."""
    digest = hmac.new(secret, str(n_people).encode(), "sha256")
    for array in arrays:
        digest.update(array.tobytes())
    return digest.hexdigest()


class _Here(ClientProxy):  # type: ignore[misc]
    """A site in this process: without a network, nothing is waited for."""

    def __init__(self, number: int, site: Site, secret: bytes = b"") -> None:
        super().__init__(str(number))
        self._client = SiteClient(site, secret).to_client()

    def fit(self, ins: FitIns, **_: Any) -> FitRes:
        return self._client.fit(ins)

    def get_properties(self, ins: GetPropertiesIns, **_: Any) -> GetPropertiesRes:
        return self._client.get_properties(ins)

    def get_parameters(self, ins: GetParametersIns, **_: Any) -> GetParametersRes:
        return self._client.get_parameters(ins)

    def evaluate(self, ins: EvaluateIns, **_: Any) -> EvaluateRes:
        return self._client.evaluate(ins)

    def reconnect(self, _ins: ReconnectIns, **_: Any) -> DisconnectRes:
        return DisconnectRes(reason="")


class _Sites(SimpleClientManager):  # type: ignore[misc]
    """The sites that are there; a training breaks off where they are too few."""

    def __init__(self) -> None:
        super().__init__()
        self._have_come = False

    def wait_for(self, num_clients: int, timeout: float | None = None) -> bool:
        """Wait until so many are there: Flower would go on without them."""
        if timeout is None:
            timeout = TIMEOUT if self._have_come else GATHER_SECONDS
        if not super().wait_for(num_clients, timeout):
            raise RoundError(
                Sentence(
                    "Sites there: {n} of {all}; the others were waited for in vain. "
                    "The training broke off; no weights were written.",
                    n=self.num_available(),
                    all=num_clients,
                )
            )
        self._have_come = True
        return True


def asked(file: LeadFile) -> tuple[Question, ...]:
    """Return what is asked, round by round."""
    return questions(file.n_rounds, is_private=file.private, n_passes=file.passes)


def strategy_of(file: LeadFile) -> FedAvg:
    """Return how answers are put together: Flower's own strategies."""
    course = asked(file)
    first = course.index("encoder") if file.passes else 0

    def config_of(number: int) -> dict[str, Any]:
        done = max(0, number - 1 - first)
        asks = {"question": course[number - 1], "private": file.private}
        return {**asks, "done": done, "passes": file.passes}

    options: dict[str, Any] = {
        "fraction_fit": 1.0,
        "fraction_evaluate": 0.0,
        "min_fit_clients": file.sites,
        "min_available_clients": file.sites,
        "accept_failures": False,
        "on_fit_config_fn": config_of,
        "fit_metrics_aggregation_fn": lambda _: {},
        "initial_parameters": ndarrays_to_parameters(
            as_list(first_numbers(n_passes=file.passes))
        ),
    }
    if file.aggregator == "krum":
        return Krum(num_malicious_clients=file.nonsense, **options)
    if file.aggregator == "trimmed-mean":
        # as many are cut off at either end of each number as may send nonsense
        return FedTrimmedAvg(beta=(file.nonsense + 0.5) / file.sites, **options)
    return FedAvg(**options)


def train_here(
    sites: Sequence[Site],
    file: LeadFile,
    *,
    secret: bytes = b"",
    expected: bytes = b"",
) -> Numbers:
    """Train over sites in this process; no socket is opened.

    Parameters
    ----------
    sites : sequence of Site
        As many as the file says.
    file : LeadFile
        How they are put together.
    secret, expected : bytes
        What the sites know, and what the coordinator knows.

    Raises
    ------
    RoundError
        If a site did not answer, or does not know the secret.
    """
    manager = _Sites()
    for number, site in enumerate(sites):
        manager.register(_Here(number, site, secret))
    server = Server(client_manager=manager, strategy=strategy_of(file))
    server.set_max_workers(1)
    rounds = _Rounds(server, len(asked(file)), expected)
    server.fit(rounds.n, TIMEOUT)
    return rounds.result()


def lead(file: LeadFile, secret: bytes = b"") -> Numbers:
    """Wait for the sites, train over them, and return the numbers.

    Parameters
    ----------
    file : LeadFile
        Who takes part, and how answers are put together.
    secret : bytes
        That the sites know; empty within one computer.

    Raises
    ------
    RoundError
        If a site did not answer, or somebody who does not know the secret did.
    """
    server = Server(client_manager=_Sites(), strategy=strategy_of(file))
    rounds = _Rounds(server, len(asked(file)), secret)
    certificates = None
    if file.authority and file.certificate and file.key:
        paths = (file.authority, file.certificate, file.key)
        certificates = tuple(path.read_bytes() for path in paths)
    # Flower's start_server would leave the sites waiting where a training breaks off
    door = start_grpc_server(
        client_manager=server.client_manager(),
        server_address=file.listen,
        certificates=certificates,
    )
    try:
        server.fit(rounds.n, TIMEOUT)
        server.disconnect_all_clients(TIMEOUT)
    finally:
        door.stop(grace=1).wait()
    return rounds.result()


def take_part(
    site: Site, coordinator: str, authority: bytes | None, secret: bytes = b""
) -> None:
    """Answer a coordinator until the training ends.

    Parameters
    ----------
    site : Site
        Who answers.
    coordinator : str
        Its address and port.
    authority : bytes or None
        Who signed its certificate; None on this computer alone.
    secret : bytes
        That the coordinator knows; empty within one computer.

    Raises
    ------
    RoundError
        If the coordinator cannot be reached, or ended without a goodbye.
    """
    try:
        start_client(
            server_address=coordinator,
            client=SiteClient(site, secret).to_client(),
            root_certificates=authority,
            insecure=authority is None,
        )
    except RpcError as error:
        raise RoundError(
            Sentence(
                "The connection with the coordinator at {address} failed, or the "
                "training broke off there. Start the coordinator before the sites; "
                "address and certificate are in this site's file.",
                address=coordinator,
            )
        ) from error


class _Rounds:
    """Ends a training whose round was not answered by all: Flower would go on."""

    def __init__(self, server: Server, n: int, secret: bytes = b"") -> None:
        self.n = n
        """How many rounds there are."""
        self._n_done = 0
        self._server, self._secret = server, secret
        self._aggregate = server.strategy.aggregate_fit
        server.strategy.aggregate_fit = self._checked

    def _checked(self, number: int, results: Any, failures: Any) -> Any:
        if failures:
            raise RoundError(
                Sentence(
                    "Round {number} was not answered by all sites ({reason}), and the "
                    "training broke off; no weights were written. What the site says "
                    "itself tells more.",
                    number=number,
                    reason=str(failures[0]) or Sentence("its connection ended"),
                )
            )
        for _, result in results:
            arrays = parameters_to_ndarrays(result.parameters)
            proof = _proof(self._secret, arrays, result.num_examples)
            if not hmac.compare_digest(str(result.metrics.get("proof", "")), proof):
                raise RoundError(
                    Sentence(
                        "Somebody answered who does not know the secret of the sites, "
                        "and the training broke off; no weights were written. Give "
                        "all sites the same file, and keep the port from others."
                    )
                )
        self._n_done += 1
        return self._aggregate(number, results, failures)

    def result(self) -> Numbers:
        """Return the numbers after the last round.

        Raises
        ------
        RoundError
            If a round was passed over, as Flower does where a site has just left.
        """
        if self._n_done < self.n:
            raise RoundError(
                Sentence(
                    "Rounds answered by all sites: {n} of {all}. The training broke "
                    "off; no weights were written.",
                    n=self._n_done,
                    all=self.n,
                )
            )
        return from_list(parameters_to_ndarrays(self._server.parameters))
