"""A session on a recording with more than EEG: all is kept, none of it is scored."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.stream import SourceError

PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
gate: {min_good_channels: 0.5}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 6},
     rule: {name: fixed}}
  - {task: visual-search, trials: 4, practice: 1, practice_until: done}
"""
EEG = ("Fp1", "Fp2", "F3", "F4", "C3", "C4", "P3", "P4", "O1", "O2", "Fz", "Cz")
BESIDE = (("VEOG", "eog"), ("ECG", "ecg"), ("ACC_X", "misc"), ("STI 014", "stim"))
SFREQ = 250.0


def recording(path: Path, *, with_others: bool) -> Path:
    """Write two minutes of EEG, with or without a huge signal beside it."""
    n_times = round(120 * SFREQ)
    eeg = SimulatedBrain(EEG, SFREQ, seed=1).make(n_times) * 1e-6
    rng = np.random.default_rng(0)
    beside = rng.normal(0, 1e-3, (len(BESIDE), n_times))
    beside[3] = 0
    beside[3, 500::1000] = 7
    names, types = list(EEG), ["eeg"] * len(EEG)
    if with_others:
        names += [name for name, _ in BESIDE]
        types += [kind for _, kind in BESIDE]
        eeg = np.vstack([eeg, beside])
    raw = mne.io.RawArray(eeg, mne.create_info(names, SFREQ, types), verbose="error")
    raw.save(path, verbose="error")
    return path


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    return SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(protocol),
        observer="default",
        headless=True,
        override="a test",
        seed=3,
    )


def decisions_of(paths: RunPaths) -> list[object]:
    lines = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    return [
        (line.get("evidence"), line.get("decision"), line["record"]["engagement"])
        for line in lines
        if "record" in line
    ]


def test_what_is_beside_the_eeg_is_recorded_and_changes_no_decision(
    request_, tmp_path
) -> None:
    found = {}
    for name, with_others in (("plain", False), ("mixed", True)):
        file = recording(tmp_path / f"{name}_eeg.fif", with_others=with_others)
        one = replace(request_, dataset=tmp_path / name, board=f"replay:{file}")
        ended = run_headless(one, tell=lambda _: None)
        assert ended.ending is Ending.FINISHED, ended.text
        found[name] = RunPaths(one.dataset, "01", "01", "short")
    plain, mixed = (Recording.open(found[name]) for name in ("plain", "mixed"))
    decisions = decisions_of(found["plain"])
    assert decisions == decisions_of(found["mixed"])
    assert any(engagement is not None for *_, engagement in decisions)
    n = min(plain.n_samples, mixed.n_samples)
    np.testing.assert_array_equal(plain.samples_uv(0, n), mixed.samples_uv(0, n))
    assert mixed.info.ch_names == EEG
    assert [c.kind for c in mixed.info.others] == ["eog", "ecg", "accel", "trig"]
    trigger = mixed.others(0, n)[3]
    assert {marker.text for marker in mixed.markers} == {"S  7"}
    assert np.flatnonzero(trigger).tolist() == [m.sample for m in mixed.markers]
    sent = [e for e in read_events(found["mixed"]) if e.trial_type == "trigger"]
    assert [e.sample for e in sent] == [m.sample for m in mixed.markers]
    assert {e.value for e in sent} == {"7"}
    assert check_run(found["mixed"]) == []
    assert replay_run(found["mixed"]).differences == []
    session = open_session(tmp_path / "mixed")
    assert session.raw.get_channel_types()[-4:] == ["eog", "ecg", "misc", "stim"]
    status = session.channels.set_index("name")["status"]
    assert set(status[list(EEG)]) <= {"good", "bad"}
    assert status[["VEOG", "ECG"]].isna().all()


def test_repeated_labels_end_a_session_before_it_begins(request_, tmp_path) -> None:
    file = tmp_path / "a.vhdr"
    (tmp_path / "a.eeg").write_bytes(np.zeros((2, 3000), "<f4").tobytes())
    (tmp_path / "a.vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\n"
        "Codepage=UTF-8\nDataFile=a.eeg\n[Marker Infos]\n"
    )
    file.write_text(
        "Brain Vision Data Exchange Header File Version 1.0\n[Common Infos]\n"
        "Codepage=UTF-8\nDataFile=a.eeg\nMarkerFile=a.vmrk\nDataFormat=BINARY\n"
        "DataOrientation=MULTIPLEXED\nNumberOfChannels=2\nSamplingInterval=4000\n"
        "[Binary Infos]\nBinaryFormat=IEEE_FLOAT_32\n"
        "[Channel Infos]\nCh1=Fz,,1,uV\nCh2=fz,,1,uV\n"
    )
    with pytest.raises(SourceError, match="same label: Fz, fz"):
        run_headless(replace(request_, board=f"replay:{file}"), tell=lambda _: None)
    assert not request_.dataset.exists()


def test_the_sensors_of_a_board_are_recorded_with_it(tmp_path) -> None:
    from attention_camp.camp.dataset.eeg_writer import EegWriter
    from attention_camp.signal.acquisition import Acquisition
    from attention_camp.signal.cleaning import Cleaner
    from attention_camp.signal.clock import host_time
    from attention_camp.signal.ring import Ring
    from attention_camp.signal.sources.boards import BoardSource

    source = BoardSource("synthetic")
    paths = RunPaths(tmp_path / "data", "01", "01", "demo")
    writer = EegWriter.create(paths, source.info, line_freq=50.0, task_name="Demo")
    ring = Ring.create(source.info.n_chans, source.info.sfreq, 10.0)
    acquisition = Acquisition(
        source, ring=ring, cleaner=Cleaner(source.info), sink=writer
    )
    source.start()
    try:
        limit = host_time() + 10
        while acquisition.n_samples < 100 and host_time() < limit:
            acquisition.step(host_time())
    finally:
        source.stop()
        writer.close()
        ring.close()
        ring.unlink()
    recorded = Recording.open(paths)
    kinds = [channel.kind for channel in recorded.info.others]
    assert kinds.count("accel") == kinds.count("gyro") == 3
    assert np.isfinite(recorded.others(0, 100)).all()
    assert recorded.others(0, 100).std(axis=1)[:10].all()
