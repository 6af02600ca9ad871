"""Eyes beside a session: what is asked of the gaze, and what is said of the tracker."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.eyes.eye_writer import EyeWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.eeg.eyes import NOT_STORED, Eyes
from attention_camp.camp.session.link import NO_GAZE
from attention_camp.signal.eyes.geometry import ScreenPlace
from attention_camp.signal.eyes.simulated import EyeHabits, SimulatedEyes
from attention_camp.signal.eyes.source import EyePacket
from attention_camp.signal.eyes.tracker import EyeTracker


class Stalling(SimulatedEyes):
    """Simulated eyes that fixate, and send nothing from a moment on."""

    until = math.inf

    def __init__(self) -> None:
        super().__init__(EyeHabits(blinks=0, lost=0), seed=1)

    def read(self, now: float) -> EyePacket | None:
        return super().read(now) if now <= self.until else None


def opened(source: SimulatedEyes) -> Eyes:
    tracker = EyeTracker(source)
    tracker.start()
    return Eyes(tracker, ScreenPlace())


def taken(eyes: Eyes, start: float, stop: float) -> None:
    for now in np.arange(start, stop, 0.02).tolist():
        eyes.take(now, lambda time: time)


def test_a_gaze_of_a_while_ago_is_no_fixation_now() -> None:
    source = Stalling()
    eyes = opened(source)
    eyes.begin(None)
    assert eyes.gaze(5, 0.3) == NO_GAZE
    taken(eyes, 0, 2)
    assert eyes.gaze(5, 0.3).is_steady
    source.until = 2.0
    taken(eyes, 2, 2.2)
    assert eyes.gaze(5, 0.3).is_steady  # as late as a network may be
    taken(eyes, 2.2, 2.5)
    asked = eyes.gaze(5, 0.3)
    assert asked.is_there
    assert not asked.is_steady
    assert math.isnan(asked.offset)


def test_nobody_waits_for_a_gaze_that_cannot_be_placed() -> None:
    source = Stalling()
    for info in (
        replace(source.info, is_on_screen=False),
        replace(source.info, gaze_unit="n/a"),
        replace(source.info, gaze_unit="pixel"),
        replace(source.info, has_gaze=False),
    ):
        source.info = info
        eyes = opened(source)
        eyes.begin(None)
        taken(eyes, 0, 1)
        assert eyes.gaze(5, 0.3) == NO_GAZE


def test_samples_that_are_not_stored_are_told_and_used_for_nothing(
    tmp_path: Path,
) -> None:
    paths = RunPaths(tmp_path, "01", "01", "reading")
    paths.folder.mkdir(parents=True)
    eyes = opened(Stalling())
    eyes.begin(EyeWriter(paths))
    taken(eyes, 0, 1)
    assert eyes.state(1.0).is_there
    eyes.close()
    other = Stalling()
    other.info = replace(other.info, pupil_unit="pixels")
    eyes = opened(other)
    eyes.begin(EyeWriter(paths))
    n_past = len(eyes.track.newest)
    taken(eyes, 1, 2)
    said = eyes.state(2.0)
    assert (said.is_there, said.message) == (False, NOT_STORED)
    assert eyes.gaze(5, 0.3) == NO_GAZE
    assert len(eyes.track.newest) == n_past
    eyes.close()
