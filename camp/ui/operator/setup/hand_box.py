"""Which hand answers: both, or the one that a participant can use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.trial_store import read_session

translate = QCoreApplication.translate


class HandBox(QComboBox):
    """The choice; its data are those of ``SessionRequest.hand``."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        """What was chosen by hand, for a person who has no run yet."""
        self.addItem(translate("WhoStep", "The keys of the protocol"), "")
        self.addItem(translate("WhoStep", "The left hand alone (S and F)"), "left")
        self.addItem(translate("WhoStep", "The right hand alone (J and L)"), "right")
        self.setToolTip(
            translate(
                "WhoStep",
                "For people who can use one hand only: tasks that are answered left or "
                "right, yes or no, get two keys for that hand. The choice is "
                "remembered with the participant's last session.",
            )
        )
        self.activated.connect(self._keep)

    def propose(self, last: RunPaths | None) -> None:
        """Show the hand of a participant's last run; without one, what was chosen."""
        hand = self._chosen if last is None else _last_hand(last)
        self.setCurrentIndex(max(self.findData(hand), 0))

    def forget(self) -> None:
        """Choose for another person."""
        self._chosen = ""

    def _keep(self) -> None:
        self._chosen = self.currentData()


def _last_hand(run: RunPaths) -> str:
    """Return the hand of a run; empty: the protocol's keys."""
    try:
        asked = read_session(run).get("request")
    except DatasetError:
        return ""
    return str(asked.get("hand") or "") if isinstance(asked, dict) else ""
