"""A camp over sessions: each page knows the sessions before it, and its sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attention_camp.camp.cli.app import app
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.people.exports_made import made_with
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.processes import headless
from attention_camp.camp.processes.camp_history import (
    audience_of,
    camp_before,
    pages_of_session,
)
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.screen import InterruptedSessionError
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.ui.participant.my_camp.paper import write_sheet
from attention_camp.tasks.trial import Response, Trial

CAMP = """\
name: camp
title: Camp
description: For tests.
audience: children
sessions: 3
blocks:
  - {task: visual-search, trials: 20, cards: false}
"""


@pytest.fixture(scope="module")
def camp(
    tmp_path_factory: pytest.TempPathFactory,
    simulated_request: Callable[..., SessionRequest],
) -> list[RunPaths]:
    """Record two sessions of a camp."""
    folder = tmp_path_factory.mktemp("camp")
    runs = []
    for session in ("01", "02"):
        request = replace(simulated_request(folder, CAMP), session=session)
        run_headless(request, tell=lambda message: None)
        runs.append(RunPaths(request.dataset, "01", session, "camp"))
    return runs


def test_the_third_session_knows_the_two_before_it(camp: list[RunPaths]) -> None:
    plan = plan_session(load_protocol(str(camp[0].dataset.parent / "protocol.yaml")))
    known = camp_before(replace(camp[0], session="03"), plan)
    assert known.number == 3
    assert [len(session.tasks[0].trials) for session in known.before] == [20, 20]


def test_a_page_says_what_the_table_of_its_session_says(camp: list[RunPaths]) -> None:
    for number, run in enumerate(camp, 1):
        pages = pages_of_session(run)
        assert pages[0].title == f"Session {number} of 3"
        answers = re.match(r"Your answers today: (\d+)", pages[0].lines[0])
        trials = open_session(run.eeg.parent.parent).trials
        assert int(answers[1]) == trials["response"].str.split().str.len().sum()
        assert len(pages[1].courses[0].points) == number


def test_a_session_gone_on_with_is_told_of_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    simulated_request: Callable[..., SessionRequest],
) -> None:
    """Whoever ended a session twice reads of all three runs, as on the sheet."""
    shown: list[list[CampPage]] = []
    stops = [8, 15]

    class Stopped(SimulatedScreen):
        n_trials = 0

        def present(self, trial: Trial) -> Response:
            Stopped.n_trials += 1
            if Stopped.n_trials in stops:
                raise InterruptedSessionError("the operator ended the session")
            return super().present(trial)

        def show_camp(self, pages, **options):
            shown.append(list(pages))
            return super().show_camp(pages, **options)

    monkeypatch.setattr(headless, "SimulatedScreen", Stopped)
    request = simulated_request(tmp_path, CAMP)
    for run in (1, 2, 3):
        ended = run_headless(replace(request, run=run), tell=lambda message: None)
        assert ended.ending is (Ending.FINISHED if run == 3 else Ending.ABORTED)
    runs = [RunPaths(request.dataset, "01", "01", "camp", run) for run in (1, 2, 3)]
    sheet = pages_of_session(runs[-1])
    assert [page for page in shown[-1] if not page.choices] == list(sheet)
    trials = [record for run in runs for record in read_trials(run)]
    n_answers = sum(len(record.response.split()) for record in trials)
    assert sheet[0].lines[0].startswith(f"Your answers today: {n_answers}, in ")
    assert len(trials) == 20


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_a_sheet_is_written_and_nothing_replaced(
    camp: list[RunPaths], suffix: str, tmp_path: Path, qapp: object
) -> None:
    out = tmp_path / f"sheet{suffix}"
    call = ["sheet", str(camp[0].dataset), "--participant", "01", "--out", str(out)]
    result = CliRunner().invoke(app, call)
    assert result.exception is None, result.output
    assert out.read_bytes()[:4] in {b"<!DO", b"%PDF"}
    (made,) = (one for one in made_with(camp[0].dataset, "01") if one.path == out)
    assert (made.kind, made.of) == ("page", "01"), "a withdrawal finds it"
    before = out.read_bytes()
    assert "exists" in str(CliRunner().invoke(app, call).exception)
    assert out.read_bytes() == before


def test_a_childs_sheet_speaks_to_a_child(
    camp: list[RunPaths], tmp_path: Path, qapp: object
) -> None:
    ours, grown_up = tmp_path / "child.html", tmp_path / "adult.html"
    call = ["sheet", str(camp[0].dataset), "--participant", "01", "--out", str(ours)]
    result = CliRunner().invoke(app, [*call, "--language", "zh_CN"])
    assert result.exception is None, result.output
    assert audience_of(camp[1]) == "children"
    write_sheet(grown_up, pages_of_session(camp[1]), language="zh_CN")
    assert "您" in grown_up.read_text(encoding="utf-8")
    said = ours.read_text(encoding="utf-8")
    assert "你" in said
    assert "您" not in said
