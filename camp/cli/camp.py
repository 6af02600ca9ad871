"""Commands about a camp: the participant's sheet, and the calendar of its sessions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.chosen_runs import runs_of
from attention_camp.camp.cli.errors import CommandError
from attention_camp.resources.languages import languages
from attention_camp.resources.texts import how_many


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
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.camp.processes.camp_history import audience_of, pages_of_session
    from attention_camp.camp.ui.participant.my_camp.paper import write_sheet

    _check_language(language)
    run = runs_of(dataset, participant, session)[-1]
    pages = pages_of_session(run)
    label = f"{run.participant} · {run.session}"
    write_sheet(out, pages, language=language, audience=audience_of(run), label=label)
    note_made(dataset, "page", out, of=run.participant)
    typer.echo(f"Wrote the sheet of session {run.session} to {out}.")


def calendar(
    protocol: Annotated[str, typer.Argument(help="Protocol: a name or a file.")],
    out: Annotated[Path, typer.Option(help="File to write: .ics.")],
    first: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")
    ],
    at: Annotated[
        datetime, typer.Option(formats=["%H:%M"], help="When sessions begin.")
    ] = datetime(2000, 1, 1, 9),
    done: Annotated[int, typer.Option(min=0, help="Sessions done already.")] = 0,
    language: Annotated[str, typer.Option(help="en or zh_CN.")] = "en",
) -> None:
    """Write the sessions of a camp that are left as a calendar with reminders."""
    from attention_camp.camp.session.camp.calendar import calendar_text, camp_days
    from attention_camp.camp.session.plan import plan_session
    from attention_camp.camp.session.protocol import load_protocol
    from attention_camp.camp.ui.participant.my_camp.paper import in_language
    from attention_camp.signal.clock import wall_time

    _check_language(language)
    found = load_protocol(protocol)
    if out.exists():
        raise CommandError(f"{out} exists. Choose another name: it is kept.")
    left = found.sessions - done
    if left < 1:
        raise CommandError(
            f"{found.title} has {how_many(found.sessions, 'session|sessions')} and "
            f"{done} done: none is left."
        )
    try:
        days = list(camp_days(first.date(), left, found.days))
    except OverflowError as error:  # calendars end with the year 9999
        raise CommandError(f"--from {first.date()} is too late a day.") from error
    with in_language(language, found.audience) as say:
        text = calendar_text(
            say(found.title),
            days,
            at=at.time(),
            minutes=plan_session(found).seconds / 60,
            done=done,
            total=found.sessions,
            now=wall_time(),
            say=say,
        )
    out.write_text(text, encoding="utf-8", newline="")
    sessions = how_many(left, "session|sessions")
    typer.echo(f"Wrote {sessions}, {days[0]} to {days[-1]}, to {out}.")


def _check_language(language: str) -> None:
    if language not in languages():
        allowed = ", ".join(languages())
        raise CommandError(f"--language must be one of {allowed}, got {language!r}.")


COMMANDS = (sheet, calendar)
