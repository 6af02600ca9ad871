"""When frames are due, and which were dropped."""

from __future__ import annotations

import pytest

from attention_camp.camp.ui.participant.frames import Pacer, find_refresh, settle

PERIOD = 1 / 60


def pacer(*, waits: bool) -> Pacer:
    made = Pacer(PERIOD, PERIOD, waits=waits)
    made.swapped(10.0, 10.0)
    return made


@pytest.mark.parametrize("waits", [True, False])
def test_next_frame_is_due_one_refresh_after_the_last(waits: bool) -> None:
    assert pacer(waits=waits).next_due(10.001) == pytest.approx(10 + PERIOD)


def test_a_wanted_frame_comes_on_the_nearest_refresh() -> None:
    due = pacer(waits=True).next_due(10.001, wanted=10 + 30 * PERIOD + 0.001)
    assert due == pytest.approx(10 + 30 * PERIOD)


def test_frames_paced_by_us_stay_on_their_grid() -> None:
    ours = pacer(waits=False)
    for i in range(1, 200):
        due = ours.next_due(ours.last + 0.002)
        ours.swapped(due, due + 0.0011)
        assert ours.last == pytest.approx(10 + i * PERIOD)


def test_a_late_frame_counts_the_refreshes_it_missed() -> None:
    ours = pacer(waits=True)
    due = ours.next_due(10.001)
    assert ours.swapped(due, due + 0.4 * PERIOD).n_dropped == 0
    due = ours.next_due(10.02)
    assert ours.swapped(due, due + 3 * PERIOD).n_dropped == 3


def test_a_late_frame_waits_for_the_next_refresh_unless_only_just_late() -> None:
    assert settle(10.0, 9.99, PERIOD) == 10.0
    assert settle(10.0, 10.001, PERIOD) == 10.0
    assert settle(10.0, 10.004, PERIOD) == pytest.approx(10 + PERIOD)
    assert settle(10.0, 10.050, PERIOD) == pytest.approx(10 + 3 * PERIOD)


def test_the_refresh_is_measured_where_swaps_wait() -> None:
    period, waits = find_refresh([1 / 59.94] * 40 + [3 / 59.94], 60.0)
    assert waits
    assert 1 / period == pytest.approx(59.94)


def test_a_fast_screen_that_reports_60_hz_is_found_by_its_swaps() -> None:
    period, waits = find_refresh([1 / 144] * 40, 60.0)
    assert waits
    assert 1 / period == pytest.approx(144)


def test_the_refresh_is_taken_as_reported_where_swaps_do_not_wait() -> None:
    assert find_refresh([0.0005] * 40, 60.0) == (pytest.approx(1 / 60), False)
