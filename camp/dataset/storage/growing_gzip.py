"""A gzip file that grows and is whole after every write, in one member.

BIDS keeps continuous recordings in ``.tsv.gz``, and readers such as the BIDS
validator's refuse gzip files of several members. So new blocks of deflate take the
place of the file's tail, which is written anew behind them: what was compressed before
stays as it is on disk, and a crash can cost the tail alone, which follows from the
rest.
"""

from __future__ import annotations

import os
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from attention_camp.camp.dataset.durable import (
    keep_copy,
    require_in_place,
    sync_folder,
    write_all,
    write_whole,
)
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.resources.bounded import open_regular

HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Of a gzip file (RFC 1952) without a time, name or system."""
END = b"\x01\x00\x00\xff\xff"
"""An empty last block of deflate (RFC 1951), on the byte boundary of a flush."""
_RAW = -15
_LEVEL = 6
_PIECE, _SMALL_PIECE = 1 << 20, 64


class GrowingGzip:
    """A growing ``.gz`` file of lines; made again, it goes on after a crash.

    The file appears with its first lines.

    Parameters
    ----------
    path : Path
        The file.
    keep : Path
        Folder to which a torn tail is moved.
    """

    def __init__(self, path: Path, *, keep: Path) -> None:
        self.path = path
        self._handle = -1
        self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        self._crc, self._size, self._end = 0, 0, len(HEADER)
        if path.exists():
            text = mend_gzip(path, keep=keep)
            self._crc, self._size = zlib.crc32(text), len(text)
            self._end = path.stat().st_size - len(END) - 8
            self._handle = _opened(path)

    def append(self, text: str) -> None:
        """Append whole lines; on disk with the next ``sync``.

        Raises
        ------
        OSError
            If the disk is full or gone; what was written before stays.
        """
        data = text.encode()
        # what a failed write held must not be what later blocks refer to
        deflate = self._deflate.copy()
        blocks = deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
        crc, size = zlib.crc32(data, self._crc), self._size + len(data)
        tail = END + _trailer(crc, size)
        if self._handle < 0:
            write_whole(self.path, HEADER + blocks + tail)
            self._handle = _opened(self.path)
        else:
            try:
                self._end_with(blocks + tail)
            except OSError:
                with suppress(OSError):  # why it failed is said
                    self._end_with(END + _trailer(self._crc, self._size))
                raise
        self._deflate, self._crc, self._size = deflate, crc, size
        self._end += len(blocks)

    def _end_with(self, content: bytes) -> None:
        """Put blocks and the file's end in the place of its last end."""
        disk().truncate(self._handle, self._end)
        write_all(self._handle, content)

    def sync(self) -> None:
        """Wait until all that was appended is on disk."""
        if self._handle >= 0:
            disk().sync(self._handle)
            require_in_place(self._handle, self.path)

    def close(self) -> None:
        """Close the file; may be called twice."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            disk().close(handle)


def _opened(path: Path) -> int:
    handle = disk().open(path, os.O_WRONLY | os.O_APPEND)
    sync_folder(path.parent)
    return handle


def _trailer(crc: int, size: int) -> bytes:
    return struct.pack("<II", crc, size & 0xFFFFFFFF)


def read_gzip(path: Path) -> tuple[bytes, bool]:
    """Return what a gzip file of one member holds, and whether it is whole.

    Of a torn or damaged file the lines before the damage are returned.
    """
    with open_regular(path, most=sys.maxsize) as file:
        packed = file.read()
    inflate = zlib.decompressobj(-_RAW + 16)  # reads the header, checks the trailer
    parts: list[bytes] = []
    try:
        parts.extend(inflate.decompress(piece) for piece in _pieces(packed, _PIECE))
        whole = inflate.eof and not inflate.unused_data
    except zlib.error:
        parts, whole = [_until_damage(packed)], False
    text = b"".join(parts)
    return (text if whole else text[: text.rfind(b"\n") + 1]), whole


def _pieces(packed: bytes, size: int) -> Iterator[bytes]:
    return (packed[i : i + size] for i in range(0, len(packed), size))


def _until_damage(packed: bytes) -> bytes:
    inflate = zlib.decompressobj(_RAW)
    parts: list[bytes] = []
    with suppress(zlib.error):  # what came before it is whole
        pieces = _pieces(packed[len(HEADER) :], _SMALL_PIECE)
        parts.extend(inflate.decompress(piece) for piece in pieces)
    return b"".join(parts)


def is_torn(path: Path) -> bool:
    """Return whether a crash tore the end of a file.

    One that ends as it was written and holds something else is not torn but changed:
    nothing can tell which of it is right, and ``validate`` names it.
    """
    with open_regular(path, most=sys.maxsize) as file:
        packed = file.read()
    has_end = packed[-len(END) - 8 : -8] == END
    return not has_end and not read_gzip(path)[1]


def mend_gzip(path: Path, *, keep: Path) -> bytes:
    """Write a torn file again from what can be read of it; return what it holds.

    A file that is whole, and ends as ours do, stays as it is. A copy of a torn one is
    moved to ``keep``.

    Parameters
    ----------
    path : Path
        The file.
    keep : Path
        Folder to which the torn file is copied.
    """
    text, whole = read_gzip(path)
    with open_regular(path, most=sys.maxsize) as file:
        packed = file.read()
    ending = END + _trailer(zlib.crc32(text), len(text))
    if whole and packed.endswith(ending):
        return text
    keep_copy(keep, f"{path.name}.{len(packed)}.torn", packed)
    write_whole(path, packed_whole(text))
    return text


def packed_whole(text: bytes) -> bytes:
    """Return a gzip file of a text, as it would have grown."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    blocks = deflate.compress(text) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return HEADER + blocks + END + _trailer(zlib.crc32(text), len(text))
