"""Linear baselines: band powers, and covariances in Riemannian tangent space.

The weights shipped with them are summaries of the training windows, so that a model
is fitted for exactly the electrodes at hand when they are first seen.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Declined
from attention_camp.models.estimator import Estimator
from attention_camp.models.spectra import CLASSIC
from attention_camp.models.summaries import (
    LabelledSummaries,
    Summaries,
    from_bytes,
    summarise,
)
from attention_camp.models.weights import BASELINES
from attention_camp.models.windows import MIN_CHANNELS, Windows, subset_of_channels
from attention_camp.signal.electrodes import electrode_key

RIDGE = 0.05
"""Share of the identity added to a covariance before its logarithm. Our own choice."""


@cache
def _shipped() -> tuple[LabelledSummaries, str]:
    content = (
        files("attention_camp.resources").joinpath(f"weights/{BASELINES}").read_bytes()
    )
    return from_bytes(content), hashlib.sha256(content).hexdigest()


class Linear(Estimator):
    """A linear model over summaries, fitted per set of good electrodes."""

    def __init__(self) -> None:
        self._labelled, self._hash = _shipped()
        self._rest: Summaries | None = None
        self._models: dict[tuple[str, ...], Any] = {}

    @property
    def fingerprint(self) -> str:
        """Hash of the training summaries and of the person's rest."""
        digest = hashlib.sha256(self._hash.encode())
        if self._rest is not None:
            digest.update(self._rest.covariance.tobytes())
            digest.update(self._rest.log_power.tobytes())
        return digest.hexdigest()

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        engaged = np.full(len(windows.reasons), np.nan)
        reasons = list(windows.reasons)
        names = np.array([electrode_key(name) for name in windows.ch_names])
        known = np.isin(names, self._known_channels())
        usable = windows.usable & known
        for pattern in np.unique(usable[windows.scored], axis=0):
            rows = np.flatnonzero((usable == pattern).all(axis=1) & windows.scored)
            if pattern.sum() < MIN_CHANNELS:
                for row in rows:
                    reasons[row] = Declined.OTHER_MONTAGE.value
                continue
            in_order = [
                np.flatnonzero(names == name)[0]
                for name in self._known_channels()
                if name in names[pattern]
            ]
            some = subset_of_channels(windows, np.array(in_order), rows)
            engaged[rows] = self._predict(summarise(some))
        return engaged, tuple(reasons)

    def _known_channels(self) -> tuple[str, ...]:
        known = self._labelled.summaries.ch_names
        if self._rest is None:
            return known
        return tuple(name for name in known if name in self._rest.ch_names)

    def _predict(self, summaries: Summaries) -> NDArray[np.float64]:
        names = summaries.ch_names
        if names not in self._models:
            self._models[names] = self._fitted(names)
        model, rest = self._models[names]
        features = self._features(summaries, rest)
        return np.asarray(model.predict_proba(features)[:, 1], dtype=np.float64)

    def _fitted(self, names: tuple[str, ...]) -> tuple[Any, Summaries | None]:
        labelled = self._labelled
        summaries = labelled.summaries.picked(names)
        features = []
        labels = []
        for person in np.unique(labelled.person):
            own = labelled.person == person
            rest = None
            if self._rest is not None:
                if not (own & labelled.is_baseline).any():
                    continue  # there is no rest that windows could be relative to
                rest = summaries[own & labelled.is_baseline]
                own &= ~labelled.is_baseline
            features.append(self._features(summaries[own], rest))
            labels.append(labelled.y[own])
        model = self._model()
        model.fit(np.concatenate(features), np.concatenate(labels))
        return model, None if self._rest is None else self._rest.picked(names)

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        if not windows.scored.any():
            msg = "rest: at least one window that may be scored, got none."
            raise ValueError(msg)
        good = _shared(windows.usable[windows.scored])
        rows = windows.scored & windows.usable[:, good].all(axis=1)
        kept = subset_of_channels(windows, np.flatnonzero(good), np.flatnonzero(rows))
        self._rest = summarise(kept)
        self._models = {}

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        good = windows.usable[windows.scored].mean(axis=0) > 0.9
        rows = np.flatnonzero(windows.scored & windows.usable[:, good].all(axis=1))
        kept = subset_of_channels(windows, np.flatnonzero(good), rows)
        _, person = np.unique(people[rows], return_inverse=True)
        baseline = first_rest(y[rows], person)
        self._labelled = LabelledSummaries(summarise(kept), y[rows], person, baseline)
        self._hash = hashlib.sha256(
            self._labelled.summaries.covariance.tobytes()
        ).hexdigest()
        self._models = {}

    @abstractmethod
    def _features(
        self, summaries: Summaries, rest: Summaries | None
    ) -> NDArray[np.float64]:
        """Return what the linear model sees, relative to ``rest`` where it is given."""

    @abstractmethod
    def _model(self) -> Any:  # scikit-learn has no types
        """Return the model to fit."""


