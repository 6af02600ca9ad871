"""The command `example`: a small study, finished, to look at and to try things on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.exporting import export
from attention_camp.camp.cli.people.pages import progress
from attention_camp.camp.cli.simulate import simulate
from attention_camp.camp.cli.study import study

SESSIONS = ("pre=demo", "camp=demo", "post=demo")
N_PEOPLE = 3


def example(
    folder: Annotated[Path, typer.Argument(help="New folder for all of it.")] = Path(
        "attention-camp-example"
    ),
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes.")] = 1,
) -> None:
    """Make an example study of three simulated people: data, tables, pages, report."""
    from attention_camp.camp.study.analysis import require_packages
    from attention_camp.camp.study.result import MissingStudyPackagesError

    dataset = folder / "data"
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(f"{folder} is there already. Choose a new folder.")
    simulate(
        list(SESSIONS),
        dataset,
        participants=N_PEOPLE,
        arm=["closed-loop", "performance-only"],
        workers=workers,
    )
    export(dataset, csv=folder / "tables")
    progress(dataset, "01", folder / "person-01.html")
    progress(dataset, "01", folder / "session-post.html", session="post1")
    try:
        require_packages()
    except MissingStudyPackagesError as error:
        typer.echo(f"No report of the study: {error}")
    else:
        study(dataset, folder / "report")
    typer.echo(
        f"Three simulated people in {folder}: too few for any conclusion. Look at "
        f"their sessions with `attention-camp review {dataset}`."
    )


COMMANDS = (example,)
