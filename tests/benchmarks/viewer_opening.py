"""The viewer against mne-qt-browser on the same recordings, in fresh processes.

Whole wall time from the start of Python to the first picture, in rounds of ours,
theirs, theirs, ours; a page of scrolling and peak memory from processes of their own.
Both have to show the same: annotations, and the range of ten seconds. What is run can
be chosen by the environment: ``BENCH_HOURS``, ``BENCH_ANNOTATIONS=1400,5000``,
``BENCH_ROUNDS``, ``BENCH_LARGE=0``.
"""

from __future__ import annotations

import math
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from long_recording import make_recording
from side_by_side import ratio

from attention_camp.camp.dataset.layout import RunPaths

NEEDS_DISPLAY = True
IS_LONG = True
ROUNDS, PAGES = int(os.environ.get("BENCH_ROUNDS", "3")), 20
HOURS = float(os.environ.get("BENCH_HOURS", "2"))
LARGE = os.environ.get("BENCH_LARGE", "1") == "1"
GOALS = {1400: 0.5, 5000: 0.2, 10_000: 0.15}
"""Annotations of two hours of eight channels, and the goal of each."""
CASES = [
    int(number)
    for number in os.environ.get("BENCH_ANNOTATIONS", "1400,5000,10000").split(",")
    if number
]
MANY = 10_000
"""From here a round is enough: theirs takes half a minute each time."""

OURS = """
import sys, time, json, tempfile, resource
from pathlib import Path
import numpy as np
from PySide6.QtCore import QEventLoop
from attention_camp.camp.ui.app import WindowHost, make_app, make_workspace
vhdr, pages, whole = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "whole"
app = make_app()
settings = Path(tempfile.mkdtemp()) / "settings.json"
settings.write_text(json.dumps({"language": "en", "appearance": "light"}))
host = WindowHost(app, make_workspace(vhdr.parents[3], settings))
window = host.window
window.resize(1280, 800)
window.show()
app.processEvents()
if sys.argv[4] == "open":  # the application was there: its pages are made
    host.make_ahead()
    while "viewer" not in vars(window.pages):
        app.processEvents()
    app.processEvents()
opened, used = time.perf_counter(), time.process_time()
window.open_session(vhdr)
page = window.pages.viewer
waiting = QEventLoop()
page.opened.connect(waiting.quit)
waiting.exec()
app.processEvents()
window.repaint()
first, spent = time.perf_counter() - opened, time.process_time() - used
if whole:
    page.set_seconds(page.duration)
    while not page.eeg.traces.is_whole:
        app.processEvents()
    window.repaint()
    first, spent = time.perf_counter() - opened, time.process_time() - used
at = time.perf_counter()
for k in range(pages):
    page.go_to(60.0 + 10.0 * k)
    app.processEvents()
    window.repaint()
page_s = (time.perf_counter() - at) / max(pages, 1)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
page.set_seconds(10)
page.go_to(60.0)
data, _ = page.recording.window(60.0, 70.0)
seen = page.eeg.traces.values
assert np.isclose(seen.min(), data.min()) and np.isclose(seen.max(), data.max())
print(2 * len(page.recording.trials), data.min(), data.max())
print(first, page_s, peak, spent, time.process_time())
page.window_closing()
import os
os._exit(0)
"""

THEIRS = """
import sys, time, resource
import mne, numpy as np, pandas as pd
from PySide6.QtWidgets import QApplication
mne.viz.set_browser_backend("qt")
vhdr, pages, whole = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "whole"
app = QApplication([])
opened, used = time.perf_counter(), time.process_time()
raw = mne.io.read_raw_brainvision(vhdr, verbose="error")
events = pd.read_csv(vhdr.replace("_eeg.vhdr", "_events.tsv"), sep="\\t")
raw.set_annotations(mne.Annotations(events.onset, events.duration, events.trial_type))
browser = raw.plot(duration=raw.times[-1] if whole else 10.0, show=False, block=False,
                   verbose="error", precompute=False, theme="light", splash=False)
browser.resize(1280, 800)
browser.show()
app.processEvents()
browser.repaint()
first, spent = time.perf_counter() - opened, time.process_time() - used
at = time.perf_counter()
for k in range(pages):
    browser.hscroll(1.0) if hasattr(browser, "hscroll") else browser.fake_keypress("l")
    app.processEvents()
    browser.repaint()
page_s = (time.perf_counter() - at) / max(pages, 1)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
at = raw.time_as_index([60.0, 70.0])
data = raw.get_data(start=at[0], stop=at[1] + 1) * 1e6
print(len(raw.annotations), data.min(), data.max())
print(first, page_s, peak, spent, time.process_time())
import os
os._exit(0)
"""
Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield ratios of times, and of a page of scrolling and memory."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        for n_annotations in CASES:
            paths = recording(Path(folder) / str(n_annotations), n_annotations)
            rounds = 1 if n_annotations >= MANY else ROUNDS
            yield from _beside(paths, n_annotations, rounds)
        if LARGE:
            yield from _large(Path(folder))


