"""The settings pair this computer with a class page, and say why not."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.people.accounts import Accounts
from attention_camp.camp.processes.announce.pairing import read_pairing
from attention_camp.camp.ui.operator.class_page_card import ClassPageCard
from attention_camp.camp.ui.settings import Settings
from attention_camp.camp.ui.widgets.workspace import Workspace


@pytest.fixture
def card(qtbot, tmp_path) -> ClassPageCard:
    made = ClassPageCard(Workspace(Settings(), tmp_path / "settings.json", "en"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_computer_is_paired_and_forgets_the_page(card, qtbot, tmp_path) -> None:
    pytest.importorskip("fastapi")
    pytest.importorskip("prometheus_client")
    from attention_camp.camp.serve.server import ClassServer, ServeOptions

    page = ClassServer(
        ServeOptions(tmp_path / "page", "127.0.0.1", 0),
        lambda _: None,
        Accounts(tmp_path / "nobody.json"),
    )
    thread = threading.Thread(target=page.serve)
    thread.start()
    try:
        assert not card.announce.isEnabled()
        qtbot.keyClicks(card.address, page.url)
        qtbot.keyClicks(card.code, page.learners_code.lower())
        with qtbot.waitSignal(card.changed, timeout=20_000) as told:
            qtbot.keyClick(card.code, Qt.Key.Key_Return)
    finally:
        page.stop()
        thread.join(10)
    assert told.args == ["class_page", True]
    assert read_pairing().url == page.url
    assert page.url in card.paired.text()
    with qtbot.waitSignal(card.changed) as told:
        qtbot.mouseClick(card.forget, Qt.MouseButton.LeftButton)
    assert told.args == ["class_page", False]
    assert read_pairing() is None


def test_a_code_that_is_none_is_said(card, qtbot) -> None:
    qtbot.keyClicks(card.address, "https://127.0.0.1:1")
    qtbot.keyClicks(card.code, "ABC")
    qtbot.mouseClick(card.pair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.said.isVisible() and card.pair.isEnabled())
    assert "24" in card.said.text
