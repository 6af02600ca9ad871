"""How long the gap is that a restarted headset process leaves."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.processes.resuming import stored_clock
from attention_camp.signal.stream import StreamInfo

UPTIME = 2_600_000.0
"""Thirty days, s: what the host's clock may show."""


@pytest.fixture
def recorded(tmp_path: Path) -> Callable[[int], RunPaths]:
    def record(n_samples: int) -> RunPaths:
        paths = RunPaths(tmp_path / "dataset", "01", "01", "demo")
        prepare_run(paths, meta={})
        info = StreamInfo(name="made", sfreq=250.0, ch_names=("Fz", "Cz"))
        writer = EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")
        if n_samples:
            writer.append(np.ones((2, n_samples), np.float32))
        writer.close()
        return paths

    return record


def test_a_kill_before_the_first_stored_fit_leaves_a_gap_of_seconds(recorded) -> None:
    paths = recorded(500)
    left = time.time() - 3.0
    os.utime(paths.eeg, (left, left))
    clock = stored_clock(paths, 250.0, now=UPTIME)
    n_lost = round(clock.sample_at(UPTIME)) - 500
    assert 3 * 250 - 2 <= n_lost <= 4 * 250


def test_a_kill_before_the_first_sample_leaves_no_gap(recorded) -> None:
    clock = stored_clock(recorded(0), 250.0, now=UPTIME)
    assert round(clock.sample_at(UPTIME)) == 0
