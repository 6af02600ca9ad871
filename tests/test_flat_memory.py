"""The benchmark of memory: how sure it is of what a session leaves behind."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("psutil")
sys.path.append(str(Path(__file__).parent / "benchmarks"))

import flat_memory


def test_the_interval_holds_for_a_number_that_wanders() -> None:
    """A line through its readings finds growth every other time, and none is there."""
    rng = np.random.default_rng(0)
    sessions = 25.0 * np.arange(10, 41)
    holds = 0
    for _ in range(400):
        rss = 5e7 + np.cumsum(4096.0 * rng.standard_normal(len(sessions)))
        _, low, high = flat_memory.growth(sessions, rss)
        holds += low <= 0 <= high
    assert 0.92 < holds / 400 < 0.98


def test_growth_that_is_there_is_found() -> None:
    rng = np.random.default_rng(1)
    sessions = 25.0 * np.arange(10, 41)
    rss = 5e7 + 800 * sessions + 4096 * rng.standard_normal(len(sessions))
    slope, low, high = flat_memory.growth(sessions, rss)
    assert slope == pytest.approx(800, rel=0.1)
    assert 0 < low < 800 < high
