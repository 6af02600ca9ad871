"""Read the rows without a header that BrainFlow's streamer writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.counting import PacketCounter
from attention_camp.signal.sources.board_facts import COUNTERS
from attention_camp.signal.sources.board_fields import BoardDescription
from attention_camp.signal.sources.brainflow_library import (
    BoardRows,
    board_rows,
    find_board,
    list_boards,
)
from attention_camp.signal.sources.formats.counted import counted
from attention_camp.signal.sources.formats.stamps import Stamps
from attention_camp.signal.sources.formats.text_table import left_out_notes
from attention_camp.signal.sources.recorded import (
    FileContent,
    RecordedEvent,
    code_text,
    number,
)
from attention_camp.signal.sources.stretches import Stretch, cut_at, laid_out, on_axis
from attention_camp.signal.stream import Gap, SourceError

_LEAST_COLUMNS = 5
# own choices: rates of 250 and 256 Hz are told apart, and a board's clock may be off
_RATE_SECONDS, _RATE_TOLERANCE = 10.0, 0.012
_EPOCH = 1e9


def is_bare_rows(file: Path) -> bool:
    """Return whether a text file begins with rows of numbers and no header."""
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        first = [_cells(line) for line in islice(lines, 2)]
    # one of them may be damaged; a header has no numbers
    shares = [np.mean([number(c) is not None for c in cells]) for cells in first]
    are_wide = all(len(cells) >= _LEAST_COLUMNS for cells in first)
    return bool(are_wide and max(shares, default=0.0) == 1.0 and min(shares) > 0.5)


def read_brainflow_rows(file: Path, board_name: str = "") -> FileContent:
    """Return the rows of a file that BrainFlow's streamer wrote.

    Parameters
    ----------
    file : Path
        The file: a row per sample, a column per row of the board's data.
    board_name : str
        The board; empty: the only one with so many columns.

    Raises
    ------
    SourceError
        Where the board is not known, or has another number of columns.
    """
    values, left_out = _values(file)
    board, notes = _board(file, board_name, values)
    rows = board_rows(board)
    if rows.n_rows != values.shape[1]:
        raise SourceError(
            Sentence(
                "{file} has {n:column|columns}; the board {board!r} writes {n_rows}. "
                "Name the board that it was recorded with.",
                file=file,
                n=values.shape[1],
                board=board.name,
                n_rows=rows.n_rows,
            )
        )
    keep, stretches = _timeline(board, rows, values)
    values = values[keep]
    channels = [*rows.eeg, *board.other_rows]
    data, gaps = laid_out(values[:, channels].T, stretches, file.name)
    return FileContent(
        sfreq=board.sfreq,
        ch_names=(*board.ch_names, *(c.name for c in board.others)),
        ch_types=("",) * board.n_chans + tuple(c.kind for c in board.others),
        units=("µV",) * board.n_chans + tuple(c.unit for c in board.others),
        data=data,
        gaps=tuple(Gap(gap.first, gap.n_lost, "lost packets") for gap in gaps),
        events=_markers(rows, values, stretches),
        notes=(*notes, *left_out_notes(left_out)),
    )


def _cells(line: str) -> list[str]:
    separator = "\t" if "\t" in line else ","
    return [cell.strip() for cell in line.strip().split(separator)]


def _values(file: Path) -> tuple[NDArray[np.float64], list[int]]:
    """Return the whole rows, shape (n_times, n_columns), and which lines are none.

    A torn last line and lines that somebody or a fault damaged are left out.
    """
    with file.open(encoding="utf-8-sig", errors="replace") as opened:
        lines = opened.readlines()
    if not lines[-1].endswith("\n"):
        lines = lines[:-1] or lines
    separator = "\t" if "\t" in lines[0] else ","
    counts = [line.count(separator) for line in lines]
    usual = Counter(counts).most_common(1)[0][0]
    whole = [k for k, count in enumerate(counts) if count == usual]
    try:
        values = np.loadtxt(
            [lines[k] for k in whole], np.float64, delimiter=separator, ndmin=2
        )
    except ValueError:  # slower, and line by line
        rows = {k: [number(cell) for cell in _cells(lines[k])] for k in whole}
        whole = [k for k, row in rows.items() if None not in row]
        values = np.array([rows[k] for k in whole], np.float64)
    return values, sorted({*range(1, len(lines) + 1)} - {k + 1 for k in whole})


def _board(
    file: Path, name: str, values: NDArray[np.float64]
) -> tuple[BoardDescription, tuple[str, ...]]:
    """Return the board that wrote the rows, and what was concluded about it.

    Where a person does not say it, boards with so many columns, whose column of times
    runs at their rate, are looked for. Those that differ by name alone count as one.
    """
    if name:
        return find_board(name), ()
    n_columns = values.shape[1]
    there = [
        board
        for board in list_boards()
        if board.n_chans and board_rows(board).n_rows == n_columns
    ]
    fitting = [board for board in there if _runs_at_its_rate(board, values)]
    # the one whose counter is known shows losses best
    fitting.sort(key=lambda board: board.name not in COUNTERS)
    if len({_layout(board) for board in fitting}) == 1:
        board = fitting[0]
        return board, (
            Sentence(
                "{file} has no header; by its columns and rate the board is {board}. "
                "If it is another, name it: --board-field board=NAME.",
                file=file.name,
                board=board.name,
            ),
        )
    names = ", ".join(board.name for board in (fitting or there)[:6])
    raise SourceError(
        Sentence(
            "{file} has rows of {n:number|numbers} without a header, as BrainFlow "
            "writes them. Name the board: --board-field board=NAME ({names}).",
            file=file,
            n=n_columns,
            names=names or Sentence("none that is known writes so many"),
        )
    )


def _layout(board: BoardDescription) -> tuple[object, ...]:
    return board_rows(board), board.sfreq, board.ch_names, board.others


def _runs_at_its_rate(board: BoardDescription, values: NDArray[np.float64]) -> bool:
    """Return whether the times in a board's column of times run at its rate."""
    column = board_rows(board).time
    lag = min(round(_RATE_SECONDS * board.sfreq), len(values) // 2)
    if column is None or lag < board.sfreq:
        return False
    times = values[:, column]
    # the median forgets losses
    seconds = float(np.median(times[lag:] - times[:-lag]))
    is_epoch = float(np.min(times)) > _EPOCH
    return is_epoch and abs(seconds * board.sfreq / lag - 1) < _RATE_TOLERANCE


def _timeline(
    board: BoardDescription, rows: BoardRows, values: NDArray[np.float64]
) -> tuple[NDArray[np.intp], tuple[Stretch, ...]]:
    """Return which samples are kept, and when they were: by counter, else by time."""
    rule = COUNTERS.get(board.name)
    times = None if rows.time is None else values[:, rows.time]
    if rule is not None and rows.counter is not None:
        counts = PacketCounter(rule).per_sample(values[:, rows.counter])
        return counted(counts, rule.sample_modulus, board.sfreq, times)
    keep = np.arange(len(values))
    if times is None or not (np.isfinite(times) & (times > 0)).all():
        return keep, cut_at(len(values), ())
    return keep, Stamps(times, board.sfreq).stretches


def _markers(
    rows: BoardRows, values: NDArray[np.float64], stretches: Sequence[Stretch]
) -> tuple[RecordedEvent, ...]:
    if rows.marker is None:
        return ()
    marks = values[:, rows.marker]
    return tuple(
        RecordedEvent(on_axis(sample, stretches), 0.0, code_text(marks[sample]))
        for sample in np.flatnonzero(np.nan_to_num(marks)).tolist()
    )
