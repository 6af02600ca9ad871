"""A third language is one file: windows in a pseudo-language, nothing left or cut."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QComboBox, QWidget

from attention_camp.camp.ui.language import language_names
from attention_camp.resources.languages import VARIABLE, languages

SCRIPTS = Path(__file__).parents[3] / "packaging"
PAGES = (
    "home", "new_session", "monitor", "sessions", "study", "pc", "photodiode",
    "settings", "people", "rehearsal",
)  # fmt: skip
VALUES = re.compile(
    r"Attention Camp|English|简体中文|Esperanto|YAML|Linux.*|[A-Z]{1,4}\d*|/.*"
    r"|\W*[\d.,]+\W*[a-zA-Zµ°%]{0,4}"
)
"""What is shown as it is in every language: names, paths, numbers with units."""

pytestmark = pytest.mark.skipif(
    not SCRIPTS.exists(), reason="the scripts are in the source tree only"
)


@pytest.fixture(scope="module")
def scripts() -> dict[str, ModuleType]:
    sys.path.insert(0, str(SCRIPTS))
    try:
        names = ("pseudo_locale", "look_over", "page_checks")
        return {name: importlib.import_module(name) for name in names}
    finally:
        sys.path.remove(str(SCRIPTS))


@pytest.fixture(scope="module")
def folder(scripts, tmp_path_factory) -> Path:
    """Return a folder with the pseudo-language, made by the script."""
    made = tmp_path_factory.mktemp("i18n")
    scripts["pseudo_locale"].make(made)
    return made


def test_a_file_is_a_language(folder, monkeypatch) -> None:
    """Nothing else is to be changed: it is offered, by its own name."""
    assert "eo" not in languages()
    monkeypatch.setenv(VARIABLE, str(folder))
    assert languages() == ("en", "zh_CN", "eo")
    assert language_names()["eo"] == "Esperanto"
    translator = QTranslator()
    assert translator.load(str(folder / "attention_camp_eo.qm"))
    assert translator.translate("HomePage", "Recent sessions").startswith("⟦Réçéñt")


def _unmarked(scripts, page: QWidget) -> set[str]:
    """Return the texts of a page that are not in the pseudo-language."""
    checks = scripts["page_checks"]
    texts = {checks.text_of(widget) for widget in checks.shown(page)}
    return {
        text
        for text in texts
        if re.search("[a-zA-Z]{2}", text)
        and "⟦" not in text
        and not VALUES.fullmatch(text.strip())
    }


def test_pages_show_no_untranslated_and_no_cut_text(
    scripts, folder, monkeypatch, open_window
) -> None:
    monkeypatch.setenv(VARIABLE, str(folder))
    window = open_window(language="eo")
    window.resize(1280, 800)
    look = scripts["look_over"]
    unmarked, cut = {}, {}
    for key in PAGES:
        window.show_page(key)
        look.rest(60)
        if found := _unmarked(scripts, window):
            unmarked[key] = found
        if found := list(scripts["page_checks"].cut_off(window)):
            cut[key] = found
    (combo,) = (
        combo
        for combo in window.pages.settings.findChildren(QComboBox)
        if combo.findData("eo") >= 0
    )
    assert combo.currentText() == "Esperanto"
    monkeypatch.delenv(VARIABLE)
    open_window(language="en")
    assert unmarked == {}
    assert cut == {}
