"""The command line: thin, every command a call of what does the work."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp import cli_models, cli_tools
from attention_camp.camp.display import why_no_display
from attention_camp.camp.errors import CommandError, errors_for_people
from attention_camp.camp.fields import parse_fields
from attention_camp.camp.session.request import ARMS, Display, SessionRequest

app = typer.Typer(
    name="attention-camp",
    help="Train attention in a closed loop of tasks, live EEG and adaptive difficulty.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DatasetArgument = Annotated[Path, typer.Argument(help="Folder of the BIDS dataset.")]


def main() -> None:
    """Run a command; end with 0, or with 2 and one paragraph that helps."""
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        app()
    except errors_for_people() as error:
        typer.echo(f"attention-camp: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("attention-camp: stopped; what was stored is safe.", err=True)
        sys.exit(130)


@app.callback(invoke_without_command=True)
def open_application(
    context: typer.Context,
    dataset: Annotated[
        Path | None, typer.Option(help="Dataset folder for this start.")
    ] = None,
) -> None:
    """Open the application."""
    if context.invoked_subcommand is None:
        _need_display()
        from attention_camp.camp.ui.app import run_app

        raise typer.Exit(run_app(dataset))


@app.command()
def run(
    dataset: Annotated[Path, typer.Option(help="Where to record.")] = Path(
        "attention-camp-data"
    ),
    protocol: Annotated[str, typer.Option(help="Protocol: name or file.")] = "demo",
    participant: Annotated[str, typer.Option(help="BIDS label.")] = "01",
    session: Annotated[str, typer.Option(help="BIDS label.")] = "01",
    run_number: Annotated[
        int, typer.Option("--run", min=1, help="2 goes on with a broken-off run 1.")
    ] = 1,
    arm: Annotated[str, typer.Option(help=", ".join(ARMS))] = "closed-loop",
    board: Annotated[
        str, typer.Option(help="Board name, simulated, lsl:NAME or replay:PATH.")
    ] = "synthetic",
    board_field: Annotated[
        list[str] | None,
        typer.Option(help="What the board needs: serial_port=/dev/ttyUSB0, ..."),
    ] = None,
    lsl_outlets: Annotated[
        bool, typer.Option("--lsl-outlets", help="Send out LSL streams too.")
    ] = False,
    observer: Annotated[
        str | None, typer.Option(help="Simulated participant, such as default.")
    ] = None,
    speed: Annotated[
        float, typer.Option(min=0.1, max=100.0, help="Faster than real time.")
    ] = 1.0,
    headless: Annotated[
        bool, typer.Option("--headless", help="No window; needs --observer.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the plan and end.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything random.")] = 0,
    language: Annotated[
        str | None, typer.Option(help="en or zh_CN; else as the settings say.")
    ] = None,
    windowed: Annotated[
        bool, typer.Option("--windowed", help="Participant's window not full screen.")
    ] = False,
    screenshots: Annotated[
        Path | None, typer.Option(help="Save pictures of the windows here.")
    ] = None,
) -> None:
    """Run a session."""
    in_windows = not (headless or dry_run)
    if in_windows:
        _need_display()
    request = SessionRequest(
        dataset=dataset,
        participant=participant,
        session=session,
        run=run_number,
        protocol=protocol,
        arm=arm,  # type: ignore[arg-type]  # checked with the rest of the request
        board=board,
        board_fields=parse_fields(board_field or []),
        lsl_outlets=lsl_outlets,
        observer=observer,
        speed=speed,
        headless=headless,
        seed=seed,
        language=language or (_language() if in_windows else "en"),
        display=Display(fullscreen=not windowed),
    )
    if dry_run:
        _print_plan(request)
    elif headless:
        _run_headless(request)
    else:
        from attention_camp.camp.ui.run import run_windowed

        raise typer.Exit(run_windowed(request, screenshots=screenshots))


def _language() -> str:
    """Return the language of the settings."""
    from attention_camp.camp.ui.app import make_desk

    return make_desk().language


def _print_plan(request: SessionRequest) -> None:
    from attention_camp.camp.processes.session import plan_request

    prepared = plan_request(request)
    for line in prepared.plan.describe():
        typer.echo(line)
    if prepared.begins_after:
        typer.echo(
            f"Participant {request.participant} goes on from session "
            f"{prepared.begins_after} in {request.dataset}."
        )


def _run_headless(request: SessionRequest) -> None:
    from attention_camp.camp.processes.headless import run_headless
    from attention_camp.camp.processes.messages import Ending
    from attention_camp.camp.progress import SessionProgress

    with SessionProgress() as progress:
        ended = run_headless(request, tell=progress.tell)
    if ended.ending is not Ending.FINISHED:
        raise CommandError(ended.text)
    typer.echo(f"Recorded in {request.dataset}")


@app.command()
def review(
    path: Annotated[Path, typer.Argument(help="Dataset or session folder.")],
    screenshots: Annotated[
        Path | None, typer.Option(help="Save pictures here and end.")
    ] = None,
) -> None:
    """Open recorded sessions in the viewer."""
    if not path.exists():
        raise CommandError(
            f"There is nothing at {path}. Give the folder of a dataset or of a session."
        )
    _need_display()
    from attention_camp.camp.ui.viewer.open import open_viewer

    raise typer.Exit(open_viewer(path, screenshots=screenshots))


@app.command()
def validate(dataset: DatasetArgument) -> None:
    """Check a dataset with the BIDS validator and its own checksums."""
    from attention_camp.camp.dataset.validate import validate as find_problems

    problems = find_problems(dataset)
    for problem in problems:
        typer.echo(str(problem))
    n_errors = sum(problem.is_error for problem in problems)
    if n_errors:
        raise CommandError(
            f"{dataset} has {n_errors} errors, listed above. Correct them, or restore "
            "the files from a backup; `attention-camp recover` mends broken-off runs."
        )
    typer.echo(f"{dataset}: no errors.")


@app.command()
def recover(dataset: DatasetArgument) -> None:
    """Mend what a power cut or a killed process left; nothing is thrown away."""
    from attention_camp.camp.dataset.recover import recover as mend

    done = mend(dataset)
    for line in done:
        typer.echo(line)
    typer.echo(f"{dataset}: {len(done)} repairs." if done else "Nothing to repair.")


@app.command()
def replay(
    dataset: DatasetArgument,
    participant: Annotated[str | None, typer.Option(help="Only this one.")] = None,
    session: Annotated[str | None, typer.Option(help="Only this one.")] = None,
) -> None:
    """Make every decision again from the recorded EEG and compare."""
    from attention_camp.camp.chosen_runs import runs_of
    from attention_camp.camp.replay import replay_run

    n_different = 0
    for paths in runs_of(dataset, participant, session):
        result = replay_run(paths)
        n_different += len(result.differences)
        for difference in result.differences:
            typer.echo(f"{paths.stem}: {difference}")
        typer.echo(
            f"{paths.stem}: {result.n_same} of {result.n_decisions} decisions "
            f"the same, largest difference of a score {result.largest:.1e}"
        )
    if n_different:
        raise CommandError(
            f"{n_different} differences, listed above. Look at the recording with "
            f"`attention-camp validate {dataset}`, and compare the version of the "
            "program and the model in the ledger with this one's."
        )


@app.command()
def export(
    dataset: DatasetArgument,
    csv: Annotated[Path | None, typer.Option(help="Folder for tidy tables.")] = None,
    bids: Annotated[Path | None, typer.Option(help="Folder for a BIDS copy.")] = None,
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="New labels, no dates, no free text.")
    ] = False,
) -> None:
    """Take the data away as CSV or BIDS."""
    from attention_camp.camp.dataset.export_bids import export_bids
    from attention_camp.camp.dataset.export_csv import export_csv
    from attention_camp.camp.progress import counted

    if csv is None and bids is None:
        raise CommandError("Name where to export: --csv DIR, --bids DIR, or both.")
    if csv is not None:
        with counted("Writing tables") as progress:
            export_csv(dataset, csv, progress=progress)
        typer.echo(f"Tables and their data dictionary are in {csv}")
    if bids is not None:
        with counted("Copying") as progress:
            export_bids(dataset, bids, anonymise=anonymise, progress=progress)
        typer.echo(f"The BIDS copy is in {bids}")


def _need_display() -> None:
    """Refuse kindly where no window can be opened."""
    why_not = why_no_display()
    if why_not:
        raise CommandError(why_not)


for _command in (*cli_tools.COMMANDS, *cli_models.COMMANDS):
    app.command()(_command)
