"""No text is cut, nothing overlaps, every control has name, role and value."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTableWidgetItem

SCRIPT = Path(__file__).parents[3] / "packaging" / "look_over.py"

pytestmark = pytest.mark.skipif(
    not SCRIPT.exists(), reason="the scripts are in the source tree only"
)
PAGES = (
    "home", "sessions", "study", "protocol", "pc", "settings", "monitor", "new_session",
)  # fmt: skip


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("look_over", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["look_over"] = made
    sys.path.insert(0, str(SCRIPT.parent))
    spec.loader.exec_module(made)
    yield made
    sys.path.remove(str(SCRIPT.parent))


@pytest.mark.parametrize(
    ("language", "appearance", "percent", "size"),
    [("en", "light", 150, (1010, 582)), ("zh_CN", "dark", 200, (1280, 800))],
)
def test_pages_hold_what_they_show(
    script, open_window, language, appearance, percent, size
) -> None:
    window = open_window(language=language, appearance=appearance, text_percent=percent)
    window.resize(*size)
    found = []
    for page in PAGES:
        window.show_page(page)
        found += [f"{page}: {said}" for said in script.lasting_problems(window)]
    assert found == []
    open_window()


@pytest.mark.parametrize("page", ["calibration", "summary", "settings", "pc"])
def test_pages_that_scroll_do_so_by_keys(open_window, page) -> None:
    window = open_window()
    window.show_page(page)
    areas = window.pages.by_key(page).findChildren(QScrollArea)
    assert areas
    assert all(area.focusPolicy() & Qt.FocusPolicy.TabFocus for area in areas)


def test_a_text_that_does_not_fit_is_found(script, open_window) -> None:
    window = open_window()
    button = window.pages.home.review
    button.setFixedWidth(20)
    script.rest(30)
    assert any("cut at the side" in said for said in script.problems(window))


def test_what_the_dataset_holds_may_be_in_another_language(
    script, open_window, qtbot
) -> None:
    """Its heads may not."""
    window = open_window(language="zh_CN")
    window.show_page("publish")
    table = window.pages.publish.table
    table.setRowCount(1)
    table.setItem(0, 1, QTableWidgetItem("The door of the lab was open."))
    assert list(script.untranslated(window)) == []
    table.setHorizontalHeaderItem(1, QTableWidgetItem("The text of it"))
    assert list(script.untranslated(window)) == ["in English: 'The text of it'"]
    open_window()
