"""Gaze and pupil on the EEG's time axis: the same live and from what was stored."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.signal.eyes.simulated import EyeHabits, SimulatedEyes
from attention_camp.signal.eyes.source import CONFIDENCE, PUPIL, EyePacket, X
from attention_camp.signal.eyes.track import HOLD_SECONDS, EyeTrack
from attention_camp.signal.stream import SourceError


def packet(times, sizes) -> EyePacket:
    times = np.asarray(times, float)
    values = np.full((len(times), 1, 4), np.nan, np.float32)
    values[:, 0, PUPIL] = sizes
    return EyePacket(times, values, times)


def test_a_pupil_is_the_median_of_what_is_seen_away_from_blinks() -> None:
    times = np.arange(0, 8, 0.01)
    sizes = np.full(len(times), 3.0)
    sizes[200:220] = np.nan  # a blink, and a lid that covers half of the pupil about it
    sizes[192:200] = sizes[220:228] = 1.0
    track = EyeTrack()
    one = packet(times, sizes)
    track.add(track.placed(one, one.times))
    assert track.pupil(1.0, 5.0) == 3.0
    sizes[100:400] = np.nan
    lost = packet(times, sizes)
    other = EyeTrack()
    other.add(other.placed(lost, lost.times))
    assert math.isnan(other.pupil(1.0, 5.0))
    assert math.isnan(EyeTrack().pupil(0.0, 4.0))


def test_what_comes_after_a_score_is_late_and_in_no_score() -> None:
    times = np.arange(0, 10, 0.02)
    rng = np.random.default_rng(0)
    sizes = 3 + 0.1 * rng.standard_normal(len(times))
    live, stored, found = EyeTrack(), [], []
    # samples come up to 0.4 s late, in packets of any size
    at, n = 0, 0
    for now in np.arange(0.5, 10, 0.25):
        upto = int((now - rng.uniform(0, 0.4)) / 0.02)
        if upto > at:
            some = packet(times[at:upto], sizes[at:upto])
            rows = live.placed(some, some.times)
            stored.append(rows)
            live.add(rows)
            at = upto
        if now > 4.5:
            found.append((now, live.pupil(now - 4, now)))
            n += 1
    assert any(rows.is_late.any() for rows in stored)
    again = EyeTrack(kept=math.inf)
    for rows in stored:
        again.add(rows)
    assert [again.pupil(now - 4, now) for now, _ in found] == [x for _, x in found]
    assert np.isfinite([x for _, x in found]).all()
    assert HOLD_SECONDS < 0.4 < n


def test_times_never_decrease_and_those_before_the_recording_are_left_out() -> None:
    track = EyeTrack()
    seconds = np.array([-0.1, 0.1, 0.1000002, 0.09, np.nan, 0.3])
    rows = track.placed(packet(np.arange(6), np.ones(6)), seconds)
    np.testing.assert_array_equal(rows.times, [0.1, 0.1, 0.1, 0.3])


def read_all(eyes: SimulatedEyes, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    parts = [p for now in steps if (p := eyes.read(float(now))) is not None]
    return (
        np.concatenate([p.times for p in parts]),
        np.concatenate([p.values for p in parts]),
    )


def test_simulated_eyes_do_not_depend_on_how_they_are_read() -> None:
    found = []
    for n in (11, 101, 997):
        eyes = SimulatedEyes(EyeHabits(), seed=4)
        found.append(read_all(eyes, np.linspace(0, 10, n)))
    for times, values in found[1:]:
        np.testing.assert_allclose(times, found[0][0])
        np.testing.assert_allclose(values, found[0][1], rtol=1e-5)


@pytest.mark.parametrize("link", [0.0, 0.5, 1.0])
def test_a_simulated_pupil_follows_engagement_as_strongly_as_is_said(link) -> None:
    eyes = SimulatedEyes(EyeHabits(link=link, blinks=0, lost=0), seed=1)
    means = []
    for k in range(60):  # half a minute of either in turn
        eyes.set_engagement(float(k % 2))
        _, values = read_all(eyes, np.arange(20 * k, 20 * k + 20, 0.25))
        means.append(np.median(values[600:, 0, PUPIL]))
    difference = np.mean(means[1::2]) - np.mean(means[0::2])
    assert difference == pytest.approx(0.5 * link, abs=0.08)


@pytest.mark.parametrize("away", [0.0, 0.5, 0.9, 1.0])
def test_a_simulated_gaze_is_away_for_the_share_that_is_asked(away) -> None:
    eyes = SimulatedEyes(EyeHabits(away=away, blinks=0, lost=0, sfreq=20), seed=3)
    _, values = read_all(eyes, np.arange(0, 2_000, 10.0))
    assert (values[:, 0, X] > 0.7).mean() == pytest.approx(away, abs=0.06)


def test_simulated_eyes_blink_and_are_lost() -> None:
    eyes = SimulatedEyes(EyeHabits(blinks=30, lost=2), seed=2)
    _, values = read_all(eyes, np.arange(0, 120, 0.1))
    shut = np.isnan(values[:, 0, PUPIL])
    assert 0.08 < shut.mean() < 0.35
    assert (values[shut][:, 0, CONFIDENCE] == 0).all()
    begins = np.diff(shut.astype(int), prepend=0) == 1
    assert 30 < begins.sum() < 90
    alone = SimulatedEyes(EyeHabits(pupil=0), seed=2)
    assert not alone.info.has_pupil
    with pytest.raises(SourceError, match="no option 'link=x'"):
        EyeHabits.of("link=x")
    with pytest.raises(SourceError, match="10 to 2000 Hz"):
        EyeHabits.of("sfreq=5")
