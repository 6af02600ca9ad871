"""A text while it is written, alone or line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attention_camp.tasks.questionnaires.answering import text_field, written
from attention_camp.tasks.trial import Keypress, Stimulus, Text

_SHOWN = 7
"""Lines kept on the screen; own choice."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A field for one word; Enter takes it."""

    y: float = 0.0

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:
        """Return the word so far."""
        return text_field(text_of(presses), seconds, y=self.y)

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether Enter was pressed."""
        return bool(presses) and presses[-1].key == "return"


@dataclass(frozen=True, slots=True)
class Listing:
    """A field for one idea after another; Enter takes each, time alone ends it."""

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:
        """Return the last ideas, and the one that is being written."""
        lines = lines_of(presses)
        shown = tuple(
            Text(
                line,
                y=-1.0 - 0.9 * k,
                width=16.0,
                height=0.4,
                lines=1,
                colour="dim",
                is_own=True,
            )
            for k, line in enumerate(reversed(lines[:-1][-_SHOWN:]))
        )
        return (*text_field(lines[-1], seconds, y=1.0), *shown)

    def is_over(self, presses: Sequence[Keypress]) -> bool:  # noqa: ARG002 (time alone ends it)
        """Return False: there is time for more."""
        return False


def text_of(presses: Sequence[Keypress]) -> str:
    """Return the text that keys wrote."""
    return written(presses).strip()


def lines_of(presses: Sequence[Keypress]) -> list[str]:
    """Return the lines that keys wrote, the last one unfinished."""
    lines: list[list[Keypress]] = [[]]
    for press in presses:
        if press.key == "return":
            lines.append([])
        else:
            lines[-1].append(press)
    return [written(line) for line in lines]
