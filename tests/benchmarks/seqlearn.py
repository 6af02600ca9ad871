"""Does the shipped score foretell a trial's success at constant load? As found.

``python tests/benchmarks/seqlearn.py`` reads the recordings beside the repository
(45 people with a Muse, 25 memory trials each, four of them more than once) and prints
the AUC over people of the attention score and of the indices, a person's recordings
weighing as one. The load is not in the files; trials count as of
one load where they are of like length (thirds of a recording's trials). Whether the
longest third is told from the shortest is printed, too, beside what else tells them
apart: the trial's number and the signal's amplitude. Sounds and the timing of displays
differ with length and may carry it.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

CH_NAMES = ("TP9", "AF7", "AF8", "TP10")
SFREQ = 220.0
N_WINDOW = round(4 * SFREQ)
TOLD = ("the score", "the trial's number", "amplitude")
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "seqlearn"


def trials(path: Path) -> Iterator[tuple[np.ndarray, bool, int]]:
    """Yield (windows in volts, success, third of the lengths) of a recording."""
    with np.load(path) as arrays:
        counts, lsb = arrays["counts"].astype(float), float(arrays["lsb_uv"])
        offsets, success = arrays["offsets"], arrays["success"]
    lengths = np.diff(offsets)
    third = np.searchsorted(np.quantile(lengths, (1 / 3, 2 / 3)), lengths)
    for i, (begin, end) in enumerate(itertools.pairwise(offsets)):
        data = counts[:, begin:end] * lsb * 1e-6
        n = data.shape[1] // N_WINDOW
        if n:
            used = data[:, data.shape[1] - n * N_WINDOW :]
            windows = used.reshape(4, n, N_WINDOW).swapaxes(0, 1)
            yield windows, bool(success[i]), int(third[i])


def run(names: tuple[str, ...]) -> None:
    """Print AUC over people, with its interval, and the share of trials scored."""
    from attention_camp.models import load_estimator
    from attention_camp.models.figures import auc, interval

    for name in names:
        estimator = load_estimator(name)
        aucs, loads, n_scored, n_trials = [], [], 0, 0
        paths = sorted(DATA.glob("*.npz"))
        for path in paths:
            rows = []
            for windows, success, load in trials(path):
                p = estimator.predict_proba(windows, sfreq=SFREQ, ch_names=CH_NAMES)
                scored = p[~np.isnan(p[:, 1]), 1]
                n_trials += 1
                n_scored += bool(len(scored))
                if len(scored):
                    amplitude = float(np.log(np.nanmedian(windows.std(axis=-1))))
                    told = (scored.mean(), len(rows), amplitude)
                    rows.append((load, success, *told))
            aucs.append(_within_load([row[:3] for row in rows], auc))
            loads.append(_of_load(rows, auc))
        whose = [path.stem.split("_")[0] for path in paths]
        found = of_people(np.array(aucs), whose)
        low, high = interval(found)
        sys.stdout.write(
            f"{name}: AUC {np.nanmean(found):.3f} [{low:.3f}, {high:.3f}] over "
            f"{(~np.isnan(found)).sum()} people, {n_scored} of {n_trials} trials "
            "scored\n"
        )
        for what, each in zip(TOLD, np.array(loads).T, strict=True):
            values = of_people(each, whose)
            low, high = interval(values)
            sys.stdout.write(
                f"  longest third against shortest, by {what}: "
                f"{np.nanmean(values):.3f} [{low:.3f}, {high:.3f}]\n"
            )


def of_people(values: np.ndarray, whose: Sequence[str]) -> np.ndarray:
    """Return the mean over each person's recordings, NaN where none has a value."""
    means = []
    for name in dict.fromkeys(whose):
        own = values[[one == name for one in whose]]
        own = own[~np.isnan(own)]
        means.append(own.mean() if len(own) else np.nan)
    return np.array(means)


def _within_load(rows: list[tuple[int, bool, float]], auc) -> float:
    """Return the mean AUC over loads that hold both outcomes; NaN: none does."""
    if not rows:
        return float("nan")
    load, success, score = (np.array(column) for column in zip(*rows, strict=True))
    found = [
        auc(success[load == k].astype(int), score[load == k]) for k in np.unique(load)
    ]
    kept = [value for value in found if not np.isnan(value)]
    return float(np.mean(kept)) if kept else float("nan")


def _of_load(rows: list[tuple[int, bool, float, int, float]], auc) -> list[float]:
    """Return the AUC of the longest trials against the shortest, by each of TOLD."""
    ends = [row for row in rows if row[0] != 1]
    load = np.array([int(row[0] == 2) for row in ends])
    return [auc(load, np.array([row[2 + k] for row in ends])) for k in range(len(TOLD))]


if __name__ == "__main__":
    run(("attention", "pope", "theta-alpha", "brainflow"))
