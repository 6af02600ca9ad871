"""A study of 600 sessions, and of 1,000 with damage: time, kills, memory.

    attention-camp bench study_scale
    python tests/benchmarks/study_scale.py FOLDER [PART...]

The second keeps its files in a folder, so that it can be broken off: parts (report,
features, workers, killed) that were counted are printed from there and not counted
again. One simulated session of the demonstration is copied under other labels, with
reaction times of its own in each; samples are linked, not copied. So the report is
timed without spectra: in copies of one EEG nothing changes that could be tested.
Seconds are of the wall clock, with seconds of the processor beside them where other
programs may be at work.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import mne
import numpy as np
import pandas as pd

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.simulate.cohort import simulate_cohort
from attention_camp.camp.simulate.plan import CohortPlan, Visit
from attention_camp.camp.study.analysis import Questions, analyse
from attention_camp.camp.study.brain.study_changes import study_changes
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.report import write_report
from attention_camp.camp.workers.pool import open_workers

IS_LONG = True
NEEDS_QUIET = False
SESSIONS = ("pre1", *(f"camp{k}" for k in range(1, 9)), "post1")
N_PEOPLE = 60
N_LARGE = 1000
N_DAMAGED = 50
GOOD = f"{N_LARGE - N_DAMAGED}"
N_KILLS = 20
N_FEATURES = 40
"""Sessions of people whose EEG is read, a fifth of them before or after."""
TIMES = ("pre", "post")
ARMS = ("closed-loop", "yoked")

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield seconds, ratios, and counts of sessions."""
    with TemporaryDirectory() as place:
        for part in PARTS:
            yield from counted(Path(place), part)


def counted(folder: Path, part: str) -> Iterator[Row]:
    """Yield the rows of a part, from its file where it was counted before.

    Parameters
    ----------
    folder : Path
        Where data, caches and rows are kept.
    part : str
        Of `PARTS`.
    """
    kept = folder / f"{part}.json"
    if kept.exists():
        yield from map(tuple, json.loads(kept.read_text(encoding="utf-8")))
        return
    work, n_sessions = PARTS[part]
    place = folder / part  # begun anew, but for what costs most
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    copies(one_session(folder / "one"), place / "data", n_sessions)
    rows = []
    for row in work(place / "data", place):
        rows.append(row)
        yield row
    kept.write_text(json.dumps(rows), encoding="utf-8")


def one_session(dataset: Path) -> RunPaths:
    """Return a session of one simulated person, made where it is not there yet."""
    if not dataset.exists():
        draft = dataset.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        simulate_cohort(CohortPlan(draft, (Visit("pre1", "demo", 0),), 1))
        draft.rename(dataset)
    (only,) = existing_runs(dataset)
    return only


def copies(first: RunPaths, dataset: Path, n: int) -> None:
    """Write a session under ``n`` other labels, ten a person.

    Parameters
    ----------
    first : RunPaths
        What is copied.
    dataset : Path
        New dataset.
    n : int
        Sessions.
    """
    dataset.mkdir()
    text = (first.dataset / "dataset_description.json").read_bytes()
    (dataset / "dataset_description.json").write_bytes(text)
    sources = [
        path
        for folder in (first.folder, first.source_folder)
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".")
    ]
    rng = np.random.default_rng(0)
    for number in range(n):
        person, session = divmod(number, len(SESSIONS))
        label, visit = f"{person + 1:03d}", SESSIONS[session]
        if not session:
            slowness = rng.normal(1, 0.1)
        new = RunPaths(dataset, label, visit, first.task)
        names = (
            (f"sub-{first.participant}", f"sub-{label}"),
            (f"ses-{first.session}", f"ses-{visit}"),
        )
        for path in sources:
            is_source = path.is_relative_to(first.source_folder)
            folder = new.source_folder if is_source else new.folder
            folder.mkdir(parents=True, exist_ok=True)
            name, content = path.name, path.read_bytes()
            for old, now in names:
                name = name.replace(old, now)
                content = content.replace(old.encode(), now.encode())
            if path.suffix == ".eeg":
                os.link(path, folder / name)
            else:
                (folder / name).write_bytes(content)
        _slower(new, slowness * rng.normal(1 - 0.01 * session, 0.03))
        content = json.loads(new.session_json.read_text(encoding="utf-8"))
        content["request"] |= {"arm": ARMS[person % 2], "session_type": ""}
        new.session_json.write_text(json.dumps(content), encoding="utf-8")


def _slower(run: RunPaths, factor: float) -> None:
    """Multiply the reaction times of a run, so that no two runs are alike."""
    head, *rows = run.events.read_text(encoding="utf-8").splitlines()
    column = head.split("\t").index("reaction_time")
    lines = [head]
    for row in rows:
        cells = row.split("\t")
        if cells[column] != "n/a":
            cells[column] = f"{float(cells[column]) * factor:.6f}"
        lines.append("\t".join(cells))
    run.events.write_text("\n".join(lines) + "\n", encoding="utf-8")


