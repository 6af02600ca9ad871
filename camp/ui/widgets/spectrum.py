"""The spectrum of some EEG, with the power of each band."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.plots import themed_plot, translucent
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.page import label

translate = QCoreApplication.translate

HIGHEST_HZ = 60.0
BANDS = (("δ", 1, 4), ("θ", 4, 8), ("α", 8, 13), ("β", 13, 30), ("γ", 30, 45))
SEGMENT_S = 2.0
"""Length of Welch's segments: bins of half a hertz."""


class Spectrum(QWidget):
    """Power by frequency: the median over channels, and the middle half of them."""

    def __init__(self) -> None:
        super().__init__()
        theme = theme_of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.heading = label(
            translate("Viewer", "Spectrum of the time in view"), "small"
        )
        column.addWidget(self.heading)
        self.powers = label("", "small", wraps=True)
        """Power of each band, as a median over channels."""
        column.addWidget(self.powers)
        self.plot = themed_plot(
            theme, self, left="dB µV²/Hz", bottom=translate("Viewer", "Frequency, Hz")
        )
        self.plot.setAccessibleName(translate("Viewer", "Spectrum of the time in view"))
        column.addWidget(self.plot, 1)
        self._low = pg.PlotCurveItem(pen=pg.mkPen(None))
        self._high = pg.PlotCurveItem(pen=pg.mkPen(None))
        fill = pg.FillBetweenItem(
            self._low, self._high, brush=translucent(theme.band, 70)
        )
        self._line = pg.PlotCurveItem(pen=pg.mkPen(theme.accent, width=2))
        for item in (fill, self._low, self._high, self._line):
            self.plot.addItem(item)
        self._texts = []
        for name, start, stop in BANDS:
            for edge in (start, stop):
                mark = pg.InfiniteLine(edge, pen=pg.mkPen(theme.border))
                self.plot.addItem(mark)
            text = pg.TextItem(name, color=theme.muted, anchor=(0.5, 0))
            self.plot.addItem(text)
            self._texts.append((text, (start + stop) / 2))

    def show_data(self, data: NDArray[np.float64], sfreq: float) -> None:
        """Show the spectrum of some channels, shape (n_chans, n_times), µV."""
        freqs, power = spectrum_db(data, sfreq)
        if not freqs.size:
            self._line.setData([], [])
            self._low.setData([], [])
            self._high.setData([], [])
            self.powers.setText("")
            return
        low, middle, high = np.percentile(power, [25, 50, 75], axis=0)
        self._line.setData(freqs, middle)
        self._low.setData(freqs, low)
        self._high.setData(freqs, high)
        text = band_text(freqs, middle)
        self.powers.setText(text)
        self.plot.setAccessibleDescription(text)
        top, bottom = float(high.max()), float(low.min())
        self.plot.setXRange(0, freqs[-1], padding=0)
        self.plot.setYRange(bottom, top + 3, padding=0.02)
        for text, where in self._texts:
            text.setPos(where, top + 3)


def band_text(freqs: NDArray[np.float64], level: NDArray[np.float64]) -> str:
    """Return the power of each band in words, µV².

    Parameters
    ----------
    freqs : ndarray, shape (n_freqs,)
        Hz, evenly spaced.
    level : ndarray, shape (n_freqs,)
        Power, dB re 1 µV²/Hz.
    """
    step = float(freqs[1] - freqs[0]) if freqs.size > 1 else 0.0
    parts = []
    for name, start, stop in BANDS:
        inside = (freqs >= start) & (freqs < stop)
        power = float((10 ** (level[inside] / 10)).sum()) * step
        is_whole = freqs[-1] + step >= stop  # a slow headset does not reach γ
        parts.append(f"{name} {formats.number(power if is_whole else None, 1)}")
    return "  ".join(parts) + f" {formats.NO_BREAK}µV²"


def spectrum_db(
    data: NDArray[np.float64], sfreq: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return frequencies and power, dB re 1 µV²/Hz, by Welch's method.

    Channels with lost samples are left out; with less than a segment of data, nothing
    comes back.
    """
    whole = data[np.isfinite(data).all(axis=1)] if data.size else data
    n_segment = round(SEGMENT_S * sfreq)
    if whole.shape[0] == 0 or whole.shape[1] < n_segment:
        return np.empty(0), np.empty((0, 0))
    freqs, power = welch(whole, sfreq, n_segment)
    shown = (freqs >= 1.0) & (freqs <= min(HIGHEST_HZ, 0.45 * sfreq))
    return freqs[shown], 10 * np.log10(np.maximum(power[:, shown], 1e-12))


def welch(
    data: NDArray[np.floating], sfreq: float, n_segment: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return frequencies and power density by Welch's method (1967).

    Parameters
    ----------
    data : ndarray, shape (n_chans, n_times)
        Any unit; at least a segment long.
    sfreq : float
        Hz.
    n_segment : int
        Samples of a segment.

    Returns
    -------
    freqs : ndarray, shape (n_freqs,)
        Hz.
    density : ndarray, shape (n_chans, n_freqs)
        Unit squared per Hz.
    """
    freqs, _, density = segment_powers(data, sfreq, n_segment)
    return freqs, density.mean(axis=-2)


def segment_powers(
    data: NDArray[np.floating], sfreq: float, n_segment: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return power density of Hann windows that overlap by half.

    As ``scipy.signal.spectrogram`` with a constant detrend; importing that would take
    longer than opening a session.

    Parameters
    ----------
    data : ndarray, shape (n_chans, n_times)
        Any unit; at least a segment long.
    sfreq : float
        Hz.
    n_segment : int
        Samples of a segment.

    Returns
    -------
    freqs : ndarray, shape (n_freqs,)
        Hz.
    times : ndarray, shape (n_segments,)
        Middle of each segment, s.
    density : ndarray, shape (n_chans, n_segments, n_freqs)
        Unit squared per Hz.
    """
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n_segment) / n_segment)
    step = n_segment - n_segment // 2
    view = np.lib.stride_tricks.sliding_window_view(data, n_segment, axis=-1)
    segments = view[..., ::step, :]
    centred = segments - segments.mean(axis=-1, keepdims=True)
    density = np.abs(np.fft.rfft(centred * window)) ** 2 / (sfreq * (window**2).sum())
    # one side stands for both, but for 0 Hz and the Nyquist frequency
    density[..., 1 : None if n_segment % 2 else -1] *= 2
    middles = np.arange(segments.shape[-2]) * step + n_segment / 2
    times = np.asarray(middles / sfreq, np.float64)
    freqs = np.asarray(np.fft.rfftfreq(n_segment, 1 / sfreq), np.float64)
    return freqs, times, np.asarray(density, np.float64)
