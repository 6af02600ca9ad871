"""The command `progress`: a page about one person, or about one of their sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.questions import LanguageOption, checked_language


def progress(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    participant: Annotated[str, typer.Option(help="Label of the participant.")],
    out: Annotated[Path, typer.Option(help="New HTML file.")],
    session: Annotated[
        str | None, typer.Option(help="Only this session: what was recorded.")
    ] = None,
    reader: Annotated[
        str,
        typer.Option(
            "--for", help="person, caregiver, therapist, teacher or researcher."
        ),
    ] = "person",
    language: LanguageOption = "en",
    pdf: Annotated[bool, typer.Option("--pdf", help="Print it as PDF, too.")] = False,
) -> None:
    """Write a page about one person's progress, or about one session."""
    from attention_camp.camp.cli.chosen_runs import runs_of
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.durable import write_new
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.camp.study.gather import gather
    from attention_camp.camp.study.pages.person_page import AUDIENCES, person_page
    from attention_camp.camp.study.pages.session_page import session_page

    if reader not in AUDIENCES:
        raise CommandError(
            f"--for must be one of {', '.join(AUDIENCES)}, got {reader!r}."
        )
    if out.exists():
        raise CommandError(f"{out} is there already. Choose another name.")
    spoken = checked_language(language)
    if session is not None:
        page = session_page(runs_of(dataset, participant, session)[-1], language=spoken)
    else:
        with counted("Reading") as told:
            data = gather(dataset, progress=told)
        page = person_page(data, participant, audience=reader, language=spoken)
    write_new(out, page)
    note_made(dataset, "page", out, of=participant)
    typer.echo(f"Page: {out}")
    if pdf:
        from attention_camp.camp.study.pages.pdf import print_pdf

        printed = print_pdf(out)
        note_made(dataset, "page", printed, of=participant)
        typer.echo(f"As PDF: {printed}")


COMMANDS = (progress,)