def whole_study(data: Path, folder: Path) -> Iterator[Row]:
    """Yield seconds of the report of all sessions, read anew and from the cache."""
    for name, goal in (("anew", "–"), ("again", "at most 60, from the cache")):
        began, used = time.perf_counter(), time.process_time()
        found = gather(data, cache=folder / "cache")
        write_report(analyse(found, Questions()), folder / name)
        took, spent = time.perf_counter() - began, time.process_time() - used
        yield f"{len(found.runs)} sessions, report {name}, s", took, goal
        yield f"{len(found.runs)} sessions, report {name}, CPU s", spent, "–"
    yield "report from the cache equals the first, bytes", same(folder), "1"


def same(folder: Path) -> float:
    """Return 1.0 if both reports hold the same bytes."""
    pair = [folder / name for name in ("anew", "again")]
    files = [
        {path.relative_to(one): path.read_bytes() for path in one.rglob("*.*")}
        for one in pair
    ]
    return float(files[0] == files[1])


def features(data: Path, folder: Path) -> Iterator[Row]:
    """Yield CPU seconds of a session: our features, cached ones, a plain script."""
    mne.set_log_level("error")
    found = gather(data, cache=folder / "cache")
    runs = [run for run in existing_runs(data) if run.session[:-1] in TIMES]
    study_changes(found, TIMES, cache=folder / "first")  # modules are loaded
    mne_script(runs[-1])
    spent = {}
    for name, do in (
        ("fresh", lambda: study_changes(found, TIMES, cache=folder / "features")),
        ("cached", lambda: study_changes(found, TIMES, cache=folder / "features")),
        ("MNE script", lambda: [mne_script(run) for run in runs]),
    ):
        used = time.process_time()
        do()
        spent[name] = (time.process_time() - used) / len(runs)
        yield f"features of a session, {name}, CPU s", spent[name], "–"
    yield "MNE script / fresh", spent["MNE script"] / spent["fresh"], "at least 1.5"
    yield "MNE script / cached", spent["MNE script"] / spent["cached"], "at least 1.5"


def workers(data: Path, folder: Path) -> Iterator[Row]:
    """Yield how much faster two workers read than one, and what differs."""
    taken, digests = {}, {}
    for n in (1, 2):
        cache = folder / f"cache{n}"
        with open_workers(n) as opened:
            # a study of hours has processes that have loaded their modules
            warm, few = folder / f"warm{n}", existing_runs(data)[: 4 * len(SESSIONS)]
            begun = gather(data, runs=few, cache=warm, workers=opened)
            study_changes(begun, TIMES, cache=warm, workers=opened)
            began = time.perf_counter()
            found = gather(data, cache=cache / "rows", workers=opened)
            study_changes(found, TIMES, cache=cache / "features", workers=opened)
            taken[n] = time.perf_counter() - began
        digests[n] = {
            path.relative_to(cache): path.read_bytes() for path in cache.rglob("*.*")
        }
        yield f"{len(found.runs)} sessions read by {n}, s", taken[n], "–"
    yield "one worker / two workers", taken[1] / taken[2], "at least 1.7"
    yield "what they wrote is the same, bytes", float(digests[1] == digests[2]), "1"


def mne_script(run: RunPaths) -> list[object]:
    """Return spectra and evoked responses as a script of MNE's tutorials makes them."""
    raw = mne.io.read_raw_brainvision(run.vhdr, preload=True)
    montage = "standard_1020"
    raw.set_montage(montage, on_missing="ignore")
    raw.set_eeg_reference("average")
    rows = pd.read_csv(run.events, sep="\t", na_values="n/a")
    rows = rows[(rows["stage"] == "main") | (rows["task"] == "rest")]
    rows = rows[rows["sample"].notna()]
    filtered = raw.copy().filter(0.5, 30.0)
    step = round(2 * raw.info["sfreq"])
    found: list[object] = []
    for task, mine in rows.groupby("task"):
        starts = [
            start
            for _, block in mine.groupby("block")
            for start in range(int(block["sample"].min()), _end(block, raw), step)
        ]
        epochs = _epochs(raw, starts, 0.0, 2.0 - 1 / raw.info["sfreq"], None)
        if len(epochs):
            psd = epochs.compute_psd(
                "welch", fmin=2.0, fmax=40.0, n_fft=step, n_overlap=0
            )
            found.append(psd.average())
        if task == "rest":
            continue
        samples = [int(sample) for sample in mine["sample"]]
        epochs = _epochs(filtered, samples, -0.2, 0.8, (-0.2, 0.0))
        if len(epochs):
            found.append(epochs.average())
    return found


