"""The moving picture of the loop: a simulated person works, the monitor follows.

    SCREEN=2560x800x24 packaging/with-display python packaging/loop_picture.py

runs the demonstration in its real windows, the participant's beside the researcher's,
and writes ``docs/images/loop.webp`` once difficulty follows performance and engagement.
It needs xdotool, and a display that is 2560 pixels wide.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "images" / "loop.webp"
WIDTH, HEIGHT = 1280, 400
N_FRAMES, SECONDS_BETWEEN = 48, 0.25
SHOWN_MS = 250
SPEED = 2.0
TRIALS_BEFORE = 37
"""Calibration is over then; what is shown is decided by the loop."""
LONGEST = 420.0
MOST_BYTES = 1_500_000
MONITOR, TASK = (0, 0), (1280, 0)


class PictureError(RuntimeError):
    """The picture could not be taken; the text says why."""


def main() -> int:
    """Run the session, take the picture; return the exit status."""
    app = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="attention-camp-loop-") as folder:
        dataset = Path(folder) / "data"
        command = [
            sys.executable, "-m", "attention_camp.camp", "run", "--windowed",
            "--observer", "default", "--board", "simulated", "--seed", "1",
            "--speed", str(SPEED), "--dataset", str(dataset), "--language", "en",
        ]  # fmt: skip
        process = subprocess.Popen(command)
        try:
            _wait_for_trials(process, dataset)
            frames = list(_frames(app))
        finally:
            process.terminate()
            process.wait()
    _write(frames)
    print(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size / 1000:.0f} kB")
    return 0


def _wait_for_trials(process: subprocess.Popen[bytes], dataset: Path) -> None:
    """Put the windows beside each other, and wait until the loop decides."""
    limit = time.monotonic() + LONGEST
    while _n_trials(dataset) < TRIALS_BEFORE:
        if process.poll() is not None or time.monotonic() > limit:
            raise PictureError("the session ended before its main blocks")
        _place()
        time.sleep(1.0)


def _n_trials(dataset: Path) -> int:
    tables = list(dataset.glob("sub-*/ses-*/eeg/*_events.tsv"))
    return tables[0].read_text(encoding="utf-8").count("\ttrial\t") if tables else 0


def _place() -> None:
    """Move both windows to their places; the later one is the participant's."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Attention Camp"],
        capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    pids: dict[str, list[str]] = {}
    for window in found:
        pid = subprocess.run(
            ["xdotool", "getwindowpid", window],
            capture_output=True, text=True, check=False,
        ).stdout.strip()  # fmt: skip
        pids.setdefault(pid, []).append(window)
    for place, pid in zip((MONITOR, TASK), sorted(pids, key=int), strict=False):
        for window in pids[pid]:
            subprocess.run(
                ["xdotool", "windowmove", window, *map(str, place)], check=False
            )


def _frames(app: QGuiApplication) -> Iterator[Image.Image]:
    for _ in range(N_FRAMES):
        begin = time.monotonic()
        picture = app.primaryScreen().grabWindow(0)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.ReadWrite)
        picture.save(buffer, "PNG")
        whole = Image.open(_bytes_of(buffer)).convert("RGB")
        yield whole.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        time.sleep(max(SECONDS_BETWEEN - (time.monotonic() - begin), 0.0))


def _bytes_of(buffer: QBuffer) -> object:
    from io import BytesIO

    return BytesIO(bytes(buffer.data().data()))


def _write(frames: list[Image.Image]) -> None:
    """Write the picture, as good as fits."""
    for quality in (70, 55, 40, 25):
        frames[0].save(
            OUT, save_all=True, append_images=frames[1:], duration=SHOWN_MS, loop=0,
            quality=quality, method=4,
        )  # fmt: skip
        if OUT.stat().st_size <= MOST_BYTES:
            return
    raise PictureError(f"{OUT} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    sys.exit(main())
