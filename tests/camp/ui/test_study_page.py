"""The study page analyses a dataset in the background and writes its report."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

sys.path.append(str(Path(__file__).resolve().parents[1] / "study"))
from made_up import made_up_study

from attention_camp.camp.study.analysis import Questions, analyse_persons
from attention_camp.camp.study.gather import gather
from attention_camp.camp.ui.study.results_model import ResultsModel
from attention_camp.camp.ui.widgets.session_rows import read_rows
from attention_camp.resources.texts import UserError


def _click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_dataset_is_analysed_and_its_report_saved(
    qtbot, open_window, recorded, tmp_path, monkeypatch
) -> None:
    window = open_window(recorded)
    window.show_page("study")
    card = window.pages.study.analysis
    qtbot.waitUntil(lambda: card.isVisible(), timeout=20_000)
    _click(qtbot, card.analyse)
    assert card.cancel.isVisible()
    qtbot.waitUntil(lambda: not card.is_busy, timeout=60_000)
    assert "0 tests were made" in card.banner.text
    assert not card.table.isVisible()  # it would be empty
    out = tmp_path / "report"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    _click(qtbot, card.save)
    qtbot.waitUntil(lambda: not card.is_busy, timeout=30_000)
    assert "report.html" in card.banner.text
    assert (out / "report.html").is_file()
    _click(qtbot, card.save)  # never over existing files
    qtbot.waitUntil(lambda: not card.is_busy, timeout=30_000)
    assert "overwrites nothing" in card.banner.text


def test_a_study_that_was_changed_is_told_however_quickly_sessions_are_counted(
    qtbot, open_window, recorded
) -> None:
    window = open_window(recorded)
    window.show_page("study")
    page = window.pages.study
    qtbot.waitUntil(page.card.isVisible, timeout=20_000)
    listed = read_rows(recorded)
    for _ in range(2):  # one comes before the other, or after it
        page._on_counted(listed)
        page._on_changed(UserError("study.yaml was changed after it was locked."))
    page._on_counted(listed)
    assert page.banner.isVisible()
    assert page.banner.text == "study.yaml was changed after it was locked."
    page.shown()
    qtbot.waitUntil(lambda: not page.banner.isVisible(), timeout=20_000)


def test_an_analysis_is_cancelled_and_says_so(
    qtbot, open_window, recorded, monkeypatch
) -> None:
    window = open_window(recorded)
    window.show_page("study")
    card = window.pages.study.analysis
    qtbot.waitUntil(lambda: card.isVisible(), timeout=20_000)

    def gathered(*given, **named):
        card._stop.wait(20)  # a dataset so small is read before a click
        return gather(*given, **named)

    monkeypatch.setattr("attention_camp.camp.study.gather.gather", gathered)
    _click(qtbot, card.analyse)
    _click(qtbot, card.cancel)
    qtbot.waitUntil(lambda: not card.is_busy, timeout=60_000)
    assert card.banner.text == "Cancelled; nothing was changed."
    assert not card.table.isVisible()


def test_results_are_rows_with_units_and_what_they_do_not_show(qtmodeltester) -> None:
    model = ResultsModel()
    found = analyse_persons(made_up_study(gains=(1.0, 0.0)), Questions()).found
    model.show_results(found)
    qtmodeltester.check(model)
    rows = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    welch = next(row for row in rows if row[1].startswith("Welch"))
    assert welch[0] == "sart.reaction_time_ms"
    assert welch[3].endswith(" ms")
    assert welch[5] == "< 0.001"
    tip = model.index(rows.index(welch), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "nor about a mechanism" in tip
