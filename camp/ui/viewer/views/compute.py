"""Spectra, spectrogram, courses of bands and maps of a stretch; numpy alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.viewer.views.asked import (
    BANDS,
    HIGHEST_HZ,
    SHADES,
    Answer,
    Asked,
    too_short_text,
)
from attention_camp.camp.ui.widgets.spectrum import segment_powers, welch

translate = QCoreApplication.translate


def computed(kind: str, asked: Asked) -> Answer:
    """Return what a view shows of a stretch.

    Raises
    ------
    ValueError
        If the kind is none that is computed here.
    """
    made = {
        "channels": channel_spectra,
        "spectrogram": spectrogram,
        "bands": band_courses,
        "moment": moment_map,
        "band-map": band_map,
    }
    if kind not in made:
        raise ValueError(f"kind must be one of {tuple(made)}, got {kind!r}")
    return made[kind](asked)


def _too_short(kind: str, asked: Asked, n_times: int) -> Answer | None:
    if n_times >= asked.n_segment and asked.ch_names:
        return None
    return Answer(kind, (), np.empty((0, 0)), problem=too_short_text())  # type: ignore[arg-type]


def _whole(asked: Asked) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the channels that lost no sample in the stretch."""
    data = asked.data
    whole = np.isfinite(data).all(axis=1)
    rows = np.flatnonzero(whole)
    return tuple(asked.ch_names[n] for n in rows.tolist()), data[rows]


def _shown(freqs: NDArray[np.float64], sfreq: float) -> NDArray[np.bool_]:
    return (freqs >= 1.0) & (freqs <= min(HIGHEST_HZ, 0.45 * sfreq))


def _decibels(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return 10 * np.log10(np.maximum(power, 1e-12))


def channel_spectra(asked: Asked) -> Answer:
    """Return a spectrum for each channel, dB re 1 µV²/Hz."""
    names, data = _whole(asked)
    if problem := _too_short("channels", asked, data.shape[-1] if len(data) else 0):
        return problem
    freqs, power = welch(data, asked.recording.sfreq, asked.n_segment)
    shown = _shown(freqs, asked.recording.sfreq)
    return Answer(
        "channels", names, _decibels(power[:, shown]), freqs[shown],
        x_name=translate("Viewer", "Frequency, Hz"), y_name="dB µV²/Hz", unit="dB",
    )  # fmt: skip


def spectrogram(asked: Asked) -> Answer:
    """Return power over time and frequency, the median over channels."""
    names, data = _whole(asked)
    if problem := _too_short("spectrogram", asked, data.shape[-1] if len(data) else 0):
        return problem
    sfreq = asked.recording.sfreq
    freqs, times, power = segment_powers(data, sfreq, asked.n_segment)
    shown = _shown(freqs, sfreq)
    image = _decibels(np.median(power, axis=0))[:, shown]
    low, high = (formats.number(float(x)) for x in np.percentile(image, SHADES))
    note = translate("Views", "Median of channels; dark {low}, bright {high} dB µV²/Hz")
    return Answer(
        "spectrogram", names, image, times + asked.samples[0] / sfreq, freqs[shown],
        translate("Views", "Time, s"), translate("Viewer", "Frequency, Hz"),
        "dB µV²/Hz", note.format(low=low, high=high),
    )  # fmt: skip


def band_courses(asked: Asked) -> Answer:
    """Return the power of each band over time, the median over channels, µV²."""
    _, data = _whole(asked)
    if problem := _too_short("bands", asked, data.shape[-1] if len(data) else 0):
        return problem
    sfreq = asked.recording.sfreq
    freqs, times, power = segment_powers(data, sfreq, asked.n_segment)
    step = freqs[1] - freqs[0]
    courses = [
        np.median(power[:, :, (freqs >= low) & (freqs < high)].sum(axis=-1), axis=0)
        for low, high in BANDS.values()
    ]
    return Answer(
        "bands", tuple(BANDS), np.array(courses) * step,
        times + asked.samples[0] / sfreq,
        x_name=translate("Views", "Time, s"), y_name="µV²", unit="µV²",
    )  # fmt: skip


def moment_map(asked: Asked) -> Answer:
    """Return the voltages of the moment in the middle, µV."""
    first = asked.samples[0]
    at = asked.moment
    values = asked.data[:, at - first] if asked.ch_names else np.empty(0)
    known = np.isfinite(values)
    names = tuple(n for n, fine in zip(asked.ch_names, known, strict=True) if fine)
    time = formats.clock(at / asked.recording.sfreq, 3)
    note = translate("Views", "At {time}, µV").format(time=time)
    return Answer("moment", names, values[known], unit="µV", note=note)


def band_map(asked: Asked) -> Answer:
    """Return the power of a band per channel, dB from the mean over channels."""
    names, data = _whole(asked)
    if problem := _too_short("band-map", asked, data.shape[-1] if len(data) else 0):
        return problem
    freqs, power = welch(data, asked.recording.sfreq, asked.n_segment)
    low, high = BANDS[asked.band]
    inside = (freqs >= low) & (freqs < high)
    level = _decibels(power[:, inside].sum(axis=1) * (freqs[1] - freqs[0]))
    note = translate("Views", "{band}, dB from the mean over channels, {mean} dB µV²")
    note = note.format(band=asked.band, mean=formats.number(float(level.mean()), 1))
    return Answer("band-map", names, level - level.mean(), unit="dB", note=note)
