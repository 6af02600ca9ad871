"""Probes of mind-wandering: rows of events, beside the trials and never among them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.tasks.questionnaires.probe import (
    ANSWERS,
    answer_of,
    probe_trial,
    probe_turns,
)
from attention_camp.tasks.trial import Keypress, Response

PROTOCOL = """\
name: probed
title: Probed
description: For tests.
blocks:
  - {task: posner, trials: 12, probe_every: 4, rule: {name: staircase}}
"""


def test_probes_are_events_and_no_trials(tmp_path: Path) -> None:
    protocol = tmp_path / "probed.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(protocol),
        board="simulated",
        observer="default:lapse=0.5",
        headless=True,
        seed=3,
    )
    assert run_headless(request, tell=lambda _: None).ending is Ending.FINISHED
    paths = RunPaths(request.dataset, "01", "01", "probed")
    table = read_event_table(paths)
    probes = [row for row in table.events if row.trial_type == "probe"]
    assert len(table.trials) == 12
    assert 2 <= len(probes) <= 6
    assert {row.value for row in probes} <= ANSWERS.keys()
    ends = [trial.onset + trial.duration for trial in table.trials]
    starts = [trial.onset for trial in table.trials[1:]] + [np.inf]
    for row in probes:  # between two trials
        assert any(
            end - 0.005 <= row.onset and row.onset + row.duration <= start + 0.005
            for end, start in zip(ends, starts, strict=True)
        )
    assert validate(request.dataset) == []
    assert replay_run(paths).differences == []
    export_bids(request.dataset, tmp_path / "copy", anonymise=True)
    (copied,) = (tmp_path / "copy").rglob("*_events.tsv")
    assert copied.read_text().count("\tprobe\t") == len(probes)


def test_gaps_between_probes_cannot_be_foreseen() -> None:
    turns = [
        sorted(probe_turns(1000, 20, np.random.default_rng(seed))) for seed in range(50)
    ]
    gaps = np.concatenate([np.diff(one) for one in turns])
    assert (gaps.min(), gaps.max()) == (10, 30)
    assert abs(gaps.mean() - 20) < 0.5
    odd = sorted(probe_turns(100_000, 15, np.random.default_rng(0)))
    assert (np.diff(odd).min(), np.diff(odd).max()) == (8, 22)
    assert abs(np.diff(odd).mean() - 15) < 0.25
    assert probe_turns(1000, 0, np.random.default_rng(0)) == frozenset()
    assert probe_turns(3, 1, np.random.default_rng(0)) == {1, 2, 3}


def test_the_first_key_answers_a_probe_and_none_is_kept_as_none() -> None:
    trial = probe_trial()
    press = Keypress(trial.keys[3], 1.0, 0)
    assert answer_of(Response((0.0,), 1.0, (press,))) == "unintended"
    assert answer_of(Response((0.0,), 30.0)) == "none"
