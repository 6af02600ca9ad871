"""The viewer as a program of its own: ``attention-camp review``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from attention_camp.camp.cli.errors import CommandError

if TYPE_CHECKING:
    from attention_camp.camp.ui.window import MainWindow

WAIT_MS = 60_000
"""A session that takes longer to read than this is given up when nobody watches."""


def open_viewer(path: Path, *, screenshots: Path | None = None) -> int:
    """Open the researcher's window on a recorded session; return its exit status.

    Parameters
    ----------
    path : Path
        Session folder, any file of a run, or a dataset: its only session, or the list.
    screenshots : Path | None
        Save pictures of the session there and end, for use without a person.
    """
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.ui.app import WindowHost, make_app, make_desk

    app = make_app()
    dataset = dataset_of(path)
    runs = existing_runs(dataset)
    host = WindowHost(app, make_desk(dataset))
    window = host.window
    if path.absolute() != dataset:
        window.open_session(path)
    elif len(runs) == 1 or (runs and screenshots is not None):
        window.open_session(runs[-1].vhdr)
    else:
        window.show_page("sessions")
    host.show()
    if screenshots is None:
        return app.exec()
    try:
        return _take_pictures(app, window, screenshots)
    finally:
        window.close()


def dataset_of(path: Path) -> Path:
    """Return the dataset that a path lies in: above the nearest ``sub-`` folder."""
    path = path.absolute()
    for parent in (path, *path.parents):
        if parent.name.startswith("sub-") and parent.parent.name != "sourcedata":
            return parent.parent
    return path


def _take_pictures(app: QApplication, window: MainWindow, folder: Path) -> int:
    from attention_camp.camp.ui.viewer.page import ViewerPage

    if window.current == "sessions":
        raise CommandError(
            f"There is no session in {window.desk.dataset}. Give a dataset that holds "
            "one, or a session folder."
        )
    page = window.page("viewer")
    if not isinstance(page, ViewerPage):
        raise TypeError(f"the viewer's page is a {type(page).__name__}")
    loop = QEventLoop()
    page.opened.connect(loop.quit)
    QTimer.singleShot(WAIT_MS, loop.quit)
    if page.recording is None:
        loop.exec()
    if page.recording is None:
        raise CommandError(page.banner.text)
    folder.mkdir(parents=True, exist_ok=True)
    views: tuple[tuple[str, Callable[[], None]], ...] = (
        ("session-start", lambda: page.go_to(0.0)),
        ("session-middle", lambda: page.go_to_middle(page.duration / 2)),
        ("session-minute", lambda: page.set_seconds(60)),
        ("session-trial", lambda: page.step_trial(1)),
    )
    for name, act in views:
        act()
        settle(app)
        window.grab().save(str(folder / f"{name}.png"))
    page.calibration.click()
    QThreadPool.globalInstance().waitForDone(WAIT_MS)
    settle(app)
    window.grab().save(str(folder / "session-calibration.png"))
    return 0


def settle(app: QApplication, ms: int = 300) -> None:
    """Let timers run and everything be drawn."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
    app.processEvents()