def _end(block: pd.DataFrame, raw: mne.io.BaseRaw) -> int:
    last = block.iloc[-1]
    stop = int(last["sample"] + float(last["duration"]) * raw.info["sfreq"])
    return stop - round(2 * raw.info["sfreq"]) + 1


def _epochs(
    raw: mne.io.BaseRaw,
    samples: Sequence[int],
    tmin: float,
    tmax: float,
    baseline: tuple[float, float] | None,
) -> mne.Epochs:
    first = sorted(set(samples))
    events = np.array([[sample, 0, 1] for sample in first])
    return mne.Epochs(
        raw, events, tmin=tmin, tmax=tmax, baseline=baseline, preload=True,
        reject={"eeg": 150e-6},
    )  # fmt: skip


def damaged_and_killed(data: Path, folder: Path) -> Iterator[Row]:
    """Damage sessions, kill the reading again and again, and count what is there."""
    rng = random.Random(0)
    runs = existing_runs(data)
    damaged = rng.sample(runs, N_DAMAGED)
    for number, one in enumerate(damaged):
        _damage(one, number)
    cache = folder / "killed"
    n_kills = 0
    while n_kills < N_KILLS:
        wanted = _n_cached(cache) + (len(runs) - N_DAMAGED) // (N_KILLS + 2)
        process = subprocess.Popen(
            [sys.executable, __file__, "gather", str(data), str(cache)]
        )
        while process.poll() is None and _n_cached(cache) < wanted:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        n_kills += process.wait() == -signal.SIGKILL
    found = gather(data, cache=cache)
    keys = found.runs[["participant", "session", "run"]]
    fresh = gather(data, cache=folder / "uninterrupted")
    yield f"killed while reading {len(runs)} sessions, times", n_kills, f"{N_KILLS}"
    yield "good sessions there once", len(keys.drop_duplicates()), GOOD
    yield "sessions there twice", int(keys.duplicated().sum()), "0"
    bad = [sum(one.stem in str(text) for text in found.problems) for one in damaged]
    yield "damaged sessions listed once", bad.count(1), f"{N_DAMAGED}"
    yield (
        "other sessions listed",
        len(found.problems) - sum(count > 0 for count in bad),
        "0",
    )
    equal = all(
        getattr(found, name).equals(getattr(fresh, name))
        for name in ("runs", "blocks", "scores", "trials")
    )
    yield "tables equal those of an undisturbed reading", float(equal), "1"
    yield from _memory(data, folder)


def _damage(run: RunPaths, number: int) -> None:
    """Damage a run in one of five ways."""
    path = run.session_json if number % 2 else run.events
    content = path.read_bytes()
    match number % 5:
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(content[: len(content) // 2].replace(b"\t", b""))
        case 2:
            path.write_bytes(random.Random(number).randbytes(len(content)))
        case 3:
            path.write_bytes(b"")
        case _:
            path.write_bytes(b"\xff\xfe" + content[::-1])


def _n_cached(cache: Path) -> int:
    return len(list(cache.glob("*.json"))) if cache.is_dir() else 0


def _memory(data: Path, folder: Path) -> Iterator[Row]:
    """Yield how much memory the reading of a quarter and of all sessions takes."""
    quarter = folder / "quarter"
    quarter.mkdir()
    for path in data.iterdir():
        name = path.name
        if not name.startswith("sub-") or int(name[4:]) <= N_LARGE // 4 // 10:
            (quarter / name).symlink_to(path)
    peaks = []
    for one in (quarter, data):
        cache = folder / f"memory-{one.name}"
        text = subprocess.run(
            [sys.executable, __file__, "gather", str(one), str(cache)],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        peaks.append(float(text))
    yield "peak memory, 250 sessions, MiB", peaks[0], "–"
    yield "peak memory, 1,000 sessions, MiB", peaks[1], "–"
    yield "peak memory, 1,000 / 250 sessions", peaks[1] / peaks[0], "flat"


PARTS: Mapping[str, tuple[Callable[[Path, Path], Iterator[Row]], int]] = {
    "report": (whole_study, N_PEOPLE * len(SESSIONS)),
    "features": (features, N_FEATURES),
    "workers": (workers, N_PEOPLE * len(SESSIONS)),
    "killed": (damaged_and_killed, N_LARGE),
}
"""What is counted, and of how many sessions."""

if __name__ == "__main__" and sys.argv[1] == "gather":
    gather(Path(sys.argv[2]), cache=Path(sys.argv[3]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
elif __name__ == "__main__":
    for one in sys.argv[2:] or PARTS:
        for what, figure, goal in counted(Path(sys.argv[1]), one):
            print(f"{what}: {figure:.3f} ({goal})", flush=True)
