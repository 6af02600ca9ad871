"""Eye regression and interpolation: fitted in the calibration, stored, made again."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.processes.acquisition import open_engine
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.processes.session import RequestError
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.plain_values import plain
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.data.recordings import read_people
from attention_camp.models.scorer import Scorer
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.history import clean_recording
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.spatial import Repair

PROTOCOL = """\
name: mended
title: Mended
description: For tests.
scoring: {estimator: pope}
cleaning: {reference: [Cz, Fz], eyes: regression, interpolate: true}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 16},
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 6}
  - {task: visual-search, trials: 4}
"""


@pytest.fixture(scope="module")
def request_(tmp_path_factory, simulated_request) -> SessionRequest:
    """Run a session once; the tests read what it left."""
    request = simulated_request(tmp_path_factory.mktemp("mended"), PROTOCOL)
    ended = run_headless(request, tell=lambda _: None)
    assert ended.ending is Ending.FINISHED, ended.text
    return request


def _paths(request: SessionRequest) -> RunPaths:
    return RunPaths(request.dataset, "01", "01", "mended")


def _calibration(paths: RunPaths) -> dict:
    lines = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    return next(line for line in lines if line["kind"] == "calibration")


def test_a_calibration_that_came_too_late_changes_no_score_and_replays(
    tmp_path, simulated_request, monkeypatch
) -> None:
    """The trial loop no longer waited, as where the process was stopped in the fit."""
    calibrate = EegEngine.calibrate
    monkeypatch.setattr(
        EegEngine, "calibrate", lambda engine: calibrate(engine, deadline=-math.inf)
    )
    request = simulated_request(tmp_path, PROTOCOL)
    assert run_headless(request, tell=lambda _: None).ending is Ending.FINISHED
    paths = _paths(request)
    assert _calibration(paths)["why"] == "no-headset"
    lines = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    models = {line["score"]["model"] for line in lines if "decision" in line}
    assert len(models) == 1
    result = replay_run(paths)
    assert result.differences == []
    assert result.largest == 0.0


def test_the_repair_and_its_sample_are_in_the_ledger_and_replay_the_same(request_):
    paths = _paths(request_)
    stored = _calibration(paths)["repair"]
    assert stored["eyes"] == ["Fp1", "Fp2"]
    assert 0 < stored["from_sample"] < Recording.open(paths).n_samples
    result = replay_run(paths)
    assert result.differences == []
    assert result.largest == 0.0
    assert result.n_decisions == result.n_same == 11


def test_what_is_learned_from_the_recording_is_referred_as_it_was_live(request_):
    person = read_people([request_.dataset])[0]
    rows = [person.ch_names.index(name) for name in ("Cz", "Fz")]
    assert np.abs(person.X[:, rows].mean(axis=1)).max() < 1e-9
    assert person.X.mean(axis=1).std() > 1e-7


def test_the_reference_is_in_the_ledger_and_beside_the_recording(request_):
    paths = _paths(request_)
    header = json.loads(paths.decisions.read_text().splitlines()[0])
    assert header["eeg"]["reference"] == ["Cz", "Fz"]
    beside = json.loads(paths.eeg_json.read_text())
    assert beside["OnlineCleaning"]["reference"] == ["Cz", "Fz"]
    assert beside["EEGReference"] == "A1,A2"  # as recorded


def test_a_repair_that_was_changed_is_noticed(request_, tmp_path):
    paths = _paths(request_)
    lines = paths.decisions.read_text().splitlines()
    number = next(k for k, line in enumerate(lines) if '"calibration", "ste' in line)
    line = json.loads(lines[number])
    line["repair"]["weights"]["F7"]["Fp1"] += 0.01
    before = paths.decisions.read_text()
    lines[number] = json.dumps(line)
    paths.decisions.write_text("".join(f"{line}\n" for line in lines))
    try:
        differences = replay_run(paths).differences
    finally:
        paths.decisions.write_text(before)
    assert "calibration: the repair" in differences[0]


@pytest.mark.parametrize("damage", ["", '{"kind": "stretch"}\n'])
def test_an_acquisition_started_again_repairs_and_scores_as_before(request_, damage):
    paths = _paths(request_)
    # a line that cannot be read must not keep the recording from going on
    whole = paths.decisions.read_text()
    paths.decisions.write_text(whole + damage)
    engine = open_engine(request_, VirtualClock())
    try:
        n_samples = Recording.open(paths).n_samples
        resume_recording(paths, engine)
        again = engine.acquisition.history.window_at(n_samples - 1000, n_samples)
        model = engine.describe().model_hash
    finally:
        engine.close()
        paths.decisions.write_text(whole)
    # the person's model is the one of before, so that its scores may steer
    assert model == _calibration(paths)["model"]
    stored = _calibration(paths)["repair"]
    recording = Recording.open(paths)
    cleaner = Cleaner(recording.info, reference=("Cz", "Fz"))
    history = clean_recording(recording.samples_uv(0, n_samples), cleaner)
    names = recording.info.ch_names
    history.set_repair(Repair.from_json(stored, names), stored["from_sample"])
    expected = history.window_at(n_samples - 1000, n_samples)
    np.testing.assert_array_equal(again.data, expected.data)


def test_a_reference_the_headset_lacks_is_refused_before_anything_is_written(
    tmp_path: Path,
):
    protocol = tmp_path / "mended.yaml"
    protocol.write_text(PROTOCOL.replace("[Cz, Fz]", "linked"))
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="simulated",
        observer="default", headless=True,
    )  # fmt: skip
    with pytest.raises(RequestError, match="needs two channels at the ears"):
        run_headless(request, tell=lambda _: None)
    assert not request.dataset.exists()


def _engine(
    cleaning: Cleaning, clock: VirtualClock | None = None
) -> tuple[EegEngine, VirtualClock]:
    clock = clock or VirtualClock()
    source = SimulatedBrain(
        system_10_10(19), seed=3, faults={"P4": Fault("flat")},
        strengths=Strengths(blinks_per_minute=30.0, clenches_per_minute=0.0),
    )  # fmt: skip
    source.start()
    names = source.info.ch_names
    scorer = Scorer("pope", sfreq=250.0, ch_names=names)
    engine = EegEngine(source, scorer=scorer, clock=clock, cleaning=cleaning)
    return engine, clock


def _calibrated(cleaning: Cleaning) -> tuple[EegEngine, int, Repair]:
    engine, clock = _engine(cleaning)
    for _ in range(300):
        clock.sleep_until(clock.now() + 0.1)
        engine.step()
    engine.keep("rest", 2.0, 30.0)
    stored = engine.calibrate().repair
    for _ in range(50):
        clock.sleep_until(clock.now() + 0.1)
        engine.step()
    repair = Repair.from_json(plain(stored), engine.info.ch_names)
    return engine, stored.from_sample, repair


class RunningClock(VirtualClock):
    """Stands in for the host's clock: it moves on by 50 ms at each look."""

    is_host = True

    def now(self) -> float:
        self.sleep_until(super().now() + 0.05)
        return super().now()


