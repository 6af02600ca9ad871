"""The numbers that travel between sites and their coordinator, by name and shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import N_FIELDS, RANK
from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import N_POWERS
from attention_camp.resources.texts import Sentence, UserError

Values = NDArray[np.float64]
Numbers = Mapping[str, Values]
Question = Literal[
    "rest", "spread", "steepness", "line", "support",
    "contrasts", "directions", "lengths", "encoder",
]  # fmt: skip
"""What a coordinator may ask; the answer is the numbers of that name."""

N_LINE = 2 * N_FIELDS + 1
"""Fields that the network's linear path is a function of."""
SHAPES: Mapping[str, tuple[int, ...]] = {
    "rest": (N_HARMONICS, N_POWERS),  # typical log power at rest
    "spread": (2, N_LINE),  # mean and mean square of each field
    "steepness": (1,),  # largest curvature of the loss, as a share of the fields
    "line": (N_LINE + 1,),  # weights of scaled fields, then the bias
    "support": (N_POWERS + 1, N_POWERS),  # mean and mean products of spectra
    "contrasts": (3, N_FIELDS),  # middle, task less rest, variance within people
    "directions": (N_FIELDS, RANK),  # in which contrasts differ between people
    "lengths": (RANK,),  # mean square along each direction within people
}
LARGEST = 1e6
"""Beyond this a number is refused: no network that works has such weights."""


class ForeignNumbersError(UserError):
    """Numbers that are none of a network in training; the text is for people."""


def at_start(encoder: Values | None = None) -> Numbers:
    """Return the numbers before the first round, the same at every site.

    Parameters
    ----------
    encoder : ndarray, shape (n_encoder,), optional
        The encoder's weights, where it is trained too.
    """
    numbers = {name: np.zeros(shape) for name, shape in SHAPES.items()}
    # any start finds the leading directions, unless it is at right angles to them
    numbers["directions"] = np.random.default_rng(0).standard_normal(
        SHAPES["directions"]
    )
    return numbers if encoder is None else {**numbers, "encoder": encoder}


def as_list(numbers: Numbers) -> list[Values]:
    """Return the arrays in the order in which they travel."""
    return [*numbers.values()]


def from_list(arrays: Sequence[NDArray[np.floating]]) -> Numbers:
    """Return the arrays that came, by name.

    Raises
    ------
    ForeignNumbersError
        If a shape is another, or a number is not finite or too large.
    """
    names = [*SHAPES, "encoder"][: len(arrays)]
    numbers = {
        name: np.asarray(array, np.float64)
        for name, array in zip(names, arrays, strict=False)
    }
    for name, array in numbers.items():
        fits = array.shape == SHAPES.get(name, array.shape)
        if not fits or not np.abs(array).max(initial=0.0) < LARGEST:
            raise foreign(name)
    if not len(SHAPES) <= len(arrays) <= len(SHAPES) + 1:
        raise foreign(f"{len(arrays)} arrays")
    return numbers


def foreign(what: str) -> ForeignNumbersError:
    """Return the error about what came and is not of a network in training."""
    return ForeignNumbersError(
        Sentence(
            "The numbers that came ({what}) are not those of a network in training, "
            "and were not used. All sites and the coordinator need the same version "
            "of this program.",
            what=what,
        )
    )


def scale_of(spread: Values) -> Values:
    """Return the spread of each field, shape (N_LINE,); 1 before it was asked for."""
    if not spread.any():
        return np.ones(N_LINE)
    mean, square = spread
    return np.asarray(np.sqrt(np.maximum(square - mean**2, 0.0)) + 1e-3)


def basis_of(directions: Values) -> tuple[Values, Values]:
    """Return the orthonormal directions and how far people differ along each.

    Returns
    -------
    basis : ndarray, shape (N_FIELDS, RANK)
    size : ndarray, shape (RANK,)
    """
    basis, size, _ = np.linalg.svd(directions, full_matrices=False)
    return basis, size