def _beside(paths: RunPaths, n_annotations: int, rounds: int) -> Iterator[Row]:
    """Yield the ratios for a recording of eight channels."""
    goal = GOALS.get(n_annotations, 1.0)
    name = f"{HOURS:g} h × 8 channels, {n_annotations:,} annotations"
    what = f"viewer / mne-qt-browser, {name}"
    wall = ratio(
        lambda: facts(OURS, paths), lambda: facts(THEIRS, paths), rounds=rounds
    )
    yield f"{what}: start to picture", wall, f"at most {goal}"
    mine, opened, theirs = _in_turn(paths, rounds)
    found = mine[0].shown, theirs[0].shown
    if not all(math.isclose(a, b, rel_tol=1e-4) for a, b in zip(*found, strict=True)):
        raise RuntimeError(f"the two show different things: {found}")
    for name, part, most in (
        ("start to picture, processor time", "all_cpu", goal),
        ("from an open application to picture", "first", 0.1),
        ("from an open application to picture, processor time", "first_cpu", 0.1),
        ("a page of scroll", "page", 0.5),
        ("peak memory", "peak", 1.0),
    ):
        ours = opened if part.startswith("first") else mine
        sides = [
            statistics.median(getattr(one, part) for one in side)
            for side in (ours, theirs)
        ]
        yield f"{what}: {name}", sides[0] / sides[1], f"at most {most}"


def _in_turn(
    paths: RunPaths, rounds: int
) -> tuple[list[Facts], list[Facts], list[Facts]]:
    """Return what ours took from its start, from an open application, and theirs."""
    mine: list[Facts] = []
    opened: list[Facts] = []
    theirs: list[Facts] = []
    for _ in range(rounds):
        mine.append(facts(OURS, paths, PAGES))
        theirs.append(facts(THEIRS, paths, PAGES))
        opened.append(facts(OURS, paths, state="open"))
        theirs.append(facts(THEIRS, paths, PAGES))
        opened.append(facts(OURS, paths, state="open"))
        mine.append(facts(OURS, paths, PAGES))
    return mine, opened, theirs


def _large(folder: Path) -> Iterator[Row]:
    """Yield seconds to the first pictures of 64 channels at 1,000 Hz."""
    paths = make_recording(folder / "large", hours=HOURS, n_trials=700)
    name = f"{HOURS:g} h × 64 × 1,000 Hz, {{}}: s from an open application"
    fresh, whole, again, kept = [], [], [], []
    for _ in range(ROUNDS):
        for shown, without, having in (("page", fresh, again), ("whole", whole, kept)):
            shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]), ignore_errors=True)
            without.append(facts(OURS, paths, shown=shown, state="open"))
            if shown == "page":  # so that the pyramid is there
                facts(OURS, paths, shown="whole", state="open")
            having.append(facts(OURS, paths, shown=shown, state="open"))
    theirs = [facts(THEIRS, paths) for _ in range(ROUNDS)]
    for what, taken, goal in (
        ("first picture without its pyramid", fresh, "at most 3"),
        ("first picture with its pyramid", again, "at most 1.0"),
        ("all of it in one picture, without its pyramid", whole, "at most 3"),
        ("all of it in one picture, with its pyramid", kept, "at most 1.0"),
        ("mne-qt-browser's first picture", theirs, "–"),
    ):
        yield name.format(what), statistics.median(f.first for f in taken), goal
        used = statistics.median(f.first_cpu for f in taken)
        yield f"{name.format(what)}, processor time", used, goal
    peaks = [statistics.median(f.peak for f in side) for side in (kept, theirs)]
    yield name.format("memory, ours / theirs"), peaks[0] / peaks[1], "at most 1"


def recording(folder: Path, n_annotations: int) -> RunPaths:
    """Return two hours of eight channels with so many rows of events."""
    # a trial has a row of its own and one of its display
    return make_recording(
        folder, hours=HOURS, n_chans=8, sfreq=250.0, n_trials=n_annotations // 2
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What a process said of itself: seconds, and megabytes."""

    shown: tuple[float, ...]
    """Annotations, and lowest and highest value of ten seconds, µV."""
    first: float
    page: float
    peak: float
    first_cpu: float
    all_cpu: float


def facts(
    program: str,
    paths: RunPaths,
    pages: int = 0,
    *,
    shown: str = "page",
    state: str = "fresh",
) -> Facts:
    """Return what a fresh process took to show a recording."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(paths.vhdr), str(pages), shown, state],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    words = [float(word) for word in done.stdout.split()[-8:]]
    return Facts(tuple(words[:3]), *words[3:])
