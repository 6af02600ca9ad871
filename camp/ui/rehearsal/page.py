"""Rehearse a small study: simulated people work it, a report says what it sees."""

from __future__ import annotations

import math
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
)

from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.form_rows import NumberBox
from attention_camp.camp.ui.widgets.page import (
    Banner,
    CardFrame,
    Page,
    label,
    open_folder,
    primary_button,
)
from attention_camp.resources.texts import UserError, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from attention_camp.camp.simulate.calibrations import Calibrations
    from attention_camp.camp.simulate.report import Rehearsal

N_PEOPLE, MOST_PEOPLE = 24, 200
"""People by default, and at most: a large study is for the command line."""


class StoppedError(UserError):
    """The person at the window no longer wants to wait."""


class RehearsalPage(Page):
    """Asks for a study file and people, simulates the study, and shows what it sees."""

    _progressed = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("Rehearse a study"))
        self._work: Background | None = None
        self._stop = Event()
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.card = CardFrame()
        self.card.box.addWidget(
            label(
                self.tr(
                    "Simulated people work the whole study before anyone is invited: "
                    "how often it would find an effect, how large one must be, and for "
                    "how many people the score would steer. It is no evidence that the "
                    "training works."
                ),
                "small",
                wraps=True,
            )
        )
        self.card.box.addLayout(self._questions())
        self.card.box.addLayout(self._buttons())
        self.body.addWidget(self.card)
        self.body.addStretch()
        self._progressed.connect(self._on_progress)
        self._allow()

    def _questions(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        self.file, file_row = self._path(self.tr("Study file"), self._on_choose_file)
        self.folder, folder_row = self._path(
            self.tr("Folder for the results"), self._on_choose_folder
        )
        self.n_people = NumberBox()
        self.n_people.setRange(2, MOST_PEOPLE)
        self.n_people.setValue(N_PEOPLE)
        self.people = QComboBox()
        for name, text in (
            ("adults", self.tr("Adults")),
            ("children", self.tr("Children")),
            ("older-adults", self.tr("Older adults")),
        ):
            self.people.addItem(text, name)
        self.belief = QComboBox()
        self.belief.addItem(self.tr("Nobody learns more in any arm"), "noticing=0")
        self.belief.addItem(
            self.tr("Harder trials in lapses teach to notice them"), "noticing=0.05"
        )
        form.addRow(self.tr("Study file"), file_row)
        form.addRow(self.tr("Simulated people"), self.n_people)
        form.addRow(self.tr("Group"), self.people)
        form.addRow(self.tr("Assumed effect"), self.belief)
        form.addRow(self.tr("Folder for the results"), folder_row)
        return form

    def _path(
        self, name: str, choose: Callable[[], None]
    ) -> tuple[QLineEdit, QHBoxLayout]:
        row, line = QHBoxLayout(), QLineEdit()
        row.setSpacing(SPACE)
        line.setAccessibleName(name)
        line.textChanged.connect(self._allow)
        button = QPushButton(self.tr("Choose…"))
        button.setAccessibleName(self.tr("Choose: {what}").format(what=name))
        button.clicked.connect(choose)
        row.addWidget(line, 1)
        row.addWidget(button)
        return line, row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self.doing = label("", "small")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Rehearsing"))
        self.cancel = QPushButton(self.tr("Stop"))
        self.cancel.clicked.connect(self._on_stop)
        self.rehearse = primary_button(self.tr("Rehearse"))
        self.rehearse.clicked.connect(self._on_rehearse)
        row.addWidget(self.doing)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addStretch()
        row.addWidget(self.rehearse)
        return row

    def window_closing(self) -> None:
        """Stop a rehearsal that goes on; the same choice goes on with it later."""
        self._stop.set()

    def _on_stop(self) -> None:
        self._stop.set()

    def _allow(self) -> None:
        busy = self._work is not None
        for widget in (self.progress, self.cancel, self.doing):
            widget.setVisible(busy)
        chosen = bool(self.file.text().strip() and self.folder.text().strip())
        self.rehearse.setEnabled(chosen and not busy)

    def _on_choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a study file"),
            str(Path.home()),
            "YAML (*.yaml *.yml)",
        )
        if name:
            self.file.setText(name)

    def _on_choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder for the results"), str(Path.home())
        )
        if name:
            self.folder.setText(name)

    def _told(self, what: str) -> Callable[[int, int], None]:
        """Return what takes progress in the thread that works."""

        def told(done: int, total: int) -> None:
            if self._stop.is_set():
                raise StoppedError(
                    self.tr(
                        "Stopped. What was simulated is kept; the same choices go on "
                        "from here."
                    )
                )
            self._progressed.emit(what, done, total)

        return told

    def _on_progress(self, what: str, done: int, total: int) -> None:
        self.doing.setText(what)
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_rehearse(self) -> None:
        file, base = Path(self.file.text().strip()), Path(self.folder.text().strip())
        n_people = self.n_people.value()
        people = f"population={self.people.currentData()},{self.belief.currentData()}"
        simulating = self._told(self.tr("Simulating sessions"))
        drawing = self._told(self.tr("Drawing studies"))

        def work() -> tuple[Rehearsal, Path]:
            from attention_camp.camp.simulate.cohort import simulate_cohort
            from attention_camp.camp.simulate.report import rehearse, write_rehearsal
            from attention_camp.camp.simulate.study_plan import plan_of
            from attention_camp.camp.study.analysis import require_packages
            from attention_camp.camp.study.gather import gather
            from attention_camp.camp.workers.pool import open_workers

            require_packages()
            study, plan = plan_of(file, base / "data", n_people, people=people)
            with open_workers(2) as workers:
                simulate_cohort(plan, workers=workers, progress=simulating)
            found = rehearse(gather(plan.dataset), study, plan, progress=drawing)
            return found, write_rehearsal(found, _new_folder(base))

        self.banner.hide()
        self._stop = Event()
        self.progress.setRange(0, 0)
        self._work = Background(work, self)
        self._work.done.connect(self._on_rehearsed)
        self._work.failed.connect(self._on_failed)
        self._work.start()
        self._allow()

    def _on_failed(self, error: Exception) -> None:
        self._work = None
        kind = "info" if isinstance(error, StoppedError) else "bad"
        self.banner.say(kind, translated(error))  # type: ignore[arg-type]  # one of the four
        self._allow()

    def _on_rehearsed(self, made: tuple[Rehearsal, Path]) -> None:
        found, report = made
        self._work = None
        self.banner.say("good", "\n".join(self._lines(found)))
        show = self.banner.add_button(self.tr("Open report"))
        url = QUrl.fromLocalFile(str(report))
        show.clicked.connect(lambda: QDesktopServices.openUrl(url))
        place = self.banner.add_button(self.tr("Show folder"))
        place.clicked.connect(lambda: open_folder(report.parent))
        self._allow()

    def _lines(self, found: Rehearsal) -> list[str]:
        """Return the figures that matter most; the report has the others."""
        lines = [
            self.tr(
                "{arms}: {found:.0%} ({low:.0%} to {high:.0%}) of studies of {n} "
                "people find a difference; {false:.0%} with the arms dealt anew."
            ).format(
                arms=" – ".join(pair.arms),
                found=pair.found.value,
                low=pair.found.interval[0],
                high=pair.found.interval[1],
                n=sum(pair.n),
                false=pair.false.value,
            )
            for pair in found.pairs
        ]
        if found.refused:
            lines.append(
                fill(
                    self.tr("{n:comparison|comparisons} had too few people."),
                    n=len(found.refused),
                )
            )
        if found.calibrations:
            lines += self._calibrated(found.calibrations)
        lines += [
            fill(
                self.tr("{arm}: the score would steer in {n} of {all:person|people}."),
                arm=one.arm,
                n=one.n_steered,
                all=one.n_people,
            )
            for one in found.steering
        ]
        return lines

    def _calibrated(self, found: Calibrations) -> list[str]:
        """Return for how many people the score will not steer, and what could be seen.

        The latter is left out where no calibration came to a verdict.
        """
        refused = found.refused
        lines = [
            fill(
                self.tr(
                    "The score of {share:.0%} ({low:.0%} to {high:.0%}) of people will "
                    "not steer: {n} of {all:simulated one|simulated ones}."
                ),
                share=refused.value,
                low=refused.interval[0],
                high=refused.interval[1],
                n=found.n_refused,
                all=found.n_people,
            )
        ]
        if math.isfinite(found.smallest):
            low, high = found.smallest_range
            lines.append(
                self.tr(
                    "The smallest AUC that a calibration could have told from chance: "
                    "{auc:.2f} (median of the calibrations; {low:.2f} to {high:.2f} in "
                    "four of five)."
                ).format(auc=found.smallest, low=low, high=high)
            )
        return lines


def _new_folder(base: Path) -> Path:
    """Return a folder for a report that is not there yet."""
    number = 1
    while (base / f"report-{number}").exists():
        number += 1
    return base / f"report-{number}"
