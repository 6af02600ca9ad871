"""First step of a new session: who takes part, in what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.dataset.layout import LabelError, RunPaths, check_label
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.session.request import ARMS, Arm
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.language import language_names
from attention_camp.camp.ui.operator.setup.asked_session import Who
from attention_camp.camp.ui.operator.setup.hand_box import HandBox
from attention_camp.camp.ui.operator.setup.labels import (
    about_participant,
    about_session,
    as_digits,
    asked_of,
    missing_consent,
    next_session,
    runs_in,
    shipped_titles,
)
from attention_camp.camp.ui.operator.setup.plan_card import PlanCard
from attention_camp.camp.ui.screens import placed, size_text, where_text
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import ARM_TEXTS
from attention_camp.camp.ui.widgets.form_rows import (
    add,
    buddy,
    fit_height,
    gap,
    judge,
    kept_room,
)
from attention_camp.camp.ui.widgets.page import label, scrolled
from attention_camp.camp.ui.widgets.workspace import Workspace

if TYPE_CHECKING:
    from attention_camp.camp.ui.widgets.session_rows import SessionRow

translate = QCoreApplication.translate

BESIDE_LINES = 42
"""Heights of a line that form and plan need beside each other; own choice."""


class WhoStep(QWidget):
    """Participant, session, protocol, arm and who answers."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._known: dict[str, dict[str, int]] = {}
        """Participant → session → number of runs in the dataset."""
        self._unreadable = ""
        """Why those cannot be listed; empty: they can."""
        self._last: dict[str, RunPaths] = {}
        """Participant → their last run."""
        self._session_typed = False
        self._resumed: tuple[str, str, int] | None = None
        """Participant, session and seed of the session that is gone on with."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        form = QWidget()
        form.setLayout(self._form())
        self.plan = PlanCard(workspace)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(2 * SPACE)
        self._beside.addWidget(form, 5)
        self._beside.addWidget(self.plan, 4)
        outer.addWidget(scrolled(self._beside))
        self.read_dataset()
        self.protocol.setCurrentIndex(
            max(0, self.protocol.findData(workspace.settings.protocol))
        )
        self._on_protocol()
        self._on_label_edited()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the plan below the form where both do not fit beside each other."""
        super().resizeEvent(event)
        narrow = self.width() < BESIDE_LINES * self.fontMetrics().height()
        self._beside.setDirection(
            QBoxLayout.Direction.TopToBottom
            if narrow
            else QBoxLayout.Direction.LeftToRight
        )

    # what it says

    @property
    def problem(self) -> str:
        """What is missing or wrong; empty if nothing is."""
        if self._unreadable:
            return self._unreadable
        try:
            check_label(self.participant.text(), "participant")
            check_label(self.session.text(), "session")
        except LabelError as error:
            return translated(error)
        is_person = not self.answers.currentData()
        dataset, label = self._workspace.dataset, self.participant.text()
        if is_person and (missing := missing_consent(dataset, label)):
            return missing
        return self.plan.problem or (self.plan.silence if is_person else "")

    @property
    def who(self) -> Who:
        """The answers."""
        participant, session = self.participant.text(), self.session.text()
        return Who(
            participant=participant,
            session=session,
            run=self._known.get(participant, {}).get(session, 0) + 1,
            protocol=self.protocol.currentData(),
            arm=self.arm.currentData(),
            observer=self.answers.currentData() or None,
            language=self.language.currentData(),
            hand=self.hand.currentData(),
            seed=self._seed(participant, session),
        )

    def _seed(self, participant: str, session: str) -> int | None:
        """Return the seed of the session that is resumed, while it is asked for."""
        resumed = self._resumed
        same = resumed is not None and resumed[:2] == (participant, session)
        return resumed[2] if resumed is not None and same else None

    def propose(self, row: SessionRow) -> None:
        """Fill in a session that is to be resumed, as its next run."""
        self.read_dataset()
        self.participant.setText(row.participant)
        self._session_typed = True
        self.session.setText(row.session)
        asked = asked_of(self._workspace.dataset, row)
        if isinstance(seed := asked.get("seed"), int):
            self._resumed = (row.participant, row.session, seed)
        self.choose_protocol(str(asked.get("protocol") or row.protocol))
        for box, name in (
            (self.arm, "arm"),
            (self.answers, "observer"),
            (self.language, "language"),
            (self.hand, "hand"),
        ):
            if asked and (index := box.findData(asked.get(name) or "")) >= 0:
                box.setCurrentIndex(index)
        self._on_label_edited()

    def read_dataset(self) -> None:
        """Load the participants and sessions that exist."""
        self._known.clear()
        self._last.clear()
        dataset, where = self._workspace.dataset, self.tr("Recordings go to {folder}")
        self.where_data.setText(where.format(folder=formats.breakable(dataset)))
        runs, self._unreadable = runs_in(dataset)
        for run in runs:
            sessions = self._known.setdefault(run.participant, {})
            sessions[run.session] = max(sessions.get(run.session, 0), run.run)
            self._last[run.participant] = run
        self.arm.setEnabled(not self._is_locked)
        self._on_arm()

    # how it is built

    def _form(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, SPACE, 0)
        form = QFormLayout()
        form.setVerticalSpacing(SPACE)
        form.setHorizontalSpacing(2 * SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._make_labels()
        self._make_boxes()
        protocol_row = QHBoxLayout()
        protocol_row.setSpacing(SPACE)
        protocol_row.addWidget(self.protocol, 1)
        protocol_row.addWidget(self.reload)
        protocol_row.addWidget(self.browse)
        add(form, self.tr("&Participant"), self.participant, self.participant_note)
        add(form, self.tr("S&ession number"), self.session, self.session_note)
        form.addRow(buddy(self.tr("P&rotocol"), self.protocol), protocol_row)
        form.addItem(gap())
        add(form, self.tr("Study &arm"), self.arm, self.arm_note)
        add(form, self.tr("A&nswers by"), self.answers)
        add(form, self.tr("Participant's &language"), self.language)
        add(form, self.tr("Answers &with"), self.hand)
        column.addLayout(form)
        column.addSpacing(SPACE)
        self.where_task = label("", "small", wraps=True)
        column.addWidget(self.where_task)
        self.where_data = label("", "small", wraps=True)
        column.addWidget(self.where_data)
        column.addStretch()
        self._on_arm()
        return column

    def _make_labels(self) -> None:
        self.participant = QLineEdit()
        last = self._workspace.settings.participant
        self.participant.setPlaceholderText(
            self.tr("letters and digits; the last was {last}").format(last=last)
            if last
            else self.tr("letters and digits, such as 01")
        )
        self.participant.textEdited.connect(self._on_participant_edited)
        self.participant_note = kept_room(label("", "small", wraps=True), lines=3)
        self.session = QLineEdit()
        self.session.textEdited.connect(self._on_session_edited)
        self.session_note = kept_room(label("", "small", wraps=True), lines=3)

    def _make_boxes(self) -> None:
        self.protocol = QComboBox()
        self.protocol.setAccessibleName(self.tr("Protocol"))
        for name, title in shipped_titles().items():
            self.protocol.addItem(title, name)
        self.protocol.currentIndexChanged.connect(self._on_protocol)
        self.reload = QPushButton(self.tr("Read again"))
        self.reload.setToolTip(self.tr("Read the file again after it was corrected"))
        self.reload.clicked.connect(self._on_protocol)
        self.browse = QPushButton(self.tr("File…"))
        self.browse.setAccessibleName(self.tr("Choose a protocol file"))
        self.browse.clicked.connect(self._on_browse)
        self.arm = QComboBox()
        for arm in ARMS:
            self.arm.addItem(translate("Arms", ARM_TEXTS[arm][0]), arm)
        self.arm.currentIndexChanged.connect(self._on_arm)
        self.arm_note = kept_room(label("", "small", wraps=True))
        self.answers = QComboBox()
        self.answers.addItem(self.tr("The participant"), "")
        self.answers.addItem(self.tr("A simulated participant"), "default")
        self.answers.currentIndexChanged.connect(self.show_screen)
        self.answers.currentIndexChanged.connect(self._on_label_edited)
        self.language = QComboBox()
        for code, name in language_names().items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(self._workspace.language))
        self.hand = HandBox()
        boxes = self.protocol, self.arm, self.answers, self.language, self.hand
        for combo in boxes:
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(8)

    def show_screen(self) -> None:
        """Say on which screen the task will open, and what that means."""
        researcher = self.window().screen()
        display = placed(
            self._workspace.display,
            researcher,
            simulated=bool(self.answers.currentData()),
        )
        said = where_text(display, researcher)
        if self.plan.plan is not None:
            is_locked = self._is_locked
            size = size_text(self.plan.plan, display, is_locked=is_locked)
            said = f"{said}\n{size}".rstrip()
        self.where_task.setText(said)

    # what people do

    def _on_participant_edited(self) -> None:
        self._session_typed = False
        as_digits(self.participant)
        self.hand.propose(self._last.get(self.participant.text()))
        self._on_label_edited()

    def _on_session_edited(self) -> None:
        self._session_typed = True
        as_digits(self.session)
        self._on_label_edited()

    def _on_label_edited(self) -> None:
        participant = self.participant.text()
        sessions = self._known.get(participant, {})
        if not self._session_typed:
            self.session.setText(next_session(sessions))
        said = about_participant(participant, self._known)
        if self._unreadable:
            said = (False, self._unreadable)
        if participant and said[0] and not self.answers.currentData():
            missing = missing_consent(self._workspace.dataset, participant)
            said = (False, missing) if missing else said
        judge(self.participant, self.participant_note, said)
        said = about_session(
            participant, self.session.text(), self._known, typed=self._session_typed
        )
        judge(self.session, self.session_note, said)
        self.plan.show_participant(participant, self.session.text())
        self.changed.emit()

    @property
    def _is_locked(self) -> bool:
        """Whether the arm is that of a locked study, which nobody chooses."""
        return StudyFolder(self._workspace.dataset).path.exists()

    def _on_arm(self) -> None:
        arm: Arm = self.arm.currentData()
        if self._is_locked:
            self.arm_note.setText(
                self.tr("The locked study has drawn it; it is sealed.")
            )
        else:
            self.arm_note.setText(translate("Arms", ARM_TEXTS[arm][1]))
        fit_height(self.arm_note, lines=2)
        self.changed.emit()

    def _on_protocol(self) -> None:
        self.plan.show_protocol(self.protocol.currentData() or "")
        self.reload.setVisible(bool(self.plan.problem))
        self.show_screen()
        self.changed.emit()

    def _on_browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a protocol file"),
            "",
            self.tr("Protocols (*.yaml *.yml)"),
        )
        if path:
            self.choose_protocol(path)

    def choose_protocol(self, name: str) -> None:
        """Choose a protocol by its name or file; the plan says if it cannot be used."""
        if (index := self.protocol.findData(name)) < 0:
            self.protocol.addItem(name, name)
            index = self.protocol.count() - 1
        self.protocol.setCurrentIndex(index)
