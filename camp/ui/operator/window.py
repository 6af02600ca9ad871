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
from attention_camp.camp.ui.operator.desk import Desk
from attention_camp.camp.ui.operator.home import HomePage
from attention_camp.camp.ui.operator.navigation import Navigation
from attention_camp.camp.ui.operator.page import Page
from attention_camp.camp.ui.theme import theme_of

if TYPE_CHECKING:
    from attention_camp.camp.ui.operator.live_session import LiveSession
    from attention_camp.camp.ui.operator.session_rows import SessionRow


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
        self._factories: dict[str, Callable[[], Page]] = {
            "home": self._make_home,
            "new_session": self._make_new_session,
            "monitor": self._make_monitor,
            "summary": self._make_summary,
            "calibration": self._make_calibration,
            "sessions": self._make_sessions,
            "viewer": self._make_viewer,
            "study": self._make_study,
            "pc": self._make_pc,
            "settings": self._make_settings,
        }
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
            page = self._factories[key]()
            page.left.connect(self.show_page)
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.navigation.mark({"summary": "monitor"}.get(key, key))
        page.shown()

    def open_session(self, folder: Path) -> None:
        """Show a recorded session in the viewer."""
        from attention_camp.camp.ui.viewer.page import ViewerPage

        page = self.page("viewer")
        if isinstance(page, ViewerPage):
            page.open(folder)
        self.show_page("viewer")

    def _show_calibration(self) -> None:
        """Show the calibration of the session that the page in front is about."""
        from attention_camp.camp.ui.operator.calibration_page import CalibrationPage
        from attention_camp.camp.ui.viewer.page import ViewerPage

        origin, viewer = self.current, self.pages.get("viewer")
        page = self.page("calibration")
        recording = viewer.recording if isinstance(viewer, ViewerPage) else None
        if isinstance(page, CalibrationPage):
            if recording is not None and (origin == "viewer" or self.live is None):
                page.show_run(recording.session.paths, origin=origin)
            elif self.live is not None:
                page.show_session(self.live, origin=origin)
        self.show_page("calibration")

    def _make_home(self) -> Page:
        page = HomePage(self.desk)
        page.session_chosen.connect(self.open_session)
        page.resume_chosen.connect(self._on_resume_session)
        page.folder_wanted.connect(self._choose_session)
        return page

    def _make_new_session(self) -> Page:
        from attention_camp.camp.ui.operator.new_session import NewSessionPage

        page = NewSessionPage(self.desk)
        page.connecting.connect(self._on_connecting)
        page.started.connect(self._on_started)
        return page

    def _make_monitor(self) -> Page:
        from attention_camp.camp.ui.operator.monitor import MonitorPage

        page = MonitorPage(self.actions_)
        page.ended.connect(self._on_ended)
        page.calibration_wanted.connect(self._show_calibration)
        return page

    def _make_summary(self) -> Page:
        from attention_camp.camp.ui.operator.summary import SummaryPage

        page = SummaryPage()
        page.session_chosen.connect(self.open_session)
        page.calibration_wanted.connect(self._show_calibration)
        return page

    def _make_calibration(self) -> Page:
        from attention_camp.camp.ui.operator.calibration_page import CalibrationPage

        page = CalibrationPage()
        page.session_chosen.connect(self.open_session)
        return page

    def _make_sessions(self) -> Page:
        from attention_camp.camp.ui.operator.sessions import SessionsPage

        page = SessionsPage(self.desk)
        page.session_chosen.connect(self.open_session)
        page.resume_chosen.connect(self._on_resume_session)
        return page

    def _make_viewer(self) -> Page:
        from attention_camp.camp.ui.viewer.page import ViewerPage

        page = ViewerPage()
        page.folder_wanted.connect(self._choose_session)
        page.calibration_wanted.connect(self._show_calibration)
        return page

    def _make_study(self) -> Page:
        from attention_camp.camp.ui.operator.study import StudyPage

        return StudyPage(self.desk)

    def _make_pc(self) -> Page:
        from attention_camp.camp.ui.operator.this_pc import ThisPcPage

        return ThisPcPage(self.desk)

    def _make_settings(self) -> Page:
        from attention_camp.camp.ui.operator.settings_page import SettingsPage

        page = SettingsPage(self.desk)
        page.dressing_changed.connect(self.dressing_changed)
        page.set_locked(self.phase is not Phase.IDLE)
        return page

    # the running session

    @property
    def phase(self) -> Phase:
        """What the program is busy with."""
        return Phase.IDLE if self.live is None else self.live.phase

    def watch(self, live: LiveSession) -> None:
        """Show a session that was started elsewhere, such as on the command line."""
        self._on_connecting(live)
        self._on_started()

    def _on_connecting(self, live: LiveSession) -> None:
        if self.live is not None and self.live is not live:
            self.live.close()
            self.live.deleteLater()
        self.live = live
        live.phase_changed.connect(self._on_phase)
        self._on_phase(live.phase)

    def _on_started(self) -> None:
        from attention_camp.camp.ui.operator.monitor import MonitorPage

        page = self.page("monitor")
        if isinstance(page, MonitorPage) and self.live is not None:
            page.watch(self.live)
        self.show_page("monitor")

    def _on_ended(self) -> None:
        from attention_camp.camp.ui.operator.new_session import NewSessionPage
        from attention_camp.camp.ui.operator.summary import SummaryPage

        if self.live is None:
            return
        summary = self.page("summary")
        if isinstance(summary, SummaryPage):
            summary.show_session(self.live)
        wizard = self.pages.get("new_session")
        if isinstance(wizard, NewSessionPage):
            wizard.begin_anew()
        self.show_page("summary")

    def _on_resume_session(self, row: SessionRow) -> None:
        from attention_camp.camp.ui.operator.new_session import NewSessionPage

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
            "open": self._choose_session,
            "dataset": self._choose_dataset,
            "quit": self._on_quit,
            "calibration": self._show_calibration,
            "keys": self._show_keys,
        }
        if key in callbacks:
            callbacks[key]()
            return
        if key in self._factories:
            self.show_page(key)
            return
        from attention_camp.camp.ui.operator.monitor import MonitorPage

        page = self.page("monitor")
        if isinstance(page, MonitorPage):
            self.show_page("monitor")
            page.act(key)

    def _choose_session(self) -> None:
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
            self.desk.save()
            self.dressing_changed.emit()

    def _show_keys(self) -> None:
        from attention_camp.camp.ui.operator.shortcuts import ShortcutSheet

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
        if self.live is not None:
            self.live.close()
        super().closeEvent(event)

    def _may_end(self) -> bool:
        from attention_camp.camp.ui.operator.confirm import confirm

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
