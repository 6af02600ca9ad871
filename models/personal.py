"""A person's own probabilities: a few numbers on top of a shared model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Prediction
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.windows import Windows

PRIOR_SLOPE = 10.0
PRIOR_SHIFT = 1.0
PRIOR_ADAPTER = 10.0
"""How strongly slope, shift and adapter are held at 1, 0 and 0, in observations' worth;
chosen so that half a minute of task moves them little. Our own choice."""
N_STEPS = 50
SMALLEST_STEP = 1e-10


@dataclass(frozen=True, slots=True)
class PersonalWeights:
    """From the shared logit to the personal one.

    ``slope · logit + shift + adapter · coordinates``; the coordinates say where the
    window lies along the directions in which people differ.
    """

    slope: float = 1.0
    shift: float = 0.0
    adapter: tuple[float, ...] = ()
    """Empty: the person has no directions of their own."""

    def logits(self, seen: Seen) -> NDArray[np.float64]:
        """Return the personal logits."""
        own = seen.coordinates[:, : len(self.adapter)]
        line = self.slope * seen.z + self.shift
        return np.asarray(line + own @ np.array(self.adapter), dtype=np.float64)

    def logits_alone(self, seen: Seen) -> NDArray[np.float64]:
        """Return the personal logits, each to the bits that it has alone."""
        # a matrix product may add up otherwise where there are more rows
        rows = (slice(k, k + 1) for k in range(len(seen.z)))
        each = [self.logits(Seen(seen.z[r], seen.coordinates[r])) for r in rows]
        return np.concatenate(each) if each else np.zeros(0)

    def __str__(self) -> str:
        # what is hashed: the two numbers as they were written before adapters
        line = f"Line(slope={self.slope!r}, shift={self.shift!r})"
        return f"{line} {self.adapter!r}" if self.adapter else line


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a shared estimator sees in windows; personal weights start from it."""

    z: NDArray[np.float64]
    """Its logits, shape (n_windows,); NaN where there is no score."""
    coordinates: NDArray[np.float64]
    """Along the directions in which people differ, shape (n_windows, rank)."""
    reasons: tuple[str, ...] = ()
    """Per window, why there is no score; empty where there is."""


def see(shared: Estimator, windows: Windows) -> Seen:
    """Return what a shared estimator sees in windows."""
    said = shared.predicted(windows, supported=False)
    return Seen(logit(said.engaged), said.coordinates, said.reasons)


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Windows with a label, as a shared estimator sees them."""

    seen: Seen
    y: NDArray[np.int64]
    """0 rest, 1 engaged."""

    def __getitem__(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Self:
        seen = Seen(self.seen.z[rows], self.seen.coordinates[rows])
        return type(self)(seen, self.y[rows])

    def after(self, earlier: Taught | None) -> Self:
        """Return these windows behind those of earlier sessions."""
        if earlier is None:
            return self
        before, now = earlier.seen, self.seen
        z = np.concatenate([before.z, now.z])
        coordinates = np.concatenate([before.coordinates, now.coordinates])
        y = np.concatenate([earlier.y, self.y])
        return type(self)(Seen(z, coordinates), y)


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log(p / (1 - p)), finite at both ends.

    Parameters
    ----------
    p : ndarray, any shape
        Probabilities.
    """
    # an infinite logit would outweigh all other windows of a fit
    kept = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)


def balanced(y: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return weights of windows with which both classes weigh half their number.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    """
    share = np.array([max((y == label).mean(), 1e-12) for label in (0, 1)])
    return np.asarray(0.5 / share[y])


def losses(z: NDArray[np.float64], y: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the log loss of each window, nats.

    Parameters
    ----------
    z : ndarray, shape (n_windows,)
        Log odds.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    """
    return np.asarray(np.logaddexp(0, np.where(y == 1, -z, z)))


def fit_personal(taught: Taught, *, adapts: bool = False) -> PersonalWeights:
    """Return the weights that make logits right for a person, held near (1, 0, 0).

    Newton's method on the logistic loss, both classes weighing the same, with steps
    halved until they help: where several directions tell the classes apart without a
    fault, whole steps overshoot. The prior keeps the loss convex, and the slope is
    never negative: a person's data may say how much to believe a score, not turn it
    round.

    Parameters
    ----------
    adapts : bool
        Whether the coordinates are used, not the logit alone.
    """
    taught = taught[~np.isnan(taught.seen.z)]
    seen, y = taught.seen, taught.y
    rank = seen.coordinates.shape[1] if adapts else 0
    weight = balanced(y)
    design = np.column_stack([seen.z, np.ones(len(y)), seen.coordinates[:, :rank]])
    prior = np.r_[1.0, 0.0, np.zeros(rank)]
    lowest = np.r_[0.0, np.full(1 + rank, -np.inf)]
    precision = np.r_[PRIOR_SLOPE, PRIOR_SHIFT, np.full(rank, PRIOR_ADAPTER)]

    def cost(own: NDArray[np.float64]) -> float:
        apart = own - prior
        return float(weight @ losses(design @ own, y) + precision @ apart**2 / 2)

    # scipy's minimisers change their last bits from version to version, and a ledger
    # holds the hash of these numbers: ten lines of our own replay for as long as NumPy
    # adds as it does
    own = prior.copy()
    for _ in range(N_STEPS):
        p = logistic(design @ own)
        gradient = design.T @ (weight * (p - y)) + precision * (own - prior)
        curvature = (design * (weight * p * (1 - p))[:, None]).T @ design
        # at the bound, a step further is taken out of the others' equations
        if own[0] == 0 and gradient[0] > 0:  # the slope stays, the others move alone
            gradient[0] = curvature[0, 1:] = curvature[1:, 0] = 0
        step = np.linalg.solve(curvature + np.diag(precision), gradient)
        better = np.maximum(own - step, lowest)
        while cost(better) > cost(own) and np.abs(step).max() > SMALLEST_STEP:
            step /= 2
            better = np.maximum(own - step, lowest)
        own = better
        if np.abs(step).max() <= SMALLEST_STEP:
            break
    return PersonalWeights(float(own[0]), float(own[1]), tuple(own[2:].tolist()))


class Personal(Estimator):
    """A shared estimator whose probabilities were calibrated to one person."""

    def __init__(self, shared: Estimator, weights: PersonalWeights) -> None:
        self.name = shared.name
        self.is_alike_in_any_batch = shared.is_alike_in_any_batch
        self._shared = shared
        self._weights = weights

    @property
    def shared(self) -> Estimator:
        """The estimator below, before it was calibrated to this person."""
        return self._shared

    @property
    def weights(self) -> PersonalWeights:
        """What was learned from this person."""
        return self._weights

    @property
    def fingerprint(self) -> str:
        """The shared estimator's, and the personal weights."""
        return f"{self._shared.fingerprint} {self._weights}"

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        said = self.predicted(windows, supported=False)
        return said.engaged, said.reasons

    def predicted(self, windows: Windows, *, supported: bool = True) -> Prediction:
        """Return what is said of windows, for this person."""
        said = self._shared.predicted(windows, supported=supported)
        seen = Seen(logit(said.engaged), said.coordinates, said.reasons)
        engaged = logistic(self._weights.logits_alone(seen))
        return replace(said, engaged=engaged, coordinates=np.zeros((len(engaged), 0)))

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        self._shared = self._shared.aligned(windows)

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        if len(np.unique(people)) > 1:
            msg = f"groups: windows of one person, got {sorted(set(people.tolist()))}."
            raise ValueError(msg)
        self._weights = fit_personal(Taught(see(self._shared, windows), y))
