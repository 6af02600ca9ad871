"""Options that say what a study asks, shared by the commands that analyse one."""

from __future__ import annotations

from typing import Annotated

import typer

OutcomeOption = Annotated[
    list[str] | None,
    typer.Option(help="Primary outcome TASK.SCORE; all scores by default."),
]
BeforeOption = Annotated[str, typer.Option(help="Session type before.")]
AfterOption = Annotated[str, typer.Option(help="Session type after.")]
SessionsOption = Annotated[
    int | None, typer.Option(help="Training sessions planned for each person.")
]
BoundOption = Annotated[
    float | None,
    typer.Option(help="Largest change of the first outcome that does not matter."),
]
