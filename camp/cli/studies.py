"""Commands of a locked study: lock, guess, unblind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.errors import CommandError

if TYPE_CHECKING:
    from attention_camp.camp.dataset.studies.locking import StudyLock

DatasetOption = Annotated[Path, typer.Option(help="Folder of the dataset.")]
WhoOption = Annotated[str, typer.Option(help="Who does it.")]


def lock(
    study: Annotated[
        Path | None, typer.Argument(help="Study file; none: look at the lock.")
    ] = None,
    dataset: DatasetOption = Path("attention-camp-data"),
    statistician: Annotated[
        Path | None, typer.Option(help="Public key of who may open the whole list.")
    ] = None,
    new_key: Annotated[
        Path | None, typer.Option(help="Make the statistician's key pair, and end.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="Write a study file to start from, and end.")
    ] = None,
    deviation: Annotated[
        str, typer.Option(help="Why --protocol is used from now on, too.")
    ] = "",
    protocol: Annotated[str, typer.Option(help="The changed protocol.")] = "",
    who: WhoOption = "",
) -> None:
    """Lock a study before its first session; the arms are drawn and sealed."""
    from attention_camp.camp.dataset.studies.locking import deviate, lock_study
    from attention_camp.camp.people.keys import make_key, read_public

    if new_key is not None:
        make_key(new_key, beside=True)
        typer.echo(f"Private key: {new_key}; keep it off the lab's computers.")
        typer.echo(f"Public key: {new_key}.pub")
    elif template is not None:
        _write_template(template)
    elif deviation and not protocol:
        raise CommandError("Name the protocol that is used too: --protocol FILE.")
    elif deviation:
        deviate(locked_study(dataset), protocol, who=who, why=deviation)
        typer.echo(f"Stated: {protocol} may be used from now on.")
    elif study is None:
        _show(locked_study(dataset))
    elif statistician is None:
        raise CommandError(
            "Name the public key of the statistician: --statistician FILE. They make "
            "a pair with --new-key FILE and give you the half that ends in .pub."
        )
    else:
        _show(lock_study(study, dataset, read_public(statistician)))


def _write_template(path: Path) -> None:
    from importlib import resources

    folder = resources.files("attention_camp.resources") / "studies"
    text = (folder / "default.yaml").read_text(encoding="utf-8")
    if path.exists():
        raise CommandError(f"{path} is there already. Choose another name.")
    path.write_text(text, encoding="utf-8")
    typer.echo(f"Study file: {path}")


def locked_study(dataset: Path) -> StudyLock:
    """Return the locked study of a dataset; refuse one that has none."""
    from attention_camp.camp.dataset.studies.locking import read_lock

    found = read_lock(dataset)
    if found is None:
        raise CommandError(
            f"{dataset} has no locked study. Lock one: attention-camp lock STUDY "
            "--dataset DIR --statistician FILE."
        )
    return found


def _show(found: StudyLock) -> None:
    """Say what is locked, and what was done since."""
    from attention_camp.camp.dataset.studies.study_folder import notes

    study = found.study
    typer.echo(f"{study.title} ({study.name}), unchanged since it was locked")
    typer.echo(f"Study hash: {found.hash}")
    typer.echo(f"Hash of the allocation list: {found.values['list']}")
    typer.echo(f"Key of this computer: {found.pc_key}")
    for line in notes(found.folder):
        if line["what"] != "locked":
            # what people believe must not lean on what others said
            quiet = _QUIET | {"guess"} if line["what"] == "guessed" else _QUIET
            told = [f"{k} {v}" for k, v in line.items() if k not in quiet]
            typer.echo(f"{line['at']} {line['what']}: {', '.join(told)}")


_QUIET = frozenset({"at", "what", "chain", "sha256"})


def guess(
    participant: Annotated[str, typer.Argument(help="BIDS label.")],
    role: Annotated[str, typer.Option(help="Who guesses: participant or operator.")],
    arm: Annotated[str, typer.Option(help="An arm of the study, or unknown.")],
    dataset: DatasetOption = Path("attention-camp-data"),
    sure: Annotated[
        int, typer.Option(min=1, max=5, help="How sure, 1 (a guess) to 5 (certain).")
    ] = 1,
) -> None:
    """Keep what a participant or the operator believes the arm to be."""
    from attention_camp.camp.dataset.studies.enrolment import take_guess

    take_guess(locked_study(dataset), participant, role=role, arm=arm, sure=sure)
    typer.echo("Kept.")


def unblind(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    key: Annotated[Path, typer.Option(help="Private key: statistician's or PC's.")],
    reason: Annotated[str, typer.Option(help="Why; it stays in the audit trail.")],
    who: WhoOption,
    participant: Annotated[
        str, typer.Option(help="Only this one, as in an emergency.")
    ] = "",
) -> None:
    """Open the arms and the sealed decisions for good; who and why stay on record."""
    from attention_camp.camp.dataset.studies.unblinding import unblind as open_arms

    lock = locked_study(dataset)
    arms = open_arms(lock, key, who=who, why=reason, participant=participant)
    for label, arm in sorted(arms.items()):
        typer.echo(f"{label}: {arm}")
    typer.echo(
        f"What to tell each of them: {lock.folder.path / 'debriefing'}", err=True
    )


COMMANDS = (lock, guess, unblind)
