"""Live traces against pyqtgraph's plain curves on the same samples, redraw by redraw.

Each redraw comes after a thirtieth of a second of new samples. What is drawn is
compared with the samples: the minimum and maximum of every column.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication
from side_by_side import ratio

from attention_camp.camp.ui.app import make_app
from attention_camp.camp.ui.widgets.live_traces import LiveTraces
from attention_camp.signal.ring import Ring

NEEDS_DISPLAY = True
SFREQ, SPACING_UV = 250.0, 50.0
REDRAWS_A_SECOND = 30
N_REDRAWS = 60
SIZE = (1000, 600)


def run() -> Iterator[tuple[str, float, str]]:
    """Yield ratios of the time of redraws, and redraws a second of 64 channels."""
    app = QApplication.instance() or make_app()
    for seconds, goal in ((10.0, 1.0), (100.0, 0.5)):
        ours, theirs = Ours(8, seconds), Plain(8, seconds)
        yield (
            f"live traces / pyqtgraph's curves, 8 channels × {seconds:g} s",
            ratio(lambda o=ours: redraw(o.step), lambda t=theirs: redraw(t.step)),  # type: ignore[misc]
            f"at most {goal}",
        )
        ours.compare()
        ours.close()
        theirs.widget.close()
    for sfreq in (SFREQ, 1000.0):
        ours = Ours(64, 10.0, sfreq)
        began = time.process_time()
        took = [redraw(ours.step, 1) for _ in range(2 * N_REDRAWS)]
        used = (time.process_time() - began) / len(took)
        ours.compare()
        ours.close()
        what = f"live traces, 64 channels × 10 s at {sfreq:g} Hz: redraws a second"
        goal = f"at least {REDRAWS_A_SECOND}"
        yield what, 1 / statistics.median(took), goal
        yield f"{what} of processor time", 1 / used, goal
    app.processEvents()


def redraw(step: Callable[[], None], times: int = N_REDRAWS) -> float:
    """Return how long some redraws take, s."""
    begin = time.perf_counter()
    for _ in range(times):
        step()
    return time.perf_counter() - begin


class _Feed:
    """Noise that goes on for ever, a thirtieth of a second at a time."""

    def __init__(self, n_chans: int, sfreq: float) -> None:
        rng = np.random.default_rng(0)
        self._noise = rng.normal(0, 12, (n_chans, round(60 * sfreq))).astype(np.float32)
        self._n, self._at = round(sfreq / REDRAWS_A_SECOND), 0

    def __call__(self) -> NDArray[np.float32]:
        self._at = (self._at + self._n) % (self._noise.shape[1] - self._n)
        return self._noise[:, self._at : self._at + self._n]


class Ours:
    """The traces of the monitor, unfiltered."""

    def __init__(self, n_chans: int, seconds: float, sfreq: float = SFREQ) -> None:
        self._feed = _Feed(n_chans, sfreq)
        self.ring = Ring.create(n_chans, sfreq, seconds + 20.0)
        self.widget = LiveTraces()
        self.widget.resize(*SIZE)
        self.widget.set_seconds(seconds)
        self.widget.set_source(self.ring, [f"E{n}" for n in range(n_chans)])
        self.widget.show()
        QApplication.processEvents()
        while self.ring.n_written < seconds * sfreq:
            self.ring.write(self._feed())
        self.widget.refresh()
        QApplication.processEvents()

    def step(self) -> None:
        """Take in new samples, and draw."""
        self.ring.write(self._feed())
        self.widget.refresh()
        QApplication.processEvents()

    def compare(self) -> None:
        """Raise where a column is not what the samples in it are."""
        columns = self.widget._columns
        if columns is None:
            raise RuntimeError("nothing was drawn")
        n = columns.n_columns * columns.width
        samples = self.ring.read(columns.stop - n, columns.stop)
        parts = samples.reshape(len(samples), columns.n_columns, columns.width)
        low, high = columns.extremes()
        np.testing.assert_array_equal(low, parts.min(axis=2))
        np.testing.assert_array_equal(high, parts.max(axis=2))

    def close(self) -> None:
        """Put the widget and its memory away."""
        self.widget.set_source(None, ())
        self.widget.close()
        self.ring.close()
        self.ring.unlink()


class Plain:
    """A curve of pyqtgraph for each channel, given all its samples anew."""

    def __init__(self, n_chans: int, seconds: float) -> None:
        self._feed = _Feed(n_chans, SFREQ)
        n_times = round(seconds * SFREQ)
        self._data = np.zeros((n_chans, n_times), np.float32)
        self._times = np.arange(n_times) / SFREQ - seconds
        self.widget = pg.PlotWidget()
        self.widget.resize(*SIZE)
        self.widget.setXRange(-seconds, 0, padding=0)
        self.widget.setYRange(-n_chans * SPACING_UV, SPACING_UV, padding=0)
        self._curves = [self.widget.plot() for _ in range(n_chans)]
        self.widget.show()
        for _ in range(round(seconds * REDRAWS_A_SECOND)):
            self._take()
        self.step()
        QApplication.processEvents()

    def _take(self) -> None:
        new = self._feed()
        n = new.shape[1]
        self._data[:, :-n] = self._data[:, n:]
        self._data[:, -n:] = new

    def step(self) -> None:
        """Take in new samples, and draw."""
        self._take()
        for row, curve in enumerate(self._curves):
            curve.setData(self._times, self._data[row] - SPACING_UV * row)
        QApplication.processEvents()
