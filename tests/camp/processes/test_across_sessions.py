"""The next session of a participant finds what the last one left, and replays."""

from __future__ import annotations

import json

import pytest

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.person_versions import PersonVersions
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.models.replay_buffer import hash_of

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 42},
     rule: {name: fixed}}
  - {task: visual-search, trials: 2, cards: false}
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, simulated_request):
    folder = tmp_path_factory.mktemp("sessions")
    for participant, session in (("01", "01"), ("01", "02"), ("02", "01")):
        who = {"participant": participant, "session": session}
        request = simulated_request(folder, PROTOCOL, seed=int(session), **who)
        run_headless(request, tell=lambda _: None)
    return request.dataset


def person_of(paths):
    lines = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    return next(line["person"] for line in lines if line["kind"] == "calibration")


def paths_of(dataset, participant, session):
    return RunPaths(dataset, participant, session, "short")


def test_each_calibration_leaves_a_version_whose_hash_the_ledger_holds(dataset):
    for session in ("01", "02"):
        paths = paths_of(dataset, "01", session)
        assert person_of(paths)["version"] == hash_of(paths.person.read_bytes())


def test_the_next_session_finds_the_last_one_and_compares_its_rest(dataset):
    first, second = (person_of(paths_of(dataset, "01", s)) for s in ("01", "02"))
    assert first["drift"]["verdict"] == "first-session"
    assert second["earlier"] == [first["version"]]
    assert second["drift"]["verdict"] in ("stable", "shifted")
    assert second["drift"]["n_sessions"] == 1
    assert person_of(paths_of(dataset, "02", "01"))["earlier"] == []


def test_the_replay_makes_the_same_decisions_from_the_same_versions(dataset):
    result = replay_run(paths_of(dataset, "01", "02"))
    assert result.differences == []
    assert (result.n_same, result.largest) == (result.n_decisions, 0.0)


@pytest.mark.parametrize("is_torn", [False, True])
def test_a_version_that_was_changed_is_missed_by_the_replay(dataset, is_torn):
    path = paths_of(dataset, "01", "01").person
    content = path.read_bytes()
    changed = content[:-1] + bytes([content[-1] ^ 1])
    path.write_bytes(content[:40] if is_torn else changed)
    try:
        with pytest.raises(DatasetError, match="no longer in"):
            replay_run(paths_of(dataset, "01", "02"))
    finally:
        path.write_bytes(content)


def test_a_hostile_or_torn_file_never_stops_a_session(dataset, caplog):
    path = paths_of(dataset, "01", "01").person
    content = path.read_bytes()
    path.write_bytes(b"\x80\x04cos\nsystem\n(S'touch owned'\ntR.")
    try:
        assert PersonVersions(paths_of(dataset, "01", "02")).earlier() == []
    finally:
        path.write_bytes(content)
    assert "no file of personal weights" in caplog.text
