"""The commands of ``attention-camp federate``: a site, a coordinator, an audit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    from pydantic import BaseModel

    from attention_camp.models.auditing.verdict import Verdict

federate = typer.Typer(
    name="federate",
    help="Train with other sites, whose recordings stay theirs, and audit weights.",
    no_args_is_help=True,
)
File = TypeVar("File", bound="BaseModel")
LEAST_SECRET = 16
"""Bytes of the secret: with none of them anybody could answer for a site."""


def read_file(path: Path, kind: type[File]) -> File:
    """Return a site's or a coordinator's file.

    Parameters
    ----------
    path : Path
        The file, YAML.
    kind : type
        Which of the two.

    Raises
    ------
    CommandError, ProtocolError
        If it cannot be read or is invalid; the text names file, line and field.
    """
    from pydantic import ValidationError

    from attention_camp.camp.session.protocols.protocol_file import read_protocol_file
    from attention_camp.camp.session.protocols.protocol_problems import explain

    values, lines, origin = read_protocol_file(str(path))

    def allowed_at(location: Sequence[str | int]) -> list[str]:
        field = kind.model_fields.get(str(location[0])) if len(location) > 1 else None
        inner = _model_in(field.annotation) if field else None
        return list((inner or kind).model_fields)

    try:
        return kind.model_validate(values)
    except ValidationError as error:
        problems = explain(error, lines, origin, allowed_at)
        raise CommandError(f"Correct the file:\n{problems}") from error


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model in an annotation such as ``Privacy | None``."""
    from pydantic import BaseModel

    parts = getattr(annotation, "__args__", (annotation,))
    found = [p for p in parts if isinstance(p, type) and issubclass(p, BaseModel)]
    return found[0] if found else None


def secret_of(place: Path, name: Path | None) -> bytes:
    """Return what is in the file of the secret; empty where none is named.

    Parameters
    ----------
    place : Path
        Folder that the name counts from.
    name : Path or None
        The file.

    Raises
    ------
    CommandError
        If it holds too little to be a secret.
    """
    if name is None:
        return b""
    secret = (place / name).read_bytes()
    if len(secret) < LEAST_SECRET:
        raise CommandError(
            f"{place / name} holds {len(secret)} bytes, and a secret needs "
            f"{LEAST_SECRET} random ones. Make one: openssl rand -out {name} 32"
        )
    return secret


def check_delta(delta: float, n_people: int) -> None:
    """Refuse a δ that lets a site tell of one of its people outright.

    Raises
    ------
    CommandError
        If it is not below 1 / people.
    """
    if delta * n_people >= 1:
        raise CommandError(
            f"delta has to be below 1 / people, and this site has "
            f"{how_many(n_people, 'person|people')}: "
            f"{delta:g} would allow that one of them is told of. Give a smaller one."
        )


@federate.command()
def site(
    file: Annotated[Path, typer.Argument(help="The site's file, YAML.")],
) -> None:
    """Take part as a site: answer a coordinator from recordings that stay here."""
    from attention_camp.models.training.federated.installed import (
        check_federated_installed,
    )

    check_federated_installed()
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.models.training.federated.flower import take_part
    from attention_camp.models.training.federated.private import Mechanism
    from attention_camp.models.training.federated.settings import SiteFile
    from attention_camp.models.training.federated.site import Site
    from attention_camp.models.training.train import lessons_of

    read = read_file(file, SiteFile)
    place = file.resolve().parent
    privacy = None
    if read.privacy is not None:
        values = read.privacy.model_dump() | {"ledger": place / read.privacy.ledger}
        privacy = Mechanism(**values)
    secret = secret_of(place, read.secret)
    folders = [place / name for name in read.data]
    own = Site(lessons_of(folders), privacy=privacy)
    if not own.n_people:
        raise CommandError(
            f"Nobody in {', '.join(read.data)} has recordings of rest and of a task."
        )
    if read.privacy is not None:
        check_delta(read.privacy.delta, own.n_people)
    typer.echo(
        f"{how_many(own.n_people, 'person|people')}; answering {read.coordinator}"
    )
    authority = (place / read.certificate).read_bytes() if read.certificate else None
    for folder in folders:  # so that a withdrawal tells of what their people taught
        note_made(folder, "model", file)
    try:
        take_part(own, read.coordinator, authority, secret)
    finally:  # what was sent is spent, however the training ends
        if privacy is not None and read.privacy is not None:
            typer.echo(
                f"ε = {privacy.epsilon:.3g} is spent for each of "
                f"{how_many(own.n_people, 'person|people')} (δ = "
                f"{read.privacy.delta:g}), over all trainings of this file"
            )


