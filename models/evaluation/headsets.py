"""The score on every headset of the table, people and headset left out of learning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.catalogue import load_estimator
from attention_camp.models.data.headsets import HEADSETS, Headset, seen_by
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.estimator import Estimator
from attention_camp.models.evaluation.contacts import CHANGES, changed
from attention_camp.models.reference import Reference
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.spectra import Values
from attention_camp.models.training.card import support_of
from attention_camp.models.training.held_out import (
    Part,
    Said,
    parts_of,
    said_by,
    worn_by,
)
from attention_camp.models.training.score import Sitting
from attention_camp.models.training.train_score import (
    N_FOLDS,
    assembled,
    mean_spectra,
    scales_of,
)
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
        What they are turned into.
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
    worn = worn_by(people, headsets)
    parts = [*parts_of(worn, n_folds=n_folds, told=lambda s: told(0.4 * s, "learning"))]
    said = [one for part in parts for one in said_by(part, worn, families=True)]
    found = [*_of_the_score(parts, said, worn, people, headsets)]
    steps = [(worn_one, name) for worn_one in headsets for name in baselines]
    for i, (worn_one, name) in enumerate(steps):
        told(0.5 + 0.5 * i / len(steps), f"{name}, {worn_one.name}")
        found += _of_a_baseline(name, worn_one, people, n_folds)
    told(1.0, "done")
    return found, said


def _of_the_score(
    parts: Sequence[Part],
    said: Sequence[Said],
    worn: Sequence[Sitting],
    people: Sequence[Person],
    headsets: Sequence[Headset],
) -> Iterator[Answer]:
    spectra = [(one.person, one.family, mean_spectra(one)) for one in worn]
    scores: dict[tuple[int, str], Score] = {}
    for number, part in enumerate(parts):
        for one in headsets:
            if (one.family, True) not in part.lines:
                continue  # it has too few channels for any score
            if (number, one.family) not in scores:
                scores[number, one.family] = _score_without(
                    part, one.family, said, spectra
                )
            for person in people:
                if person.name in part.tested:
                    seen = seen_by(person, one)
                    yield from _asked(scores[number, one.family], seen, one.name)


def _score_without(
    part: Part,
    family: str,
    said: Sequence[Said],
    spectra: Sequence[tuple[str, str, Values]],
) -> Score:
    """Return the score as learned without some people and a family of headsets."""
    left_out = [
        one for one in said if one.person not in part.tested and one.family != family
    ]
    known = [
        values
        for person, kind, values in spectra
        if person not in part.tested and kind != family
    ]
    reference = Reference.of(support_of(np.concatenate(known)))
    numbers = assembled(part, family, scales_of(left_out), reference)
    return Score(numbers=numbers)


def _asked(score: Score, seen: Person, name: str) -> Iterator[Answer]:
    for change in ("", *CHANGES):
        person = changed(seen, change) if change else seen
        label = f"score, {change}" if change else "score"
        for with_rest in (True, False) if not change else (True,):
            yield _answer(score, person, name, label, with_rest=with_rest)


def _answer(
    estimator: Estimator, person: Person, name: str, label: str, *, with_rest: bool
) -> Answer:
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
            yield _answer(estimator, person, worn.name, name, with_rest=True)


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
