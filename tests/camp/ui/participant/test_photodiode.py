"""Onsets drawn in the real window, seen by a simulated photodiode."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.participant.photodiode import (
    FEWEST,
    check_patch,
    flash_gaps,
    measure_photodiode,
)
from attention_camp.signal.photodiode.opening import open_sensor
from attention_camp.signal.photodiode.simulated import SimulatedDiode
from attention_camp.signal.stream import SourceError
from attention_camp.tasks.safety import UnsafeTrialError

DISPLAY = Display(fullscreen=False, photodiode="bottom-left", photodiode_deg=3.0)


def test_a_known_delay_is_found_in_the_window(qapp) -> None:
    """However slow the machine: a swap is timed, and the diode saw it 25 ms later."""
    sensor = open_sensor("diode:offset=25,jitter=0,noise=0.005", "", {})
    told: list[tuple[int, int]] = []
    report = measure_photodiode(
        DISPLAY, sensor, n_onsets=FEWEST, progress=lambda *args: told.append(args)
    )
    assert isinstance(sensor.source, SimulatedDiode)
    assert len(sensor.source.delays) == FEWEST
    assert told[-1] == (FEWEST, FEWEST)
    assert report.n_missed == 0
    # a machine that reads late places samples late, by a sample or two at most
    assert report.offset_ms == pytest.approx(25, abs=2)
    assert report.is_simulated
    assert report.corner == "bottom-left"


def test_a_sensor_that_goes_away_ends_it_with_its_own_words(qapp, monkeypatch) -> None:
    sensor = open_sensor("diode", "", {})

    def gone(now: float) -> None:
        raise SourceError("the headset is gone")

    monkeypatch.setattr(sensor.recording, "poll", gone)
    with pytest.raises(SourceError, match="the headset is gone"):
        measure_photodiode(DISPLAY, sensor, n_onsets=FEWEST)


def test_the_patch_never_flashes_faster_than_is_safe() -> None:
    """Three flashes are six changes; the largest patch keeps far below."""
    gaps = flash_gaps(120, seed=1)
    times = np.cumsum(gaps)
    most = max(np.sum((times >= at) & (times < at + 1)) for at in times)
    assert most <= 3
    check_patch(gaps, 10.0)
    with pytest.raises(UnsafeTrialError, match="flashes a second"):
        check_patch([0.05] * 20, 10.0)
