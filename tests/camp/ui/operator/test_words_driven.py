"""Every page, reached by its key, speaks one language, and that as the field does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import RunPaths

CHECKS = Path(__file__).parents[4] / "packaging" / "page_checks.py"
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not CHECKS.exists(), reason="only in the source tree"),
]
SESSIONS, VIEWER = "window.pages.sessions", "window.pages.viewer"
CHINESE = re.compile("[\u4e00-\u9fff]")
LOOK = "__import__('page_checks')"
PAGES = {
    "1": "home", "2": "new_session", "3": "monitor", "4": "sessions", "6": "study",
    "7": "pc", "8": "settings", "0": "people",
}  # fmt: skip
STILTED = (
    "Its quality", "Its timing", "Where it lies", "by its own account",
    "as the monitor has it", "that do not wait", "Width of the picture", "Who answers",
    "Their language", "Known, with sessions", "train nobody", "Watching only",
    "Pope's index", "To start all the same", "yet is lost", "Does it mean what it says",
)  # fmt: skip
"""What a reader called stilted, word for word; none of it is to be met again."""
IDIOMATIC = (
    "Signal quality", "Timing", "Files", "Answers by", "Participant's language",
    "Calibration curve",
)  # fmt: skip
"""What stands in its place."""


def _texts(desk: Any) -> list[str]:
    return list(desk.ask(f"list({LOOK}.texts_shown(window))"))


def _walk(desk: Any) -> list[str]:
    """Return all texts of all pages, with a session open where a page shows one."""
    texts = []
    for key, page in PAGES.items():
        desk.key(f"ctrl+{key}")
        desk.wait_for(f"window.current == {page!r}")
        texts += _texts(desk)
    desk.key("ctrl+4")
    desk.wait_for(f"{SESSIONS}.table.hasFocus() and {SESSIONS}._model.rowCount() == 1")
    desk.key("Home", "Return")
    desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")
    for page, is_read in (
        ("calibration", "content.isVisible()"),
        ("summary", "paths is not None"),
    ):
        desk.wait_for(f"window.current == 'viewer' and {VIEWER}.recording is not None")
        texts += _texts(desk)
        desk.click(f"{VIEWER}.{page}")
        desk.wait_for(f"window.current == {page!r} and window.pages.{page}.{is_read}")
        texts += _texts(desk)
        desk.click(f"window.pages.{page}.back")
    return texts


@pytest.fixture
def spoken(make_desk: Any, certain: RunPaths, n_screens: int) -> Any:
    """Return a function for the texts of all pages in a language."""

    def walk(language: str) -> list[str]:
        desk = make_desk(n_screens=n_screens)
        desk.start(certain.dataset, language=language, participant="07")
        desk.wait_until_active(app=True)
        return _walk(desk)

    return walk


def test_no_page_says_what_was_called_stilted(spoken: Any) -> None:
    texts = [text.replace("&", "") for text in spoken("en")]
    met = {(line, text) for line in STILTED for text in texts if line in text}
    assert met == set()
    for line in IDIOMATIC:
        assert any(text.startswith(line) for text in texts), line


def test_no_page_says_anything_in_english_to_a_chinese_reader(spoken: Any) -> None:
    texts = spoken("zh_CN")
    assert sum(bool(CHINESE.search(text)) for text in texts) > 200
    spec = importlib.util.spec_from_file_location("page_checks", CHECKS)
    assert spec is not None
    assert spec.loader is not None
    checks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checks)
    assert checks.is_english("The session is finished.")
    assert {text for text in texts if checks.is_english(text)} == set()
