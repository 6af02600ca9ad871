"""Whether a run is alive: a lock held by each process that writes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from attention_camp.camp.dataset.durable import make_folder
from attention_camp.camp.dataset.guards.locks import HeldError, Lock, is_held
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, run_of_file
from attention_camp.resources.texts import Sentence

Writer = Literal["session", "acquisition", "participant"]
"""Who holds a lock: the operator's process (or the one of a headless session, or a
repair), and the two processes that write EEG and trials."""

HANDOVER_SECONDS = 5.0
"""How long a process that is started again waits for the one before it, s; that one
was ended before, and the system releases its lock with it. Own choice."""


class RunAliveError(DatasetError):
    """A run that is being recorded; the text is for people."""


def take_run(
    paths: RunPaths, writer: Writer, *, seconds: float = HANDOVER_SECONDS
) -> Lock:
    """Return the lock of a process that writes a run; it is held.

    Parameters
    ----------
    paths : RunPaths
        The run.
    writer : str
        The process; of each kind one writes at a time.
    seconds : float
        How long to wait for the one before it, s.

    Raises
    ------
    RunAliveError
        If another process of that kind writes the run.
    NoLocksError
        If the disk knows no locks.
    """
    make_folder(paths.source_folder)
    path = paths.source_folder / _name(paths, writer)
    try:
        return Lock(path, seconds=seconds)
    except HeldError as error:
        raise RunAliveError(
            Sentence(
                "{run} is being recorded. Wait until the session has ended, or end it.",
                run=paths.stem,
            )
        ) from error


def is_alive(paths: RunPaths) -> bool:
    """Return whether any process writes a run.

    Raises
    ------
    DatasetError
        If that cannot be told: the disk knows no locks.
    """
    return any(
        is_held(paths.source_folder / _name(paths, writer))
        for writer in get_args(Writer)
    )


def check_nobody_records(paths: RunPaths) -> None:
    """Refuse to begin a run while another run of the session is being recorded.

    A second run goes on where the first was broken off: while that one is alive, where
    it ends is not known, and one person cannot do two sessions at a time.

    Raises
    ------
    RunAliveError
        With what to do instead.
    """
    for other in _locked_runs(paths):
        if other != paths and is_alive(other):
            raise RunAliveError(
                Sentence(
                    "{other} is being recorded, and a session is recorded once at a "
                    "time. Wait until it has ended, or end it; then begin run {run}.",
                    other=other.stem,
                    run=paths.run,
                )
            )


@contextmanager
def taken(paths: RunPaths, writer: Writer, *, seconds: float = 0.0) -> Iterator[None]:
    """Hold a run as `take_run` does; by default it is refused at once.

    Parameters
    ----------
    paths : RunPaths
        The run.
    writer : str
        The process.
    seconds : float
        How long to wait for the one before it, s.
    """
    lock = take_run(paths, writer, seconds=seconds)
    try:
        yield
    finally:
        lock.release()


def forget_run_locks(paths: RunPaths) -> None:
    """Remove the files of locks that killed processes left behind."""
    for path in paths.source_folder.glob(f".{paths.stem}_*.lock"):
        if not is_held(path):
            path.unlink(missing_ok=True)


def _locked_runs(paths: RunPaths) -> list[RunPaths]:
    """Return the runs of a session of which there are files of locks."""
    names = (path.name[1:] for path in paths.source_folder.glob(".*.lock"))
    found = (run_of_file(paths.dataset, name) for name in names)
    return sorted({run for run in found if run is not None}, key=lambda run: run.stem)


def _name(paths: RunPaths, writer: Writer) -> str:
    return f".{paths.stem}_{writer}.lock"


def recorded_now(dataset: Path) -> list[RunPaths]:
    """Return the runs of a dataset that some process writes now."""
    locks = (dataset / "sourcedata").glob("sub-*/ses-*/.*.lock")
    held = (path for path in locks if is_held(path))
    found = (run_of_file(dataset, path.name.removeprefix(".")) for path in held)
    return list(dict.fromkeys(run for run in found if run is not None))
