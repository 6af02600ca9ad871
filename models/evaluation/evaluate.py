"""Honest figures: people left out, all baselines and both controls in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.calibration import calibrate, held_out_of
from attention_camp.models.catalogue import CONTROLS, ESTIMATORS, PEERS, load_estimator
from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.estimator import Estimator
from attention_camp.models.evaluation.comparison import (
    Prediction,
    Row,
    Setting,
    as_text,
    table,
)
from attention_camp.models.evaluation.predictions import Kept
from attention_camp.models.evaluation.sharing import DoAll, do_here
from attention_camp.models.evaluation.stretches import stretches_of
from attention_camp.models.evaluation.tested import (
    LEFT_OUT,
    SECONDS,
    People,
    dataset_of,
    tested_people,
)
from attention_camp.models.scorer import Scorer
from attention_camp.models.windows import prepare

__all__ = ["ESTIMATORS", "MONTAGES", "PROTOCOLS", "as_text", "evaluate"]

EvaluationProtocol = Literal[
    "loso", "calibrated", "cross-session", "leave-one-dataset-out"
]
PROTOCOLS: tuple[str, ...] = get_args(EvaluationProtocol)
OnProgress = Callable[[float, str], None]

SLOW = ("attention", *PEERS)
"""Estimators trained once per fold of several people instead of once per person."""
N_SLOW_FOLDS = 6
MONTAGES: Mapping[str, tuple[str, ...]] = {
    "8": ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"),  # OpenBCI Cyton's default
    "4": ("Fp1", "Fp2", "T7", "T8"),  # nearest by angle to the Muse's AF and TP
}
"""Smaller headsets cut out of a larger one."""


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What is trained and tested in one step."""

    name: str
    montages: Mapping[str, Sequence[str]]
    """One, or all where one set of weights serves all."""
    fold: int
    n_folds: int

    @property
    def key(self) -> str:
        """A name for the step's predictions: montages of other channels have others."""
        channels = "+".join(self.montages)
        which = sha256(repr(list(self.montages.values())).encode()).hexdigest()[:8]
        return f"{self.name}_{channels}_{which}_{self.fold + 1}of{self.n_folds}"


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A fold, and what any process needs to do it."""

    task: _Task
    folders: tuple[Path, ...]
    protocol: str
    digest: str
    """Hash of everybody's windows, as of `digest_of`: the process must read them."""


def evaluate(
    data_dirs: Sequence[Path],
    *,
    protocol: EvaluationProtocol = "loso",
    estimators: Sequence[str] = ESTIMATORS,
    montages: Mapping[str, Sequence[str]] | None = None,
    n_folds: int | None = None,
    keep: Path | None = None,
    do_all: DoAll | None = None,
    progress: OnProgress | None = None,
) -> list[Row]:
    """Evaluate estimators on people (or sessions) they were not trained on.

    Parameters
    ----------
    data_dirs : sequence of Path
        Labelled EEG-BIDS datasets; where their people differ in channels or sampling
        rate, those that all have are used, at the lowest rate.
    protocol : str
        ``loso`` leaves people out; ``calibrated`` also calibrates each to some chunks
        of their own labelled windows and tests on the others; ``cross-session`` tests
        people left out on later sessions: with own rest of the first, with the first
        rest of the day, and calibrated in the first; ``leave-one-dataset-out`` tests
        everybody of a dataset on what was learned from the others.
    estimators : sequence of str
        Names; both controls are added.
    montages : mapping, optional
        Channels per montage; all, and those of ``MONTAGES`` that the data have.
    n_folds : int, optional
        Folds over people for every estimator; by default the networks have six and
        the others leave out one person at a time.
    keep : Path, optional
        Folder for what each fold predicted, to go on with what was broken off; only
        by the same version of this program.
    do_all : callable, optional
        Has the folds done by other processes; by default this one does them.
    progress : callable, optional
        Told the share that is done, 0 to 1, and which fold was done last.

    Returns
    -------
    list of Row
    """
    if protocol not in PROTOCOLS:
        msg = f"protocol: one of {', '.join(PROTOCOLS)}, got {protocol!r}."
        raise ValueError(msg)
    folders = tuple(Path(folder).resolve() for folder in data_dirs)
    people = tested_people(folders, protocol)
    wanted = [*dict.fromkeys((*estimators, *CONTROLS))]
    named = montages or _montages(people.tested[0])
    tasks = [*_tasks(wanted, named, people, n_folds, protocol)]
    kept = None if keep is None else Kept(keep, f"{protocol}_{people.digest}")
    jobs = [_Job(task, folders, protocol, people.digest) for task in tasks]
    return table(_predictions(jobs, kept, do_all or do_here, progress))


