"""An eye tracker whose library fails costs the eyes, and never the session."""

from __future__ import annotations

import threading
import time

from attention_camp.signal.eyes.simulated import EyeHabits, SimulatedEyes
from attention_camp.signal.eyes.tracker import EyeTracker


class FailingEyes(SimulatedEyes):
    """Eyes behind a library that cannot be loaded, until it can."""

    is_real_time = True

    def __init__(self) -> None:
        self.is_broken = threading.Event()
        super().__init__(EyeHabits())
        self.is_broken.set()

    def start(self) -> None:
        if self.is_broken.is_set():
            raise RuntimeError("Could not find the LIBLSL library")
        super().start()


def test_a_library_that_fails_is_told_and_tried_again() -> None:
    eyes = FailingEyes()
    tracker = EyeTracker(eyes, backoff=(0.01,))
    tracker.start()
    begin = time.monotonic()

    def read() -> object:
        assert time.monotonic() - begin < 8, "nothing came in time"
        time.sleep(0.01)
        return tracker.read(time.monotonic() - begin)

    try:
        while "Could not find the LIBLSL library" not in tracker.message:
            assert read() is None
        eyes.is_broken.clear()
        while read() is None:
            pass
        assert tracker.message == ""
        assert tracker.info == eyes.info
    finally:
        tracker.stop()
