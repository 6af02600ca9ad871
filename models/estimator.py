"""The interface every estimator of engagement keeps, trained or not."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Prediction
from attention_camp.models.windows import Windows, prepare


class Estimator(ABC):
    """Windows of EEG in, probability of engagement out, as scikit-learn does it.

    ``X`` is always an ndarray, shape (n_windows, n_chans, n_times), in volts.
    """

    name: str
    """The name ``load_estimator`` knows."""
    rank: int = 0
    """Directions in which people differ that it knows of."""
    is_alike_in_any_batch: bool = False
    """Whether a window has the same bits alone and among others."""
    knows_bads: bool = True
    """Whether windows are brought to the average of the channels that were good at own
    rest; fits by rules before ``RULE_BADS`` took all channels for good."""

    def predict_proba(
        self,
        X: NDArray[np.floating],
        *,
        sfreq: float,
        ch_names: Sequence[str],
        bads: Sequence[str] = (),
    ) -> NDArray[np.float64]:
        """Return the probability of rest and of engagement, as scikit-learn does.

        Parameters
        ----------
        X : ndarray, shape (n_windows, n_chans, n_times)
            EEG in volts.
        sfreq : float
            Sampling rate, Hz.
        ch_names : sequence of str
            One name per channel.
        bads : sequence of str
            Channels that the signal check found bad.

        Returns
        -------
        ndarray, shape (n_windows, 2)
            Column 1 is engagement; NaN where the estimator declines:
            ``predict_windows`` says why.
        """
        said = self.predict_windows(X, sfreq=sfreq, ch_names=ch_names, bads=bads)
        return np.stack([1.0 - said.engaged, said.engaged], axis=1)

    def predict_windows(
        self,
        X: NDArray[np.floating],
        *,
        sfreq: float,
        ch_names: Sequence[str],
        bads: Sequence[str] = (),
    ) -> Prediction:
        """Return probabilities, the reasons where there is none, and their support.

        Takes what ``predict_proba`` takes.

        Parameters
        ----------
        X : ndarray, shape (n_windows, n_chans, n_times)
            EEG in volts.
        sfreq : float
            Sampling rate, Hz.
        ch_names : sequence of str
            The channels of the windows.
        bads : sequence of str
            Channels that are not used.
        """
        return self.predicted(prepare(X, sfreq=sfreq, ch_names=ch_names, bads=bads))

    def predict(
        self, X: NDArray[np.floating], *, sfreq: float, ch_names: Sequence[str]
    ) -> NDArray[np.float64]:
        """Return 1 where engaged, 0 where at rest, NaN where it declines.

        Parameters
        ----------
        X : ndarray, shape (n_windows, n_chans, n_times)
            EEG in volts.
        sfreq : float
            Sampling rate, Hz.
        ch_names : sequence of str
            The channels of the windows.
        """
        engaged = self.predict_proba(X, sfreq=sfreq, ch_names=ch_names)[:, 1]
        return np.where(np.isnan(engaged), np.nan, (engaged > 0.5).astype(float))

    def score(
        self,
        X: NDArray[np.floating],
        y: NDArray[np.integer],
        *,
        sfreq: float,
        ch_names: Sequence[str],
    ) -> float:
        """Return the balanced accuracy over the windows that have a score.

        Parameters
        ----------
        X : ndarray, shape (n_windows, n_chans, n_times)
            EEG in volts.
        y : ndarray, shape (n_windows,)
            0 rest, 1 engaged.
        sfreq : float
            Sampling rate, Hz.
        ch_names : sequence of str
            The channels of the windows.
        """
        said = self.predict(X, sfreq=sfreq, ch_names=ch_names)
        y = checked_labels(y, len(said))
        right = [
            float((said[(y == label) & ~np.isnan(said)] == label).mean())
            for label in (0, 1)
        ]
        return sum(right) / 2

    def personalise(
        self,
        rest: NDArray[np.floating],
        *,
        sfreq: float,
        ch_names: Sequence[str],
        bads: Sequence[str] = (),
    ) -> Self:
        """Return an estimator that knows the person's own unlabelled rest.

        Parameters
        ----------
        rest : ndarray, shape (n_windows, n_chans, n_times)
            EEG at rest in volts.
        sfreq : float
            Sampling rate, Hz.
        ch_names : sequence of str
            The channels of the windows.
        bads : sequence of str
            Channels that are not used.

        Raises
        ------
        ValueError
            If no window of ``rest`` may be scored; the text says why.
        """
        windows = prepare(rest, sfreq=sfreq, ch_names=ch_names, bads=bads)
        if not windows.scored.any():
            why = windows.reasons[0] if windows.reasons else "it holds no window"
            msg = (
                f"rest: at least one window that may be scored, got none ({why}); "
                "record the rest again with more good channels."
            )
            raise ValueError(msg)
        return self.aligned(windows)

    def aligned(self, windows: Windows) -> Self:
        """Return an estimator that knows these windows of rest."""
        other = copy.copy(self)
        other.learn_rest(windows)
        return other

    def fit(
        self,
        X: NDArray[np.floating],
        y: NDArray[np.integer],
        *,
        groups: Sequence[str] | NDArray[np.str_] | None = None,
        sfreq: float,
        ch_names: Sequence[str],
    ) -> Self:
        """Train on labelled windows, 0 rest and 1 engaged; ``groups`` are people.

        Parameters
        ----------
        X : ndarray, shape (n_windows, n_chans, n_times)
            EEG in volts.
        y : ndarray, shape (n_windows,)
            0 rest, 1 engaged.
        groups : sequence of str, optional
            The person of each window; one person where it is not given.
        sfreq : float
            Sampling rate, Hz.
        ch_names : sequence of str
            The channels of the windows.
        """
        y = checked_labels(y, len(X))
        if set(np.unique(y)) != {0, 1}:
            msg = f"y: both 0 (rest) and 1 (engaged), got {sorted(set(y.tolist()))}."
            raise ValueError(msg)
        people = np.asarray(groups if groups is not None else ["one"] * len(y))
        if len(people) != len(y):
            msg = f"groups: one person for each of {len(y)} windows, got {len(people)}."
            raise ValueError(msg)
        windows = prepare(X, sfreq=sfreq, ch_names=ch_names)
        self._fit(windows, y, people)
        return self

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """What tells this estimator from another of its name: weights, own rest."""

    def predicted(self, windows: Windows, *, supported: bool = True) -> Prediction:  # noqa: ARG002
        """Return what is said of windows that are ready.

        Parameters
        ----------
        windows : Windows
            With the channels that may be used.
        supported : bool
            Whether the support is wanted; 1 where it is not.
        """
        engaged, reasons = self.probabilities(windows)
        n = len(reasons)
        return Prediction(engaged, reasons, np.ones(n), np.zeros((n, 0)))

    @abstractmethod
    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged), NaN where there is none, and the reasons."""

    def takes(self, windows: Windows) -> NDArray[np.bool_]:
        """Return which windows have the channels that it needs, shape (n_windows,)."""
        return windows.scored

    def learn_rest(self, windows: Windows) -> None:  # noqa: B027  # not all need rest
        """Take over the person's rest; estimators without a use for it ignore it."""

    @abstractmethod
    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        """Train on the windows that may be scored."""


def checked_labels(y: NDArray[np.integer], n: int) -> NDArray[np.int64]:
    """Return labels as integers; raise ``ValueError`` where they do not fit.

    Parameters
    ----------
    y : ndarray, shape (n,)
        Labels.
    n : int
        How many there have to be.
    """
    labels = np.asarray(y)
    if labels.shape != (n,) or not np.isin(labels, (0, 1)).all():
        msg = f"y: {n} labels, 0 or 1, got shape {labels.shape}."
        raise ValueError(msg)
    return labels.astype(np.int64)