@federate.command()
def lead(
    file: Annotated[Path, typer.Argument(help="The coordinator's file, YAML.")],
    out: Annotated[Path, typer.Option(help="Folder for the weights.")],
) -> None:
    """Coordinate sites: wait for them, train with them, write the weights."""
    from attention_camp.models.training.federated.installed import (
        check_federated_installed,
    )

    check_federated_installed()
    from attention_camp.models.training.federated.flower import lead as lead_sites
    from attention_camp.models.training.federated.results import write
    from attention_camp.models.training.federated.settings import LeadFile

    read = read_file(file, LeadFile)
    place = file.resolve().parent
    paths = {
        name: place / value
        for name in ("certificate", "key", "authority")
        if (value := getattr(read, name)) is not None
    }
    secret = secret_of(place, read.secret)
    typer.echo(f"Waiting for {how_many(read.sites, 'site|sites')} at {read.listen}")
    numbers = lead_sites(read.model_copy(update=paths), secret)
    about = read.model_dump(include={"sites", "aggregator", "private", "passes"})
    write(out, numbers, {**about, "rounds": read.n_rounds}, is_private=read.private)
    typer.echo(f"Weights are in {out}. Audit them before they leave this place.")


@federate.command()
def audit(
    weights: Annotated[Path, typer.Argument(help="Folder of weights.")],
    data: Annotated[
        list[Path], typer.Option("--data", help="What they were learned from.")
    ],
    attribute: Annotated[
        str, typer.Option(help="Column of participants.tsv that must not be told.")
    ] = "sex",
    shadows: Annotated[
        int, typer.Option(min=200, help="Trainings with other halves of the people.")
    ] = 256,
    noise: Annotated[
        float, typer.Option(min=0, help="Noise of the sites; 0: they added none.")
    ] = 0.0,
    release: Annotated[
        Path | None, typer.Option(help="New folder for them, if they may be released.")
    ] = None,
) -> None:
    """Tell what weights say of the people they were learned from, before a release."""
    from attention_camp.camp.dataset.durable import write_whole
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.models.auditing.release import (
        AUDIT,
        check_audited,
        check_nobody,
        check_shown,
    )
    from attention_camp.models.auditing.release import release as release_weights
    from attention_camp.models.auditing.verdict import as_text, stated
    from attention_camp.models.weights import CARD
    from attention_camp.resources.bounded import read_json_table

    check_nobody(weights)
    check_audited(weights)
    learned = read_json_table(weights / CARD).get("federated", {})
    if noise and not (learned.get("private") and learned.get("rounds")):
        raise CommandError(
            f"The card of the weights in {weights} does not say that noise was added, "
            "and in how many rounds. Leave out --noise."
        )
    n_rounds = int(learned.get("rounds", 0))
    verdicts = _verdicts(data, attribute, shadows, noise=noise, n_rounds=n_rounds)
    typer.echo(as_text(verdicts))
    write_whole(weights / AUDIT, stated(verdicts))
    if release is None:
        check_shown(verdicts)
        return
    release_weights(weights, release, verdicts)
    for folder in data:
        note_made(folder, "model", release)
    typer.echo(f"Released to {release}")


def _verdicts(
    data: list[Path], attribute: str, n: int, *, noise: float, n_rounds: int
) -> list[Verdict]:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.auditing.artefacts import ADAPTER, WEIGHTS
    from attention_camp.models.auditing.attacks import attack, shadows
    from attention_camp.models.auditing.people import audited, traits_of
    from attention_camp.models.auditing.verdict import verdict
    from attention_camp.models.data.recordings import read_people

    people = audited(read_people(data), traits_of(data, attribute))
    artefacts = [WEIGHTS, ADAPTER]
    if noise:
        # a private course has no adapter
        artefacts = [_private_artefact(noise, n_rounds)]
    verdicts = []
    for artefact in artefacts:
        with shared(f"Auditing {artefact.name}") as progress:
            found = shadows(
                people,
                artefact,
                n=n,
                told=progress,
            )
        told = attack(people, artefact, found)
        verdicts.append(verdict(artefact.name, people, told, n))
    return verdicts


def _private_artefact(noise: float, n_rounds: int) -> Any:
    from attention_camp.models.training.federated.installed import (
        check_federated_installed,
    )

    check_federated_installed()
    from attention_camp.models.training.federated.noisy_line import private_weights
    from attention_camp.models.training.federated.settings import Privacy

    return private_weights(Privacy(noise=noise), n_rounds)
