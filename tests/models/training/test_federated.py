"""Training across sites: as one place would train, and nothing but means leaves one."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from attention_camp.models.training.examples import (
    Lesson,
    examples_of,
    first_stretch,
)
from attention_camp.models.training.federated.course import (
    first_numbers,
    questions,
)
from attention_camp.models.training.federated.numbers import (
    SHAPES,
    ForeignNumbersError,
    Numbers,
    as_list,
    from_list,
)
from attention_camp.models.training.federated.results import (
    adapter_of,
    network_of,
    write,
)
from attention_camp.models.training.federated.settings import (
    LeadFile,
    SiteFile,
)
from attention_camp.models.training.federated.site import NoiseError, Site
from attention_camp.models.windows import prepare

CH_NAMES = ("Fp1", "Fp2", "F3", "F4", "C3", "C4", "P3", "P4", "O1", "O2")


def _lesson(seed: int, n_windows: int = 18) -> Lesson:
    """Return a person of noise whose slow waves are larger at the back in a task."""
    rng = np.random.default_rng(seed)
    y = np.arange(n_windows) % 2
    X = rng.standard_normal((n_windows, len(CH_NAMES), 256))
    slow = np.sin(2 * np.pi * (5 + seed % 3) * np.arange(256) / 64)
    X[y == 1, 6:] += rng.uniform(0.3, 0.9) * slow
    return Lesson(prepare(X * 1e-5, sfreq=64.0, ch_names=CH_NAMES), y, y == 0)


@pytest.fixture(scope="module")
def lessons() -> list[Lesson]:
    return [_lesson(seed) for seed in range(6)]


def _by_hand(sites: Sequence[Site], n_rounds: int = 40) -> Numbers:
    """Return what a coordinator without an engine would come to."""
    numbers = first_numbers()
    people = [site.n_people for site in sites]
    for question in questions(n_rounds):
        answers = [site.answer(question, numbers)[question] for site in sites]
        mean = np.average(answers, axis=0, weights=people)
        numbers = {**numbers, question: mean}
    return numbers


def _logits(network: torch.nn.Module, lesson: Lesson) -> np.ndarray:
    from attention_camp.models.training.crossvalidation import network_logits

    shown = examples_of(lesson, first_stretch(lesson))
    return network_logits(network, shown.patches, shown.rest, shown.known)


def test_sites_come_to_the_network_and_adapter_of_one_place(
    lessons: list[Lesson],
) -> None:
    from attention_camp.models.training.fitting import train_network
    from attention_camp.models.training.train import adapter_of as adapter_of_one_place

    numbers = _by_hand([Site(lessons[:1]), Site(lessons[1:3]), Site(lessons[3:])])
    network, central = network_of(numbers), train_network(lessons, seed=0)
    ours, theirs = (
        np.concatenate([_logits(net, lesson) for lesson in lessons])
        for net in (network, central)
    )
    assert np.corrcoef(ours, theirs)[0, 1] > 0.99
    found, expected = adapter_of(numbers), adapter_of_one_place(lessons)
    assert found.rank == expected.rank == len(lessons) - 1
    assert found.centre == pytest.approx(expected.centre, abs=1e-6)
    bases = [np.linalg.qr(one.weights)[0] for one in (found, expected)]
    assert np.linalg.svd(bases[0].T @ bases[1])[1][0] > 0.99


def test_an_encoder_is_trained_too(lessons: list[Lesson]) -> None:
    numbers = first_numbers(n_passes=2)
    moved = Site(lessons[:2]).answer("encoder", numbers, done=1, passes=2)
    assert from_list(as_list(moved)).keys() == moved.keys()
    assert np.abs(moved["encoder"] - numbers["encoder"]).max() > 0
    network = network_of(moved)
    assert not network.training
    assert np.isfinite(_logits(network, lessons[0])).all()


@pytest.mark.parametrize("broken", ["shape", "infinite", "few"])
def test_foreign_numbers_are_refused(broken: str) -> None:
    arrays = as_list(first_numbers())
    if broken == "shape":
        arrays[0] = arrays[0][:-1]
    elif broken == "infinite":
        arrays[3] = arrays[3] + np.inf
    else:
        arrays = arrays[:3]
    with pytest.raises(ForeignNumbersError, match="same version"):
        from_list(arrays)


def test_what_another_version_asks_is_refused_in_words(lessons: list[Lesson]) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import SiteClient

    client, arrays = SiteClient(Site(lessons[:1])), as_list(first_numbers())
    for question, extra in (("medians", []), ("encoder", [np.zeros(3)])):
        asked = {"question": question, "private": False, "done": 0, "passes": 1}
        with pytest.raises(ForeignNumbersError, match=question):
            client.fit([*arrays, *extra], asked)


def test_weights_of_sites_score(lessons: list[Lesson], tmp_path: Path) -> None:
    from attention_camp.models.attention import Attention

    write(tmp_path, _by_hand([Site(lessons)], 3), {"sites": 1}, is_private=False)
    estimator = Attention(tmp_path)
    engaged = estimator.predicted(lessons[0].windows, supported=False).engaged
    assert np.isfinite(engaged).all()


def test_files_are_explained_in_words() -> None:
    with pytest.raises(ValueError, match="without a secret"):
        SiteFile(data=("eeg",), coordinator="lead.example.org:8080")
    for name, n in (("trimmed-mean", 4), ("krum", 5)):
        LeadFile(sites=n, aggregator=name)
        with pytest.raises(ValueError, match=f"only among {n} or more"):
            LeadFile(sites=n - 1, aggregator=name)
    with pytest.raises(ValueError, match="no passes"):
        LeadFile(sites=3, private=True, passes=1)


def test_a_private_site_tells_a_line_alone(
    lessons: list[Lesson], tmp_path: Path
) -> None:
    pytest.importorskip("opacus")
    from attention_camp.models.training.federated.private import Mechanism, SpentError

    ledger = tmp_path / "privacy.json"
    settings = {"noise": 2.0, "clip": 0.1, "delta": 1e-3, "ledger": ledger}
    privacy = Mechanism(**settings)
    site = Site(lessons, privacy=privacy)
    numbers = first_numbers()
    with pytest.raises(NoiseError, match="adds noise"):
        site.answer("rest", numbers)
    spent = [privacy.epsilon]
    for _ in range(4):
        numbers = site.answer("line", numbers)
        spent.append(privacy.epsilon)
    poor = Mechanism(**settings, most_epsilon=spent[-1])
    with pytest.raises(SpentError, match="Nothing was sent"):
        Site(lessons, privacy=poor).answer("line", numbers)
    assert spent[0] == 0
    assert (np.diff(spent) > 0).all()
    # what was spent is remembered by whoever starts again
    assert Mechanism(**settings).epsilon == pytest.approx(spent[-1])
    moved = np.flatnonzero(numbers["line"])
    assert len(moved) == 35
    assert np.isfinite(_logits(network_of(numbers, is_private=True), lessons[0])).all()


def test_flower_puts_answers_together(lessons: list[Lesson]) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import train_here

    sites = [Site(lessons[:1]), Site(lessons[1:3]), Site(lessons[3:])]
    numbers = train_here(sites, LeadFile(sites=3, rounds=3))
    expected = _by_hand(sites, 3)
    # six people differ in five directions; what lies beyond is rounding
    for name, values in expected.items():
        kept = slice(5 if name == "lengths" else None)
        assert numbers[name][kept] == pytest.approx(values[kept], abs=1e-6), name


def test_who_does_not_know_the_secret_ends_the_training(lessons: list[Lesson]) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import RoundError, train_here

    sites, file = [Site(lessons[:1]), Site(lessons[1:2])], LeadFile(sites=2, rounds=1)
    train_here(sites, file, secret=b"ours", expected=b"ours")
    with pytest.raises(RoundError, match="does not know the secret"):
        train_here(sites, file, secret=b"guessed", expected=b"ours")


def test_a_site_without_noise_takes_no_part_in_a_private_training(
    lessons: list[Lesson],
) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import RoundError, train_here

    sites = [Site(lessons[:1]), Site(lessons[1:2])]
    with pytest.raises(RoundError, match="this site adds none"):
        train_here(sites, LeadFile(sites=2, private=True, rounds=1))


class _Failing(Site):
    def answer(self, *_: object) -> Numbers:
        raise OSError("the disk is gone")


def test_a_site_that_fails_ends_the_training(lessons: list[Lesson]) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import RoundError, train_here

    sites = [Site(lessons[:1]), _Failing(lessons[1:2])]
    with pytest.raises(RoundError, match="the disk is gone"):
        train_here(sites, LeadFile(sites=2, rounds=1))


def test_a_site_that_stays_away_ends_the_training(
    lessons: list[Lesson], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated import flower

    monkeypatch.setattr(flower, "GATHER_SECONDS", 0.05)
    with pytest.raises(flower.RoundError, match="Sites there: 1 of 2"):
        flower.train_here([Site(lessons[:1])], LeadFile(sites=2, rounds=1))


def test_a_round_that_was_passed_over_leaves_no_weights(lessons: list[Lesson]) -> None:
    """Flower passes over a round where a site left the moment it was to be asked."""
    pytest.importorskip("flwr")
    from flwr.server import Server

    from attention_camp.models.training.federated import flower

    sites, file = [Site(lessons[:1]), Site(lessons[1:2])], LeadFile(sites=2, rounds=1)
    manager = flower._Sites()
    for number, site in enumerate(sites):
        manager.register(flower._Here(number, site))
    server = Server(client_manager=manager, strategy=flower.strategy_of(file))
    rounds = flower._Rounds(server, 3)
    server.fit(2, None)
    with pytest.raises(flower.RoundError, match="2 of 3 rounds"):
        rounds.result()


class _Nonsense(Site):
    """A site whose answers are wrong, or meant to do harm."""

    def answer(self, question: str, numbers: Numbers, *passes: int) -> Numbers:
        told = super().answer(question, numbers, *passes)  # type: ignore[arg-type]
        return {**told, question: -50 * told[question] + 7}


@pytest.mark.parametrize("aggregator", ["trimmed-mean", "krum"])
def test_robust_aggregators_stand_a_site_that_sends_nonsense(
    lessons: list[Lesson], aggregator: str
) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import train_here

    sites = [Site(lessons[k : k + 1]) for k in range(5)]
    file = LeadFile(sites=5, rounds=3, aggregator=aggregator)
    good = train_here(sites, file)
    bad = train_here([*sites[:4], _Nonsense(lessons[4:5])], file)
    plain = train_here(
        [*sites[:4], _Nonsense(lessons[4:5])], LeadFile(sites=5, rounds=3)
    )
    near, far = (np.abs(one["rest"] - good["rest"]).max() for one in (bad, plain))
    assert near < 1 < far


def test_masked_answers_add_up_to_the_same(lessons: list[Lesson]) -> None:
    pytest.importorskip("flwr")
    from attention_camp.models.training.federated.flower import train_here
    from attention_camp.models.training.federated.summed import train_summed

    sites = [Site(lessons[k : k + 2]) for k in (0, 2, 4)]
    file = LeadFile(sites=3, rounds=2)
    expected, found = train_here(sites, file), train_summed(sites, file)
    # directions beyond those in which these few people differ are rounding
    for name in (*SHAPES.keys() - {"directions", "lengths"},):
        assert found[name] == pytest.approx(expected[name], abs=2e-5), name


LISTEN = """
import sys

