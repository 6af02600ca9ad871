"""The viewer against mne-qt-browser on the same recordings, in fresh processes.

Whole wall time from the start of Python to the first picture, in rounds of ours,
theirs, theirs, ours; a page of scrolling and peak memory from processes of their own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from long_recording import make_recording
from side_by_side import ratio

from attention_camp.camp.dataset.layout import RunPaths

NEEDS_DISPLAY = True
IS_LONG = True
ROUNDS = 3
CASES = ((1400, 0.5), (5000, 0.2), (10_000, 0.15))
"""Annotations of two hours of eight channels, and the goal of each."""

OURS = """
import sys, time, json, tempfile, resource
from pathlib import Path
begin = time.perf_counter()
from PySide6.QtCore import QEventLoop
from attention_camp.camp.ui.app import build_main_window, make_app
vhdr, pages = Path(sys.argv[1]), int(sys.argv[2])
app = make_app()
settings = Path(tempfile.mkdtemp()) / "settings.json"
settings.write_text(json.dumps({"language": "en", "appearance": "light"}))
window = build_main_window(vhdr.parents[3], settings=settings)
window.resize(1280, 800)
window.show()
app.processEvents()
opened = time.perf_counter()
window.open_session(vhdr)
page = window.pages.viewer
waiting = QEventLoop()
page.opened.connect(waiting.quit)
waiting.exec()
app.processEvents()
window.repaint()
first = time.perf_counter()
for k in range(pages):
    page.go_to(60.0 + 10.0 * k)
    app.processEvents()
    window.repaint()
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.process_time(), first - opened, (done - first) / max(pages, 1), peak)
page.window_closing()
import os
os._exit(0)
"""

THEIRS = """
import sys, time, resource
begin = time.perf_counter()
import mne, numpy as np, pandas as pd
from PySide6.QtWidgets import QApplication
mne.viz.set_browser_backend("qt")
vhdr, pages = sys.argv[1], int(sys.argv[2])
app = QApplication([])
opened = time.perf_counter()
raw = mne.io.read_raw_brainvision(vhdr, verbose="error")
events = pd.read_csv(vhdr.replace("_eeg.vhdr", "_events.tsv"), sep="\\t")
raw.set_annotations(mne.Annotations(events.onset, events.duration, events.trial_type))
browser = raw.plot(duration=10.0, show=False, block=False, verbose="error",
                   precompute=False, theme="light", splash=False)
browser.resize(1280, 800)
browser.show()
app.processEvents()
browser.repaint()
first = time.perf_counter()
for k in range(pages):
    browser.hscroll(1.0) if hasattr(browser, "hscroll") else browser.fake_keypress("l")
    app.processEvents()
    browser.repaint()
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.process_time(), first - opened, (done - first) / max(pages, 1), peak)
import os
os._exit(0)
"""


def run() -> Iterator[tuple[str, float, str]]:
    """Yield ratios of times, and of a page of scrolling and memory."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        for n_annotations, goal in CASES:
            name = f"2 h × 8 channels, {n_annotations:,} annotations"
            paths = recording(Path(folder) / str(n_annotations), n_annotations)
            yield (
                f"viewer / mne-qt-browser, {name}: start to picture",
                ratio(
                    lambda p=paths: _facts(OURS, p),  # type: ignore[misc]
                    lambda p=paths: _facts(THEIRS, p),  # type: ignore[misc]
                    rounds=ROUNDS,
                ),
                f"at most {goal}",
            )
            found = [
                (_facts(OURS, paths, 20), _facts(THEIRS, paths, 20)) for _ in "abc"
            ]
            names = (
                "from an open window to picture",
                "a page of scroll",
                "peak memory",
            )
            for place, (what, most) in enumerate(
                zip(names, (0.1, 0.5, 1.0), strict=True)
            ):
                mine, theirs = (
                    statistics.median(pair[side][place] for pair in found)
                    for side in (0, 1)
                )
                yield (
                    f"viewer / mne-qt-browser, {name}: {what}",
                    mine / theirs,
                    f"at most {most}",
                )


def recording(folder: Path, n_annotations: int) -> RunPaths:
    """Return two hours of eight channels with so many rows of events."""
    # a trial has a row of its own and one of its display
    return make_recording(
        folder, hours=2.0, n_chans=8, sfreq=250.0, n_trials=n_annotations // 2
    )


def _facts(program: str, paths: RunPaths, pages: int = 0) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(paths.vhdr), str(pages)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()[-4:]]
