from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.stream import SourceError

SFREQ = 250.0


class Store:
    """A sink that keeps all calls, in order."""

    def __init__(self):
        self.parts = []
        self.gaps = []
        self.n_samples = 0

    def append(self, samples_uv):
        self.parts.append(samples_uv.copy())
        self.n_samples += samples_uv.shape[1]

    def gap(self, first, n_lost, reason):
        assert first == self.n_samples
        self.gaps.append((first, n_lost, reason))

    @property
    def samples(self):
        return np.concatenate(self.parts, axis=1)


@pytest.fixture
def build(make_ring):
    def make(source, **settings):
        store = Store()
        ring = make_ring(source.info.n_chans, source.info.sfreq)
        acquisition = Acquisition(
            source, ring=ring, cleaner=Cleaner(source.info), sink=store, **settings
        )
        return acquisition, store, ring

    return make


def run(acquisition, stop, *, start=100.0, step=0.02):
    """Step until ``stop``; return all reports."""
    n_steps = round((stop - start) / step)
    return [acquisition.step(start + k * step) for k in range(n_steps + 1)]


def stream(source, numbers, *, start=100.0, late=None, n_chunk=5):
    """Script packets of ``n_chunk`` at their time, each later by ``late(k)``."""
    last = 0.0
    for k in range(0, len(numbers), n_chunk):
        chunk = numbers[k : k + n_chunk]
        arrival = start + (int(chunk[-1]) + 1) / SFREQ + (late(k) if late else 0)
        last = max(last, arrival)
        source.push(chunk, last)


@pytest.mark.parametrize("n_chunk", [1, 7, 250])
def test_every_sample_goes_to_the_sink_the_ring_and_the_windows(
    counting, build, n_chunk
):
    source = counting()
    stream(source, np.arange(1500), n_chunk=n_chunk)
    acquisition, store, ring = build(source)
    reports = run(acquisition, 107.0)
    assert acquisition.n_samples == 1500
    assert sum(report.n_new for report in reports) == 1500
    assert not store.gaps
    np.testing.assert_array_equal(store.samples[0], np.arange(1500))
    np.testing.assert_array_equal(ring.latest(1500), store.samples)
    np.testing.assert_array_equal(acquisition.history.raw(0, 1500), store.samples)


@pytest.mark.parametrize("n_chunk", [1, 7, 250])
def test_live_windows_are_those_of_the_recording(counting, build, n_chunk):
    """Offline, the file gives the same bits as live, gaps included."""
    rng = np.random.default_rng(n_chunk)
    numbers = np.flatnonzero(rng.uniform(size=3000) > 0.002)
    source = counting()
    stream(source, numbers, n_chunk=n_chunk)
    acquisition, store, _ = build(source)
    run(acquisition, 113.0)
    gaps = [(first, n_lost) for first, n_lost, _ in store.gaps]
    stored = np.nan_to_num(store.samples, nan=-1e6)
    offline = clean_recording(stored, Cleaner(source.info), gaps=gaps)
    for first in range(0, 2000, 130):
        live = acquisition.window_at(first, first + 500)
        again = offline.window_at(first, first + 500)
        np.testing.assert_array_equal(live.data, again.data)
        assert (live.reason, live.verdicts) == (again.reason, again.verdicts)


@pytest.mark.parametrize("value", [np.inf, -1e20, 1.1e10])
def test_what_no_converter_gives_is_a_lost_sample(counting, build, value):
    class Damaged(counting):
        def __init__(self, value):
            super().__init__()
            self.value = value

        def read(self, now):
            packet = super().read(now)
            if packet is not None:
                packet.samples_uv[2, packet.counter == 100] = self.value  # 356, 612, …
            return packet

    seen = []
    for source in (Damaged(np.nan), Damaged(value)):
        stream(source, np.arange(1500))
        acquisition, store, ring = build(source)
        run(acquisition, 107.0)
        windows = [acquisition.window_at(first, first + 240) for first in (300, 370)]
        assert [w.verdicts[2].fault == "gap" for w in windows] == [True, False]
        seen.append((store.samples, ring.latest(1500), *(w.data for w in windows)))
    for lost, damaged in zip(*seen, strict=True):
        np.testing.assert_array_equal(damaged, lost)


