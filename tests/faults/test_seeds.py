"""Sessions on a faulty disk, clock, headset and link: short form of `bench faults`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
from fault_world.bugs import BUGS, Bug
from fault_world.cases import KINDS, run_case

pytestmark = pytest.mark.timeout(240)

N_SEEDS = 5
"""Sessions of each kind; with the rest of this file some 15 s."""


@pytest.mark.parametrize("kind", KINDS)
def test_no_fault_breaks_what_is_promised(tmp_path: Path, kind: str) -> None:
    """No announced trial is lost, one second of EEG at most, and all is named."""
    verdicts = [run_case(seed, tmp_path, kind=kind) for seed in range(N_SEEDS)]
    assert [verdict for verdict in verdicts if verdict.broken] == []
    assert sum(verdict.n_announced for verdict in verdicts) > 0


@pytest.mark.parametrize("kind", ["kill", "power"])
def test_a_seed_makes_the_same_operations_and_files_again(
    tmp_path: Path, kind: str
) -> None:
    first, second = (run_case(3, tmp_path, kind=kind) for _ in "ab")
    assert first == second


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_every_bug_can_be_planted_where_the_code_is_now(bug: Bug) -> None:
    right = getattr(bug.where, bug.attribute)
    with bug.planted():
        assert getattr(bug.where, bug.attribute) is not right
    assert getattr(bug.where, bug.attribute) == right


@pytest.mark.parametrize("name", ["samples not synced", "told before stored"])
def test_a_planted_bug_is_found(tmp_path: Path, name: str) -> None:
    bug = next(bug for bug in BUGS if bug.name == name)
    with bug.planted():
        verdicts = [run_case(seed, tmp_path, kind=bug.kinds[0]) for seed in range(6)]
    assert any(verdict.broken for verdict in verdicts)


@pytest.mark.parametrize(
    ("kind", "seed"),
    [
        ("disk", 1643),  # half a line that could not be taken back at once
        ("kill", 1007),  # between ledger and table, after the last trial
        ("kill", 1917),  # of the headset's process, before the first fit of its clock
        ("power", 2073),  # after a long gap
        ("power", 6211),  # a line of the journal whole but for its end
        ("flip", 3304),  # names of channels that the reference does not find
    ],
)
def test_a_seed_that_once_broke_a_promise_keeps_it(
    tmp_path: Path, kind: str, seed: int
) -> None:
    assert not run_case(seed, tmp_path, kind=kind).broken
