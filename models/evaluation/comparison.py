"""The table that compares estimators over people, with intervals and differences."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.catalogue import ESTIMATORS
from attention_camp.models.data.recordings import DataError
from attention_camp.models.figures import (
    auc,
    balanced_accuracy,
    calibration_error,
    interval,
)

Setting = Literal[
    "own rest", "rest of the day", "calibrated before", "calibrated", "new person"
]
SETTINGS: tuple[Setting, ...] = get_args(Setting)

N_MEAN = 5
"""Windows of 4 s in the mean over the last 20 s."""


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
    """Mean paired difference in AUC of ``attention``, with own rest, to this row."""
    difference_interval: tuple[float, float]


def table(predictions: Sequence[Prediction]) -> list[Row]:
    """Return one row per estimator, montage and setting, in the model card's order.

    Raises
    ------
    DataError
        If nobody has both labels among the windows that were tested.
    """
    keys = [*dict.fromkeys((p.estimator, p.montage, p.setting) for p in predictions)]
    montages = [*dict.fromkeys(montage for _, montage, _ in keys)]
    keys.sort(
        key=lambda key: (
            SETTINGS.index(key[2]),
            montages.index(key[1]),
            ESTIMATORS.index(key[0]),
        )
    )
    return [_row(key, predictions) for key in keys]


def _row(key: tuple[str, str, Setting], predictions: Sequence[Prediction]) -> Row:
    own = {
        p.person: p
        for p in predictions
        if (p.estimator, p.montage, p.setting) == key and len(set(p.y.tolist())) == 2
    }
    if not own:
        msg = (
            f"{key[0]}, {key[2]}: nobody has windows of both rest and a task to be "
            "tested on, outside the first minute of rest, which is only learned from. "
            "Record more rest, or more task."
        )
        raise DataError(msg)
    best = "calibrated" if key[2] == "calibrated" else "own rest"
    reference = {
        p.person: _auc(p)
        for p in predictions
        if (p.estimator, p.montage, p.setting) == ("attention", key[1], best)
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
        lines.append(
            f"| {row.estimator} | {row.montage} | {row.setting} "
            f"| {row.auc:.3f} [{low:.3f}, {high:.3f}] "
            f"| {row.balanced_accuracy:.3f} [{below:.3f}, {above:.3f}] "
            f"| {row.calibration_error:.3f} "
            f"| {row.auc_20s:.3f} | {row.balanced_accuracy_20s:.3f} "
            f"| {_difference(row)} |"
        )
    return "\n".join(lines)


def _difference(row: Row) -> str:
    """Return how much better attention is; a dash where it was not evaluated."""
    if np.isnan(row.difference):
        return "–"
    low, high = row.difference_interval
    return f"{row.difference:+.3f} [{low:+.3f}, {high:+.3f}]"
