"""The sealed part of a ledger: lines that only the keys of a blinded study open."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from dataclasses import replace

from attention_camp.camp.people.seals import opened, padded, refused, shut, unpadded
from attention_camp.camp.session.arms.arm_lines import (
    ArmLine,
    BlockLine,
    FramesLine,
    SealedLine,
)
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.ledger_lines import (
    HeaderLine,
    LedgerLine,
    StretchLine,
    TrialLine,
    line_from_json,
)
from attention_camp.camp.session.loop_parts import Store
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.tasks.questionnaires.probe import PROBE

SEALED = "sealed"
"""``trial_type`` of the row that stands for the trials of a block."""
STEP = 8192
"""Bytes that a sealed line is filled up to, or multiples: lines of every arm are as
long. A trial of one display has some 3,000."""
WIDE_STEP = 1 << 16
"""The same for the line of the arm, which holds a whole course or none, and for that
of a block's frames, which are some minutes'."""
OPEN_LINES = (HeaderLine, StretchLine, AskedLine)
"""Lines that stay open: they are alike in every arm."""
_ABOUT = "line of the decision ledger"


def sealed_line(line: LedgerLine, key: bytes) -> SealedLine:
    """Return a line as it stands in the ledger of a blinded session."""
    content = json.dumps(line.to_json(), separators=(",", ":")).encode()
    is_wide = isinstance(line, ArmLine | FramesLine)
    filled = padded(content, WIDE_STEP if is_wide else STEP)
    box = shut(filled, key, about=_ABOUT)
    return SealedLine(base64.b64encode(box).decode())


def open_line(line: LedgerLine, key: bytes) -> LedgerLine:
    """Return the line that a sealed one holds; any other as it is.

    Raises
    ------
    SealError
        If the key is another one, or the line was changed.
    PlainValueError
        If what was sealed is no line.
    """
    if not isinstance(line, SealedLine):
        return line
    return line_from_json(json.loads(unpadded(_content(line.box, key))))


def changed_box(box: str, key: bytes, change: Callable[[bytes], bytes]) -> str:
    """Return a sealed line's box with other content, as long as it was.

    Parameters
    ----------
    box : str
        The box as it stands in the ledger.
    key : bytes
        Its key.
    change : callable
        Given the JSON text that is sealed; returns what takes its place.

    Raises
    ------
    SealError
        If the key is another one, or the box was changed.
    """
    before = _content(box, key)
    filled = padded(change(unpadded(before)), len(before))
    return base64.b64encode(shut(filled, key, about=_ABOUT)).decode()


def _content(box: str, key: bytes) -> bytes:
    try:
        data = base64.b64decode(box, validate=True)
    except binascii.Error as error:
        raise refused(_ABOUT) from error
    return opened(data, key, about=_ABOUT)


def open_lines(lines: Iterable[LedgerLine], key: bytes) -> tuple[LedgerLine, ...]:
    """Return the lines of a ledger with the sealed ones opened.

    Raises
    ------
    SealError
        If the key is another one, or a line was changed.
    """
    return tuple(open_line(line, key) for line in lines)


class SealedStore:
    """A store that seals what could tell the arm before it is written.

    Parameters
    ----------
    store : Store
        Where the lines go.
    key : bytes
        The key of the session's code.
    """

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key
        self._ends: tuple[TrialRecord, TrialRecord] | None = None
        """First and last trial that no row in events.tsv stands for."""
        self._frames: list[float] = []

    def append(self, line: TrialLine) -> None:
        """Write a trial, sealed; in events.tsv a row for its whole block follows."""
        self._store.append_ledger(sealed_line(line, self._key))
        first = self._ends[0] if self._ends else line.record
        self._ends = first, line.record

    def store_block(self) -> None:
        """Write the row of the trials since the last one: when they were together.

        One for each trial would tell their pace, and so the levels. The times of their
        frames, which would too, are sealed.
        """
        if self._frames:
            times, self._frames = tuple(self._frames), []
            self._store.append_ledger(sealed_line(FramesLine(times), self._key))
        if self._ends is None:
            return
        (first, last), self._ends = self._ends, None
        row = EventRow(
            first.onset,
            last.onset + last.duration - first.onset,
            SEALED,
            first.sample,
            f"{first.trial}-{last.trial}",
        )
        self._store.append_event(row)

    def append_event(self, row: EventRow) -> None:
        """Write an event that is no trial; a probe, which tells their pace, sealed."""
        if row.trial_type == PROBE:
            self._store.append_ledger(sealed_line(FramesLine((), (row,)), self._key))
        else:
            self._store.append_event(row)

    def append_ledger(self, line: LedgerLine) -> None:
        """Write a line of the ledger that is no trial.

        Of a run that goes on where another was broken off, the header is written
        twice: open without the levels reached, and sealed as it is.
        """
        if isinstance(line, HeaderLine) and line.taken_up is not None:
            self._store.append_ledger(replace(line, taken_up=None))
        elif isinstance(line, OPEN_LINES):
            self._store.append_ledger(line)
            return
        self._store.append_ledger(sealed_line(line, self._key))
        if isinstance(line, BlockLine):
            self.store_block()

    def append_frames(self, times: tuple[float, ...]) -> None:
        """Keep the buffer swap times of the last trial for the block's line."""
        self._frames += (round(time, 6) for time in times)