def _predictions(
    jobs: Sequence[_Job], kept: Kept | None, do_all: DoAll, progress: OnProgress | None
) -> list[Prediction]:
    """Return what is said in each fold: what was kept of it, or by doing it.

    Parameters
    ----------
    jobs : sequence of _Job
        The folds.
    kept : Kept or None
        What was done before, and where to keep what is done now.
    do_all : callable
        Does what is left.
    progress : callable or None
        Told the share that is done, and which fold was done last.
    """
    found: dict[str, list[Prediction]] = {}
    if kept is not None:
        for job in jobs:
            said = kept.read(job.task.key)
            if said is not None:
                found[job.task.key] = said
    left = [job for job in jobs if job.task.key not in found]

    def told(task: _Task) -> None:
        if progress is not None:
            name = f"{task.name}, {task.fold + 1} of {task.n_folds}"
            progress(len(found) / len(jobs), name)

    def take(job: _Job, said: list[Prediction]) -> None:
        found[job.task.key] = said
        if kept is not None:
            kept.write(job.task.key, said)
        told(job.task)

    if left:
        told(left[0].task)
    try:
        do_all(_fold, left, take=take)
    finally:
        tested_people.cache_clear()  # everybody's windows are large
    return [one for job in jobs for one in found[job.task.key]]


def _fold(job: _Job) -> list[Prediction]:
    """Do one fold, in any process that sees the data."""
    people = tested_people(job.folders, job.protocol)
    if people.digest != job.digest:  # read before the data changed
        tested_people.cache_clear()
        people = tested_people(job.folders, job.protocol)
    if people.digest != job.digest:
        where = ", ".join(map(str, job.folders))
        msg = (
            f"A worker reads other recordings in {where} than this computer. All need "
            "the same data under the same name, as on a shared disk."
        )
        raise DataError(msg)
    return list(_one_fold(job.task, people, job.protocol))


def _montages(person: Person) -> dict[str, tuple[str, ...]]:
    found = {str(len(person.ch_names)): person.ch_names}
    have = set(person.ch_names)
    return found | {name: chs for name, chs in MONTAGES.items() if set(chs) < have}


def _tasks(
    names: Sequence[str],
    montages: Mapping[str, Sequence[str]],
    people: People,
    n_folds: int | None,
    protocol: str,
) -> Iterator[_Task]:
    n_people = len(people.tested)
    n_datasets = len({dataset_of(person) for person in people.tested})
    for i, (montage, ch_names) in enumerate(montages.items()):
        for name in names:
            if name == "attention" and i:
                continue  # one set of weights serves all montages
            some = montages if name == "attention" else {montage: ch_names}
            n = min(n_folds or (N_SLOW_FOLDS if name in SLOW else n_people), n_people)
            if protocol == LEFT_OUT:
                n = n_datasets
            yield from (_Task(name, some, fold, n) for fold in range(n))


def _one_fold(task: _Task, people: People, protocol: str) -> Iterator[Prediction]:
    """Train without some people and yield what is said of them."""
    part = _parts(people.tested, task.n_folds, by_dataset=protocol == LEFT_OUT)
    learned = people.to_learn_from(task.name)
    kept = [person for person in learned if part[person.name] != task.fold]
    left_out = [one for one in people.tested if part[one.name] == task.fold]
    first = next(iter(task.montages.values()))
    estimator = _trained(task.name, [person.picked(first) for person in kept])
    for montage, ch_names in task.montages.items():
        for person in left_out:
            seen = person.picked(ch_names)
            for setting, y, engaged, run in _predicted(estimator, seen, protocol):
                yield Prediction(
                    task.name, montage, setting, person.name, y, engaged, run
                )


