"""The command `study`: statistics, figures, proposals and a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def study(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    out: Annotated[
        Path | None, typer.Option(help="New folder for report, tables and script.")
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option(help="Primary outcome TASK.SCORE; all scores by default."),
    ] = None,
    before: Annotated[str, typer.Option(help="Session type before.")] = "pre",
    after: Annotated[str, typer.Option(help="Session type after.")] = "post",
    sessions: Annotated[
        int | None, typer.Option(help="Training sessions planned for each person.")
    ] = None,
    bound: Annotated[
        float | None,
        typer.Option(help="Largest change of the first outcome that does not matter."),
    ] = None,
    blind: Annotated[
        bool, typer.Option("--blind", help="Pool the arms; no test by arm.")
    ] = False,
) -> None:
    """Analyse a study: flow, quality, before and after, arms, what to change."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.exports.folder import check_export_folder
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.camp.study.analysis import Questions, analyse
    from attention_camp.camp.study.gather import gather
    from attention_camp.camp.study.report import write_report
    from attention_camp.camp.study.summary import lines_of

    if out is not None:
        check_export_folder(dataset, out)  # before the work, not after it
    questions = Questions(
        outcomes=tuple(outcome or ()),
        times=(before, after),
        n_planned=sessions,
        bound=bound,
        is_blind=blind,
    )
    with counted("Reading") as progress:
        data = gather(dataset, progress=progress)
    with counted("Testing") as progress:
        analysis = analyse(data, questions, progress=progress)
    for line in lines_of(analysis):
        typer.echo(line)
    if out is not None:
        typer.echo(f"Report: {write_report(analysis, out)}")
        note_made(dataset, "report", out)
    else:
        typer.echo("Add --out FOLDER for the report, its tables and its script.")


COMMANDS = (study,)
