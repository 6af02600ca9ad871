"""An eye tracker beside the EEG: recorded as BIDS, scored where it helps, replayed."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.calibration_read import read_calibration
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.eyes.eye_files import eye_tables, physio_path
from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.eyes.eye_writer import EyeWriter
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.storage.growing_gzip import packed_whole, read_gzip
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.processes.acquisition import open_engine
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.processes.session import RequestError, check_request
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending, SignalState
from attention_camp.camp.session.request import SessionRequest
from tests.camp.processes.test_body_controls import ROUND

PROTOCOL = f"""\
name: rounds
title: Rounds
description: For tests.
scoring: {{estimator: theta-alpha}}
blocks:
{3 * ROUND}\
  - {{task: visual-search, trials: 3, cards: false}}
"""


SHORT = """\
name: rounds
title: Rounds
description: For tests.
scoring: {estimator: pope}
gate: {min_good_channels: 0.5}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 6},
     rule: {name: fixed}}
  - {task: visual-search, trials: 2, cards: false}
"""
WEAK = "simulated:ch_names=Fp1+Fp2+F3+F4"


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    protocol = tmp_path / "rounds.yaml"
    protocol.write_text(PROTOCOL)
    return SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="simulated",
        observer="default", headless=True, seed=3,
    )  # fmt: skip


def run(request: SessionRequest) -> tuple[RunPaths, list[SignalState]]:
    told: list[object] = []
    ended = run_headless(request, tell=told.append)
    assert ended.ending is Ending.FINISHED, ended.text
    paths = RunPaths(request.dataset, "01", "01", "rounds")
    return paths, [one for one in told if isinstance(one, SignalState)]


def test_a_session_with_eyes_is_bids_read_back_replayed_and_copied(
    request_, tmp_path
) -> None:
    Path(request_.protocol).write_text(SHORT)
    eyes = "simulated:blinks=20,lost=2"
    request = replace(request_, eyes=eyes, override="a test")
    paths, states = run(request)
    assert np.nanmean([state.eyes.seen for state in states]) > 0.7
    tables = [path.name for path in eye_tables(paths)]
    assert tables == [
        f"{paths.stem}_recording-eye{n}_{kind}.tsv.gz"
        for kind in ("physio", "physioevents")
        for n in (1, 2)
    ]
    assert [p for p in validate(paths.dataset) if p.is_error] == []
    said = json.loads(
        (paths.folder / f"{paths.stem}_recording-eye2_physio.json").read_text()
    )
    assert said["PhysioType"] == "eyetrack"
    assert said["RecordedEye"] == "right"
    assert said["SampleCoordinateSystem"] == "gaze-on-screen"
    assert said["SamplingFrequencyEffective"] == pytest.approx(120, rel=0.01)
    found = read_eyes(paths)
    first = gzip.decompress(physio_path(paths, 1).read_bytes()).decode().splitlines()
    assert len(first) == len(found.rows)
    assert float(first[0].split("\t")[0]) == found.rows.times[0]
    frame = open_session(paths.dataset).eyes
    assert set(frame["eye"]) == {"left", "right"}
    assert frame["pupil_size"].between(2, 6).mean() > 0.7
    _copied(paths, tmp_path / "copy")
    _mended(paths)


def _resumed_as_it_was(request: SessionRequest, paths: RunPaths) -> None:
    """An acquisition started again measures what the one before it did."""
    before = read_eyes(paths)
    last = float(before.rows.times[-1])
    engine = open_engine(request, VirtualClock())
    try:
        resume_recording(paths, engine)
        again = engine.eyes.track.pupil(last - 4, last)
    finally:
        engine.close()
    assert again == before.track().pupil(last - 4, last)


def _copied(paths: RunPaths, out: Path) -> None:
    export_bids(paths.dataset, out, anonymise=True)
    (copy,) = existing_runs(out)
    np.testing.assert_array_equal(
        read_eyes(copy).rows.values, read_eyes(paths).rows.values
    )
    assert "StreamName" not in json.loads(
        next(copy.folder.glob("*eye1_physio.json")).read_text()
    )
    assert [p for p in validate(out) if p.is_error] == []


def test_a_score_that_uses_the_pupil_says_so_and_is_made_again_to_the_last_bit(
    request_,
) -> None:
    # an EEG that tells little, so that there is something to gain
    weak = replace(request_, board=WEAK, eyes="simulated:link=2,blinks=10", seed=5)
    paths, _ = run(weak)
    report = read_calibration(paths).report
    assert report.permission, report
    assert report.pupil.used, report.pupil
    trials = [row for row in read_trials(paths) if row.stage == "main"]
    assert {row.score_signals for row in trials} <= {"eeg+pupil", "eeg+pupil-part"}
    assert all(2 < row.pupil < 7 for row in trials)
    result = replay_run(paths)
    assert (result.differences, result.largest) == ([], 0.0)
    _resumed_as_it_was(weak, paths)
    # without the pupil's samples the scores would be others: they are compared
    for table in eye_tables(paths):
        table.unlink()
    assert any("scored from" in text for text in replay_run(paths).differences)


@pytest.mark.parametrize("eyes", ["simulated:pupil=0", "lsl:not there"])
def test_without_a_pupil_or_a_tracker_the_session_goes_on_and_says_so(
    request_, eyes
) -> None:
    pytest.importorskip("mne_lsl")
    Path(request_.protocol).write_text(SHORT)
    short = replace(request_, eyes=eyes, override="a test")
    if eyes.startswith("lsl"):  # a clock that is not the host's takes no stream
        with pytest.raises(RequestError, match="--speed 2 needs eyes"):
            check_request(replace(short, speed=2.0))
    paths, states = run(short)
    if eyes.startswith("lsl"):
        assert not any(state.eyes.is_there for state in states)
        assert states[-1].eyes.message
        assert list(eye_tables(paths)) == []
    else:
        assert states[-1].eyes.is_there
        assert not states[-1].eyes.has_pupil
        assert read_eyes(paths) is not None
    trials = [row for row in read_trials(paths) if row.stage == "main"]
    assert {row.score_signals for row in trials} <= {"eeg", ""}
    assert [p for p in validate(paths.dataset) if p.is_error] == []
    assert replay_run(paths).differences == []


def _mended(paths: RunPaths) -> None:
    """What a kill leaves is mended, and both eyes keep the same samples."""
    table = physio_path(paths, 1)
    before = read_eyes(paths)
    table.write_bytes(table.read_bytes()[:-7])
    done = recover(paths.dataset)
    assert any("was torn" in text for text in map(str, done)), done
    np.testing.assert_array_equal(read_eyes(paths).rows.times, before.rows.times)
    # a kill between the tables of both eyes leaves one with more samples
    text, _ = read_gzip(physio_path(paths, 2))
    shorter = b"".join(text.splitlines(keepends=True)[:-30])
    physio_path(paths, 2).write_bytes(packed_whole(shorter))
    past = EyeWriter(paths).past()
    assert len(past) == len(before.rows) - 30
    for number in (1, 2):
        assert read_gzip(physio_path(paths, number))[0].count(b"\n") == len(past)


def test_an_eye_tracker_needs_a_headset(request_) -> None:
    with pytest.raises(RequestError, match="recorded beside a headset"):
        check_request(replace(request_, board="none", eyes="simulated"))
