"""The cleaner for live and offline use: causal filters, then a reference."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.referencing import (
    Reference,
    reference_channels,
    rereferenced,
)
from attention_camp.signal.stream import StreamInfo

# own choices: a hole of up to 0.1 s is bridged by holding the last value; after a
# longer one the offset may be another, so that the filters begin anew
_MAX_HELD_S = 0.1
# the 0.5 Hz high-pass has forgotten 99 % of a step after this time
_SETTLING_S = 1.5
_SETTLING_PER_GAP = 10.0


class Cleaner:
    """Causal high-pass, mains notch and low-pass, then the reference.

    The coefficients are designed by MNE (Butterworth, second-order sections) and
    applied by ``scipy.signal.sosfilt`` with its state kept between calls, scaled by
    each channel's first sample. Each sample goes through the same sums whatever the
    chunk it came in, so that live and offline results are bit-identical. The reference
    has no memory: it can be applied to a window as well.

    Parameters
    ----------
    info : StreamInfo
        The stream to clean.
    line_freq : float | None
        Mains frequency, Hz; None: no notch.
    highpass, lowpass : float
        Edges of the pass band, Hz.
    reference : "average" | "as-recorded" | "linked" | sequence of str
        New reference, as in ``reference_channels``.
    """

    def __init__(
        self,
        info: StreamInfo,
        *,
        line_freq: float | None = 50.0,
        highpass: float = 0.5,
        lowpass: float = 45.0,
        reference: Reference = "average",
    ) -> None:
        if not 0 < highpass < lowpass:
            raise ValueError(
                f"highpass must lie between 0 and lowpass, got {highpass}, {lowpass}"
            )
        self.info = info
        self.line_freq = line_freq
        self.highpass = highpass
        self.lowpass = min(lowpass, 0.45 * info.sfreq)
        self.reference = reference_channels(info.ch_names, reference)
        rows = {name: row for row, name in enumerate(info.ch_names)}
        self._reference_rows = {name: rows[name] for name in self.reference}
        self.sos = _design(info.sfreq, line_freq, highpass, self.lowpass)
        self.reset()

    @property
    def sfreq(self) -> float:
        """Sampling rate, Hz."""
        return self.info.sfreq

    def group_delay(self, freq: float) -> float:
        """Return the delay of an envelope at ``freq`` Hz, s."""
        # group delay is the negative derivative of the phase, here by a central
        # difference; unwrapped, since the phase may cross ±π between the two points
        step = 1e-4 * freq
        phases = np.unwrap(
            [
                np.angle(self._response(freq - step)),
                np.angle(self._response(freq + step)),
            ]
        )
        return float(-(phases[1] - phases[0]) / (2 * np.pi * 2 * step))

    def settling_after(self, n_missing: int) -> int:
        """Return the number of unusable samples after a gap of ``n_missing``.

        Ten times the hole, at most 1.5 s; own choice: the value held through a short
        hole is wrong by a few µV, which the low-pass spreads over some tens of ms.
        """
        seconds = min(_SETTLING_PER_GAP * n_missing / self.sfreq, _SETTLING_S)
        return int(np.ceil(seconds * self.sfreq))

    @property
    def settling_at_start(self) -> int:
        """Number of unusable samples at the start, while the high-pass settles."""
        return int(np.ceil(_SETTLING_S * self.sfreq))

    def reset(self) -> None:
        """Reset the filters: the next sample is treated as the first."""
        n_chans = self.info.n_chans
        self._state = np.zeros((self.sos.shape[0], n_chans, 2))
        self._is_filled = np.zeros(n_chans, bool)
        self._last = np.zeros(n_chans)
        self._n_held = np.zeros(n_chans, np.int64)

    def step(self, samples_uv: NDArray[np.float32]) -> NDArray[np.float64]:
        """Filter and re-reference the next samples, shape (n_chans, n_times), µV.

        Returns
        -------
        cleaned : ndarray, shape (n_chans, n_times)
            Volts, in the cleaner's reference.
        """
        return self.refer(self.filter(samples_uv))

    def refer(
        self, filtered: NDArray[np.float64], bads: Sequence[str] = ()
    ) -> NDArray[np.float64]:
        """Re-reference filtered samples.

        Parameters
        ----------
        filtered : ndarray, shape (n_chans, n_times)
            Output of ``filter``, V.
        bads : sequence of str
            Channels to leave out of the reference, unless all of its channels are bad.
        """
        good = [row for name, row in self._reference_rows.items() if name not in bads]
        rows = good or list(self._reference_rows.values())
        return rereferenced(filtered, np.array(rows, np.intp))

    def filter(self, samples_uv: NDArray[np.float32]) -> NDArray[np.float64]:
        """Filter the next samples, shape (n_chans, n_times), µV; return volts.

        The reference stays as recorded. A lost sample (NaN) is replaced by the last
        value before it.
        """
        from scipy.signal import sosfilt

        if samples_uv.shape[1] == 0:
            return np.empty(samples_uv.shape)
        samples = np.multiply(samples_uv, 1e-6, dtype=np.float64)
        is_lost = np.isnan(samples)
        restarts = self._hold(samples, is_lost)
        if not restarts:
            cleaned, self._state = sosfilt(self.sos, samples, axis=1, zi=self._state)
            return np.asarray(cleaned)
        # split where a channel restarts, so that its state is set at that very sample
        cleaned = np.empty_like(samples)
        for first, stop in itertools.pairwise(sorted({0, *restarts, samples.shape[1]})):
            self._restart(samples[:, first], restarts.get(first))
            cleaned[:, first:stop], self._state = sosfilt(
                self.sos, samples[:, first:stop], axis=1, zi=self._state
            )
        return cleaned

    def _hold(
        self, samples: NDArray[np.float64], is_lost: NDArray[np.bool_]
    ) -> dict[int, NDArray[np.bool_]]:
        """Fill lost samples in place; return which channels restart at which sample."""
        restarts: dict[int, NDArray[np.bool_]] = {}
        if not self._is_filled.all():
            _add(restarts, 0, ~is_lost[:, 0] & ~self._is_filled)
        if is_lost.any() or self._n_held.any():
            self._hold_gaps(samples, is_lost, restarts)
        self._is_filled |= ~is_lost.all(axis=1)
        self._last = samples[:, -1].copy()
        return restarts

    def _hold_gaps(
        self,
        samples: NDArray[np.float64],
        is_lost: NDArray[np.bool_],
        restarts: dict[int, NDArray[np.bool_]],
    ) -> None:
        # the common case, no losses, never comes here: this loop costs time per channel
        limit = int(_MAX_HELD_S * self.sfreq)
        n_times = samples.shape[1]
        for row in np.flatnonzero(is_lost.any(axis=1) | (self._n_held > 0)):
            n_held = int(self._n_held[row])
            changes = np.flatnonzero(np.diff(is_lost[row])) + 1
            edges = [0, *changes.tolist(), n_times]
            for first, stop in itertools.pairwise(edges):
                if is_lost[row, first]:
                    samples[row, first:stop] = (
                        samples[row, first - 1] if first else self._last[row]
                    )
                    n_held += stop - first
                    continue
                is_new = (
                    first > 0
                    and not self._is_filled[row]
                    and not (~is_lost[row, :first]).any()
                )
                if n_held > limit or is_new:
                    chosen = np.zeros(samples.shape[0], bool)
                    chosen[row] = True
                    _add(restarts, first, chosen)
                n_held = 0
            self._n_held[row] = n_held

    def _restart(
        self, samples: NDArray[np.float64], chosen: NDArray[np.bool_] | None
    ) -> None:
        if chosen is None or not chosen.any():
            return
        from scipy.signal import sosfilt_zi

        # the steady state for a constant input at the first sample's value: a headset's
        # offset of tens of mV would otherwise take a second and more to decay
        at_rest = sosfilt_zi(self.sos)[:, None, :]
        self._state[:, chosen] = at_rest * samples[chosen][None, :, None]

    def _response(self, freq: float) -> complex:
        # z is z⁻¹ on the unit circle: the sections' polynomials are in powers of z⁻¹
        z = np.exp(-2j * np.pi * freq / self.sfreq)
        powers = np.array([1.0, z, z * z])
        return complex(np.prod((self.sos[:, :3] @ powers) / (self.sos[:, 3:] @ powers)))


def _add(
    restarts: dict[int, NDArray[np.bool_]], first: int, chosen: NDArray[np.bool_]
) -> None:
    restarts[first] = restarts[first] | chosen if first in restarts else chosen


def _design(
    sfreq: float, line_freq: float | None, highpass: float, lowpass: float
) -> NDArray[np.float64]:
    """Return MNE's second-order sections of the whole cascade, (n_sections, 6)."""
    from mne.filter import create_filter

    # high-pass and low-pass apart, not one band-pass: their orders differ
    bands: list[tuple[float | None, float | None, int]] = [
        (highpass, None, 2),
        (None, lowpass, 4),
    ]
    if line_freq is not None and line_freq + 1 < sfreq / 2:
        # edges swapped: a band-stop, 4 Hz wide because mains wanders by some 0.1 Hz
        # and a narrower one rings
        bands.append((*_notch_edges(line_freq, sfreq), 1))
    sections = [
        create_filter(
            None,
            sfreq,
            l_freq,
            h_freq,
            method="iir",
            iir_params={"order": order, "ftype": "butter", "output": "sos"},
            phase="forward",
            verbose="error",
        )["sos"]
        for l_freq, h_freq, order in bands
    ]
    sos: NDArray[np.float64] = np.concatenate(sections)
    return sos


def _notch_edges(line_freq: float, sfreq: float) -> tuple[float, float]:
    """Return the upper and lower edge, Hz, between which the null is ``line_freq``."""
    upper = min(line_freq + 2, 0.49 * sfreq)
    middle = np.tan(np.pi * line_freq / sfreq)
    # the bilinear transform keeps the geometric mean of the warped edges
    lower = np.arctan(middle**2 / np.tan(np.pi * upper / sfreq)) * sfreq / np.pi
    return upper, float(lower)
