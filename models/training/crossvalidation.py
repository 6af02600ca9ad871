"""What a network says of people it did not learn from: figures and calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from attention_camp.models.figures import auc, balanced_accuracy, calibration_error
from attention_camp.models.indices import logistic
from attention_camp.models.patches import Patches
from attention_camp.models.training.examples import (
    Lesson,
    drawn_channels,
    examples_of,
    first_stretch,
    inputs_of,
    seen_through,
)
from attention_camp.models.training.network import EncoderNetwork
from attention_camp.models.training.parallel import Team
from attention_camp.models.training.scale import fit_calibration
from attention_camp.models.weights import ProbabilityScale

N_SMALL = 3
"""Random small montages per person that the calibration also learns from."""
FEW = 8
"""Channels up to which a montage counts as small."""


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Logits of windows whose person the network did not learn from."""

    with_rest: NDArray[np.float64]
    without_rest: NDArray[np.float64]
    y: NDArray[np.int64]
    person: NDArray[np.str_]
    n_chans: NDArray[np.int64]


def cross_validated(
    lessons: Sequence[Lesson],
    names: NDArray[np.str_],
    n_folds: int,
    learn: Callable[[Sequence[Lesson], int], EncoderNetwork],
    team: Team | None = None,
) -> HeldOut:
    """Return held-out logits of everybody, through all and through few channels.

    Parameters
    ----------
    lessons : sequence of Lesson
        Everybody.
    names : ndarray, shape (n_people,)
        Who they are.
    n_folds : int
        Parts of the people, each left out once.
    learn : callable
        Trains a network on some lessons in this process, given the number of the part.
    team : Team, optional
        Processes among which the parts are divided; this one alone by default.
    """
    fold = np.arange(len(lessons)) % n_folds
    rng = np.random.default_rng(0)
    parts = []
    for k in range(n_folds):
        left_out = [int(i) for i in np.flatnonzero(fold == k)]
        parts.append(_Part(k, [(i, _montages(lessons[i], rng)) for i in left_out]))

    def tested(part: _Part) -> list[HeldOut]:
        kept = [one for one, k in zip(lessons, fold, strict=True) if k != part.number]
        network = learn(kept, part.number)
        return [
            _seen(network, lessons[i], str(names[i]), chans)
            for i, montages in part.left_out
            for chans in montages
        ]

    found = (team or Team()).shared(parts, tested)
    results = [result for part in found for result in part]
    return HeldOut(
        np.concatenate([r.with_rest for r in results]),
        np.concatenate([r.without_rest for r in results]),
        np.concatenate([r.y for r in results]),
        np.concatenate([r.person for r in results]),
        np.concatenate([r.n_chans for r in results]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One part of the people, as whoever is tested on it needs it."""

    number: int
    left_out: Sequence[tuple[int, Sequence[NDArray[np.intp]]]]
    """Number of each person left out, and the channels they are seen through."""


def _montages(lesson: Lesson, rng: np.random.Generator) -> list[NDArray[np.intp]]:
    n_chans = len(lesson.windows.ch_names)
    small = [drawn_channels(n_chans, rng, most=FEW) for _ in range(N_SMALL)]
    return [np.arange(n_chans), *small]


def _seen(
    network: EncoderNetwork, lesson: Lesson, name: str, chans: NDArray[np.intp]
) -> HeldOut:
    windows = seen_through(lesson.windows, chans)
    shown = examples_of(lesson, first_stretch(lesson), windows)
    unknown = np.zeros_like(shown.known)
    return HeldOut(
        network_logits(network, shown.patches, shown.rest, shown.known),
        network_logits(network, shown.patches, shown.rest, unknown),
        shown.y,
        np.full(len(shown.y), name),
        shown.patches.mask.sum(axis=1).astype(np.int64),
    )


def network_logits(
    network: EncoderNetwork,
    patches: Patches,
    rest: NDArray[np.float32],
    known: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Return the torch network's logits of some windows.

    Parameters
    ----------
    network : EncoderNetwork
        The network.
    patches : Patches
        Of the windows.
    rest : ndarray, shape (n_chans, N_POWERS)
        Log powers at own rest.
    known : ndarray, shape (n_chans,)
        1 where they are known.
    """
    with torch.no_grad():
        logit = network(*inputs_of(patches, rest, known))
    return np.asarray(logit.numpy(), dtype=np.float64)


def calibrations(held_out: HeldOut | None) -> dict[str, dict[str, float]]:
    """Return the calibration with and without own rest, as plain values."""
    if held_out is None:
        same = asdict(ProbabilityScale())
        return {"with_rest": same, "without_rest": same}
    y, n_chans = held_out.y, held_out.n_chans
    return {
        "with_rest": asdict(fit_calibration(held_out.with_rest, y, n_chans)),
        "without_rest": asdict(fit_calibration(held_out.without_rest, y, n_chans)),
    }


def held_out_figures(held_out: HeldOut) -> dict[str, float]:
    """Return figures over held-out people, with all channels and with a few.

    The calibration's three numbers were fitted to these same logits.
    """
    people, n_chans = held_out.person, held_out.n_chans
    figures = {"n_people": float(len(set(people.tolist())))}
    for key in ("with_rest", "without_rest"):
        logit = getattr(held_out, key)
        fit = fit_calibration(logit, held_out.y, n_chans)
        engaged = logistic(fit(logit, n_chans))
        for size, part in (("", n_chans > FEW), ("_4_to_8_channels", n_chans <= FEW)):
            own = [part & (people == p) for p in np.unique(people[part])]
            own = [rows for rows in own if len(np.unique(held_out.y[rows])) == 2]
            if not own:
                continue
            y = held_out.y
            figures |= {
                f"auc_{key}{size}": _mean([auc(y[r], engaged[r]) for r in own]),
                f"balanced_accuracy_{key}{size}": _mean(
                    [balanced_accuracy(y[r], engaged[r]) for r in own]
                ),
                f"calibration_error_{key}{size}": round(
                    calibration_error(y[part], engaged[part]), 4
                ),
            }
    return figures


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)
