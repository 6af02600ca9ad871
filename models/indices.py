"""Engagement indices from the literature: ratios of band powers, untrained."""

from __future__ import annotations

from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.estimator import Estimator
from attention_camp.models.spectra import (
    ALPHA,
    BETA,
    CLASSIC,
    MUSCLE,
    SLOW,
    THETA,
    Band,
    band_powers,
)
from attention_camp.models.windows import Windows

FORMULAS: dict[str, tuple[tuple[Band, ...], tuple[Band, ...], float, float]] = {
    # name: bands above, bands below, typical log ratio at rest, its spread over people
    "pope": ((BETA,), (ALPHA, THETA), -1.39, 0.43),
    "theta-beta": ((BETA,), (THETA,), -0.25, 0.44),
    "theta-alpha": ((THETA,), (ALPHA,), -0.65, 0.65),
}
"""Pope, Bogart & Bartolome 1995 (doi:10.1016/0301-0511(95)05116-3), β/(α+θ);
theta/beta, turned over so that more is more engaged (Lubar 1991,
doi:10.1007/BF01000016); theta/alpha (Gevins & Smith 2003,
doi:10.1080/14639220210159717). The last two numbers are the mean and the standard
deviation over 24 people's own means (rest of PhysioNet eegmat)."""

FRONT = 0.6
"""How far in front an electrode sees the eyes, on a head of radius 1: Fp, AF and F, not
FT or FC. Our own choice."""


class Index(Estimator):
    """A ratio of band powers, as a probability by its distance to rest.

    The logarithm of the ratio is set against its mean and spread at the person's own
    rest, or at typical rest where there is none, and goes through a logistic curve.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._above, self._below, self._centre, self._spread = FORMULAS[name]

    @property
    def fingerprint(self) -> str:
        """The rest that the ratio is set against."""
        return f"{self._centre!r} {self._spread!r}"

    def ratio(self, windows: Windows) -> NDArray[np.float64]:
        """Return the logarithm of the ratio, NaN where a window is not scored."""
        above = _mean_power(windows, self._above)
        below = _mean_power(windows, self._below)
        return np.log(above / below)

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        z = (self.ratio(windows) - self._centre) / self._spread
        return logistic(z), windows.reasons

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        ratio = self.ratio(windows)[windows.scored]
        self._centre = float(ratio.mean())
        if len(ratio) > 1:
            self._spread = max(float(ratio.std(ddof=1)), 0.05)

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        ratio = self.ratio(windows)
        resting = windows.scored & (y == 0)
        # in order: the mean of a set differs in its last bit from run to run
        names = np.unique(people[resting])
        means = [ratio[resting & (people == name)].mean() for name in names]
        self._centre = float(np.mean(means))
        if len(means) > 1:
            self._spread = float(np.std(means, ddof=1))


class Level(Index):
    """Amplitude or muscle as one number: the null of a person's calibration."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._band = CLASSIC if name == "amplitude" else (MUSCLE,)
        self._centre, self._spread = np.log(1e-11), 1.0

    def ratio(self, windows: Windows) -> NDArray[np.float64]:
        """Return the logarithm of power, NaN where a window is not scored."""
        return np.log(_mean_power(windows, self._band))


def eye_ratio(windows: Windows) -> NDArray[np.float64]:
    """Return how much stronger slow power is in front than elsewhere, logarithm.

    0 where a window has no electrode in front, or none elsewhere.
    """
    power = band_powers(windows.data, sfreq=windows.sfreq, bands=(SLOW,))[..., 0]
    level = np.log(np.maximum(power, 1e-30))
    in_front = windows.xyz[:, 1] > FRONT
    parts = [windows.usable & in_front, windows.usable & ~in_front]
    n_front, n_else = (part.sum(axis=1) for part in parts)
    front, elsewhere = (
        (level * part).sum(axis=1) / np.maximum(part.sum(axis=1), 1) for part in parts
    )
    return np.where((n_front > 0) & (n_else > 0), front - elsewhere, 0.0)


class MindfulnessModel(Estimator):
    """BrainFlow's default mindfulness classifier: its filters, its model, untrained."""

    name = "brainflow"

    @property
    def fingerprint(self) -> str:
        """The version of BrainFlow, which the classifier comes with."""
        return version("brainflow")

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        from attention_camp.signal.sources.brainflow_library import mindfulness

        engaged = np.full(len(windows.reasons), np.nan)
        picks = np.flatnonzero(windows.scored)
        if len(picks):
            data_uv = [windows.data[i][windows.usable[i]] * 1e6 for i in picks]
            engaged[picks] = mindfulness(data_uv, sfreq=windows.sfreq)
        return engaged, windows.reasons

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        """Keep the published coefficients: that is what the baseline is."""


def _mean_power(windows: Windows, bands: tuple[Band, ...]) -> NDArray[np.float64]:
    if not windows.scored.any():
        return np.full(len(windows.reasons), np.nan)
    power = band_powers(windows.data, sfreq=windows.sfreq, bands=bands)
    widths = np.array([high - low for low, high in bands])
    total = (power * widths).sum(axis=-1)
    weight = windows.usable.astype(float)
    mean = (total * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1.0)
    return np.where(windows.scored, np.maximum(mean, 1e-30), np.nan)


def logistic(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 / (1 + exp(-z)) without overflow.

    Parameters
    ----------
    z : ndarray, any shape
        Log odds.
    """
    return 0.5 * (1.0 + np.tanh(0.5 * z))
