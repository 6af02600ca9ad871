"""A problem of a dataset, with its file and its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.resources.texts import Sentence

Severity = Literal["error", "warning"]


class TornTail(Sentence):
    """What was being written at the end of a file when a session broke off."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a dataset."""

    severity: Severity
    location: str
    """File, relative to the dataset; empty: the dataset as a whole."""
    text: str
    """What is wrong, for people."""
    code: str = ""
    """The validator's code, or ``JOURNAL``, ``LEDGER``, ``CHAIN`` or
    ``AGREEMENT`` for our own checks."""

    @property
    def is_error(self) -> bool:
        """Whether it makes the dataset invalid."""
        return self.severity == "error"

    def __str__(self) -> str:
        return f"{self.severity}: {self.location or 'dataset'}: {self.text}"


def found_in(
    path: Path, run: RunPaths, text: str, code: str, severity: Severity = "error"
) -> Problem:
    """Return a problem of a file of a run.

    Parameters
    ----------
    path : Path
        The file.
    run : RunPaths
        The run.
    text : str
        What is wrong, and where in the file.
    code : str
        Kind of the check that found it.
    severity : str
        ``error`` or ``warning``.
    """
    return Problem(severity, path.relative_to(run.dataset).as_posix(), text, code)
