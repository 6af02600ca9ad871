"""A stream of gaze beside the EEG, in real time: samples lie where their stamps say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.processes.alone.recorder import record_alone
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.clock import host_time
from attention_camp.signal.eyes.source import PUPIL

lsl = pytest.importorskip("mne_lsl.lsl")

LABELS = ("leftEyeX", "leftEyeY", "leftPupilArea")


class _Sender:
    """Sends a sample of gaze, and a marker with it, each time it is asked."""

    message = ""

    def __init__(self, name: str) -> None:
        info = lsl.StreamInfo(name, "Gaze", len(LABELS), 0.0, "float32", name)
        info.set_channel_names(list(LABELS))
        info.set_channel_units(["pixels", "pixels", "none"])
        self._outlet: Any = lsl.StreamOutlet(info)
        self.n = 0
        self.n_heard = 0
        """Samples since somebody listens."""

    def read(self) -> list[tuple[str, float]]:
        self.n += 1
        self.n_heard += bool(self._outlet.has_consumers)
        now = host_time()
        # a tracker that takes 40 ms to send, and stamps when it took
        sample = np.array([960.0, 540.0, 1000.0 + self.n], np.float32)
        self._outlet.push_sample(sample, timestamp=float(lsl.local_clock()) - 0.04)
        return [(str(self.n), now - 0.04)]


def test_gaze_lies_where_its_stamps_say(tmp_path: Path) -> None:
    name = f"gaze {time.monotonic_ns()}"
    request = SessionRequest(
        tmp_path / "data", "01", "01", board="simulated", headless=True, seed=1,
        eyes=f"lsl:{name};resolution=1920x1080",
    )  # fmt: skip
    sender = _Sender(name)
    record_alone(
        request,
        task="reading",
        markers=sender,
        is_over=lambda seconds: seconds >= (2.0 if sender.n_heard > 150 else 20.0),
    )
    paths = RunPaths(tmp_path / "data", "01", "01", "reading")
    found = read_eyes(paths)
    assert found is not None
    assert found.eyes == ("left",)
    numbers = found.rows.values[:, 0, PUPIL].round().astype(int) - 1000
    assert len(numbers) > 20
    assert (np.diff(numbers) == 1).all()  # none is lost, none comes twice
    sent = {e.value: e.onset for e in read_events(paths) if e.trial_type == "trigger"}
    apart = [
        seconds - sent[str(n)]
        for n, seconds in zip(numbers, found.rows.times, strict=True)
        if str(n) in sent
    ]
    assert len(apart) > 20
    assert np.abs(np.median(apart)) < 0.005
    assert [p for p in validate(paths.dataset) if p.is_error] == []