def test_samples_are_taken_in_while_the_model_is_fitted():
    engine, _ = _engine(Cleaning(interpolate=True), RunningClock())
    for _ in range(600):
        engine.step()
    for start in (0.0, 8.0, 16.0, 24.0):
        engine.keep("rest" if start in {0.0, 16.0} else "engaged", start, start + 8)
    before = engine.acquisition.n_samples
    engine.calibrate()
    after = engine.acquisition.n_samples
    engine.close()
    assert after > before


def test_a_window_is_repaired_if_it_ends_after_the_sample():
    engine, begin, repair = _calibrated(Cleaning(eyes="regression", interpolate=True))
    history = engine.acquisition.history
    before = history.window_at(begin - 1000, begin)
    after = history.window_at(begin - 999, begin + 1)
    cut = history.cut(begin - 999, begin + 1)
    engine.close()
    assert before.interpolated == ()
    assert before.bads == ("P4",)
    assert after.interpolated == ("P4",)
    assert after.bads == ()
    expected = Cleaner(engine.info).refer(repair.applied(cut.data))
    np.testing.assert_array_equal(after.data, expected)


def test_an_interpolated_channel_keeps_its_own_verdict():
    engine, begin, _ = _calibrated(Cleaning(interpolate=True))
    window = engine.acquisition.history.window_at(begin, begin + 1000)
    engine.close()
    verdict = next(v for v in window.verdicts if v.ch_name == "P4")
    assert (verdict.quality, verdict.fault) == ("bad", "flat")
    assert window.data[engine.info.ch_names.index("P4")].std() > 1e-6


def test_nothing_is_repaired_unless_the_protocol_says_so():
    engine, _, repair = _calibrated(Cleaning(eyes="none", interpolate=False))
    engine.close()
    assert repair.weights == {}
