"""Which hand answers: both, or the one that a participant can use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.trial_store import read_session

translate = QCoreApplication.translate


def hand_box() -> QComboBox:
    """Return the choice; its data are those of ``SessionRequest.hand``."""
    box = QComboBox()
    box.addItem(translate("WhoStep", "The keys of the protocol"), "")
    box.addItem(translate("WhoStep", "The left hand alone (S and F)"), "left")
    box.addItem(translate("WhoStep", "The right hand alone (J and L)"), "right")
    box.setToolTip(
        translate(
            "WhoStep",
            "For people who can use one hand only: tasks that are answered left or "
            "right, yes or no, get two keys for that hand. The choice is remembered "
            "with the participant's last session.",
        )
    )
    return box


def last_hand(run: RunPaths | None) -> str:
    """Return the hand of a participant's last run; empty: the protocol's keys."""
    try:
        asked = read_session(run).get("request") if run is not None else None
    except DatasetError:
        return ""
    return str(asked.get("hand") or "") if isinstance(asked, dict) else ""
