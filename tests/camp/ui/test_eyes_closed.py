"""The eyes-closed check tells whether alpha rose, with its number and limit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.session.messages import StreamOpened
from attention_camp.camp.ui.language import install_language
from attention_camp.camp.ui.operator.setup.eyes_closed import EyesClosedCheck
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo

SFREQ, NAMES = 250.0, ("O1", "O2", "Cz")


@pytest.fixture
def ring() -> Iterator[Ring]:
    made = Ring.create(len(NAMES), SFREQ, 40.0)
    yield made
    made.close()
    made.unlink()


@pytest.fixture
def check(qtbot, ring) -> EyesClosedCheck:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_language(app, "en")
    widget = EyesClosedCheck()
    qtbot.addWidget(widget)
    widget.show()
    widget.open(StreamOpened(StreamInfo("x", SFREQ, NAMES), ring.name, 50.0), ring)
    return widget


def _write(ring: Ring, check: EyesClosedCheck, alpha_uv: float) -> None:
    rng = np.random.default_rng(0)
    times = np.arange(int(14 * SFREQ)) / SFREQ
    samples = rng.normal(0, 5, (len(NAMES), times.size))
    samples += alpha_uv * np.sin(2 * np.pi * 10 * times)
    for first in range(0, times.size, 25):
        ring.write(samples[:, first : first + 25].astype(np.float32))
        check.refresh()


@pytest.mark.parametrize(("alpha_uv", "says"), [(20.0, "✓"), (0.0, "▲")])
def test_alpha_that_rises_is_told_from_alpha_that_does_not(
    check, ring, qtbot, alpha_uv, says
) -> None:
    qtbot.mouseClick(check.button, Qt.MouseButton.LeftButton)
    assert "eyes open" in check.text.text()
    _write(ring, check, 0.0)
    assert "close their eyes" in check.text.text()
    _write(ring, check, alpha_uv)
    assert check.text.text().startswith(says)
    assert "limit 1.5" in check.text.text()
    assert check.text.isVisible()


def test_it_can_be_stopped(check, ring, qtbot) -> None:
    qtbot.mouseClick(check.button, Qt.MouseButton.LeftButton)
    assert check.bar.isVisible()
    qtbot.mouseClick(check.button, Qt.MouseButton.LeftButton)
    assert not check.bar.isVisible()
    assert not check.is_running