def _parts(
    people: Sequence[Person], n_folds: int, *, by_dataset: bool
) -> dict[str, int]:
    """Return the fold in which each person is left out."""
    if not by_dataset:
        return {person.name: i % n_folds for i, person in enumerate(people)}
    datasets = [*dict.fromkeys(dataset_of(person) for person in people)]
    return {person.name: datasets.index(dataset_of(person)) for person in people}


def _trained(name: str, people: Sequence[Person]) -> Estimator:
    X = np.concatenate([person.X for person in people])
    y = np.concatenate([person.y for person in people])
    groups = np.repeat([p.name for p in people], [len(p.y) for p in people])
    estimator = load_estimator(name)
    return estimator.fit(
        X, y, groups=groups, sfreq=people[0].sfreq, ch_names=people[0].ch_names
    )


Said = tuple[Setting, NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]
"""Setting, labels, probabilities and the recording of each window."""


def _predicted(estimator: Estimator, person: Person, protocol: str) -> Iterator[Said]:
    if protocol == "calibrated":
        scorer = _scorer(estimator, person)
        found = held_out_of(scorer, stretches_of(person))
        if found is not None:
            yield "calibrated", *found, np.zeros(len(found[0]), np.int64)
    elif protocol == "cross-session":
        yield from _later_sessions(estimator, person)
    else:
        tested = ~person.is_baseline
        yield "new person", *_said(estimator, person, tested)
        own = _aligned(estimator, person, person.is_baseline)
        if own is not None:
            yield "own rest", *_said(own, person, tested)


def _later_sessions(estimator: Estimator, person: Person) -> Iterator[Said]:
    """Yield what is said of the sessions after the first, outside their own rest."""
    first, later = person.session == person.session[0], []
    days: list[tuple[Estimator, NDArray[np.bool_]]] = []
    for session in dict.fromkeys(person.session[~first].tolist()):
        own = person.session == session
        baseline = _first_rest(person, own)
        of_the_day = _aligned(estimator, person, baseline)
        if of_the_day is not None:
            tested = own & ~baseline
            days.append((of_the_day, tested))
            later.append(tested)
    if not later:
        return
    tested = np.any(later, axis=0)
    yield "new person", *_said(estimator, person, tested)
    own_rest = _aligned(estimator, person, person.is_baseline)
    if own_rest is not None:
        yield "own rest", *_said(own_rest, person, tested)
    parts = [_said(one, person, rows) for one, rows in days]
    y, engaged, run = (np.concatenate(part) for part in zip(*parts, strict=True))
    yield "rest of the day", y, engaged, run
    scorer = _scorer(estimator, person)
    _, calibrated = calibrate(scorer, stretches_of(person.rows(first)))
    yield "calibrated before", *_said(calibrated.estimator, person, tested)


def _first_rest(person: Person, own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the first half of a session's rest, as far as its first minute."""
    rest = np.flatnonzero(own & (person.y == 0))
    baseline = np.zeros(len(person.y), np.bool_)
    baseline[rest[: min(round(60 / SECONDS), len(rest) // 2)]] = True
    return baseline


def _aligned(
    estimator: Estimator, person: Person, rest: NDArray[np.bool_]
) -> Estimator | None:
    """Return an estimator that knows a rest; None: no window of it can be scored.

    Parameters
    ----------
    estimator : Estimator
        That knows none.
    person : Person
        Whose rest it is.
    rest : ndarray, shape (n_windows,)
        True in their windows of it.
    """
    windows = prepare(person.X[rest], sfreq=person.sfreq, ch_names=person.ch_names)
    return estimator.aligned(windows) if windows.scored.any() else None


def _said(
    estimator: Estimator, person: Person, tested: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    p = estimator.predict_proba(
        person.X[tested], sfreq=person.sfreq, ch_names=person.ch_names
    )
    return person.y[tested], p[:, 1], person.run[tested]


def _scorer(estimator: Estimator, person: Person) -> Scorer:
    scorer = Scorer(estimator.name, sfreq=person.sfreq, ch_names=person.ch_names)
    scorer.estimator = estimator
    return scorer
