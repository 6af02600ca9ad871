"""The page that writes a study file, used as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from attention_camp.camp.session.studies.study_file import load_study
from attention_camp.camp.ui.widgets import file_page


@pytest.fixture
def page(open_window, tmp_path: Path):
    window = open_window(tmp_path / "data")
    window.show_page("study_file")
    return window.pages.study_file


def _said(page) -> list[str]:
    return [page.problems.item(row).text() for row in range(page.problems.count())]


def _write(field, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def test_the_menu_and_the_study_page_lead_there(open_window, qtbot, tmp_path) -> None:
    window = open_window(tmp_path / "data")
    assert not window.pages.is_made("study_file")
    window.actions_["study_file"].trigger()
    assert window.current == "study_file"
    qtbot.mouseClick(window.pages.study_file.back, Qt.MouseButton.LeftButton)
    assert window.current == "study"
    qtbot.mouseClick(window.pages.study.write, Qt.MouseButton.LeftButton)
    assert window.current == "study_file"


def test_problems_are_listed_as_they_come_and_lead_to_their_field(page, qtbot) -> None:
    assert _said(page) == []
    assert "Complete" in page.state.text()
    _write(page.form.name, "my study")
    _write(page.form.blocks, "4")
    assert [text.split(":")[0] for text in _said(page)] == ["✕ Short name"]
    _write(page.form.name, "mine")
    (only,) = _said(page)
    assert "must be multiples of 3" in only
    page.problems.setFocus()
    page.problems.setCurrentRow(0)
    QTest.keyClick(page.problems, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.form.blocks
    qtbot.mouseClick(page.form.arms["yoked"][0], Qt.MouseButton.LeftButton)
    assert _said(page) == []  # two arms: blocks of four hold them


def test_a_study_is_saved_and_opened_as_it_was(
    page, qtbot, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "mine.yaml"
    _write(page.form.title, "Mine")
    page.form.arms["sham"][0].setChecked(True)
    _write(page.form.arms["sham"][1], "sham")
    page.form.arms["sham"][2].setValue(3)
    _write(page.form.blocks, "6")
    page.form.others.setPlainText("sart.reaction_time_ms; pre, post; ancova; 20 ms")
    page.form.strata.setPlainText("site: north, south")
    wanted = page.form.values()
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), "")
    )
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    study = load_study(path)
    assert study.ratio == {
        "closed-loop": 1, "yoked": 1, "performance-only": 1, "sham": 3,
    }  # fmt: skip
    assert study.secondary_outcomes[0].smallest_effect == "20 ms"
    assert "Lock it before the first session" in page.banner.text
    assert page.lock.isEnabled()
    assert not page.is_changed
    page._on_new()
    assert page.form.values() != wanted
    page.open(path)
    assert page.form.values() == wanted


def test_an_unfinished_study_is_saved_too_and_says_nothing_of_locking(
    page, tmp_path: Path
) -> None:
    _write(page.form.measure, " ")
    page.save(tmp_path / "study.yaml")
    assert "Lock it" not in page.banner.text
    assert not page.lock.isEnabled()
    page.open(tmp_path / "study.yaml")
    assert len(_said(page)) == 1


def test_what_is_locked_or_unreadable_changes_nothing(page, tmp_path: Path) -> None:
    (tmp_path / "lock.json").write_text("{}")
    page.save(tmp_path / "study.yaml")
    assert "locked study" in page.banner.text
    assert not (tmp_path / "study.yaml").exists()
    before = page.form.values()
    (tmp_path / "other.yaml").write_text("arms: 3\n")
    page.open(tmp_path / "other.yaml")
    assert "line 1" in page.banner.text
    assert page.form.values() == before
    page.open(tmp_path / "none.yaml")
    assert "cannot be read" in page.banner.text


@pytest.mark.parametrize("answer", [True, False])
def test_changes_are_replaced_only_when_asked(page, monkeypatch, answer) -> None:
    _write(page.form.title, "Other")
    monkeypatch.setattr(file_page, "confirm", lambda *_: answer)
    page._on_new()
    assert (page.form.title.text() != "Other") == answer


@pytest.mark.parametrize("answer", [True, False])
def test_a_file_of_the_name_with_its_ending_is_replaced_only_when_asked(
    page, qtbot, tmp_path: Path, monkeypatch, answer
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("precious: 1\n")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), "")
    )
    monkeypatch.setattr(file_page, "confirm", lambda *_: answer)
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    assert (path.read_text() == "precious: 1\n") is not answer


def test_what_was_not_saved_is_there_again_until_it_is(open_window, tmp_path) -> None:
    first = open_window(tmp_path / "data")
    first.show_page("study_file")
    _write(first.pages.study_file.form.title, "Unsaved")
    first.close()
    second = open_window(tmp_path / "data")
    second.show_page("study_file")
    page = second.pages.study_file
    assert page.form.title.text() == "Unsaved"
    assert "here again" in page.banner.text
    assert page.is_changed
    assert not page.lock.isEnabled()
    page.save(tmp_path / "study.yaml")
    second.close()
    third = open_window(tmp_path / "data")
    third.show_page("study_file")
    assert third.pages.study_file.form.title.text() != "Unsaved"
