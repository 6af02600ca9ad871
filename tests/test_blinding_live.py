"""What the audit of blinding in real time is read against: arms dealt anew."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import numpy as np
import pytest

N = 20
"""Sessions of an arm."""
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the audit reads what Linux says of processes"
)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("psutil")
    pytest.importorskip("torch")
    monkeypatch.syspath_prepend(Path(__file__).parent / "benchmarks")
    return importlib.import_module("blinding_live")


def test_a_leak_lies_beyond_what_the_same_sessions_show_by_chance(bench) -> None:
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(0)
    y = np.arange(2 * N) % 2 == 0
    x = rng.normal(size=(2 * N, 3))
    x[:, 1] += 4 * y
    low, high = bench.dealt_anew(x, y, 6)
    assert 0.0 < low < high < 0.9
    assert roc_auc_score(y, bench.told(x, y)) > 0.95
