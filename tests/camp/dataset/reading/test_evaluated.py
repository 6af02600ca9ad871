"""Recordings of the application itself are evaluated by all three protocols."""

from __future__ import annotations

import pytest

from attention_camp.camp.processes.headless import run_headless
from attention_camp.models.data.recordings import read_people
from attention_camp.models.evaluation.evaluate import evaluate

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 13},
     rule: {name: fixed}}
  - {task: n-back, stage: calibration, label: engaged, trials: 1, cards: false,
     options: {n_items: 7, interval: 2.0}, rule: {name: fixed}}
  - {task: rest, stage: calibration, label: rest, options: {duration: 13},
     cards: false, rule: {name: fixed}}
  - {task: n-back, stage: calibration, label: engaged, trials: 1, cards: false,
     options: {n_items: 7, interval: 2.0}, rule: {name: fixed}}
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, simulated_request):
    """Two people, two sessions each."""
    folder = tmp_path_factory.mktemp("evaluated")
    for k in range(4):
        who = {"participant": f"0{k // 2}", "session": f"0{k % 2}"}
        request = simulated_request(folder, PROTOCOL, seed=k, **who)
        run_headless(request, tell=lambda _: None)
    return request.dataset


def test_calibration_blocks_are_the_labels_cleaned_as_they_were_live(dataset):
    people = read_people([dataset])
    assert [person.name for person in people] == ["data/sub-00", "data/sub-01"]
    for person in people:
        assert set(person.session) == {"00", "01"}
        assert (person.y == 0).sum() == 4 * 3
        assert (person.y == 1).sum() >= 4 * 3
        assert person.is_baseline.sum() >= 3
        assert person.X.std() < 1e-4  # no drift, no offset: volts of brain


@pytest.mark.parametrize(
    ("protocol", "settings"),
    [
        ("loso", {"new person", "own rest"}),
        ("calibrated", {"calibrated"}),
        (
            "cross-session",
            {"new person", "own rest", "rest of the day", "calibrated before"},
        ),
    ],
)
def test_each_protocol_tells_the_simulated_brains_states_apart(
    dataset, protocol, settings
):
    rows = evaluate([dataset], protocol=protocol, estimators=["theta-alpha"])
    own = {row.setting: row for row in rows if row.estimator == "theta-alpha"}
    assert set(own) == settings
    assert all(row.n_people == 2 and row.auc > 0.8 for row in own.values())
