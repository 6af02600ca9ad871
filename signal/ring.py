"""A sample ring in shared memory: one writer, many readers, absolute indices."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import threading
from collections.abc import Sized
from multiprocessing import resource_tracker, shared_memory

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.owned import PREFIX, lock_memory

_MAGIC = 0x41_54_43_52_49_4E_47_31  # "ATCRING1"
_HEADER_FIELDS = 8
_HEADER_BYTES = _HEADER_FIELDS * 8
_attach_lock = threading.Lock()


class MemoryRoomError(UserError):
    """There is no room for shared memory; the text is for people."""


class OverrunError(RuntimeError):
    """The requested samples were overwritten before or while they were read."""

    def __init__(self, first: int, oldest: int) -> None:
        super().__init__(
            f"samples from {first} were overwritten: the oldest kept is {oldest}. "
            "Read more often or create the ring with more seconds."
        )
        self.first = first
        self.oldest = oldest


class Ring:
    """A ring of float32 samples that other processes read without locks.

    The writer publishes how far it is about to write before it touches the data, and
    how far it has written afterwards. A reader checks the former after copying, so
    that a copy overwritten meanwhile raises an error and is never returned.

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
        """Create a ring in new shared memory.

        Parameters
        ----------
        n_chans : int
            Number of channels, at least 1.
        sfreq : float
            Nominal sampling rate, Hz.
        seconds : float
            Length of the ring, s.

        Raises
        ------
        ValueError
            If a size is not positive.
        MemoryRoomError
            If the system has no room for it.
        """
        if n_chans < 1 or sfreq <= 0 or seconds <= 0:
            raise ValueError(
                "n_chans, sfreq and seconds must be positive, got "
                f"{n_chans}, {sfreq} and {seconds}"
            )
        n_kept = max(int(np.ceil(sfreq * seconds)), 2)
        memory = _new_memory(_HEADER_BYTES + 4 * n_chans * n_kept)
        header: NDArray[np.int64] = np.ndarray(_HEADER_FIELDS, np.int64, memory.buf)
        header[:] = (_MAGIC, n_chans, n_kept, 0, 0, 0, 0, 0)
        header[3:4].view(np.float64)[0] = sfreq
        del header
        return cls(memory, is_owner=True)

    @classmethod
    def attach(cls, name: str) -> Ring:
        """Open a ring that another process created.

        Raises
        ------
        FileNotFoundError
            If there is no shared memory of this name.
        ValueError
            If it is not a ring.
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
        """Remove the memory of a ring whose owner died.

        Readers keep their mapping until they close it. Does nothing if there is no
        ring of this name.
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
        """Number of samples written since the ring was created."""
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
            If the number of channels differs.
        """
        if samples_uv.ndim != 2 or samples_uv.shape[0] != self.n_chans:
            raise ValueError(
                f"samples must have shape ({self.n_chans}, n_times), "
                f"got {samples_uv.shape}"
            )
        first = self.n_written
        stop = first + samples_uv.shape[1]
        # announced before any sample is touched: see the class
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
            If they were overwritten.
        ValueError
            If they are not written yet, or the range is negative.
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
        # again: the writer may have come past while the samples were copied
        if first < self.oldest:
            raise OverrunError(first, self.oldest)
        return samples

    def latest(self, n_times: int) -> NDArray[np.float32]:
        """Return a copy of the newest ``n_times`` samples, fewer at the beginning."""
        stop = self.n_written
        return self.read(max(stop - min(n_times, self.n_kept), 0), stop)

    @property
    def is_open(self) -> bool:
        """Whether there is something to read: closing takes the samples away."""
        return self._is_open

    def close(self) -> None:
        """Close the mapping; may be called twice."""
        if self._is_open:
            self._is_open = False
            # the views go first: memory with exported buffers cannot be closed
            del self._header, self._data
            self._memory.close()

    def unlink(self) -> None:
        """Remove the memory once all have closed it; for the creator."""
        if self._is_linked:
            self._is_linked = False
            self._memory.unlink()


def _new_memory(size: int) -> shared_memory.SharedMemory:
    """Return new shared memory that has all its room, and is known to be in use.

    The system gives a name and a size without the room; a process that writes to what
    is not there ends with a bus error.
    """
    name = f"{PREFIX if sys.platform == 'linux' else 'camp-'}{secrets.token_hex(8)}"
    memory = None
    try:
        _check_limit(size)
        memory = shared_memory.SharedMemory(name=name, create=True, size=size)
        handle = getattr(memory, "_fd", -1)  # Windows has none, and gives the room
        if handle >= 0:
            lock_memory(handle)
            if sys.platform == "linux":
                os.posix_fallocate(handle, 0, size)
    except OSError as error:
        if memory is not None:
            memory.close()
            memory.unlink()
        raise MemoryRoomError(
            Sentence(
                "There is no room for {size:.1f} MB of shared memory ({error}). Close "
                "other programs; a container is started with more room by an option "
                "such as --shm-size=256m.",
                size=size / 1e6,
                error=error.strerror or str(error),
            )
        ) from error
    return memory


def _check_limit(size: int) -> None:
    """Raise ``OSError`` where this process may not make files of a size.

    Python would ask its resource tracker to forget what it never told it of, and the
    tracker prints a traceback.
    """
    if sys.platform == "win32":
        return
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit != resource.RLIM_INFINITY and limit < size:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


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
