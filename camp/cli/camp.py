"""Commands about a camp: the participant's sheet, and the calendar of its sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.chosen_runs import runs_of
from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.session.request import LANGUAGES


def sheet(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    participant: Annotated[str, typer.Option(help="Label of the participant.")],
    out: Annotated[Path, typer.Option(help="File to write: .html or .pdf.")],
    session: Annotated[
        str | None, typer.Option(help="Label of the session; by default the last.")
    ] = None,
    language: Annotated[str, typer.Option(help="en or zh_CN.")] = "en",
) -> None:
    """Write a participant's own page of a session as a sheet to print."""
    from attention_camp.camp.processes.camp_history import pages_of_session
    from attention_camp.camp.ui.participant.paper import write_sheet

    if language not in LANGUAGES:
        allowed = ", ".join(LANGUAGES)
        raise CommandError(f"--language must be one of {allowed}, got {language!r}.")
    run = runs_of(dataset, participant, session)[-1]
    pages = pages_of_session(run)
    label = f"{run.participant} · {run.session}"
    write_sheet(out, pages, language=language, label=label)
    typer.echo(f"Wrote the sheet of session {run.session} to {out}.")


COMMANDS = (sheet,)
