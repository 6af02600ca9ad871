"""The lines of the decision ledger that close, correct and copy a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from attention_camp.camp.session.plain_values import PlainLine, read_as


@dataclass(frozen=True, slots=True)
class FileDigest:
    """The content of a file when a session was closed, so that changes have a place."""

    n_bytes: int
    """Size of the file."""
    sha256: str
    """SHA-256 of the file."""
    piece: int
    """Lines (of a text) or bytes (of another file) per piece."""
    pieces: str
    """The first eight hex digits of the SHA-256 of each piece, one after the other."""


@dataclass(frozen=True, slots=True)
class CloseLine(PlainLine):
    """The end of a session: the digests of all its files.

    The SHA-256 of this line, as it stands in the file, is the session hash.
    """

    kind: ClassVar[str] = "close"
    by: str
    """``session``, ``recover``, ``correct`` or ``export``."""
    at: str
    """ISO 8601, UTC; empty in an anonymous copy."""
    why: str
    """Why another than the session itself closed it; empty: there was no need."""
    state: str
    """How the session ended, as in ``*_session.json``."""
    eeg_bytes: int
    """Size of the file of samples; its content is covered by the journal."""
    files: Mapping[str, FileDigest] = field(default_factory=dict)
    """By path in the dataset: the run's files but the ledger and the samples."""
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By shared table: the session's row; other rows are other people's."""

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the line that these values were written from.

        Raises
        ------
        PlainValueError
            If a value is missing or of another kind.
        """
        digests = values.get("files")
        made = read_as(cls, {**values, "files": {}})
        if not isinstance(digests, Mapping):
            return made
        files = {
            str(name): read_as(FileDigest, digest, f"files.{name}")
            for name, digest in digests.items()
        }
        return cls(**{n: getattr(made, n) for n in _PLAIN}, files=files)


_PLAIN = ("by", "at", "why", "state", "eeg_bytes", "rows")


@dataclass(frozen=True, slots=True)
class CorrectionLine(PlainLine):
    """A cell of a trial that a person corrected after the session."""

    kind: ClassVar[str] = "correction"
    trial: int
    """Number of the trial."""
    column: str
    """Column of events.tsv."""
    was: Any
    """Value before."""
    now: Any
    """Value that events.tsv shows."""
    who: str
    """Who corrected it."""
    at: str
    """When, ISO 8601, UTC."""
    why: str
    """Reason of the correction."""


@dataclass(frozen=True, slots=True)
class CopyLine(PlainLine):
    """The line of an anonymous copy that names what it was copied from."""

    kind: ClassVar[str] = "copy"
    of: str
    """Session hash of the original; empty where its chain was open."""
    version: str
    """Version of the program that made the copy."""
    format: int
