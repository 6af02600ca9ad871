"""The bundle of packaging/bundle: its size, its start, and a session without Python.

Build it first with ``packaging/bundle/build``; BUNDLE names another folder than
build/bundle/attention-camp. INSTALLED names a program to compare with that was
installed by ``pip install .``; by default it is the one that runs this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from side_by_side import ratio

from attention_camp.resources.texts import UserError

NEEDS_DISPLAY = True
IS_LONG = True
ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = ROOT / "packaging" / "light-session.yaml"
LOOK_SECONDS = 0.02
LONGEST = 300.0
MEGABYTE = 1_000_000


class BundleError(UserError):
    """There is no bundle to measure."""


def run() -> list[tuple[str, float, str]]:
    """Return size, start and session of the bundle."""
    bundle = Path(os.environ.get("BUNDLE", ROOT / "build/bundle/attention-camp"))
    program = bundle / "attention-camp"
    if not program.exists():
        raise BundleError(
            f"There is no bundle at {bundle}. Build it with packaging/bundle/build."
        )
    installed = os.environ.get("INSTALLED") or str(
        Path(sys.executable).with_name("attention-camp")
    )
    size = sum(
        path.stat().st_size for path in bundle.rglob("*") if not path.is_symlink()
    )
    # a virtual display starts anew when its last client leaves it
    client = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        start = ratio(
            lambda: first_window(str(program), home),
            lambda: first_window(installed, home),
        )
        n_trials = session(program, home)
    client.processEvents()
    return [
        ("bundle: size, MB", size / MEGABYTE, "at most 600"),
        ("bundle: first window / installed program's", start, "at most 1.5"),
        ("bundle: trials stored without Python", n_trials, "at least 46"),
    ]


def first_window(program: str, home: Path) -> None:
    """Start the application and return once its window is on the display."""
    environment = {**_bare(home), "PATH": os.environ["PATH"]}
    process = subprocess.Popen(
        [program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        limit = time.monotonic() + LONGEST
        while not _has_window(process.pid):
            if process.poll() is not None or time.monotonic() > limit:
                raise BundleError(f"{program} showed no window.")
            time.sleep(LOOK_SECONDS)
    finally:
        process.terminate()
        process.wait()


def _has_window(pid: int) -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return bool(found.stdout.strip())


def session(program: Path, home: Path) -> int:
    """Run a session in the real windows, check and replay it; return its trials.

    Three processes, no Python on the path, nothing in the environment but a display.
    """
    protocol = home / "light.camp.yaml"
    shutil.copy(PROTOCOL, protocol)
    data = home / "data"
    for arguments in (
        ["run", "--windowed", "--observer", "default", "--board", "simulated",
         "--seed", "1", "--protocol", str(protocol), "--dataset",
         str(data), "--participant", "01", "--session", "01"],
        # liblsl and BrainFlow are loaded by path, which only using them proves
        ["record", "--board", "synthetic", "--lsl-outlets", "--seconds", "5",
         "--dataset", str(data), "--participant", "02", "--session", "01"],
        ["validate", str(data)],
        ["replay", str(data)],
        ["export", str(data), "--csv", str(home / "csv")],
    ):  # fmt: skip
        done = subprocess.run(
            [str(program), *arguments],
            env=_bare(home),
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BundleError(f"{arguments[0]} failed in the bundle: {done.stderr}")
    (ledger,) = data.glob("sourcedata/sub-01/**/*_decisions.jsonl")
    return ledger.read_text(encoding="utf-8").count('"kind": "trial"')


def _bare(home: Path) -> dict[str, str]:
    kept = ("DISPLAY", "XAUTHORITY")
    return {
        "HOME": str(home),
        "PATH": "/nonexistent",
        **{key: os.environ[key] for key in kept if key in os.environ},
    }
