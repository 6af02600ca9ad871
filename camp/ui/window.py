"""The researcher's window: side list, pages, and the session that is running."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from attention_camp.camp.ui.actions import (
    ACTIONS,
    MENUS,
    Phase,
    make_actions,
    translate,
)
from attention_camp.camp.ui.navigation import Navigation
from attention_camp.camp.ui.pages import PAGES
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.page import Page
from attention_camp.camp.ui.widgets.workspace import Desk

if TYPE_CHECKING:
    from attention_camp.camp.dataset.layout import RunPaths
    from attention_camp.camp.ui.operator.live_session import LiveSession
    from attention_camp.camp.ui.widgets.session_rows import SessionRow


NARROW_LINES = 56
"""Below so many heights of a line, the window is narrow; own choice."""


class MainWindow(QMainWindow):
    """The window of the researcher; pages are made when they are first shown."""

    dressing_changed = Signal()
    """Language, appearance or text size changed: the window is to be made anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.live: LiveSession | None = None
        self.setWindowTitle("Attention Camp")
        self.actions_ = make_actions(self, theme_of(self), self._on_action)
        self._fill_menus()
        self.pages: dict[str, Page] = {}
        self.stack = QStackedWidget()
        self.navigation = Navigation(self.actions_)
        self.navigation.chosen.connect(self.show_page)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.resize(1280, 800)
        self._fit_navigation()
        self._on_phase(Phase.IDLE)
        self.show_page("home")

    # pages

    @property
    def current(self) -> str:
        """Key of the page in front."""
        widget = self.stack.currentWidget()
        return next(key for key, page in self.pages.items() if page is widget)

    def page(self, key: str) -> Page:
        """Return a page, made if it was not yet."""
        if key not in self.pages:
            page = PAGES[key](self)
            page.left.connect(self.show_page)
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.navigation.mark(page.origin or key)
        page.shown()

    def open_session(self, folder: Path) -> None:
        """Show a recorded session in the viewer."""
        from attention_camp.camp.ui.viewer.page import ViewerPage

        page = self.page("viewer")
        if isinstance(page, ViewerPage):
            page.open(folder)
        self.show_page("viewer")

    def show_calibration(self) -> None:
        """Show the calibration of the session that the page in front is about."""
        from attention_camp.camp.ui.operator.calibration_page import CalibrationPage

        origin, page = self.current, self.page("calibration")
        run = self._run_in_front()
        if isinstance(page, CalibrationPage):
            if run is not None:
                page.show_run(run, origin=origin)
            elif self.live is not None:
                page.show_session(self.live, origin=origin)
        self.show_page("calibration")

    def show_summary(self) -> None:
        """Show the summary of the recorded session that is open."""
        from attention_camp.camp.ui.operator.summary import SummaryPage

        run, page = self._run_in_front(), self.page("summary")
        if isinstance(page, SummaryPage) and run is not None:
            page.show_run(run, origin=self.current)
            self.show_page("summary")

    def _run_in_front(self) -> RunPaths | None:
        """Return the recorded run that is looked at; None: none, or the running one."""
        from attention_camp.camp.ui.operator.summary import SummaryPage
        from attention_camp.camp.ui.viewer.page import ViewerPage

        summary, viewer = self.pages.get("summary"), self.pages.get("viewer")
        if self.current == "summary" and isinstance(summary, SummaryPage):
            return summary.paths
        if self.live is not None and self.current != "viewer":
            return None
        recording = viewer.recording if isinstance(viewer, ViewerPage) else None
        return None if recording is None else recording.session.paths

    # the running session

    @property
    def phase(self) -> Phase:
        """What the program is busy with."""
        return Phase.IDLE if self.live is None else self.live.phase

    def watch(self, live: LiveSession) -> None:
        """Show a session that was started elsewhere, such as on the command line."""
        self.take_session(live)
        self.show_running()

    def take_session(self, live: LiveSession) -> None:
        """Take a session over that is being connected."""
        if self.live is not None and self.live is not live:
            self.live.leave()
            self.live.deleteLater()
        self.live = live
        live.phase_changed.connect(self._on_phase)
        self._on_phase(live.phase)

    def show_running(self) -> None:
        """Show the session that has begun."""
        from attention_camp.camp.ui.operator.monitor.page import MonitorPage

        page = self.page("monitor")
        if isinstance(page, MonitorPage) and self.live is not None:
            page.watch(self.live)
        self.show_page("monitor")

    def show_ended(self) -> None:
        """Show the summary of the session that is over."""
        from attention_camp.camp.ui.operator.setup.new_session import NewSessionPage
        from attention_camp.camp.ui.operator.summary import SummaryPage

        if self.live is None:
            return
        summary = self.page("summary")
        if isinstance(summary, SummaryPage):
            summary.show_session(self.live, origin="home")
        wizard = self.pages.get("new_session")
        if isinstance(wizard, NewSessionPage):
            wizard.begin_anew()
        self.show_page("summary")

    def resume_session(self, row: SessionRow) -> None:
        """Propose to go on with a session that was broken off."""
        from attention_camp.camp.ui.operator.setup.new_session import NewSessionPage

        page = self.page("new_session")
        if isinstance(page, NewSessionPage):
            page.propose(row)
        self.show_page("new_session")

    def _on_phase(self, phase: Phase) -> None:
        for info in ACTIONS:
            self.actions_[info.key].setEnabled(info.enabled(phase))
        settings = self.pages.get("settings")
        if settings is not None:
            from attention_camp.camp.ui.operator.settings_page import SettingsPage

            if isinstance(settings, SettingsPage):
                settings.set_locked(phase is not Phase.IDLE)

    # actions

    def _fill_menus(self) -> None:
        menus = {
            key: self.menuBar().addMenu(translate("Actions", text))
            for key, text in MENUS
        }
        for info in ACTIONS:
            if info.key == "quit":
                menus[info.menu].addSeparator()
            menus[info.menu].addAction(self.actions_[info.key])

    def _on_action(self, key: str) -> None:
        callbacks: dict[str, Callable[[], None]] = {
            "new": lambda: self.show_page("new_session"),
            "open": self.choose_session,
            "dataset": self._choose_dataset,
            "quit": self._on_quit,
            "calibration": self.show_calibration,
            "keys": self._show_keys,
        }
        if key in callbacks:
            callbacks[key]()
            return
        if key in PAGES:
            self.show_page(key)
            return
        from attention_camp.camp.ui.operator.monitor.page import MonitorPage

        page = self.page("monitor")
        if isinstance(page, MonitorPage):
            self.show_page("monitor")
            page.act(key)

    def choose_session(self) -> None:
        """Ask for a session's folder and show it."""
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a session folder"), str(self.desk.dataset)
        )
        if folder:
            self.open_session(Path(folder))

    def _choose_dataset(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose the folder for recordings"), str(self.desk.dataset)
        )
        if folder:
            self.desk.settings.dataset = folder
            self.desk.given_dataset = None  # the newest choice counts
            self.desk.save_if_possible()
            self.dressing_changed.emit()

    def _show_keys(self) -> None:
        from attention_camp.camp.ui.shortcuts import ShortcutSheet

        ShortcutSheet(self.actions_, self).open()

    def _on_quit(self) -> None:
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room of the side list's names where it is narrow."""
        super().resizeEvent(event)
        self._fit_navigation()

    def _fit_navigation(self) -> None:
        room = NARROW_LINES * self.fontMetrics().height()
        self.navigation.set_compact(self.width() < room)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a running session is ended."""
        if self.phase in {Phase.RUNNING, Phase.PAUSED} and not self._may_end():
            event.ignore()
            return
        for page in self.pages.values():
            page.window_closing()
        if self.live is not None:
            self.live.leave()
        super().closeEvent(event)

    def _may_end(self) -> bool:
        from attention_camp.camp.ui.widgets.confirm import confirm

        return confirm(
            self,
            self.tr("End the running session?"),
            self.tr(
                "The session is still running. All trials and EEG so far are on disk "
                "and stay; what has not been recorded yet is lost, and the "
                "participant's window closes."
            ),
            self.tr("End session and quit"),
            self.tr("Keep recording"),
        )
