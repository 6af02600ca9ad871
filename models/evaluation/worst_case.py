"""The score against the worst change of some microvolts that samples could have.

Nobody changes EEG so: it tells how far an artefact of that size could go. Gradient
descent finds it, which bounds the harm from below, not from above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import AVERAGE, Headset, referred
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.contacts import draws_of
from attention_camp.models.evaluation.headset_table import CERTAIN, aucs
from attention_camp.models.evaluation.headsets import Answer, answer_of, by_person
from attention_camp.models.evaluation.left_out import Tested, learned_without
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.gradient import gradient
from attention_camp.models.training.held_out import headsets_for
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.models.windows import Windows, prepare, some

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
    signs = draws_of(one.person).choice([-1.0, 1.0], one.person.X.shape)
    changes = {RANDOM: 1e-6 * SIZES_UV[-1] * signs[~one.person.is_baseline]}
    changes |= {name: worst_change(one, 1e-6 * size) for size, name in WORST.items()}
    score, name = one.score, one.headset.name
    yield answer_of(score, one.person, name, "score", with_rest=True)
    for label, change in changes.items():
        person = changed(one.person, change, one.headset)
        yield answer_of(score, person, name, label, with_rest=True)


def changed(person: Person, change: NDArray[np.float64], worn: Headset) -> Person:
    """Return a person whose windows outside own rest are changed.

    Parameters
    ----------
    person : Person
        Through a headset.
    change : ndarray, shape (n_tested, n_chans, n_times)
        Of the samples of electrodes, before any average is taken, volts.
    worn : Headset
        The headset.
    """
    X = person.X.astype(np.float64)
    X[~person.is_baseline] += change
    return referred(replace(person, X=X.astype(np.float32)), worn)


def worst_change(tested: Tested, size: float) -> NDArray[np.float64]:
    """Return the change found to move windows outside own rest to the wrong side.

    Parameters
    ----------
    tested : Tested
        A person with own rest, through a headset.
    size : float
        Most that a sample is changed by, volts.

    Returns
    -------
    ndarray, shape (n_tested, n_chans, n_times)
        As ``changed`` takes it; 0 in windows that have no score, in channels that no
        electrode is known of, and without own rest.
    """
    person, worn = tested.person, tested.headset
    ready = partial(prepare, sfreq=person.sfreq, ch_names=person.ch_names)
    rest = ready(person.X[person.is_baseline])
    shown = ~person.is_baseline
    change = np.zeros(person.X[shown].shape)
    if not rest.scored.any():
        return change
    own = tested.score.aligned(rest)
    chans = np.array([person.ch_names.index(name) for name in rest.ch_names])
    wrong = np.where(person.y[shown] == 1, -1.0, 1.0)[:, None, None]
    for _ in range(N_STEPS):
        windows = ready(changed(person, change, worn).X[shown])
        rows = windows.scored
        if not rows.any():
            break
        step = wrong[rows] * np.sign(_slope(own, some(windows, rows), worn))
        used = np.ix_(np.flatnonzero(rows), chans)
        change[used] = np.clip(change[used] + size / 2 * step, -size, size)
    return change


def _slope(own: Score, windows: Windows, worn: Headset) -> NDArray[np.float64]:
    """Return the gradient by the samples of electrodes, before any average is taken."""
    slope = gradient(own, windows)
    if worn.reference != AVERAGE:
        return slope
    usable = windows.usable[..., None]
    n_good = np.maximum(usable.sum(axis=1, keepdims=True), 1)
    return np.asarray((slope - slope.sum(axis=1, keepdims=True) / n_good) * usable)


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
            "declined"
            if np.isnan(values[model]).all()
            else f"{np.nanmean(values[model]):.3f}, {_wrong(found, model, name):.2f}"
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
