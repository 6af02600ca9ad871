"""The score against the worst change of some microvolts that samples could have.

Nobody changes EEG so; it bounds what any artefact of that size could do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.headset_table import CERTAIN, aucs
from attention_camp.models.evaluation.headsets import Answer, answer_of, by_person
from attention_camp.models.evaluation.left_out import Tested, learned_without
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.gradient import gradient
from attention_camp.models.training.held_out import headsets_for
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.models.windows import prepare, some

SIZES_UV = (1.0, 2.0, 5.0)
"""Most that a sample is changed by, µV."""
N_STEPS = 5
"""Of projected gradient descent (Madry et al. 2018, arXiv:1706.06083), each half as
long as the change may be."""
RANDOM = f"random, {SIZES_UV[-1]:g} µV"
"""Changes of the same size whose signs are drawn: what is due to size alone."""
WORST = {size: f"worst, {size:g} µV" for size in SIZES_UV}
OnProgress = Callable[[float, str], None]


def worst_cases(
    data_dirs: Sequence[Path],
    *,
    n_folds: int = N_FOLDS,
    progress: OnProgress | None = None,
) -> list[Answer]:
    """Return what the score says of changed windows, people and headset left out.

    Own rest stays as it was. The models are ``score``, ``RANDOM`` and those of
    ``WORST``.

    Parameters
    ----------
    data_dirs : sequence of Path
        Recordings as EEG-BIDS datasets.
    n_folds : int
        Parts of the people.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.
    """
    told = progress or (lambda *_: None)
    people = read_people(data_dirs)
    learned = learned_without(
        people,
        headsets_for(people),
        n_folds=n_folds,
        told=lambda share: told(0.4 * share, "learning"),
    )
    n = len(people) * len(learned.headsets)
    found: list[Answer] = []
    for number, one in enumerate(learned.each()):
        told(0.4 + 0.6 * number / n, f"worst changes, {one.headset.name}")
        found += _asked(one)
    told(1.0, "done")
    return found


def _asked(one: Tested) -> Iterator[Answer]:
    signs = np.random.default_rng(0).choice([-1.0, 1.0], one.person.X.shape)
    changes = {RANDOM: 1e-6 * SIZES_UV[-1] * signs[~one.person.is_baseline]}
    changes |= {
        name: worst_change(one.score, one.person, 1e-6 * size)
        for size, name in WORST.items()
    }
    score, name = one.score, one.headset.name
    yield answer_of(score, one.person, name, "score", with_rest=True)
    for label, change in changes.items():
        person = changed(one.person, change)
        yield answer_of(score, person, name, label, with_rest=True)


def changed(person: Person, change: NDArray[np.float64]) -> Person:
    """Return a person whose windows outside own rest are changed.

    Parameters
    ----------
    person : Person
        As recorded.
    change : ndarray, shape (n_tested, n_chans, n_times)
        Volts.
    """
    X = person.X.astype(np.float64)
    X[~person.is_baseline] += change
    return replace(person, X=X.astype(np.float32))


def worst_change(score: Score, person: Person, size: float) -> NDArray[np.float64]:
    """Return the change that moves windows outside own rest most to the wrong side.

    Parameters
    ----------
    score : Score
        Not aligned to anybody.
    person : Person
        With own rest.
    size : float
        Most that a sample is changed by, volts.

    Returns
    -------
    ndarray, shape (n_tested, n_chans, n_times)
        Volts; 0 in windows that have no score, and without own rest.
    """
    ready = partial(prepare, sfreq=person.sfreq, ch_names=person.ch_names)
    rest = ready(person.X[person.is_baseline])
    tested = ~person.is_baseline
    X = person.X[tested].astype(np.float64)
    change = np.zeros_like(X)
    if not rest.scored.any():
        return change
    own = score.aligned(rest)
    wrong = np.where(person.y[tested] == 1, -1.0, 1.0)[:, None, None]
    for _ in range(N_STEPS):
        windows = ready(X + change)
        rows = windows.scored
        if not rows.any():
            break
        step = wrong[rows] * np.sign(gradient(own, some(windows, rows)))
        change[rows] = np.clip(change[rows] + size / 2 * step, -size, size)
    return change


def as_text(found: Sequence[Answer]) -> str:
    """Return the table in Markdown."""
    models = ("score", RANDOM, *WORST.values())
    heads = ("headset", "as recorded", *models[1:])
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name in dict.fromkeys(one.headset for one in found):
        values = {model: aucs(found, model, name) for model in models}
        if np.isnan(values["score"]).all():
            continue
        cells = [
            f"{np.nanmean(values[model]):.3f}, {_wrong(found, model, name):.2f}"
            for model in models
        ]
        lines.append(f"| {' | '.join((name, *cells))} |")
    lines.append("\nAUC, and the share of all windows that are certain and wrong.")
    return "\n".join(lines)


def _wrong(found: Sequence[Answer], model: str, headset: str) -> float:
    own = by_person(found, model, headset).values()
    return float(np.mean([certain_and_wrong(one) for one in own]))


def certain_and_wrong(one: Answer) -> float:
    """Return the share of a person's windows that are certain enough to act and wrong.

    A window without a score is neither.
    """
    return float(((one.certainty >= CERTAIN) & ((one.engaged > 0.5) != one.y)).mean())
