"""A Dask cluster as an executor; the only file that imports Dask."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec

from attention_camp.camp.workers.job import WorkersError
from attention_camp.resources.texts import Sentence

CONNECT_SECONDS = 10.0
"""How long a scheduler is waited for, s."""
N_AHEAD = 500
"""Jobs that the scheduler holds at a time: more than a large cluster has cores."""

Opened = tuple[Callable[[], Executor], int, tuple[type[Exception], ...]]


@contextmanager
def connected(address: str) -> Iterator[Opened]:
    """Connect to a scheduler; yield what opens an executor, and what `Workers` needs.

    Parameters
    ----------
    address : str
        Such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    WorkersError
        If it does not answer, or Dask is not installed.
    """
    if find_spec("distributed") is None:
        raise WorkersError(
            Sentence(
                "--scheduler needs Dask, which one computer does without. Install it: "
                "{line}",
                line='pip install "attention-camp[cluster]"',
            )
        )
    from distributed import Client
    from distributed.scheduler import KilledWorker

    # what is lost is said in our words; its own are for programmers, with tracebacks
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkersError(
            Sentence(
                "No Dask scheduler answers at {address}. Start one with “dask "
                "scheduler”, and give the address that it prints.",
                address=address,
            )
        ) from error
    with client:
        # a job is done anew each time it is asked: what it read may have changed
        opened = partial(client.get_executor, pure=False)
        yield opened, N_AHEAD, (BrokenExecutor, KilledWorker)
