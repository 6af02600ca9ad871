"""The samples in shared memory: one writer, any readers, absolute sample index."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sized
from multiprocessing import resource_tracker, shared_memory

import numpy as np
from numpy.typing import NDArray

_MAGIC = 0x41_54_43_52_49_4E_47_31  # "ATCRING1"
_HEADER_FIELDS = 8
_HEADER_BYTES = _HEADER_FIELDS * 8
_attach_lock = threading.Lock()


class OverrunError(RuntimeError):
    """The samples asked for were overwritten before or while they were read."""

    def __init__(self, first: int, oldest: int) -> None:
        super().__init__(
            f"samples from {first} were overwritten: the oldest kept is {oldest}. "
            "Read more often or create the ring with more seconds."
        )
        self.first = first
        self.oldest = oldest


class Ring:
    """A ring of float32 samples that other processes read without locks.

    The writer announces how far it is going to write before it touches the data and
    how far it has written afterwards; a reader checks the announcement after copying,
    so a copy that the writer ran into is found and raised, never returned.

    That holds where the processor shows one core's writes to another in the order in
    which they were made, as x86 does. ARM (Apple silicon) may reorder them, and NumPy
    offers no memory barrier: there, a reader that asks for samples just being
    overwritten, a whole ring behind, may get some new ones for old without an error;
    and for microseconds the newest samples may be read before they are visible. Files
    and scores are not made from the ring, only what windows draw. It was never tried on
    ARM.

    Use ``Ring.create`` in the writer and ``Ring.attach`` in a reader.
    """

    def __init__(self, memory: shared_memory.SharedMemory, *, is_owner: bool) -> None:
        self._memory = memory
        self._is_owner = is_owner
        self._is_open = True
        self._is_linked = is_owner
        header = np.ndarray(_HEADER_FIELDS, np.int64, memory.buf)
        self._header = header
        self.n_chans = int(header[1])
        """Number of channels."""
        self.n_kept = int(header[2])
        """Number of samples the ring holds."""
        self.sfreq = float(header[3:4].view(np.float64)[0])
        """Nominal sampling rate, Hz."""
        self._data = np.ndarray(
            (self.n_chans, self.n_kept), np.float32, memory.buf, _HEADER_BYTES
        )

    @classmethod
    def create(cls, n_chans: int, sfreq: float, seconds: float) -> Ring:
        """Make a new ring that keeps ``seconds`` of ``n_chans`` channels.

        Raises
        ------
        ValueError
            Where a size is not positive.
        """
        if n_chans < 1 or sfreq <= 0 or seconds <= 0:
            raise ValueError(
                "n_chans, sfreq and seconds must be positive, got "
                f"{n_chans}, {sfreq} and {seconds}"
            )
        n_kept = max(int(np.ceil(sfreq * seconds)), 2)
        memory = shared_memory.SharedMemory(
            create=True, size=_HEADER_BYTES + 4 * n_chans * n_kept
        )
        header: NDArray[np.int64] = np.ndarray(_HEADER_FIELDS, np.int64, memory.buf)
        header[:] = (_MAGIC, n_chans, n_kept, 0, 0, 0, 0, 0)
        header[3:4].view(np.float64)[0] = sfreq
        del header
        return cls(memory, is_owner=True)

    @classmethod
    def attach(cls, name: str) -> Ring:
        """Open the ring that another process made.

        Raises
        ------
        FileNotFoundError
            Where there is no shared memory of this name.
        ValueError
            Where it is not a ring.
        """
        memory = _open_untracked(name)
        header: NDArray[np.int64] = np.ndarray(_HEADER_FIELDS, np.int64, memory.buf)
        magic = int(header[0])
        del header
        if magic != _MAGIC:
            memory.close()
            raise ValueError(f"the shared memory {name!r} is not a sample ring")
        return cls(memory, is_owner=False)

    @classmethod
    def remove(cls, name: str) -> None:
        """Remove the memory of a ring whose process died before it could.

        Those who attached keep theirs until they close it. Nothing happens where
        there is none of this name.
        """
        try:
            memory = shared_memory.SharedMemory(name=name)
        except FileNotFoundError:
            return
        memory.close()
        memory.unlink()

    @property
    def name(self) -> str:
        """Name by which another process attaches."""
        return self._memory.name

    @property
    def n_written(self) -> int:
        """Number of samples written since the ring was made."""
        return int(self._header[5])

    @property
    def oldest(self) -> int:
        """Absolute index of the oldest sample that can still be read."""
        return max(int(self._header[4]) - self.n_kept, 0)

    def write(self, samples_uv: NDArray[np.float32]) -> None:
        """Append samples of shape (n_chans, n_times); one writer only.

        Raises
        ------
        ValueError
            Where the number of channels is another.
        """
        if samples_uv.ndim != 2 or samples_uv.shape[0] != self.n_chans:
            raise ValueError(
                f"samples must have shape ({self.n_chans}, n_times), "
                f"got {samples_uv.shape}"
            )
        first = self.n_written
        stop = first + samples_uv.shape[1]
        self._header[4] = stop
        kept = samples_uv[:, -self.n_kept :]
        start = (stop - kept.shape[1]) % self.n_kept
        n_head = min(kept.shape[1], self.n_kept - start)
        self._data[:, start : start + n_head] = kept[:, :n_head]
        self._data[:, : kept.shape[1] - n_head] = kept[:, n_head:]
        self._header[5] = stop

    def read(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return a copy of the samples ``first`` to ``stop`` (exclusive).

        Raises
        ------
        OverrunError
            Where they were overwritten.
        ValueError
            Where they are not written yet, or the range is negative.
        """
        if not 0 <= first <= stop <= self.n_written:
            raise ValueError(
                f"first and stop must lie in 0 to {self.n_written}, got {first}, {stop}"
            )
        if first < self.oldest:
            raise OverrunError(first, self.oldest)
        start = first % self.n_kept
        n_times = stop - first
        n_head = min(n_times, self.n_kept - start)
        samples = np.empty((self.n_chans, n_times), np.float32)
        samples[:, :n_head] = self._data[:, start : start + n_head]
        samples[:, n_head:] = self._data[:, : n_times - n_head]
        if first < self.oldest:
            raise OverrunError(first, self.oldest)
        return samples

    def latest(self, n_times: int) -> NDArray[np.float32]:
        """Return a copy of the newest ``n_times`` samples, fewer at the beginning."""
        stop = self.n_written
        return self.read(max(stop - min(n_times, self.n_kept), 0), stop)

    def close(self) -> None:
        """Let go of the memory; may be called twice."""
        if self._is_open:
            self._is_open = False
            del self._header, self._data
            self._memory.close()

    def unlink(self) -> None:
        """Remove the memory once all have closed it; the creator calls this."""
        if self._is_linked:
            self._is_linked = False
            self._memory.unlink()


def _open_untracked(name: str) -> shared_memory.SharedMemory:
    """Open shared memory without telling the resource tracker.

    Before Python 3.13 a reader's tracker believes that it owns what it attached to,
    and removes it, or complains, when the reader ends.
    """
    if sys.version_info >= (3, 13):
        return shared_memory.SharedMemory(name=name, track=False)
    with _attach_lock:
        register = resource_tracker.register
        resource_tracker.register = _register_nothing
        try:
            return shared_memory.SharedMemory(name=name)
        finally:
            resource_tracker.register = register


def _register_nothing(name: Sized, rtype: str) -> None:
    """Stand in for the tracker's own function while a reader attaches."""
