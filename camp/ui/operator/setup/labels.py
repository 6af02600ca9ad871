"""Labels of participants and sessions: what is said of them while they are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from attention_camp.camp.dataset.layout import (
    DatasetError,
    LabelError,
    RunPaths,
    check_label,
    existing_runs,
    run_of_file,
)
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.ui.sentences import translated
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:
    from attention_camp.camp.ui.widgets.session_rows import SessionRow

translate = QCoreApplication.translate
Known = Mapping[str, Mapping[str, int]]
"""Participant → session → number of runs in the dataset."""


def runs_in(dataset: Path) -> tuple[list[RunPaths], str]:
    """Return the runs of a dataset, and why they cannot be listed; empty: they are."""
    try:
        return existing_runs(dataset), ""
    except DatasetError as error:
        return [], translated(error)


def about_participant(text: str, known: Known) -> tuple[bool, str]:
    """Return whether a participant's label can be used, and what is known of it."""
    if not text:
        return True, translate(
            "WhoStep", "Never a name or a date of birth: this label is in every file."
        )
    try:
        check_label(text, "participant")
    except LabelError as error:
        return False, translated(error)
    sessions = known.get(text)
    if sessions:
        said = translate("WhoStep", "✓ Sessions recorded: {sessions}.")
        return True, said.format(sessions=", ".join(sorted(sessions)))
    return True, translate("WhoStep", "✓ A new participant.")


def missing_consent(dataset: Path, participant: str) -> str:
    """Return why no session of a person may begin: enrolment, consent; empty: it may.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    participant : str
        Their label.
    """
    from attention_camp.camp.dataset.people.enrolment import check_enrolled

    try:
        check_enrolled(dataset, participant)
    except UserError as error:
        return translated(error)
    return ""


def about_session(
    participant: str, text: str, known: Known, *, typed: bool
) -> tuple[bool, str]:
    """Return whether a session's label can be used, and what is known of it.

    Parameters
    ----------
    participant, text : str
        The two labels.
    known : mapping
        What the dataset holds.
    typed : bool
        Whether a person typed the label, rather than the page.
    """
    try:
        check_label(text, "session")
    except LabelError as error:
        return False, translated(error)
    runs = known.get(participant, {}).get(text, 0)
    if runs:
        said = translate(
            "WhoStep",
            "▲ This session has been recorded; it goes on as run {run}, and nothing is "
            "overwritten.",
        )
        return True, said.format(run=runs + 1)
    if typed:
        return True, translate("WhoStep", "✓ Not recorded yet.")
    return True, translate("WhoStep", "✓ The next session.")


def as_digits(field: QLineEdit) -> None:
    """Turn full-width letters and digits, as Chinese input gives them, into plain."""
    text = unicodedata.normalize("NFKC", field.text())
    if text != field.text():
        place = field.cursorPosition()
        field.setText(text)
        field.setCursorPosition(place)


def shipped_titles() -> dict[str, str]:
    """Return the protocols that come with the program: name → translated title."""
    from attention_camp.camp.session.protocol import load_protocol
    from attention_camp.camp.session.protocols.protocol_file import (
        ProtocolError,
        shipped_protocols,
    )

    titles = {}
    for name in shipped_protocols():
        try:
            title = load_protocol(name).title
        except ProtocolError:
            # the plan beside the list says what is wrong with it
            title = name
        titles[name] = translate("protocols", title)
    return titles


def next_session(sessions: Mapping[str, int]) -> str:
    """Return the number after the highest session, of two digits at least."""
    numbers = [int(name) for name in sessions if name.isdigit()]
    return f"{max(numbers, default=0) + 1:02}"


def asked_of(dataset: Path, row: SessionRow) -> Mapping[str, Any]:
    """Return the request of a recorded run; empty if it is unknown."""
    run = run_of_file(dataset, row.path.name)
    try:
        asked = read_session(run).get("request") if run is not None else None
    except DatasetError:
        return {}
    return asked if isinstance(asked, dict) else {}
