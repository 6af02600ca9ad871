"""Samples of a recording as CSV: a row each, numbers as they were, to four decimals.

Formatting numbers one by one takes minutes for hours of EEG. Here digits are looked up
for blocks of numbers at once; the text is the same to the byte.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.exports.folder import whole_file
from attention_camp.camp.dataset.recording import Recording

DECIMALS = 4
"""A tenth of a nanovolt, and of a millisecond; own choice."""
ONE = 10**DECIMALS
BLOCK_VALUES = 1 << 17
"""Numbers that are formatted at once: what fits a processor's cache."""
CELL = 15
"""Bytes of a cell at most: sign, eight digits, point, four decimals, comma."""
MOST = 10**8 - 1
"""Whole parts with more digits than a cell has are formatted one by one."""


class _Lookup(NamedTuple):
    """What the bytes of cells are looked up in."""

    digits: NDArray[np.uint32]
    """Shape (10000,): the four digits of a number, as bytes."""
    n_digits: NDArray[np.uint8]
    """Shape (10000,): how many of them a number needs; 0 of nought."""
    kept: NDArray[np.bool_]
    """Shape (4 * 9, CELL): which bytes stay, by number of digits, sign and kind."""


@cache
def _lookup() -> _Lookup:
    numbers = np.arange(10_000)
    places = np.array([1000, 100, 10, 1])
    digits = (numbers[:, None] // places % 10 + ord("0")).astype(np.uint8)
    n_digits = np.searchsorted([1, 10, 100, 1000], numbers, side="right")
    kept = np.zeros((4, 9, CELL), bool)
    for n in range(9):
        kept[:, n, 9 - max(n, 1) : 9] = True
    kept[:, :, 9:14] = True  # point and decimals
    kept[1, :, 0] = True  # below zero
    kept[2, :, 9:14] = False  # a whole number
    kept[3] = False  # missing
    kept[:, :, 14] = True  # comma or end of line
    return _Lookup(
        digits.view(np.uint32)[:, 0],
        n_digits.astype(np.uint8),
        kept.reshape(-1, CELL),
    )


def write_samples(
    recording: Recording, path: Path, first: int, stop: int, *, sep: str = ","
) -> None:
    """Write a stretch of a recording as CSV.

    The columns are ``sample``, counted from the recording's first; ``time`` in seconds;
    and each channel with its unit. A lost sample is an empty cell.

    Parameters
    ----------
    recording : Recording
        The recording.
    path : Path
        File to write; one that is there is replaced once the new one is whole.
    first, stop : int
        Absolute sample indices, as in a slice.
    sep : str
        One character between two cells.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    with whole_file(path) as file:
        file.write((sep.join(_head(recording)) + "\n").encode())
        n_rows = max(1, BLOCK_VALUES // (recording.info.n_recorded + 2))
        for begin in range(first, stop, n_rows):
            end = min(begin + n_rows, stop)
            _write(file, recording, begin, end, sep)


def _head(recording: Recording) -> list[str]:
    from attention_camp.camp.dataset.channels_table import read_channels

    names = []
    for channel in read_channels(recording.paths.channels):
        unit = "µV" if channel.kind == "eeg" else channel.unit
        named = channel.name if unit in {"", "n/a"} else f"{channel.name} ({unit})"
        names.append(f'"{named}"' if "," in named else named)
    return ["sample", "time (s)", *names]


def _write(
    file: BinaryIO, recording: Recording, first: int, stop: int, sep: str
) -> None:
    values = np.empty((stop - first, recording.info.n_recorded + 2))
    samples = np.arange(first, stop)
    values[:, 0] = samples
    values[:, 1] = samples / recording.info.sfreq
    values[:, 2:] = recording.frames(first, stop)
    file.write(formatted(values, sep))


def formatted(values: NDArray[np.float64], sep: str = ",") -> bytes:
    """Return rows of numbers as lines of text, the first column as whole numbers.

    Parameters
    ----------
    values : ndarray, shape (n_rows, n_columns)
        Numbers; NaN becomes an empty cell.
    sep : str
        One character between two cells.
    """
    lost = np.isnan(values)
    scaled = np.abs(np.where(lost, 0.0, values))
    if not scaled.max(initial=0.0) < MOST:
        return _one_by_one(values, sep)
    look = _lookup()
    whole = np.empty(values.shape, np.uint64)
    # float32 times 10^4 has fewer bits than float64 holds: the rounding is exact
    np.rint(scaled * ONE, out=whole, casting="unsafe")
    part = (whole % ONE).astype(np.uint32)
    whole32 = (whole // ONE).astype(np.uint32)
    high, low = whole32 // 10_000, whole32 % 10_000
    cells = np.empty((*values.shape, CELL), np.uint8)
    cells[..., 0] = ord("-")
    cells[..., 9] = ord(".")
    cells[..., 14] = ord(sep)
    cells[:, -1, 14] = ord("\n")
    for at, digits in ((1, high), (5, low), (10, part)):
        cells[..., at : at + 4] = look.digits[digits][..., None].view(np.uint8)
    n_digits = look.n_digits[low].astype(np.intp)
    has_high = high > 0
    n_digits[has_high] = 4 + look.n_digits[high[has_high]]
    kind = np.signbit(values).astype(np.intp)
    kind[:, 0] = 2
    kind[lost] = 3
    text: bytes = cells[look.kept[kind * 9 + n_digits]].tobytes()
    return text


def _one_by_one(values: NDArray[np.float64], sep: str) -> bytes:
    lines = [
        sep.join(
            [
                f"{row[0]:.0f}",
                *("" if np.isnan(x) else f"{x:.{DECIMALS}f}" for x in row[1:]),
            ]
        )
        for row in values.tolist()
    ]
    return ("\n".join(lines) + "\n").encode()
