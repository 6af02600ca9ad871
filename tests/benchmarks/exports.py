"""Exports of two hours against pandas, MNE and copying; the values are compared.

Sizes can be set by the environment, to try it: ``BENCH_HOURS``, ``BENCH_LARGE=0``.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from long_recording import make_recording
from side_by_side import in_turn, ratio

from attention_camp.camp.dataset.exports.bdf import write_bdf
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.sample_table import write_samples
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import OpenedSession

IS_LONG = True
HOURS = float(os.environ.get("BENCH_HOURS", "2"))
LARGE = os.environ.get("BENCH_LARGE", "1") == "1"
SMALL_CAP = {"n_chans": 8, "sfreq": 250.0, "n_trials": 700}
LARGE_CAP = {"n_chans": 64, "sfreq": 1000.0, "n_trials": 700}
Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield ratios of wall and of processor time."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        run_small = make_recording(folder / "small", hours=HOURS, **SMALL_CAP)
        yield from _csv(folder, run_small)
        yield from _bdf(folder, run_small, rounds=3)
        if LARGE:
            run_large = make_recording(folder / "large", hours=HOURS, **LARGE_CAP)
            yield from _bdf(folder, run_large, rounds=1)
            yield from _bids(folder, run_large)


def _csv(folder: Path, run_paths: RunPaths) -> Iterator[Row]:
    import pandas as pd

    recording = OpenedSession(run_paths).recording
    mine, theirs = folder / "mine.csv", folder / "theirs.csv"

    def by_pandas() -> None:
        samples = np.arange(recording.n_samples)
        names = [f"{name} (µV)" for name in recording.info.ch_names]
        frames = recording.frames(0, recording.n_samples)
        table = pd.DataFrame(frames, columns=names)
        table.insert(0, "time (s)", samples / recording.info.sfreq)
        table.insert(0, "sample", samples)
        table.to_csv(theirs, index=False, float_format="%.4f")

    yield from _ratios(
        f"samples as CSV / pandas, {_size(recording.n_samples, SMALL_CAP)}",
        lambda: write_samples(recording, mine, 0, recording.n_samples),
        by_pandas,
        goal="at most 0.2",
        rounds=2,
    )
    _require(filecmp.cmp(mine, theirs, shallow=False), "the tables differ")


def _bdf(folder: Path, run_paths: RunPaths, *, rounds: int) -> Iterator[Row]:
    import mne

    session = OpenedSession(run_paths)
    n = session.recording.n_samples
    mine, theirs = folder / "mine.bdf", folder / "theirs.bdf"
    raw, notes = session.reviewed, session.notes  # both have their annotations ready

    def ours() -> None:
        write_bdf(session.recording, mine, 0, n, annotations=notes)

    yield from _ratios(
        f"BDF / mne.export, {n / session.recording.info.sfreq / 3600:g} h × "
        f"{session.recording.info.n_recorded} channels",
        ours,
        lambda: mne.export.export_raw(theirs, raw, overwrite=True, verbose="error"),
        goal="at most 0.5",
        rounds=rounds,
    )
    _compare(session, mine)
    for path in (mine, theirs):
        path.unlink()


def _compare(session: OpenedSession, path: Path) -> None:
    """Compare a BDF file with the recording, and its annotations."""
    import mne

    found, wanted = mne.io.read_raw_bdf(path, verbose="error"), session.raw
    _require(found.ch_names == wanted.ch_names, "the channels differ")
    for first in range(0, wanted.n_times, 1 << 18):
        stop = min(first + (1 << 18), wanted.n_times)
        apart = np.abs(found[:, first:stop][0] - wanted[:, first:stop][0])
        # a step of 24 bits over a few hundred µV is below a ten-thousandth of one
        _require(apart.max() < 1e-10, f"samples from {first} differ")
    _require(_notes(wanted) <= _notes(found), "the annotations differ")


def _notes(raw: Any) -> set[tuple[float, float, str]]:
    return {
        (round(a["onset"], 5), round(a["duration"], 5), str(a["description"]))
        for a in raw.annotations
    }


def _bids(folder: Path, run_paths: RunPaths) -> Iterator[Row]:
    copies = iter(range(1000))

    def away(copy: Callable[[Path], object]) -> None:
        target = folder / f"copy-{next(copies)}"
        copy(target)
        same = target / run_paths.eeg.relative_to(run_paths.dataset)
        _require(same.stat().st_size == run_paths.eeg.stat().st_size, "it is cut off")
        shutil.rmtree(target)

    size = run_paths.eeg.stat().st_size / 1e9
    what = f"BIDS export of {size:.1f} GB / copying it"
    mine, theirs = in_turn(
        lambda: away(lambda target: export_bids(run_paths.dataset, target)),
        lambda: away(lambda target: shutil.copytree(run_paths.dataset, target)),
        rounds=4,
    )
    middle = statistics.median(mine) / statistics.median(theirs)
    yield f"{what}, medians of eight", middle, "at most 1.2"
    # where every other copy takes twice as long, whoever makes it, a median of eight
    # falls on either side
    yield f"{what}, least of eight", min(mine) / min(theirs), "at most 1.2"
    target = folder / "compared"
    export_bids(run_paths.dataset, target)
    same = target / run_paths.eeg.relative_to(run_paths.dataset)
    _require(filecmp.cmp(same, run_paths.eeg, shallow=False), "the samples differ")


def _ratios(
    what: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    goal: str,
    rounds: int,
) -> Iterator[Row]:
    yield what, ratio(ours, theirs, rounds=rounds), goal
    rounds = max(1, rounds // 2)
    used = ratio(ours, theirs, rounds=rounds, measure=_processor)
    yield f"{what}: processor time", used, goal


def _processor(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _size(n_samples: int, cap: dict[str, float]) -> str:
    hours = n_samples / cap["sfreq"] / 3600
    return f"{hours:g} h × {cap['n_chans']:g} channels"


def _require(holds: bool, text: str) -> None:
    if not holds:
        raise RuntimeError(text)
