"""A process that reads every sample from the ring while the chain is soaked."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from multiprocessing.connection import Connection

import numpy as np

from attention_camp.signal.ring import OverrunError, Ring

READ_EVERY = 0.01
"""s."""


@dataclass(frozen=True)
class Read:
    """What a reader brings home."""

    n_read: int
    crc32: int
    """Of all samples, in the order of the file."""
    n_overrun: int
    leads: np.ndarray
    """Before each look, the time less that of the newest sample it had by index, s."""
    pauses: np.ndarray
    """Time since the look before, s: how long it had none newer."""
    busy: float


def read_ring(name: str, pipe: Connection) -> None:
    """Read every sample from the ring as it comes; note when."""
    ring = Ring.attach(name)
    pipe.send("ready")
    end = pipe.recv()
    leads, pauses, n_read, crc32, n_overrun = [], [], 0, 0, 0
    begin, last = time.process_time(), time.monotonic()
    while last < end:
        time.sleep(READ_EVERY)
        now = time.monotonic()
        if n_read:
            leads.append(now - n_read / ring.sfreq)
            pauses.append(now - last)
        last = now
        n_written = ring.n_written
        if n_written == n_read:
            continue
        try:
            samples = ring.read(n_read, n_written)
        except OverrunError:
            n_overrun += 1
        else:
            crc32 = zlib.crc32(np.ascontiguousarray(samples.T), crc32)
        n_read = n_written
    busy = time.process_time() - begin
    ring.close()
    pipe.send(Read(n_read, crc32, n_overrun, np.array(leads), np.array(pauses), busy))
