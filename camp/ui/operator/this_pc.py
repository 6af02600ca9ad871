"""The state of the PC: disk, displays, clock, and what each is good for."""

from __future__ import annotations

import platform
import time
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.home import LOW_DISK_BYTES, free_bytes
from attention_camp.camp.ui.operator.timing_card import TimingCard
from attention_camp.camp.ui.theme import SPACE, shows_chinese
from attention_camp.camp.ui.widgets.page import CardFrame, Page, label
from attention_camp.camp.ui.widgets.workspace import Workspace

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
            mark.setAccessibleName(check.verdict)
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
                self._workspace.settings.board_title or self._workspace.settings.board,
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
        for number, screen in enumerate(QGuiApplication.screens(), 1):
            rate = screen.refreshRate()
            size = screen.size()
            chosen = number - 1 == self._workspace.settings.screen
            lines.append(
                Check(
                    self.tr("Screen {number}").format(number=number),
                    "good" if rate >= SLOWEST_REFRESH_HZ else "doubtful",
                    self.tr("{w} × {h}, {rate} Hz by its own account").format(
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
                    self.tr("The primary screen is used. Choose another in Settings."),
                )
            )
        return lines

    def _clock(self) -> list[Check]:
        step = time.get_clock_info("perf_counter").resolution
        return [
            Check(
                self.tr("Clock"),
                "good" if step <= 1e-3 else "doubtful",
                self.tr("resolution {step}").format(
                    step=formats.number(step * 1e6, 3, "µs")
                ),
                self.tr("One monotonic clock for all three processes."),
            )
        ]
