"""The page that writes a protocol, used as a person would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog

from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.protocols.fixation import Fixation
from attention_camp.camp.session.protocols.protocol_file import read_protocol_text
from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.protocols.preview import preview_request, show_block
from attention_camp.camp.ui.widgets import file_page
from attention_camp.camp.ui.widgets.form_rows import ChosenBox


@pytest.fixture
def page(open_window, tmp_path: Path):
    window = open_window(tmp_path / "data")
    window.show_page("protocol")
    return window.pages.protocol


def _said(page) -> list[str]:
    return [page.problems.item(row).text() for row in range(page.problems.count())]


def _field(page, *place):
    fields = page.editor.form
    both = fields.general.widgets | fields.block.fields.widgets
    return both[place]


def _write(field, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)


def _choose(field, value: str) -> None:
    field.setCurrentIndex(field.findData(value))
    QTest.keyClick(field, Qt.Key.Key_Return)


def _tool(page, name: str):
    return next(tool for tool in page.editor.form.tools if tool.text() == name)


def test_the_study_page_leads_there_and_back(open_window, qtbot, tmp_path) -> None:
    window = open_window(tmp_path / "data")
    window.show_page("study")
    qtbot.mouseClick(window.pages.study.write_protocol, Qt.MouseButton.LeftButton)
    assert window.current == "protocol"
    qtbot.mouseClick(window.pages.protocol.back, Qt.MouseButton.LeftButton)
    assert window.current == "study"


def test_form_and_file_say_the_same(page, qtbot) -> None:
    assert _said(page) == []
    _write(_field(page, "title"), "By hand")
    _write(_field(page, "blocks", 0, "trials"), "7")
    _choose(_field(page, "blocks", 0, "rule", "name"), "fixed")
    assert page.editor.draft.values["title"] == "By hand"
    assert "trials: 7" in page.text()
    assert "7 trials" in page.state.text()
    assert "7 trials" in page.editor.form.rows.item(0).text()
    # and typed into the file
    page.editor.file.setFocus()
    QTest.keyClick(
        page.editor.file, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier
    )
    QTest.keyClicks(page.editor.file, "sessions: 4")
    qtbot.waitUntil(lambda: _field(page, "sessions").text() == "4")
    assert page.title.text().endswith("*")


def test_an_empty_first_level_shows_the_one_that_holds(page) -> None:
    """The third of the plain scale, wherever the options of the task put it."""
    field = _field(page, "blocks", 0, "start_level")
    assert field.placeholderText() == "3"
    _write(_field(page, "blocks", 0, "options", "fineness"), "3")
    assert field.placeholderText() == "7"
    assert page.editor.plan.blocks[0].start_level == 7
    _write(_field(page, "blocks", 0, "options", "fineness"), "many")
    assert field.placeholderText() == "3"
    _choose(_field(page, "blocks", 0, "task"), "sart")
    _write(_field(page, "blocks", 0, "options", "easier"), "4")
    assert _field(page, "blocks", 0, "start_level").placeholderText() == "7"


def test_what_is_wrong_is_listed_with_its_line_and_leads_there(page, qtbot) -> None:
    _write(_field(page, "blocks", 0, "trials"), "many")
    (only,) = _said(page)
    assert only.startswith("✕ line 6, blocks.1.trials: must be a whole number")
    assert not page.editor.form.preview.isEnabled()
    page.problems.setFocus()
    page.problems.setCurrentRow(0)
    QTest.keyClick(page.problems, Qt.Key.Key_Return)
    assert page.window().focusWidget() is _field(page, "blocks", 0, "trials")
    _write(_field(page, "blocks", 0, "trials"), "")
    assert _said(page) == []
    page.editor.file.selectAll()
    QTest.keyClicks(page.editor.file, "name: [")
    qtbot.waitUntil(lambda: "not valid YAML" in "".join(_said(page)))
    assert not _field(page, "title").isEnabled()
    page.problems.setFocus()
    page.problems.setCurrentRow(0)
    QTest.keyClick(page.problems, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.editor.file


def test_blocks_are_added_copied_moved_and_removed(page, qtbot) -> None:
    def press(name: str) -> list[str]:
        qtbot.mouseClick(_tool(page, name), Qt.MouseButton.LeftButton)
        return [block["task"] for block in page.editor.form.blocks]

    _choose(_field(page, "blocks", 0, "task"), "sart")
    assert press("Add") == ["sart", "visual-search"]
    assert page.editor.form.chosen == 1
    assert press("Up") == ["visual-search", "sart"]
    assert press("Down") == ["sart", "visual-search"]
    assert press("Copy") == ["sart", "visual-search", "visual-search"]
    for left in (2, 1, 0):
        assert len(press("Remove")) == left
    assert "at least one block" in _said(page)[0]
    assert press("Add") == ["visual-search"]
    assert _said(page) == []


def test_an_assessment_leaves_away_what_its_form_sets(page) -> None:
    _choose(_field(page, "blocks", 0, "task"), "sart")
    _write(_field(page, "blocks", 0, "trials"), "9")
    _choose(_field(page, "blocks", 0, "form"), "assessment")
    assert _said(page) == []
    assert page.editor.draft.values["blocks"] == [
        {"task": "sart", "form": "assessment"}
    ]
    assert ("blocks", 0, "trials") not in page.editor.form.block.fields.widgets


def test_options_that_are_true_or_false_are_ticked(page, qtbot) -> None:
    box = _field(page, "blocks", 0, "feedback")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert page.editor.draft.protocol.blocks[0].feedback
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert "feedback" not in page.text()


def test_a_block_waits_for_the_gaze_where_it_is_ticked(page) -> None:
    place = ("blocks", 0, "fixation")

    def tick() -> None:
        box = _field(page, *place)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)

    assert (*place, "within") not in page.editor.form.block.fields.widgets
    tick()
    assert page.editor.draft.protocol.blocks[0].fixation == Fixation()
    _write(_field(page, *place, "within"), "3.5")
    _write(_field(page, *place, "limit"), "")
    assert _said(page) == []
    assert page.editor.draft.protocol.blocks[0].fixation == Fixation(within=3.5)
    _write(_field(page, *place, "within"), "far")
    (only,) = _said(page)
    assert "blocks.1.fixation.within: must be a number" in only
    tick()
    assert _said(page) == []
    assert "fixation" not in page.text()
    assert (*place, "within") not in page.editor.form.block.fields.widgets


def test_a_protocol_is_saved_opened_and_duplicated(
    page, qtbot, tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "mine.yaml"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), "")
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    _write(_field(page, "title"), "Mine")
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    assert load_protocol(str(path)).title == "Mine"
    assert not page.is_changed
    _write(_field(page, "title"), "Other")
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)  # no question
    assert load_protocol(str(path)).title == "Other"
    page.open(path)
    qtbot.mouseClick(page.duplicate, Qt.MouseButton.LeftButton)
    assert page.path is None
    assert page.is_changed
    assert page.editor.draft.protocol.name == "mineCopy"


def test_a_shipped_protocol_is_copied_and_never_overwritten(page) -> None:
    shipped = Path(file_page.__file__).parents[3] / "resources/protocols/demo.yaml"
    before = shipped.read_bytes()
    page.new.menu().actions()[1].trigger()
    assert page.path is None
    assert page.editor.draft.protocol is not None
    page.save(shipped)
    assert "shipped protocol" in page.banner.text
    assert shipped.read_bytes() == before
    assert page.is_changed


def test_a_protocol_of_a_locked_study_is_read_only_and_says_why(
    page, tmp_path: Path
) -> None:
    from attention_camp.camp.dataset.studies.locking import lock_study
    from attention_camp.camp.people.keys import make_key
    from attention_camp.camp.session.studies.study_draft import default_draft, text_of

    path, study = tmp_path / "mine.yaml", tmp_path / "study.yaml"
    path.write_text(page.text())
    study.write_text(text_of(default_draft(), {"protocols": ["mine.yaml"]}))
    lock_study(study, tmp_path / "data", make_key(tmp_path / "key.pem"))
    before = path.read_bytes()
    page.open(path)
    assert "is locked with this protocol" in page.banner.text
    assert page.editor.file.isReadOnly()
    assert not page.primary.isEnabled()
    assert not _field(page, "title").isEnabled()
    assert not _tool(page, "Remove").isEnabled()
    assert page.editor.form.preview.isEnabled()
    page.duplicate.click()
    assert not page.editor.file.isReadOnly()
    _write(_field(page, "title"), "Other")
    page.save(path)
    assert "is locked with this protocol" in page.banner.text
    assert path.read_bytes() == before


@pytest.mark.parametrize("answer", [True, False])
def test_changes_are_replaced_only_when_asked(page, monkeypatch, answer) -> None:
    _write(_field(page, "title"), "Other")
    monkeypatch.setattr(file_page, "confirm", lambda *_: answer)
    page.new.menu().actions()[1].trigger()
    assert (page.editor.draft.values["title"] != "Other") == answer


def test_what_was_not_saved_is_there_again(open_window, tmp_path) -> None:
    first = open_window(tmp_path / "data")
    first.show_page("protocol")
    _write(_field(first.pages.protocol, "title"), "Unsaved")
    first.close()
    second = open_window(tmp_path / "data")
    second.show_page("protocol")
    page = second.pages.protocol
    assert page.editor.draft.values["title"] == "Unsaved"
    assert page.path is None
    assert page.is_changed
    assert "here again" in page.banner.text


def test_a_preview_opens_in_a_window_and_closes(page, qtbot) -> None:
    button = page.editor.form.preview
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    process = page.preview.process
    assert process.is_alive()
    assert button.text() == "Close preview"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not page.preview.is_open
    assert button.text() == "Preview"


def test_a_preview_shows_some_trials_and_writes_nothing(
    qapp, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan = plan_session(load_protocol("demo"))
    request = preview_request(Display(), "en", observer="default")
    assert show_block(plan.blocks[-2], request) == 5
    assert show_block(plan.blocks[0], request) == 1
    assert list(tmp_path.iterdir()) == []
    assert read_protocol_text("demo")


def test_options_are_explained_in_the_readers_language(open_window, qtbot) -> None:
    window = open_window(language="zh_CN")
    window.show_page("protocol")
    page = window.pages.protocol
    _field(page, "blocks", 0, "task")  # the first block is chosen
    explained = {
        place[-1]: widget.toolTip()
        for place, widget in page.editor.form.block.fields.widgets.items()
        if "options" in place
    }
    assert explained
    for name, text in explained.items():
        assert re.search("[\u4e00-\u9fff]", text), name
        assert "``" not in text
    open_window()


def test_a_choice_that_was_only_looked_at_is_not_shown_as_taken(qtbot) -> None:
    box, taken = ChosenBox(), []
    qtbot.addWidget(box)
    box.addItems(["one", "two", "three"])
    box.chosen.connect(lambda: taken.append(box.currentText()))

    def keyboard(kind: QEvent.Type) -> None:
        event = QFocusEvent(kind, Qt.FocusReason.TabFocusReason)
        QApplication.sendEvent(box, event)

    keyboard(QEvent.Type.FocusIn)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "two"
    keyboard(QEvent.Type.FocusOut)
    assert box.currentText() == "one"
    assert taken == []
    keyboard(QEvent.Type.FocusIn)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    keyboard(QEvent.Type.FocusOut)
    assert box.currentText() == "two"
    assert taken == ["two"]


def test_the_keyboard_stays_in_a_field_that_is_made_anew(page, qtbot) -> None:
    def held():
        return page.window().focusWidget()

    def press(name: str) -> None:
        qtbot.mouseClick(_tool(page, name), Qt.MouseButton.LeftButton)

    for name, value in (("task", "sart"), ("form", "assessment")):
        field = _field(page, "blocks", 0, name)
        field.setFocus()
        _choose(field, value)
        assert held() is _field(page, "blocks", 0, name)
        assert held() is not field
    press("Add")  # the same field of the new block
    assert held() is _field(page, "blocks", 1, "form")
    _field(page, "blocks", 1, "trials").setFocus()
    press("Remove")  # an assessment has no such field
    assert held() is _field(page, "blocks", 0, "task")
    _field(page, "title").setFocus()
    press("Copy")
    assert held() is _field(page, "title")


def test_tab_goes_through_form_and_file_as_they_are_read(page, qtbot) -> None:
    qtbot.mouseClick(_tool(page, "Add"), Qt.MouseButton.LeftButton)  # made anew
    form = page.editor.form
    both = (form.general, form.block.fields)
    general, block = (list(one.widgets.values()) for one in both)
    order = [*general, form.rows, *form.tools, form.preview, *block, page.editor.file]
    order.append(page.back)
    order[0].setFocus()
    for place, widget in enumerate(order):
        assert page.window().focusWidget() is widget, place
        QTest.keyClick(widget, Qt.Key.Key_Tab)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_field_is_cut_with_large_text_in_the_smallest_window(
    open_window, qtbot, tmp_path: Path, language: str
) -> None:
    window = open_window(tmp_path / "data", language=language, text_percent=150)
    window.resize(1010, 582)
    window.show_page("protocol")
    editor = window.pages.protocol.editor
    view = editor._form_area.viewport()
    qtbot.waitUntil(lambda: view.isVisible() and view.width() > 300)
    qtbot.waitUntil(lambda: editor.form.minimumSizeHint().width() <= view.width())
    open_window()
