"""QUEST+: choose the stimulus with the least expected posterior entropy.

References
----------
Watson, A. B. (2017). QUEST+: A general multidimensional Bayesian adaptive psychometric
method. Journal of Vision, 17(3), 10. https://doi.org/10.1167/17.3.10
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.tasks.options import check_choice, check_number

Floats = NDArray[np.float64]
FUNCTIONS = ("weibull-db", "weibull-log10", "logistic", "normal")
_LEAST = 1e-300
"""Added inside logarithms, so that impossible answers stay finite."""


@dataclass(frozen=True, slots=True)
class QuestState:
    """Counts of right and wrong answers per stimulus: a sufficient statistic."""

    right: tuple[int, ...]
    wrong: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Estimated parameters of the psychometric function."""

    threshold: float
    slope: float
    lapse: float
    guess: float
    threshold_sd: float
    """Standard deviation of the threshold's posterior."""


@dataclass(frozen=True, slots=True)
class QuestPlus:
    """Choose stimuli and estimate a psychometric function; states are plain counts.

    The share right at stimulus x is ``guess + (1 - guess - lapse) F(x)`` with

    - ``weibull-db``: F = 1 - exp(-10^(slope (x - threshold) / 20)), x in dB;
    - ``weibull-log10``: the same without / 20, x in log10 units;
    - ``logistic``: F = 1 / (1 + exp(-slope (x - threshold)));
    - ``normal``: F = Φ((x - threshold) / slope), ``slope`` is the standard deviation.
    """

    stimuli: tuple[float, ...]
    thresholds: tuple[float, ...]
    slopes: tuple[float, ...] = (3.5,)
    lapses: tuple[float, ...] = (0.02,)
    guesses: tuple[float, ...] = (0.5,)
    """Share right far below threshold; empty: the same as the lapse rate."""
    function: str = "weibull-db"
    """One of `FUNCTIONS`."""
    prior: tuple[float, ...] = ()
    """Weight of each threshold, any scale; empty: all the same."""

    def __post_init__(self) -> None:
        check_choice("function", self.function, FUNCTIONS)
        for name in ("stimuli", "thresholds", "slopes", "lapses"):
            if not getattr(self, name):
                raise ValueError(f"{name} must hold at least one number; got none.")
        for name in ("lapses", "guesses"):
            for value in getattr(self, name):
                check_number(name, value, 0, 0.999)
        if self.prior and len(self.prior) != len(self.thresholds):
            raise ValueError(
                f"prior must be empty or have one weight for each of the "
                f"{len(self.thresholds)} thresholds; got {len(self.prior)}."
            )

    def start(self) -> QuestState:
        """Return the state before the first trial."""
        none = (0,) * len(self.stimuli)
        return QuestState(none, none)

    def next(self, state: QuestState) -> float:
        """Return the stimulus of least expected entropy; the first of equals."""
        return self.stimuli[int(self.expected_entropy(state).argmin())]

    def update(
        self, state: QuestState, stimulus: float, *, correct: bool
    ) -> QuestState:
        """Return the state after one more answer; ``state`` is not changed.

        Parameters
        ----------
        state : QuestState
            The answers so far.
        stimulus : float
            The stimulus shown, one of ``stimuli``.
        correct : bool
            Whether the answer was right.

        Raises
        ------
        ValueError
            If ``stimulus`` is not one of ``stimuli``.
        """
        # likelihoods are tabulated for the declared stimuli only
        if stimulus not in self.stimuli:
            raise ValueError(
                f"stimulus must be one of {self.stimuli[0]:g} to {self.stimuli[-1]:g} "
                f"as declared; got {stimulus!r}."
            )
        i = self.stimuli.index(stimulus)
        right, wrong = list(state.right), list(state.wrong)
        (right if correct else wrong)[i] += 1
        return QuestState(tuple(right), tuple(wrong))

    def posterior(self, state: QuestState) -> Floats:
        """Return the probability of each parameter set, shape (n_sets,)."""
        tables = _tables(self)
        log = (
            tables.log_prior
            + np.asarray(state.right, float) @ tables.log_right
            + np.asarray(state.wrong, float) @ tables.log_wrong
        )
        # shifted by the maximum: after some hundred trials every likelihood underflows
        weights = np.exp(log - log.max())
        probability: Floats = weights / weights.sum()
        return probability

    def expected_entropy(self, state: QuestState) -> Floats:
        """Return the expected entropy per stimulus, nats, shape (n_stimuli,)."""
        tables = _tables(self)
        posterior = self.posterior(state)
        surprise = posterior * np.log(posterior + _LEAST)
        p_right = tables.right @ posterior
        # the entropy of posterior times likelihood, expanded into matrix products with
        # the tables: no array of (answers, n_stimuli, n_sets) for each trial
        inner = tables.right_log_right @ posterior + tables.right @ surprise
        inner += tables.wrong_log_wrong @ posterior + tables.wrong @ surprise
        outer = p_right * np.log(p_right + _LEAST)
        outer += (1 - p_right) * np.log(1 - p_right + _LEAST)
        entropy: Floats = outer - inner
        return entropy

    def estimate(self, state: QuestState, *, by: str = "mean") -> Estimate:
        """Return the parameters at the ``mean`` or the ``mode`` of the posterior."""
        check_choice("by", by, ("mean", "mode"))
        sets, posterior = _tables(self).sets, self.posterior(state)
        middle = posterior @ sets
        best = middle if by == "mean" else sets[int(posterior.argmax())]
        variance = float(posterior @ (sets[:, 0] - middle[0]) ** 2)
        threshold, slope, lapse, guess = (float(value) for value in best)
        return Estimate(threshold, slope, lapse, guess, variance**0.5)

    def predict(self, state: QuestState) -> Floats:
        """Return the expected share right at each stimulus, shape (n_stimuli,)."""
        share: Floats = _tables(self).right @ self.posterior(state)
        return share

    def to_json(self, state: QuestState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return {"right": list(state.right), "wrong": list(state.wrong)}

    def from_json(self, values: Mapping[str, Any]) -> QuestState:
        """Return the state from its plain values."""
        state = QuestState(tuple(values["right"]), tuple(values["wrong"]))
        if not len(state.right) == len(state.wrong) == len(self.stimuli):
            raise ValueError(
                f"The state must count {len(self.stimuli)} stimuli; got "
                f"{len(state.right)} and {len(state.wrong)}."
            )
        return state


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    """Likelihoods of all stimuli (rows) under all parameter sets (columns)."""

    sets: Floats
    log_prior: Floats
    right: Floats
    wrong: Floats
    log_right: Floats
    log_wrong: Floats
    right_log_right: Floats
    wrong_log_wrong: Floats


# the rule is a value without state and is asked anew at each trial: the likelihoods
# depend on its grids only
@lru_cache(maxsize=32)
def _tables(quest: QuestPlus) -> _Tables:
    grids = np.meshgrid(
        quest.thresholds, quest.slopes, quest.lapses, quest.guesses or (0.0,),
        indexing="ij",
    )  # fmt: skip
    sets = np.stack([grid.ravel() for grid in grids], axis=1).astype(float)
    # an empty list ties the guess rate to the lapse rate, set by set
    if not quest.guesses:
        sets[:, 3] = sets[:, 2]
    threshold, slope, lapse, guess = sets.T
    away = np.asarray(quest.stimuli, float)[:, None] - threshold
    right = guess + (1 - guess - lapse) * _share(quest.function, away, slope)
    # guess plus lapse may exceed one on a coarse grid; a probability may not
    right = np.clip(right, 0, 1)
    wrong = 1 - right
    prior = np.asarray(quest.prior or (1.0,) * len(quest.thresholds), float)
    # thresholds vary slowest in the grid: each weight holds for a run of parameter sets
    per_threshold = len(sets) // len(prior)
    log_right, log_wrong = np.log(right + _LEAST), np.log(wrong + _LEAST)
    return _Tables(
        sets=sets,
        log_prior=np.repeat(np.log(prior / prior.sum() + _LEAST), per_threshold),
        right=right,
        wrong=wrong,
        log_right=log_right,
        log_wrong=log_wrong,
        right_log_right=right * log_right,
        wrong_log_wrong=wrong * log_wrong,
    )


def _share(function: str, away: Floats, slope: Floats) -> Floats:
    if function == "normal":
        cdf = np.vectorize(NormalDist().cdf, otypes=[float])
        normal: Floats = cdf(away / slope)
        return normal
    if function == "logistic":
        # 1 / (1 + exp(-z)) by logaddexp, which does not overflow far from the threshold
        logistic: Floats = np.exp(-np.logaddexp(0, -slope * away))
        return logistic
    scale = 20.0 if function == "weibull-db" else 1.0
    # expm1 keeps digits where the share is tiny; 10 ** 308 is the largest float
    weibull: Floats = -np.expm1(-(10 ** np.minimum(slope * away / scale, 300)))
    return weibull
