"""What is explained is the window that was scored, with its repaired channels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.processes.headless import PumpedClock, run_prepared
from attention_camp.camp.processes.session import check_request
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.replay.explain_trial import explain_trial
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.models.explaining import explain
from attention_camp.models.scorer import Scorer
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.tasks.observers.observer import make_observer

PROTOCOL = """\
name: dead
title: Dead electrode
description: For tests.
scoring: {{estimator: attention}}
cleaning: {{interpolate: {interpolate}}}
blocks:
  - {{task: rest, stage: calibration, label: rest, options: {{duration: 14}},
     rule: {{name: fixed}}}}
  - {{task: visual-search, trials: 1}}
"""


@pytest.fixture
def run_with_a_dead_electrode(tmp_path, simulated_request):
    """Return what runs a session whose P4 is flat, interpolated or not."""

    def run(interpolate: bool) -> Any:
        text = PROTOCOL.format(interpolate=str(interpolate).lower())
        prepared = check_request(simulated_request(tmp_path, text))
        source = SimulatedBrain(
            system_10_10(19), seed=3, faults={"P4": Fault("flat")},
            strengths=Strengths(clenches_per_minute=0.0),
        )  # fmt: skip
        source.start()
        clock = PumpedClock(VirtualClock())
        engine = EegEngine(
            source,
            scorer=Scorer("attention", sfreq=250.0, ch_names=source.info.ch_names),
            clock=clock,
            cleaning=Cleaning(interpolate=interpolate),
        )
        ended = run_prepared(
            prepared,
            engine,
            clock=clock,
            tell=lambda _: None,
            observer=make_observer("default"),
        )
        engine.close()
        close_chain(prepared.paths)
        assert ended.ending is Ending.FINISHED, ended.text
        return prepared.paths

    return run


@pytest.mark.parametrize("interpolate", [True, False])
def test_an_electrode_is_left_out_of_an_explanation_only_where_the_score_left_it_out(
    run_with_a_dead_electrode, monkeypatch, interpolate
) -> None:
    paths = run_with_a_dead_electrode(interpolate)
    given = []
    truly = explain.explain

    def heard(X, rest, **call):
        given.append((X, call["ch_names"]))
        return truly(X, rest, **call)

    monkeypatch.setattr(explain, "explain", heard)
    explain_trial(paths, 2)
    ((X, ch_names),) = given
    of_dead = np.array(ch_names) == "P4"
    assert np.isfinite(X[:, ~of_dead]).all()
    assert (np.isfinite(X[:, of_dead]) == interpolate).all()
