"""What the signal check said is kept: before the start, and with every trial."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.processes.headless import PumpedClock, run_prepared
from attention_camp.camp.processes.session import check_request
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.models.scorer import Scorer
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.impedance import ImpedanceReport, report_of
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.window import ChannelVerdict
from attention_camp.tasks.observers.observer import make_observer

PROTOCOL = """\
name: flagged
title: Flagged
description: For tests.
scoring: {estimator: pope}
gate: {min_good_channels: 1.0}
blocks:
  - {task: visual-search, trials: 4}
"""
CHECK = SignalCheck(
    1.0,
    18 / 19,
    (ChannelVerdict("P4", "bad", "flat", 0.0, "µV", 1.0),),
    "a rehearsal",
)


@pytest.fixture(scope="module")
def paths(tmp_path_factory, simulated_request) -> RunPaths:
    """Run a session with a dead electrode once; the tests read what it left."""
    request = simulated_request(tmp_path_factory.mktemp("flagged"), PROTOCOL)
    source = SimulatedBrain(
        system_10_10(19), seed=3, faults={"P4": Fault("flat")},
        strengths=Strengths(clenches_per_minute=0.0),
    )  # fmt: skip
    source.start()
    clock = PumpedClock(VirtualClock())
    scorer = Scorer("pope", sfreq=250.0, ch_names=source.info.ch_names)
    engine = EegEngine(source, scorer=scorer, clock=clock)
    prepared = replace(check_request(request), signal_check=CHECK)
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


def test_a_trial_is_flagged_with_the_verdicts_of_its_windows(paths):
    trials = read_trials(paths)
    assert len(trials) == 4
    assert {trial.bad_channels for trial in trials} == {"P4:flat"}
    assert all(trial.quality == pytest.approx(18 / 19) for trial in trials)
    assert replay_run(paths).differences == []


def test_an_override_is_in_the_ledger_and_beside_the_session(paths):
    header = json.loads(paths.decisions.read_text().splitlines()[0])
    for kept in (header["signal_check"], read_session(paths)["signal_check"]):
        assert kept["override"] == "a rehearsal"
        assert kept["needed"] == 1.0
        assert kept["verdicts"][0]["fault"] == "flat"


class MeasuringBrain(SimulatedBrain):
    """A simulated brain whose headset measures impedance."""

    def measure_impedance(self) -> ImpedanceReport:
        names = self.info.ch_names
        return report_of(names, [5e3] * (len(names) - 1) + [2e6])


def test_impedance_is_measured_before_the_recording_and_the_stream_begins_anew():
    source = MeasuringBrain(seed=1)
    source.start()
    clock = VirtualClock()
    names = source.info.ch_names
    scorer = Scorer("pope", sfreq=250.0, ch_names=names)
    engine = EegEngine(source, scorer=scorer, clock=clock)
    clock.sleep_until(2.0)
    engine.step()
    ring = engine.ring.name
    report = engine.measure_impedance()
    n_samples, other = engine.acquisition.n_samples, engine.ring.name
    engine.close()
    assert report.verdicts[-1].quality == "bad"
    assert (n_samples, other != ring) == (0, True)