@pytest.mark.parametrize("n_lost", [300, 900])
def test_a_loss_of_more_than_a_turn_of_the_counter_is_told_by_the_clock(
    counting, build, n_lost
):
    source = counting()
    stream(source, np.r_[0:2000, 2000 + n_lost : 4000])
    acquisition, store, _ = build(source)
    run(acquisition, 117.0)
    assert store.gaps == [(2000, n_lost, "stall")]
    np.testing.assert_array_equal(store.samples[0, -100:], np.arange(3900, 4000))


@pytest.mark.parametrize("seed", range(4))
def test_a_packet_that_comes_after_its_place_was_given_up_is_a_loss(
    counting, build, seed
):
    """Packets overtake each other between two reads: nothing is stored twice."""
    rng = np.random.default_rng(seed)
    numbers = list(range(2000))
    for k in rng.integers(100, 1900, 60):
        numbers[k], numbers[k + 7] = numbers[k + 7], numbers[k]
    source = counting()
    for k, number in enumerate(numbers):
        source.push([number], 100 + (k + 1) / SFREQ)
    acquisition, store, _ = build(source)
    reports = run(acquisition, 109.0)
    recorded = store.samples[0]
    is_lost = np.isnan(recorded)
    np.testing.assert_array_equal(recorded[~is_lost], np.flatnonzero(~is_lost))
    assert recorded.size == 2000
    assert is_lost.sum() == sum(g.n_lost for r in reports for g in r.gaps) > 0


def test_without_a_counter_a_stall_is_filled_by_the_clock(counting, build):
    source = counting(modulus=None)
    stream(source, np.r_[0:2000, 3000:4000])
    acquisition, store, _ = build(source)
    run(acquisition, 117.0)
    ((first, n_lost, reason),) = store.gaps
    assert (first, reason) == (2000, "stall")
    assert n_lost == pytest.approx(1000, abs=6)


def held_up(source):
    """Script 0.8 s that a link keeps back and delivers in two pieces; nothing lost."""
    stream(source, np.arange(2500))
    source.push(np.arange(2500, 2505), 110.81)
    source.push(np.arange(2505, 2707), 110.83)
    stream(source, np.arange(2707, 4000))


def test_without_a_counter_what_was_held_up_and_comes_in_pieces_is_no_loss(
    counting, build
):
    source = counting(modulus=None)
    held_up(source)
    acquisition, store, _ = build(source)
    reports = run(acquisition, 114.0, step=0.01)
    assert store.gaps == []
    np.testing.assert_array_equal(store.samples[0], np.arange(store.n_samples))
    assert acquisition.window(112, 113).first_sample == pytest.approx(3000, abs=8)
    assert not any("wrong rate" in report.faults for report in reports)
    # as soon as the rest is there
    (burst,) = [report for report in reports if report.n_new > 100]
    assert (burst.n_new, burst.arrival) == (207, pytest.approx(110.83, abs=0.011))


def test_without_a_counter_a_loss_is_stored_soon_though_nothing_follows(
    counting, build
):
    """The samples after it are kept for a moment only, and never for themselves."""
    source = counting(modulus=None)
    stream(source, np.arange(2000))
    source.push(np.arange(3000, 3005), 112.02)
    acquisition, store, _ = build(source)
    run(acquisition, 112.3)
    ((first, n_lost, reason),) = store.gaps
    assert (first, n_lost, reason) == (2000, pytest.approx(1000, abs=10), "stall")
    np.testing.assert_array_equal(store.samples[0, -5:], np.arange(3000, 3005))


def test_without_a_counter_the_last_step_leaves_no_sample_behind(counting, build):
    source = counting(modulus=None)
    held_up(source)
    acquisition, store, _ = build(source)
    run(acquisition, 110.82, step=0.01)
    assert store.n_samples == 2500
    acquisition.step(110.825, is_last=True)
    np.testing.assert_array_equal(store.samples[0, -5:], np.arange(2500, 2505))


