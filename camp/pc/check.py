"""Checks of this PC that need no window: disk, clock, headset."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.plausibility import (
    ENOUGH_SECONDS,
    LEAST_UV,
    MOST_UV,
    PlausibilityWatch,
)
from attention_camp.signal.stream import Source, SourceError

FREE_BYTES = 2_000_000_000
"""Free space required, bytes. Own choice: two hours of 64 channels at 1,000 Hz are
1.8 GB."""
SYNC_SECONDS = 0.5
"""Longest sync allowed, s. Own choice: the recording is synced twice a second."""
RATE_ERROR = 0.005
"""Relative error of the sampling rate allowed, as in the live check."""
WATCH_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the check."""

    name: str
    value: str
    is_good: bool
    threshold: str
    remedy: str = ""

    def __str__(self) -> str:
        mark = "good" if self.is_good else "bad"
        text = f"{mark:9} {self.name}: {self.value}"
        if self.threshold:
            text += f" ({self.threshold})"
        return text if self.is_good or not self.remedy else f"{text}. {self.remedy}"


def check_disk(folder: Path) -> Iterator[Finding]:
    """Measure free space and sync time of the disk that holds ``folder``."""
    while not folder.exists():
        folder = folder.absolute().parent
    free = shutil.disk_usage(folder).free
    yield Finding(
        "free space",
        f"{free / 1e9:.1f} GB",
        free >= FREE_BYTES,
        f"at least {FREE_BYTES / 1e9:.0f} GB; our own choice: two hours of 64 channels "
        "at 1,000 Hz are 1.8 GB",
        "Free some space, or record on another disk.",
    )
    slowest = max(_sync_times(folder))
    yield Finding(
        "slowest of 20 syncs",
        f"{slowest * 1000:.0f} ms",
        slowest < SYNC_SECONDS,
        f"under {SYNC_SECONDS * 1000:.0f} ms; our own choice: the recording is synced "
        "twice a second",
        "Record on a local disk, not on a network drive or a slow stick.",
    )


def _sync_times(folder: Path) -> list[float]:
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(20):
            file.write(b"\0" * 32_768)
            begin = time.perf_counter()
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - begin)
    return times


def check_clock() -> Iterator[Finding]:
    """Measure the resolution of the host's clock."""
    steps = []
    for _ in range(2000):
        first = host_time()
        while (then := host_time()) == first:
            continue
        steps.append(then - first)
    step = statistics.median(steps)
    yield Finding(
        "step of the monotonic clock",
        f"{step * 1e6:.2f} µs",
        step < 1e-3,
        "under 1 ms; our own choice",
        "Use another PC: times on this one are too coarse.",
    )


def check_board(name: str, fields: Mapping[str, str]) -> Iterator[Finding]:
    """Stream from a headset for some seconds and measure its sampling rate."""
    from attention_camp.signal.sources.open_source import open_source

    try:
        source = open_source(name, fields=fields)
        source.start()
    except SourceError as error:
        # the error has its own remedy
        yield Finding(f"headset {name}", str(error), False, "")
        return
    watch = PlausibilityWatch(source.info)
    try:
        counts = list(_arrivals(source, watch))
    finally:
        source.stop()
    n_samples = sum(counts)
    rate = n_samples / WATCH_SECONDS
    deviation = abs(rate / source.info.sfreq - 1)
    # a burst at either end of so short a watch may hold a tenth of a second
    good = deviation < RATE_ERROR + 0.1 / WATCH_SECONDS
    yield Finding(
        f"headset {name}",
        f"{n_samples} samples in {WATCH_SECONDS:.0f} s, {source.info.n_chans} channels",
        good,
        f"{source.info.sfreq:g} Hz within 3 %; our own choice: half a percent, and a "
        "packet more or less",
        "Look at its power, cable or dongle, then try again.",
    )
    yield from _about_signal(name, watch)


def _about_signal(name: str, watch: PlausibilityWatch) -> Iterator[Finding]:
    """Say whether the samples can be EEG in the unit that they are said to be in."""
    question = watch.question()
    if question is not None:
        yield Finding(f"signal of {name}", question, False, "")
    elif watch.n_seconds >= ENOUGH_SECONDS:
        note = watch.offset_note() or Sentence("as large as EEG is")
        limits = f"median removed, {LEAST_UV:g} to {MOST_UV:g} µV; our own choice"
        yield Finding(f"signal of {name}", note, True, limits)


def _arrivals(source: Source, watch: PlausibilityWatch) -> Iterator[int]:
    """Yield how many samples came, look after look."""
    begin = host_time()
    source.read(begin)  # what waited before does not count
    while (now := host_time()) < begin + WATCH_SECONDS:
        packet = source.read(now)
        if packet is not None:
            watch.take(packet.samples_uv)
        yield 0 if packet is None else packet.samples_uv.shape[1]
        time.sleep(0.01)
