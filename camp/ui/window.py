"""The researcher's window: side list, pages, and the session that is running."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
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
from attention_camp.camp.ui.operator.notice_bar import NoticeBar
from attention_camp.camp.ui.pages import PAGE_KEYS, Pages
from attention_camp.camp.ui.people.guard import Guard
from attention_camp.camp.ui.screens import is_shared
from attention_camp.camp.ui.theme import SPACE, theme_of
from attention_camp.camp.ui.widgets.curtain import Curtain
from attention_camp.camp.ui.widgets.workspace import Workspace

if TYPE_CHECKING:
    from attention_camp.camp.dataset.layout import RunPaths
    from attention_camp.camp.ui.operator.live_session import LiveSession
    from attention_camp.camp.ui.widgets.session_rows import SessionRow


NARROW_LINES = 56
"""Below so many heights of a line, the window is narrow; own choice."""


class MainWindow(QMainWindow):
    """The researcher's main window; pages are created when first shown."""

    dressing_changed = Signal()
    """Language, appearance or text size changed: rebuild the window."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.live: LiveSession | None = None
        self._is_seen = False
        """Whether the end of the session was looked at."""
        self.setWindowTitle("Attention Camp")
        chosen = workspace.settings.shortcuts
        self.actions_ = make_actions(self, theme_of(self), self._on_action, chosen)
        self._fill_menus()
        self.stack = QStackedWidget()
        self.pages = Pages(workspace, self.actions_, self)
        self._connect_pages()
        self.navigation = Navigation(self.actions_)
        self.navigation.chosen.connect(self.show_page)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        self.notice = NoticeBar(lambda: self.workspace.dataset)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(3 * SPACE, 0, 3 * SPACE, 0)
        above.addWidget(self.notice)
        pages.addLayout(above)
        pages.addWidget(self.stack, 1)
        row.addLayout(pages, 1)
        self.setCentralWidget(middle)
        self.guard = Guard(self, self.actions_, lambda: self.phase)
        self.pages.accounts_changed.connect(self.guard.begin)
        self.curtain = Curtain(self)
        self.curtain.raised.connect(lambda: self.show_page(self.current))
        self.resize(1280, 800)
        self._fit_navigation()
        self.guard.show_rights()
        self.show_page("home")

    # pages

    def _connect_pages(self) -> None:
        pages = self.pages
        pages.made.connect(self.stack.addWidget)
        pages.left.connect(self.show_page)
        pages.session_chosen.connect(self.open_session)
        pages.resume_chosen.connect(self.resume_session)
        pages.folder_wanted.connect(self.choose_session)
        pages.calibration_wanted.connect(self.show_calibration)
        pages.summary_wanted.connect(self.show_summary)
        pages.connecting.connect(self.take_session)
        pages.session_started.connect(self.show_running)
        pages.session_ended.connect(self.show_ended)
        pages.dressing_changed.connect(self.dressing_changed)

    @property
    def current(self) -> str:
        """Key of the page in front."""
        widget = self.stack.currentWidget()
        return next(key for key, page in self.pages if page is widget)

    def show_page(self, key: str) -> None:
        """Show a page, if who is signed in may see it."""
        if not self.guard.lets(key):
            return
        page = self.pages.by_key(key)
        if key == "settings":
            self._lock_settings()
        self.stack.setCurrentWidget(page)
        self.navigation.mark(page.origin or key)
        page.shown()
        self._say_running()
        if self.isVisible():
            page.focus_first()

    def _say_running(self) -> None:
        """Say on every page but the monitor that a session runs, or has ended."""
        if self.stack.currentWidget() is None:
            return
        self.notice.own = self.live.request if self.live else None
        is_there = self.current in {"monitor", "summary"}
        live = None if is_there or self._is_seen else self.live
        self.notice.show_session(live, lambda: self.show_page("monitor"))

    def open_session(self, folder: Path) -> None:
        """Show a recorded session in the viewer."""
        self.pages.viewer.open(folder)
        self.show_page("viewer")

    def show_calibration(self) -> None:
        """Show the calibration of the session that the page in front is about."""
        origin, run = self.current, self._run_in_front()
        if run is not None:
            self.pages.calibration.show_run(run, origin=origin)
        elif self.live is not None:
            self.pages.calibration.show_session(self.live, origin=origin)
        self.show_page("calibration")

    def show_summary(self) -> None:
        """Show the summary of the recorded session that is open."""
        run = self._run_in_front()
        if run is not None:
            self.pages.summary.show_run(run, origin=self.current)
            self.show_page("summary")

    def _run_in_front(self) -> RunPaths | None:
        """Return the recorded run that is looked at; None: none, or the running one."""
        if self.current == "summary":
            return self.pages.summary.paths
        if self.live is not None and self.current != "viewer":
            return None
        is_viewing = self.pages.is_made("viewer")
        recording = self.pages.viewer.recording if is_viewing else None
        return None if recording is None else recording.session.paths

    # the running session

    @property
    def phase(self) -> Phase:
        """Current phase: idle, connected, running or paused."""
        return Phase.IDLE if self.live is None else self.live.phase

    def watch(self, live: LiveSession) -> None:
        """Adopt and show a session that was started elsewhere."""
        self.take_session(live)
        self.show_running()

    def take_session(self, live: LiveSession) -> None:
        """Adopt a session whose headset is being connected."""
        if self.live is not None and self.live is not live:
            self.live.leave()
            self.live.deleteLater()
        self.live, self._is_seen = live, False
        live.phase_changed.connect(self._on_phase)
        live.told.connect(self._on_told)
        self._on_phase(live.phase)

    def _on_told(self, message: object) -> None:
        """Cover the results before the task's window that hid them goes away."""
        from attention_camp.camp.session.messages import (
            Ending,
            HelpWanted,
            SessionEnded,
        )

        live = self.live
        if live is None or not isinstance(message, SessionEnded | HelpWanted):
            return
        if isinstance(message, HelpWanted):
            self.notice.call(lambda: self.show_page("monitor"), self.current)
            return
        self._say_running()
        shares = live.request.display.fullscreen and is_shared(
            live.request.display, self.screen()
        )
        by_researcher = message.ending is Ending.ABORTED
        if shares and live.request.observer is None and not by_researcher:
            self.curtain.draw()

    def show_running(self) -> None:
        """Show the running session in the monitor."""
        if self.live is not None:
            self.pages.monitor.watch(self.live)
        self.show_page("monitor")

    def show_ended(self) -> None:
        """Show the summary of the session that ended."""
        if self.live is None:
            return
        self._is_seen = True
        self.pages.summary.show_session(self.live, origin="home")
        if self.pages.is_made("new_session"):
            self.pages.new_session.begin_anew()
        self.show_page("summary")

    def resume_session(self, row: SessionRow) -> None:
        """Set up the next run of an interrupted session."""
        self.pages.new_session.propose(row)
        self.show_page("new_session")

    def _on_phase(self, _: Phase) -> None:
        self._say_running()
        self.guard.show_rights()
        if self.pages.is_made("settings"):
            self._lock_settings()

    def _lock_settings(self) -> None:
        self.pages.settings.set_locked(self.phase is not Phase.IDLE)

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
        callbacks: dict[str, Callable[[], object]] = {
            "new": lambda: self.show_page("new_session"),
            "open": self.choose_session,
            "dataset": self._choose_dataset,
            "sign_out": self.guard.sign_out,
            "quit": self.close,
            "calibration": self.show_calibration,
            "keys": self._show_keys,
            "about": self._show_about,
        }
        if key in callbacks:
            callbacks[key]()
            return
        if key in PAGE_KEYS:
            self.show_page(key)
            return
        self.show_page("monitor")
        self.pages.monitor.act(key)

    def choose_session(self) -> None:
        """Ask for a session's folder and show it."""
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a session folder"), str(self.workspace.dataset)
        )
        if folder:
            self.open_session(Path(folder))

    def _choose_dataset(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self,
            self.tr("Choose the folder for recordings"),
            str(self.workspace.dataset),
        )
        if folder:
            self.workspace.settings.dataset = folder
            self.workspace.given_dataset = None  # the newest choice counts
            self.workspace.save_if_possible()
            self.dressing_changed.emit()

    def _show_keys(self) -> None:
        from attention_camp.camp.ui.shortcuts import ShortcutSheet

        ShortcutSheet(self.actions_, self).open()

    def _show_about(self) -> None:
        from attention_camp.camp.ui.about import AboutDialog

        AboutDialog(self.workspace, self).open()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look for other programs' sessions."""
        super().showEvent(event)
        self.guard.begin()
        self.notice.begin()

    def changeEvent(self, event: QEvent) -> None:
        """Say on the monitor whether the keyboard is here or at the task."""
        super().changeEvent(event)
        is_active = event.type() == QEvent.Type.ActivationChange
        if is_active and self.pages.is_made("monitor"):
            self.pages.monitor.show_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the side list in a narrow window."""
        super().resizeEvent(event)
        self._fit_navigation()

    def _fit_navigation(self) -> None:
        room = NARROW_LINES * self.fontMetrics().height()
        self.navigation.set_compact(self.width() < room)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for confirmation if a session is running."""
        if self.phase in {Phase.RUNNING, Phase.PAUSED} and not self._may_end():
            event.ignore()
            return
        self.notice.end()
        for _, page in self.pages:
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
                "and stay; the participant's window closes. The session can be resumed "
                "later."
            ),
            self.tr("End session and quit"),
            self.tr("Keep recording"),
        )
