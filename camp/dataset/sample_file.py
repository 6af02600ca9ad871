"""The file of samples: appended, synced, checksummed, never left with half a sample."""

from __future__ import annotations

import hashlib
import os
import zlib
from pathlib import Path

from attention_camp.camp.dataset.durable import (
    make_folder,
    require_in_place,
    sync_folder,
    write_all,
    write_whole,
)


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
            size = os.fstat(self._handle).st_size
            try:
                write_all(self._handle, data)
            except OSError:
                os.ftruncate(self._handle, size)
                raise
        self.cover(data)

    def sync(self) -> None:
        """Wait until all samples are on disk."""
        if self._handle >= 0:
            getattr(os, "fdatasync", os.fsync)(self._handle)
            require_in_place(self._handle, self.path)

    def close(self) -> None:
        """Close the file; may be called twice."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)


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
    with path.open("r+b") as file:
        file.seek(whole)
        torn = file.read()
        make_folder(keep)
        write_whole(keep / f"{path.name}.{size}.torn", torn)
        file.truncate(whole)
        os.fsync(file.fileno())
    if not whole:
        path.unlink()
        sync_folder(path.parent)
    return torn


def _open_to_append(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
