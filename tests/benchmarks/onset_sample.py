"""By how many samples an onset is off, when packets come late and bunched.

A recording whose first channel is the number of the sample is replayed through the
acquisition; the value that stands at the sample of each onset says which one it really
is. Packets hold several samples, come late by a random time, and now and then the link
holds them back for up to 300 ms and delivers all at once. A sample's moment is the one
at which it would be had without any delay.
"""

from __future__ import annotations

import sys
from collections import deque

import numpy as np

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.ring import Ring
from attention_camp.signal.sources.recorded import Recorded
from attention_camp.signal.sources.replay import ReplaySource
from attention_camp.signal.stream import Packet, StreamInfo

START, SECONDS, STEP_S = 100.0, 60.0, 0.0097
BEGIN_S = 10.0
"""Onsets before are left out: the clock's line is young."""
ONSET_EVERY_S = 0.37
N_SEEDS = 10
CASES = (
    ("on time", 0.0, 0.0, 0.0),
    ("late by 8 ms on average", 0.0, 0.008, 0.0),
    ("bunched by 32 ms", 0.032, 0.0, 0.0),
    ("both, and held up now and then", 0.032, 0.008, 0.02),
)
"""What it is called, length of a bunch, mean delay, share of packets held up, s."""


class LateReplay:
    """A replay whose packets come bunched and late."""

    is_real_time = True

    def __init__(
        self, source: ReplaySource, bunch: float, delay: float, held: float, seed: int
    ) -> None:
        self.source = source
        self.info = source.info
        self._bunch = bunch
        self._delay = delay
        self._held = held
        self._rng = np.random.default_rng(seed)
        self._next_bunch = START
        self._waiting: deque[tuple[float, Packet]] = deque()
        self._last = 0.0

    def start(self) -> None:
        self.source.start()
        self.source.read(START)  # the recording's time of zero

    def stop(self) -> None:
        self.source.stop()

    def mark(self, value: int) -> None:
        self.source.mark(value)

    def read(self, now: float) -> Packet | None:
        while self._next_bunch <= now:
            packet = self.source.read(self._next_bunch)
            late = float(self._rng.exponential(self._delay))
            if self._rng.uniform() < self._held:
                late += float(self._rng.uniform(0, 0.3))
            self._last = max(self._last, self._next_bunch + late)
            if packet is not None:
                self._waiting.append((self._last, packet))
            self._next_bunch += max(self._bunch, 1 / self.info.sfreq)
        there = []
        while self._waiting and self._waiting[0][0] <= now:
            there.append(self._waiting.popleft()[1])
        if not there:
            return None
        return Packet(
            np.concatenate([packet.samples_uv for packet in there], axis=1),
            now,
            np.concatenate([packet.counter for packet in there]),
        )


def run() -> list[tuple[str, float, str]]:
    """Return the errors for each kind of delivery and two rates."""
    lines = []
    for sfreq in (250.0, 1000.0):
        for label, *how in CASES:
            errors = np.concatenate(
                [onset_errors(sfreq, *how, seed=seed) for seed in range(N_SEEDS)]
            )
            size = f"{label}, {sfreq:g} Hz, {errors.size} onsets"
            middle = float(np.median(errors))
            largest = float(np.percentile(np.abs(errors), 99))
            lines += [
                (f"onset, {size}: median error, samples", middle, "about 0"),
                (f"onset, {size}: 99th percentile of its size", largest, "few"),
            ]
    return lines


def onset_errors(
    sfreq: float, bunch: float, delay: float, held: float, *, seed: int
) -> np.ndarray:
    """Return by how many samples each onset is off; positive: too late a one."""
    info = StreamInfo("numbered", sfreq, ("E1", "E2"), counter_modulus=65_536)
    n_times = round((SECONDS + 5) * sfreq)
    numbers = np.arange(n_times, dtype=np.float32)
    samples = np.stack([numbers, 10 * np.sin(numbers).astype(np.float32)])
    source = LateReplay(
        ReplaySource(Recorded(info, samples, ())), bunch, delay, held, seed
    )
    source.start()
    ring = Ring.create(2, sfreq, 1.0)
    acquisition = Acquisition(source, ring=ring, cleaner=Cleaner(info))
    errors = []
    next_onset = START + BEGIN_S
    for now in np.arange(START, START + SECONDS, STEP_S):
        acquisition.step(float(now))
        # an onset is asked for half a second later, as the trial loop does at its end
        if now >= next_onset + 0.5:
            window = acquisition.window(next_onset, next_onset + 0.1)
            first = window.first_sample
            value = float(acquisition.history.raw(first, first + 1)[0, 0])
            errors.append(value + 1 - (next_onset - START) * sfreq)
            next_onset += ONSET_EVERY_S
    ring.close()
    ring.unlink()
    return np.array(errors)


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row[0]}: {row[1]:.2f} (goal {row[2]})\n")
