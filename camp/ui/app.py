"""The application: theme, language and the researcher's window."""

from __future__ import annotations

import importlib
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from attention_camp.camp.ui.about import keep_log, log_path
from attention_camp.camp.ui.accessible_roles import install_roles
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.faults import install_fault_hook
from attention_camp.camp.ui.garbage import collect_here
from attention_camp.camp.ui.icons import app_icon
from attention_camp.camp.ui.language import chosen_language, install_language
from attention_camp.camp.ui.settings import load_settings, settings_path
from attention_camp.camp.ui.theme import apply_theme, shows_chinese
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.camp.ui.window import MainWindow

NO_CHINESE = (
    "No installed font can show Chinese (中文). Install one, for example with "
    "“sudo apt install fonts-noto-cjk” on Debian or Ubuntu, and start again."
)
AHEAD_MS = 1500
"""Time after the window is shown until the viewer is made, ms; own choice."""
TITLE_BAR = 40
"""Height that a window's title and frame take at most, px; own choice."""


def run_app(
    dataset: Path | None = None,
    argv: Sequence[str] = (),
    *,
    language: str | None = None,
    protocol: Path | None = None,
) -> int:
    """Open the application and return its exit status when it is closed.

    Parameters
    ----------
    dataset : Path | None
        Folder for recordings, in place of the one in the settings for this start.
    argv : sequence of str
        Arguments left over for Qt.
    language : str | None
        One of `languages` in place of the one in the settings, and kept there.
    protocol : Path | None
        A protocol file, for which a session is to be set up; None: the first page.
    """
    app = make_app(argv)
    workspace = make_workspace(dataset)
    if language is not None:
        workspace.settings.language = language
        workspace.save_if_possible()
    keep_log(log_path())
    install_fault_hook()
    from attention_camp.signal.owned import collect_leftovers

    collect_leftovers()
    host = WindowHost(app, workspace)
    host.show()
    if protocol is not None:
        host.window.show_page("new_session")
        host.window.pages.new_session.who.choose_protocol(str(protocol.absolute()))
    return app.exec()


def make_app(argv: Sequence[str] = ()) -> QApplication:
    """Return the Qt application; create it if there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        collect_here(running)
        return running
    app = QApplication([sys.argv[0], *argv])
    collect_here(app)
    app.setApplicationName("Attention Camp")
    app.setDesktopFileName("attention-camp")
    app.setWindowIcon(app_icon())
    return app


def make_workspace(dataset: Path | None = None, path: Path | None = None) -> Workspace:
    """Load the settings; a dataset given here overrides theirs and is not saved."""
    where = path or settings_path()
    settings, warnings = load_settings(where)
    workspace = Workspace(settings, where, chosen_language(settings.language), warnings)
    if dataset is not None:
        workspace.given_dataset = dataset
    return workspace


def dress(app: QApplication, workspace: Workspace) -> None:
    """Apply the language, colours and text size of the settings."""
    settings = workspace.settings
    workspace.language = chosen_language(settings.language)
    install_language(app, workspace.language)
    install_roles()
    apply_theme(
        app, settings.appearance, settings.text_percent / 100, workspace.language
    )


def build_main_window(
    dataset: Path | None = None, *, settings: Path | None = None
) -> MainWindow:
    """Return the researcher's window with theme and language applied."""
    app = make_app()
    workspace = make_workspace(dataset, settings)
    dress(app, workspace)
    return MainWindow(workspace)


def _polish(page: QWidget) -> None:
    """Work out the style of a page that nobody sees yet: half of its first showing."""
    for widget in page.findChildren(QWidget):
        widget.ensurePolished()


class WindowHost(QObject):
    """Holds the window, and rebuilds it when language or theme changes."""

    def __init__(self, app: QApplication, workspace: Workspace) -> None:
        super().__init__(app)
        self._app = app
        self._workspace = workspace
        self.window = self._make()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)

    def show(self) -> None:
        """Show the window, no larger than its screen has room for."""
        room = self.window.screen().availableGeometry().size() - QSize(0, TITLE_BAR)
        self.window.resize(self.window.size().boundedTo(room))
        self.window.show()
        QTimer.singleShot(AHEAD_MS, self, self.make_ahead)

    def make_ahead(self) -> None:
        """Make the viewer while nobody waits for it; each step is a short one."""
        steps: deque[Callable[[], object]] = deque(
            (
                lambda: importlib.import_module("pyqtgraph"),
                lambda: importlib.import_module("attention_camp.camp.ui.viewer.page"),
                lambda: _polish(self.window.pages.viewer),
            )
        )

        def go_on() -> None:
            if steps and self.window.live is None:  # else it is made when it is needed
                steps.popleft()()
                QTimer.singleShot(0, self, go_on)

        go_on()

    def renew(self) -> None:
        """Rebuild the window at the same position and on the same page."""
        old = self.window
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None else ""
        page, geometry = old.current, old.saveGeometry()
        self._workspace.warnings = ()
        self.window = self._make()
        self.window.restoreGeometry(geometry)
        self.window.show_page(page if page in {"settings", "pc"} else "home")
        self.window.show()
        if name and (again := self.window.findChild(QWidget, name)) is not None:
            again.setFocus()
        old.close()
        old.deleteLater()

    def _make(self) -> MainWindow:
        dress(self._app, self._workspace)
        if self._workspace.language == "zh_CN" and not shows_chinese():
            self._workspace.warnings = (*self._workspace.warnings, NO_CHINESE)
        window = MainWindow(self._workspace)
        window.dressing_changed.connect(self.renew, Qt.ConnectionType.QueuedConnection)
        return window

    def _on_scheme_changed(self) -> None:
        if (
            self._workspace.settings.appearance == "system"
            and self.window.phase is Phase.IDLE
        ):
            self.renew()
