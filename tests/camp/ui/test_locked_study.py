"""From a study file to open arms in the window: lock, enrol, look, unblind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import lock_study, read_lock
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.people.keys import make_key, read_public
from attention_camp.camp.people.roles import Account
from attention_camp.camp.people.signed_in import set_account
from attention_camp.camp.ui.study.key_dialogs import KeyDialog, OpeningDialog

STUDY = """
name: small
title: Small
protocols: [demo]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: behaviour, evidence: performance-only}
block_sizes: [2]
places: 6
interims: [{people: 2, alpha: 0.01}]
primary_outcome: {measure: sart.commission_rate, sessions: [pre, post], test: ancova}
"""


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    make_key(tmp_path / "key.pem", beside=True)
    (tmp_path / "study.yaml").write_text(STUDY)


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def in_dialog(act: Callable[[KeyDialog], None]) -> None:
    """Have somebody work the dialog that the next click opens."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, KeyDialog):
            QTimer.singleShot(20, now)
            return
        act(dialog)

    QTimer.singleShot(0, now)


def test_a_study_is_locked_from_its_file_once(open_window, tmp_path: Path) -> None:
    window = open_window(tmp_path / "data")
    window.show_page("study_file")
    page = window.pages.study_file
    page.open(tmp_path / "study.yaml")
    assert page.form.interims.toPlainText() == "2: 0.01"
    asked = []

    def lock(dialog: KeyDialog) -> None:
        asked.append(dialog.do.isEnabled())
        QTest.keyClicks(dialog.key.line, str(tmp_path / "key.pem"))
        click(dialog.do)  # the private half
        asked.append("as a public key" in dialog.banner.text)
        dialog.key.line.clear()
        QTest.keyClicks(dialog.key.line, str(tmp_path / "key.pem.pub"))
        click(dialog.do)

    in_dialog(lock)
    click(page.lock)
    assert asked == [False, True]
    found = read_lock(tmp_path / "data")
    assert found is not None
    assert found.hash in page.banner.text
    in_dialog(lock)
    click(page.lock)
    assert "a study is locked once" in page.banner.text
    QTest.keyClicks(page.form.title, "!")
    assert not page.lock.isEnabled()


def opened_study(open_window, qtbot, tmp_path: Path):
    public = read_public(tmp_path / "key.pem.pub")
    lock = lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    for label in ("01", "02"):
        enrol(lock, label, {})
    window = open_window(tmp_path / "data")
    window.show_page("study")
    card = window.pages.study.lock
    qtbot.waitUntil(card.isVisible, timeout=20_000)
    return lock, card


def test_unblinding_asks_for_key_reason_and_the_name_again(
    open_window, qtbot, tmp_path
) -> None:
    lock, card = opened_study(open_window, qtbot, tmp_path)
    assert lock.hash in card.facts.text()
    asked = []

    def give(dialog: OpeningDialog) -> None:
        QTest.keyClicks(dialog.key.line, str(tmp_path / "key.pem"))
        dialog.who.clear()
        QTest.keyClicks(dialog.who, "A. Lee")
        QTest.keyClicks(dialog.why, "data locked")
        asked.append(dialog.do.isEnabled())
        QTest.keyClicks(dialog.typed, "small")
        asked.append(dialog.do.isEnabled())

    def give_up(dialog: OpeningDialog) -> None:
        give(dialog)
        click(dialog.keep)

    in_dialog(give_up)
    click(card.unblind)
    assert notes(lock.folder, "unblinded") == []

    def go_ahead(dialog: OpeningDialog) -> None:
        give(dialog)
        click(dialog.do)

    in_dialog(go_ahead)
    click(card.unblind)
    qtbot.waitUntil(lambda: "2 people are open" in card.banner.text, timeout=20_000)
    assert asked == [False, True] * 2
    (line,) = notes(lock.folder, "unblinded")
    assert (line["who"], line["why"]) == ("A. Lee", "data locked")
    qtbot.waitUntil(lambda: "all arms are open" in card.facts.text(), timeout=20_000)
    assert not card.unblind.isEnabled()


def test_a_look_that_is_not_due_opens_nothing(open_window, qtbot, tmp_path) -> None:
    lock, card = opened_study(open_window, qtbot, tmp_path)
    click(card.look)
    assert "declared for 2 people measured" in card.banner.text
    assert notes(lock.folder, "interim") == []


def test_a_role_that_may_not_unblind_is_refused(
    open_window, qtbot, tmp_path, monkeypatch
) -> None:
    _, card = opened_study(open_window, qtbot, tmp_path)
    monkeypatch.setattr(
        "attention_camp.camp.people.accounts.Accounts.are_on", property(lambda _: True)
    )
    set_account(Account("Kim", "researcher"))
    try:
        for button in (card.unblind, card.look):
            click(button)
            assert "has no right to unblind" in card.banner.text
    finally:
        set_account(None)
