"""The EEG of a run as an array, and its clean windows: those that MNE's Epochs keeps.

MNE does the mathematics. Its objects copy the recording and check it anew at each step,
though, which takes longer over hundreds of runs than the mathematics does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.camp.dataset.tables import GAP
from attention_camp.camp.session.records import EventRow
from attention_camp.signal.stream import StreamInfo

PEAK_TO_PEAK = 150e-6
"""V; windows beyond it are left out (own choice, as MNE's tutorials)."""
_UV = 1e-6

Span = tuple[int, int]
"""First sample and the one after the last."""


@dataclass(frozen=True, slots=True, eq=False)
class Eeg:
    """The EEG of a run."""

    volts: NDArray[np.float64]
    """Shape (n_chans, n_times), average reference."""
    sfreq: float
    ch_names: tuple[str, ...]
    is_judged: NDArray[np.bool_]
    """Shape (n_chans,): whether a channel decides if a window is clean."""
    bad: NDArray[np.float64]
    """Shape (n, 2): begin and end of stretches that are left out, s."""

    def clean(self, firsts: Iterable[int], n_times: int) -> NDArray[np.float64]:
        """Return the windows within the recording that hold no artefact and no gap.

        Parameters
        ----------
        firsts : iterable of int
            The first sample of each window, in any order.
        n_times : int
            Length of a window in samples.

        Returns
        -------
        windows : ndarray, shape (n_windows, n_chans, n_times)
            In V, in the order of time.
        """
        there = sorted({*firsts})
        there = [k for k in there if 0 <= k <= self.volts.shape[1] - n_times]
        whole = [k for k in there if not self._is_bad(k, k + n_times)]
        if not whole:
            return np.empty((0, len(self.ch_names), n_times))
        windows = np.stack([self.volts[:, k : k + n_times] for k in whole])
        extent = np.ptp(windows[:, self.is_judged], axis=-1)
        found: NDArray[np.float64] = windows[(extent <= PEAK_TO_PEAK).all(axis=1)]
        return found

    def _is_bad(self, first: int, stop: int) -> bool:
        begin, end = first / self.sfreq, stop / self.sfreq
        return bool(((self.bad[:, 0] < end) & (self.bad[:, 1] > begin)).any())

    def filtered(self, band: tuple[float, float], spans: Iterable[Span]) -> Eeg:
        """Return the EEG after a zero-phase filter, where it is asked for.

        Its samples there are those of the whole recording filtered: each piece reaches
        as far around as the filter does. Outside they are not numbers.

        Parameters
        ----------
        band : tuple of float
            Pass band, Hz.
        spans : iterable of tuple
            First sample and the one after the last of what is needed.
        """
        import mne

        taps = mne.filter.create_filter(None, self.sfreq, *band, verbose="error")
        reach, n_times = len(taps) // 2, self.volts.shape[1]
        made = np.full_like(self.volts, np.nan)
        for first, stop in _joined(spans, 2 * reach, n_times):
            begin, end = max(first - reach, 0), min(stop + reach, n_times)
            piece = mne.filter.filter_data(
                self.volts[:, begin:end], self.sfreq, *band, verbose="error"
            )
            made[:, first:stop] = piece[:, first - begin : stop - begin]
        return replace(self, volts=made)


def _joined(spans: Iterable[Span], gap: int, n_times: int) -> Iterator[Span]:
    """Yield spans within the recording, those joined that less than ``gap`` parts."""
    last: Span | None = None
    for first, stop in sorted(spans):
        now = max(first, 0), min(stop, n_times)
        if now[0] >= now[1]:
            continue
        if last is not None and now[0] - last[1] < gap:
            last = last[0], max(last[1], now[1])
            continue
        if last is not None:
            yield last
        last = now
    if last is not None:
        yield last


def eeg_of(session: OpenedSession, events: Iterable[EventRow]) -> Eeg:
    """Return a session's EEG, its bad channels interpolated where positions are known.

    Parameters
    ----------
    session : OpenedSession
        A session with EEG.
    events : iterable of EventRow
        Its events that are no trials: those called bad are left out, as gaps are.

    Raises
    ------
    DatasetError
        If it has no samples, or cannot be read.
    ValueError
        If it has one channel of EEG: nothing of it is left in an average reference.
    """
    session.require_samples()
    recording, table = session.recording, session.channels
    info = recording.info
    rows = np.flatnonzero(table["kind"] == "eeg")
    if len(rows) < 2:
        raise ValueError("an average reference needs two channels of EEG or more")
    held = recording.held_frames(0, recording.n_samples)
    volts = np.array(held.T[rows], np.float64, order="C")
    volts *= _UV
    is_bad = table.get("status", table["kind"]).iloc[rows] == "bad"
    bads = [name for name, bad in zip(info.ch_names, is_bad, strict=True) if bad]
    if bads:
        volts, bads = _repaired(volts, info, bads)
    else:
        volts -= volts.mean(axis=0)
    is_judged = np.array([name not in bads for name in info.ch_names])
    bad = np.array(list(_bad_stretches(session, events))).reshape(-1, 2)
    return Eeg(volts, info.sfreq, info.ch_names, is_judged, bad)


def _repaired(
    volts: NDArray[np.float64], info: StreamInfo, bads: Sequence[str]
) -> tuple[NDArray[np.float64], list[str]]:
    """Return the EEG in average reference, and the channels that stay bad.

    Parameters
    ----------
    volts : ndarray, shape (n_chans, n_times)
        As recorded.
    info : StreamInfo
        Names and positions.
    bads : sequence of str
        Channels that are not to be used.
    """
    import mne

    made = mne.create_info(list(info.ch_names), info.sfreq, "eeg", verbose="error")
    made["bads"] = list(bads)
    raw = mne.io.RawArray(volts, made, verbose="error")
    if info.positions:
        montage = mne.channels.make_dig_montage(
            dict(info.positions), coord_frame="head"
        )
        raw.set_montage(montage, on_missing="ignore", verbose="error")
    if raw.get_montage() is not None:
        raw.interpolate_bads(reset_bads=True, verbose="error")
    raw.set_eeg_reference("average", verbose="error")
    return raw.get_data(), list(raw.info["bads"])


def _bad_stretches(
    session: OpenedSession, events: Iterable[EventRow]
) -> Iterator[tuple[float, float]]:
    """Yield begin and end of gaps, and of events whose kind begins with “BAD”, s."""
    recording = session.recording
    sfreq, n_samples = recording.info.sfreq, recording.n_samples
    found = [(g.first, g.n / sfreq) for g in recording.gaps if g.channel == 0]
    found += [
        (event.sample, event.duration)
        for event in events
        if event.trial_type != GAP and event.trial_type.upper().startswith("BAD")
    ]
    for first, seconds in found:
        if 0 <= first < n_samples:
            begin = first / sfreq
            yield begin, begin + min(seconds, (n_samples - first) / sfreq)
