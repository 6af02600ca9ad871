"""The commands of ``attention-camp federate``: a site, a coordinator, an audit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from attention_camp.camp.cli.errors import CommandError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from attention_camp.models.auditing.verdict import Verdict

federate = typer.Typer(
    name="federate",
    help="Train with other sites, whose recordings stay theirs, and audit weights.",
    no_args_is_help=True,
)
File = TypeVar("File", bound="BaseModel")


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


@federate.command()
def site(
    file: Annotated[Path, typer.Argument(help="The site's file, YAML.")],
) -> None:
    """Take part as a site: answer a coordinator from recordings that stay here."""
    from attention_camp.models.training.federated.installed import (
        check_federated_installed,
    )

    check_federated_installed()
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
    lessons = lessons_of([place / name for name in read.data])
    own = Site(lessons, privacy=privacy)
    if not own.n_people:
        raise CommandError(
            f"Nobody in {', '.join(read.data)} has recordings of rest and of a task."
        )
    typer.echo(f"{own.n_people} people; waiting for {read.coordinator}")
    authority = (place / read.certificate).read_bytes() if read.certificate else None
    secret = (place / read.secret).read_bytes() if read.secret else b""
    take_part(own, read.coordinator, authority, secret)
    if privacy is not None and read.privacy is not None:
        typer.echo(
            f"ε = {privacy.epsilon:.3g} is spent for each of the {own.n_people} people "
            f"(δ = {read.privacy.delta:g}), over all trainings of this file"
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
    typer.echo(f"Waiting for {read.sites} sites at {read.listen}")
    secret = (place / read.secret).read_bytes() if read.secret else b""
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
    from attention_camp.models.auditing.release import check_nobody, check_shown
    from attention_camp.models.auditing.release import release as release_weights
    from attention_camp.models.auditing.verdict import as_text

    check_nobody(weights)
    card = json.loads((weights / "attention.json").read_text(encoding="utf-8"))
    if noise and not card.get("federated", {}).get("private"):
        raise CommandError(
            f"The weights in {weights} were learned without noise, as their card says. "
            "Leave out --noise."
        )
    verdicts = _verdicts(data, attribute, shadows, noise)
    typer.echo(as_text(verdicts))
    (weights / "audit.json").write_text(
        json.dumps([one.to_json() for one in verdicts], indent=1) + "\n",
        encoding="utf-8",
    )
    if release is None:
        check_shown(verdicts)
        return
    release_weights(weights, release, verdicts)
    typer.echo(f"Released to {release}")


def _verdicts(data: list[Path], attribute: str, n: int, noise: float) -> list[Verdict]:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.auditing.artefacts import ADAPTER, WEIGHTS
    from attention_camp.models.auditing.attacks import attack, shadows
    from attention_camp.models.auditing.people import audited, traits_of
    from attention_camp.models.auditing.verdict import verdict
    from attention_camp.models.data.recordings import read_people

    people = audited(read_people(data), traits_of(data, attribute))
    artefacts = [WEIGHTS, ADAPTER]
    if noise:
        artefacts = [_private_artefact(noise)]  # a private course has no adapter
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


def _private_artefact(noise: float) -> Any:
    from attention_camp.models.training.federated.installed import (
        check_federated_installed,
    )

    check_federated_installed()
    from attention_camp.models.training.federated.course import N_PRIVATE_ROUNDS
    from attention_camp.models.training.federated.noisy_line import private_weights
    from attention_camp.models.training.federated.settings import Privacy

    return private_weights(Privacy(noise=noise), N_PRIVATE_ROUNDS)
