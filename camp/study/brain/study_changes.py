"""The changes of spectra and evoked responses in a study, run by run from the cache."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.withdraw import study_cache
from attention_camp.camp.study.brain.clusters import Changes, changes_of
from attention_camp.camp.study.brain.features import Feature, run_features
from attention_camp.camp.study.gather import StudyData


def study_changes(
    data: StudyData,
    times: tuple[str, str],
    *,
    cache: Path | None = None,
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
        for run in recorded_runs(data.dataset)
        if kinds.get((run.participant, run.session, run.run)) in times
    ]
    found: dict[tuple[str, str], list[Feature]] = {}
    for done, run in enumerate(runs, start=1):
        is_later = kinds[run.participant, run.session, run.run] == times[1]
        key = (run.participant, "after" if is_later else "before")
        found.setdefault(key, []).extend(run_features(run, folder))
        if progress:
            progress(done, len(runs))
    arms = dict(zip(data.runs["participant"], data.runs["arm"], strict=True))
    return changes_of(found, arms)
