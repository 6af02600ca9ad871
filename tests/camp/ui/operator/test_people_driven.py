"""From enrolment to the first session to withdrawal, by real keys and mouse."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.people.consent_forms import (
    form_template,
    load_form,
    use_form,
)
from attention_camp.camp.dataset.people.enrolment import enrolled
from attention_camp.camp.dataset.rows import read_table

PEOPLE, ENROL = "window.pages.people", "window.pages.enrol"
NEW, GONE = "window.pages.new_session", "window.pages.withdrawal"
PICTURES = os.environ.get("PEOPLE_PICTURES", "")
"""Folder that keeps what was on the screen at each step; empty: none."""


def _look(desk, language: str, step: str) -> None:
    if PICTURES:
        time.sleep(0.3)  # the page is in front, and may not be painted yet
        desk.picture(Path(PICTURES) / f"{language}-{step}.png")


def _reach(desk, widget: str) -> None:
    """Turn the wheel over the names of the fields until a widget is seen whole."""
    page = ENROL if widget.startswith(ENROL) else GONE
    seen = f"{widget}.visibleRegion().boundingRect().height() >= {widget}.height()"
    x, y = desk.ask(f"middle({page})")
    left = x - desk.ask(f"{page}.width()") // 2 + 60
    for _ in range(40):
        if desk.ask(seen):
            return
        desk.run("xdotool", "mousemove", str(left), str(y), "click", "5")
    raise AssertionError(f"never seen: {widget}")


def _type(desk, field: str, text: str) -> None:
    for _ in range(5):  # a page that was just filled may move under the mouse
        _reach(desk, field)
        desk.click(field)
        with contextlib.suppress(AssertionError):
            if desk.wait_for(f"{field}.hasFocus()", seconds=2):
                break
    desk.type(text)
    desk.wait_for(f"{field}.text().endswith({text!r})")


def _enrol(desk, language: str) -> str:
    desk.wait_until_active(app=True)  # a window that was just shown may still move
    desk.click("window.navigation.buttons['people']")
    desk.wait_for("window.current == 'people'")
    _look(desk, language, "1-nobody")
    desk.click(f"{PEOPLE}.primary")
    desk.wait_for("window.current == 'enrol'")
    _type(desk, f"{ENROL}.age", "34")
    desk.key("Tab")
    desk.key("Down")
    desk.wait_for(f"{ENROL}.choices['sex'].currentData() == 'female'")
    box = f"{ENROL}.consent.boxes['recording']"
    _reach(desk, box)
    desk.click(box)
    desk.wait_for(f"{box}.isChecked()")
    for field in ("passphrase", "again"):
        _type(desk, f"{ENROL}.vault.{field}", "seven quiet herons")
    _reach(desk, f"{ENROL}.vault.button")
    desk.click(f"{ENROL}.vault.button")
    desk.wait_for(f"{ENROL}.vault.vault is not None")
    _type(desk, f"{ENROL}.vault.name", "Annabel Leigh")
    _look(desk, language, "2-enrolment")
    label = str(desk.ask(f"{ENROL}.participant.text()"))
    desk.click(f"{ENROL}.primary")
    desk.wait_for("window.current == 'people'")
    _look(desk, language, "3-enrolled")
    return label


def _record(desk, language: str, label: str) -> None:
    desk.click("window.navigation.buttons['new_session']")
    desk.click(f"{NEW}.who.participant")
    desk.type("0000")
    desk.wait_for(f"'0000' in {NEW}.who.participant_note.text()")
    assert not desk.ask(f"{NEW}.primary.isEnabled()")
    _look(desk, language, "4-not-enrolled")
    desk.key("ctrl+a")
    desk.type(label)
    desk.wait_for(f"{NEW}.primary.isEnabled()")
    desk.click(f"{NEW}.primary")
    desk.click(f"{NEW}.headset.connect_button")
    desk.wait_for(f"{NEW}.is_connected")
    desk.click(f"{NEW}.primary")
    desk.wait_for(f"{NEW}.signal.head.is_judged")
    if not desk.ask(f"{NEW}.primary.isEnabled()"):
        desk.click(f"{NEW}.signal.reason")
        desk.type("a test")
    desk.click(f"{NEW}.primary")
    desk.wait_until_active(app=False)
    for _ in range(120):  # what the participant reads, and goes on from
        desk.key("space")
        if desk.ask("len(window.live.course.records) >= 1"):
            break
        time.sleep(0.5)
    desk.click("window.pages.monitor.buttons['end']")
    desk.click("dialog.do")
    desk.click("window.pages.monitor.summary")
    desk.wait_for("window.current == 'summary'")


def _withdraw(desk, language: str, label: str) -> None:
    desk.click("window.navigation.buttons['people']")
    desk.wait_for("window.current == 'people'")
    x, y = desk.ask(
        "middle(window.pages.people.view.viewport())"
    )  # the only row is the first
    top = desk.ask("window.pages.people.view.rowHeight(0)")
    height = desk.ask("window.pages.people.view.viewport().height()")
    desk.run("xdotool", "mousemove", str(x), str(y - height // 2 + top // 2))
    desk.run("xdotool", "click", "1")
    desk.click(f"{PEOPLE}.withdrawal")
    desk.wait_for("window.current == 'withdrawal'")
    desk.wait_for(f"{GONE}._planned is not None or {GONE}.banner.isVisible()")
    while not desk.ask(f"{GONE}._planned is not None"):  # its processes are ending
        desk.click(f"{GONE}.banner.buttons.itemAt(0).widget()")
        desk.wait_for(f"{GONE}._planned is not None or {GONE}.banner.isVisible()")
    desk.wait_for(f"window.current == 'withdrawal' and {GONE}._planned is not None")
    _type(desk, f"{GONE}.vault.passphrase", "seven quiet herons")
    _reach(desk, f"{GONE}.vault.button")
    desk.click(f"{GONE}.vault.button")
    desk.wait_for(f"{GONE}.vault.vault is not None")
    for field, text in (("who", "A. Lee"), ("why", "by letter"), ("confirm", label)):
        _type(desk, f"{GONE}.{field}", text)
    _look(desk, language, "5-withdrawal")
    desk.click(f"{GONE}.primary")
    desk.wait_for("window.current == 'people'")
    _look(desk, language, "6-withdrawn")


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_from_enrolment_to_the_first_session_to_withdrawal(
    make_desk, tmp_path: Path, language: str
) -> None:
    dataset, form = tmp_path / "data", tmp_path / "form.yaml"
    form.write_text(form_template(), encoding="utf-8")
    use_form(dataset, load_form(form))
    desk = make_desk(n_screens=2)
    desk.start(
        dataset, language=language, protocol="demo", board="simulated",
        board_title="simulated",
    )  # fmt: skip
    label = _enrol(desk, language)
    (made,) = enrolled(dataset)
    assert (made.label, made.about.sex) == (label, "female")
    assert made.consent is not None
    assert made.consent.language == language
    _record(desk, language, label)
    (run,) = existing_runs(dataset)
    assert run.participant == label
    (row,) = read_table(dataset / "participants.tsv")
    assert (row["age"], row["sex"]) == ("34", "female")
    _withdraw(desk, language, label)
    assert existing_runs(dataset) == []
    assert not [path for path in dataset.rglob("*") if label in path.name]
