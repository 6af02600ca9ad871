"""The viewer explains a trial on demand, beside its own process, and says if it may."""

from __future__ import annotations

import multiprocessing
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic

import numpy as np
import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.processes.explaining import AtWork
from attention_camp.camp.replay.explain_trial import READING
from attention_camp.camp.replay.explanation import TrialExplanation
from attention_camp.camp.ui.viewer.explanation_view import ExplanationView, Method
from attention_camp.models.electrodes import positions

LEFT = Qt.MouseButton.LeftButton
NAMES = ("F3", "F4", "P3", "P4", "Oz")


def explanation() -> TrialExplanation:
    """Return what the model might say: P3 for engaged, F4 for rest."""
    return TrialExplanation(
        trial=3, ch_names=NAMES, positions=positions(NAMES),
        over_channels=np.array([0.1, -0.5, 0.9, 0.2, 0.0]),
        times=np.array([-2.0, -1.0, 0.0]), over_time=np.array([0.4, 0.5, -0.2]),
        bands=((4.0, 8.0), (8.0, 13.0)), over_bands=np.array([-0.1, 0.8]),
        attention_over_channels=np.full(5, 0.2),
        attention_over_time=np.full(3, 1 / 3), engagement=0.86, certainty=0.7,
        n_windows=1, model="ab", likeness_to_random=0.31, attention_likeness=-0.62,
        most_alike=0.5, attribution_is_sound=True, attention_is_sound=False,
    )  # fmt: skip


@pytest.fixture
def open_viewer(open_window, qtbot):
    """Return a function that shows a session in the viewer, ready for keys."""

    def opened(dataset: Path, session: str):
        window = open_window(dataset)
        window.open_session(dataset / session)
        page = window.pages.viewer
        qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
        with qtbot.waitActive(window, timeout=5000):
            window.activateWindow()
        return page

    return opened


@pytest.fixture
def viewer(open_viewer, by_model):
    """Return the viewer with a session scored by the attention model."""
    return open_viewer(by_model.dataset, "sub-01/ses-01")


def choose(viewer, qtbot, stage: str) -> None:
    """Step to the first trial of a stage, by key."""
    stages = [trial.stage for trial in viewer.recording.trials]
    for _ in range(stages.index(stage) + 1):
        qtbot.keyClick(viewer.eeg, Qt.Key.Key_N)


def test_a_key_asks_for_the_explanation_and_it_is_kept(viewer, qtbot) -> None:
    panel = viewer.explanation
    choose(viewer, qtbot, "main")
    with qtbot.waitSignal(panel.told, timeout=60_000):
        qtbot.keyClick(viewer.eeg, Qt.Key.Key_E)
        assert panel.bar.isVisible()
        assert panel.stop.isVisible()
        _, explainer, _ = panel._work
    assert explainer.at_work.what.startswith("Comparing with networks of random")
    assert not viewer.spectrum.isVisible()
    assert not panel.bar.isVisible()
    assert panel.view.isVisible() or "Rejected" in panel.banner.text
    assert multiprocessing.active_children() == []
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_N)
    assert panel.ask.isVisible()
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_P)
    assert not panel.ask.isVisible()
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_S)
    assert viewer.spectrum.isVisible()
    assert not panel.isVisible()


def test_the_panel_says_what_is_done_how_far_it_is_and_since_when(viewer) -> None:
    panel = viewer.explanation
    panel._say_at_work(AtWork(0.45, READING), monotonic() - 3)
    assert panel.banner.text == ("Reading the trial's windows: 45\xa0%, 3\xa0s so far.")
    assert (panel.bar.value(), panel.bar.maximum()) == (45, 100)


def test_cancel_ends_the_work_at_once(viewer, qtbot) -> None:
    panel = viewer.explanation
    choose(viewer, qtbot, "main")
    qtbot.mouseClick(viewer.tools.explanation, LEFT)
    assert len(multiprocessing.active_children()) == 1
    qtbot.mouseClick(panel.stop, LEFT)
    assert multiprocessing.active_children() == []
    assert panel.ask.isVisible()


def test_closing_the_window_ends_the_work(viewer, qtbot) -> None:
    choose(viewer, qtbot, "main")
    qtbot.mouseClick(viewer.tools.explanation, LEFT)
    viewer.window().close()
    assert multiprocessing.active_children() == []


def test_practice_has_nothing_to_explain(viewer, qtbot) -> None:
    choose(viewer, qtbot, "practice")
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_E)
    panel = viewer.explanation
    assert panel.banner.text.startswith("Practice is not scored")
    assert not panel.ask.isVisible()


def test_a_score_that_is_a_formula_is_explained_at_once(
    open_viewer, recorded, qtbot
) -> None:
    viewer = open_viewer(recorded, "sub-07/ses-02")
    choose(viewer, qtbot, "main")
    qtbot.mouseClick(viewer.tools.explanation, LEFT)
    assert viewer.explanation.formula.isVisible()
    assert not viewer.explanation.ask.isVisible()
    said = viewer.explanation.formula.text.text()
    assert said.startswith("This score is one formula, β / (α+θ).")
    powers = dict(re.findall(r"([θαβ]) ([0-9.]+)\sµV²", said))
    ratio = float(powers["β"]) / (float(powers["θ"]) + float(powers["α"]))
    told = float(re.search(r"ratio ([0-9]+\.[0-9]+)", said)[1])
    assert told == pytest.approx(ratio, abs=0.01)


@pytest.fixture
def view(qtbot) -> ExplanationView:
    made = ExplanationView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_a_sound_explanation_is_drawn_with_its_verdict(view) -> None:
    assert view.show_explanation(explanation(), Method.CONTRIBUTIONS) == ""
    assert "rank correlation 0.31, limit 0.50" in view.verdict.text()
    assert view.head.accessibleDescription().startswith("P3 0.90, F4 −0.50")
    assert view.bands.plot.accessibleDescription() == "6.0: −0.10, 10.5: 0.80"
    assert not view.head.grab().toImage().isNull()


def test_one_that_survives_random_weights_is_rejected_and_not_drawn(view) -> None:
    said = view.show_explanation(explanation(), Method.ATTENTION)
    assert said.startswith("Rejected: the explanation survives randomised weights")
    assert "correlation −0.62" in said
    assert not view.isVisible()


def test_with_few_electrodes_nothing_is_said_between_them(view) -> None:
    two = replace(
        explanation(), ch_names=NAMES[:2], positions=positions(NAMES[:2]),
        over_channels=np.array([0.1, -0.5]),
    )  # fmt: skip
    view.show_explanation(two, Method.CONTRIBUTIONS)
    assert view.head._field is None
    assert not view.head.grab().toImage().isNull()


def test_the_viewer_opens_without_torch() -> None:
    code = (
        "import sys, attention_camp.camp.ui.viewer.page; print('torch' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
