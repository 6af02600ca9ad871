"""Honest figures: people left out, all baselines and both controls in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from attention_camp.models.calibration import held_out_of, stretches_of
from attention_camp.models.catalogue import CONTROLS, ESTIMATORS, PEERS, load_estimator
from attention_camp.models.comparison import Prediction, Row, Setting, as_text, table
from attention_camp.models.data import DataError, Person, read_people
from attention_camp.models.estimator import Estimator
from attention_camp.models.scorer import Scorer

__all__ = ["ESTIMATORS", "MONTAGES", "PROTOCOLS", "as_text", "evaluate"]

Protocol = Literal["loso", "calibrated", "cross-session"]
PROTOCOLS = ("loso", "calibrated", "cross-session")
Progress = Callable[[float, str], None]

SLOW = ("attention", *PEERS)
"""Estimators trained once per fold of several people instead of once per person."""
N_SLOW_FOLDS = 6
MONTAGES: Mapping[str, tuple[str, ...]] = {
    "8": ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"),  # OpenBCI Cyton's default
    "4": ("F7", "F8", "T7", "T8"),  # nearest to the Muse's AF7, AF8, TP9, TP10
}
"""Smaller headsets cut out of a larger one."""


def evaluate(
    data_dirs: Sequence[Path],
    *,
    protocol: Protocol = "loso",
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
    protocol : {"loso", "calibrated", "cross-session"}
        ``loso`` leaves people out; ``calibrated`` also calibrates each to some chunks
        of their own labelled windows and tests on the others; ``cross-session`` takes
        own rest from a person's first session and tests on the later ones.
    estimators : sequence of str
        Names; both controls are added. The convolutional networks are trained and
        tested with all channels only.
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
    if protocol not in PROTOCOLS:
        msg = f"protocol: one of {', '.join(PROTOCOLS)}, got {protocol!r}."
        raise ValueError(msg)
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
    if name in PEERS:
        montages = dict(list(montages.items())[:1])
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
    if protocol == "calibrated":
        yield from _calibrated(name, estimator, montage, person)
        return
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


def _calibrated(
    name: str, estimator: Estimator, montage: str, person: Person
) -> Iterator[Prediction]:
    scorer = Scorer(name, sfreq=person.sfreq, ch_names=person.ch_names)
    scorer.estimator = estimator
    found = held_out_of(scorer, stretches_of(person))
    if found is not None:
        y, engaged = found
        runs = np.zeros(len(y), np.int64)
        yield Prediction(name, montage, "calibrated", person.name, y, engaged, runs)
