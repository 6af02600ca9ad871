"""Weights of the score: a card and a file of numbers, checked before they are used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.models.adapter import Adapter
from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import N_POWERS
from attention_camp.models.reference import Reference
from attention_camp.models.score.places import N_OVER_HEAD, N_POOLED
from attention_camp.models.score.spectra import Values
from attention_camp.models.weights import (
    CARD,
    DIRECTIONS,
    TORCH,
    ProbabilityScale,
    WeightsError,
    check_finite,
    check_format,
    read_checked,
    write_weights,
)
from attention_camp.resources.bounded import parse_json
from attention_camp.resources.texts import Sentence

FORMAT = 6
"""Version of the folder's layout; networks have 4."""
UNMOVED = 5
"""The format before: spectra are not moved with the person's alpha."""
FORMER = "linear-1"
"""Folder, beside the shipped weights, of the linear ones before them."""
SHARES = ("alpha_share", "most_without_rest")
"""Numbers of the card that formats before have not."""
NUMBERS = TORCH
SETTINGS = ("own_rest", "new_person")
"""Whether the person's own rest is known."""
PATHS = ("pooled", "over_head")
"""For any electrodes, and for those of a cap."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A linear function of features."""

    weights: Values
    """Shape (n_features,)."""
    bias: float

    def __call__(self, features: Values) -> Values:
        """Return its values, shape (n_windows,).

        Parameters
        ----------
        features : ndarray, shape (n_windows, n_features)
            Pooled spectra, or those over the head.
        """
        # not a matrix product: that may split its sums over however many threads
        found = np.einsum("wf,f->w", features, self.weights) + self.bias
        return np.asarray(found, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """The two lines of one setting, and the probabilities that go with each."""

    pooled: Line
    over_head: Line
    """Used instead where electrodes are laid over the head."""
    pooled_scale: ProbabilityScale
    over_head_scale: ProbabilityScale


@dataclass(frozen=True, slots=True, eq=False)
class ScoreWeights:
    """All numbers of the score."""

    own_rest: Paths
    new_person: Paths
    typical_rest: Values
    """Log powers at a typical rest as harmonics, shape (N_HARMONICS, N_POWERS)."""
    usual_spread: Values
    """Of log powers over windows of rest, over people, shape (N_POWERS,)."""
    reference: Reference
    adapter: Adapter
    hash: str
    alpha_share: float = 0.0
    """How far spectra are moved with the person's own alpha, 0 to 1."""
    most_without_rest: float = 1.0
    """Most support of a window while the person's own rest is not known."""
    text: str = ""
    """The card."""


def read_score(folder: Path | None) -> ScoreWeights:
    """Return the weights in a folder (None: the shipped ones), all checked.

    Raises
    ------
    WeightsError
        If a file is missing, too large, changed since it was written, or of another
        version.
    """
    if folder is None:
        with as_file(files("attention_camp.resources").joinpath("weights")) as shipped:
            return read_score(Path(shipped))
    text = read_checked(folder / CARD).decode("utf-8", errors="replace")
    try:
        card = parse_json(text, folder / CARD)
        if card["format"] != UNMOVED:
            check_format(folder / CARD, card["format"], FORMAT)
        contents = {
            name: read_checked(folder / name, str(card["files"].get(name)))
            for name in (NUMBERS, DIRECTIONS)
        }
        return _parsed(card, contents, text)
    except WeightsError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = Sentence(
            "{path} is not a card of attention weights ({error}). Train the weights "
            "again with this version.",
            path=folder / CARD,
            error=repr(error),
        )
        raise WeightsError(msg) from error


def read_former() -> ScoreWeights:
    """Return the linear weights that were shipped before the present ones."""
    shipped = files("attention_camp.resources").joinpath(f"weights/{FORMER}")
    with as_file(shipped) as folder:
        return read_score(Path(folder))


def _parsed(
    card: Mapping[str, Any], contents: Mapping[str, bytes], text: str
) -> ScoreWeights:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        numbers = load(contents[NUMBERS])
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    for tensor in numbers.values():
        check_finite(tensor)

    def array(name: str, *shape: int) -> Values:
        return np.asarray(numbers[name].reshape(shape), dtype=np.float64)

    def line(name: str, n_features: int) -> Line:
        return Line(array(name, n_features), float(array(f"{name}.bias", 1)[0]))

    def paths(setting: str) -> Paths:
        scales = {name: _scale(card["calibration"][setting][name]) for name in PATHS}
        return Paths(
            line(f"{setting}.pooled", N_POOLED),
            line(f"{setting}.over_head", N_OVER_HEAD),
            scales["pooled"],
            scales["over_head"],
        )

    return ScoreWeights(
        paths("own_rest"),
        paths("new_person"),
        array("typical_rest", N_HARMONICS, N_POWERS),
        array("usual_spread", N_POWERS),
        Reference.of(card["support"]),
        Adapter.from_bytes(contents[DIRECTIONS]),
        hashlib.sha256(contents[NUMBERS] + text.encode()).hexdigest(),
        **({} if card["format"] == UNMOVED else _shares(card)),
        text=text,
    )


def _shares(card: Mapping[str, Any]) -> dict[str, float]:
    found = {name: float(card[name]) for name in SHARES}
    if not all(0.0 <= value <= 1.0 for value in found.values()):
        raise ValueError(f"shares from 0 to 1 are needed, got {found}")
    return found


def _scale(values: Mapping[str, Any]) -> ProbabilityScale:
    scale = ProbabilityScale(**{name: float(value) for name, value in values.items()})
    check_finite(np.array([*asdict(scale).values()]))
    return scale


def write_score(folder: Path, weights: ScoreWeights, card: Mapping[str, Any]) -> None:
    """Write a folder of weights.

    Parameters
    ----------
    folder : Path
        Where to; made where there is none.
    weights : ScoreWeights
        The numbers.
    card : mapping
        What the card says of them; calibration and support are among it.
    """
    stated = {name: getattr(weights, name) for name in SHARES}
    write_weights(folder, contents_of(weights), {**card, **stated, "format": FORMAT})


def contents_of(weights: ScoreWeights) -> dict[str, bytes]:
    """Return the content of the two files of numbers."""
    from safetensors.numpy import save

    arrays = {
        "typical_rest": weights.typical_rest,
        "usual_spread": weights.usual_spread,
    }
    for setting in SETTINGS:
        paths: Paths = getattr(weights, setting)
        for name in PATHS:
            line: Line = getattr(paths, name)
            arrays[f"{setting}.{name}"] = line.weights
            arrays[f"{setting}.{name}.bias"] = np.array([line.bias])
    kept = {n: np.ascontiguousarray(a, np.float32) for n, a in arrays.items()}
    return {NUMBERS: bytes(save(kept)), DIRECTIONS: weights.adapter.to_bytes()}
