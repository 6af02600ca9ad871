"""What must hold of a dataset after a fault, before any repair and after it."""

from __future__ import annotations

import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import mne
import numpy as np
from fault_world.life import SFREQ, World

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.problem import Problem
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.recover import Notice, recover
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.validate import check_run, run_bids_validator
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.resources.texts import Sentence, UserError

T = TypeVar("T")
MOST_LOST = 1.0
"""EEG that a fault may cost, s."""
RECOVERY_SECONDS = 2.0
"""Of processor time."""


class BrokenError(Exception):
    """An invariant that does not hold."""


def guarded(what: str, act: Callable[[], T]) -> T | None:
    """Do something that may refuse in words, and not in another way."""
    try:
        return act()
    except UserError:
        return None
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        raise BrokenError(
            f"{what}: {error!r} at {Path(where.filename).name}:{where.lineno}"
        ) from error


def is_dataset(world: World) -> bool:
    """Return whether there is a dataset, and not only the beginning of its making."""
    return (world.dataset / "dataset_description.json").is_file()


def trials_in(paths: RunPaths) -> list[int]:
    """Return the numbers of the trials in events.tsv that can be read."""
    table = guarded("events.tsv", lambda: read_event_table(paths, completed=False))
    return [] if table is None else [trial.trial for trial in table.trials]


def open_in_mne(paths: RunPaths) -> int:
    """Return the samples that MNE reads; a recording without one cannot be opened."""
    if not paths.eeg.exists() or not paths.eeg.stat().st_size:
        return 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a marker after the end
        try:
            raw = mne.io.read_raw_brainvision(paths.vhdr, preload=True, verbose="error")
        except Exception as error:
            raise BrokenError(f"MNE does not open it: {error!r}") from error
    return int(raw.n_times)


def before_repair(world: World, *, loses_writes: bool, with_bids: bool) -> None:
    """Check what a reader finds who knows nothing of us.

    Parameters
    ----------
    world : World
        After the fault.
    loses_writes : bool
        Whether the power was cut: the tail of what was not synced may be anything.
    with_bids : bool
        Whether to ask the BIDS validator, too, which takes seconds.

    Raises
    ------
    BrokenError
        If an invariant does not hold.
    """
    paths = world.paths
    if missing := set(world.announced) - set(trials_in(paths)):
        raise BrokenError(f"announced and not in events.tsv: trials {sorted(missing)}")
    n_there = open_in_mne(paths)
    lost = max([world.n_measured_after(n_there), world.n_late, *world.lost])
    if lost > MOST_LOST * SFREQ:
        raise BrokenError(f"EEG lost: {lost / SFREQ:.2f} s")
    if not is_dataset(world):
        return
    found = guarded("validate", lambda: check_run(paths)) or []
    errors = [problem for problem in found if problem.is_error]
    world.n_named = len(errors)
    if bad := [p for p in errors if not (loses_writes and _is_torn(p))]:
        raise BrokenError(f"not valid before any repair: {bad[0]}")
    guarded("replay before any repair", lambda: replay_run(paths))
    # a preparation that was cut off leaves sidecars alone, which `recover` takes away
    if with_bids and paths.eeg.exists():
        _bids(world, when="before any repair")


def _is_torn(problem: Problem) -> bool:
    """Return whether a problem names the last row, which was never synced."""
    return problem.location.endswith("_events.tsv")


def _bids(world: World, *, when: str) -> None:
    errors = [p for p in run_bids_validator(world.dataset) if p.is_error]
    errors = [p for p in errors if "TAG_EXPRESSION_REPEATED" not in p.code]
    if errors:
        raise BrokenError(f"BIDS {when}: {errors[0]}")


