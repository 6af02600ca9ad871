"""One job as a worker does it: where it sees the data, alone, and on one thread."""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from threadpoolctl import threadpool_limits

from attention_camp.resources.own_version import own_version
from attention_camp.resources.texts import Sentence, UserError

J = TypeVar("J")
R = TypeVar("R")

_ONE_AT_A_TIME = threading.RLock()
# clocks and seeds belong to the process, and a worker of Dask may have several threads


class WorkersError(UserError):
    """Workers that cannot do what was asked; the text is for people."""


def do_job(work: Callable[[J], R], asked: str, folders: tuple[Path, ...], job: J) -> R:
    """Do one job in this process, and return what it found.

    Parameters
    ----------
    work : callable
        A function of a module, given the job.
    asked : str
        Version of the program that asks.
    folders : tuple of Path
        What must be seen from here.
    job : object
        What the function takes, as plain values.

    Raises
    ------
    WorkersError
        If this worker has another version, or does not see a folder.
    """
    if own_version() != asked:
        raise WorkersError(
            Sentence(
                "The worker on {host} has version {theirs} of this program, and this "
                "computer {ours}: results might differ. Install the same version.",
                host=platform.node(),
                theirs=own_version(),
                ours=asked,
            )
        )
    for folder in folders:
        if not folder.is_dir():
            raise WorkersError(
                Sentence(
                    "The worker on {host} does not see {folder}. All workers need the "
                    "same folder under the same name, as on a shared disk.",
                    host=platform.node(),
                    folder=folder,
                )
            )
    # one thread: sums in one order, and so the same bits on any number of cores
    with _ONE_AT_A_TIME, threadpool_limits(1):
        return work(job)
