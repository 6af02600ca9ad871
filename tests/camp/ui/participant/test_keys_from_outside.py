"""Keys pressed by the X server, at known times, from another process."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from attention_camp.tasks.trial import Glyph, Phase, Trial

sys.path.append(str(Path(__file__).resolve().parents[3] / "benchmarks"))
from xtest import fingers

N_KEYS, MEAN = 40, 0.06
N_TRIALS = 9


@pytest.mark.skipif(
    ctypes.util.find_library("Xtst") is None, reason="needs the library Xtst"
)
def test_each_key_falls_on_its_trial_and_is_timed_when_it_was_pressed(
    open_window: Callable[..., Any],
) -> None:
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("presses keys through the X server")
    opened = open_window()
    trial = Trial(
        "keys",
        1,
        (Phase("go", (Glyph("X"),), 0.5, collects=True, onset=True),),
        ("f",),
    )
    found, spans = [], []
    with fingers("f", N_KEYS, MEAN, 1) as process:
        process.begin()
        for _ in range(N_TRIALS):
            response = opened.screen.present(trial)
            found.append([press.time for press in response.keypresses])
            spans.append((response.onsets[0], response.end))
        pressed = process.times()
    errors = []
    for times, (onset, end) in zip(found, spans, strict=True):
        within = [moment for moment in pressed if onset < moment < end]
        assert abs(len(times) - len(within)) <= 2  # one may lie on each edge
        errors += [np.min(np.abs(np.subtract(pressed, time))) for time in times]
    assert len(errors) > N_KEYS / 2
    assert np.median(errors) < 0.003
    assert np.max(errors) < 0.1  # the X server itself may be late on a busy machine
