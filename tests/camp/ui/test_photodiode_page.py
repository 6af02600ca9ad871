"""The photodiode's page, used as a person would."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from attention_camp.camp.ui.participant.photodiode import FEWEST


@pytest.fixture
def page(open_window, qtbot):
    window = open_window(fullscreen=False, photodiode_deg=2.5, board="synthetic")
    window.show_page("pc")
    qtbot.mouseClick(window.pages.pc.photodiode, Qt.MouseButton.LeftButton)
    assert window.current == "photodiode"
    return window.pages.photodiode


def test_a_simulated_diode_is_measured_and_the_result_stays(page, qtbot) -> None:
    """In a process of its own; figures are on the page and beside the settings."""
    page.where.setCurrentIndex(page.where.findData("diode"))
    page.where.activated.emit(page.where.currentIndex())
    assert not page.channel.isEnabled()
    page.corner.setCurrentIndex(page.corner.findData("top-right"))
    page.n_onsets.setValue(FEWEST)
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    assert page.cancel.isVisible()
    assert not page.primary.isEnabled()
    qtbot.waitUntil(lambda: page._process is None, timeout=60_000)
    assert "says nothing of the screen" in page.banner.text
    path = page._workspace.settings_path.with_name("photodiode.json")
    (kept,) = json.loads(path.read_text())["screens"].values()
    assert kept["n_missed"] == 0
    assert kept["corner"] == "top-right"
    assert kept["is_simulated"]
    texts = [one.text() for one in page.results._inside.findChildren(QLabel)]
    assert f"0 of {FEWEST}" in texts
    settings = json.loads(page._workspace.settings_path.read_text())
    assert settings["photodiode"] == "top-right"


def test_the_headset_is_named_as_in_the_list_of_headsets(page) -> None:
    assert page.where.itemText(0) == "Headset: BrainFlow Synthetic"


def test_a_wrong_channel_is_said_with_those_that_there_are(page, qtbot) -> None:
    page.channel.setText("AUX9")
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._process is None, timeout=60_000)
    assert "no channel 'AUX9'" in page.banner.text
    assert "Battery" in page.banner.text
    assert page.primary.isEnabled()


def test_a_process_that_dies_is_said(page, qtbot) -> None:
    page.where.setCurrentIndex(page.where.findData("diode"))
    qtbot.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    page._process.kill()
    qtbot.waitUntil(lambda: page._process is None, timeout=60_000)
    assert "broke off" in page.banner.text
