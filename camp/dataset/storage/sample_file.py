"""The file of samples: appended, synced, checksummed, never left with half a sample."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Set
from pathlib import Path
from typing import BinaryIO

import numpy as np

from attention_camp.camp.dataset.durable import (
    WholeWrites,
    cut_tail,
    require_in_place,
    sync_folder,
    write_whole,
)
from attention_camp.camp.dataset.storage.disk import disk

_PIECE_FRAMES = 1 << 14
"""Samples that are looked at once."""
_LOOK_FRAMES = 1 << 10
"""Samples in which a channel that works is not zero throughout; own choice."""
SECTOR = 512
"""Bytes that a disk writes at once, at least."""


class SampleFile:
    """The growing ``*_eeg.eeg`` and the checksum of what is not synced yet.

    The file appears with its first samples: an empty one is no valid recording.

    Parameters
    ----------
    path : Path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writes = WholeWrites()
        self.forget()
        self._handle = _open_to_append(path) if path.exists() else -1

    def forget(self) -> None:
        """Begin a new chunk: the next bytes are its first."""
        self.crc32 = 0
        """CRC-32 of the bytes appended since the last sync."""
        self._sha256 = hashlib.sha256()

    def cover(self, data: bytes) -> None:
        """Take bytes into the checksums of the chunk."""
        self.crc32 = zlib.crc32(data, self.crc32)
        self._sha256.update(data)

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes appended since the last sync."""
        return self._sha256.hexdigest()

    def append(self, data: bytes) -> None:
        """Append whole samples; if they do not fit, leave the file as it was."""
        if self._handle < 0:
            write_whole(self.path, data)
            self._handle = _open_to_append(self.path)
        else:
            self._writes.append(self._handle, data)
        self.cover(data)

    def take_back(self) -> None:
        """Remove a part of samples that did not fit and could not be removed then."""
        if self._handle >= 0:
            self._writes.take_back(self._handle)

    def sync(self) -> None:
        """Wait until all samples are on disk."""
        if self._handle >= 0:
            disk().sync_data(self._handle)
            require_in_place(self._handle, self.path)

    def close(self) -> None:
        """Close the file; may be called twice."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            disk().close(handle)


def has_measured(path: Path, first: int, n_recorded: int, more_than: float) -> bool:
    """Return whether more than so many samples from one on were measured.

    The others are of gaps, in which the last values are held.

    Parameters
    ----------
    path : Path
        The file of samples.
    first : int
        The first of them.
    n_recorded : int
        Channels of a sample.
    more_than : float
        As many may be there.
    """
    frame_bytes = 4 * n_recorded
    n_measured = 0
    if not path.is_file():  # a pipe would be waited for
        return False
    with path.open("rb") as file:
        file.seek(first * frame_bytes)
        while data := file.read(_PIECE_FRAMES * frame_bytes):
            whole = data[: len(data) - len(data) % frame_bytes]
            samples = np.frombuffer(whole, "<f4").reshape(-1, n_recorded)
            n_measured += int((samples[1:] != samples[:-1]).any(axis=1).sum())
            if n_measured > more_than:
                return True
    return False


def cut_torn_sample(path: Path, *, frame_bytes: int, keep: Path) -> bytes:
    """Cut a half-written sample off the end of a file.

    Parameters
    ----------
    path : Path
        The file of samples.
    frame_bytes : int
        Bytes of one sample of all channels.
    keep : Path
        Folder that keeps the bytes; they are written there before they are cut.

    Returns
    -------
    torn : bytes
        What was cut; empty where the file ends with a whole sample.
    """
    size = path.stat().st_size if path.exists() else 0
    whole = size - size % frame_bytes
    if whole == size:
        return b""
    return cut_samples(path, whole, keep=keep)


def cut_samples(path: Path, size: int, *, keep: Path) -> bytes:
    """Cut a file of samples to a size; what is cut off is kept in the folder ``keep``.

    A file that holds no sample then is removed: an empty one is no valid recording.

    Parameters
    ----------
    path : Path
        The file of samples.
    size : int
        Bytes that stay.
    keep : Path
        The folder; the bytes are written there before they are cut.
    """
    torn = cut_tail(path, path.stat().st_size - size, keep=keep)
    if not size:
        disk().unlink(path)
        sync_folder(path.parent)
    return torn


def first_unwritten(path: Path, *, after: int, frame_bytes: int, n_eeg: int) -> int:
    """Return the first byte of samples that a power cut left unwritten, as zeros.

    A file can have grown on the disk before its bytes were there: whole sectors of it
    are zero then, at its end or in between. Looked at are the samples that no checksum
    covers; what follows the first such place is no measurement. A channel that was zero
    before, as of a dead electrode, tells nothing.

    Parameters
    ----------
    path : Path
        The file.
    after : int
        Bytes that checksums cover.
    frame_bytes : int
        Bytes of one sample of all channels.
    n_eeg : int
        EEG channels, the first ones of a sample: a trigger channel may well be zero.

    Returns
    -------
    first : int
        Where that sample begins; the size of the file where all was written.
    """
    size = path.stat().st_size if path.exists() else 0
    if after >= size:
        return size
    with path.open("rb") as file:
        telling = _telling(file, after, frame_bytes=frame_bytes, n_eeg=n_eeg)
        file.seek(after)
        for begin in range(after - after % SECTOR, size, SECTOR):
            data = file.read(min(begin + SECTOR, size) - max(begin, after))
            end = max(begin, after) + len(data)
            place = end - len(data) + len(data.rstrip(b"\0"))
            values = range(-(-place // 4), end // 4)  # those that are zero as a whole
            if any(4 * value % frame_bytes // 4 in telling for value in values):
                return place - place % frame_bytes
    return size


def _telling(file: BinaryIO, after: int, *, frame_bytes: int, n_eeg: int) -> Set[int]:
    """Return the EEG channels that were not zero throughout before a place."""
    first = max(after - _LOOK_FRAMES * frame_bytes, 0)
    file.seek(first)
    values = np.frombuffer(file.read(after - first), "<f4")
    seen = values.reshape(-1, frame_bytes // 4)[:, :n_eeg].any(axis=0)
    return frozenset(np.flatnonzero(seen).tolist() if seen.any() else range(n_eeg))


def _open_to_append(path: Path) -> int:
    return disk().open(path, os.O_WRONLY | os.O_APPEND)
