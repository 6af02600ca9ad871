"""The class page in a real browser: signed in, read, and worked by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from attention_camp.camp.processes.announce.wire import LearnerState
from attention_camp.camp.study.pages.pdf import browser as installed_browser

STATE = LearnerState(
    "s1", "sub-07", "block", block=1, n_blocks=2, done=3, planned=40,
    quality="bad", allows=("pause", "next-task"),
)  # fmt: skip


@pytest.fixture
def tab(page) -> Iterator[Any]:
    """Return a tab that shows the page, before anybody signed in."""
    api = pytest.importorskip("playwright.sync_api")
    program = installed_browser()
    if program is None:
        pytest.skip("no Chromium is installed here")
    with api.sync_playwright() as play:
        chrome = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = chrome.new_context(ignore_https_errors=True, locale="en-GB")
        opened = context.new_page()
        opened.goto(page.url)
        yield opened
        chrome.close()


def _hear(page: Any, state: LearnerState) -> list[str]:
    """Have a session speak; return what is asked of it."""
    from attention_camp.camp.serve.entry import Computer

    reply = page.room.hear(Computer("c1", "room-1"), state)
    return [request.what for request in reply.requests]


def test_a_teacher_signs_in_reads_and_asks_with_keys(page, tab, until) -> None:
    tab.wait_for_selector("#login:not([hidden])")
    tab.keyboard.type("Ada")
    tab.keyboard.press("Tab")
    tab.keyboard.type(page.doors.browser_code.current)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#empty:not([hidden])")
    _hear(page, STATE)
    card = tab.get_by_role("listitem").filter(has_text="sub-07")
    card.wait_for()
    assert "Signal bad" in card.inner_text()
    assert "3 of 40 trials" in card.inner_text()
    bar = card.get_by_role("progressbar", name="3 of 40 trials")
    assert (bar.get_attribute("value"), bar.get_attribute("max")) == ("3", "40")
    _hear(page, replace(STATE, calls=1))
    alert = tab.get_by_role("alert").filter(has_text="sub-07 asks for help")
    alert.wait_for()
    assert tab.title().startswith("(1!)")
    alert.get_by_role("button", name="I am going").press("Enter")
    alert.wait_for(state="detached")
    assert not tab.title().startswith("(")
    card.get_by_role("button", name="Pause: sub-07").press("Enter")
    until(lambda: _hear(page, replace(STATE, calls=1)) == ["pause"])
    # what cannot be undone is asked twice, and Escape leaves it
    leave = card.get_by_role("button", name="Next task: sub-07")
    leave.press("Enter")
    tab.keyboard.press("Escape")
    leave.press("Enter")
    tab.get_by_role("dialog").get_by_role("button", name="Next task").press("Enter")
    asked = ["pause", "next-task"]
    until(lambda: _hear(page, replace(STATE, calls=1)) == asked)
    tab.get_by_role("button", name="中文").press("Enter")
    assert "信号差" in card.inner_text()
    assert tab.locator("html").get_attribute("lang") == "zh-CN"
    page.stop()
    gone = tab.get_by_role("alert").filter(has_text="失去联系")
    gone.wait_for(timeout=10_000)
