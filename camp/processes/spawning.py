"""Starts a process that computes on one thread, as all processes of a session do."""

from __future__ import annotations

import multiprocessing as mp
import os
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from typing import Any

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
"""What the libraries behind numpy read when they are loaded. Their threads wait for
work by spinning, which took four times the processor time of the acquisition process
itself, from stimuli too."""


def spawn(
    target: Callable[..., None], *args: Any, name: str | None = None
) -> SpawnProcess:
    """Start a process whose linear algebra runs on one thread, and return it.

    Several threads each in three processes would take turns on the cores of a lab PC.

    Parameters
    ----------
    target : callable
        What the process runs; found again by its name.
    *args
        Its arguments, pickled.
    name : str, optional
        Of the process, as the system lists it.
    """
    process = mp.get_context("spawn").Process(target=target, args=args, name=name)
    before = {key: os.environ.get(key) for key in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        process.start()
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value
    return process
