"""The changes of spectra and evoked responses in a study, run by run from the cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.withdraw import study_cache
from attention_camp.camp.study.brain.clusters import Changes, changes_of
from attention_camp.camp.study.brain.features import (
    Feature,
    keep_features,
    read_features,
)
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.workers.pool import HERE, Workers


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
        (row.participant, row.session, row.run): str(row.time)
        for row in data.runs.itertuples()
    }
    runs = [
        run
        for run in recorded_runs(data.dataset.resolve())
        if kinds.get((run.participant, run.session, run.run)) in times
    ]
    found: dict[tuple[str, str], list[Feature]] = {}
    read = workers.map(
        partial(read_features, cache=folder.resolve()),
        runs,
        folders=(data.dataset,),
        take=lambda _, one: keep_features(folder, one),
        progress=progress,
    )
    for run, one in zip(runs, read, strict=True):
        is_later = kinds[run.participant, run.session, run.run] == times[1]
        key = (run.participant, "after" if is_later else "before")
        found.setdefault(key, []).extend(one.features)
    arms = dict(zip(data.runs["participant"], data.runs["arm"], strict=True))
    return changes_of(found, arms)