def _shared(usable: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return channels that at least one window of rest has all of, shape (n_chans,).

    Those that are good in most of the rest, or, where no window has all of them, those
    of the window that leaves most of it: channels times the windows that have them.

    Parameters
    ----------
    usable : ndarray, shape (n_windows, n_chans)
        True where a channel is good; at least ``MIN_CHANNELS`` in each window.
    """
    good = usable.mean(axis=0) > 0.5
    if good.sum() >= MIN_CHANNELS and usable[:, good].all(axis=1).any():
        return np.asarray(good)
    patterns = np.unique(usable, axis=0)
    having = (usable >= patterns[:, None]).all(axis=2).sum(axis=1)
    return np.asarray(patterns[np.argmax(having * patterns.sum(axis=1))])


def first_rest(y: NDArray[np.int64], person: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return each person's first third of rest windows, their baseline, if any.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    person : ndarray, shape (n_windows,)
        Number of the person of each window.
    """
    baseline = np.zeros(len(y), dtype=np.bool_)
    for one in np.unique(person):
        rest = np.flatnonzero((person == one) & (y == 0))
        baseline[rest[: max(1, len(rest) // 3)]] = True
    return baseline


class BandPower(Linear):
    """Log band powers per channel, logistic regression."""

    name = "band-power"

    def _features(
        self, summaries: Summaries, rest: Summaries | None
    ) -> NDArray[np.float64]:
        features = summaries.log_power
        if rest is not None:
            features = features - rest.log_power.mean(axis=0)
        return features.reshape(len(features), -1)

    def _model(self) -> Any:
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        return make_pipeline(
            StandardScaler(), LogisticRegression(C=0.01, class_weight="balanced")
        )


class BandPowerControl(BandPower):
    """What any score must beat: amplitude or muscle alone, per channel."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def _features(
        self, summaries: Summaries, rest: Summaries | None
    ) -> NDArray[np.float64]:
        features = self._level(summaries)
        if rest is not None:
            features = features - self._level(rest).mean(axis=0)
        return features

    def _level(self, summaries: Summaries) -> NDArray[np.float64]:
        if self.name == "muscle":
            return summaries.log_power[..., -1]  # 30 to 45 Hz
        widths = np.array([high - low for low, high in CLASSIC])
        total = (np.exp(summaries.log_power) * widths).sum(axis=-1)
        return np.asarray(np.log(total), dtype=np.float64)


class Riemann(Linear):
    """Covariances below 30 Hz, re-centred on the person's rest (Zanini et al. 2018).

    ``riemann`` is logistic regression in tangent space (Barachant et al. 2013,
    doi:10.1016/j.neucom.2012.12.039), ``riemann-mdm`` the distance to the two classes'
    means (Barachant et al. 2012, doi:10.1109/TBME.2011.2172210); re-centring:
    doi:10.1109/TBME.2017.2742541.
    """

    def __init__(self, name: str = "riemann") -> None:
        super().__init__()
        self.name = name

    def _features(
        self, summaries: Summaries, rest: Summaries | None
    ) -> NDArray[np.float64]:
        matrices = _rank_kept(summaries.covariance)
        if rest is None:
            return matrices
        from pyriemann.geometry.base import invsqrtm
        from pyriemann.geometry.mean import mean_riemann

        whiten = invsqrtm(mean_riemann(_rank_kept(rest.covariance)))
        return np.asarray(whiten @ matrices @ whiten)

    def _model(self) -> Any:
        from pyriemann.classification import MDM
        from pyriemann.tangentspace import TangentSpace
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        if self.name == "riemann-mdm":
            return MDM()
        return make_pipeline(
            TangentSpace(),
            StandardScaler(),
            LogisticRegression(C=0.003, class_weight="balanced", max_iter=300),
        )


def _rank_kept(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return covariances at average reference, regularised, without the last channel.

    The average reference takes one rank; dropping a channel leaves what is left.
    """
    n = covariance.shape[-1]
    centre = np.eye(n)[:-1] - 1 / n
    matrices = centre @ covariance @ centre.T
    level = np.trace(matrices, axis1=1, axis2=2)[:, None, None] / (n - 1)
    return np.asarray(matrices + RIDGE * level * np.eye(n - 1))
