"""A person's own probabilities: two numbers on top of a shared model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.windows import Windows

PRIOR_SLOPE = 10.0
PRIOR_SHIFT = 1.0
"""How strongly slope and shift are held at 1 and 0, in observations' worth; chosen so
that half a minute of task moves them little. Our own choice."""


@dataclass(frozen=True, slots=True)
class Line:
    """From the shared logit to the personal one: ``slope * logit + shift``."""

    slope: float = 1.0
    shift: float = 0.0


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log(p / (1 - p)), finite at both ends."""
    kept = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)


def fit_personal(z: NDArray[np.float64], y: NDArray[np.int64]) -> Line:
    """Return the line that makes logits right for a person, held near (1, 0).

    Newton's method on the logistic loss, both classes weighing the same; the prior
    keeps it convex, and the slope is never negative: a person's data may say how much
    to believe a score, not turn it round.
    """
    known = ~np.isnan(z)
    z, y = z[known], y[known]
    share = np.array([max((y == 0).mean(), 1e-12), max((y == 1).mean(), 1e-12)])
    weight = 0.5 / share[y]
    design = np.stack([z, np.ones_like(z)], axis=1)
    prior = np.array([1.0, 0.0])
    precision = np.array([PRIOR_SLOPE, PRIOR_SHIFT])
    line = prior.copy()
    for _ in range(30):
        p = logistic(design @ line)
        gradient = design.T @ (weight * (p - y)) + precision * (line - prior)
        curvature = (design * (weight * p * (1 - p))[:, None]).T @ design
        step = np.linalg.solve(curvature + np.diag(precision), gradient)
        line = line - step
        line[0] = max(line[0], 0.0)
        if np.abs(step).max() < 1e-10:
            break
    return Line(float(line[0]), float(line[1]))


class Personal(Estimator):
    """A shared estimator whose probabilities were calibrated to one person."""

    def __init__(self, shared: Estimator, line: Line) -> None:
        self.name = shared.name
        self._shared = shared
        self._line = line

    @property
    def shared(self) -> Estimator:
        """The estimator below, before it was calibrated to this person."""
        return self._shared

    @property
    def fingerprint(self) -> str:
        """The shared estimator's, and the line."""
        return f"{self._shared.fingerprint} {self._line!r}"

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        engaged, reasons = self._shared.probabilities(windows)
        line = self._line
        return logistic(line.slope * logit(engaged) + line.shift), reasons

    def likeness(self, windows: Windows) -> NDArray[np.float64]:
        """Return how far windows are like training, 0 to 1."""
        return self._shared.likeness(windows)

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        self._shared = self._shared.aligned(windows)

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        if len(np.unique(people)) > 1:
            msg = f"groups: windows of one person, got {sorted(set(people.tolist()))}."
            raise ValueError(msg)
        engaged, _ = self._shared.probabilities(windows)
        self._line = fit_personal(logit(engaged), y)
