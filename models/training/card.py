"""What a card says beside its numbers: where they are from, what training was like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.bounded import read_json_table

UNTESTED = (
    "These weights were learned from one person and tested on nobody: there are no "
    "figures, and the probabilities are not calibrated. They may be right for nobody "
    "else. Add recordings of other people, or take the shipped weights and calibrate "
    "them to the person."
)
"""What the card of one person's weights says."""


def people_by_dataset(names: Iterable[str]) -> dict[str, int]:
    """Return how many people of each dataset took part, from `Person.name`.

    Their labels are left out: weights stay when a person withdraws, and the card cannot
    be changed, as sessions name it by its hash.
    """
    return dict(Counter(name.rpartition("/")[0] for name in names))


def support_of(spectra: NDArray[np.float64]) -> dict[str, Any]:
    """Return what new spectra are compared with, as plain values.

    Parameters
    ----------
    spectra : ndarray, shape (n_windows, N_POWERS)
        Mean log powers of windows, without their overall level.
    """
    mean = spectra.mean(axis=0)
    # neighbouring bands are nearly alike: without the ridge, the inverse would call
    # noise between them far away
    covariance = np.cov(spectra.T) + 0.01 * np.eye(spectra.shape[1])
    inverse = np.linalg.inv(covariance)
    apart = spectra - mean
    distance = np.sqrt(np.einsum("wf,fg,wg->w", apart, inverse, apart))
    return {
        "mean": mean.round(5).tolist(),
        "inverse_covariance": inverse.round(5).tolist(),
        "usual_distance": round(float(np.quantile(distance, 0.95)), 4),
    }


def description_of(folder: Path) -> dict[str, Any]:
    """Return what a dataset says of itself and its licence."""
    values = read_json_table(folder / "dataset_description.json")
    keys = ("Name", "Authors", "License", "ReferencesAndLinks", "HowToAcknowledge")
    return {key: values[key] for key in keys if key in values}
