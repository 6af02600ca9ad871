"""The last minutes of a recording, raw and filtered, from which windows are cut."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.beside import SEEN
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.eyes.track import EyeTrack
from attention_camp.signal.quality import judge
from attention_camp.signal.spatial import NO_REPAIR, Repair
from attention_camp.signal.window import ChannelVerdict, CleanWindow

# own choice: fewer good channels than half and an average reference means little
MIN_QUALITY = 0.5


class History:
    """Filter samples as they arrive and cut windows by absolute sample index.

    The acquisition process appends packet by packet, ``clean_recording`` a whole
    recording: the code is the same.

    Parameters
    ----------
    cleaner : Cleaner
        Applied to every sample once; it is reset.
    n_kept : int
        Number of samples kept; windows before them have the reason ``overrun``.
    min_quality : float
        Share of good channels below which a window has the reason
        ``too few good channels``.
    """

    def __init__(
        self, cleaner: Cleaner, n_kept: int, *, min_quality: float = MIN_QUALITY
    ) -> None:
        if n_kept < 1:
            raise ValueError(f"n_kept must be at least 1, got {n_kept}")
        cleaner.reset()
        self.cleaner = cleaner
        self.info = cleaner.info
        self.min_quality = min_quality
        self.n_kept = n_kept
        # twice as long as needed: a plain array that is moved to the front once per
        # length, since a window of a ring would have to be joined from two parts
        shape = (self.info.n_chans, 2 * n_kept)
        # filled, not empty: the system hands out the pages now, not during the session
        self._raw = np.full(shape, np.nan, np.float32)
        self._filtered = np.full(shape, np.nan, np.float64)
        rows = [k for k, c in enumerate(self.info.others) if c.kind in SEEN]
        self._beside_rows = rows
        self.channels_beside = tuple(self.info.others[k] for k in rows)
        """Channels beside the EEG that tell movement or pulse."""
        self._beside = np.full((len(rows), 2 * n_kept), np.nan, np.float32)
        self.eyes: EyeTrack | None = None
        """Gaze and pupil beside the EEG; None: there is no eye tracker."""
        self._repairs: list[tuple[int, Repair]] = []
        self._first = 0
        self._stop = 0

    @property
    def n_samples(self) -> int:
        """Number of samples since the beginning of the recording."""
        return self._stop

    @property
    def oldest(self) -> int:
        """Absolute index of the oldest sample kept."""
        return max(self._stop - self.n_kept, 0)

    def append(
        self,
        samples_uv: NDArray[np.float32],
        others: NDArray[np.float32] | None = None,
    ) -> None:
        """Filter and keep the next samples.

        Parameters
        ----------
        samples_uv : ndarray, shape (n_chans, n_times)
            The EEG, µV.
        others : ndarray, shape (n_others, n_times), optional
            The stream's other channels in their units; None: they are lost.
        """
        beside = np.full((len(self._beside_rows), samples_uv.shape[1]), np.nan)
        if others is not None and self._beside_rows:
            beside = others[self._beside_rows]
        for start in range(0, samples_uv.shape[1], self.n_kept):
            part = slice(start, start + self.n_kept)
            self._append(samples_uv[:, part], beside[:, part])

    def _append(
        self, samples_uv: NDArray[np.float32], beside: NDArray[np.floating]
    ) -> None:
        n_new = samples_uv.shape[1]
        n_used = self._stop - self._first
        if n_used + n_new > self._raw.shape[1]:
            n_moved = min(self.n_kept, n_used)
            # row by row: overlapping 2-D slices numpy would first copy as a whole
            for row in (*self._raw, *self._filtered, *self._beside):
                row[:n_moved] = row[n_used - n_moved : n_used]
            self._first = self._stop - n_moved
            n_used = n_moved
        self._raw[:, n_used : n_used + n_new] = samples_uv
        self._filtered[:, n_used : n_used + n_new] = self.cleaner.filter(samples_uv)
        self._beside[:, n_used : n_used + n_new] = beside
        self._stop += n_new

    def raw(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return a copy of the recorded samples, (n_chans, n_times), µV; NaN: lost."""
        return self._raw[:, first - self._first : stop - self._first].copy()

    def beside(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return a copy of ``channels_beside``, (n, n_times), in their units."""
        return self._beside[:, first - self._first : stop - self._first].copy()

    def pupil(self, first: int, stop: int) -> float:
        """Return the size of the pupil between two samples; NaN: it was not seen."""
        if self.eyes is None:
            return math.nan
        return self.eyes.pupil(first / self.info.sfreq, stop / self.info.sfreq)

    def newest(self, n: int) -> NDArray[np.float32]:
        """Return the last ``n`` raw samples, µV; fewer where fewer are kept."""
        return self.raw(max(self._stop - n, self.oldest), self._stop)

    def filtered(self, first: int, stop: int) -> NDArray[np.float64]:
        """Return a copy of the filtered samples, (n_chans, n_times), V."""
        return self._filtered[:, first - self._first : stop - self._first].copy()

    def cleaned(self, first: int, stop: int) -> NDArray[np.float64]:
        """Return the filtered samples, (n_chans, n_times), V, re-referenced."""
        return self.cleaner.refer(
            self._filtered[:, first - self._first : stop - self._first]
        )

    def set_repair(self, repair: Repair, from_sample: int) -> None:
        """Apply ``repair`` to every window that ends after sample ``from_sample``."""
        self._repairs.append((from_sample, repair))

    def window_at(self, first: int, stop: int) -> CleanWindow:
        """Return the window from sample ``first`` to ``stop`` (exclusive).

        Raises
        ------
        ValueError
            Where ``stop`` is not after ``first``.
        """
        repairs = [repair for begin, repair in self._repairs if stop > begin]
        repair = repairs[-1] if repairs else NO_REPAIR
        return self.finished(self.cut(first, stop), repair)

    def cut(self, first: int, stop: int) -> CleanWindow:
        """Return a window that is filtered, but neither repaired nor re-referenced."""
        if stop <= first:
            raise ValueError(f"stop must be after first, got {first} and {stop}")
        if first < 0 or stop > self._stop:
            return self._empty(first, "not recorded yet")
        if first < self.oldest:
            return self._empty(first, "overrun")
        filtered = self.filtered(first, stop)
        verdicts = judge(
            self._raw[:, first - self._first : stop - self._first],
            filtered,
            self.info,
            line_freq=self.cleaner.line_freq,
        )
        is_unsettled = self._is_unsettled(first, stop)
        # after a gap before the window the filters still ring: unusable, though no
        # sample in the window itself is lost
        verdicts = tuple(
            _lost(verdict) if unsettled and verdict.fault != "gap" else verdict
            for verdict, unsettled in zip(verdicts, is_unsettled, strict=True)
        )
        window = CleanWindow(
            filtered,
            first,
            self.info.sfreq,
            self.info.ch_names,
            verdicts,
            pupil=self.pupil(first, stop),
        )
        return replace(window, reason=self._reason(window, is_unsettled))

    def finished(self, window: CleanWindow, repair: Repair) -> CleanWindow:
        """Return a window from ``cut``, repaired and re-referenced.

        Bad channels that are not interpolated are left out of the reference.
        """
        mended = replace(window, interpolated=repair.interpolated)
        data = self.cleaner.refer(repair.applied(window.data), mended.bads)
        return replace(mended, data=data)

    def _reason(self, window: CleanWindow, is_unsettled: NDArray[np.bool_]) -> str:
        if window.first_sample < self.cleaner.settling_at_start:
            return "settling"
        if is_unsettled.all():
            return "gap"
        if window.quality < self.min_quality:
            return "too few good channels"
        return ""

    def _is_unsettled(self, first: int, stop: int) -> NDArray[np.bool_]:
        """Return which channels have a gap in the window or shortly before it."""
        # twice as far back as a gap can matter, so that its whole length is seen
        start = max(first - 2 * self.cleaner.settling_at_start, self._first)
        raw = self._raw[:, start - self._first : stop - self._first]
        is_lost = np.isnan(raw)
        found = np.zeros(raw.shape[0], bool)
        for row in np.flatnonzero(is_lost.any(axis=1)):
            steps = np.diff(is_lost[row].astype(np.int8), prepend=0, append=0)
            begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
            found[row] = any(
                end + self.cleaner.settling_after(end - begin) > first - start
                for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
            )
        return found

    def _empty(self, first: int, reason: str) -> CleanWindow:
        data = np.empty((self.info.n_chans, 0))
        return CleanWindow(data, first, self.info.sfreq, self.info.ch_names, (), reason)


def clean_recording(
    samples_uv: NDArray[np.float32],
    cleaner: Cleaner,
    *,
    gaps: Iterable[tuple[int, int]] = (),
    min_quality: float = MIN_QUALITY,
) -> History:
    """Clean a whole recording with the same code as the live one.

    Parameters
    ----------
    samples_uv : ndarray, shape (n_chans, n_times)
        The recording, float32 µV as on disk.
    cleaner : Cleaner
        With the settings of the recording; it is reset.
    gaps : iterable of (first, n_samples)
        Absolute index and length of each gap; the values there are ignored.
    min_quality : float
        As in ``History``.

    Returns
    -------
    history : History
        Holds all of the recording.
    """
    samples = samples_uv.astype(np.float32, copy=True)
    samples[np.isinf(samples)] = np.nan
    for first, n_lost in gaps:
        samples[:, first : first + n_lost] = np.nan
    history = History(cleaner, max(samples.shape[1], 1), min_quality=min_quality)
    history.append(samples)
    return history


def _lost(verdict: ChannelVerdict) -> ChannelVerdict:
    return ChannelVerdict(verdict.ch_name, "bad", "gap", 0.0, "%", 0.0)
