"""The live score: one window in, an engagement or the reason why there is none."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.catalogue import load_estimator
from attention_camp.models.engagement import Engagement
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.personal import logit
from attention_camp.models.pupil.weights import PupilWeights


class Scorer:
    """Scores windows of one person, one at a time, the same way every time.

    Parameters
    ----------
    estimator : str or Estimator
        One of ``ESTIMATORS``, or an estimator that is at hand.
    sfreq : float
        Sampling rate of the windows, Hz.
    ch_names : sequence of str
        Their channels.
    weights : Path, optional
        A folder that ``attention-camp train`` wrote, for ``attention``.
    """

    def __init__(
        self,
        estimator: str | Estimator,
        *,
        sfreq: float,
        ch_names: Sequence[str],
        weights: Path | None = None,
    ) -> None:
        if isinstance(estimator, str):
            estimator = load_estimator(estimator, weights=weights)
        self.estimator = estimator
        self.sfreq = float(sfreq)
        self.ch_names = tuple(ch_names)
        self.pupil: PupilWeights | None = None
        """How the pupil joins the score; None: the EEG scores alone."""

    @property
    def model_hash(self) -> str:
        """SHA-256 of all that decides a score: weights, own rest, channels, rate."""
        parts = (self.estimator.name, self.estimator.fingerprint, f"{self.sfreq!r}")
        text = "\n".join((*parts, *self.ch_names))
        if self.pupil is not None:
            text += f"\n{self.pupil}"
        return hashlib.sha256(text.encode()).hexdigest()

    def personalise(
        self, rest: NDArray[np.floating], *, bads: Sequence[str] = ()
    ) -> None:
        """Take over the person's own rest, (n_windows, n_chans, n_times) in volts.

        Parameters
        ----------
        rest : ndarray, shape (n_windows, n_chans, n_times)
            EEG at rest in volts.
        bads : sequence of str
            Channels that are not used.
        """
        self.estimator = self.estimator.personalise(
            rest, sfreq=self.sfreq, ch_names=self.ch_names, bads=bads
        )

    def score(
        self,
        data: NDArray[np.floating],
        bads: Sequence[str] = (),
        *,
        pupil: float = math.nan,
    ) -> tuple[Engagement | None, str]:
        """Return the engagement in one window, or None and the reason.

        Parameters
        ----------
        data : ndarray, shape (n_chans, n_times)
            Cleaned EEG in volts.
        bads : sequence of str
            Channels that the signal check found bad.
        pupil : float
            Size of the pupil, in the tracker's unit; NaN: not seen, the EEG scores.
        """
        return self.score_all(np.asarray(data)[None], bads, np.array([pupil]))[0]

    def score_all(
        self,
        data: NDArray[np.floating],
        bads: Sequence[str] = (),
        pupils: NDArray[np.float64] | None = None,
    ) -> list[tuple[Engagement | None, str]]:
        """Return for each window what ``score`` says of it.

        Parameters
        ----------
        data : ndarray, shape (n_windows, n_chans, n_times)
            Cleaned EEG in volts.
        bads : sequence of str
            Channels that the signal check found bad in all of them.
        pupils : ndarray, shape (n_windows,), optional
            Sizes of the pupil, in the tracker's unit; NaN: not seen, the EEG scores.
        """
        said = self.estimator.predict_windows(
            data, sfreq=self.sfreq, ch_names=self.ch_names, bads=bads
        )
        engaged = said.engaged
        if self.pupil is not None and pupils is not None:
            both = logistic(self.pupil.logits(logit(engaged), pupils))
            # a pupil that is not seen leaves the EEG's own number, to the last bit
            engaged = np.where(np.isfinite(pupils), both, engaged)
        found: list[tuple[Engagement | None, str]] = []
        for value, support, reason in zip(
            engaged.tolist(), said.support.tolist(), said.reasons, strict=True
        ):
            if math.isnan(value):
                found.append((None, reason))
            else:
                found.append((Engagement(value, abs(2 * value - 1) * support), ""))
        return found


def former_scorers(*, sfreq: float, ch_names: Sequence[str]) -> Iterator[Scorer]:
    """Yield the scorers of the weights that were shipped before, the newest first.

    Parameters
    ----------
    sfreq : float
        Sampling rate of the windows, Hz.
    ch_names : sequence of str
        Their channels.
    """
    from attention_camp.models.attention import Attention
    from attention_camp.models.score.estimator import Score
    from attention_camp.models.score.weights import read_former

    former = Score(numbers=read_former())
    yield Scorer(former, sfreq=sfreq, ch_names=ch_names)
    yield Scorer(Attention(), sfreq=sfreq, ch_names=ch_names)
