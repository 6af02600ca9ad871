"""What an export looks at before it writes, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.guards.edits import edits_of
from attention_camp.camp.dataset.guards.links import check_run_files
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import (
    DatasetError,
    RunPaths,
    existing_runs,
)
from attention_camp.camp.dataset.state import run_state
from attention_camp.resources.texts import Sentence


def check_links(runs: Iterable[RunPaths]) -> None:
    """Refuse runs of which a file is outside the dataset.

    Raises
    ------
    DatasetError
        With what to do instead.
    """
    for run in runs:
        check_run_files(run)


def check_ended(runs: Iterable[RunPaths]) -> None:
    """Refuse runs that are being recorded.

    Raises
    ------
    ExportError
        With what to do instead.
    """
    for run in runs:
        if _is_recorded_now(run):
            raise ExportError(
                Sentence(
                    "{run} is being recorded. Export when the session has ended.",
                    run=run.stem,
                )
            )


def _is_recorded_now(run: RunPaths) -> bool:
    """Return whether a run goes on; one whose session file is damaged does not."""
    try:
        return run_state(run) == "recording"
    except DatasetError:
        return False


def said_of(dataset: Path, runs: Sequence[RunPaths]) -> list[Sentence]:
    """Return what is to be said of an export: edited tables, and what is left out.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    runs : sequence of RunPaths
        The runs that were exported.
    """
    said = [edit for run in runs if not _is_recorded_now(run) for edit in edits_of(run)]
    ours = set(recorded_runs(dataset))
    if others := [run.stem for run in existing_runs(dataset) if run not in ours]:
        said.append(
            Sentence(
                "No sessions, and not in the tables: {n:recording|recordings} of other "
                "programs in the dataset ({runs}).",
                n=len(others),
                runs=", ".join(others),
            )
        )
    return said
