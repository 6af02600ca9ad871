"""Every text that a person sees is translated, and the translations are compiled."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from attention_camp.camp.ui.language import own_translations

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "packaging" / "translations.py"


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    if not SCRIPT.exists():
        pytest.skip("the script that collects texts is not part of the wheel")
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(translations, tmp_path_factory) -> list[tuple[str, str, str]]:
    """Return what is found in the sources now, with the translations kept."""
    ts = tmp_path_factory.mktemp("i18n") / "attention_camp_zh_CN.ts"
    shutil.copy(translations.I18N / ts.name, ts)
    translations.update(ts)
    return list(translations.messages(ts))


def test_no_text_is_left_untranslated(found) -> None:
    missing = [f"{context}: {source}" for context, source, text in found if not text]
    assert len(found) > 400
    assert not missing, "translate, then run `make translations`:\n" + "\n".join(
        missing
    )


def test_translations_keep_the_places_for_numbers_and_names(found) -> None:
    places = re.compile(r"\{(\w*)[^}]*\}")
    wrong = [
        source
        for _, source, text in found
        if text and sorted(places.findall(source)) != sorted(places.findall(text))
    ]
    assert wrong == []


def test_the_compiled_translations_are_those_of_the_source(found) -> None:
    translator = QTranslator()
    assert translator.load("attention_camp_zh_CN", str(own_translations()))
    stale = [
        source
        for context, source, text in found
        if text and translator.translate(context, source) != text
    ]
    assert stale == [], "run `make translations`"


def test_the_window_speaks_chinese(open_window) -> None:
    window = open_window(language="zh_CN")
    assert window.pages.home.primary.text() == "新建会话"
    assert window.navigation.buttons["settings"].text() == "设置"
    open_window(language="en")


def _glossary() -> list[list[str]]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if "|" in line]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_translations_use_the_words_of_the_glossary(found) -> None:
    if not (ROOT / "docs").exists():
        pytest.skip("the pages are not part of the wheel")
    texts = [text for _, _, text in found]
    pages = [ROOT / "README.zh-CN.md", *(ROOT / "docs" / "zh").glob("*.md")]
    assert len(pages) > 1
    lines = [line for page in pages for line in page.read_text("utf-8").splitlines()]
    for english, chinese, _, losers in _glossary():
        word = chinese.split("（")[0]
        assert any(word in text for text in texts), f"{english}: {word} is not in use"
        for loser in losers.split():
            wrong = [text for text in (*texts, *lines) if loser in text]
            assert not wrong, f"{english} is {chinese}, not {loser}: {wrong}"


def test_chinese_sets_no_space_before_percent_and_no_comma_before_units(found) -> None:
    marks = re.compile(r"[0-9}] %|，(Hz|ms|kΩ)\b|[\u4e00-\u9fff] ?\((?![&*])")
    assert [text for _, _, text in found if marks.search(text)] == []
