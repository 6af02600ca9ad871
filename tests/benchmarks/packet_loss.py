"""Is what is reported lost what was lost, however packets are damaged on their way?

In each run 1 to 200 packets of a board are lost, doubled or brought out of order, alone
and in bursts, while packets come late and bunched and the board's counter wraps. One
reader of the ring keeps up, another is overrun. The truth is kept by the source, which
knows the number of each sample; the acquisition sees only the board's counter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.counting import PacketCounter
from attention_camp.signal.ring import OverrunError, Ring
from attention_camp.signal.sources.board_facts import COUNTERS
from attention_camp.signal.stream import Packet, StreamInfo

N_RUNS = 100
BOARDS = {"cyton": 250.0, "cyton_daisy": 125.0, "muse_2": 256.0, "synthetic": 250.0}
"""Boards with a counter, each of another kind, and their sampling rates, Hz."""
N_PACKETS = {"muse_2": 850}
MOST_PACKETS = 2_500
MOST_HIT = 200
FARTHEST = 4
"""By how many packets one is out of order at most."""
START, STEP_S = 100.0, 0.02
RING_S = 1.0


@dataclass(frozen=True)
class Result:
    """One run."""

    board: str
    n_hit: int
    """Packets lost, doubled or brought out of order."""
    n_lost: int
    """Samples that never came, or came when a later one had been read."""
    n_reported: int
    is_in_place: bool
    """Whether every sample stored is at its own number and every hole a lost one."""
    n_overrun: int
    """How often a reader came too late."""
    n_said: int
    """How often it was told so."""
    is_read_right: bool
    """Whether what the readers got, and what they were told to miss, is the truth."""


class DamagedBoard:
    """A board whose packets are damaged as a seed says; its first channel counts."""

    is_real_time = True

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.board = list(BOARDS)[seed % len(BOARDS)]
        self._rule = COUNTERS[self.board]
        sfreq = BOARDS[self.board]
        self.info = StreamInfo(
            self.board, sfreq, ("E1", "E2"), counter_modulus=self._rule.sample_modulus
        )
        self._counter = PacketCounter(self._rule)
        self.n_packets = N_PACKETS.get(self.board, MOST_PACKETS)
        # anywhere, so that it wraps anywhere
        self._first_count = self._rule.modulus - int(rng.integers(1, self.n_packets))
        self.n_hit = int(rng.integers(1, MOST_HIT + 1))
        numbers, places = self._damage(rng)
        period = self._rule.n_per_count / sfreq
        late = rng.exponential(0.004, len(places))
        late += 0.2 * (rng.uniform(size=len(places)) < 0.01)
        arrivals = np.maximum.accumulate(START + (places + 1) * period + late)
        self._queue = deque(zip(numbers.tolist(), arrivals.tolist(), strict=True))
        self.stop_at = float(arrivals[-1]) + 0.1
        self.came: list[np.ndarray] = []
        """Numbers of the samples that came in time, a piece for each read."""
        self._newest = -1

    def _damage(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return the packets' numbers in the order sent, and where each one is sent."""
        edge = 100  # begins and ends whole: a loss at the end leaves no trace
        hit = np.array([], int)
        while hit.size < self.n_hit:
            first = int(rng.integers(edge, self.n_packets - edge))
            burst = np.arange(
                first, first + int(rng.geometric(rng.choice([0.5, 0.05])))
            )
            hit = np.union1d(hit, burst[burst < self.n_packets - edge])[: self.n_hit]
        kinds = rng.choice(["lost", "doubled", "reordered"], rng.integers(1, 4))
        kind = rng.choice(kinds, hit.size)
        numbers = np.arange(self.n_packets)
        places = numbers.astype(float)
        moved, again = hit[kind == "reordered"], hit[kind == "doubled"]
        places[moved] += rng.integers(1, FARTHEST + 1, moved.size) + 0.5
        copies = again + rng.integers(0, FARTHEST, again.size) + 0.25
        is_sent = ~np.isin(numbers, hit[kind == "lost"])
        numbers = np.r_[numbers[is_sent], again]
        places = np.r_[places[is_sent], copies]
        order = np.argsort(places, kind="stable")
        return numbers[order], places[order]

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def mark(self, value: int) -> None: ...

    def read(self, now: float) -> Packet | None:
        packets = []
        while self._queue and self._queue[0][1] <= now:
            packets.append(self._queue.popleft()[0])
        if not packets:
            return None
        n = self._rule.n_per_count
        counts = np.repeat(packets, n)
        numbers = counts * n + np.tile(np.arange(n), len(packets))
        in_time = np.unique(numbers[numbers > self._newest])
        self.came.append(in_time)
        self._newest = int(max(self._newest, *numbers))
        row = (self._first_count + counts) * self._rule.step % self._rule.modulus
        samples = np.stack([numbers, np.sin(numbers)]).astype(np.float32)
        return Packet(samples, now, self._counter.per_sample(row.astype(float)))


