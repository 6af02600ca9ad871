"""What each part tells of people left out of learning, with the others and without."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from attention_camp.models.figures import interval
from attention_camp.models.training.network import Shape
from attention_camp.models.training.together.learn import LearningOptions, learn
from attention_camp.models.training.together.network import (
    Seen,
    SharedNetwork,
    hidden_channels,
)
from attention_camp.models.training.together.objectives import Objectives
from attention_camp.models.training.trial_heads import HEADS, constant, losses
from attention_camp.models.training.trial_skills import told_by_constant
from attention_camp.models.training.trials import by_person, parts_of_people

FIGURES = ("masked", "aligned", *HEADS)
"""What is told of people left out: share of the variance of hidden spectra beyond their
mean, and nats gained per window or trial beyond chance or a constant."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a part tells of people left out; NaN where it was not learned."""

    gain: float
    low: float
    high: float
    """95 % bootstrap interval over people."""


def held_out(
    people: Sequence[Seen],
    objectives: Objectives,
    *,
    options: LearningOptions | None = None,
    shape: Shape | None = None,
) -> dict[str, Figure]:
    """Return what each part tells of people who were left out of learning.

    Parameters
    ----------
    people : sequence of Seen
        Everybody's recordings; those of one person are left out together.
    objectives : Objectives
        The weight of each part.
    options : LearningOptions or None
        Rates, passes and folds; None: the usual ones.
    shape : Shape or None
        Sizes of the encoder; None: the usual ones.
    """
    options = options or LearningOptions()
    told: dict[str, list[float]] = {name: [] for name in FIGURES}
    whose: list[str] = []
    for left in parts_of_people([one.person for one in people], options.n_folds):
        kept = [one for one, is_left in zip(people, left, strict=True) if not is_left]
        model = learn(kept, objectives, options=options, shape=shape)
        usual = _Usual.of(kept, model)
        for one in compress(people, left):
            whose.append(one.person)
            for name, gain in _gains(model, one, objectives, usual).items():
                told[name].append(gain)
    found = {}
    for name, values in told.items():
        each = by_person(whose, values)
        has = ~np.isnan(each)
        mean = float(each[has].mean()) if has.any() else math.nan
        found[name] = Figure(mean, *(interval(each) if has.any() else (math.nan,) * 2))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Usual:
    """What a constant says: the means of those who were learned from."""

    labels: Mapping[str, NDArray[np.float64]]
    spectrum: torch.Tensor
    """Mean log powers of good channels relative to own rest, (F,)."""

    @classmethod
    def of(cls, people: Sequence[Seen], model: SharedNetwork) -> _Usual:
        means = [_mean_spectrum(model, one) for one in people]
        return cls(
            constant([one.examples for one in people]), torch.stack(means).mean(0)
        )


@torch.no_grad()
def _relative(model: SharedNetwork, one: Seen) -> torch.Tensor:
    """Return log powers relative to own rest, (B, C, P, F)."""
    patches, places, _, mask, rest, known = one.inputs
    relative, _ = model.network.spectra(patches, places, mask, rest, known)
    return relative


def _mean_spectrum(model: SharedNetwork, one: Seen) -> torch.Tensor:
    """Return mean log powers relative to own rest, (F,).

    Bad channels are left out, as they are where hidden spectra are told: at the average
    reference they are 0, and the logarithm of that is far from any power.
    """
    relative = _relative(model, one)  # (B, C, P, F)
    good = one.inputs[3][:, :, None, None].expand_as(relative)
    return (relative * good).sum(dim=(0, 1, 2)) / good.sum(dim=(0, 1, 2)).clamp(min=1.0)


@torch.no_grad()
def _gains(
    model: SharedNetwork, one: Seen, objectives: Objectives, usual: _Usual
) -> dict[str, float]:
    """Return what each part tells of a person beyond a constant."""
    found = dict.fromkeys(FIGURES, math.nan)
    parts = objectives.shared
    if "masked" in parts:
        found["masked"] = _told_of_hidden(model, one, usual.spectrum)
    if not one.has_trials:
        return found
    field, summary = model.looked_at(one.inputs)
    if "aligned" in parts:
        n = int((one.there.amax(dim=1) > 0).sum())
        found["aligned"] = math.log(n) - float(model.alignment(summary, one))
    if "heads" in parts:
        own = losses(model.told(field, summary, one), one.examples)
        flat = told_by_constant(usual.labels, one.examples.patches.n_windows)
        same = losses(flat, one.examples)
        found |= {head: float((same[head] - own[head]).nanmean()) for head in HEADS}
    return found


def _told_of_hidden(model: SharedNetwork, one: Seen, usual: torch.Tensor) -> float:
    """Return the share of the variance of hidden spectra that is told."""
    hidden = hidden_channels(one, torch.Generator().manual_seed(0))
    error = model.masked(one.inputs, hidden)
    away = (_relative(model, one) - usual).square()  # (B, C, P, F)
    counted = (hidden * one.inputs[3])[:, :, None, None].expand_as(away)
    plain = (away * counted).sum() / counted.sum().clamp(min=1.0)
    return float(1 - error / plain)


def ablations(objectives: Objectives) -> dict[str, Objectives]:
    """Return all parts, then all without each, then each alone."""
    parts = objectives.shared
    found = {"all": objectives}
    if len(parts) > 1:
        found |= {f"without {name}": objectives.without(name) for name in parts}
    if len(parts) > 2:
        for name in parts:
            alone = objectives
            for other in parts:
                alone = alone if other == name else alone.without(other)
            found[f"{name} alone"] = alone
    return found


def as_text(card: Mapping[str, Any]) -> str:
    """Return the figures of people left out as lines of text."""
    lines = [f"{'people left out':<18}" + "".join(f"{n:>26}" for n in FIGURES)]
    for name, figures in card["figures"].items():
        cells = (_cell(figures[what]) for what in FIGURES)
        lines.append(f"{name:<18}" + "".join(f"{cell:>26}" for cell in cells))
    return "\n".join(lines)


def _cell(figure: Mapping[str, float]) -> str:
    if math.isnan(figure["gain"]):
        return "–"
    return f"{figure['gain']:+.3f} [{figure['low']:+.3f}, {figure['high']:+.3f}]"
