"""Weight files: written once, checked before anything in them is used.

A folder holds ``attention.json`` (what it is, with the hash of each file),
``attention.safetensors`` (its numbers), ``attention.onnx`` and ``attention-int8.onnx``
(for ONNX Runtime), and ``directions.safetensors`` (the adapter: in which directions
people differ). Where the encoder adds nothing, only the linear path is kept. Nothing
is ever unpickled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.bounded import UnreadableError, parse_json, read_bytes
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

FORMAT = 4
"""Version of the folder's layout, the network's inputs and the calibration."""
LARGEST_BYTES = 64 * 1024 * 1024
"""A file beyond this is refused unread; the shipped ones are below 1 MB."""
CARD = "attention.json"
TORCH = "attention.safetensors"
ONNX = "attention.onnx"
INT8 = "attention-int8.onnx"
DIRECTIONS = "directions.safetensors"
BASELINES = "baselines.safetensors"
FORMER = "network-0.2"
"""Folder, beside the shipped weights, of those that scored sessions up to 0.2.0."""
LINEAR = ("typical_rest", "field_scale", "direct.weight", "direct.bias")
"""Tensors of the linear path; all others belong to the encoder."""
INPUTS = ("patches", "places", "fields", "mask", "rest", "known")

Precision = Literal["float32", "int8"]


class WeightsError(UserError):
    """Weight files that cannot be used; the text is for people."""


@dataclass(frozen=True, slots=True)
class ProbabilityScale:
    """``(slope + slope_few · f) · bent(logit) + shift + shift_few · f``, f = 4 / n."""

    slope: float = 1.0
    shift: float = 0.0
    shift_few: float = 0.0
    slope_few: float = 0.0

    def __call__(
        self, logit: NDArray[np.float64], n_chans: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """Return calibrated logits of windows with so many good channels."""
        slope, shift = self.line(n_chans)
        return np.asarray(slope * bent(logit) + shift)

    def line(
        self, n_chans: NDArray[np.integer]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what a bent logit is multiplied by, and what is added.

        Parameters
        ----------
        n_chans : ndarray, shape (n_windows,)
            Number of good channels.
        """
        few = 4 / np.maximum(n_chans, 1)
        return self.slope + self.slope_few * few, self.shift + self.shift_few * few


def bent(logit: Any, library: Any = np) -> Any:
    """Return logits drawn in to -3 and 3: people differ in their range.

    Beyond some point a new person's window with a larger logit is not right more often.
    Of NumPy's arrays, or with ``torch`` as the library of its tensors.
    """
    return 3 * logit / library.sqrt(1 + logit**2)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What ``attention.json`` says, as far as scoring needs it."""

    shape: Mapping[str, Any]
    with_rest: ProbabilityScale
    without_rest: ProbabilityScale
    support: Mapping[str, Any]
    """Mean and inverse covariance of training spectra, and their usual distance."""
    hashes: Mapping[str, str]
    text: str
    """The whole file, for the model card and the hash."""
    equals: Mapping[str, str] = field(default_factory=dict)
    """For a graph that was pruned, the hash of the whole model that scores the same to
    the last bit."""

    def hash_of(self, name: str, graph: bytes) -> str:
        """Return the hash by which ledgers name the model of a graph and this card.

        Pruned weights keep the hash of the model they equal: a session that the whole
        model scored is replayed by the pruned one.
        """
        own = hashlib.sha256(graph + self.text.encode()).hexdigest()
        return self.equals.get(name, own)


@dataclass(frozen=True, slots=True, eq=False)
class WeightFolder:
    """A folder of weights whose files have the hashes that its card states."""

    card: ModelCard
    contents: Mapping[str, bytes]


def read_weights(folder: Path | None, *names: str) -> WeightFolder:
    """Return some files of a network's folder (None: the former one), all checked.

    Raises
    ------
    WeightsError
        If a file is missing, too large, changed since it was written, or of another
        version.
    """
    if folder is None:
        with former_weights() as former:
            return read_weights(former, *names)
    card = _read_card(folder)
    contents = {
        name: read_checked(folder / name, str(card.hashes.get(name))) for name in names
    }
    return WeightFolder(card, contents)


def holds_network(folder: Path) -> bool:
    """Return whether a folder of weights is that of a network, not of a linear score.

    Raises
    ------
    WeightsError
        If its card cannot be read.
    """
    try:
        values = parse_json(_read(folder / CARD).decode("utf-8"), folder / CARD)
        return bool(values["format"] == FORMAT)
    except WeightsError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError):
        return False  # the reader of the score says what is wrong with it


@contextmanager
def former_weights() -> Iterator[Path]:
    """Give the folder of the network that was shipped before the present score."""
    shipped = files("attention_camp.resources").joinpath(f"weights/{FORMER}")
    with as_file(shipped) as folder:
        yield Path(folder)


def read_checked(path: Path, stated: str | None = None) -> bytes:
    """Return the content of a weight file, if it has the hash that a card states.

    Raises
    ------
    WeightsError
        If it is missing, too large, or changed since it was written.
    """
    content = _read(path)
    found = hashlib.sha256(content).hexdigest()
    if stated not in (None, found):
        msg = Sentence(
            "{file} is not the file that {card} describes (sha256 {found}… instead "
            "of {stated}…), and was not opened. Take the folder again from where "
            "it came from, or train it anew.",
            file=path,
            card=CARD,
            found=found[:12],
            stated=str(stated)[:12],
        )
        raise WeightsError(msg)
    return content


def tensors_of(folder: WeightFolder) -> Mapping[str, NDArray[Any]]:
    """Return the numbers in a folder's ``attention.safetensors``, as NumPy's arrays.

    Raises
    ------
    WeightsError
        If it is no such file, or lacks the linear path.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        tensors: Mapping[str, NDArray[Any]] = load(folder.contents[TORCH])
    except (SafetensorError, ValueError) as error:
        raise _no_tensors(error) from error
    missing = [name for name in LINEAR if name not in tensors]
    if missing:
        raise _no_tensors(KeyError(*missing))
    try:
        for name, tensor in tensors.items():
            if name in LINEAR or np.issubdtype(tensor.dtype, np.floating):
                check_finite(tensor)
    except ValueError as error:
        raise _no_tensors(error) from error
    return tensors


