"""Processes of a session compute on one thread."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.connection import Connection

from attention_camp.camp.processes.spawning import spawn


def tell_threads(pipe: Connection) -> None:
    import numpy as np
    from threadpoolctl import threadpool_info

    square = np.ones((300, 300))
    assert (square @ square == 300).all()  # its library is loaded and at work
    pipe.send([library["num_threads"] for library in threadpool_info()])


def test_linear_algebra_of_a_spawned_process_has_one_thread() -> None:
    before = dict(os.environ)
    ours, theirs = multiprocessing.Pipe()
    process = spawn(tell_threads, theirs)
    found = ours.recv()
    process.join()
    assert found
    assert set(found) == {1}
    assert dict(os.environ) == before
