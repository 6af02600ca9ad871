"""Theta, alpha and beta of every trial, and where one trial lies among the others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attention_camp.camp.eeg.scoring import WINDOW_SECONDS
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.plots import themed_plot, translucent
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.formula import SIGNS, formula_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.widgets.page import label
from attention_camp.resources.texts import fill

translate = QCoreApplication.translate
POWERS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Powers named on the axis, µV²."""
FEWEST = 5
"""Trials below which no place among them is told; own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class TrialBands:
    """Powers of the last seconds of the trials of a session."""

    trials: NDArray[np.int64]
    """Numbers of the trials, shape (n_trials,)."""
    powers: NDArray[np.float64]
    """Mean over good electrodes, µV², shape (n_trials, 3): θ, α, β."""

    def place(self, trial: int) -> Mapping[str, tuple[float, float]]:
        """Return each band's power in a trial, and the share of trials below it."""
        (row,) = np.flatnonzero(self.trials == trial)[:1]
        mine = self.powers[row]
        others = np.delete(self.powers, row, axis=0)
        below = (others < mine).mean(axis=0)
        return {
            sign: (float(power), float(share))
            for sign, power, share in zip(SIGNS.values(), mine, below, strict=True)
        }


def bands_of(recording: RecordedSession) -> TrialBands:
    """Return the powers of all trials but practice; flat or lost ones are left out.

    Made from the EEG as recorded, in the last seconds of each trial. Takes some
    milliseconds a trial: call it beside the window's thread.
    """
    from scipy.signal import welch

    bads = recording.bads
    good = [n for n, name in enumerate(recording.ch_names) if name not in bads]
    numbers, powers = [], []
    for trial in recording.trials:
        stop = trial.onset + trial.duration
        if trial.stage == "practice" or not np.isfinite(stop):
            continue
        data, _ = recording.window(stop - WINDOW_SECONDS, stop)
        rows = [n for n in good if data.size and np.isfinite(data[n]).all()]
        if not rows or data.shape[1] < recording.sfreq:
            continue
        n_each = round(recording.sfreq)
        freqs, density = welch(data[rows], recording.sfreq, nperseg=n_each)
        inside = [(freqs >= low) & (freqs < high) for low, high in SIGNS]
        width = freqs[1] - freqs[0]
        found = [density[:, one].sum(axis=1).mean() * width for one in inside]
        if min(found) <= 0:  # a flat line: it has no place on a logarithmic axis
            continue
        powers.append(found)
        numbers.append(trial.trial)
    shape = (len(numbers), len(SIGNS))
    return TrialBands(
        np.asarray(numbers, dtype=np.int64),
        np.asarray(powers, dtype=np.float64).reshape(shape),
    )


class BandsView(QWidget):
    """A row of marks for each band: all trials, and the chosen one among them."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = theme_of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.text = label("", wraps=True)
        column.addWidget(self.text)
        self.plot = themed_plot(
            self._theme, self, bottom=translate("Decision", "Power, µV²")
        )
        self.plot.setMinimumHeight(130)
        self.plot.setAccessibleName(translate("Decision", "Bands of all trials"))
        column.addWidget(self.plot)

    def show_trial(self, bands: TrialBands, trial: TrialRecord) -> None:
        """Show where a trial lies; hidden where its EEG is not there."""
        n = trial.trial
        is_known = n in bands.trials and len(bands.trials) >= FEWEST
        self.setVisible(is_known)
        if not is_known:
            return
        places = bands.place(n)
        told = translate("Decision", ", ").join(
            translate("Decision", "{band} {power}, above {share} of them").format(
                band=band,
                power=formats.number(power, 1, "µV²"),
                share=formats.percent(share),
            )
            for band, (power, share) in places.items()
        )
        text = translate(
            "Decision", "Against {n:other trial|other trials} of the session: {places}."
        )
        text = fill(text, n=len(bands.trials) - 1, places=told)
        if formula_of(trial):
            made = translate(
                "Decision", "The score is made of these: “Score” has the formula."
            )
            text = formats.joined(text, made)
        self.text.setText(text)
        self.plot.setAccessibleDescription(text)
        self._draw(bands, n)

    def _draw(self, bands: TrialBands, n: int) -> None:
        self.plot.clear()
        theme, mine = self._theme, bands.trials == n
        heights = np.arange(len(SIGNS))[::-1]
        for row, height in enumerate(heights):
            values = bands.powers[:, row]
            others = pg.ScatterPlotItem(
                np.log10(values[~mine]),
                np.full(int((~mine).sum()), height),
                symbol="o",
                size=6,
                pen=pg.mkPen(None),
                brush=translucent(theme.ink, 110),
            )
            chosen = pg.ScatterPlotItem(
                np.log10(values[mine]),
                [height],
                symbol="d",
                size=13,
                pen=pg.mkPen(theme.surface),
                brush=QColor(theme.accent),
            )
            self.plot.addItem(others)
            self.plot.addItem(chosen)
        ticks = list(zip(heights.tolist(), SIGNS.values(), strict=True))
        self.plot.getAxis("left").setTicks([ticks])
        self.plot.setYRange(-0.5, len(SIGNS) - 0.5, padding=0)
        marks = [(math.log10(one), formats.number(one, int(one < 1))) for one in POWERS]
        self.plot.getAxis("bottom").setTicks([marks])
        logs = np.log10(bands.powers)
        self.plot.setXRange(float(logs.min()), float(logs.max()), padding=0.05)