def test_what_waits_is_stored_though_the_source_goes_away(counting, build):
    source = counting(modulus=None)
    held_up(source)
    acquisition, store, _ = build(source)
    run(acquisition, 110.82, step=0.01)

    def gone(now):
        raise SourceError("The headset went away.")

    source.read = gone
    times = iter(np.arange(110.83, 112, 0.01))
    while store.n_samples == 2500:
        acquisition.step(next(times))
    np.testing.assert_array_equal(store.samples[0, -5:], np.arange(2500, 2505))
    with pytest.raises(SourceError, match="went away"):
        acquisition.step(next(times))


def test_windows_that_touch_a_hole_have_no_score_and_later_ones_do(counting, build):
    source = counting()
    stream(source, np.r_[0:1500, 1700:4000])
    acquisition, _, _ = build(source, min_quality=0.0)
    run(acquisition, 117.0)
    settled = 1700 + acquisition.history.cleaner.settling_after(200)
    assert acquisition.window_at(1000, 1500).reason == ""
    assert acquisition.window_at(1000, 1501).reason == "gap"
    assert acquisition.window_at(settled - 1, settled + 500).reason == "gap"
    assert acquisition.window_at(settled, settled + 500).reason == ""


def test_windows_that_cannot_be_had_say_why(counting, build):
    source = counting()
    stream(source, np.arange(4000))
    acquisition, _, _ = build(source, history_seconds=4.0, min_quality=0.0)
    reports = run(acquisition, 104.0)
    assert reports[-1].first_sample + reports[-1].n_new == acquisition.n_samples
    assert acquisition.window_at(100, 400).reason == "settling"
    assert acquisition.window_at(900, 1200).reason == "not recorded yet"
    assert acquisition.window_at(-10, 100).reason == "not recorded yet"
    run(acquisition, 117.0, start=104.02)
    assert acquisition.window_at(100, 400).reason == "overrun"
    assert acquisition.window_at(100, 400).data.shape == (4, 0)


@pytest.mark.parametrize("sfreq", [250.0, 1000.0])
def test_an_onset_is_on_its_sample_though_packets_are_late_and_bunched(
    benchmark_called, sfreq
):
    """Bunches of 32 ms, 8 ms late on average, now and then held up for 300 ms."""
    onset_errors = benchmark_called("onset_sample").onset_errors
    errors = onset_errors(sfreq, 0.032, 0.008, 0.02, seed=3)
    assert errors.size > 100
    assert np.abs(errors / sfreq).max() < 0.008


def test_a_stall_is_noticed_within_a_second_and_its_end_too(counting, build):
    source = counting()
    stream(source, np.r_[0:1000, 2000:3000])
    acquisition, _, _ = build(source)
    times = 100 + 0.02 * np.arange(600)
    stalled = [time for time in times if "stall" in acquisition.step(time).faults]
    assert 104.0 < stalled[0] < 105.0
    assert stalled[-1] < 108.1


def test_a_wrong_rate_is_noticed(counting, build):
    source = counting()
    for k in range(0, 6000, 5):
        source.push(np.arange(k, k + 5), 100 + (k + 5) / (SFREQ * 1.01))
    acquisition, store, _ = build(source)
    reports = run(acquisition, 120.0)
    assert reports[-1].faults == ("wrong rate",)
    assert not store.gaps


@pytest.mark.parametrize("jump", [3600.0, -3600.0])
def test_a_jump_of_the_clock_is_noticed_and_loses_nothing(counting, build, jump):
    source = counting()
    stream(source, np.arange(2000))
    acquisition, store, _ = build(source)
    run(acquisition, 104.0)
    first, *later = source.queue
    source.queue.clear()
    source.queue.append((first[0], -1e9))
    source.queue.extend((numbers, arrival + jump) for numbers, arrival in later)
    reports = run(acquisition, 108.0 + jump, start=104.02 + jump)
    assert "clock jump" in reports[0].faults
    assert "clock jump" not in reports[5].faults
    assert not store.gaps
    np.testing.assert_array_equal(store.samples[0], np.arange(2000))
    first = acquisition.window(106.0 + jump, 107.0 + jump).first_sample
    assert first == pytest.approx(1500, abs=8)
