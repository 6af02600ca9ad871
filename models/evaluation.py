"""Honest figures: people left out, all baselines and both controls in one run."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.catalogue import CONTROLS, ESTIMATORS, load_estimator
from attention_camp.models.data import DataError, Person, read_people
from attention_camp.models.estimator import Estimator
from attention_camp.models.figures import (
    auc,
    balanced_accuracy,
    calibration_error,
    interval,
)

PROTOCOLS = ("loso", "cross-session")
Setting = Literal["new person", "own rest"]
Progress = Callable[[float, str], None]

SLOW = ("attention", "eegnet", "shallow")
"""Estimators trained once per fold of several people instead of once per person."""
N_SLOW_FOLDS = 6
N_MEAN = 5
"""Windows of 4 s in the mean over the last 20 s."""
MONTAGES: Mapping[str, tuple[str, ...]] = {
    "8": ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"),  # OpenBCI Cyton's default
    "4": ("F7", "F8", "T7", "T8"),  # nearest to the Muse's AF7, AF8, TP9, TP10
}
"""Smaller headsets cut out of a larger one."""


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What one estimator said of one person that it was not trained on."""

    estimator: str
    montage: str
    setting: Setting
    person: str
    y: NDArray[np.int64]
    engaged: NDArray[np.float64]
    """Probability, NaN where it declined."""
    run: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: means over people with 95 % bootstrap intervals."""

    estimator: str
    montage: str
    setting: Setting
    n_people: int
    auc: float
    auc_interval: tuple[float, float]
    balanced_accuracy: float
    balanced_accuracy_interval: tuple[float, float]
    calibration_error: float
    auc_20s: float
    balanced_accuracy_20s: float
    declined: float
    """Share of windows without a score."""
    difference: float
    """Mean paired difference in AUC of ``attention`` with own rest to this row."""
    difference_interval: tuple[float, float]


def evaluate(
    data_dirs: Sequence[Path],
    *,
    protocol: str = "loso",
    estimators: Sequence[str] = ESTIMATORS,
    montages: Mapping[str, Sequence[str]] | None = None,
    n_folds: int | None = None,
    progress: Progress | None = None,
) -> list[Row]:
    """Evaluate estimators on people (or sessions) they were not trained on.

    Parameters
    ----------
    data_dirs : sequence of Path
        Labelled EEG-BIDS datasets whose people share channels and sampling rate.
    protocol : {"loso", "cross-session"}
        ``loso`` leaves people out; ``cross-session`` also takes own rest from a
        person's first session and tests on the later ones.
    estimators : sequence of str
        Names; both controls are added.
    montages : mapping, optional
        Channels per montage; all, and those of ``MONTAGES`` that the data have.
    n_folds : int, optional
        Folds over people for every estimator; by default the networks have six and
        the others leave out one person at a time.

    Returns
    -------
    list of Row
        One per estimator, montage and setting.
    """
    people = read_people(data_dirs)
    if protocol == "cross-session":
        people = [person for person in people if len(np.unique(person.session)) > 1]
    if len(people) < 2:
        msg = f"{protocol} needs at least two people, got {len(people)}."
        raise DataError(msg)
    wanted = [*dict.fromkeys((*estimators, *CONTROLS))]
    if montages is None:
        montages = _montages(people[0])
    predictions: list[Prediction] = []
    for i, name in enumerate(wanted):
        n = n_folds or (N_SLOW_FOLDS if name in SLOW else len(people))
        n = min(n, len(people))
        for fold in range(n):
            if progress is not None:
                progress(
                    (i + fold / n) / len(wanted), f"{name}, fold {fold + 1} of {n}"
                )
            predictions += _one_fold(name, people, montages, fold, n, protocol)
    return table(predictions)


def _montages(person: Person) -> dict[str, tuple[str, ...]]:
    found = {str(len(person.ch_names)): person.ch_names}
    have = set(person.ch_names)
    return found | {name: chs for name, chs in MONTAGES.items() if set(chs) < have}


def _one_fold(
    name: str,
    people: Sequence[Person],
    montages: Mapping[str, Sequence[str]],
    fold: int,
    n_folds: int,
    protocol: str,
) -> Iterator[Prediction]:
    kept = [p for i, p in enumerate(people) if i % n_folds != fold]
    left_out = [p for i, p in enumerate(people) if i % n_folds == fold]
    estimator = None
    for montage, ch_names in montages.items():
        if estimator is None or name != "attention":  # one set of weights serves all
            estimator = _trained(name, [p.picked(ch_names) for p in kept])
        for person in left_out:
            yield from _predicted(
                name, estimator, montage, person.picked(ch_names), protocol
            )


def _trained(name: str, people: Sequence[Person]) -> Estimator:
    X = np.concatenate([person.X for person in people])
    y = np.concatenate([person.y for person in people])
    groups = np.repeat([p.name for p in people], [len(p.y) for p in people])
    estimator = load_estimator(name)
    return estimator.fit(
        X, y, groups=groups, sfreq=people[0].sfreq, ch_names=people[0].ch_names
    )


def _predicted(
    name: str, estimator: Estimator, montage: str, person: Person, protocol: str
) -> Iterator[Prediction]:
    tested = ~person.is_baseline
    if protocol == "cross-session":
        tested &= person.session != person.session[0]
    told: dict[Setting, Estimator] = {"new person": estimator}
    own_rest = person.X[person.is_baseline]
    if len(own_rest):
        told["own rest"] = estimator.personalise(
            own_rest, sfreq=person.sfreq, ch_names=person.ch_names
        )
    for setting, one in told.items():
        p = one.predict_proba(
            person.X[tested], sfreq=person.sfreq, ch_names=person.ch_names
        )
        yield Prediction(
            name,
            montage,
            setting,
            person.name,
            person.y[tested],
            p[:, 1],
            person.run[tested],
        )


def table(predictions: Sequence[Prediction]) -> list[Row]:
    """Return one row per estimator, montage and setting."""
    keys = dict.fromkeys((p.estimator, p.montage, p.setting) for p in predictions)
    return [_row(key, predictions) for key in keys]


def _row(key: tuple[str, str, Setting], predictions: Sequence[Prediction]) -> Row:
    own = {
        p.person: p
        for p in predictions
        if (p.estimator, p.montage, p.setting) == key and len(set(p.y.tolist())) == 2
    }
    reference = {
        p.person: _auc(p)
        for p in predictions
        if (p.estimator, p.montage, p.setting) == ("attention", key[1], "own rest")
    }
    aucs = np.array([_auc(p) for p in own.values()])
    accuracies = np.array([_accuracy(p) for p in own.values()])
    slow = [trailing_mean(p) for p in own.values()]
    apart = np.array(
        [reference.get(person, np.nan) - _auc(p) for person, p in own.items()]
    )
    y = np.concatenate([p.y for p in own.values()])
    engaged = np.concatenate([p.engaged for p in own.values()])
    scored = ~np.isnan(engaged)
    return Row(
        *key,
        n_people=len(own),
        auc=_mean(aucs),
        auc_interval=interval(aucs),
        balanced_accuracy=_mean(accuracies),
        balanced_accuracy_interval=interval(accuracies),
        calibration_error=calibration_error(y[scored], engaged[scored]),
        auc_20s=_mean(np.array([_auc(p) for p in slow])),
        balanced_accuracy_20s=_mean(np.array([_accuracy(p) for p in slow])),
        declined=float(1 - scored.mean()),
        difference=_mean(apart),
        difference_interval=interval(apart),
    )


def _auc(p: Prediction) -> float:
    scored = ~np.isnan(p.engaged)
    return auc(p.y[scored], p.engaged[scored])


def _accuracy(p: Prediction) -> float:
    scored = ~np.isnan(p.engaged)
    return balanced_accuracy(p.y[scored], p.engaged[scored])


def _mean(values: NDArray[np.float64]) -> float:
    kept = values[~np.isnan(values)]
    return float(kept.mean()) if len(kept) else float("nan")


def trailing_mean(prediction: Prediction) -> Prediction:
    """Return the mean over each window and the four before it in the same recording."""
    y, engaged, runs = [], [], []
    for run in np.unique(prediction.run):
        own = prediction.run == run
        if own.sum() < N_MEAN:
            continue
        pieces = np.lib.stride_tricks.sliding_window_view(
            prediction.engaged[own], N_MEAN
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # all five were declined
            engaged.append(np.nanmean(pieces, axis=1))
        y.append(prediction.y[own][N_MEAN - 1 :])
        runs.append(prediction.run[own][N_MEAN - 1 :])
    if not y:
        return prediction
    return Prediction(
        prediction.estimator,
        prediction.montage,
        prediction.setting,
        prediction.person,
        np.concatenate(y),
        np.concatenate(engaged),
        np.concatenate(runs),
    )


def as_text(rows: Sequence[Row]) -> str:
    """Return the table in Markdown, as the model card shows it."""
    heads = (
        "estimator",
        "channels",
        "setting",
        "AUC",
        "balanced accuracy",
        "ECE",
        "AUC, 20 s",
        "accuracy, 20 s",
        "attention better by",
    )
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in rows:
        low, high = row.auc_interval
        below, above = row.balanced_accuracy_interval
        worse, better = row.difference_interval
        lines.append(
            f"| {row.estimator} | {row.montage} | {row.setting} "
            f"| {row.auc:.3f} [{low:.3f}, {high:.3f}] "
            f"| {row.balanced_accuracy:.3f} [{below:.3f}, {above:.3f}] "
            f"| {row.calibration_error:.3f} "
            f"| {row.auc_20s:.3f} | {row.balanced_accuracy_20s:.3f} "
            f"| {row.difference:+.3f} [{worse:+.3f}, {better:+.3f}] |"
        )
    return "\n".join(lines)
