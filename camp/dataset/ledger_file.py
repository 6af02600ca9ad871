"""The decision ledger as a file: its lines, and what in it is damaged."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.journal import JsonLine, numbered_jsonl
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.people.seals import SealError
from attention_camp.camp.session.arms.sealing import open_line
from attention_camp.camp.session.ledger_lines import (
    FORMAT,
    CalibrationLine,
    HeaderLine,
    LedgerLine,
    StretchLine,
    TrialLine,
    line_from_json,
)
from attention_camp.camp.session.plain_values import PlainValueError
from attention_camp.resources.bounded import read_text
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


class LedgerError(DatasetError):
    """A ledger that cannot be read; the text is for people."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of a ledger that cannot be read."""

    number: int
    """From 1."""
    problem: str
    """What is wrong with it, in a sentence."""
    is_torn: bool
    """Whether it is the file's last line, without an end: what a power cut leaves."""


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The decision ledger of a run."""

    path: Path
    lines: tuple[LedgerLine, ...]
    """Those that can be read, in order."""
    damage: tuple[Damage, ...]
    """Those that cannot."""

    @property
    def header(self) -> HeaderLine | None:
        """The first line, where it is a header; None: nothing was decided."""
        first = self.lines[0] if self.lines else None
        return first if isinstance(first, HeaderLine) else None

    @property
    def stretches(self) -> tuple[StretchLine, ...]:
        """The calibration blocks that were kept."""
        return tuple(line for line in self.lines if isinstance(line, StretchLine))

    @property
    def calibrations(self) -> tuple[CalibrationLine, ...]:
        """The calibrations; the last one counts."""
        return tuple(line for line in self.lines if isinstance(line, CalibrationLine))

    @property
    def trials(self) -> tuple[TrialLine, ...]:
        """The trials, in the order they were done."""
        return tuple(line for line in self.lines if isinstance(line, TrialLine))


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a file; an empty one where there is no file.

    A half-written last line, which a power cut leaves, is left out.

    Raises
    ------
    LedgerError
        If a line is damaged or of no known kind, or the ledger is of a later version.
    """
    ledger = examine_ledger(path)
    damage = next((found for found in ledger.damage if not found.is_torn), None)
    if damage is not None:
        raise LedgerError(
            Sentence(
                "{path}, line {number}: {problem}. The decision ledger was damaged or "
                "edited: restore it from a backup. The recording itself is not "
                "affected.",
                path=path,
                number=damage.number,
                problem=damage.problem,
            )
        )
    return ledger


def read_what_is_whole(path: Path, *, most: int | None = None) -> Ledger:
    """Return the ledger in a file without the lines that cannot be read.

    For what must go on in spite of them, such as a recording; each is logged. ``most``
    is how many lines are read; None: all.

    Raises
    ------
    LedgerError
        If the ledger is of a later version.
    """
    ledger = examine_ledger(path, most=most)
    for found in ledger.damage:
        logger.warning("%s, line %d: %s", path, found.number, found.problem)
    return ledger


def examine_ledger(path: Path, *, most: int | None = None) -> Ledger:
    """Return the ledger in a file, and which of its lines cannot be read.

    ``most`` is how many lines are read; None: all.

    Raises
    ------
    LedgerError
        If the ledger is of a later version.
    """
    lines: list[LedgerLine] = []
    damage: list[Damage] = []
    key = key_beside(path)
    for line in islice(numbered_jsonl(path), most):
        try:
            found = _read(path, line)
            lines.append(found if key is None else open_line(found, key))
        except (PlainValueError, SealError) as error:
            damage.append(Damage(line.number, str(error), not line.is_whole))
    return Ledger(path, tuple(lines), tuple(damage))


def key_beside(path: Path) -> bytes | None:
    """Return the key that unblinding left beside a ledger; None: there is none."""
    beside = path.with_suffix(".key")
    try:
        return bytes.fromhex(read_text(beside).strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        logger.warning("%s holds no key: %s", beside, error)
        return None


def _read(path: Path, line: JsonLine) -> LedgerLine:
    if line.values is None:
        raise PlainValueError(Sentence("this is not a line of JSON"))
    _check_format(path, line.values)
    return line_from_json(line.values)


def _check_format(path: Path, values: Mapping[str, Any]) -> None:
    """Refuse a later format before its lines are called damaged."""
    got = values.get("format", 1)
    if values.get("kind") != "header" or not isinstance(got, int) or got <= FORMAT:
        return
    raise LedgerError(
        Sentence(
            "{path} has format {got}, this version reads up to "
            "{known}. Upgrade attention-camp.",
            path=path,
            got=got,
            known=FORMAT,
        )
    )
