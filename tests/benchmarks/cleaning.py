"""One update, from new samples to a cleaned window and its band powers, against peers.

The window is 4 s long and comes every quarter second. MNE filters each window anew
(``RawArray``, notch, band-pass, average reference, Welch), BrainFlow's ``DataFilter``
does the same channel by channel, an mne-lsl stream filters what is new as we do.
Processor time of the calling thread is compared; all of these use one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from side_by_side import ratio

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.features import BANDS, band_powers
from attention_camp.signal.history import History
from attention_camp.signal.simulated.brain import SimulatedBrain

WINDOW_S = 4.0
HOP_S = 0.25
SIZES = tuple((n, sfreq) for sfreq in (250.0, 1000.0) for n in (8, 16, 32, 64))
N_UPDATES = 4
LOWPASS = 45.0


def run() -> list[tuple[str, float, str]]:
    """Return our time over each peer's; below 1 is faster."""
    lines = []
    for n_chans, sfreq in SIZES:
        size = f"{n_chans} channels, {sfreq:g} Hz"
        samples = _samples(n_chans, sfreq)
        ours = _ours(samples, n_chans, sfreq)
        lines.append(
            (
                f"one update: ours / MNE per window, {size}",
                ratio(ours, _mne(samples, n_chans, sfreq), measure=_busy),
                "at most 1/15 = 0.067",
            )
        )
        lines.append(
            (
                f"one update: ours / BrainFlow DataFilter, {size}",
                ratio(ours, _brainflow(samples, sfreq), measure=_busy),
                "at most 1/3 = 0.333",
            )
        )
        lines.append(_against_mne_lsl(n_chans, sfreq))
    lines.append(_by_session_length())
    return lines


def _busy(work: Callable[[], object]) -> float:
    """Return the processor time of this thread: other work does not count."""
    begin = time.thread_time()
    work()
    return time.thread_time() - begin


def _samples(n_chans: int, sfreq: float) -> np.ndarray:
    return SimulatedBrain(system_10_10(n_chans), sfreq, seed=1).make(int(10 * sfreq))


def _ours(samples: np.ndarray, n_chans: int, sfreq: float) -> Callable[[], None]:
    brain = SimulatedBrain(system_10_10(n_chans), sfreq, seed=1)
    history = History(Cleaner(brain.info), int(60 * sfreq))
    history.append(samples)
    hop, n_times = int(HOP_S * sfreq), int(WINDOW_S * sfreq)

    def update() -> None:
        for k in range(N_UPDATES):
            history.append(samples[:, k * hop : (k + 1) * hop])
            stop = history.n_samples
            band_powers(history.cleaned(stop - n_times, stop), sfreq, highest=LOWPASS)

    return update


def _mne(samples: np.ndarray, n_chans: int, sfreq: float) -> Callable[[], None]:
    import mne

    info = mne.create_info(list(system_10_10(n_chans)), sfreq, "eeg")
    hop, n_times = int(HOP_S * sfreq), int(WINDOW_S * sfreq)
    butter = {"order": 2, "ftype": "butter"}

    def update() -> None:
        for k in range(N_UPDATES):
            data = samples[:, k * hop : k * hop + n_times] * 1e-6
            raw = mne.io.RawArray(data, info, verbose="error")
            raw.notch_filter(
                50.0, method="iir", iir_params=butter, phase="forward", verbose="error"
            )
            raw.filter(
                0.5, 45.0, method="iir", iir_params=butter, phase="forward",
                verbose="error",
            )  # fmt: skip
            raw.set_eeg_reference("average", verbose="error")
            n_fft = int(2 * sfreq)
            spectrum = raw.compute_psd(
                "welch", n_fft=n_fft, n_overlap=n_fft // 2, verbose="error"
            )
            density, freqs = spectrum.get_data(return_freqs=True)
            for low, high in BANDS.values():
                density[:, (freqs >= low) & (freqs < high)].sum(axis=1)

    return update


