"""Cluster permutation over people: spectra and evoked responses before and after.

MNE does the mathematics (Maris & Oostenveld 2007, doi:10.1016/j.jneumeth.2007.03.024).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from attention_camp.camp.study.brain.study_changes import Changes
from attention_camp.camp.study.comparisons import LEAST_PEOPLE
from attention_camp.camp.study.gather import SEVERAL
from attention_camp.camp.study.result import Found, Result, TooFewError, or_refused
from attention_camp.resources.texts import Sentence

N_PERMUTATIONS, SEED = 1000, 0
FAMILIES = {"spectrum": "spectra", "evoked": "evoked responses"}
_UNITS = {"spectrum": "Hz", "evoked": "s"}


def cluster_tests(changes: Changes) -> list[Found]:
    """Return the test of the change of all people, and of each pair of arms."""
    made = [over_people(changes, changes.name)]
    arms = sorted({*changes.arms, *changes.left_out.values()} - {SEVERAL})
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

    _require([changes.values], _left_out(changes))
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
        shows_not=_shows_not(_left_out(changes)),
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

    groups = [changes.values[[own == arm for own in changes.arms]] for arm in arms]
    left = _left_out(changes, arms)
    _require(groups, left)
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
        shows_not=_shows_not(left),
        code=f"p = clusters({changes.name!r}, {arms!r})",
    )


_WHAT = {
    "spectrum": Sentence("spectrum"),
    "evoked": Sentence("evoked response"),
}
_EDGES = Sentence(
    "Where or when: the edges of a cluster are not tested, only that there is a "
    "difference (Sassenhagen and Draschkow 2019)."
)


def _left_out(changes: Changes, arms: Sequence[str] | None = None) -> Sentence | None:
    """Return who is left out, and why; None: nobody.

    Parameters
    ----------
    changes : Changes
        The change of each person.
    arms : sequence of str or None
        The arms that are asked for; None: all.
    """
    people = [p for p, arm in changes.left_out.items() if arms is None or arm in arms]
    if not people:
        return None
    return Sentence(
        "left out, for channels or a sampling rate, before or after, that are not "
        "those of most people: {people}",
        people=", ".join(people),
    )


def _shows_not(left: Sentence | None) -> Sentence:
    if left is None:
        return _EDGES
    return Sentence(
        "{edges} Nor anything about people {left}.", edges=_EDGES, left=left
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
        "{n:cluster|clusters}; the strongest over {low} to {high} {unit}, "
        "{chans:channel|channels}, sum {sum}",
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


def _require(groups: Sequence[np.ndarray], left: Sentence | None) -> None:
    n = min(map(len, groups))
    if n >= LEAST_PEOPLE:
        return
    if left is not None:
        raise TooFewError(
            Sentence(
                "{n:person has|people have} it before and after with the same channels "
                "and sampling rate; at least {least} are needed ({left})",
                n=n,
                least=LEAST_PEOPLE,
                left=left,
            )
        )
    raise TooFewError(
        Sentence(
            "{n:person has|people have} it before and after; at least {least} are "
            "needed",
            n=n,
            least=LEAST_PEOPLE,
        )
    )
