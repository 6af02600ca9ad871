"""What killed processes leave is removed; what living ones use is not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from attention_camp.signal import owned
from attention_camp.signal.owned import OwnedFolder, collect_leftovers
from attention_camp.signal.ring import MemoryRoomError, Ring

SCRIPT = """
import sys
from attention_camp.signal.owned import OwnedFolder
from attention_camp.signal.ring import Ring
folder, ring = OwnedFolder(), Ring.create(2, 100.0, 1.0)
print(folder.path, ring.name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary files of this test's own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def age(*paths: Path) -> None:
    """Make files look older than those whose lock may still come."""
    then = time.time() - 2 * owned.YOUNG_SECONDS
    for path in paths:
        os.utime(path, (then, then))


@pytest.mark.skipif(sys.platform != "linux", reason="shared memory as files")
def test_only_what_a_dead_process_left_is_removed(place: Path) -> None:
    """Of two processes one is killed: its folder and memory go, the other's stay."""
    with (
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as dead,
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as alive,
    ):  # fmt: skip
        left = []
        for process in (dead, alive):
            folder, ring = process.stdout.readline().split()
            left.append((Path(folder), owned.SHARED_MEMORY / ring))
        foreign = place / f"{owned.PREFIX}of-somebody"
        foreign.mkdir()
        # the tracker beside it would clean up after it: both are gone in a power cut
        for process in (*psutil.Process(dead.pid).children(), dead):
            process.kill()
        dead.wait()
        assert not set(left[0]) & set(collect_leftovers())  # too young to be told
        age(*left[0], *left[1], foreign)
        removed = collect_leftovers()
        assert set(left[0]) <= set(removed)
        assert not any(path.exists() for path in left[0])
        assert all(path.exists() for path in left[1])
        assert foreign.exists()
        alive.communicate("")
        alive_folder, alive_memory = left[1]
        age(alive_folder)
        collect_leftovers()
        assert not alive_folder.exists()
        assert not alive_memory.exists()


def test_a_folder_in_use_stays_and_is_removed_by_its_owner(place: Path) -> None:
    """A lock held by this process counts, too."""
    folder = OwnedFolder()
    assert folder.path.parent == place
    age(folder.path)
    assert collect_leftovers() == []
    folder.remove()
    folder.remove()
    assert not folder.path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a bus error of Linux")
def test_no_room_for_shared_memory_is_told() -> None:
    """Memory that is promised and not there ends in words, not in a bus error."""
    import resource

    before = set(owned.SHARED_MEMORY.iterdir())
    with pytest.raises(MemoryRoomError, match="no room for"):
        Ring.create(1000, 1e6, 1e5)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(MemoryRoomError, match="File too large"):
            Ring.create(8, 250.0, 60.0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    left = set(owned.SHARED_MEMORY.iterdir()) - before
    assert not [path for path in left if path.name.startswith(owned.PREFIX)]
