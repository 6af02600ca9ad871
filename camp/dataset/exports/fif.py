"""Export epochs around the trials as FIF, MNE's format, with the trials' columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attention_camp.camp.dataset.exports.checked import check_links, said_of
from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence

NO_PRACTICE = "stage != 'practice'"
TMIN, TMAX = -0.5, 1.0
"""Seconds before and after a trial's onset; as in `OpenedSession.epochs`."""


def export_epochs(
    dataset: Path, out: Path, *, progress: Callable[[int, int], None] | None = None
) -> list[Sentence]:
    """Write the epochs of every run with EEG to ``…_epo.fif``.

    All trials, practice left out; the trials' columns are the epochs' metadata; epochs
    over a gap are dropped; no filter, no baseline, the recorded reference.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    out : Path
        New or empty folder outside the dataset.
    progress : callable | None
        Called with the number of runs written and the number of all runs.

    Returns
    -------
    said : list of Sentence
        Runs of which there are no epochs, and why; what `export_csv` says of runs.

    Raises
    ------
    ExportError
        If ``out`` holds something, or cannot be written.
    """
    check_export_folder(dataset, out)
    runs = recorded_runs(dataset)
    check_links(runs)
    said: list[Sentence] = []
    with whole_folder(out) as folder:
        for done, run in enumerate(runs, start=1):
            try:
                epochs = OpenedSession(run).epochs(TMIN, TMAX, query=NO_PRACTICE)
                epochs.save(folder / f"{run.stem}_epo.fif", verbose="error")
            except UNREADABLE as error:
                text = Sentence(
                    "{run} has no epochs: {problem}",
                    run=run.stem,
                    problem=reason_of(error),
                )
                said.append(text)
            if progress:
                progress(done, len(runs))
    return said + said_of(dataset, runs)
