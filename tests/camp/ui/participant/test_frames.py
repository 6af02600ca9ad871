"""When frames are due, and which were dropped."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.ui.participant.frames import Pacer, find_refresh

PERIOD = 1 / 60


def pacer(*, waits: bool) -> Pacer:
    made = Pacer(PERIOD, PERIOD, waits=waits)
    made.swapped(10.0, 10.0)
    return made


@pytest.mark.parametrize("waits", [True, False])
def test_next_frame_is_due_one_refresh_after_the_last(waits: bool) -> None:
    assert pacer(waits=waits).next_due() == pytest.approx(10 + PERIOD)


def test_a_wanted_frame_comes_on_the_nearest_refresh() -> None:
    due = pacer(waits=True).next_due(wanted=10 + 30 * PERIOD + 0.001)
    assert due == pytest.approx(10 + 30 * PERIOD)


def test_frames_paced_by_us_stay_on_their_grid() -> None:
    ours = pacer(waits=False)
    for i in range(1, 200):
        due = ours.next_due()
        ours.swapped(due, due + 0.0011)
        assert ours.last == pytest.approx(10 + i * PERIOD)


def test_a_late_frame_counts_the_refreshes_it_missed() -> None:
    ours = pacer(waits=True)
    due = ours.next_due()
    assert ours.swapped(due, due + 0.4 * PERIOD).n_dropped == 0
    due = ours.next_due()
    assert ours.swapped(due, due + 3 * PERIOD).n_dropped == 3


@pytest.mark.parametrize("stall_ms", [20, 25, 33, 50, 120, 200])
@pytest.mark.parametrize("after_ms", [0.5, 5, 11, 14, 16])
def test_a_stall_drops_a_frame_wherever_it_falls(
    stall_ms: float, after_ms: float
) -> None:
    """On a screen whose swaps do not wait; drawing takes 1 ms, begun 5 ms ahead."""
    ours = pacer(waits=False)
    due = ours.next_due()
    free = 10 + (after_ms + stall_ms) / 1000
    flip = ours.swapped(due, max(free + 0.001, due + 0.0005))
    missed = flip.n_dropped
    if flip.n_dropped == 0:  # the stall began after the frame was drawn
        due = ours.next_due()
        missed = ours.swapped(due, free + 0.001).n_dropped
    assert missed >= 1
    assert ours.next_due(earliest=free + 0.002) > free


def test_frames_a_little_late_are_not_dropped() -> None:
    ours = pacer(waits=False)
    due = ours.next_due()
    assert ours.swapped(due, due + 0.0025).n_dropped == 0


def test_the_refresh_is_measured_where_swaps_wait() -> None:
    period, waits = find_refresh([1 / 59.94] * 40 + [3 / 59.94], 60.0)
    assert waits
    assert 1 / period == pytest.approx(59.94)


@pytest.mark.parametrize("interval", [0.0003, 0.0025, 0.006, 0.01])
def test_swaps_faster_than_the_reported_refresh_do_not_wait(interval: float) -> None:
    """A virtual display, drawn by the processor, steadily takes some milliseconds."""
    assert find_refresh([interval] * 40, 60.0) == (pytest.approx(1 / 60), False)


def test_a_fast_monitor_is_known_by_its_report() -> None:
    period, waits = find_refresh([1 / 143.9] * 40, 144.0)
    assert waits
    assert 1 / period == pytest.approx(143.9)


@pytest.mark.parametrize("seed", range(5))
def test_late_swaps_do_not_bend_the_measured_refresh(seed: int) -> None:
    rng = np.random.default_rng(seed)
    late = rng.choice([0.0, 0.004, 0.010], 46, p=[0.7, 0.15, 0.15])
    jitter = rng.normal(0, 0.0001, 46)
    period, waits = find_refresh(
        np.diff(np.arange(46) / 75 + late + jitter).tolist(), 75.0
    )
    assert waits
    assert 1 / period == pytest.approx(75, rel=0.005)
