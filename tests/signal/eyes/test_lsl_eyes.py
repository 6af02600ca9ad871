"""An eye tracker over LSL: found, placed by its own stamps, lost, found again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from attention_camp.signal.clock import host_time
from attention_camp.signal.eyes import lsl_eyes
from attention_camp.signal.eyes.lsl_eyes import LslEyes, list_eye_streams
from attention_camp.signal.eyes.source import CONFIDENCE, PUPIL, X
from attention_camp.signal.eyes.tracker import EyeTracker
from attention_camp.signal.stream import SourceError

mne_lsl = pytest.importorskip("mne_lsl.lsl")
pytestmark = pytest.mark.usefixtures("streams_are_near")

LABELS = ("confidence", "norm_pos_x", "norm_pos_y", "diameter0_3d", "diameter1_3d")
UNITS = ("", "normalized", "normalized", "mm", "mm")


@pytest.fixture
def send() -> Iterator[Callable[..., Any]]:
    outlets: dict[str, Any] = {}

    def start(name: str, *, rate: float = 0.0) -> Any:
        info = mne_lsl.StreamInfo(name, "Gaze", len(LABELS), rate, "float32", name)
        info.set_channel_names(list(LABELS))
        channel = info.desc.child("channels").child("channel")
        for unit in UNITS:
            channel.append_child_value("unit", unit)
            channel = channel.next_sibling()
        outlets[name] = mne_lsl.StreamOutlet(info)
        return outlets[name]

    start.stop = outlets.pop  # type: ignore[attr-defined]
    yield start
    outlets.clear()


def until(is_there: Callable[[], Any], limit: float = 8.0) -> Any:
    begin = time.monotonic()
    while not (found := is_there()):
        assert time.monotonic() - begin < limit, "nothing came in time"
        time.sleep(0.01)
    return found


@pytest.mark.parametrize("rate", [0.0, 100.0])
def test_gaze_and_pupil_come_with_the_senders_stamps(send, rate) -> None:
    name = f"gaze {time.monotonic_ns()}"
    outlet = send(name, rate=rate)
    assert name in until(lambda: list_eye_streams(timeout=0.5))
    eyes = LslEyes(name, fields={})
    eyes.start()
    try:
        assert eyes.info.eyes == ("left", "right")
        assert (eyes.info.gaze_unit, eyes.info.pupil_unit) == ("normalised", "mm")
        assert eyes.info.sfreq == rate
        assert not eyes.info.is_on_screen
        begin = host_time()
        taken = np.arange(5) * 0.01 - 0.04  # the newest is now
        rows = np.array(
            [[0.9, 0.4, 0.6, 3.0, 3.5], [0.1, 0.4, 0.6, 0.0, 3.5],
             [0.9, np.nan, 0.6, 3.1, 3.6], [0.9, 0.5, 0.6, np.inf, 3.6],
             [0.9, 0.5, 0.6, 3.1, 3.6]], np.float32,
        )  # fmt: skip
        for row, at in zip(rows, taken, strict=True):
            outlet.push_sample(row, timestamp=float(mne_lsl.local_clock()) + at)
        packets = []

        def all_there() -> bool:
            if (packet := eyes.read(host_time())) is not None:
                packets.append(packet)
            return sum(len(p.times) for p in packets) == 5

        until(all_there)
    finally:
        eyes.stop()
    times = np.concatenate([p.times for p in packets])
    values = np.concatenate([p.values for p in packets])
    np.testing.assert_allclose(times, begin + taken, atol=0.03)
    np.testing.assert_allclose(np.diff(times), 0.01, atol=0.005)
    np.testing.assert_allclose(values[:, 0, PUPIL], rows[:, 4])  # 1 is the left eye
    assert np.isnan(values[[1, 3], 1, PUPIL]).all()  # no pupil has no size, or any
    assert np.isnan(values[2, :, X]).all()
    np.testing.assert_allclose(values[:, 1, CONFIDENCE], rows[:, 0])


def test_a_wrong_stamp_lies_ahead_of_no_later_sample(send) -> None:
    name = f"gaze {time.monotonic_ns()}"
    outlet = send(name)
    eyes = LslEyes(name, fields={})
    eyes.start()
    times: list[float] = []
    begin = host_time()
    try:
        for ahead in (-0.03, 1e6, 0.0):
            stamp = float(mne_lsl.local_clock()) + ahead
            outlet.push_sample(np.full(5, 0.9, np.float32), timestamp=stamp)

        def all_there() -> bool:
            if (packet := eyes.read(host_time())) is not None:
                times.extend(packet.times.tolist())
            return len(times) == 3

        until(all_there)
    finally:
        eyes.stop()
    assert begin - 1 < min(times)
    assert max(times) < host_time() + 0.1


def test_a_stream_of_text_is_refused_in_words() -> None:
    name = f"words {time.monotonic_ns()}"
    info = mne_lsl.StreamInfo(name, "Gaze", 1, 0.0, "string", name)
    info.set_channel_names(["x"])
    outlet = mne_lsl.StreamOutlet(info)
    with pytest.raises(SourceError, match="sends text, so it is no eye tracker"):
        LslEyes(name, fields={}).start()
    del outlet


def test_a_tracker_that_is_missing_goes_away_and_comes_back_ends_nothing(
    send, monkeypatch
) -> None:
    monkeypatch.setattr(lsl_eyes, "FIND_SECONDS", 0.3)
    name = f"gaze {time.monotonic_ns()}"
    tracker = EyeTracker(LslEyes(name, fields={}), backoff=(0.05,))
    tracker.start()
    try:
        assert tracker.read(host_time()) is None
        until(
            lambda: (
                "is not there" in tracker.message
                or "no LSL stream" in (tracker.message)
            )
        )
        outlet = send(name, rate=100.0)
        sample = np.array([0.9, 0.5, 0.5, 3.0, 3.0], np.float32)

        def comes() -> bool:
            outlet.push_sample(sample)
            return tracker.read(host_time()) is not None

        until(comes)
        assert tracker.message == ""
        info = tracker.info
        del outlet
        send.stop(name)
        until(lambda: tracker.read(host_time()) is None and tracker.message)
        outlet = send(name, rate=100.0)
        until(comes)
        assert tracker.info == info
    finally:
        tracker.stop()
