"""Status strip of the monitor: stage, progress, clock, recording, losses."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
)

from attention_camp.camp.session.messages import EyeState, Stage
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.codes import STAGES
from attention_camp.camp.ui.widgets.page import label, name_value, set_role
from attention_camp.camp.ui.widgets.session_model import SessionModel, quality_counts
from attention_camp.resources.texts import fill

translate = QCoreApplication.translate

BESIDE_LINES = 40
"""Heights of a line that phase and facts need beside each other; own choice."""
PHASE_LINES = 14
"""Of them the phase with its bar; own choice."""


class StatusStrip(QFrame):
    """Stage, progress and signal of the session in one row."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        # it decides by the width it has, so it asks for none
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(2 * SPACE, 10, 2 * SPACE, 10)
        self._row.setSpacing(2 * SPACE)
        phase = QVBoxLayout()
        phase.setSpacing(2)
        self.phase = label(self.tr("No session"), "value")
        self._names: dict[QLabel, str] = {self.phase: self.tr("Phase")}
        self._columns: dict[QLabel, tuple[QLabel, QLabel]] = {}
        self.where = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the session"))
        phase.addWidget(self.phase)
        phase.addWidget(self.where)
        phase.addWidget(self.bar)
        self._row.addLayout(phase, 1)
        row = self._facts = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self._row.addLayout(row)
        self.elapsed = self._fact(row, self.tr("Elapsed"))
        self.remaining = self._fact(row, self.tr("Remaining"))
        self.recording = self._fact(row, self.tr("Recording"))
        self.channels = self._fact(row, self.tr("Good channels"))
        self.lost = self._fact(row, self.tr("Lost samples"))
        self.late = self._fact(row, self.tr("Late onsets"))
        self.eyes = self._fact(row, self.tr("Eyes seen"))
        self._show_eyes(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts below the phase where they do not fit beside it."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Do the same where a value has grown, or there is one more."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        line = self.fontMetrics().height()
        # a language with longer words needs more than was chosen for ours
        needed = self._facts.sizeHint().width() + PHASE_LINES * line
        narrow = self.width() < max(BESIDE_LINES * line, needed)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom
            if narrow
            else QBoxLayout.Direction.LeftToRight
        )

    def show_course(self, course: SessionModel) -> None:
        """Update all fields."""
        stage = course.stage
        if stage is not None:
            self._say(self.phase, translate("Stages", STAGES[stage.stage]))
            self.where.setText(self._where(course))
            most = max(stage.n_trials_session, 1)
            done = course.n_done + course.n_left_out
            left = formats.clock(stage.remaining)
            if stage.stage is Stage.ENDED:
                done, left = most, formats.NOTHING
            self.bar.setMaximum(most)
            self.bar.setValue(min(done, most))
            self._say(self.remaining, left)
        self._show_signal(course)
        late, n_trials = course.n_late_onsets, len(course.main_records)
        text = self.tr("▲ {n} of {all}").format(n=late, all=n_trials)
        self._say(self.late, text if late else formats.number(0))
        self.late.setToolTip(
            self.tr(
                "Trials whose stimulus came later than it should: they are flagged in "
                "the data. Practice does not count. In all, {n} refreshes of the "
                "participant's screen came late; between two stimuli that harms "
                "nothing."
            ).format(n=formats.number(course.n_frames_dropped))
        )

    def _show_signal(self, course: SessionModel) -> None:
        state = course.signal
        if state is None:
            return
        self._say(self.elapsed, formats.clock(course.elapsed))
        if course.ended is not None:
            self._say(self.recording, f"✓ {formats.size(state.n_bytes)}")
        elif state.recording:
            self._say(self.recording, f"● {formats.size(state.n_bytes)}")
        else:
            self._say(self.recording, self.tr("○ not recording"))
        is_over = course.ended is not None
        is_broken = not state.recording and course.began is not None and not is_over
        self._mark(self.recording, bad=is_broken)
        good, doubtful, bad = quality_counts(state)
        self._say(self.channels, f"{good} / {good + doubtful + bad}")
        self._show_eyes(state.eyes)
        self._say(
            self.lost, ("▲ " if state.n_lost else "") + formats.number(state.n_lost)
        )

    def _show_eyes(self, state: EyeState | None) -> None:
        """Show how often the eyes are seen; nothing without an eye tracker."""
        for widget in self._columns[self.eyes]:
            widget.setVisible(state is not None)
        if state is None:
            return
        text = formats.percent(state.seen) if state.is_there else self.tr("▲ away")
        self._say(self.eyes, text)
        pupil = self.tr("The tracker sends no pupil.")
        if state.has_pupil:
            size = formats.number(state.pupil, 2)
            pupil = self.tr("Pupil: {size}, in the tracker's unit.").format(size=size)
        self.eyes.setToolTip(pupil if state.is_there else translated(state.message))
        self._mark(self.eyes, bad=not state.is_there)

    def _where(self, course: SessionModel) -> str:
        stage = course.stage
        if stage is None or stage.block == 0:
            return ""
        if course.is_blinded:
            return fill(
                self.tr(
                    "Block {block} of {blocks} · {trials:trial|trials}, counted at its "
                    "end"
                ),
                block=stage.block,
                blocks=stage.n_blocks,
                trials=stage.n_trials,
            )
        done = sum(
            r.block == stage.block and r.stage != "practice" for r in course.records
        )
        return self.tr("Block {block} of {blocks} · trial {trial} of {trials}").format(
            block=stage.block,
            blocks=stage.n_blocks,
            trial=min(done + 1, stage.n_trials),
            trials=stage.n_trials,
        )

    def _mark(self, value: QLabel, *, bad: bool) -> None:
        role = "error" if bad else "value"
        if value.property("role") != role:
            set_role(value, role)

    def _say(self, value: QLabel, text: str) -> None:
        """Show a value, and let it be read out with its name."""
        if value.text() != text:
            value.setText(text)
            value.setMinimumWidth(max(value.minimumWidth(), value.sizeHint().width()))
            name_value(value, self._names[value])

    def _fact(self, row: QHBoxLayout, name: str) -> QLabel:
        column = QVBoxLayout()
        column.setSpacing(2)
        value = label(formats.NOTHING, "value")
        self._names[value] = name
        value.setMinimumWidth(self.fontMetrics().horizontalAdvance("00:00 "))
        title = label(name, "small")
        column.addWidget(title)
        column.addWidget(value)
        self._columns[value] = (title, value)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addLayout(column)
        return value
