"""Takes pictures of a session under way, or of a recorded one, from outside.

    python packaging/session_pictures.py run --out FOLDER ARGUMENTS...
    python packaging/session_pictures.py review PATH --out FOLDER

``run`` takes the arguments of ``attention-camp run`` and saves the windows at each
stage, at some trials and at the end; ``review`` saves the viewer's page in several
positions. Both drive the windows that people use, which know nothing of pictures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from attention_camp.camp.session.messages import ToOperator
    from attention_camp.camp.ui.window import MainWindow

SETTLE_MS = 700
"""From a change of stage to its picture, so that the window has drawn it."""
LOOK_MS = 100
"""How often it is looked whether the window is there."""
WAIT_MS = 60_000
"""A session that takes longer to read than this is given up."""
TRIALS_PICTURED = (4, 9, 14)


class PicturesError(RuntimeError):
    """A session that no picture can be taken of; the text says why."""


class RunPictures(QObject):
    """Waits for the researcher's window and its session, and follows them.

    Parameters
    ----------
    app : QApplication
        The application in which the window will open.
    folder : Path
        Where the pictures go.
    """

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__(app)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._window: MainWindow | None = None
        self._named: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look_for_session)
        self._timer.start()
        app.aboutToQuit.connect(lambda: self.save("summary"))

    def _look_for_session(self) -> None:
        window = main_window()
        if window is None or window.live is None:
            return
        self._timer.stop()
        self._window = window
        window.live.told.connect(self._on_told)

    def _on_told(self, message: ToOperator) -> None:
        from attention_camp.camp.session.messages import StageChanged, TrialFinished

        if isinstance(message, StageChanged):
            self._save_later(f"{message.block}-{message.task}-{message.stage.value}")
        elif isinstance(message, TrialFinished):
            number = message.record.trial
            if number in TRIALS_PICTURED:
                self._save_later(f"trial-{number:02d}")

    def _save_later(self, name: str) -> None:
        if name not in self._named:
            self._named.add(name)
            QTimer.singleShot(SETTLE_MS, self, lambda: self.save(name))

    def save(self, name: str) -> None:
        """Save the researcher's window, and the whole screen with the participant's."""
        if self._window is None:
            return
        self._window.grab().save(str(self._folder / f"operator-{name}.png"))
        screen = QGuiApplication.primaryScreen().grabWindow(0)
        screen.save(str(self._folder / f"screen-{name}.png"))


def main_window() -> MainWindow | None:
    """Return the researcher's window, where one is shown."""
    from attention_camp.camp.ui.window import MainWindow

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return next((widget for widget in shown if isinstance(widget, MainWindow)), None)


def picture_run(folder: Path, arguments: Sequence[str]) -> int:
    """Run a session as ``attention-camp run`` does, and save pictures on the way."""
    from attention_camp.camp.cli.app import app as command_line
    from attention_camp.camp.ui.app import make_app

    pictures = RunPictures(make_app(), folder)
    try:
        return int(command_line(["run", *arguments], standalone_mode=False) or 0)
    finally:
        pictures.deleteLater()


def picture_review(path: Path, folder: Path) -> int:
    """Open a recorded session, the newest of a dataset, and save pictures of it.

    Raises
    ------
    PicturesError
        If there is no session, or it cannot be opened.
    """
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.ui.viewer.open import dataset_of, window_on

    if path.absolute() == dataset_of(path):
        runs = existing_runs(path)
        if not runs:
            raise PicturesError(
                f"There is no session in {path}. Give a dataset that holds one, or a "
                "session folder."
            )
        path = runs[-1].vhdr
    host = window_on(path)
    host.show()
    try:
        _save_views(host.window, folder)
    finally:
        host.window.close()
    return 0


def _save_views(window: MainWindow, folder: Path) -> None:
    page = window.pages.viewer
    loop = QEventLoop()
    page.opened.connect(loop.quit)
    QTimer.singleShot(WAIT_MS, loop.quit)
    if page.recording is None:
        loop.exec()
    if page.recording is None:
        raise PicturesError(page.banner.text)
    folder.mkdir(parents=True, exist_ok=True)
    views: tuple[tuple[str, Callable[[], None]], ...] = (
        ("session-start", lambda: page.go_to(0.0)),
        ("session-middle", lambda: page.go_to_middle(page.duration / 2)),
        ("session-minute", lambda: page.set_seconds(60)),
        ("session-trial", lambda: page.step_trial(1)),
        ("session-calibration", page.calibration.click),
    )
    for name, act in views:
        act()
        QThreadPool.globalInstance().waitForDone(WAIT_MS)
        _let_draw()
        window.grab().save(str(folder / f"{name}.png"))


def _let_draw(ms: int = 300) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; return the exit status."""
    from attention_camp.resources.texts import UserError

    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("--out", type=Path, required=True)
    review = commands.add_parser("review")
    review.add_argument("path", type=Path)
    review.add_argument("--out", type=Path, required=True)
    asked, others = parser.parse_known_args(arguments)
    try:
        if asked.command == "run":
            return picture_run(asked.out, others)
        if others:
            parser.error(f"unknown: {' '.join(others)}")
        return picture_review(asked.path, asked.out)
    except (PicturesError, UserError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
