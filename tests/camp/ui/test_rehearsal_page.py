"""The page that rehearses a study, used as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.simulate.calibrations import Calibrations
from attention_camp.camp.ui.rehearsal.page import RehearsalPage

STUDY = """\
name: small
title: Small
protocols: [measure.yaml]
sessions: 2
arms:
  - {name: loop, evidence: closed-loop}
  - {name: behaviour, evidence: performance-only}
block_sizes: [2]
places: 4
primary_outcome: {measure: change-detection.accuracy, sessions: [pre, post], test: t}
"""
PROTOCOL = """\
name: measure
title: M
description: D
blocks:
  - {task: change-detection, trials: 2, cards: false, rule: {name: fixed}}
"""


@pytest.mark.thorough
def test_a_small_study_is_rehearsed_and_its_report_is_there(
    open_window, qtbot, tmp_path: Path
) -> None:
    """Two people: too few to say anything, and the page says so."""
    (tmp_path / "study.yaml").write_text(STUDY)
    (tmp_path / "measure.yaml").write_text(PROTOCOL)
    window = open_window(tmp_path / "data")
    window.show_page("rehearsal")
    page = window.pages.rehearsal
    assert not page.rehearse.isEnabled()
    page.file.setText(str(tmp_path / "study.yaml"))
    page.folder.setText(str(tmp_path / "out"))
    page.n_people.setValue(2)
    qtbot.mouseClick(page.rehearse, Qt.MouseButton.LeftButton)
    assert not page.rehearse.isEnabled()
    qtbot.waitUntil(lambda: page._work is None, timeout=100_000)
    report = tmp_path / "out" / "report-1" / "simulation.html"
    assert "at least 5" in report.read_text(encoding="utf-8")
    assert "1" in page.banner.text


def test_a_file_that_is_no_study_is_refused_in_words(
    open_window, qtbot, tmp_path: Path
) -> None:
    """Nothing is simulated."""
    (tmp_path / "study.yaml").write_text("name: x\n")
    window = open_window(tmp_path / "data")
    window.show_page("rehearsal")
    page = window.pages.rehearsal
    page.file.setText(str(tmp_path / "study.yaml"))
    page.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(page.rehearse, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._work is None, timeout=20_000)
    assert "study file" in page.banner.text
    assert not (tmp_path / "out").exists()


def test_the_smallest_auc_is_said_to_be_a_median_with_its_range(qtbot) -> None:
    page = RehearsalPage()
    qtbot.addWidget(page)
    lines = page._calibrated(Calibrations(9, 3, (), 0.7, (0.62, 0.81)))
    assert "0.70 (median of the calibrations; 0.62 to 0.81 in four of five)" in lines[1]
