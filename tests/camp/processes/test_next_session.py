"""The next session of a camp goes on at the levels that the last one reached."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import plan_request
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import Ending, TrialFinished
from attention_camp.camp.session.protocols.carried_levels import levels_reached
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """\
name: camp
title: Camp
description: For tests.
sessions: 3
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 8, practice: 2, practice_until: done, start_level: 2,
     cards: false, rule: {name: weighted-up-down, options: {step: 1.0}}}
  - {task: sternberg, trials: 1, rule: {name: fixed}, cards: false}
"""


@pytest.fixture(scope="module")
def recorded_once(
    tmp_path_factory: pytest.TempPathFactory,
    simulated_request: Callable[..., SessionRequest],
) -> SessionRequest:
    folder = tmp_path_factory.mktemp("camp")
    request = simulated_request(folder, PROTOCOL, observer="expert:lapse=0")
    assert run_headless(request, tell=lambda _: None).ending is Ending.FINISHED
    return request


@pytest.fixture
def first(recorded_once: SessionRequest, tmp_path: Path) -> SessionRequest:
    """Return the first session, with a copy of all files to change and to add to."""
    folder = tmp_path / "camp"
    shutil.copytree(recorded_once.dataset.parent, folder)
    protocol = str(folder / Path(recorded_once.protocol).name)
    return replace(recorded_once, dataset=folder / "data", protocol=protocol)


def _reached(request: SessionRequest) -> int:
    """Return the level at which the first block settled."""
    paths = RunPaths(request.dataset, "01", request.session, "camp")
    return levels_reached(read_ledger(paths.decisions).lines)[1][1]


def test_a_block_begins_where_the_last_session_settled_and_comes_again_in_a_replay(
    first: SessionRequest,
) -> None:
    reached = _reached(first)
    assert reached > 2
    told: list[object] = []
    second = replace(first, session="02")
    assert run_headless(second, tell=told.append).ending is Ending.FINISHED
    records = [message.record for message in told if isinstance(message, TrialFinished)]
    practice = [r.level for r in records if r.stage == "practice"]
    main = [r.level for r in records if r.block == 1 and r.stage == "main"]
    assert set(practice) == {2}
    assert main[0] == reached
    assert [r.level for r in records if r.block == 2] == [3]
    paths = RunPaths(first.dataset, "01", "02", "camp")
    assert read_session(paths)["begins_after"] == "01"
    assert replay_run(paths).differences == []
    third = plan_request(replace(first, session="03"))
    assert third.begins_after == "02"
    assert third.plan.blocks[0].start_level == _reached(second)


def test_another_participant_or_a_changed_task_begins_at_the_protocols_level(
    first: SessionRequest,
) -> None:
    other = plan_request(replace(first, participant="02"))
    assert other.plan.blocks[0].start_level == 2
    changed = PROTOCOL.replace("visual-search, ", "pvt, ")
    Path(first.protocol).write_text(changed)
    assert plan_request(replace(first, session="02")).plan.blocks[0].start_level == 2


def test_a_protocol_of_one_session_begins_anew(first: SessionRequest) -> None:
    Path(first.protocol).write_text(PROTOCOL.replace("sessions: 3\n", ""))
    assert plan_request(replace(first, session="02")).plan.blocks[0].start_level == 2


@pytest.mark.parametrize(
    ("good", "bad"), [('"sternberg"', '"gone"'), ('"format": 5', '"format": 99')]
)
def test_a_last_session_that_cannot_be_read_does_not_stop_the_next_one(
    first: SessionRequest, caplog: pytest.LogCaptureFixture, good: str, bad: str
) -> None:
    ledger = RunPaths(first.dataset, "01", "01", "camp").decisions
    ledger.write_text(ledger.read_text().replace(good, bad))
    again = plan_request(replace(first, session="02"))
    assert again.plan.blocks[0].start_level == 2
    assert "cannot be carried on" in caplog.text
