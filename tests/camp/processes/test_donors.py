"""Donors of yoked sessions: session for session, each once while there are others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: pope}
blocks: [{task: visual-search, trials: 2, cards: false}]
"""


def test_each_yoked_person_has_a_donor_of_their_own(tmp_path: Path) -> None:
    """Two donors, two yoked people, one of them twice: sessions answer sessions."""
    (tmp_path / "tiny.yaml").write_text(PROTOCOL)
    sources = {}
    sessions = [
        ("02", "01", "closed-loop"),
        ("03", "01", "closed-loop"),
        ("04", "01", "yoked"),
        ("05", "01", "yoked"),
        ("03", "02", "closed-loop"),
        ("05", "02", "yoked"),
    ]
    request = SessionRequest(
        tmp_path / "data",
        "",
        "",
        protocol=str(tmp_path / "tiny.yaml"),
        board="simulated",
        observer="default",
        headless=True,
    )
    for label, session, arm in sessions:
        asked = replace(request, participant=label, session=session, arm=arm)
        run_headless(asked, tell=lambda _: None)
        run = RunPaths(request.dataset, label, session, "tiny")
        for line in read_ledger(run.decisions).lines:
            if isinstance(line, ArmLine):
                sources[label, session] = line.course.source
    assert replay_run(run).differences == []
    assert sources["04", "01"] == "sub-02_ses-01_task-tiny_run-01"
    assert sources["05", "01"] == "sub-03_ses-01_task-tiny_run-01"
    assert sources["05", "02"] == "sub-03_ses-02_task-tiny_run-01"
