"""The dialog about the program."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from PySide6.QtWidgets import QApplication

from attention_camp.camp.ui.about import PACKAGES, AboutDialog


def test_the_help_menu_says_what_is_installed(open_window) -> None:
    window = open_window()
    window.actions_["about"].trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    dialog._copy()
    copied = QApplication.clipboard().text()
    assert version("attention-camp") in copied
    assert all(f"{name} {version(name)}" in copied for name in PACKAGES)
    assert str(window.workspace.dataset) in copied
    dialog.accept()


def test_a_package_of_unknown_version_stops_nothing(
    open_window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attention_camp.camp.ui.about.PACKAGES", ("no-such-package",))
    window = open_window()
    AboutDialog(window.workspace, window).close()
