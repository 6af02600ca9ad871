"""What the trial heads tell of people left out beyond a constant, and foretell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from attention_camp.models.figures import interval
from attention_camp.models.training.network import EncoderNetwork
from attention_camp.models.training.trial_heads import (
    LEARNED,
    Told,
    TrialHeadsNetwork,
    TrialHeadsOptions,
    constant,
    losses,
    seen_by,
    train_trial_heads,
)
from attention_camp.models.training.trials import (
    TrialExamples,
    by_person,
    parts_of_people,
)


def told_by_constant(values: Mapping[str, NDArray[np.float64]], n: int) -> Told:
    """Return what heads without any input say of ``n`` windows.

    Parameters
    ----------
    values : mapping of str to ndarray, shape (n_numbers,)
        The labels' own frequencies, as `constant` gives them.
    n : int
        How many windows.
    """

    def logits(p: NDArray[np.float64]) -> Tensor:
        return torch.from_numpy(np.log(p / (1 - p)).astype(np.float32)).expand(n, -1)

    mean, spread = values["reaction"]
    log_spread = torch.tensor(np.log(max(spread, 1e-3)), dtype=torch.float32)
    lapse, engaged = (logits(values[name])[:, 0] for name in ("lapse", "engaged"))
    reaction = torch.full((n,), float(mean))
    return Told(engaged, logits(values["workload"]), reaction, log_spread, lapse)


@dataclass(frozen=True, slots=True)
class Skill:
    """What a head gains over a constant, in nats per trial, over people left out."""

    gain: float
    low: float
    high: float
    """95 % bootstrap interval over people."""

    @property
    def speaks(self) -> bool:
        """Whether the head may say anything but unknown."""
        return self.low > 0


def skills(
    network: EncoderNetwork,
    people: Sequence[TrialExamples],
    *,
    n_folds: int = 5,
    options: TrialHeadsOptions | None = None,
) -> dict[str, Skill]:
    """Return each head's skill on people who were left out of its training.

    That of engagement is over a constant as well; NaN where nobody has a label.

    Parameters
    ----------
    network : EncoderNetwork
        A trained one.
    people : sequence of TrialExamples
        Everybody's recordings; those of one person are left out together.
    n_folds : int
        Parts of the people; 5 by default.
    options : TrialHeadsOptions or None
        Rates, steps, and whether behaviour is seen; None: the usual ones.
    """
    options = options or TrialHeadsOptions()
    gains: dict[str, list[float]] = {name: [] for name in LEARNED}
    whose: list[str] = []
    for left in parts_of_people([one.person for one in people], n_folds):
        kept = [one for one, is_left in zip(people, left, strict=True) if not is_left]
        model, base = train_trial_heads(network, kept, options=options), constant(kept)
        for one in compress(people, left):
            whose.append(one.person)
            shown = seen_by(model, one, behaviour=options.behaviour)
            with torch.no_grad():
                own = losses(model.told(*shown), one)
                usual = losses(told_by_constant(base, one.patches.n_windows), one)
            for name in LEARNED:
                gains[name].append(float((usual[name] - own[name]).nanmean()))
    found = {}
    for name, values in gains.items():
        each = by_person(whose, values)
        has = ~np.isnan(each)
        mean = float(each[has].mean()) if has.any() else float("nan")
        found[name] = Skill(mean, *interval(each))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class TrialPrediction:
    """What is told of some windows; NaN where the answer is unknown."""

    workload: NDArray[np.float64]
    """Probability of each level, shape (n_windows, N_LEVELS)."""
    reaction: NDArray[np.float64]
    """Mean and spread of the next log reaction time, shape (n_windows, 2)."""
    lapse: NDArray[np.float64]
    """Probability that the next trial is missed or wrong, shape (n_windows,)."""


def foretold(
    model: TrialHeadsNetwork, examples: TrialExamples, skill: Mapping[str, Skill]
) -> TrialPrediction:
    """Return what the heads say; all of a head's answers are NaN where it is silent.

    Parameters
    ----------
    model : TrialHeadsNetwork
        The network and its heads.
    examples : TrialExamples
        One person's trials.
    skill : mapping of str to Skill
        What each head told people left out beyond a constant.
    """
    shown = seen_by(model, examples, behaviour=True)
    with torch.no_grad():
        told = model.told(*shown)
    above = torch.sigmoid(told.workload).numpy().astype(np.float64)
    edges = np.concatenate([np.ones((len(above), 1)), above, 0 * above[:, :1]], axis=1)
    reaction = told.reaction.numpy().astype(np.float64)
    spread = np.full(len(reaction), float(told.spread.detach().exp()))
    values = {
        "workload": -np.diff(edges, axis=1),
        "reaction": np.stack([reaction, spread], axis=1),
        "lapse": torch.sigmoid(told.lapse).numpy().astype(np.float64),
    }
    for name, value in values.items():
        if name not in skill or not skill[name].speaks:
            value[:] = np.nan
    return TrialPrediction(values["workload"], values["reaction"], values["lapse"])
