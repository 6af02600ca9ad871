"""The state of the PC: disk, displays, clock, and what each is good for."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.home import LOW_DISK_BYTES, free_bytes
from attention_camp.camp.ui.operator.timing_card import TimingCard
from attention_camp.camp.ui.screens import task_screen
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE, shows_chinese
from attention_camp.camp.ui.widgets.page import CardFrame, Page, label
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.signal.clock import host_time

translate = QCoreApplication.translate

SLOWEST_REFRESH_HZ = 59.0
"""Below this a display is marked; own choice: tasks are timed for 60 Hz and more."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the page."""

    name: str
    verdict: str
    """``good``, ``doubtful`` or ``""`` where it is a fact without a verdict."""
    value: str
    note: str = ""


class ThisPcPage(Page):
    """Properties of this PC, one per line, with verdicts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("This PC"))
        self._workspace = workspace
        self.card = CardFrame(self.tr("Checks"))
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self.card.box.addWidget(self._inside)
        self.body.addWidget(self.card)
        self.timing = TimingCard()
        self.body.addWidget(self.timing)
        self.body.addStretch()
        self.photodiode = self.add_secondary(self.tr("Measure with a photodiode"))
        self.photodiode.clicked.connect(lambda: self.left.emit("photodiode"))
        self.add_primary(self.tr("Check again")).clicked.connect(self.shown)

    def shown(self) -> None:
        """Repeat the checks when the page is shown."""
        self.timing.show_certificate()
        self.card.box.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(SPACE)
        for row, check in enumerate(self.checks()):
            symbol = {"good": "●", "doubtful": "▲"}.get(check.verdict, "")
            mark = label(symbol, "good" if check.verdict == "good" else "error")
            said = {"good": self.tr("good"), "doubtful": self.tr("doubtful")}
            mark.setAccessibleName(said.get(check.verdict, ""))
            grid.addWidget(mark, row, 0)
            grid.addWidget(label(check.name, "muted"), row, 1)
            grid.addWidget(label(check.value, wraps=True), row, 2)
            grid.addWidget(label(check.note, "small", wraps=True), row, 3)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 3)
        self.card.box.addWidget(self._inside)

    def window_closing(self) -> None:
        """Stop a running measurement."""
        self.timing.stop()

    def checks(self) -> list[Check]:
        """Return all lines."""
        return [
            *self._storage(),
            *self._screens(),
            *self._at_the_screen(),
            *self._photodiode(),
            *self._sound(),
            *self._clock(),
            Check(
                self.tr("Chinese text"),
                "good" if shows_chinese() else "doubtful",
                self.tr("can be shown") if shows_chinese() else self.tr("no font"),
                ""
                if shows_chinese()
                else self.tr("Install a Chinese font, such as fonts-noto-cjk."),
            ),
            Check(self.tr("System"), "", f"{platform.system()} {platform.release()}"),
            Check(
                self.tr("Headset last used"),
                "",
                translate("Sources", self._workspace.settings.board_title)
                or self.tr("none yet"),
                self.tr("Test it in “New session”, step 2."),
            ),
        ]

    def _storage(self) -> list[Check]:
        free = free_bytes(self._workspace.dataset)
        enough = free >= LOW_DISK_BYTES
        return [
            Check(
                self.tr("Recordings go to"),
                "",
                formats.breakable(self._workspace.dataset),
            ),
            Check(
                self.tr("Free disk space"),
                "good" if enough else "doubtful",
                formats.size(free),
                self.tr("An hour of 16 channels at 250 Hz takes about 60 MB."),
            ),
        ]

    def _screens(self) -> list[Check]:
        lines = []
        settings = self._workspace.settings
        task = task_screen(settings.screen, self.screen())
        for number, screen in enumerate(QGuiApplication.screens(), 1):
            rate = screen.refreshRate()
            size = screen.size()
            chosen = number - 1 == task
            lines.append(
                Check(
                    self.tr("Screen {number}").format(number=number),
                    "good" if rate >= SLOWEST_REFRESH_HZ else "doubtful",
                    self.tr("{w} × {h}, {rate} Hz reported").format(
                        w=size.width(), h=size.height(), rate=formats.number(rate, 1)
                    ),
                    self.tr("The participant's screen") if chosen else "",
                )
            )
        if self._workspace.settings.screen >= len(lines):
            lines.append(
                Check(
                    self.tr("Participant's screen"),
                    "doubtful",
                    self.tr("screen {n} is not connected").format(
                        n=self._workspace.settings.screen + 1
                    ),
                    self.tr(
                        "The task opens on screen {n}. Choose another in Settings."
                    ).format(n=task + 1),
                )
            )
        return lines

    def _at_the_screen(self) -> list[Check]:
        settings = self._workspace.settings
        corner = settings.photodiode
        return [
            Check(
                self.tr("Size and distance of the screen"),
                "",
                self.tr("{width} wide, {distance} from the eyes").format(
                    width=formats.number(settings.screen_width_cm, 1, "cm"),
                    distance=formats.number(settings.screen_distance_cm, 1, "cm"),
                ),
                self.tr("Measure both and enter them in Settings."),
            ),
            Check(
                self.tr("Photodiode patch"),
                "",
                self.tr("off") if corner == "none" else self.tr("on"),
                self.tr("Without a photodiode onsets are those of the buffer swap."),
            ),
        ]

    def _photodiode(self) -> list[Check]:
        """Return what a photodiode found of each screen, if one ever was used."""
        from attention_camp.camp.pc.photodiode_report import (
            PhotodiodeError,
            load_results,
            photodiode_path,
        )

        name = self.tr("Photodiode")
        try:
            kept = load_results(photodiode_path()).values()
        except PhotodiodeError as error:
            return [Check(name, "doubtful", self.tr("unreadable"), translated(error))]
        found = [report for report in kept if not report.is_simulated]
        if not found:
            remedy = self.tr("“Measure with a photodiode”, below, takes ten minutes.")
            return [Check(name, "", self.tr("not measured on this PC"), remedy)]
        said = self.tr("measured on {date}: offset {offset}, SD {sd}")
        return [
            Check(
                name,
                "good" if report.verdict == "good" else "doubtful",
                said.format(
                    date=formats.date(report.made),
                    offset=formats.number(report.offset_ms, 1, "ms"),
                    sd=formats.number(report.sd_ms, 2, "ms"),
                ),
                f"{report.screen}. {translated(report.advice())}",
            )
            for report in found
        ]

    def _sound(self) -> list[Check]:
        from attention_camp.camp.ui.participant.sound import sound_available

        is_heard, said = sound_available()
        return [
            Check(
                self.tr("Sound"),
                "good" if is_heard else "doubtful",
                said if is_heard else self.tr("no sound device"),
                ""
                if is_heard
                else self.tr(
                    "Tasks that need sound cannot be run, and rest ends without a tone."
                ),
            )
        ]

    def _clock(self) -> list[Check]:
        step = measured_step()
        return [
            Check(
                self.tr("Clock"),
                "good" if step <= 1e-3 else "doubtful",
                self.tr("measured step {step}").format(
                    step=formats.number(step * 1e6, 1, "µs")
                ),
                self.tr("One monotonic clock for all three processes."),
            )
        ]


def measured_step() -> float:
    """Return the step of the host's clock, s: the median of some that were seen."""
    steps = []
    for _ in range(200):
        first = host_time()
        while (then := host_time()) == first:
            continue
        steps.append(then - first)
    return sorted(steps)[len(steps) // 2]
