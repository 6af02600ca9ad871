"""A session that was paused, eased and cut short from the class page is remade."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.exports.anonymous_ledger import copied_lines
from attention_camp.camp.dataset.exports.free_text import NOTHING
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.messages import Asked, Ending
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 6, start_level: 5, requests: [easier, next-task]}
  - {task: n-back, trials: 1}
"""


class Teacher(NoControl):
    """Asks for easier trials, then for a pause, then for the next task."""

    def __init__(self) -> None:
        self._wishes = ["easier", "pause", "easier", "next-task"]
        self._heard = 0

    def take_asked(self) -> tuple[Asked, ...]:
        self._heard += 1
        if self._heard % 2 or not self._wishes:
            return ()
        what = self._wishes.pop(0)
        return (Asked(what, what, "Ada"),)


def test_requests_are_replayed_validated_and_anonymised(tmp_path: Path) -> None:
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="simulated",
        observer="default", headless=True, seed=3,
    )  # fmt: skip
    ended = run_headless(request, tell=lambda _: None, control=Teacher())
    assert ended.ending is Ending.FINISHED, ended.text
    paths = RunPaths(request.dataset, "01", "01", "short")
    asked = [x for x in read_ledger(paths.decisions).lines if isinstance(x, AskedLine)]
    assert [line.what for line in asked] == ["easier", "easier", "next-task"]
    result = replay_run(paths)
    assert result.differences == []
    assert result.n_decisions == result.n_same == 5
    copied = [
        line
        for line in copied_lines(paths, paths, NOTHING)
        if isinstance(line, AskedLine)
    ]
    assert [line.what for line in copied] == ["easier", "easier", "next-task"]
    assert {(line.who, line.at) for line in copied} == {("", "")}
