"""The changes of spectra and evoked responses in a study, run by run from the cache."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.withdraw import study_cache
from attention_camp.camp.study.brain.features import (
    Feature,
    keep_features,
    read_features,
)
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.workers.pool import HERE, Workers

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = 6
"""Decimals that are kept, so that the tables give the same clusters again."""
_Runs = Mapping[tuple[str, str], Sequence[Feature]]
"""Runs of one feature, by participant and ``before`` or ``after``."""
_Layout = tuple[frozenset[str], tuple[float, ...]]
"""Channels, and frequencies or times."""
_TIMES = ("before", "after")


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """The change of one feature from before to after, of each person who has both."""

    kind: str
    task: str
    values: np.ndarray
    """Shape (n_people, n_points, n_chans)."""
    participants: tuple[str, ...]
    arms: tuple[str, ...]
    points: np.ndarray
    ch_names: tuple[str, ...]
    before: np.ndarray
    after: np.ndarray
    """Means over people, shape (n_points, n_chans)."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Arm by participant of who has both, but not with the channels and the sampling
    rate that most people have."""

    @property
    def name(self) -> str:
        """Name of its table, and of the outcome in the report."""
        return f"{self.kind}-{self.task}"

    def table(self) -> pd.DataFrame:
        """Return a row per person, a column per point and channel."""
        import pandas as pd

        n_people = len(self.participants)
        names = [f"{ch}@{p:g}" for p in self.points for ch in self.ch_names]
        frame = pd.DataFrame(self.values.reshape(n_people, len(names)), columns=names)
        frame.insert(0, "arm", self.arms)
        frame.insert(0, "participant", self.participants)
        return frame


def study_changes(
    data: StudyData,
    times: tuple[str, str],
    *,
    cache: Path | None = None,
    workers: Workers = HERE,
    progress: Callable[[int, int], None] | None = None,
) -> list[Changes]:
    """Return what changed in spectra and evoked responses, person by person.

    Parameters
    ----------
    data : StudyData
        The study, arms pooled where it is blinded.
    times : tuple of str
        Earlier and later session type.
    cache : Path or None
        Folder of the cache; None: the user's, apart from the data.
    workers : Workers
        Who reads the runs; what is found is the same with any number.
    progress : callable or None
        Called with the number of runs done and of all; it may raise, to cancel: what
        was done is in the cache, and is not done again.
    """
    folder = cache or study_cache() / "features"
    kinds = {
        (row.participant, row.session, row.protocol, row.run): str(row.time)
        for row in data.runs.itertuples()
    }
    runs = {
        run: time
        for run in recorded_runs(data.dataset.resolve())
        if (time := kinds.get((run.participant, run.session, run.task, run.run)))
        in times
    }
    found: dict[tuple[str, str], list[Feature]] = {}
    read = workers.map(
        partial(read_features, cache=folder.resolve()),
        [*runs],
        folders=(data.dataset,),
        take=lambda _, one: keep_features(folder, one),
        progress=progress,
    )
    for (run, time), one in zip(runs.items(), read, strict=True):
        key = (run.participant, "after" if time == times[1] else "before")
        found.setdefault(key, []).extend(one.features)
    arms = dict(zip(data.runs["participant"], data.runs["arm"], strict=True))
    return changes_of(found, arms)


def changes_of(
    features: Mapping[tuple[str, str], Sequence[Feature]], arms: Mapping[str, str]
) -> list[Changes]:
    """Return the changes of all features that people have before and after.

    The channels and the sampling rate that most people have at both times decide: runs
    with others do not enter, and who has no such run at a time is left out.

    Parameters
    ----------
    features : mapping
        By participant and ``before`` or ``after``: the features of those runs.
    arms : mapping of str
        Arm by participant.
    """
    kinds = sorted({(f.kind, f.task) for fs in features.values() for f in fs})
    found = []
    for kind, task in kinds:
        runs = {
            key: own
            for key, fs in features.items()
            if (own := [f for f in fs if (f.kind, f.task) == (kind, task)])
        }
        people = [p for p, when in runs if when == "after" and (p, "before") in runs]
        if people:
            found.append(_changes(runs, sorted(people), arms))
    return found


def _changes(runs: _Runs, people: Sequence[str], arms: Mapping[str, str]) -> Changes:
    """Return the change of one feature.

    Parameters
    ----------
    runs : mapping
        Its runs.
    people : sequence of str
        Who has it before and after.
    arms : mapping of str
        Arm by participant.
    """
    like = _most_common(runs, people)
    pairs: dict[str, list[np.ndarray]] = {}
    for person in people:
        both = [_alike(runs[person, when], like) for when in _TIMES]
        if all(both):
            pairs[person] = [_mean(own, like) for own in both]
    values = np.reshape([*pairs.values()], (-1, 2, *like.values.shape))
    means = values.mean(0) if pairs else np.full(values.shape[1:], np.nan)
    return Changes(
        like.kind, like.task, np.round(values[:, 1] - values[:, 0], _DIGITS),
        tuple(pairs), tuple(arms[p] for p in pairs), like.points, like.ch_names,
        means[0], means[1], {p: arms[p] for p in people if p not in pairs},
    )  # fmt: skip


def _most_common(runs: _Runs, people: Sequence[str]) -> Feature:
    """Return a run with the channels and times, or frequencies, that most people have.

    Before and after, that is; where as many have others, those of the first person.

    Parameters
    ----------
    runs : mapping
        Runs of one feature.
    people : sequence of str
        Who has it before and after.
    """
    kinds: dict[_Layout, Feature] = {}
    counts: Counter[_Layout] = Counter()
    for person in people:
        both = [runs[person, when] for when in _TIMES]
        for run in chain(*both):
            kinds.setdefault(_layout(run), run)
        before, after = ({_layout(run) for run in own} for own in both)
        counts.update(before & after)
    return kinds[max(kinds, key=lambda layout: counts[layout])]


def _layout(run: Feature) -> _Layout:
    return frozenset(run.ch_names), tuple(run.points)


def _alike(runs: Sequence[Feature], like: Feature) -> list[Feature]:
    return [run for run in runs if _layout(run) == _layout(like)]


def _mean(runs: Sequence[Feature], like: Feature) -> np.ndarray:
    """Return the mean of several runs of one person, each weighted alike.

    Parameters
    ----------
    runs : sequence of Feature
        Runs with the same channels, in any order of them.
    like : Feature
        Whose order of channels they get.
    """
    ordered = [
        run.values[:, [run.ch_names.index(name) for name in like.ch_names]]
        for run in runs
    ]
    mean: np.ndarray = np.mean(ordered, axis=0)
    return mean
