"""The shipped score of engagement: linear, pooled and over the head."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Declined, Prediction
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.score.channels import OTHER_REFERENCE, USUAL_CHANGE
from attention_camp.models.score.spectra import Values, relative
from attention_camp.models.score.views import Rest, Views, at_rest, slowed, views_of
from attention_camp.models.score.weights import Paths, ScoreWeights, read_score
from attention_camp.models.steadiness import Steadiness
from attention_camp.models.windows import Windows, some

PATHS_DISAGREE = 0.45
"""Most support of a window of which the two paths say opposite things: its certainty
stays below 0.5, from which the rules of difficulty act."""
OUTSIDE = 0.5
"""Support, as a factor, of a headset with all electrodes outside the 10-20 system: half
of a Muse's are, which leaves 0.75, and its score hardly ever acts before a calibration
has made it the person's own. Our own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Logits:
    """What the two paths say of windows, calibrated."""

    pooled: Values
    used: Values
    """Over the head, or pooled where electrodes are not laid out."""


class Score(Estimator):
    """A linear model on log spectra relative to own rest.

    Spectra pooled over channels are all it uses of a headset whose electrodes lie
    outside those of the caps it learned from; elsewhere, spectra laid over the head as
    spherical harmonics are added.

    Parameters
    ----------
    weights : Path, optional
        A folder that ``attention-camp train`` wrote; the shipped one by default.
    numbers : ScoreWeights, optional
        What would be read, where it is at hand.
    """

    name = "attention"
    is_alike_in_any_batch = True

    def __init__(
        self, weights: Path | None = None, *, numbers: ScoreWeights | None = None
    ) -> None:
        self._rest: Rest | None = None
        self._use(numbers or read_score(weights))
        self.steadiness: Steadiness | None = None

    def _use(self, weights: ScoreWeights) -> None:
        self._weights = weights
        self.rank = weights.adapter.rank
        self._fingerprint: str | None = None

    @property
    def weights(self) -> ScoreWeights:
        """The numbers it scores with."""
        return self._weights

    @property
    def fingerprint(self) -> str:
        """Hash of the weights, their card and the person's rest."""
        # asked for with each trial, and rest is megabytes
        if self._fingerprint is None:
            self._fingerprint = self._hashed()
        return self._fingerprint

    def _hashed(self) -> str:
        digest = hashlib.sha256(self._weights.hash.encode())
        if self._rest is not None:
            rest = self._rest.own.windows
            digest.update(" ".join(rest.ch_names).encode())
            digest.update(rest.data.tobytes() + rest.usable.tobytes())
        return digest.hexdigest()

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        said = self.predicted(windows, supported=False)
        return said.engaged, said.reasons

    def predicted(self, windows: Windows, *, supported: bool = True) -> Prediction:
        """Return probabilities and support, and where windows lie for an adapter."""
        if windows.scored.any():
            windows = slowed(windows)
        n_windows = len(windows.reasons)
        engaged = np.full(n_windows, np.nan)
        support = np.ones(n_windows)
        coordinates = np.full((n_windows, self.rank), np.nan)
        reasons, scored = np.array(windows.reasons, dtype=object), windows.scored
        if scored.any():
            shown = some(windows, scored)
            views = self.views(shown)
            logits = self.logits(views)
            change = self._change_of_reference(shown, views)
            changed = change > OTHER_REFERENCE
            reasons[scored] = np.where(changed, Declined.OTHER_REFERENCE.value, "")
            engaged[scored] = np.where(changed, np.nan, logistic(logits.used))
            found = self._weights.adapter.coordinates(views.over_head)
            coordinates[scored] = np.where(views.is_over_head[:, None], found, 0.0)
            if supported:
                usual = np.minimum(1.0, USUAL_CHANGE / np.maximum(change, 1e-12)) ** 2
                support[scored] = usual * self._support(shown, views, logits)
        return Prediction(engaged, tuple(reasons.tolist()), support, coordinates)

    def views(self, windows: Windows) -> Views:
        """Return windows at 64 Hz, all of which may be scored, as both paths do."""
        return views_of(windows, self._rest, self._weights.typical_rest)

    def logits(self, views: Views) -> Logits:
        """Return what the two paths say, calibrated."""
        if views.has_rest.all():
            return _logits(self._weights.own_rest, views)
        own, new = (
            _logits(paths, views)
            for paths in (self._weights.own_rest, self._weights.new_person)
        )
        return Logits(
            np.where(views.has_rest, own.pooled, new.pooled),
            np.where(views.has_rest, own.used, new.used),
        )

    def _change_of_reference(self, windows: Windows, views: Views) -> Values:
        """Return how far the channels' levels are from those at rest, in spreads.

        0 where a channel is lost, which changes the average of the others.
        """
        change = np.zeros(len(views.logs))
        if self._rest is None or windows.ch_names != self._rest.own.windows.ch_names:
            return change
        good = self._rest.own.windows.usable.mean(axis=0) > 0.5
        whole = np.asarray(windows.usable[:, good].all(axis=1))
        if good.any() and whole.any():
            # by earlier rules, at the average that they came at
            came = views.windows if self.knows_bads else windows
            data, logs = came.data[whole][:, good], views.logs[whole][:, good]
            change[whole] = self._rest.reference.change(data, logs)
        return change

    def _support(self, windows: Windows, views: Views, logits: Logits) -> Values:
        powers = relative(views.logs, np.zeros_like(views.logs), views.mask)
        support = self._weights.reference.support(
            powers.astype(np.float32), views.mask.astype(np.float32)
        )
        support *= 1 - (1 - OUTSIDE) * views.outside
        if self.steadiness is not None:
            support *= self.steadiness.of(windows)
        most = self._weights.most_without_rest
        support = np.where(views.has_rest, support, np.minimum(support, most))
        disagree = np.sign(logits.pooled) != np.sign(logits.used)
        return np.where(disagree, np.minimum(support, PATHS_DISAGREE), support)

    def _calibrated(self, windows: Windows) -> Values:
        """Return the calibrated logits of windows, NaN where there is none."""
        logit = np.full(len(windows.reasons), np.nan)
        if windows.scored.any():
            views = self.views(some(windows, windows.scored))
            logit[windows.scored] = self.logits(views).used
        return logit

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        self._fingerprint = None
        rest = some(windows, windows.scored)
        self._rest = at_rest(
            rest,
            self._weights.usual_spread,
            alpha_share=self._weights.alpha_share,
            knows_bads=self.knows_bads,
        )
        self.steadiness = Steadiness(self._rest.own, self._calibrated)

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        from attention_camp.models.training.train_score import fitted

        self._use(fitted(windows, y, people))


def _logits(paths: Paths, views: Views) -> Logits:
    n_chans = views.mask.sum(axis=1).astype(np.int64)
    pooled = paths.pooled_scale(paths.pooled(views.pooled), n_chans)
    laid = paths.over_head_scale(paths.over_head(views.over_head), n_chans)
    return Logits(pooled, np.where(views.is_over_head, laid, pooled))