def _brainflow(samples: np.ndarray, sfreq: float) -> Callable[[], None]:
    from brainflow.data_filter import (
        DataFilter,
        FilterTypes,
        NoiseTypes,
        WindowOperations,
    )

    hop, n_times = int(HOP_S * sfreq), int(WINDOW_S * sfreq)
    n_fft = DataFilter.get_nearest_power_of_two(int(2 * sfreq))
    butter = FilterTypes.BUTTERWORTH.value

    def update() -> None:
        for k in range(N_UPDATES):
            data = samples[:, k * hop : k * hop + n_times].astype(np.float64)
            for channel in data:
                DataFilter.perform_bandpass(
                    channel, int(sfreq), 0.5, 45.0, 2, butter, 0
                )
                DataFilter.remove_environmental_noise(
                    channel, int(sfreq), NoiseTypes.FIFTY.value
                )
            data -= data.mean(axis=0)
            for channel in data:
                psd = DataFilter.get_psd_welch(
                    channel, n_fft, n_fft // 2, int(sfreq),
                    WindowOperations.HANNING.value,
                )  # fmt: skip
                for low, high in BANDS.values():
                    DataFilter.get_band_power(psd, low, high)

    return update


def _against_mne_lsl(n_chans: int, sfreq: float) -> tuple[str, float, str]:
    """Time an mne-lsl stream with the same filters; waiting is not counted."""
    from mne_lsl.lsl import StreamInfo, StreamOutlet
    from mne_lsl.stream import StreamLSL

    name = f"bench-{time.monotonic_ns()}"
    sinfo = StreamInfo(name, "eeg", n_chans, sfreq, "float32", name)
    sinfo.set_channel_names(list(system_10_10(n_chans)))
    sinfo.set_channel_types("eeg")
    sinfo.set_channel_units("microvolts")
    outlet = StreamOutlet(sinfo)
    stream = StreamLSL(10.0, name=name)
    stream.connect(acquisition_delay=None)
    samples = _samples(n_chans, sfreq)
    hop, n_times = int(HOP_S * sfreq), int(WINDOW_S * sfreq)
    stream.notch_filter(50.0, verbose="error")
    stream.filter(0.5, 45.0, verbose="error")
    stream.set_eeg_reference("average")
    chunks = [
        np.ascontiguousarray(samples[:, k * hop : (k + 1) * hop].T)
        for k in range(N_UPDATES)
    ]
    busy = 0.0

    def theirs() -> None:
        nonlocal busy
        busy = 0.0
        for chunk in chunks:
            outlet.push_chunk(chunk)
            while stream._inlet.samples_available < hop:
                time.sleep(0.001)
            begin = time.thread_time()
            stream.acquire()
            data, _ = stream.get_data(WINDOW_S)
            band_powers(data[:, -n_times:], sfreq, highest=LOWPASS)
            busy += time.thread_time() - begin

    def measure(work: Callable[[], object]) -> float:
        elapsed = _busy(work)
        return busy if work is theirs else elapsed

    for _ in range(8):
        theirs()
    result = ratio(_ours(samples, n_chans, sfreq), theirs, measure=measure)
    stream.disconnect()
    return (
        f"one update: ours / mne-lsl stream, {n_chans} channels, {sfreq:g} Hz",
        result,
        "at most 1",
    )


def _by_session_length() -> tuple[str, float, str]:
    """Time an update an hour into a session against one at its beginning."""
    n_chans, sfreq = 16, 250.0
    samples = _samples(n_chans, sfreq)
    begun = _ours(samples, n_chans, sfreq)
    brain = SimulatedBrain(system_10_10(n_chans), sfreq, seed=1)
    history = History(Cleaner(brain.info), int(60 * sfreq))
    for _ in range(360):
        history.append(samples)
    hop, n_times = int(HOP_S * sfreq), int(WINDOW_S * sfreq)

    def later() -> None:
        for k in range(N_UPDATES):
            history.append(samples[:, k * hop : (k + 1) * hop])
            stop = history.n_samples
            band_powers(history.cleaned(stop - n_times, stop), sfreq, highest=LOWPASS)

    return (
        "one update: an hour into a session / at its beginning",
        ratio(later, begun, rounds=15, measure=_busy),
        "about 1",
    )


if __name__ == "__main__":
    for label, value, goal in run():
        sys.stdout.write(f"{label}: {value:.3f} (goal {goal})\n")
