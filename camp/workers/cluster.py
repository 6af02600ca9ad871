"""A Dask cluster as an executor; the only file that imports Dask."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from typing import Any, TypeVar

from attention_camp.camp.workers.job import WorkersError
from attention_camp.resources.texts import Sentence

CONNECT_SECONDS = 10.0
"""How long a scheduler is waited for, s."""
N_AHEAD = 500
"""Jobs that the scheduler holds at a time: more than a large cluster has cores."""

R = TypeVar("R")
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
        yield partial(_Cluster, client), N_AHEAD, (BrokenExecutor, KilledWorker)


class _Cluster(Executor):
    """Hands jobs to a cluster.

    Dask's own executor never ends a job whose result was lost with its worker, where
    those who do it again die, too (distributed 2026.8): whoever waits, waits for good.

    Parameters
    ----------
    client : Client
        The connection.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, work: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Hand out a job; it is done anew each time it is asked.

        Parameters
        ----------
        work : callable
            A function of a module.
        *args, **kwargs : Any
            What it takes.
        """
        # not pure: what it read may have changed since it was last done
        asked = self._client.submit(work, *args, pure=False, **kwargs)
        told: Future[R] = Future()

        def leave(ended: Future[R]) -> None:
            if ended.cancelled() and asked.status != "cancelled":
                asked.cancel()

        async def tell() -> None:
            try:
                result = await self._client.gather(asked, asynchronous=True)
            except (asyncio.CancelledError, CancelledError):  # the connection is lost
                told.cancel()
                told.set_running_or_notify_cancel()
            except Exception as error:  # noqa: BLE001  # raised again by whoever asks
                if told.set_running_or_notify_cancel():
                    told.set_exception(error)
            else:
                if told.set_running_or_notify_cancel():
                    told.set_result(result)

        told.add_done_callback(leave)
        self._client.loop.add_callback(tell)
        return told
