"""The shelf of published loops: protocols load, sessions run whole, contrasts hold."""

import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.ledger_lines import LedgerLine
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.protocol_file import published_protocols
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.study.arms.published import (
    LOOPS,
    contrast,
    figure,
    rahman,
    session_of,
    shown_in,
)

sys.path.append(str(Path(__file__).parent))
from simulated_ledgers import in_two_runs, keep, ledger_of


def test_every_published_loop_has_a_protocol_and_an_analysis():
    """Names agree; Rahman's third regimen is a protocol of its own."""
    assert {n.removesuffix("fixed") for n in published_protocols()} == set(LOOPS)
    for name in published_protocols():
        assert load_protocol(name).name == name


def test_contrasts_find_a_difference_and_leave_noise():
    """Paired and between people; a figure shows every condition."""
    rng = np.random.default_rng(2)
    base = rng.normal(size=30)
    pair = {"slow": base + 0.5, "fast": base + 0.1 * rng.normal(size=30)}
    found = contrast("x", "m", pair, paired=True)
    assert found.low < 0.5 < found.high
    assert found.p < 1e-6
    groups = {"own": rng.normal(size=40), "yoked": rng.normal(size=30)}
    groups["own"][:3] = math.nan
    noise = contrast("x", "m", groups, paired=False)
    assert noise.n == 67
    assert noise.low < 0 < noise.high
    assert "slow" in figure(found)
    few = contrast("x", "m", {"a": base[:2], "b": base[:2]}, paired=True)
    assert math.isnan(few.p)


SHORT = {
    "name": "rahman2022", "title": "T", "description": "D",
    "blocks": [
        {"task": task, "trials": 8, "cards": False, "rule": {"name": rule}}
        for task, rule in (
            ("change-detection", "fixed"), ("visual-search", "engagement"),
            ("change-detection", "fixed"),
        )
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def ledgers() -> list[list[LedgerLine]]:
    """Return the ledgers of six people of two arms, a few trials a block."""
    short = Protocol.model_validate(SHORT)
    arms = ("closed-loop", "performance-only")
    return [ledger_of(short, seed, arms[seed % 2]) for seed in range(6)]


def test_a_person_counts_once_however_many_sessions_they_did(ledgers) -> None:
    """Who did the same again is nobody else, and tells nothing new."""
    once = [session_of(f"{k}", lines) for k, lines in enumerate(ledgers)]
    for loop in LOOPS.values():
        assert str(loop([*once, *once])) == str(loop(once))
    assert math.isfinite(rahman(once).p)


def test_a_session_in_two_runs_is_one_and_without_its_end_shows_no_gain(
    ledgers, tmp_path: Path
) -> None:
    for k, lines in enumerate(ledgers):
        run = RunPaths(tmp_path / "whole", f"{k}", "01", "rahman2022")
        keep(run, lines)
        first, second = in_two_runs(lines, len(lines) // 2)
        keep(replace(run, dataset=tmp_path / "half"), first)
        keep(replace(run, dataset=tmp_path / "parts"), first)
        keep(replace(run, dataset=tmp_path / "parts", run=2), second)
    (whole,), (parts,), (few,) = (
        shown_in(tmp_path / name) for name in ("whole", "parts", "half")
    )
    assert str(parts) == str(whole)
    assert (whole.n, few.n) == (6, 0)


@pytest.mark.thorough
def test_memory_after_fast_and_slow_presses_is_read_from_a_dataset(tmp_path: Path):
    """Three people work the hybrid session; each has a number in both conditions."""
    for label in ("01", "02", "03"):
        _record(tmp_path, "debettencourt2019", label, "performance-only")
    (shown,) = shown_in(tmp_path / "data")
    assert shown.loop == "debettencourt2019"
    for values in shown.conditions.values():
        assert np.isfinite(values).sum() >= 2
        assert (np.abs(values[np.isfinite(values)]) <= 6).all()


@pytest.mark.thorough
@pytest.mark.parametrize("name", published_protocols())
def test_a_published_loop_runs_whole_and_replays(tmp_path: Path, name: str):
    """EEG, calibration, rules, files; every decision is made again."""
    _record(tmp_path, name, "01", "closed-loop", board="simulated:sfreq=125,n_chans=8")
    (run,) = existing_runs(tmp_path / "data")
    result = replay_run(run)
    assert result.n_decisions == result.n_same > 0
    (shown,) = shown_in(tmp_path / "data")
    assert shown.loop == name.removesuffix("fixed")


def _record(folder: Path, protocol: str, label: str, arm: str, board: str = "") -> None:
    request = SessionRequest(
        folder / "data", label, "01", protocol=protocol, arm=arm,
        board=board or "simulated:sfreq=125,ch_names=Cz",
        observer=f"person:seed={label},automatic=1.5", headless=True, seed=int(label),
    )  # fmt: skip
    ended = run_headless(request, tell=lambda _: None)
    assert ended is not None
