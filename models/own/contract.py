"""What a model file of somebody else has to say of itself, and how it is read.

The contract is docs/own-model.md. A file is read as bytes, so that a graph cannot name
other files; it is never a pickle, and nothing in it is run before it was tried in a
process apart.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from attention_camp.models.weights import LARGEST_BYTES
from attention_camp.models.windows import MIN_CHANNELS
from attention_camp.resources.bounded import UnreadableError, read_bytes
from attention_camp.resources.texts import Sentence, UserError

SUFFIXES = (".onnx", ".safetensors")
MOST_CHANNELS = 256
SECONDS = (1.0, 4.0)
"""Shortest and longest window, s; windows of a session have 4 s."""
SFREQ = (64.0, 1000.0)
"""Lowest and highest sampling rate, Hz."""
MOST_BANDS = 64
UNITS: Mapping[str, float] = {"V": 1.0, "uV": 1e6}


class OwnModelError(UserError):
    """A model file that cannot be used; the text says what to change."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What a model takes in, as its file says."""

    ch_names: tuple[str, ...]
    sfreq: float
    """Hz."""
    seconds: float
    """Length of its windows."""
    unit: Literal["V", "uV"] = "uV"
    bands: tuple[tuple[float, float], ...] = ()
    """Of a table of weights, Hz."""

    @property
    def n_times(self) -> int:
        """Samples of a window."""
        return round(self.seconds * self.sfreq)

    @property
    def scale(self) -> float:
        """What volts are multiplied by."""
        return UNITS[self.unit]


@dataclass(frozen=True, slots=True, eq=False)
class ModelFile:
    """The content of a model file and its hash."""

    path: Path
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()


def read_model_file(path: Path) -> ModelFile:
    """Return the content of a model file.

    Raises
    ------
    OwnModelError
        If it is of another kind, cannot be read, or is larger than 64 MB.
    """
    if path.suffix not in SUFFIXES:
        raise OwnModelError(
            Sentence(
                "{path} is no model that can be used: a file must end in {allowed}. "
                "docs/own-model.md shows how to export one.",
                path=path,
                allowed=" or ".join(SUFFIXES),
            )
        )
    try:
        return ModelFile(path, read_bytes(path, most=LARGEST_BYTES))
    except (OSError, UnreadableError) as error:
        raise OwnModelError(
            Sentence("{path} cannot be read: {error}.", path=path, error=str(error))
        ) from error


def contract_of(path: Path, metadata: Mapping[str, str]) -> Contract:
    """Return what the metadata of a file say, all checked.

    Parameters
    ----------
    path : Path
        The file, for errors.
    metadata : mapping of str to str
        ``ch_names``, ``sfreq``, and where they differ ``seconds``, ``unit``, ``bands``.

    Raises
    ------
    OwnModelError
        If an entry is missing or out of range.
    """
    names = tuple(n.strip() for n in _entry(path, metadata, "ch_names").split(","))
    unit = metadata.get("unit", "uV")
    bands = tuple(
        _band(path, text) for text in metadata.get("bands", "").split(",") if text
    )
    check_entry(
        path,
        "ch_names",
        f"{MIN_CHANNELS} to {MOST_CHANNELS} different names",
        ",".join(names),
        is_right=MIN_CHANNELS <= len(names) <= MOST_CHANNELS
        and len(set(names)) == len(names)
        and all(names),
    )
    check_entry(path, "unit", " or ".join(UNITS), unit, is_right=unit in UNITS)
    check_entry(
        path,
        "bands",
        f"at most {MOST_BANDS} bands",
        str(len(bands)),
        is_right=len(bands) <= MOST_BANDS,
    )
    return Contract(
        names,
        _number(path, "sfreq", _entry(path, metadata, "sfreq"), SFREQ),
        _number(path, "seconds", metadata.get("seconds", "4"), SECONDS),
        "V" if unit == "V" else "uV",
        bands,
    )


def _entry(path: Path, metadata: Mapping[str, str], name: str) -> str:
    if name not in metadata:
        raise OwnModelError(
            Sentence(
                "{path} does not say its {name}: add it to the metadata of the file "
                "(docs/own-model.md).",
                path=path,
                name=name,
            )
        )
    return metadata[name]


def _number(path: Path, name: str, text: str, ends: tuple[float, float]) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    allowed = f"{ends[0]:g} … {ends[1]:g}"
    check_entry(path, name, allowed, text, is_right=ends[0] <= value <= ends[1])
    return value


def _band(path: Path, text: str) -> tuple[float, float]:
    low, _, high = text.partition("-")
    try:
        found = float(low), float(high)
    except ValueError:
        found = math.nan, math.nan
    check_entry(
        path, "bands", "low-high in Hz", text, is_right=0 < found[0] < found[1] <= 500
    )
    return found


def check_entry(
    path: Path, name: str, allowed: str, got: str, *, is_right: bool
) -> None:
    """Refuse an entry of the metadata that is not what it may be.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Of the entry.
    allowed : str
        What it may be, in words.
    got : str
        What it is.
    is_right : bool
        Whether it is that.

    Raises
    ------
    OwnModelError
        If it is not.
    """
    if is_right:
        return
    raise OwnModelError(
        Sentence(
            "{path}: {name} must be {allowed}, got {got}. Correct the metadata of the "
            "file (docs/own-model.md).",
            path=path,
            name=name,
            allowed=allowed,
            got=got[:200],
        )
    )
