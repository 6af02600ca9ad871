from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture
def soak(monkeypatch):
    # by this name the readers' processes find it too
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location("soak", BENCHMARKS / "soak.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "soak", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_64_channels_at_2048_hz_lose_nothing(soak):
    """The short form of the half hour: every sample is stored and seen by readers."""
    outcome = soak.soak(7.0)
    assert outcome.n_lost == 0
    assert outcome.n_stored == pytest.approx(outcome.n_due, abs=0.1 * soak.SFREQ)
    assert outcome.lag_ms < 500
    assert outcome.cores < 1
