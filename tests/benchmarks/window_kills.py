"""Sessions with windows, in real time, of which a process or all are killed.

``attention-camp bench window_kills`` runs sessions of three processes with the
participant's window on a display, and sends SIGKILL to the operator's process, to the
participant's, to the headset's or to all of them at an instant of the session's whole
life; where one was killed, the others go on for two seconds and are killed then. Held
must be what ``faults`` holds in virtual time: no announced trial is lost, and one
second of EEG at most; MNE opens the recording and nothing is an error before any
repair; the repair is quiet the second time, replay makes the same decisions, and no
process ends in a traceback.

``python tests/benchmarks/window_kills.py N SEED`` runs N of them from a seed on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil
from fault_world.checks import BrokenError, open_in_mne, trials_in
from faults import exact_interval

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.kept_hash import session_hash_of
from attention_camp.camp.dataset.recover import Notice, recover
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.replay.replay_run import replay_run

IS_LONG = True
NEEDS_QUIET = True
N_KILLS = 100
WHO = ("operator", "acquisition", "participant", "all")
LIFE = (0.5, 16.0)
"""When the kill comes, s after the program was started; sessions end at about 15."""
MOST_LOST = 1.0
"""EEG, s."""
PROTOCOL = """\
name: kill
title: Kill
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 6, cards: false}
"""
ROOT = Path(__file__).resolve().parents[2]
OPERATOR = ROOT / "tests" / "faults" / "run_controller.py"

Row = tuple[str, float, str]


@dataclass
class Watched:
    """What a killed session had told, and when samples were on disk."""

    announced: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    began: float = float("inf")
    """When the first sample would have been taken, by the earliest that was on disk."""


def run(n: int = N_KILLS, seed: int = 0) -> Iterator[Row]:
    """Yield how many sessions broke an invariant, and the most EEG that was lost."""
    lost, broken = [], 0
    for number in range(seed, seed + n):
        with tempfile.TemporaryDirectory() as place:
            try:
                lost.append(kill_one(number, Path(place)))
            except BrokenError as error:
                broken += 1
                print(f"{number}: {error}", flush=True)
    low, high = exact_interval(broken, n)
    yield (
        f"sessions with windows, killed: broken invariants of {n}", broken,
        f"0; exact 95 % interval {100 * low:.3g} to {100 * high:.3g} %",
    )  # fmt: skip
    yield "EEG lost, the most, s", max(lost, default=0.0), f"at most {MOST_LOST:g}"


def kill_one(seed: int, folder: Path) -> float:
    """Run a session and kill it; return the EEG that was lost, s.

    Raises
    ------
    BrokenError
        If an invariant does not hold.
    """
    rng = np.random.default_rng([seed, 29])
    who, instant = str(rng.choice(WHO)), float(rng.uniform(*LIFE))
    (folder / "kill.yaml").write_text(PROTOCOL, encoding="utf-8")
    paths = RunPaths(folder / "data", "01", "01", "kill")
    watched, told = Watched(), folder / "told.txt"
    with (
        told.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, str(OPERATOR), str(folder)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        ) as operator,
    ):
        listening = threading.Thread(target=_listen, args=(operator, watched))
        listening.start()
        _watch(paths, watched, until=time.monotonic() + instant)
        is_over = who == "operator" or _has_ended(paths)
        if who == "all" or not watched.children or operator.poll() is not None:
            killed = _kill_all(operator)
        else:
            acquisition, participant = watched.children
            pids = {"operator": operator.pid, "acquisition": acquisition}
            os.kill(pids.get(who, participant), signal.SIGKILL)
            killed = time.monotonic() if who == "acquisition" else 0.0
            _watch(paths, watched, until=time.monotonic() + 2.0)
            is_over |= who == "participant" and _has_ended(paths)
            killed = killed or _kill_all(operator)
            _kill_all(operator)
        listening.join()
    lost = _check(paths, watched, killed, is_over=is_over)
    require_no_traceback(told)
    n = len(watched.announced)
    print(
        f"{seed}: {who} at {instant:.1f} s, {n} trials, {lost:.3f} s lost", flush=True
    )
    return lost


def require_no_traceback(told: Path) -> None:
    """Refuse what the processes of a session told where one ended in a traceback.

    That another was killed may be told, in a line of the log.

    Parameters
    ----------
    told : Path
        What they wrote to their standard error.

    Raises
    ------
    BrokenError
        With the last line of the first traceback.
    """
    text = told.read_text(encoding="utf-8", errors="replace")
    _, found, rest = text.partition("Traceback (most recent call last)")
    if found:
        lines = [line for line in rest.splitlines()[1:] if line[:1].strip()]
        raise BrokenError(f"a traceback: {next(iter(lines), 'cut off')}")


def _listen(operator: subprocess.Popen[str], watched: Watched) -> None:
    assert operator.stdout is not None
    for line in operator.stdout:
        word, *numbers = line.split()
        if word == "children":
            watched.children = [int(number) for number in numbers]
        elif word == "trial" and numbers and line.endswith("\n"):
            watched.announced.append(int(numbers[0]))


def _watch(paths: RunPaths, watched: Watched, *, until: float) -> None:
    """Look at the samples on disk, and so at when the first one was taken."""
    n_bytes = 0.0
    while time.monotonic() < until:
        if paths.eeg.exists() and paths.vhdr.exists():
            n_bytes = n_bytes or 4.0 * _n_recorded(paths)
            if n_bytes:
                n = paths.eeg.stat().st_size / n_bytes
                watched.began = min(watched.began, time.monotonic() - n / _SFREQ)
        time.sleep(0.01)


_SFREQ = 250.0
"""Of the simulated board."""


def _n_recorded(paths: RunPaths) -> int:
    table = (
        paths.channels.read_text(encoding="utf-8") if paths.channels.exists() else ""
    )
    return max(len(table.splitlines()) - 1, 0)


def _has_ended(paths: RunPaths) -> bool:
    """Return whether the session had come to its end: nothing is recorded any more."""
    return paths.decisions.exists() and bool(session_hash_of(paths))


def _kill_all(operator: subprocess.Popen[str]) -> float:
    """Kill what the program started and itself at once; return when."""
    try:
        running = psutil.Process(operator.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        running = []
    try:
        os.killpg(operator.pid, signal.SIGKILL)
    except ProcessLookupError:
        return time.monotonic()
    now = time.monotonic()
    for process in running:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(running, timeout=10)
    return now


def _check(paths: RunPaths, watched: Watched, killed: float, *, is_over: bool) -> float:
    """Check what is left, before and after the repair; return the EEG lost, s."""
    if not (paths.dataset / "dataset_description.json").is_file() or not paths.exists:
        if watched.announced:
            raise BrokenError("trials were announced, and there is no run")
        return 0.0
    if missing := set(watched.announced) - set(trials_in(paths)):
        raise BrokenError(f"announced and not in events.tsv: {sorted(missing)}")
    n_samples = open_in_mne(paths)
    lost = 0.0
    if not is_over and n_samples and watched.began < killed:
        lost = max(killed - watched.began - n_samples / _SFREQ, 0.0)
    if errors := [problem for problem in check_run(paths) if problem.is_error]:
        raise BrokenError(f"before any repair: {errors[0]}")
    _mend(paths)
    if lost > MOST_LOST:
        raise BrokenError(f"EEG lost: {lost:.2f} s")
    return lost


def _mend(paths: RunPaths) -> None:
    """Recover a session, and check what is left then."""
    recover(paths.dataset)
    again = [t for t in recover(paths.dataset) if not isinstance(t, Notice)]
    if again:
        raise BrokenError(f"the repair, a second time: {again}")
    if found := check_run(paths):
        raise BrokenError(f"after the repair: {found[0]}")
    if paths.decisions.exists() and (differences := replay_run(paths).differences):
        raise BrokenError(f"replay: {differences[0]}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    for row in run(*numbers):
        print(*row)
