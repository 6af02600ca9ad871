"""Cluster permutation over people: spectra and evoked responses before and after.

MNE does the mathematics (Maris & Oostenveld 2007, doi:10.1016/j.jneumeth.2007.03.024).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.study.brain.features import Feature
from attention_camp.camp.study.comparisons import LEAST_PEOPLE
from attention_camp.camp.study.gather import SEVERAL
from attention_camp.camp.study.result import Found, Result, TooFewError, or_refused
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

N_PERMUTATIONS, SEED = 1000, 0
FAMILIES = {"spectrum": "spectra", "evoked": "evoked responses"}
_UNITS = {"spectrum": "Hz", "evoked": "s"}
_DIGITS = 6
"""Decimals that are kept, so that the tables give the same clusters again."""


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

    @property
    def name(self) -> str:
        """Name of its table, and of the outcome in the report."""
        return f"{self.kind}-{self.task}"

    def table(self) -> pd.DataFrame:
        """Return a row per person, a column per point and channel."""
        import pandas as pd

        n_people = len(self.participants)
        names = [f"{ch}@{p:g}" for p in self.points for ch in self.ch_names]
        frame = pd.DataFrame(self.values.reshape(n_people, -1), columns=names)
        frame.insert(0, "arm", self.arms)
        frame.insert(0, "participant", self.participants)
        return frame


def changes_of(
    features: Mapping[tuple[str, str], Sequence[Feature]], arms: Mapping[str, str]
) -> list[Changes]:
    """Return the changes of all features that people have before and after.

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
        means = {
            key: mean
            for key, fs in features.items()
            if (mean := _mean([f for f in fs if (f.kind, f.task) == (kind, task)]))
        }
        people = sorted(
            {p for p, _ in means if {(p, "before"), (p, "after")} <= set(means)}
        )
        if not people:
            continue
        first = means[people[0], "before"]
        people = [
            p
            for p in people
            if all(_is_like(means[p, w], first) for w in ("before", "after"))
        ]
        before, after = (
            np.stack([means[p, when].values for p in people])
            for when in ("before", "after")
        )
        found.append(
            Changes(
                kind, task, np.round(after - before, _DIGITS), tuple(people),
                tuple(arms[p] for p in people), first.points, first.ch_names,
                before.mean(0), after.mean(0),
            )
        )  # fmt: skip
    return found


def _mean(features: Sequence[Feature]) -> Feature | None:
    """Return the mean of several runs of one person, each weighted alike."""
    if not features:
        return None
    first = features[0]
    alike = [one for one in features if _is_like(one, first)]
    values = np.mean([one.values for one in alike], axis=0)
    n = sum(one.n for one in alike)
    return Feature(first.kind, first.task, values, first.points, first.ch_names, n)


def _is_like(one: Feature, other: Feature) -> bool:
    return one.ch_names == other.ch_names and np.array_equal(one.points, other.points)


def cluster_tests(changes: Changes) -> list[Found]:
    """Return the test of the change of all people, and of each pair of arms."""
    made = [over_people(changes, changes.name)]
    arms = sorted(set(changes.arms) - {SEVERAL})
    made += [
        between_arms(changes, changes.name, arms=pair) for pair in combinations(arms, 2)
    ]
    return made


@or_refused(Sentence("Cluster permutation test"))
def over_people(changes: Changes, outcome: str) -> Result:
    """Test whether a feature changed, over people, channels and points together.

    Parameters
    ----------
    changes : Changes
        The change of each person.
    outcome : str
        How it is called.
    """
    import mne

    _require([changes.values])
    with mne.utils.use_log_level("error"):
        stat, clusters, ps, _ = mne.stats.spatio_temporal_cluster_1samp_test(
            changes.values, adjacency=adjacency_of(changes.ch_names),
            n_permutations=N_PERMUTATIONS, seed=SEED, out_type="mask",
        )  # fmt: skip
    return Result(
        family=FAMILIES[changes.kind],
        outcome=outcome,
        test=Sentence("Cluster permutation test"),
        question=Sentence(
            "Did the {what} in {task} change anywhere?",
            what=_WHAT[changes.kind],
            task=changes.task,
        ),
        n=len(changes.participants),
        statistic=_told(changes, stat, clusters, ps),
        p=float(min(ps, default=1.0)),
        shows_not=_SHOWS_NOT,
        code=f"p = clusters({changes.name!r})",
    )


