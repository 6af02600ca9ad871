"""Settings never stop the start: a bad value is dropped and said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.app import make_workspace
from attention_camp.camp.ui.settings import Settings, load_settings, save_settings


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    saved = Settings(
        language="zh_CN", text_percent=150, board_fields={"ip_port": "6677"}
    )
    save_settings(saved, path)
    assert load_settings(path) == (saved, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "klingon"),
        ("appearance", 3),
        ("text_percent", 1000),
        ("text_percent", 99.5),
        ("screen_width_cm", float("inf")),
        ("screen_width_cm", float("nan")),
        ("screen_width_cm", True),
        ("screen", "1"),
        ("language", ["en"]),
        ("photodiode", "middle"),
        ("fullscreen", "yes"),
        ("board_fields", {"a": 1}),
        ("dataset", "\0"),
    ],
)
def test_a_bad_value_is_dropped_with_a_warning(tmp_path, name, value) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "participant": "07"}))
    settings, warnings = load_settings(path)
    assert getattr(settings, name) == getattr(Settings(), name)
    assert settings.participant == "07"
    assert len(warnings) == 1
    assert name in warnings[0]


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "\udcff"])
def test_an_unreadable_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    settings, warnings = load_settings(path)
    assert settings == Settings()
    assert str(path) in warnings[0]


def test_a_dropped_value_is_said_on_the_first_page(open_window) -> None:
    window = open_window(text_percent=7)
    assert "text_percent" in window.pages.home.banner.text


def test_a_changed_setting_is_kept_at_once(open_window, qtbot, tmp_path) -> None:
    window = open_window()
    page = window.pages.settings
    page.distance_cm.setValue(72.5)
    stored = json.loads((tmp_path / "settings.json").read_text())
    assert stored["screen_distance_cm"] == 72.5


def test_appearance_and_text_size_make_the_window_anew(open_window, qtbot) -> None:
    from attention_camp.camp.ui.app import WindowHost, make_app

    first = open_window()
    host = WindowHost(make_app(), first.workspace)
    host.show()
    host.window.show_page("settings")
    before = host.window
    page = before.pages.settings
    page.appearance.setCurrentIndex(page.appearance.findData("dark"))
    page.appearance.activated.emit(page.appearance.currentIndex())
    qtbot.waitUntil(lambda: host.window is not before, timeout=5000)
    assert host.window.palette().window().color().lightness() < 128
    assert host.window.current == "settings"
    host.window.close()


def test_the_participants_monitor_is_as_the_settings_say(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(
        Settings(
            task_text_percent=150,
            screen=1,
            screen_width_cm=60.0,
            screen_distance_cm=70.0,
            photodiode="top-left",
            photodiode_deg=2.5,
            sound_click=True,
            fullscreen=False,
        ),
        path,
    )
    assert make_workspace(path=path).display == Display(
        width_m=0.6,
        distance_m=0.7,
        screen=1,
        fullscreen=False,
        photodiode="top-left",
        photodiode_deg=2.5,
        text_scale=1.5,
        sound_click=True,
    )


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_access_key_of_the_page_of_settings_is_used_once(
    open_window, language: str
) -> None:
    window = open_window(language=language)
    window.show_page("settings")
    page = window.pages.settings
    texts = [menu.title() for menu in window.menuBar().findChildren(QMenu)]
    texts += [one.text() for one in page.findChildren(QLabel) if one.buddy()]
    texts += [one.text() for one in page.findChildren(QAbstractButton)]
    keys = re.findall("&([^&])", "\n".join(texts).lower())
    assert len(keys) > 12
    assert sorted(keys) == sorted(set(keys))
    open_window()


def test_the_size_of_stimuli_on_this_pc_goes_to_the_session_and_is_told(
    open_window, qtbot
) -> None:
    window = open_window()
    window.show_page("settings")
    box = window.pages.settings.stimuli
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert window.workspace.display.own_stimulus_scale == 2.0
    window.show_page("new_session")
    assert "shown at 200" in window.pages.new_session.who.where_task.text()