def content_of(folder: Path) -> dict[str, bytes]:
    """Return the files under a folder, without those of locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def repaired(world: World) -> list[str]:
    """Recover a dataset; return what was said.

    Raises
    ------
    BrokenError
        If it takes long, says nothing of what it changes, or is not quiet then.
    """
    if not is_dataset(world):
        guarded("recover", lambda: recover(world.dataset))
        return []
    before = content_of(world.dataset)
    planned = guarded("recover", lambda: recover(world.dataset, dry_run=True))
    began = time.process_time()  # the machine may have other work
    done = guarded("recover", lambda: recover(world.dataset)) or []
    if (took := time.process_time() - began) > RECOVERY_SECONDS:
        raise BrokenError(f"recovery took {took:.1f} s")
    if any("could not be mended" in text for text in done):
        raise BrokenError(f"recover: {done}")
    after = content_of(world.dataset)
    if (before != after) != bool(_repairs(done)):
        raise BrokenError(f"recover changed files, or not, and said: {done}")
    if _repairs(planned or []) != _repairs(done):
        raise BrokenError(f"recover planned {planned} and did {done}")
    again = guarded("recover", lambda: recover(world.dataset)) or []
    if _repairs(again) or content_of(world.dataset) != after:
        raise BrokenError(f"recover, a second time: {again or 'changed files'}")
    return [str(text) for text in done]


def _repairs(said: list[Sentence]) -> list[str]:
    return [str(text) for text in said if not isinstance(text, Notice)]


def after_repair(world: World, *, with_bids: bool) -> None:
    """Check that everything that was promised is there and in order.

    Raises
    ------
    BrokenError
        If an invariant does not hold.
    """
    paths = world.paths
    if not is_dataset(world) or not paths.exists:
        if world.announced:
            raise BrokenError("trials were announced, and there is no run")
        return
    there = trials_in(paths)
    if len(there) != len(set(there)):
        raise BrokenError(f"trials in events.tsv twice: {there}")
    if missing := set(world.announced) - set(there):
        raise BrokenError(f"announced and lost: trials {sorted(missing)}")
    found = guarded("validate", lambda: check_run(paths)) or []
    if found:
        raise BrokenError(f"after the repair: {found[0]}")
    _samples(world)
    _proof(paths)
    if with_bids:
        _bids(world, when="after the repair")


def _proof(paths: RunPaths) -> None:
    """Check that the session has ended, is closed, and decides the same again."""
    if (state := read_session(paths).get("state")) == "running":
        raise BrokenError(f"the state is {state}")
    chain = read_chain(paths.decisions)
    if not chain.is_chained:
        if paths.decisions.exists() and paths.decisions.stat().st_size:
            raise BrokenError("the ledger has no chain")
        return
    if chain.closing is None:
        raise BrokenError("the chain is open")
    result = guarded("replay", lambda: replay_run(paths))
    if result is None or result.differences:
        raise BrokenError(f"replay: {result and result.differences[:1]}")


def _samples(world: World) -> None:
    """Check that every sample is there, measured or known to be missing."""
    paths = world.paths
    if not paths.eeg.exists():
        return
    recording = Recording.open(paths)
    if problems := recording.check():
        raise BrokenError(f"samples: {problems[0]}")
    if open_in_mne(paths) != recording.n_samples:
        raise BrokenError("MNE reads another number of samples")
    n_lost = world.n_measured_after(recording.n_samples)
    if n_lost > MOST_LOST * SFREQ:
        raise BrokenError(f"EEG lost: {n_lost / SFREQ:.2f} s")
    now = recording.samples_uv(0, recording.n_samples)
    for first, stop, what in _unlike(world, now):
        raise BrokenError(f"samples {first} to {stop} are {what}")


def _unlike(world: World, now: np.ndarray) -> Iterator[tuple[int, int, str]]:
    then = np.concatenate([*world.handed, now[:, :0]], axis=1)
    n = min(then.shape[1], now.shape[1])
    same = (now[:, :n] == then[:, :n]) | (np.isnan(now[:, :n]) & np.isnan(then[:, :n]))
    wrong = np.flatnonzero(~same.all(axis=0))
    if wrong.size:
        is_nan = bool(np.isnan(then[:, wrong]).any())
        what = "missing, and nothing says so" if is_nan else "not what was handed over"
        yield int(wrong[0]), int(wrong[-1]) + 1, what


def named(problems: list[Problem], said: list[str], name: str) -> bool:
    """Return whether a file's name is in a problem or in what was said."""
    return any(name in str(text) for text in [*problems, *said])
