"""The first page opens without the heavy packages, and says what is there."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QTableView,
    QWidget,
)

from attention_camp.camp.ui.operator.live_session import LiveSession

HEAVY = (
    *("torch", "mne", "scipy", "pandas", "onnxruntime", "pyqtgraph", "brainflow"),
    *("numpy", "pydantic", "cryptography"),
)

OPEN = """
import sys
from pathlib import Path
from attention_camp.camp.ui.app import build_main_window, make_app
window = build_main_window(Path(sys.argv[1]), settings=Path(sys.argv[2]))
window.show()
make_app().processEvents()
assert window.current == "home"
print(" ".join(name for name in sys.argv[3:] if name in sys.modules))
window.close()
"""


@pytest.mark.smoke
def test_the_first_page_opens_without_heavy_packages(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", OPEN, tmp_path / "d", tmp_path / "s.json", *HEAVY],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


def test_an_empty_dataset_offers_the_first_session(open_window, qtbot) -> None:
    window = open_window()
    home = window.pages.home
    texts = [label.text() for label in home.findChildren(type(home.title))]
    assert "No sessions yet" in texts
    qtbot.mouseClick(home.primary, Qt.MouseButton.LeftButton)
    assert window.current == "new_session"


def test_recent_sessions_are_listed_and_open_with_enter(
    open_window, recorded, qtbot
) -> None:
    window = open_window(recorded)
    home = window.pages.home
    qtbot.waitUntil(lambda: home.table.model().rowCount() == 1, timeout=20_000)
    cells = [home.table.model().index(0, column).data() for column in range(4)]
    assert cells == ["● Finished", "07", "02", "short"]
    home.table.selectRow(0)
    home.table.setFocus()
    qtbot.keyClick(home.table, Qt.Key.Key_Return)
    viewer = window.pages.viewer
    qtbot.waitUntil(lambda: viewer.recording is not None, timeout=30_000)
    assert window.current == "viewer"


def test_every_page_is_reached_by_its_shortcut(open_window, qtbot) -> None:
    window = open_window()
    with qtbot.waitActive(window, timeout=5000):
        window.activateWindow()
    pages = ("home", "new_session", "monitor", "sessions", "viewer", "study", "pc")
    for number, key in enumerate((*pages, "settings"), 1):
        digit = Qt.Key(Qt.Key.Key_0.value + number)
        qtbot.keyClick(window, digit, Qt.KeyboardModifier.ControlModifier)
        assert window.current == key


def _is_inner(control: QWidget) -> bool:
    """Return whether Qt itself made this control as a part of another."""
    parent = control.parent()
    return control.objectName().startswith("qt_") or isinstance(
        parent, QTableView | QComboBox | QLineEdit | QAbstractSpinBox
    )


def test_every_control_has_a_name_for_screen_readers(open_window) -> None:
    window = open_window()
    nameless = []
    for key in (
        "home",
        "new_session",
        "monitor",
        "sessions",
        "viewer",
        "pc",
        "settings",
    ):
        page = window.pages.by_key(key)
        for kind in (QComboBox, QLineEdit, QTableView, QAbstractButton):
            for control in page.findChildren(kind):
                text = control.text() if isinstance(control, QAbstractButton) else ""
                if not _is_inner(control) and not (text or control.accessibleName()):
                    nameless.append(f"{key}: {type(control).__name__}")
    assert nameless == []


def test_a_folder_chosen_in_the_menu_counts_more_than_that_of_the_start(
    open_window, tmp_path: Path, monkeypatch
) -> None:
    window = open_window(tmp_path / "given")
    other = tmp_path / "other"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    window.actions_["dataset"].trigger()
    assert window.workspace.dataset == other


def test_a_page_is_made_once_and_only_when_it_is_asked_for(open_window) -> None:
    window = open_window()
    assert [key for key, _ in window.pages] == ["home"]
    viewer = window.pages.viewer
    assert [key for key, _ in window.pages] == ["home", "viewer"]
    assert window.pages.by_key("viewer") is viewer
    with pytest.raises(KeyError, match="page must be one of home, people"):
        window.pages.by_key("welcome")


def test_a_list_that_could_not_be_read_is_no_empty_list(open_window) -> None:
    home = open_window().pages.home
    home._on_listed(([], "another program is using its index"))
    assert home.banner.isVisible()
    assert home.table.isVisible()  # and not “No sessions yet”
    home.shown()
    assert not home.banner.isVisible()
    assert not home.table.isVisible()


def test_a_new_session_says_which_folder_cannot_be_read(
    open_window, recorded, monkeypatch
) -> None:
    real, closed = os.scandir, f"{recorded}/sub-07"

    def scandir(folder: object = ".") -> object:
        if str(folder) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), closed)
        return real(folder)

    window = open_window(recorded)
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        window.show_page("new_session")
        who = window.pages.new_session.who
        assert f"{closed} cannot be read" in who.problem
        assert who.participant_note.text() == who.problem
    who.read_dataset()
    assert "cannot be read" not in who.problem


def test_the_settings_are_locked_while_a_session_runs(open_window, controller) -> None:
    window = open_window()
    window.take_session(LiveSession(controller, window))
    window.live.start()
    window.show_page("settings")
    assert not window.pages.settings.language.isEnabled()
    window.live.close()
    assert window.pages.settings.language.isEnabled()
