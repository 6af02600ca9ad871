"""Moments of samples from an LSL sender's own stamps, against real outlets."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable

import numpy as np
import pytest

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.clock import host_time
from attention_camp.signal.ring import Ring
from attention_camp.signal.sources.lsl import LslSource
from attention_camp.signal.sources.lsl_stamps import StampReader
from attention_camp.signal.step_report import StepReport

pytest.importorskip("mne_lsl")

SFREQ = 250.0
CHUNK = 25
LATE = 0.3
_names = (f"camp-stamps-{host_time()}-{n}" for n in itertools.count())


class LateSender:
    """Pushes chunks of a tenth of a second that lay about for 0.3 s.

    Parameters
    ----------
    clock : callable
        How far off the sender's clock is at a time since its first sample, s.
    """

    def __init__(self, clock: Callable[[float], float]) -> None:
        from mne_lsl.lsl import StreamInfo, StreamOutlet

        self.name = next(_names)
        sinfo = StreamInfo(self.name, "EEG", 1, SFREQ, "float32", self.name)
        sinfo.set_channel_names(["Cz"])
        sinfo.set_channel_types("eeg")
        sinfo.set_channel_units("microvolts")
        self._outlet = StreamOutlet(sinfo)
        self._clock = clock
        self._n = 0
        self.begin = host_time()
        """When sample 0 was taken."""

    def push_what_is_due(self) -> None:
        while host_time() >= self.moment(self._n + CHUNK - 1) + LATE:
            numbers = np.arange(self._n, self._n + CHUNK, dtype=np.float32)
            self._n += CHUNK
            stamp = self.moment(self._n - 1)
            stamp += self._clock(stamp - self.begin)
            self._outlet.push_chunk(numbers[:, np.newaxis], timestamp=stamp)

    def moment(self, number: float) -> float:
        return self.begin + number / SFREQ


class Heard:
    """A sender, and what an acquisition made of it."""

    def __init__(self, clock: Callable[[float], float], seconds: float) -> None:
        sender = LateSender(clock)
        source = LslSource(sender.name)
        source.start()
        ring = Ring.create(1, SFREQ, 10.0)
        acquisition = Acquisition(
            source, ring=ring, cleaner=Cleaner(source.info, line_freq=None)
        )
        sender.begin = host_time()
        self.reports: list[StepReport] = []
        while host_time() < sender.begin + seconds:
            sender.push_what_is_due()
            report = acquisition.step(host_time())
            if report.n_new:
                self.reports.append(report)
        samples = ring.latest(10)[0]
        self.lost = acquisition.n_samples - 1 - float(samples[-1])
        """Samples between the sender's number and ours."""
        self.error = acquisition.clock.time_of(acquisition.n_samples - 1)
        self.error -= sender.moment(float(samples[-1]))
        """By how much a sample is placed too late, s."""
        source.stop()
        ring.close()
        ring.unlink()


def test_chunks_that_come_late_with_right_stamps_are_placed_right() -> None:
    heard = Heard(lambda _: 0.0, 0.9)
    assert abs(heard.error) < 0.005
    assert heard.lost == 0


def test_a_senders_clock_that_jumps_moves_no_sample_and_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def clock(elapsed: float) -> float:
        steps = {0.5: 0.0, 0.8: 0.2, 1.1: -100.0, 99.0: 3600.0}
        return next(step for until, step in steps.items() if elapsed < until)

    heard = Heard(clock, 1.7)
    assert abs(heard.error) < 0.005
    faults = [report.faults.count("clock jump") for report in heard.reports]
    assert sum(faults) == 3
    assert "its stamps jumped" in caplog.text


class Inlet:
    """An inlet that knows the sender's clock."""

    def time_correction(self, timeout: float) -> float:
        return 0.0


@pytest.fixture
def reader() -> StampReader:
    return StampReader("drawn", SFREQ, Inlet())


def test_a_pause_of_the_sender_is_no_jump_of_its_clock(
    reader: StampReader, caplog: pytest.LogCaptureFixture
) -> None:
    begin = host_time()
    for moment in (0.0, 0.1, 0.2, 1.7, 1.8):
        stamps = begin + moment + np.arange(-24, 1) / SFREQ
        found = reader.newest(stamps, begin + moment + 0.05)
        assert found == pytest.approx(begin + moment, abs=1e-4)
    assert reader.n_jumps == 0
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


def test_stamps_of_zero_are_none(reader: StampReader) -> None:
    assert reader.newest(np.zeros(5), host_time()) is None


@pytest.mark.parametrize(
    ("off", "said"), [(1.7e9, "in the future"), (-4000.0, "in the distant past")]
)
def test_stamps_that_make_no_sense_are_not_believed_and_that_is_said_once(
    reader: StampReader, off: float, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    begin = host_time()
    for moment in (0.0, 0.1, 0.2):
        stamps = begin + off + moment + np.arange(-24, 1) / SFREQ
        assert reader.newest(stamps, begin + moment + 0.05) is None
    assert said in caplog.text
    assert len(caplog.records) == 1
