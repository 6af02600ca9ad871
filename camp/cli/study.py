"""The command `study`: statistics, figures, proposals and a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli import crates
from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.people import pages
from attention_camp.camp.cli.questions import (
    AfterOption,
    BeforeOption,
    BoundOption,
    LanguageOption,
    OutcomeOption,
    SchedulerOption,
    SessionsOption,
    SpectraOption,
    WorkersOption,
    checked_language,
)

if TYPE_CHECKING:
    from attention_camp.camp.study.analysis import Analysis, Questions
    from attention_camp.camp.study.pages.language import Language
    from attention_camp.camp.workers.pool import Workers


def study(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    out: Annotated[
        Path | None, typer.Option(help="New folder for report, tables and script.")
    ] = None,
    outcome: OutcomeOption = None,
    before: BeforeOption = "pre",
    after: AfterOption = "post",
    sessions: SessionsOption = None,
    bound: BoundOption = None,
    spectra: SpectraOption = False,
    interim: Annotated[
        bool,
        typer.Option(
            "--interim", help="Look by arm, as declared; needs --key, --who, --reason."
        ),
    ] = False,
    key: Annotated[
        Path | None, typer.Option(help="Private key: statistician's or PC's.")
    ] = None,
    who: Annotated[str, typer.Option(help="Who looks; on record.")] = "",
    reason: Annotated[str, typer.Option(help="Why; on record.")] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Pool the arms; no test by arm.")
    ] = False,
    language: LanguageOption = "en",
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print the report as PDF, too.")
    ] = False,
    ask: Annotated[
        bool, typer.Option("--ask", help="Write the questions of a paper, and end.")
    ] = False,
) -> None:
    """Analyse a study: flow, quality, before and after, arms, what to change."""
    from attention_camp.camp.dataset.exports.folder import check_export_folder
    from attention_camp.camp.study.analysis import Questions
    from attention_camp.camp.workers.pool import open_workers

    spoken = checked_language(language)
    if ask:
        typer.echo(f"Write your answers into {_ask(dataset)}")
        return
    if out is not None:
        check_export_folder(dataset, out)  # before the work, not after it
    questions = Questions(
        outcomes=tuple(outcome or ()),
        times=(before, after),
        n_planned=sessions,
        bound=bound,
        is_blind=blind,
        brain=spectra,
    )
    if interim:
        analysis = _look(dataset, questions, key, who=who, why=reason)
    else:
        with open_workers(workers, scheduler=scheduler) as opened:
            analysis = _analysed(dataset, questions, opened)
    _tell(analysis, out, language=spoken, pdf=pdf)


def _tell(
    analysis: Analysis, out: Path | None, *, language: Language, pdf: bool
) -> None:
    """Print what was found, and write the report where it is asked for."""
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.camp.study.report import write_report
    from attention_camp.camp.study.summary import lines_of

    typer.echo("\n".join(lines_of(analysis)))
    if out is None:
        typer.echo("Add --out FOLDER for the report, its tables and its script.")
        return
    page = write_report(analysis, out, language=language)
    note_made(analysis.data.dataset, "report", out)
    typer.echo(f"Report: {page}")
    if pdf:
        _print_pdf(page)


def _analysed(dataset: Path, questions: Questions, workers: Workers) -> Analysis:
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.study.analysis import analyse
    from attention_camp.camp.study.gather import gather

    with counted("Reading") as progress:
        data = gather(dataset, workers=workers, progress=progress)
    with counted("Testing") as progress:
        return analyse(data, questions, workers=workers, progress=progress)


def _look(
    dataset: Path, questions: Questions, key: Path | None, *, who: str, why: str
) -> Analysis:
    """Make the interim analysis; it opens arms, so it needs the right to unblind."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.cli.rights import require_right
    from attention_camp.camp.study.interim import analyse_interim

    if key is None:
        raise CommandError(
            "An interim analysis opens the arms: name the private key, --key FILE, "
            "and who looks and why, --who and --reason."
        )
    require_right("unblind")
    with counted("Looking") as progress:
        return analyse_interim(
            dataset, key, questions, who=who, why=why, progress=progress
        )


def _print_pdf(page: Path) -> None:
    from attention_camp.camp.study.pages.pdf import print_pdf

    typer.echo(f"As PDF: {print_pdf(page)}")


def _ask(dataset: Path) -> Path:
    """Write the questions that only people can answer, with the answers so far."""
    from attention_camp.camp.study.record.answers import read_answers, write_answers

    if not (dataset / "dataset_description.json").is_file():
        raise CommandError(
            f"{dataset} is no dataset: it has no dataset_description.json. Choose the "
            "folder that holds one."
        )
    return write_answers(dataset, read_answers(dataset))


COMMANDS = (study, *crates.COMMANDS, *pages.COMMANDS)
