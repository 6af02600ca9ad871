"""Find the run that a path means."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.resources.texts import Sentence


def find_run(path: Path) -> RunPaths:
    """Return the run that a path means: its file, its folder or a dataset with one.

    Raises
    ------
    DatasetError
        If there is no run there, or more than one.
    """
    path = path.absolute()
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
