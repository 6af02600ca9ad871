from __future__ import annotations

import multiprocessing
import runpy
import subprocess
import sys
import threading

import numpy as np
import pytest

from attention_camp.signal.ring import OverrunError, Ring


def numbered(first: int, n_times: int, n_chans: int = 3) -> np.ndarray:
    return np.tile(np.arange(first, first + n_times, dtype=np.float32), (n_chans, 1))


@pytest.mark.parametrize("n_chunk", [1, 7, 250, 1000])
def test_what_is_read_is_what_was_written_whatever_the_chunk(make_ring, n_chunk):
    ring = make_ring(3, 100.0, 4.0)
    for first in range(0, 1000, n_chunk):
        ring.write(numbered(first, min(n_chunk, 1000 - first)))
    assert ring.n_written == 1000
    assert ring.oldest == 600
    np.testing.assert_array_equal(ring.read(650, 950), numbered(650, 300))
    np.testing.assert_array_equal(ring.latest(10), numbered(990, 10))


def test_samples_that_were_overwritten_are_said_to_be(make_ring):
    ring = make_ring(3, 100.0, 1.0)
    ring.write(numbered(0, 150))
    with pytest.raises(OverrunError, match="oldest kept is 50"):
        ring.read(49, 60)


def test_samples_not_written_yet_are_refused(make_ring):
    ring = make_ring(3, 100.0, 1.0)
    ring.write(numbered(0, 10))
    with pytest.raises(ValueError, match="got 5, 11"):
        ring.read(5, 11)


def test_a_wrong_number_of_channels_is_refused(make_ring):
    with pytest.raises(ValueError, match=r"\(3, n_times\), got \(2, 5\)"):
        make_ring(3, 100.0).write(np.zeros((2, 5), np.float32))


def test_a_copy_that_the_writer_ran_into_is_never_returned(make_ring):
    """A reader racing the writer gets whole runs of numbers or an overrun."""
    ring = make_ring(3, 1000.0, 0.1)
    reader = Ring.attach(ring.name)
    is_done = threading.Event()

    def write() -> None:
        for first in range(0, 60_000, 20):
            ring.write(numbered(first, 20))
        is_done.set()

    writer = threading.Thread(target=write)
    writer.start()
    n_read = 0
    while not is_done.is_set():
        stop = reader.n_written
        first = max(stop - 100, 0)
        try:
            samples = reader.read(first, stop)
        except OverrunError:
            continue
        np.testing.assert_array_equal(samples, numbered(first, stop - first))
        n_read += 1
    writer.join()
    reader.close()
    assert n_read > 0


def test_another_process_reads_without_a_sound_and_leaves_the_ring_alone(make_ring):
    """A reader that ends neither removes the ring nor upsets the resource tracker."""
    ring = make_ring(3, 100.0, 4.0)
    ring.write(numbered(0, 300))
    code = (
        "from attention_camp.signal.ring import Ring\n"
        f"ring = Ring.attach({ring.name!r})\n"
        "print(ring.n_chans, ring.sfreq, ring.n_written, ring.read(200, 300).sum())\n"
        "ring.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["3", "100.0", "300", str(numbered(200, 100).sum())]
    assert done.stderr == ""
    again = Ring.attach(ring.name)
    assert again.n_written == 300
    again.close()


CREATE_AND_WAIT = """
import numpy as np
from attention_camp.signal.ring import Ring
ring = Ring.create(3, 100.0, 1.0)
ring.write(np.tile(np.arange(50, dtype=np.float32), (3, 1)))
pipe.send(ring.name)
pipe.recv()
"""


def test_the_ring_of_a_killed_process_is_readable_and_can_be_removed(tmp_path):
    script = tmp_path / "create_and_wait.py"
    script.write_text(CREATE_AND_WAIT)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    writer = context.Process(
        target=runpy.run_path, args=(str(script), {"pipe": theirs})
    )
    writer.start()
    assert ours.poll(30)
    name = ours.recv()
    reader = Ring.attach(name)
    writer.kill()
    writer.join()
    np.testing.assert_array_equal(reader.read(0, 50), numbered(0, 50))
    Ring.remove(name)
    np.testing.assert_array_equal(reader.latest(10), numbered(40, 10))
    reader.close()
    with pytest.raises(FileNotFoundError):
        Ring.attach(name)
    Ring.remove(name)


def test_a_name_that_is_no_ring_is_refused():
    with pytest.raises(FileNotFoundError):
        Ring.attach("no-such-ring")
