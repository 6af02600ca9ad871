"""What a review by hand found in a running session, tried again by keys and mouse."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from attention_camp.camp.ui.widgets.codes import MOST_SUSPECT

pytestmark = pytest.mark.thorough
MONITOR, STEPS = "window.pages.monitor", "window.pages.new_session"
LOG = f"{MONITOR}.log_view.model()"
RUNS = "window.live is not None and window.live.phase.value == 'running'"
ENDED = "window.live.course.ended is not None"
PROTOCOL = """
name: short
title: Short
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: rest, options: {duration: 3}, rule: {name: fixed}}
  - {task: visual-search, trials: 24, practice: 1, practice_until: done, cards: false}
"""
TASK, TIME, LEVEL, ANSWER, QUALITY, WHY = 2, 1, 4, 5, 8, 9
"""Columns of the log."""


@pytest.fixture(scope="module")
def desk(make_shared_desk: Any, tmp_path_factory: Any, n_screens: int) -> Any:
    """Return a desk where a simulated person's session runs."""
    folder = tmp_path_factory.mktemp("session")
    (folder / "short.yaml").write_text(PROTOCOL)
    request = {
        "participant": "01",
        "session": "01",
        "protocol": str(folder / "short.yaml"),
        "board": "simulated",
        "observer": "default",
        "seed": 1,
        "speed": 2.0,
    }
    desk = make_shared_desk(n_screens=n_screens)
    desk.start(folder / "data", json.dumps(request))
    desk.wait_for(RUNS)
    desk.wait_until_active(app=False)  # the task takes the keyboard, once
    desk.to_front()
    return desk


def _cells(rows: str, *columns: int) -> str:
    """Return an expression for cells of the log, at one moment: trials push them down.

    ``rows`` is one for the rows, in which ``{log}`` stands for the log.
    """
    return (
        f"[[{LOG}.index(n, column).data() for column in {columns}] "
        f"for n in {rows.format(log=LOG)}]"
    )


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


def test_it_says_whose_session_it_is_and_rest_counts_for_nothing(desk: Any) -> None:
    whose = desk.ask(f"{MONITOR}.line.whose.text()")
    assert all(part in whose for part in ("01", "short", "Closed loop"))
    rests = "[n for n, one in enumerate({log}.records) if one.task == 'rest']"
    (rest,) = desk.wait_for(_cells(rests, TASK, LEVEL, ANSWER))
    assert rest == ["Rest", "–", "–"]
    practised = "[n for n, one in enumerate({log}.records) if one.stage == 'practice']"
    for (quality,) in desk.wait_for(_cells(practised, QUALITY)):
        assert quality == "–"  # nobody looked at its EEG


def test_no_trial_of_the_log_lies_in_the_future(desk: Any) -> None:
    for n in (2, 3, 4):
        desk.wait_for(f"{LOG}.rowCount() >= {n}")
        newest = desk.ask(f"{LOG}.index(0, {TIME}).data()")
        elapsed = desk.ask(f"{MONITOR}.strip.elapsed.text()")
        assert _seconds(newest) <= _seconds(elapsed)


def test_the_reason_for_a_level_is_that_of_its_numbers(desk: Any) -> None:
    desk.wait_for(f"{LOG}.rowCount() >= 8")
    n_moved = 0
    for level, why in desk.ask(_cells("range({log}.rowCount())", LEVEL, WHY)):
        if why == "–":  # a rest
            continue
        said = re.fullmatch(r"(\d+)(?: \(([+−])(\d+)\))? · (.+)", why)
        assert said, why
        step = int(said[3] or 0) * (-1 if said[2] == "−" else 1)
        assert int(said[1]) == int(level) + step, why
        assert ("harder" in said[4], "easier" in said[4]) == (step > 0, step < 0), why
        assert "step" not in said[4]  # the number says how many levels it is
        n_moved += step != 0
    assert n_moved


def test_ending_asks_first_and_counts_as_the_log_does(desk: Any) -> None:
    desk.click(f"{MONITOR}.log_view")  # the task's window took the keyboard once
    desk.wait_until_active(app=True)
    desk.key("ctrl+e")
    desk.wait_for("type(dialog).__name__ == 'ConfirmDialog'")
    said = desk.ask("dialog.accessibleDescription()")
    done = desk.ask("len(window.live.course.main_records)")
    stored = re.search(r"(\d+) of ", said)
    assert stored is not None
    assert int(stored[1]) in {done - 1, done}  # one may have come meanwhile
    desk.wait_for("dialog.isActiveWindow()")
    desk.key("Escape")
    desk.wait_for("dialog is None")
    assert desk.ask(RUNS)


def test_it_is_seen_on_every_page_and_so_is_its_end(desk: Any) -> None:
    desk.click("window.navigation.buttons['sessions']")
    desk.wait_for("window.current == 'sessions' and window.notice.isVisible()")
    assert "session is running" in desk.ask("window.notice.text")
    desk.click("window.navigation.buttons['new_session']")
    desk.wait_for("window.current == 'new_session'")
    assert not desk.ask(f"{STEPS}.primary.isEnabled()")
    assert desk.ask(f"{STEPS}.primary.toolTip()")
    desk.key("ctrl+9")
    desk.wait_for("window.current == 'calibration'")
    desk.wait_for(ENDED)
    desk.wait_for("'running' not in window.notice.text")
    assert desk.ask("window.notice.isVisible()")
    desk.click("window.navigation.buttons['monitor']")
    desk.click(f"{MONITOR}.summary")
    desk.wait_for("window.current == 'summary'")
    desk.wait_for("window.pages.summary.primary.isEnabled()")
    late = desk.ask("window.live.course.n_late_onsets")
    n_trials = desk.ask("len(window.live.course.main_records)")
    is_good = desk.ask("window.pages.summary.banner.property('kind')") == "good"
    assert is_good is (late <= MOST_SUSPECT * n_trials)
