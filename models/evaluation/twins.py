"""The twins of an accuracy: what else could have reached it, in one table."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import headset
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.figures import auc, interval
from attention_camp.models.indices import Level, eye_ratio
from attention_camp.models.training.held_out import (
    Said,
    parts_of,
    said_by,
    with_own_rest,
    worn_by,
)
from attention_camp.models.training.score import (
    RIDGE,
    Features,
    Sitting,
    features_of,
    ridge_line,
    spectra_at_rest,
)
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.models.windows import MIN_CHANNELS, prepare

logger = logging.getLogger(__name__)

Values = NDArray[np.float64]
OnProgress = Callable[[float, str], None]

CAP = tuple(headset(name) for name in ("19 at the ears", "19, average"))
N_WEAKEST = 2
"""Directions of either recording that are taken out: rest and task were cleaned apart,
so that either lacks some that the other has."""


@dataclass(frozen=True, slots=True, eq=False)
class Twin:
    """One figure beside the accuracy."""

    name: str
    aucs: Values
    """Per person."""
    against: Values | None = None
    """What it is paired with."""


def twins(
    data_dirs: Sequence[Path],
    *,
    n_folds: int = N_FOLDS,
    progress: OnProgress | None = None,
) -> tuple[list[Twin], Values]:
    """Return the AUC of the score on people left out, and all that could pass for it.

    Parameters
    ----------
    data_dirs : sequence of Path
        Recordings of caps, as EEG-BIDS datasets.
    n_folds : int
        Parts of the people.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.

    Returns
    -------
    list of Twin
        The score first.
    ndarray, shape (n_people,)
        Effective number of windows of each person.
    """
    told = progress or (lambda *_: None)
    people = [with_own_rest(one) for one in whole_channels(read_people(data_dirs))]
    told(0.1, "people left out")
    said = _said(people, n_folds)
    score = _aucs(said)
    found = [Twin("the score", score)]
    told(0.3, "weakest directions")
    without = _aucs(_said([without_weakest(person) for person in people], n_folds))
    found.append(Twin("without the two weakest directions of each", without, score))
    told(0.5, "shuffled labels")
    shuffled = _said([_shuffled(p, i) for i, p in enumerate(people)], n_folds)
    found.append(Twin("shuffled labels", _aucs(shuffled), score))
    told(0.7, "a leaky split")
    sittings = [s for s in worn_by(people, CAP[:1]) if s.headset == CAP[0].name]
    found += _leaky(sittings, n_folds)
    found.append(Twin("drift: first against later rest", _drift(said), score))
    found += [Twin(name, _single(people, of), score) for name, of in SINGLE.items()]
    told(1.0, "done")
    return found, np.array([effective(one) for one in said])


def whole_channels(people: Sequence[Person]) -> list[Person]:
    """Return people with the channels that are bad in none of their recordings.

    A direction is one of all channels. Who has too few is left out, and the log says
    so.
    """
    found = []
    for person in people:
        good = np.asarray(np.isfinite(person.X).all(axis=(0, 2)))
        if good.sum() < MIN_CHANNELS:
            logger.warning("%s is left out: too few good channels", person.name)
            continue
        found.append(person.picked([*compress(person.ch_names, good)]))
    return found


def _said(people: Sequence[Person], n_folds: int) -> list[Said]:
    worn = worn_by(people, CAP)
    parts = parts_of(worn, n_folds=n_folds, families=False)
    return [
        one
        for part in parts
        for one in said_by(part, worn, families=False)
        if one.with_rest and one.headset == CAP[0].name
    ]


def _aucs(said: Sequence[Said]) -> Values:
    ordered = sorted(said, key=lambda one: one.person)
    return np.array([auc(one.y, one.over_head) for one in ordered])


def _shuffled(person: Person, seed: int) -> Person:
    """Return a person whose labels are dealt anew, own rest staying rest."""
    rng = np.random.default_rng(seed)
    y, free = person.y.copy(), np.flatnonzero(~person.is_baseline)
    y[free] = rng.permutation(y[free])
    return replace(person, y=y)


def without_weakest(person: Person, n: int = N_WEAKEST) -> Person:
    """Return a person's windows without the weakest directions of rest and of task.

    Parameters
    ----------
    person : Person
        In a cap.
    n : int
        Directions of either recording.
    """
    taken = np.concatenate([_weakest(person.X[person.y == k], n) for k in (0, 1)], 1)
    basis, _ = np.linalg.qr(taken)
    keep = np.eye(len(basis)) - basis @ basis.T
    X = np.einsum("cd,wdt->wct", keep, person.X.astype(np.float64))
    return replace(person, X=X.astype(np.float32))


def _weakest(X: NDArray[np.float32], n: int) -> Values:
    """Return the directions with the least variance, shape (n_chans, n)."""
    data = X.astype(np.float64) - X.mean(axis=-1, keepdims=True)
    covariance = np.einsum("wct,wdt->cd", data, data)
    return np.asarray(np.linalg.eigh(covariance)[1][:, :n])


def _leaky(sittings: Sequence[Sitting], n_folds: int) -> list[Twin]:
    """Return the same line with people and with windows left out."""
    spectra = spectra_at_rest(sittings)
    rows = [features_of(one, *spectra, with_rest=True) for one in sittings]
    y = np.concatenate([row.y for row in rows])
    person = np.repeat(np.arange(len(rows)), [len(row.y) for row in rows])
    window = np.random.default_rng(0).permutation(len(y))
    honest, leaky = (
        line_left_out(rows, part % n_folds, n_folds) for part in (person, window)
    )
    return [
        Twin(
            "a leaky split: windows left out, not people",
            by_person(leaky, y, person),
            by_person(honest, y, person),
        )
    ]


def line_left_out(
    rows: Sequence[Features], part: NDArray[np.intp], n_folds: int
) -> Values:
    """Return the logits of windows whose part was not learned from.

    Parameters
    ----------
    rows : sequence of Features
        Everybody's.
    part : ndarray, shape (n_windows,)
        The part of each window.
    n_folds : int
        How many there are.
    """
    X = np.concatenate([row.over_head for row in rows])
    y = np.concatenate([row.y for row in rows])
    weight = np.concatenate([row.weight for row in rows])
    logit = np.zeros(len(y))
    for k in range(n_folds):
        kept = part != k
        line = ridge_line(X[kept], y[kept], weight[kept], ridge=RIDGE)
        logit[~kept] = line(X[~kept])
    return logit


def by_person(logit: Values, y: NDArray[np.int64], person: NDArray[np.intp]) -> Values:
    """Return the AUC of each person.

    Parameters
    ----------
    logit, y, person : ndarray, shape (n_windows,)
        Logits, labels and whose each window is.
    """
    return np.array(
        [auc(y[person == k], logit[person == k]) for k in np.unique(person)]
    )


def _drift(said: Sequence[Said]) -> Values:
    """Return how well the score tells the later half of rest from the half before."""
    found = []
    for one in sorted(said, key=lambda one: one.person):
        rest = one.over_head[one.y == 0]
        later = (np.arange(len(rest)) >= len(rest) // 2).astype(np.int64)
        found.append(auc(later, rest))
    return np.array(found)


def _amplitude(person: Person) -> Values:
    return _level(person, "amplitude")


def _muscle(person: Person) -> Values:
    return _level(person, "muscle")


def _level(person: Person, name: str) -> Values:
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    return Level(name).ratio(windows)


def _eyes(person: Person) -> Values:
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    return eye_ratio(windows)


def _weakest_at_rest(person: Person) -> Values:
    """Return the power along the one direction that is weakest at own rest."""
    direction = _weakest(person.X[person.is_baseline], 1)[:, 0]
    along = np.einsum("c,wct->wt", direction, person.X.astype(np.float64))
    return np.asarray(np.log(along.var(axis=-1) + 1e-30))


def _time(person: Person) -> Values:
    return np.arange(len(person.y), dtype=np.float64)


SINGLE: dict[str, Callable[[Person], Values]] = {
    "amplitude alone": _amplitude,
    "muscle alone (30 to 45 Hz)": _muscle,
    "eyes alone": _eyes,
    "the direction weakest at own rest, untrained": _weakest_at_rest,
    "time on task alone": _time,
}
"""What a single number of a window says, the way round that is right for most."""


def _single(people: Sequence[Person], of: Callable[[Person], Values]) -> Values:
    aucs = []
    for person in sorted(people, key=lambda one: one.name):
        tested = ~person.is_baseline
        aucs.append(auc(person.y[tested], of(person)[tested]))
    found = np.array(aucs)
    return found if found.mean() >= 0.5 else 1 - found


def effective(said: Said) -> float:
    """Return how many independent windows a person's windows are worth.

    By the first autocorrelation of what is left of the logit after the mean of each
    condition (Bayley & Hammersley 1946, doi:10.2307/2983560).
    """
    left = said.over_head.copy()
    for label in (0, 1):
        left[said.y == label] -= left[said.y == label].mean()
    r = float(np.corrcoef(left[:-1], left[1:])[0, 1])
    r = min(max(r, 0.0), 0.99)
    return len(left) * (1 - r) / (1 + r)


def as_text(found: Sequence[Twin], windows: Values) -> str:
    """Return the table in Markdown.

    Parameters
    ----------
    found : sequence of Twin
        The score first.
    windows : ndarray, shape (n_people,)
        Effective number of windows.
    """
    lines = ["| twin | AUC | against its pair |", "|---|---|---|"]
    for one in found:
        low, high = interval(one.aucs)
        cell = "–"
        if one.against is not None:
            apart = one.aucs - one.against
            below, above = interval(apart)
            cell = f"{apart.mean():+.3f} [{below:+.3f}, {above:+.3f}]"
        lines.append(
            f"| {one.name} | {one.aucs.mean():.3f} [{low:.3f}, {high:.3f}] | {cell} |"
        )
    lines.append(
        f"\nEffective number of windows per person: median {np.median(windows):.0f}, "
        f"{windows.min():.0f} to {windows.max():.0f}."
    )
    return "\n".join(lines)