def listen(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        print("SOCKET", event, arguments[1:], flush=True)

sys.addaudithook(listen)
sys.path.insert(0, sys.argv[1])
"""
TOGETHER = """
from test_federated import LeadFile, Site, _lesson
from attention_camp.models.training.federated.flower import train_here

import os
assert os.environ["FLWR_TELEMETRY_ENABLED"] == "0"
sites = [Site([_lesson(seed)]) for seed in range(2)]
train_here(sites, LeadFile(sites=2, rounds=1))
print("DONE")
"""


@pytest.mark.timeout(600)  # a process that imports torch and Flower anew
def test_no_socket_is_opened() -> None:
    pytest.importorskip("flwr")
    done = subprocess.run(
        [sys.executable, "-c", LISTEN + TOGETHER, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "DONE" in done.stdout
    assert "SOCKET" not in done.stdout


ACROSS = """
import sys

sys.path.insert(0, sys.argv[1])
from test_federated import LeadFile, Site, _Failing, _lesson
from attention_camp.models.training.federated.flower import RoundError, lead, take_part

part, address = sys.argv[2:]
try:
    if part == "lead":
        lead(LeadFile(sites=2, rounds=1, listen=address), b"ours")
    else:
        kind = _Failing if part == "failing" else Site
        take_part(kind([_lesson(len(part))]), address, None, b"ours")
    print("DONE")
except (RoundError, OSError) as error:
    print(type(error).__name__, error)
"""


def _across(part: str, address: str) -> subprocess.Popen[str]:
    where = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", ACROSS, where, part, address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _free_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.timeout(600)  # processes that import torch and Flower anew
@pytest.mark.parametrize("second", ["site", "failing"])
def test_across_a_network_a_training_ends_for_all(second: str) -> None:
    pytest.importorskip("flwr")
    address = _free_address()
    host, _, port = address.partition(":")
    leading = _across("lead", address)
    while leading.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex((host, int(port))) == 0:
                break
        time.sleep(0.1)
    parts = [leading, _across("first", address), _across(second, address)]
    told = [part.communicate(timeout=300) for part in parts]
    assert [part.returncode for part in parts] == [0, 0, 0], told
    assert all("Traceback" not in errors for _, errors in told), told
    ends = [output.split()[0] for output, _ in told]
    others = ["RoundError", "RoundError", "OSError"]
    assert ends == (others if second == "failing" else ["DONE"] * 3), told


@pytest.mark.timeout(600)  # a process that imports torch and Flower anew
def test_a_site_says_in_words_that_there_is_no_coordinator() -> None:
    pytest.importorskip("flwr")
    output, errors = _across("first", _free_address()).communicate(timeout=300)
    assert output.startswith("RoundError")
    assert "Start the coordinator before the sites" in output
    assert "Traceback" not in errors
