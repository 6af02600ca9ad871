"""Which runs of a dataset are ours: what our own files under ``sourcedata`` name."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.layout import (
    RunPaths,
    existing_runs,
    names_in,
    run_of_file,
)


def recorded_runs(dataset: Path) -> list[RunPaths]:
    """Return the runs in a dataset that this program recorded, in the same order.

    Recordings of other programs beside them are none of its sessions.
    """
    return [run for run in existing_runs(dataset) if run.is_ours]


def session_file_runs(dataset: Path) -> list[RunPaths]:
    """Return the runs that a session file of ours names, those only prepared too.

    Raises
    ------
    DatasetError
        If a folder cannot be read.
    """
    root = f"{dataset}/sourcedata"
    names = [
        name
        for subject in sorted(names_in(root, "sub-"))
        for session in sorted(names_in(f"{root}/{subject}", "ses-"))
        for name in sorted(names_in(f"{root}/{subject}/{session}", f"{subject}_"))
        if name.endswith("_session.json")
    ]
    found = (run_of_file(dataset, name) for name in names)
    return list(dict.fromkeys(run for run in found if run is not None))
