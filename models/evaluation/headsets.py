"""The score on every headset of the table, people and headset left out of learning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.catalogue import load_estimator
from attention_camp.models.data.headsets import (
    HEADSETS,
    Headset,
    log_untold,
    seen_by,
    told_by,
)
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.estimator import Estimator
from attention_camp.models.evaluation.contacts import CHANGES, changed
from attention_camp.models.evaluation.left_out import Tested, learned_without
from attention_camp.models.score.spectra import Values
from attention_camp.models.training.held_out import Said
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.models.windows import MIN_CHANNELS, prepare, some

BASELINES = (
    *("pope", "theta-beta", "theta-alpha", "brainflow"),
    *("band-power", "riemann", "riemann-mdm"),
)
CONTROLS = ("amplitude", "muscle")
OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one model says of one person through one headset."""

    model: str
    """``score``, a baseline, or the score after one of ``CHANGES``."""
    headset: str
    person: str
    with_rest: bool
    y: NDArray[np.int64]
    engaged: Values
    """Probability; NaN where it declines."""
    certainty: Values


def answers(
    data_dirs: Sequence[Path],
    *,
    headsets: Sequence[Headset] = HEADSETS,
    baselines: Sequence[str] = (*BASELINES, *CONTROLS),
    n_folds: int = N_FOLDS,
    progress: OnProgress | None = None,
) -> tuple[list[Answer], list[Said]]:
    """Return what the score and its baselines say of people they never saw.

    The score has not learned from headsets of the kind that is tested either, nor were
    its probabilities fitted to them. The baselines are given the advantage of knowing
    the headset: each is trained on other people who wear it.

    Parameters
    ----------
    data_dirs : sequence of Path
        Recordings of caps, as EEG-BIDS datasets.
    headsets : sequence of Headset
        What they are turned into, as far as the recordings tell it.
    baselines : sequence of str
        Estimators beside the score.
    n_folds : int
        Parts of the people.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.

    Returns
    -------
    list of Answer
        Per model, headset, setting and person.
    list of Said
        Logits of both paths of the score.
    """
    told = progress or (lambda *_: None)
    people = read_people(data_dirs)
    wanted, headsets = headsets, told_by(people, headsets)
    learned = learned_without(
        people, headsets, n_folds=n_folds, told=lambda s: told(0.4 * s, "learning")
    )
    log_untold(people, wanted)
    found = [answer for one in learned.each() for answer in _asked(one)]
    steps = [(worn_one, name) for worn_one in headsets for name in baselines]
    for i, (worn_one, name) in enumerate(steps):
        told(0.5 + 0.5 * i / len(steps), f"{name}, {worn_one.name}")
        found += _of_a_baseline(name, worn_one, learned.people, n_folds)
    told(1.0, "done")
    return found, list(learned.said)


def _asked(tested: Tested) -> Iterator[Answer]:
    score, worn, name = tested.score, tested.headset, tested.headset.name
    for change in ("", *CHANGES):
        person = tested.person
        if change:
            person = changed(person, change, worn)
        label = f"score, {change}" if change else "score"
        for with_rest in (True, False) if not change else (True,):
            yield answer_of(score, person, name, label, with_rest=with_rest)


def answer_of(
    estimator: Estimator, person: Person, name: str, label: str, *, with_rest: bool
) -> Answer:
    """Return what a model says of a person's windows outside own rest.

    Parameters
    ----------
    estimator : Estimator
        The model.
    person : Person
        Their windows through a headset.
    name, label : str
        Of the headset, and of the model.
    with_rest : bool
        Whether own rest is known.
    """
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    rest = some(windows, person.is_baseline)
    if with_rest and rest.scored.any():
        estimator = estimator.aligned(rest)
    tested = ~person.is_baseline
    said = estimator.predicted(some(windows, tested))
    certainty = np.abs(2 * said.engaged - 1) * said.support
    return Answer(
        label,
        name,
        person.name,
        with_rest,
        person.y[tested],
        said.engaged,
        np.nan_to_num(certainty),
    )


def _of_a_baseline(
    name: str, worn: Headset, people: Sequence[Person], n_folds: int
) -> Iterator[Answer]:
    seen = [seen_by(person, worn) for person in people]
    if len(seen[0].ch_names) < MIN_CHANNELS:
        return
    for part in range(n_folds):
        learned = [one for i, one in enumerate(seen) if i % n_folds != part]
        estimator = load_estimator(name).fit(
            np.concatenate([one.X for one in learned]),
            np.concatenate([one.y for one in learned]),
            groups=np.repeat([p.name for p in learned], [len(p.y) for p in learned]),
            sfreq=learned[0].sfreq,
            ch_names=learned[0].ch_names,
        )
        for person in seen[part::n_folds]:
            yield answer_of(estimator, person, worn.name, name, with_rest=True)


def by_person(
    found: Sequence[Answer], model: str, headset: str, *, with_rest: bool = True
) -> Mapping[str, Answer]:
    """Return the answers of one model on one headset, by person.

    Parameters
    ----------
    found : sequence of Answer
        Of all models.
    model, headset : str
        Which.
    with_rest : bool
        Whether own rest was known.
    """
    return {
        one.person: one
        for one in found
        if (one.model, one.headset, one.with_rest) == (model, headset, with_rest)
    }