@or_refused(Sentence("Cluster permutation test between arms"))
def between_arms(changes: Changes, outcome: str, *, arms: tuple[str, str]) -> Result:
    """Test whether a feature changed differently in two arms.

    Parameters
    ----------
    changes : Changes
        The change of each person.
    outcome : str
        How it is called.
    arms : tuple of str
        The arms.
    """
    import mne

    groups = [changes.values[np.array(changes.arms) == arm] for arm in arms]
    _require(groups)
    with mne.utils.use_log_level("error"):
        stat, clusters, ps, _ = mne.stats.spatio_temporal_cluster_test(
            groups, adjacency=adjacency_of(changes.ch_names),
            n_permutations=N_PERMUTATIONS, seed=SEED, out_type="mask",
        )  # fmt: skip
    return Result(
        family=f"{FAMILIES[changes.kind]}, arms",
        outcome=outcome,
        test=Sentence("Cluster permutation test between arms"),
        question=Sentence(
            "Did the {what} in {task} change differently in {one} and {other}?",
            what=_WHAT[changes.kind],
            task=changes.task,
            one=arms[0],
            other=arms[1],
        ),
        n=sum(map(len, groups)),
        statistic=_told(changes, stat, clusters, ps),
        p=float(min(ps, default=1.0)),
        shows_not=_SHOWS_NOT,
        code=f"p = clusters({changes.name!r}, {arms!r})",
    )


_WHAT = {
    "spectrum": Sentence("spectrum"),
    "evoked": Sentence("evoked response"),
}
_SHOWS_NOT = Sentence(
    "Where or when: the edges of a cluster are not tested, only that there is a "
    "difference (Sassenhagen and Draschkow 2019)."
)


def _told(
    changes: Changes, stat: np.ndarray, clusters: Sequence[np.ndarray], ps: np.ndarray
) -> Sentence:
    """Return how many clusters there are, and where the strongest is."""
    if not len(clusters):
        return Sentence("no cluster")
    best = int(np.argmin(ps))
    points, chans = np.nonzero(clusters[best])
    return Sentence(
        "{n} clusters; the strongest over {low} to {high} {unit}, {chans} channels, "
        "sum {sum}",
        n=len(clusters),
        low=f"{changes.points[points.min()]:.3g}",
        high=f"{changes.points[points.max()]:.3g}",
        unit=_UNITS[changes.kind],
        chans=len(set(chans)),
        sum=f"{stat[clusters[best]].sum():.1f}",
    )


def adjacency_of(ch_names: Sequence[str]) -> object:
    """Return which channels are neighbours, by their standard places.

    Channels that have none there are neighbours of none.
    """
    import mne
    from scipy import sparse

    montage = mne.channels.make_standard_montage("standard_1005")
    known = [name for name in ch_names if name in montage.ch_names]
    if len(known) < 4:
        return sparse.csr_array(np.eye(len(ch_names)))
    info = mne.create_info(known, 1.0, "eeg").set_montage(montage)
    with mne.utils.use_log_level("error"):
        matrix, names = mne.channels.find_ch_adjacency(info, "eeg")
    place = [ch_names.index(name) for name in names]
    whole = np.eye(len(ch_names), dtype=int)
    whole[np.ix_(place, place)] |= matrix.toarray().astype(int)
    return sparse.csr_array(whole)


def _require(groups: Sequence[np.ndarray]) -> None:
    n = min(map(len, groups))
    if n < LEAST_PEOPLE:
        raise TooFewError(
            Sentence(
                "{n} people have it before and after; at least {least} are needed",
                n=n,
                least=LEAST_PEOPLE,
            )
        )
