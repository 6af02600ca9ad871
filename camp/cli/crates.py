"""Commands of the reviewer's crate: crate, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.questions import (
    AfterOption,
    BeforeOption,
    BoundOption,
    OutcomeOption,
    SessionsOption,
    SpectraOption,
    WorkersOption,
)
from attention_camp.resources.texts import fill


def crate(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    out: Annotated[Path, typer.Option(help="New folder for the crate.")],
    outcome: OutcomeOption = None,
    before: BeforeOption = "pre",
    after: AfterOption = "post",
    sessions: SessionsOption = None,
    bound: BoundOption = None,
    spectra: SpectraOption = False,
) -> None:
    """Put dataset, report and versions into one RO-Crate that others can verify."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.camp.study.analysis import Questions
    from attention_camp.camp.study.crate.make import DATASET, make_crate

    questions = Questions(
        tuple(outcome or ()),
        (before, after),
        sessions,
        bound,
        brain=spectra,
    )
    with counted("Packing") as progress:
        said = make_crate(dataset, out, questions, progress=progress)
    for text in dict.fromkeys(said):
        typer.echo(text, err=True)
    note_made(dataset, "bids", out / DATASET)
    note_made(dataset, "report", out)
    typer.echo(f"Crate: {out}")
    typer.echo(f"Whoever has it types: attention-camp verify {out}")


def verify(
    crate: Annotated[Path, typer.Argument(help="Folder of the crate.")],
    workers: WorkersOption = 1,
) -> None:
    """Make every decision and every number of a crate again; name what was changed."""
    from attention_camp.camp.cli.progress import shared
    from attention_camp.camp.study.crate.verify import verify_crate
    from attention_camp.camp.workers.pool import open_workers

    with shared("Verifying") as progress, open_workers(workers) as opened:
        found = verify_crate(
            crate, lambda part, share: progress(share, part), workers=opened
        )
    for text in (*found.notes, *found.changes, *found.differences):
        typer.echo(text)
    typer.echo(
        fill(
            "{files:file|files}; {same} of {decisions:decision|decisions} of "
            "{runs:run|runs} the same; {numbers:number|numbers} and {tests:test|tests} "
            "made again.",
            files=found.n_files,
            same=found.n_same,
            decisions=found.n_decisions,
            runs=found.n_runs,
            numbers=found.n_numbers,
            tests=found.n_tests,
        )
    )
    if not found.holds:
        raise CommandError(
            f"Files of {crate} that were changed: {len(found.changes)}; decisions or "
            f"numbers that differ: {len(found.differences)}; listed above. Ask its "
            "authors for the crate as they closed it."
        )
    typer.echo(f"{crate} holds: nothing was changed, and everything came out the same.")


COMMANDS = (crate, verify)
