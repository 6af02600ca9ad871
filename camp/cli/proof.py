"""Commands that prove a session, or correct one: validate, correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.chosen_runs import runs_of
from attention_camp.camp.cli.errors import CommandError
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    from attention_camp.camp.dataset.layout import RunPaths

DatasetArgument = Annotated[Path, typer.Argument(help="Folder of the dataset.")]


def validate(
    dataset: DatasetArgument,
    session_hash: Annotated[
        str, typer.Option(help="Session hash kept elsewhere: find its session.")
    ] = "",
) -> None:
    """Check a dataset: the BIDS validator, checksums, ledgers and their chains."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.validate import validate as find_problems

    with counted("Checking") as progress:
        problems = find_problems(dataset, progress=progress)
    for problem in problems:
        typer.echo(str(problem))
    n_errors = sum(problem.is_error for problem in problems)
    if session_hash:
        _compare(dataset, session_hash)
    if n_errors:
        raise CommandError(
            f"{dataset} has {how_many(n_errors, 'error|errors')}, listed above. Mend "
            "what is wrong, or restore the files from a backup; `attention-camp "
            "recover` mends broken-off runs."
        )
    typer.echo(f"{dataset}: no errors.")
    for line in _chains(dataset):
        typer.echo(line)


def _compare(dataset: Path, session_hash: str) -> None:
    """Say which session a hash that was kept elsewhere closes.

    Raises
    ------
    CommandError
        If no session has it.
    """
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.dataset.proof.kept_hash import find_session

    typer.echo(find_session(existing_runs(dataset), session_hash))


def _chains(dataset: Path) -> list[str]:
    """Return how many sessions are closed, open, or without a chain."""
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.dataset.proof.chain import read_chain

    found: Counter[str] = Counter()
    for run in existing_runs(dataset):
        chain = read_chain(run.decisions)
        if not chain.is_chained:
            found["of a version without a chain: nothing closes them"] += 1
        elif chain.closing is None:
            found["with an open chain: going on, or broken off"] += 1
        else:
            found["closed: compare their session hashes with those kept elsewhere"] += 1
    return [f"{n} of the runs {what}." for what, n in found.items()]


def correct(
    dataset: DatasetArgument,
    participant: Annotated[str, typer.Option(help="Label of the participant.")],
    trial: Annotated[int, typer.Option(help="Number of the trial.")],
    column: Annotated[str, typer.Option(help="Column of events.tsv.")],
    value: Annotated[str, typer.Option(help="Its right value; n/a: none.")],
    who: Annotated[str, typer.Option(help="Who corrects it.")],
    why: Annotated[str, typer.Option(help="The reason.")],
    session: Annotated[str | None, typer.Option(help="Label of the session.")] = None,
    run: Annotated[int | None, typer.Option(help="Number of the run.")] = None,
) -> None:
    """Correct one value of a recorded trial; both values stay, with who, when, why."""
    from attention_camp.camp.dataset.proof.corrections import correct as enter

    runs = runs_of(dataset, participant, session)
    chosen = _only_one([found for found in runs if run in {None, found.run}], runs)
    line, closing = enter(chosen, trial, column=column, value=value, who=who, why=why)
    typer.echo(
        f"{chosen.stem}, trial {trial}: {column} was {line.was}, is {line.now} now."
    )
    if closing is not None:
        typer.echo(f"New session hash: {closing.hash}")


def _only_one(found: Sequence[RunPaths], runs: Sequence[RunPaths]) -> RunPaths:
    if len(found) != 1:
        names = ", ".join(f"ses-{run.session} run {run.run}" for run in runs[:5])
        raise CommandError(
            f"{len(found)} runs fit. Name one with --session and --run: {names}."
        )
    return found[0]


COMMANDS = (validate, correct)
