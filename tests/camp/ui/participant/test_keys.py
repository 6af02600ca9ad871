"""Names and times of keys."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.ui.participant.keys import (
    KeyClock,
    SimulatedKey,
    key_name,
    qt_key,
)


@pytest.mark.parametrize("name", ["left", "right", "space", "return", "f", "j", "1"])
def test_a_key_keeps_its_name(name: str, qapp: object) -> None:
    assert key_name(SimulatedKey(name, 0.0)) == name
    assert SimulatedKey(name, 1.5).session_time == 1.5


def test_an_unknown_key_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"letter, a digit or one of .*left.*'wheel'"):
        qt_key("wheel")


def test_the_time_of_a_key_does_not_depend_on_its_delay() -> None:
    """Stamps of the host's own clock, cut to milliseconds; delays of up to 50 ms."""
    rng = np.random.default_rng(0)
    clock = KeyClock()
    errors = []
    for pressed in 100 + np.sort(rng.uniform(0, 60, 500)):
        found = clock.host_time(int(pressed * 1000), pressed + rng.uniform(0, 0.05))
        errors.append(found - pressed)
    assert np.max(np.abs(errors)) <= 0.00051


def test_another_clock_is_carried_over_by_its_offset() -> None:
    rng = np.random.default_rng(1)
    clock = KeyClock()
    errors = []
    for pressed in 1e6 + np.sort(rng.uniform(0, 60, 500)):
        stamp = int((pressed - 1e6) * 1000) + 77_000
        found = clock.host_time(stamp, pressed + rng.choice([0.0002, 0.02]))
        errors.append(found - pressed)
    assert np.max(np.abs(errors[20:])) < 0.0015


def test_nonsense_stamps_fall_back_to_the_arrival() -> None:
    clock = KeyClock()
    assert clock.host_time(0, 5.0) == 5.0
    assert clock.host_time(90_000, 100.0) == 100.0
    assert clock.host_time(1_000, 101.0) == 101.0
    assert clock.host_time(2_000, 102.0) == 102.0


def test_a_key_is_never_later_than_its_arrival() -> None:
    clock = KeyClock()
    assert clock.host_time(5000, 5.0002) == 5.0002