def check_finite(array: NDArray[Any]) -> None:
    """Refuse an array, of any shape, that does not hold plain finite numbers.

    Raises
    ------
    ValueError
        If it holds anything else than floating-point numbers, or one that is infinite
        or not a number.
    """
    if not np.issubdtype(array.dtype, np.floating):
        raise ValueError(f"floating-point numbers are needed, got {array.dtype}")
    if not np.isfinite(array).all():
        raise ValueError("a number is infinite or missing")


def _no_tensors(error: Exception) -> WeightsError:
    return WeightsError(
        Sentence(
            "The file of the weights' numbers cannot be used ({error}). Train the "
            "weights again.",
            error=repr(error),
        )
    )


def holds_encoder(tensors: Mapping[str, Any]) -> bool:
    """Return whether an encoder takes part in the score of these tensors.

    It starts as nothing: as long as the head that adds it is 0, all behind it is dead.
    """
    head = [tensors[name] for name in ("head.weight", "head.bias") if name in tensors]
    return any(bool((tensor != 0).any()) for tensor in head)


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, most=LARGEST_BYTES)
    except (OSError, UnreadableError) as error:
        msg = Sentence(
            "{path} cannot be read: {error}. A folder of weights holds {files}; "
            "“attention-camp train” writes one.",
            path=path,
            error=reason_of(error),
            files=f"{CARD}, {TORCH}, {ONNX}",
        )
        raise WeightsError(msg) from error


def _read_card(folder: Path) -> ModelCard:
    path = folder / CARD
    content = _read(path)
    try:
        text = content.decode("utf-8")
        values = parse_json(text, path)
        check_format(path, values["format"], FORMAT)
        calibration = values["calibration"]
        return ModelCard(
            shape=dict(values["shape"]),
            with_rest=_calibration(calibration["with_rest"]),
            without_rest=_calibration(calibration["without_rest"]),
            support=dict(values["support"]),
            hashes=dict(values["files"]),
            text=text,
            equals=dict(values.get("equals", {})),
        )
    except WeightsError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = Sentence(
            "{path} is not a card of attention weights ({error}). Train the weights "
            "again with this version.",
            path=path,
            error=repr(error),
        )
        raise WeightsError(msg) from error


def check_format(path: Path, found: object, known: int) -> None:
    """Refuse a card of another format than this version knows.

    Parameters
    ----------
    path : Path
        The card.
    found : object
        The format that it states.
    known : int
        The one that is read.

    Raises
    ------
    WeightsError
        If they differ.
    """
    if found != known:
        msg = Sentence(
            "{path} is of format {found}; this version reads format {known}. Train the "
            "weights again with this version.",
            path=path,
            found=repr(found),
            known=known,
        )
        raise WeightsError(msg)


def _calibration(values: Mapping[str, Any]) -> ProbabilityScale:
    numbers = {name: float(value) for name, value in values.items()}
    check_finite(np.array(list(numbers.values()), np.float64))
    return ProbabilityScale(**numbers)


def write_weights(
    folder: Path, contents: Mapping[str, bytes], card: Mapping[str, Any]
) -> None:
    """Write weight files and, last, the card with their hashes.

    Parameters
    ----------
    folder : Path
        Where to; made where there is none.
    contents : mapping of str to bytes
        Content of each file, by name.
    card : mapping
        What the card says of them, without format and hashes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    hashes = {n: hashlib.sha256(c).hexdigest() for n, c in contents.items()}
    text = json.dumps({"format": FORMAT, **card, "files": hashes}, indent=1)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")
