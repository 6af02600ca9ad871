"""Summary of a session: what was recorded, quality, timing, files, validation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

from attention_camp.camp.dataset.layout import RunPaths, run_of_session
from attention_camp.camp.dataset.proof.closing import wait_for_closing
from attention_camp.camp.dataset.reading.report import BLINDED, RunReport, report_run
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.report_text import (
    QUALITY,
    RECORDED,
    TIMING,
    facts_of,
    steering_of,
)
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.codes import ENDINGS, doubt_text, translate
from attention_camp.camp.ui.widgets.page import (
    Banner,
    CardFrame,
    Page,
    label,
    name_value,
    open_folder,
)
from attention_camp.camp.ui.widgets.session_rows import state_text

MOST_SAID = 5
"""Sentences about the files that are shown at most; the command line tells all."""


class SummaryPage(Page):
    """Summary of a finished run, read from its files."""

    session_chosen = Signal(object)
    calibration_wanted = Signal()
    told = Signal()
    """Emitted once the report, or its absence, is shown."""

    def __init__(self) -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("Session summary"))
        self.paths: RunPaths | None = None
        self.origin = "home"
        self._reading: Background | None = None
        self._working: Background | None = None
        self._is_busy = False
        """Whether the dataset is being checked or exported."""
        self.banner = Banner()
        self.body.addWidget(self.banner)
        # beside the buttons that ask for them, both can be below the fold
        self.verdict = Banner()
        self.exported = Banner()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.exported)
        self._facts: dict[str, QLabel] = {}
        self._names: dict[str, str] = {}
        self.body.addLayout(self._cards())
        self.body.addWidget(self._place_card())
        self.body.addStretch()
        self.add_back(self.tr("Back")).clicked.connect(
            lambda: self.left.emit(self.origin)
        )
        self.export = self.add_secondary(self.tr("Export as CSV…"))
        self.export.clicked.connect(self._on_export)
        self.add_primary(self.tr("Open in viewer")).clicked.connect(self._on_open)

    def _cards(self) -> QGridLayout:
        recorded = CardFrame(self.tr("What was recorded"))
        quality = CardFrame(self.tr("Signal quality"))
        timing = CardFrame(self.tr("Timing"))
        steering = CardFrame(self.tr("Did the score steer?"))
        self._fill(recorded, RECORDED)
        self._fill(quality, QUALITY)
        self._fill(timing, TIMING)
        self.steering = label("", wraps=True)
        steering.box.addWidget(self.steering)
        row = QHBoxLayout()
        self.calibration = QPushButton(self.tr("Calibration report"))
        self.calibration.clicked.connect(self.calibration_wanted)
        row.addWidget(self.calibration)
        row.addStretch()
        steering.box.addLayout(row)
        steering.box.addStretch()
        grid = QGridLayout()
        grid.setSpacing(2 * SPACE)
        grid.addWidget(recorded, 0, 0)
        grid.addWidget(quality, 0, 1)
        grid.addWidget(timing, 1, 0)
        grid.addWidget(steering, 1, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        return grid

    def _fill(self, card: CardFrame, names: dict[str, str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        for row, (key, source) in enumerate(names.items()):
            name = translate("Report", source)
            value = label("", wraps=True)
            self._facts[key] = value
            self._names[key] = name
            title = label(name, "muted", wraps=True)
            for part in (title, value):
                part.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(title, row, 0)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.box.addLayout(grid)
        card.box.addStretch()

    def _place_card(self) -> CardFrame:
        card = CardFrame(self.tr("Files"))
        row = QHBoxLayout()
        self.place = label("", wraps=True)
        row.addWidget(self.place, 1)
        self.show_folder = QPushButton(self.tr("Show folder"))
        self.show_folder.clicked.connect(self._on_show_folder)
        self.validate = QPushButton(self.tr("Validate BIDS"))
        self.validate.clicked.connect(self._on_validate)
        row.addWidget(self.show_folder)
        row.addWidget(self.validate)
        card.box.addLayout(row)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        card.box.addWidget(self.progress)
        return card

    # which run is shown

    def show_session(self, live: LiveSession, *, origin: str) -> None:
        """Show a session that has just ended."""
        asked, ended = live.request, live.course.ended
        self.origin = origin
        if ended is not None:
            self._say_ending(ended.ending.value, ended.text)
        key = (asked.dataset, asked.participant, asked.session, asked.run)

        def closed_run() -> RunPaths | None:
            paths = run_of_session(*key)
            if paths is not None:
                wait_for_closing(paths)
            return paths

        self._read(closed_run)

    def show_run(self, paths: RunPaths, *, origin: str) -> None:
        """Show a recorded run."""
        self.origin = origin
        self.banner.hide()  # what an earlier run said of its end
        self._read(lambda: paths)

    def _read(self, find: Callable[[], RunPaths | None]) -> None:
        if self._reading is not None:
            self._reading.forget()
        self.paths = None
        self.verdict.hide()
        self.exported.hide()
        for value in (*self._facts.values(), self.steering, self.place):
            value.setText(formats.NOTHING)
        self._allow()

        def work() -> RunReport | None:
            paths = find()
            return None if paths is None else report_run(paths)

        self._reading = Background(work, self)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_read_failed)
        self._reading.start()

    def _on_read(self, report: RunReport | None) -> None:
        if report is None:
            text = self.tr("Nothing of this session is on disk.")
            self.verdict.say("bad", text)
        else:
            self._show(report)
        self.told.emit()

    def _on_read_failed(self, error: Exception) -> None:
        self.verdict.say("bad", translated(error))
        self.told.emit()

    def _show(self, report: RunReport) -> None:
        self.paths = report.paths
        self._say_ending(report.summary.state)
        doubt = doubt_text(report.n_onset_dropped, report.summary.n_trials)
        if doubt and doubt not in self.banner.text:
            self.banner.say("warn", formats.joined(self.banner.text, doubt))
        for key, text in facts_of(report).items():
            self._facts[key].setText(text)
            name_value(self._facts[key], self._names[key])
        self.steering.setText(steering_of(report))
        self.calibration.setEnabled(report.permission.why != BLINDED.why)
        self.place.setText(formats.breakable(report.paths.folder.parent))
        self._allow()

    def _say_ending(self, state: str, why: str = "") -> None:
        """Show how the session ended, with its own message."""
        kinds = {"finished": "good", "failed": "bad"}
        text = (
            translate("Endings", ENDINGS[Ending(state)])
            if state in {ending.value for ending in Ending}
            else state_text(state)
        )
        if why and state == "failed":
            text = formats.joined(text, translated(why))
        elif self.banner.text.startswith(text) and self.banner.isVisibleTo(self):
            return
        self.banner.say(kinds.get(state, "warn"), text)  # type: ignore[arg-type]  # one of the four

    def _allow(self) -> None:
        """Enable the actions that are possible now."""
        there = self.paths is not None
        for button in (self.primary, self.show_folder):
            button.setEnabled(there)
        for button in (self.export, self.validate):
            button.setEnabled(there and not self._is_busy)
        self.progress.setVisible(self._is_busy)

    # actions

    def _on_open(self) -> None:
        if self.paths is not None:
            self.session_chosen.emit(self.paths.vhdr)

    def _on_show_folder(self) -> None:
        if self.paths is not None:
            open_folder(self.paths.folder.parent)

    def _on_validate(self) -> None:
        if self.paths is None:
            return
        from attention_camp.camp.dataset.validate import validate

        dataset = self.paths.dataset
        self.verdict.hide()
        self._work(lambda: validate(dataset), self._on_validated)

    def _work(self, what: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run one job on the dataset in the background, never two at a time."""
        self._is_busy = True
        self._allow()
        self._working = Background(what, self)
        self._working.done.connect(self._rest)
        self._working.failed.connect(self._rest)
        self._working.done.connect(done)
        self._working.failed.connect(self._on_work_failed)
        self._working.start()

    def _rest(self) -> None:
        self._is_busy = False
        self._allow()
        self.scroll_to_top()

    def _on_validated(self, problems: list[Any]) -> None:
        errors = [
            f"{problem.location}: {translated(problem.text)}".removeprefix(": ")
            for problem in problems
            if problem.is_error
        ]
        if errors:
            self.verdict.say("bad", "\n".join(errors[:MOST_SAID]))
        else:
            self.verdict.say(
                "good", self.tr("Valid BIDS: the validator found no error.")
            )

    def _on_work_failed(self, error: Exception) -> None:
        self.verdict.say("bad", translated(error))

    def _on_export(self) -> None:
        from attention_camp.camp.dataset.people.sign_in import require_here
        from attention_camp.camp.people.roles import Right, RoleError

        try:
            require_here(Right.EXPORT)  # whoever records need not have it
        except RoleError as error:
            self.exported.say("bad", translated(error))
            return
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder for the tables"), str(Path.home())
        )
        if not folder or self.paths is None:
            return
        from attention_camp.camp.dataset.exports.csv import export_csv
        from attention_camp.camp.dataset.people.exports_made import note_made

        dataset, target = self.paths.dataset, Path(folder)

        def work() -> Sequence[str]:
            said = export_csv(dataset, target)
            note_made(dataset, "csv", target)
            return said

        self._work(
            work,
            lambda said: self._on_exported(target, said),
        )

    def _on_exported(self, target: Path, said: Sequence[str] = ()) -> None:
        """Say where the tables are, and what of them is not as it was recorded."""
        where = self.tr("The tables are in {folder}").format(folder=target)
        lines = [where, *map(translated, said[:MOST_SAID])]
        self.exported.say("warn" if said else "good", "\n".join(lines))
        button = self.exported.add_button(self.tr("Show folder"))
        button.clicked.connect(lambda: open_folder(target))
