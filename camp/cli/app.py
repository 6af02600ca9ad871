"""The command line: thin, every command a call of what does the work."""

from __future__ import annotations

import io
import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli import camp as cli_camp
from attention_camp.camp.cli import example as cli_example
from attention_camp.camp.cli import exporting as cli_exporting
from attention_camp.camp.cli import federate as cli_federate
from attention_camp.camp.cli import importing as cli_importing
from attention_camp.camp.cli import models as cli_models
from attention_camp.camp.cli import photodiode as cli_photodiode
from attention_camp.camp.cli import proof as cli_proof
from attention_camp.camp.cli import record as cli_record
from attention_camp.camp.cli import run as cli_run
from attention_camp.camp.cli import serve as cli_serve
from attention_camp.camp.cli import simulate as cli_simulate
from attention_camp.camp.cli import studies as cli_studies
from attention_camp.camp.cli import study as cli_study
from attention_camp.camp.cli import tasks as cli_tasks
from attention_camp.camp.cli import tools as cli_tools
from attention_camp.camp.cli.display import need_display
from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.people import enrolment
from attention_camp.camp.cli.people import tools as cli_people_tools
from attention_camp.camp.cli.rights import require_right
from attention_camp.camp.people.private import PRIVATE_UMASK
from attention_camp.resources.languages import languages
from attention_camp.resources.reasons import said_by_system
from attention_camp.resources.texts import UserError, how_many

logger = logging.getLogger(__name__)

app = typer.Typer(
    name="attention-camp",
    help="Train attention in a closed loop of tasks, live EEG and adaptive difficulty.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DatasetArgument = Annotated[Path, typer.Argument(help="Folder of the BIDS dataset.")]
INTERRUPTED = 130
"""Status after Ctrl+C, as shells have it."""
_NARROW = frozenset({"strict", "surrogateescape"})
"""What streams do by default about a sign that they lack: they raise an error."""


def main() -> None:
    """Run a command; end with 0, or with 2 and one paragraph that helps."""
    os.umask(PRIVATE_UMASK)  # of the session's processes, too
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in _NARROW:
        # a terminal or file that lacks a sign gets “?” for it, and no error
        sys.stdout.reconfigure(errors="replace")
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        app()
    except UserError as error:
        typer.echo(f"attention-camp: {error}", err=True)
        sys.exit(2)
    except OSError as error:  # what the system refuses is no fault of the program
        logger.debug("refused by the system", exc_info=error)
        typer.echo(f"attention-camp: {said_by_system(error)}", err=True)
        sys.exit(2)
    except MemoryError:
        typer.echo(
            "attention-camp: the memory of this computer did not suffice. Close other "
            "programs, or work on a part of the data.",
            err=True,
        )
        sys.exit(2)
    except (KeyboardInterrupt, SystemExit) as ended:  # typer says nothing of Ctrl+C
        status = getattr(ended, "code", INTERRUPTED)
        if status == INTERRUPTED:
            typer.echo("attention-camp: stopped; what was stored is safe.", err=True)
        sys.exit(status)


@app.callback(invoke_without_command=True)
def open_application(
    context: typer.Context,
    dataset: Annotated[
        Path | None, typer.Option(help="Dataset folder for this start.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of the windows: en or zh_CN (简体中文)."),
    ] = None,
    protocol: Annotated[
        Path | None,
        typer.Option(help="Protocol file for which a session is to be set up."),
    ] = None,
) -> None:
    """Open the application."""
    require_right(context.invoked_subcommand)
    if context.invoked_subcommand is None:
        if language not in {None, *languages()}:
            raise CommandError(
                f"--language must be one of {', '.join(languages())}, got {language!r}."
            )
        if protocol is not None and not protocol.is_file():
            raise CommandError(f"There is no protocol file at {protocol}.")
        need_display()
        from attention_camp.camp.ui.app import run_app

        raise typer.Exit(run_app(dataset, language=language, protocol=protocol))


app.command()(cli_run.run)
app.add_typer(cli_people_tools.people)
app.add_typer(cli_federate.federate)
app.command("import")(cli_importing.import_files)


@app.command()
def review(
    path: Annotated[Path, typer.Argument(help="Dataset or session folder.")],
) -> None:
    """Open recorded sessions in the viewer."""
    if not path.exists():
        raise CommandError(
            f"There is nothing at {path}. Give the folder of a dataset or of a session."
        )
    need_display()
    from attention_camp.camp.ui.viewer.open import open_viewer

    raise typer.Exit(open_viewer(path))


@app.command()
def recover(
    dataset: DatasetArgument,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing: say what would be done.")
    ] = False,
) -> None:
    """Mend what a power cut or a killed process left; nothing is thrown away."""
    from attention_camp.camp.dataset.recover import Notice, Unmended
    from attention_camp.camp.dataset.recover import recover as mend

    done = mend(dataset, dry_run=dry_run)
    for line in done:
        typer.echo(line)
    n_repairs = sum(not isinstance(line, Notice) for line in done)
    n_unmended = sum(isinstance(line, Unmended) for line in done)
    if not n_repairs and not n_unmended:
        typer.echo("Nothing to repair.")
    elif dry_run:
        typer.echo(
            f"{dataset}: {how_many(n_repairs, 'repair|repairs')} would be made, listed "
            "above as they will be said then. Nothing was changed."
        )
    else:
        typer.echo(f"{dataset}: {how_many(n_repairs, 'repair|repairs')}.")
    if n_unmended:
        raise CommandError(
            f"{dataset}: {n_unmended} could not be mended, listed above with the "
            "reason. What they need is said there; then recover again."
        )


@app.command()
def replay(
    dataset: DatasetArgument,
    participant: Annotated[str | None, typer.Option(help="Only this one.")] = None,
    session: Annotated[str | None, typer.Option(help="Only this one.")] = None,
) -> None:
    """Make every decision again from the recorded EEG and compare."""
    from attention_camp.camp.cli.chosen_runs import runs_of
    from attention_camp.camp.cli.progress import over_runs
    from attention_camp.camp.dataset.importing.originals import is_imported
    from attention_camp.camp.replay.replay_run import replay_run

    chosen = runs_of(dataset, participant, session)
    runs = [run for run in chosen if not is_imported(run)]
    for run in chosen:
        if run not in runs:
            typer.echo(f"{run.stem}: imported, so nothing was decided in it")
    n_different = 0
    results = over_runs("Replaying", runs, replay_run)
    for paths, result in zip(runs, results, strict=True):
        n_different += len(result.differences)
        for difference in result.differences:
            typer.echo(f"{paths.stem}: {difference}")
        if result.not_scored:
            typer.echo(
                f"{paths.stem}: the scores were not made again: {result.not_scored}; "
                "the decisions were made from the recorded scores"
            )
            scores = "from the recorded scores"
        else:
            scores = f"largest difference of a score {result.largest:.1e}"
        typer.echo(
            f"{paths.stem}: {result.n_same} of "
            f"{how_many(result.n_decisions, 'decision|decisions')} the same, {scores}"
        )
    if n_different:
        raise CommandError(
            f"{how_many(n_different, 'difference|differences')}, listed above. Look at "
            f"the recording with `attention-camp validate {dataset}`, and compare the "
            "version of the program and the model in the ledger with this one's."
        )


for _module in (
    cli_example,
    cli_exporting,
    enrolment,
    cli_camp,
    cli_photodiode,
    cli_record,
    cli_proof,
    cli_serve,
    cli_simulate,
    cli_studies,
    cli_study,
    cli_tasks,
    cli_tools,
    cli_models,
):
    for _command in _module.COMMANDS:
        app.command()(_command)
