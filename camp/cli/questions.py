"""Options shared by commands that analyse a study, or divide work among workers."""

from __future__ import annotations

from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.study.pages.language import Language
from attention_camp.resources.languages import languages

OutcomeOption = Annotated[
    list[str] | None,
    typer.Option(help="Primary outcome TASK.SCORE; all scores by default."),
]
BeforeOption = Annotated[str, typer.Option(help="Session type before.")]
AfterOption = Annotated[str, typer.Option(help="Session type after.")]
SessionsOption = Annotated[
    int | None,
    typer.Option(min=1, help="Training sessions planned for each person."),
]
BoundOption = Annotated[
    float | None,
    typer.Option(
        min=0.0, help="Largest change of the first outcome that does not matter."
    ),
]
SpectraOption = Annotated[
    bool,
    typer.Option("--spectra", help="Compare spectra and evoked responses, too."),
]
LanguageOption = Annotated[str, typer.Option(help="Language of the page: en or zh_CN.")]


WorkersOption = Annotated[
    int, typer.Option(min=1, max=256, help="Processes of this computer.")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Scheduler of a Dask cluster, such as tcp://10.0.0.1:8786, instead.",
    ),
]


def checked_language(code: str) -> Language:
    """Return the language of a page; only another than English loads Qt's part.

    Raises
    ------
    CommandError
        If there is no such language.
    """
    if code not in languages():
        raise CommandError(
            f"--language must be one of {', '.join(languages())}, got {code!r}."
        )
    if code == "en":
        return Language()
    from attention_camp.camp.ui.study.report_language import report_language

    return report_language(code)
