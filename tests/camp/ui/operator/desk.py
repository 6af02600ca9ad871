"""A desk with screens, a window manager, and hands: real keys and mouse events."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

APP = Path(__file__).with_name("driven_app.py")
SCRIPTS = Path(__file__).parents[4] / "packaging"
STEPS = "window.pages.new_session"
NEEDED = ("Xvfb", "openbox", "xdotool", "xrandr")
PATH_FIELD = (
    "dialog.findChild(__import__('PySide6.QtWidgets').QtWidgets.QLineEdit, "
    "'fileNameEdit')"
)
PATIENCE = 40.0
"""How long something may take to happen, s: the machine is shared."""


def missing() -> list[str]:
    """Return the programs that are needed here and not installed."""
    return [program for program in NEEDED if shutil.which(program) is None]


class Desk:
    """One or two screens side by side, and the application on them.

    Parameters
    ----------
    folder : Path
        Where logs and settings go.
    n_screens : int
        One or two.
    size : tuple of int
        Of each screen.
    """

    def __init__(
        self, folder: Path, n_screens: int = 1, size: tuple[int, int] = (1280, 800)
    ) -> None:
        self.folder = folder
        self.patience = PATIENCE
        self.n_screens = n_screens
        self.log = folder / "log.txt"
        self.app: subprocess.Popen[str] | None = None
        width, height = size
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0",
             f"{n_screens * width}x{height}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        self.env = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self.env.pop("WAYLAND_DISPLAY", None)
        # what looks for cut and untranslated texts lies beside the application
        paths = (str(SCRIPTS), os.environ.get("PYTHONPATH", ""))
        self.env["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        if n_screens == 2:
            for n, at in enumerate((0, width)):
                place = f"{width}/300x{height}/200+{at}+0"
                output = "screen" if n == 0 else "none"
                self.run("xrandr", "--setmonitor", f"S{n + 1}", place, output)
        self._manager = subprocess.Popen(
            ["openbox"], env=self.env, stderr=subprocess.DEVNULL
        )

    def run(self, *command: str) -> str:
        """Run a program on this desk; return what it says."""
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def start(self, dataset: Path, *arguments: str, **settings: Any) -> None:
        """Start the application, and wait until it is there."""
        config = self.folder / "config"
        config.mkdir(exist_ok=True)
        file = config / "settings.json"
        if settings or not file.exists():
            values = {"language": "en", "appearance": "light", **settings}
            file.write_text(json.dumps(values))
        with self.log.open("a") as log:
            self.app = subprocess.Popen(
                [sys.executable, str(APP), str(dataset), str(file), *arguments],
                env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=log, text=True, bufsize=1,
            )  # fmt: skip
        self.wait_for("window.isVisible()")

    def ask(self, expression: str) -> Any:
        """Return the value of an expression over ``window``, in the application."""
        assert self.app is not None
        assert self.app.stdin is not None
        assert self.app.stdout is not None
        self.app.stdin.write(json.dumps(expression) + "\n")
        answer = self.app.stdout.readline()
        assert answer, f"the application ended: {self.log.read_text()[-2000:]}"
        value = json.loads(answer)
        if isinstance(value, dict) and "failed" in value:
            raise AssertionError(f"{expression}: {value['failed']}")
        return value

    def wait_for(self, expression: str, seconds: float = PATIENCE) -> Any:
        """Return the value of an expression once it is true."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(AssertionError):
                if value := self.ask(expression):
                    return value
            assert self.app is not None
            assert self.app.poll() is None, self.log.read_text()[-2000:]
            time.sleep(0.05)
        raise AssertionError(f"did not happen: {expression}")

    def click(self, widget: str) -> None:
        """Click the middle of a widget with the mouse."""
        self.wait_for(f"{widget}.isVisible() and {widget}.isEnabled()")
        x, y = self.ask(f"middle({widget})")
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def key(self, *keys: str) -> None:
        """Press keys, such as ``ctrl+t``."""
        self.run("xdotool", "key", "--delay", "12", *keys)

    def type(self, text: str, delay_ms: int = 3) -> None:
        """Type a text."""
        self.run("xdotool", "type", "--delay", str(delay_ms), text)

    def choose(self, box: str, index: int) -> None:
        """Choose an entry of a list from its popup, which shows all of them."""
        self.click(box)
        self.wait_for(f"{box}.view().isVisible()")
        rows = f"{box}.count() * {box}.view().sizeHintForRow(0)"
        assert self.ask(f"{box}.view().viewport().height() >= {rows}")
        self.key("Home", *["Down"] * index, "Return")
        self.wait_for(f"{box}.currentIndex() == {index}")

    def choose_path(self, path: Path) -> None:
        """Type a path into the dialog that asks for one, and accept it."""
        self.wait_for("type(dialog).__name__ == 'QFileDialog'")
        self.wait_for("dialog.isActiveWindow()")
        for _ in range(3):  # a busy server loses a key now and then
            self.key("ctrl+a")
            self.type(str(path))
            with contextlib.suppress(AssertionError):
                if self.wait_for(f"{PATH_FIELD}.text() == {str(path)!r}", 5):
                    break
        self.key("Return")
        self.wait_for("dialog is None")

    def show_whole(self, widget: str, page: str) -> None:
        """Turn the wheel over a page until a widget is seen whole."""
        seen = f"{widget}.visibleRegion().boundingRect().height()"
        x, y = self.ask(f"middle({page})")
        for button in ("5",) * 40 + ("4",) * 80:
            if self.ask(f"{seen} >= {widget}.height()"):
                return
            self.run("xdotool", "mousemove", str(x), str(y), "click", button)
        raise AssertionError(f"never seen: {widget}")

    def resize(self, width: int, height: int) -> None:
        """Make the window of the application so large, as its edge would."""
        number = str(self.ask("int(window.winId())"))
        self.run("xdotool", "windowsize", number, str(width), str(height))
        self.wait_for(f"(window.width(), window.height()) == ({width}, {height})")

    def to_front(self) -> None:
        """Bring the application before the task, where both share one screen."""
        assert self.app is not None
        if self.n_screens == 1 and self.active_process != self.app.pid:
            self.key("alt+Tab")
            self.wait_until_active(app=True)

    def back_to_front(self) -> None:
        """Bring it to the front again, once the task has taken the keyboard back."""
        if self.n_screens == 1:
            self.wait_until_active(app=False)
            self.to_front()

    def to_signal(self, participant: str, board: str = "simulated") -> None:
        """Go through the steps of a new session until the signal is judged."""
        self.key("ctrl+2")
        self.click(f"{STEPS}.side.buttons[0]")
        self.wait_for(f"{STEPS}.who.participant.hasFocus()")
        self.key("ctrl+a")
        self.type(participant)
        self.choose(f"{STEPS}.who.answers", 1)
        self.click(f"{STEPS}.primary")
        headsets = f"{STEPS}.headset.list"
        self.wait_for(f"{headsets}.count() > 0")
        self.click(f"{STEPS}.headset.search")
        self.key("ctrl+a")
        self.type(board)
        shown = f"[{headsets}.item(n) for n in range({headsets}.count())"
        shown = f"{shown} if not {headsets}.item(n).isHidden()]"
        self.wait_for(f"len({shown}) == 1")
        x, y = self.ask(
            f"(lambda at: [at.x(), at.y()])({headsets}.viewport().mapToGlobal("
            f"{headsets}.visualItemRect({shown}[0]).center()))"
        )
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")
        self.wait_for(f"{headsets}.currentItem() is {shown}[0]")
        self.show_whole(f"{STEPS}.headset.connect_button", f"{STEPS}.headset")
        self.click(f"{STEPS}.headset.connect_button")
        self.wait_for(f"{STEPS}.is_connected")
        self.click(f"{STEPS}.primary")
        self.wait_for(f"{STEPS}.signal.head.is_judged")

    @property
    def active_process(self) -> int:
        """Process of the window that has the keyboard; 0: none."""
        said = self.run("xdotool", "getactivewindow", "getwindowpid")
        return int(said) if said.isdigit() else 0

    def wait_until_active(self, *, app: bool) -> None:
        """Wait until the application, or the task, has the keyboard."""
        assert self.app is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            pid = self.active_process
            if pid and (pid == self.app.pid) is app:
                return
            time.sleep(0.05)
        raise AssertionError("the keyboard went elsewhere")

    def picture(self, path: Path) -> None:
        """Keep what is on the screens."""
        from PIL import ImageGrab

        ImageGrab.grab(xdisplay=self.env["DISPLAY"]).save(path)

    def kill_app(self) -> None:
        """End the application as a power cut would."""
        assert self.app is not None
        self.app.kill()
        self._reap()

    def wait_until_recorded_no_more(self, dataset: Path) -> None:
        """Wait until the processes that the application left have ended."""
        from attention_camp.camp.dataset.guards.run_lock import recorded_now

        until = time.monotonic() + PATIENCE
        while recorded_now(dataset):
            assert time.monotonic() < until, "a process goes on recording"
            time.sleep(0.1)

    def _reap(self) -> None:
        app, self.app = self.app, None
        if app is None:
            return
        for pipe in (app.stdin, app.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        app.wait(PATIENCE)

    def close(self) -> None:
        """End everything that was started here."""
        if self.app is not None:
            with contextlib.suppress(AssertionError, OSError):
                self.ask("finish()")
            try:
                self.app.wait(15)
            except subprocess.TimeoutExpired:
                self.app.kill()
            self._reap()
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)
