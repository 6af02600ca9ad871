"""The hand that answers is chosen with the participant, and remembered."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest

ONE_TRIAL = """\
name: hands
title: Hands
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 2, cards: false}
"""


@pytest.fixture(scope="module")
def left(
    tmp_path_factory: pytest.TempPathFactory,
    simulated_request: Callable[..., SessionRequest],
) -> SessionRequest:
    """Return a recorded session of who answers with the left hand."""
    folder = tmp_path_factory.mktemp("hands")
    request = simulated_request(folder, ONE_TRIAL, hand="left")
    run_headless(request, tell=lambda _: None)
    return request


def _type(field, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def test_the_hand_that_is_chosen_is_asked_for(open_window) -> None:
    window = open_window()
    window.show_page("new_session")
    who = window.pages.new_session.who
    _type(who.participant, "08")
    assert who.who.hand == ""
    QTest.keyClick(who.hand, Qt.Key.Key_Down)
    QTest.keyClick(who.hand, Qt.Key.Key_Down)
    assert who.who.hand == "right"


def test_the_hand_of_the_last_session_is_proposed_for_the_same_person(
    open_window, left
) -> None:
    window = open_window(left.dataset)
    window.show_page("new_session")
    who = window.pages.new_session.who
    _type(who.participant, left.participant)
    assert who.who.hand == "left"
    _type(who.participant, "55")
    assert who.who.hand == ""


def test_a_corrected_label_keeps_the_hand_that_was_chosen(open_window, left) -> None:
    window = open_window(left.dataset)
    window.show_page("new_session")
    page = window.pages.new_session
    who = page.who
    _type(who.participant, "8")
    QTest.keyClick(who.hand, Qt.Key.Key_End)
    assert who.who.hand == "right"
    _type(who.participant, f"{left.participant}8")  # begins with a label that is known
    assert who.who.hand == "right"
    _type(who.participant, left.participant)
    assert who.who.hand == "left"  # as this one's last session says
    page.begin_anew()
    _type(who.participant, "9")
    assert who.who.hand == ""


def test_the_session_was_answered_with_its_keys(left) -> None:
    paths = RunPaths(left.dataset, left.participant, left.session, "hands")
    lines = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    (block,) = lines[0]["protocol"]["blocks"]
    assert block["options"]["keys"] == "left-hand"
    keys = {
        row["value"]
        for line in lines
        if line["kind"] == "trial"
        for row in line["events"]
        if row["trial_type"] == "response"
    }
    assert keys <= {"s", "f"}
    assert keys
