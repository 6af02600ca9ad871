"""After a session: what was recorded, its quality, where it lies, is it valid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
)

from attention_camp.camp.processes.messages import Ending
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.background import Background
from attention_camp.camp.ui.operator.codes import ENDINGS, steering_text, translate
from attention_camp.camp.ui.operator.course import Course
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.page import Banner, Card, Page, label, open_folder
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE


class SummaryPage(Page):
    """The end of a session, and what can be done with it now."""

    session_chosen = Signal(object)
    calibration_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("Session summary"))
        self.folder: Path | None = None
        self.dataset: Path | None = None
        self._run = 1
        self._validating: Background | None = None
        self.banner = Banner()
        self.body.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        recorded = Card(self.tr("What was recorded"))
        quality = Card(self.tr("Its quality"))
        self._facts: dict[str, QLabel] = {}
        self._fill(
            recorded,
            {
                "who": self.tr("Participant and session"),
                "time": self.tr("Duration"),
                "trials": self.tr("Trials"),
                "correct": self.tr("Correct in training"),
                "reaction": self.tr("Median reaction time"),
                "level": self.tr("Difficulty reached"),
                "size": self.tr("EEG on disk"),
            },
        )
        self._fill(
            quality,
            {
                "scored": self.tr("Trials with an engagement score"),
                "channels": self.tr("Good channels, mean over trials"),
                "lost": self.tr("Lost samples"),
                "dropped": self.tr("Dropped frames"),
                "suspect": self.tr("Trials with a suspect onset"),
                "steering": self.tr("Did the score steer?"),
            },
        )
        row.addWidget(recorded, 1)
        row.addWidget(quality, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._place_card())
        self.body.addStretch()
        self.add_back(self.tr("Home")).clicked.connect(lambda: self.left.emit("home"))
        self.calibration = self.add_secondary(self.tr("Calibration report"))
        self.calibration.clicked.connect(self.calibration_wanted)
        self.export = self.add_secondary(self.tr("Export as CSV…"))
        self.export.clicked.connect(self._on_export)
        self.add_primary(self.tr("Open in viewer")).clicked.connect(self._on_open)

    def _fill(self, card: Card, names: dict[str, str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        for row, (key, name) in enumerate(names.items()):
            value = label("", wraps=True)
            value.setAccessibleName(name)
            self._facts[key] = value
            title = label(name, "muted", wraps=True)
            for part in (title, value):
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(title, row, 0)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.box.addLayout(grid)
        card.box.addStretch()

    def _place_card(self) -> Card:
        card = Card(self.tr("Where it lies"))
        row = QHBoxLayout()
        self.place = label("", wraps=True)
        row.addWidget(self.place, 1)
        show = QPushButton(self.tr("Show folder"))
        show.clicked.connect(lambda: open_folder(self.folder))
        self.validate = QPushButton(self.tr("Check against BIDS"))
        self.validate.clicked.connect(self._on_validate)
        row.addWidget(show)
        row.addWidget(self.validate)
        card.box.addLayout(row)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        card.box.addWidget(self.progress)
        self.verdict = Banner()
        card.box.addWidget(self.verdict)
        return card

    def show_session(self, live: LiveSession) -> None:
        """Show a session that is over."""
        from attention_camp.camp.ui.operator.home import breakable

        request, course = live.request, live.course
        self.dataset = request.dataset
        self._run = request.run
        self.folder = (
            request.dataset / f"sub-{request.participant}" / f"ses-{request.session}"
        )
        self.place.setText(breakable(self.folder))
        self.verdict.hide()
        ended = course.ended
        if ended is not None:
            kind = "good" if ended.ending is Ending.FINISHED else "warn"
            text = translate("Endings", ENDINGS[ended.ending])
            self.banner.say(kind, text)  # type: ignore[arg-type]  # one of the four
        self._facts["who"].setText(
            f"{request.participant} · {request.session}"
            + (f" · {request.run}" if request.run > 1 else "")
        )
        self._show_course(course)

    def _show_course(self, course: Course) -> None:
        records = course.main_records
        training = [r for r in records if r.stage == "main"]
        facts = self._facts
        facts["time"].setText(formats.duration(course.elapsed))
        facts["trials"].setText(formats.number(len(records)))
        facts["correct"].setText(formats.percent(course.share_correct()))
        times = sorted(r.reaction_time for r in training if r.reaction_time is not None)
        middle = times[len(times) // 2] if times else None
        facts["reaction"].setText(formats.milliseconds(middle))
        levels = [r.level for r in training]
        reached = (
            self.tr("{first} at first, {last} at last").format(
                first=levels[0], last=levels[-1]
            )
            if levels
            else formats.NOTHING
        )
        facts["level"].setText(reached)
        state = course.signal
        facts["size"].setText(formats.size(state.n_bytes) if state else formats.NOTHING)
        scored = sum(r.engagement is not None for r in records)
        facts["scored"].setText(
            self.tr("{n} of {all}").format(n=scored, all=len(records))
        )
        quality = [r.quality for r in records]
        mean = sum(quality) / len(quality) if quality else None
        facts["channels"].setText(formats.percent(mean))
        facts["lost"].setText(formats.number(state.n_lost if state else None))
        facts["dropped"].setText(formats.number(course.n_frames_dropped))
        facts["suspect"].setText(formats.number(sum(r.onset_dropped for r in records)))
        short, why = steering_text(course.steering)
        facts["steering"].setText(f"{short}: {why}")

    # actions

    def _on_open(self) -> None:
        if self.folder is not None:
            pattern = f"eeg/*_run-{self._run:02d}_eeg.vhdr"
            found = next(self.folder.glob(pattern), self.folder)
            self.session_chosen.emit(found)

    def _on_validate(self) -> None:
        if self.dataset is None or self.progress.isVisibleTo(self):
            return
        from attention_camp.camp.dataset.validate import validate

        dataset = self.dataset
        self.progress.show()
        self.verdict.hide()
        self._validating = Background(lambda: validate(dataset), self)
        self._validating.done.connect(self._on_validated)
        self._validating.failed.connect(self._on_validate_failed)
        self._validating.start()

    def _on_validated(self, problems: list[Any]) -> None:
        self.progress.hide()
        errors = [
            f"{problem.location}: {translated(problem.text)}".removeprefix(": ")
            for problem in problems
            if problem.is_error
        ]
        if errors:
            self.verdict.say("bad", "\n".join(errors[:5]))
        else:
            self.verdict.say(
                "good", self.tr("Valid BIDS: the validator found no error.")
            )

    def _on_validate_failed(self, error: Exception) -> None:
        self.progress.hide()
        self.verdict.say(
            "bad",
            self.tr("The check could not be made: {why}").format(why=translated(error)),
        )

    def _on_export(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder for the tables"), str(Path.home())
        )
        if not folder or self.dataset is None:
            return
        from attention_camp.camp.dataset.export_csv import export_csv

        dataset, target = self.dataset, Path(folder)
        self.progress.show()
        self._exporting = Background(lambda: export_csv(dataset, target), self)
        self._exporting.done.connect(lambda _r: self._on_exported(target))
        self._exporting.failed.connect(self._on_validate_failed)
        self._exporting.start()

    def _on_exported(self, target: Path) -> None:
        self.progress.hide()
        self.verdict.say(
            "good", self.tr("The tables are in {folder}").format(folder=target)
        )
        button = self.verdict.add_button(self.tr("Show folder"))
        button.clicked.connect(lambda: open_folder(target))
