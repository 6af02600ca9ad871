"""A protocol's gate holds also where no researcher looks at the signal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.processes.gate import LOOK_SECONDS, SignalGate
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import RequestError, plan_request
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.window import ChannelVerdict

PROTOCOL = """\
name: gated
title: Gated
description: For tests.
scoring: {estimator: pope}
gate: {min_good_channels: 0.5}
blocks:
  - {task: visual-search, trials: 1, cards: false}
"""
GOOD = ChannelVerdict("Pz", "good")
FLAT = ChannelVerdict("Oz", "bad", "flat", 0.0, "µV", 1.0)
MAINS = ChannelVerdict("O1", "doubtful", "mains", 9.0, "µV", 5.0)


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    protocol = tmp_path / "gated.yaml"
    protocol.write_text(PROTOCOL)
    return SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="simulated",
        observer="default", headless=True, seed=1,
    )  # fmt: skip


def test_a_signal_that_stays_bad_is_refused_with_what_is_wrong(request_) -> None:
    gate = SignalGate(plan_request(request_))
    gate.take((GOOD, FLAT, MAINS))
    assert not gate.is_decided(100.0)
    assert gate.is_decided(100.0 + LOOK_SECONDS)
    with pytest.raises(
        RequestError,
        match=r": 1 of 3; .* asks for 2.* Oz \(flat\), O1 \(mains\).*--over",
    ):
        gate.decide()


def test_a_signal_that_becomes_good_lets_the_session_begin_at_once(request_) -> None:
    gate = SignalGate(plan_request(request_))
    gate.take((GOOD, FLAT, MAINS))
    assert not gate.is_decided(0.0)
    gate.take((GOOD, FLAT))
    assert gate.is_decided(1.0)
    check = gate.decide()
    assert check is not None
    assert (check.needed, check.share_good, check.override) == (0.5, 0.5, "")


def test_a_headset_that_sends_nothing_is_refused(request_) -> None:
    gate = SignalGate(plan_request(request_))
    assert not gate.is_decided(0.0)
    assert gate.is_decided(LOOK_SECONDS)
    with pytest.raises(RequestError, match="simulated gave no signal"):
        gate.decide()


def test_a_protocol_without_a_gate_of_its_own_begins_at_once(request_) -> None:
    path = Path(request_.protocol)
    path.write_text(path.read_text().replace("gate: {min_good_channels: 0.5}\n", ""))
    gate = SignalGate(plan_request(request_))
    assert gate.is_decided(0.0)
    assert gate.decide() is None


@pytest.fixture
def one_flat(by_formula: RunPaths, tmp_path: Path) -> str:
    """Return a headset that plays a recording in which one electrode is dead."""
    raw = open_session(by_formula.eeg).raw.load_data(verbose="error")
    raw.apply_function(
        lambda samples: np.zeros_like(samples), picks=[raw.ch_names[3]], verbose="error"
    )
    raw.save(tmp_path / "flat_raw.fif", verbose="error")
    return f"replay:{tmp_path / 'flat_raw.fif'}"


def test_a_session_below_its_gate_is_refused_before_anything_is_written(
    request_, one_flat: str
) -> None:
    path = Path(request_.protocol)
    path.write_text(path.read_text().replace("0.5", "1.0"))
    strict = replace(request_, board=one_flat)
    with pytest.raises(RequestError, match=r"\(flat\)"):
        run_headless(strict, tell=lambda _: None)
    assert not strict.dataset.exists()
    willing = replace(strict, override="a rehearsal")
    assert run_headless(willing, tell=lambda _: None).ending is Ending.FINISHED
    paths = RunPaths(strict.dataset, "01", "01", "gated")
    header = json.loads(paths.decisions.read_text().splitlines()[0])
    for kept in (header["signal_check"], read_session(paths)["signal_check"]):
        assert kept["override"] == "a rehearsal"
        assert kept["share_good"] < kept["needed"] == 1.0
