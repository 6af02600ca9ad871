"""A damaged file ends the process that reads it, never the one that asked."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from attention_camp.signal.sources.apart import ReaderProcess, read_apart
from attention_camp.signal.sources.limits import Limits
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.stream import SourceError

CASES = Path(__file__).parents[3] / ".." / "shared" / "cases"
TINY = Limits(cpu_seconds=2.0, seconds=20.0, memory=2**28)

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


def run(reader, text, limits=TINY):
    """Let the child evaluate an expression in place of a file."""
    return reader.read(eval, text, limits=limits)


@posix
def test_a_crash_is_told_and_the_next_file_is_read():
    """The parent names file and signal, and starts a new child."""
    with ReaderProcess() as reader:
        with pytest.raises(SourceError, match="ended with SIGSEGV"):
            run(reader, "__import__('ctypes').string_at(0)")
        with pytest.raises(SourceError, match="exit status 3"):
            run(reader, "__import__('os')._exit(3)")
        assert run(reader, "1 + 1") == 2
        (child,) = multiprocessing.active_children()
        child.kill()  # as a system does that is short of memory
        child.join()
        assert run(reader, "1 + 2") == 3


@posix
def test_too_much_time_and_memory_are_told():
    """A loop without end and a giant array are refused within the limits."""
    with ReaderProcess() as reader:
        with pytest.raises(SourceError, match="asks for more than"):
            run(reader, "bytearray(2**33)")
        began = time.monotonic()
        with pytest.raises(SourceError, match="took more than"):
            run(reader, "[0 for _ in iter(int, 1)]", Limits(1.0, 20.0, 2**40))
        with pytest.raises(SourceError, match="took more than 1 s"):
            run(reader, "__import__('time').sleep(60)", Limits(1.0, 1.0, 2**30))
        assert time.monotonic() - began < 50  # neither loop nor sleep ran its time


@posix
def test_a_process_that_cannot_be_started_is_told_and_the_next_one_is():
    """The limit of open files leaves room for the pipe, and none for the process."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ReaderProcess() as reader:
        assert run(reader, "1 + 1") == 2  # all that is needed once is there now
        reader.close()
        free = [os.dup(2), os.dup(2)]
        for handle in free:
            os.close(handle)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(free) + 1, hard))
            with pytest.raises(SourceError, match="could not be started"):
                run(reader, "1 + 1")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert run(reader, "1 + 2") == 3


def test_large_arrays_come_back_as_they_are():
    """Arrays too large for the pipe come by way of a file, and may be written to."""
    with ReaderProcess() as reader:
        for n in (10, 500_000):
            found = run(reader, f"__import__('numpy').arange({n}.0)")
            np.testing.assert_array_equal(found, np.arange(float(n)))
            found[0] = 1.0


def test_the_readers_words_come_back(tmp_path):
    """What a reader says for people is said; what it raised otherwise is put so."""
    with pytest.raises(SourceError, match="There is no recording at"):
        read_apart(read_recording, tmp_path / "absent.edf")
    with ReaderProcess() as reader, pytest.raises(SourceError, match="division by"):
        run(reader, "1 / 0")
    with pytest.raises(SourceError, match="There is no recording at"):
        read_apart(read_recording, tmp_path / ("n" * 5000))


def test_the_damaged_eeglab_file_is_refused_in_words():
    """The file that ended the program with a segmentation fault."""
    file = CASES / "set-segfault" / "bad.set"
    if not file.exists():
        pytest.skip("the real cases (../shared/cases) are not at hand")
    with pytest.raises(SourceError, match=r"bad\.set"):
        read_apart(read_recording, file)
