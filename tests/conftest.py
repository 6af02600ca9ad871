"""Fixtures for all tests: nothing may be left running, settings stay out of home."""

from __future__ import annotations

import atexit
import gc
import importlib.util
import multiprocessing
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

# ten thousand examples of each: pytest --hypothesis-profile=thorough
settings.register_profile("thorough", max_examples=10_000)

SHARED = Path(__file__).parents[1] / ".." / "shared"

# the light installation has no torch: what trains networks cannot be tested there
TRAINING = re.compile(
    r"^(from|import) (torch|captum|onnx\b)|models\.training", re.MULTILINE
)
if importlib.util.find_spec("torch") is None:
    collect_ignore = [
        str(path)
        for path in Path(__file__).parent.rglob("test_*.py")
        if TRAINING.search(path.read_text(encoding="utf-8"))
    ]


def _own_display() -> None:
    """Give a worker of a suite that runs in parallel a display of its own.

    Two would take the focus of each other's windows on one display.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ or sys.platform != "linux":
        return
    ours, theirs = os.pipe()
    screen = os.environ.get("SCREEN", "1280x800x24")
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", screen]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    display = subprocess.Popen(command, pass_fds=(theirs,), **silent)
    atexit.register(display.wait)
    atexit.register(display.kill)
    os.close(theirs)
    with os.fdopen(ours, encoding="ascii") as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"


_own_display()

# threads of libraries that live as long as the process
KNOWN_THREADS = ("pydevd", "QThread", "ThreadPoolExecutor", "asyncio", "tqdm", "Dummy")


@pytest.fixture(autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a process, a thread or a window behind."""
    before = set(threading.enumerate())
    yield
    children = multiprocessing.active_children()
    for child in children:
        child.kill()
    left = [
        thread.name
        for thread in set(threading.enumerate()) - before
        if thread.is_alive() and not thread.name.startswith(KNOWN_THREADS)
    ]
    assert not children, f"processes left: {children}"
    if left:
        for thread in set(threading.enumerate()) - before:
            thread.join(2.0)
        left = [t.name for t in set(threading.enumerate()) - before if t.is_alive()]
        left = [name for name in left if not name.startswith(KNOWN_THREADS)]
    assert not left, f"threads left: {left}"
    _no_windows_left()
    if not gc.isenabled():  # the windows' own collector works in their event loop
        gc.collect(0)


def _no_windows_left() -> None:
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    visible = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in visible:
        window.close()
    assert not visible, f"windows left: {visible}"


@pytest.fixture(scope="session")
def others() -> ModuleType:
    """Return the module ``other_programs.py``: recordings as other programs write."""
    path = Path(__file__).with_name("other_programs.py")
    spec = importlib.util.spec_from_file_location("other_programs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch) -> None:
    """Keep settings and catalogues of tests out of the user's home."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
    ):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def shared_data() -> Path:
    """The folder of real recordings; skips where there is none."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the real recordings (../shared/data) are not at hand")
    return folder
