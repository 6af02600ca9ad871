"""Speech in half the bytes: WAV files of eight bits a sample (µ-law, ITU G.711)."""

from __future__ import annotations

import io
import struct

import numpy as np
from numpy.typing import NDArray

MU_LAW = 7
"""Number of the format in a WAV file."""
_MU = 255.0


def write_mu_law(samples: NDArray[np.floating], sfreq: int) -> bytes:
    """Return a mono WAV file of eight bits a sample.

    Parameters
    ----------
    samples : ndarray, shape (n,)
        From -1 to 1.
    sfreq : int
        Sampling rate, Hz.
    """
    loud = np.log1p(_MU * np.abs(samples)) / np.log1p(_MU)
    codes = np.round(127 * loud).astype(np.uint8)
    # as in G.711, all bits are turned round, and the first one is the sign
    data = np.where(samples < 0, 0x7F - codes, 0xFF - codes).astype(np.uint8).tobytes()
    form = struct.pack("<HHIIHHH", MU_LAW, 1, sfreq, sfreq, 1, 8, 0)
    fact = struct.pack("<I", len(samples))
    body = (
        b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"fact", fact) + _chunk(b"data", data)
    )
    return _chunk(b"RIFF", body)


def read_mu_law(content: bytes) -> tuple[NDArray[np.float32], int]:
    """Return the samples of a mono WAV file of µ-law, -1 to 1, and their rate, Hz.

    Raises
    ------
    ValueError
        If it is no such file.
    """
    stream = io.BytesIO(content)
    found: dict[bytes, bytes] = {}
    if stream.read(4) == b"RIFF" and stream.read(8)[4:] == b"WAVE":
        while len(head := stream.read(8)) == 8:
            size = struct.unpack("<I", head[4:])[0]
            found[head[:4]] = stream.read(size)
            stream.read(size % 2)
    form, data = found.get(b"fmt ", b""), found.get(b"data")
    if data is None or len(form) < 16 or struct.unpack("<HH", form[:4]) != (MU_LAW, 1):
        msg = f"content: a mono WAV file of µ-law, got {content[:16]!r}."
        raise ValueError(msg)
    codes = 0xFF - np.frombuffer(data, np.uint8)
    loud = np.expm1((codes & 0x7F) / 127 * np.log1p(_MU)) / _MU
    samples = np.where(codes & 0x80, -loud, loud).astype(np.float32)
    return samples, int(struct.unpack("<I", form[4:8])[0])


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
