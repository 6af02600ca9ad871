"""Find the run that a path means."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.layout import (
    DatasetError,
    RunPaths,
    existing_runs,
    run_of_file,
)
from attention_camp.resources.texts import Sentence


def find_run(path: Path) -> RunPaths:
    """Return the run that a path means: its file, its folder or a dataset with one.

    Raises
    ------
    DatasetError
        If there is no run there, or more than one.
    """
    path = path.absolute()
    if (known := _run_of(path)) is not None:
        return known
    runs = existing_runs(_root_of(path))
    inside = [run for run in runs if _belongs(run, path)]
    if not inside:
        raise DatasetError(
            Sentence(
                "There is no session in {path}. Choose a session folder, such as "
                "DATASET/sub-01/ses-01.",
                path=path,
            )
        )
    if len(inside) > 1:
        names = ", ".join(run.stem for run in inside[:5])
        raise DatasetError(
            Sentence(
                "{path} holds {n} runs: {names}{more}. Choose one: give its "
                "folder or one of its files.",
                path=path,
                n=len(inside),
                names=names,
                more=", …" * (len(inside) > 5),
            )
        )
    return inside[0]


def _run_of(path: Path) -> RunPaths | None:
    """Return the run that a file in its folders is named after; None: look for it.

    There may be ten thousand sessions, of which one is opened.
    """
    run = run_of_file(_root_of(path), path.name)
    if run is None or path.parent not in (run.folder, run.source_folder):
        return None
    return run if run.vhdr.exists() or run.events.exists() else None


def _root_of(path: Path) -> Path:
    """Return the dataset that holds a path, or the path itself."""
    for folder in (path, *path.parents):
        if (folder / "dataset_description.json").is_file():
            return folder
    return path


def _belongs(run: RunPaths, path: Path) -> bool:
    if path.is_dir():
        return path in run.folder.parents or path in (run.folder, run.source_folder)
    return path.name.startswith(f"{run.stem}_")
