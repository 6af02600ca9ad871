"""Adapter in which people differ: a person's own weights lie along few of them.

They are found once, in training, and come with the weights; a person's calibration
then learns one number for each (a low-rank adapter in a fixed basis, as in the spirit
of Hu et al. 2022, "LoRA: Low-rank adaptation of large language models", ICLR).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import BANDS, N_POWERS, Patches, log_powers
from attention_camp.models.weights import WeightsError, check_finite
from attention_camp.resources.texts import Sentence

RANK = 8
"""Directions that are kept: 10 personal numbers beside the line's 545."""
N_FIELDS = N_HARMONICS * N_POWERS

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Adapter:
    """Directions of spectra over the head, along each of which a person spreads 1."""

    weights: Values
    """Shape (N_FIELDS, rank)."""
    centre: Values
    """The middle between rest and task, over people, shape (N_FIELDS,)."""

    @property
    def rank(self) -> int:
        """Number of directions; 0 where there were too few people to find any."""
        return int(self.weights.shape[1])

    def coordinates(self, fields: Values) -> Values:
        """Return where fields (n_windows, N_FIELDS) lie, (n_windows, rank)."""
        # not a matrix product: that may split its sums over however many threads
        found = np.einsum("wf,fr->wr", fields - self.centre, self.weights)
        return np.asarray(found, dtype=np.float64)

    def to_bytes(self) -> bytes:
        """Return the content of their file."""
        from safetensors.numpy import save

        arrays = {"weights": self.weights, "centre": self.centre}
        return bytes(
            save({n: np.ascontiguousarray(a, np.float32) for n, a in arrays.items()})
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Adapter:
        """Return the directions in a file's content.

        Raises
        ------
        WeightsError
            If it is no such file.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load

        try:
            arrays = load(content)
            for array in arrays.values():
                check_finite(array)
            weights = arrays["weights"].reshape(N_FIELDS, -1)
            centre = arrays["centre"].reshape(N_FIELDS)
        except (SafetensorError, KeyError, ValueError) as error:
            msg = Sentence(
                "The file of the directions in which people differ cannot be used "
                "({error}). Train the weights again.",
                error=repr(error),
            )
            raise WeightsError(msg) from error
        return cls(weights.astype(np.float64), centre.astype(np.float64))


NONE = Adapter(np.zeros((N_FIELDS, 0)), np.zeros(N_FIELDS))
"""No directions: a person's own weights are slope and shift alone."""


def fields_of(
    patches: Patches,
    rest: NDArray[np.float32],
    known: NDArray[np.float32],
    powers: NDArray[np.float32] | None = None,
) -> Values:
    """Return spectra relative to own rest over the head, as the network's linear path.

    Where a channel's rest is not known, it is taken to be at rest.

    Parameters
    ----------
    patches : Patches
        Of the windows.
    rest : ndarray, shape (n_windows, n_chans, N_POWERS)
        Log powers at rest, for all windows or for each.
    known : ndarray, shape (n_windows, n_chans)
        1 where the channel's rest is known.
    powers : ndarray, shape (n_windows, n_chans, N_POWERS), optional
        The patches' log powers, where they are at hand.

    Returns
    -------
    ndarray, shape (n_windows, N_FIELDS)
    """
    has = (patches.mask * known)[..., None]
    if powers is None:
        powers = log_powers(patches)
    relative = (powers.astype(np.float64) - rest) * has
    n_good = np.maximum(has.sum(axis=1), 1.0) * len(BANDS)
    # amplitude says nothing here, so each reference loses its mean over the head
    by_reference = relative.reshape(*relative.shape[:2], 2, len(BANDS))
    level = by_reference.sum(axis=(1, 3)) / n_good  # (n_windows, 2)
    relative -= np.repeat(level, len(BANDS), axis=1)[:, None] * has
    fields = np.einsum("wch,wcf->whf", patches.fields, relative)
    return np.asarray(fields.reshape(len(fields), -1), dtype=np.float64)


def find_adapter(people: Sequence[tuple[Values, NDArray[np.int64]]]) -> Adapter:
    """Return the leading directions in which own contrasts differ from the shared one.

    Parameters
    ----------
    people : sequence of (fields, labels)
        Shapes (n_windows, n_fields) and (n_windows,) of each person, relative to rest
        that is not among them; people who lack a label are left out.
    """
    both = [(f, y) for f, y in people if set(np.unique(y)) == {0, 1}]
    if len(both) < 2:
        return NONE
    means = np.stack([[f[y == k].mean(axis=0) for k in (0, 1)] for f, y in both])
    within = np.concatenate([f - m[y] for (f, y), m in zip(both, means, strict=True)])
    # in units of what varies within people, or loud bands would choose the directions
    scale = within.std(axis=0) + 1e-3  # a field that never varies stays finite
    contrasts = (means[:, 1] - means[:, 0]) / scale
    apart = contrasts - contrasts.mean(axis=0)
    rank = min(RANK, len(both) - 1)  # n people differ in n - 1 directions at most
    found = np.linalg.svd(apart, full_matrices=False)[2][:rank].T / scale[:, None]
    return Adapter(found / (within @ found).std(axis=0), means.mean(axis=(0, 1)))
