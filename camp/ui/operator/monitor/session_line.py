"""The monitor's first line: whose session this is, and who has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import arm_title
from attention_camp.camp.ui.widgets.form_rows import fit_height
from attention_camp.camp.ui.widgets.page import label
from attention_camp.camp.ui.widgets.protocol_titles import protocol_title

if TYPE_CHECKING:
    from attention_camp.camp.processes.announce.class_link import ClassLink

translate = QCoreApplication.translate


class SessionLine(QWidget):
    """Participant, session, protocol and arm; and where keys go."""

    keyboard_given = Signal()
    """The task is to have the keyboard."""
    mirror_wanted = Signal(bool)
    """Whether the participant's screen is to be shown small."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        self.whose = label("", "heading", wraps=True)
        self.mirrored = QCheckBox(self.tr("Mirror"))
        self.mirrored.setAccessibleName(self.tr("Mirror of the participant's screen"))
        self.mirrored.toggled.connect(self.mirror_wanted)
        self.keyboard = label("", "small")
        self.give = QPushButton(self.tr("Give it to the task"))
        self.give.setToolTip(self.tr("The participant's keys reach the task again"))
        self.give.setProperty("role", "link")
        self.give.clicked.connect(self.keyboard_given)
        kept = self.give.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.give.setSizePolicy(kept)
        self.on_page = label("", "small")
        self.on_page.hide()
        row.addWidget(self.whose, 1)
        row.addWidget(self.on_page)
        row.addWidget(self.keyboard)
        row.addWidget(self.give)
        row.addWidget(self.mirrored)  # last: what changes beside it moves nothing
        self.show_keyboard(runs=False, here=True)

    def show_request(self, request: SessionRequest) -> None:
        """Show whose session it is; a blinded study's arm is the code it was given."""
        self.whose.setText(session_text(request))
        fit_height(self.whose)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return no more height than the text needs at its width."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return False: the plots below keep what height there is."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of the text in view."""
        super().resizeEvent(event)
        fit_height(self.whose)

    def show_mirror(self, why_not: str) -> None:
        """Offer the mirror, or say why there is none: off until it is asked for.

        Parameters
        ----------
        why_not : str
            Why the participant's screen is not shown; empty: it may be.
        """
        self.mirrored.setChecked(False)
        self.mirrored.setEnabled(not why_not)
        self.mirrored.setToolTip(
            why_not or self.tr("The participant's screen, small, once a second")
        )

    def show_class_page(self, link: ClassLink | None) -> None:
        """Show as whom the session is on the class page, and whether that hears us."""
        self.on_page.setVisible(link is not None)
        if link is None:
            return
        if link.has_contact:
            text = self.tr("● Class page: {learner}").format(learner=link.learner)
        else:
            text = self.tr("▲ Class page: no contact")
        self.on_page.setText(text)
        self.on_page.setToolTip(
            self.tr("What the class page calls this session. It goes on without it.")
        )

    def show_keyboard(self, *, runs: bool, here: bool) -> None:
        """Show who has the keyboard.

        Parameters
        ----------
        runs : bool
            Whether a person is doing the task.
        here : bool
            Whether keys go to this window.
        """
        self.give.setVisible(runs and here)
        if not runs:
            self.keyboard.setText("")
        elif here:
            self.keyboard.setText(
                self.tr("▲ Keyboard: here. The participant's keys do not count.")
            )
        else:
            self.keyboard.setText(self.tr("● Keyboard: the task"))


def session_text(request: SessionRequest) -> str:
    """Return participant, session, protocol and arm of a session in a line."""
    return translate(
        "SessionLine",
        "Participant {participant} · session {session} · {protocol} · {arm}",
    ).format(
        participant=request.participant,
        session=request.session,
        protocol=protocol_title(request.protocol),
        arm=arm_title(request.arm),
    )