class Store:
    """What would be on disk."""

    def __init__(self) -> None:
        self.parts: list[np.ndarray] = []
        self.n_lost = 0

    def append(self, samples_uv: np.ndarray) -> None:
        self.parts.append(samples_uv[0].copy())

    def gap(self, first: int, n: int, reason: str) -> None:
        self.n_lost += n


class Reader:
    """Reads the ring when it comes round to it, and knows when it is told of a loss."""

    def __init__(self, ring: Ring, pause_s: float, rng: np.random.Generator) -> None:
        self._ring = ring
        self._pause_s = pause_s
        self._rng = rng
        self._next_look = START
        self._next_sample = 0
        self.n_overrun = self.n_said = 0
        self.read: list[tuple[int, np.ndarray]] = []
        self.missed: list[tuple[int, int]] = []

    def look(self, now: float) -> None:
        """Read what is new, if it is time."""
        if now < self._next_look:
            return
        self._next_look = now + float(self._rng.uniform(0, 2 * self._pause_s))
        first, stop = self._next_sample, self._ring.n_written
        self.n_overrun += stop - first > self._ring.n_kept
        try:
            samples = self._ring.read(first, stop)
        except OverrunError as error:
            self.n_said += 1
            self.missed.append((first, error.oldest))
            first = error.oldest
            samples = self._ring.read(first, stop)
        self.read.append((first, samples[0]))
        self._next_sample = stop

    def is_right(self, stored: np.ndarray) -> bool:
        """Return whether all was read as stored, or said to be missed."""
        pieces = self.missed + [(first, first + s.size) for first, s in self.read]
        pieces.sort()
        edges = [0, *(stop for _, stop in pieces)]
        return [first for first, _ in pieces] == edges[:-1] and all(
            np.array_equal(samples, stored[first : first + samples.size], True)
            for first, samples in self.read
        )


def run() -> list[tuple[str, float, str]]:
    """Return the shares of runs in which all was as it should be, and what was done."""
    results = [damaged_run(seed) for seed in range(N_RUNS)]

    def share(is_right: Callable[[Result], bool]) -> float:
        return sum(map(is_right, results)) / N_RUNS

    size = f"share of {N_RUNS} runs"
    return [
        (
            f"reported loss is true loss, {size}",
            share(lambda result: result.n_reported == result.n_lost),
            "1",
        ),
        (
            f"every sample is in its place, {size}",
            share(lambda result: result.is_in_place),
            "1",
        ),
        (
            f"every overrun was told, {size}",
            share(lambda result: result.n_said == result.n_overrun),
            "1",
        ),
        (
            f"readers got the truth, {size}",
            share(lambda result: result.is_read_right),
            "1",
        ),
        ("packets damaged in all", float(sum(r.n_hit for r in results)), "many"),
        ("samples lost in all", float(sum(r.n_lost for r in results)), "many"),
        ("overruns in all", float(sum(r.n_overrun for r in results)), "many"),
    ]


def damaged_run(seed: int) -> Result:
    """Record one damaged stream."""
    source = DamagedBoard(seed)
    ring = Ring.create(source.info.n_chans, source.info.sfreq, RING_S)
    store = Store()
    acquisition = Acquisition(
        source, ring=ring, cleaner=Cleaner(source.info), sink=store
    )
    rng = np.random.default_rng([seed, 1])
    readers = [Reader(ring, pause_s, rng) for pause_s in (0.05, 1.0)]
    n_reported = 0
    now = START
    while now < source.stop_at:
        now += STEP_S
        n_reported += sum(gap.n_lost for gap in acquisition.step(now).gaps)
        for reader in readers:
            reader.look(now)
    ring.close()
    ring.unlink()
    stored = np.concatenate(store.parts)
    truth = np.full(int(source.came[-1][-1]) + 1, np.nan, np.float32)
    came = np.concatenate(source.came)
    truth[came] = came
    return Result(
        board=source.board,
        n_hit=source.n_hit,
        n_lost=int(np.isnan(truth).sum()),
        n_reported=n_reported if n_reported == store.n_lost else -1,
        is_in_place=np.array_equal(stored, truth, equal_nan=True),
        n_overrun=sum(reader.n_overrun for reader in readers),
        n_said=sum(reader.n_said for reader in readers),
        is_read_right=all(reader.is_right(stored) for reader in readers),
    )
