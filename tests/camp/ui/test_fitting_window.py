"""The guided fitting, driven as a participant would: buttons, a signal, closed eyes."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from attention_camp.camp.eeg.fitting.guide import Stage
from attention_camp.camp.session.messages import SignalState, StreamOpened
from attention_camp.camp.ui.language import install_language
from attention_camp.camp.ui.operator.setup import fitting_window
from attention_camp.camp.ui.operator.setup.fitting_window import FittingWindow
from attention_camp.camp.ui.operator.setup.wearing import (
    ANY,
    COMMONEST,
    WEARING,
    how_to_wear,
)
from attention_camp.signal.electrodes import positions_of
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

SFREQ, NAMES = 250.0, ("Fp1", "Fp2", "Pz", "O1")


@pytest.fixture
def ring() -> Iterator[Ring]:
    made = Ring.create(len(NAMES), SFREQ, 40.0)
    yield made
    made.close()
    made.unlink()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(fitting_window, "host_time", lambda: now[0])
    return now


@pytest.fixture
def window(qtbot, ring, clock) -> Iterator[FittingWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_language(app, "en")
    parent = QWidget()
    qtbot.addWidget(parent)
    info = StreamInfo("x", SFREQ, NAMES, positions=positions_of(NAMES))
    made = FittingWindow(StreamOpened(info, ring.name, 50.0), ring, "cyton", parent)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _state(**faults: str) -> SignalState:
    verdicts = tuple(
        ChannelVerdict(name, "bad", faults[name], 60.0, "µV", 30.0)
        if name in faults
        else ChannelVerdict(name, "good")
        for name in NAMES
    )
    return SignalState(
        time=0.0, n_samples=0, n_lost=0, recording=False, n_bytes=0,
        clock_residual=0.0, stalled_for=0.0, faults=(), verdicts=verdicts,
        engagement=None, certainty=None, reason="", latency=0.0,
    )  # fmt: skip


def _noise(seconds: float, **extra: object) -> np.ndarray:
    times = np.arange(int(seconds * SFREQ)) / SFREQ
    samples = np.random.default_rng(1).normal(0, 5, (len(NAMES), times.size))
    if alpha := extra.get("alpha_uv"):
        samples += float(str(alpha)) * np.sin(2 * np.pi * 10 * times)
    for at in extra.get("blinks", ()):  # type: ignore[attr-defined]
        samples[:2] += 150 * np.exp(-(((times - at) / 0.08) ** 2))
    return samples.astype(np.float32)


def _press(window: FittingWindow, qtbot) -> None:
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)


def _hear(window: FittingWindow, ring: Ring, samples: np.ndarray) -> None:
    for first in range(0, samples.shape[1], 25):
        ring.write(samples[:, first : first + 25])
        window.refresh()


def test_a_fitting_from_the_first_page_to_the_last(window, ring, qtbot, clock) -> None:
    """Electrodes come one by one, blinks are counted, alpha is told."""
    assert "earclip" in window.text.text()
    _press(window, qtbot)
    window.take(_state(Pz="mains", O1="pops"))
    assert "Pz" in window.title.text()
    assert "Mains hum" in window.text.text()
    assert "✕ Not yet" in window.state.text()
    assert "60" not in window.state.text()  # a number that means nothing to them
    for clock[0] in (1.0, 2.0, 3.0):
        window.take(_state(O1="pops"))
    assert "O1" in window.title.text()
    _press(window, qtbot)  # left for now
    assert window.fitting.stage is Stage.BLINKS
    _hear(window, ring, _noise(6.0, blinks=(2.0, 3.5, 5.0)))
    assert window.fitting.stage is Stage.EYES
    assert "eyes open" in window.text.text()
    _hear(window, ring, _noise(13.5))
    assert "close your eyes" in window.text.text()
    _hear(window, ring, _noise(13.5, alpha_uv=20.0))
    assert "alpha" in window.state.text()
    assert window.state.text().startswith("●")
    _press(window, qtbot)
    assert "Left for now: O1" in window.state.text()
    _press(window, qtbot)
    assert not window.isVisible()


def test_an_electrode_that_is_good_for_a_moment_only_is_not_done(
    window, qtbot, clock
) -> None:
    _press(window, qtbot)
    window.take(_state(Pz="pops"))
    for clock[0], faults in ((1.0, {}), (2.0, {"Pz": "pops"}), (3.0, {})):
        window.take(_state(**faults))
        assert "Pz" in window.title.text()


def test_no_alpha_is_said_as_it_is(window, ring, qtbot) -> None:
    _press(window, qtbot)
    window.take(_state())
    assert window.fitting.stage is Stage.BLINKS  # nothing to see to
    _press(window, qtbot)
    _hear(window, ring, _noise(27.0))
    assert window.state.text().startswith("▲")
    assert "less than expected" in window.state.text()


def test_every_commonest_board_has_words_of_its_own() -> None:
    assert len(COMMONEST) == 10
    assert all(any(board.startswith(k) for k in WEARING) for board in COMMONEST)
    assert how_to_wear("no-such-board").startswith(ANY[:20])


def test_the_page_of_headsets_is_as_its_script_writes_it(tmp_path, monkeypatch) -> None:
    """`python docs/headset_pictures.py` changes nothing."""
    docs = Path(__file__).parents[3] / "docs"
    if not docs.exists():
        pytest.skip("beside the wheel there are no docs")
    script = docs / "headset_pictures.py"
    spec = importlib.util.spec_from_file_location("headset_pictures", script)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(made, "PAGE", tmp_path / "headsets.md")
    monkeypatch.setattr(made, "FOLDER", tmp_path / "headsets")
    made.main()
    assert made.PAGE.read_text("utf-8") == (docs / "headsets.md").read_text("utf-8")
    for drawing in made.FOLDER.iterdir():
        kept = docs / "images" / "headsets" / drawing.name
        assert drawing.read_text("utf-8") == kept.read_text("utf-8")
