"""Off-policy evaluation finds what another rule would have come to."""

import math
import sys
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.study.arms.off_policy import (
    Decided,
    decided_in,
    off_policy,
    off_policy_of,
)

sys.path.append(str(Path(__file__).parent))
from simulated_ledgers import in_two_runs, keep, ledger_of

PROTOCOL = Protocol.model_validate(
    {
        "name": "lots", "title": "L", "description": "D",
        "blocks": [{"task": "visual-search", "trials": 120, "cards": False,
                    "rule": {"name": "micro-randomised"}}],
    }
)  # fmt: skip


def _ledger(seed: int) -> list[LedgerLine]:
    """Return the ledger of a simulated session whose decisions were drawn by lot."""
    return ledger_of(PROTOCOL, seed)


def _person(seed: int, effect: float, n: int = 400) -> Decided:
    """Decisions whose loop level helps in half of the states, and hurts in the rest."""
    rng = np.random.default_rng(seed)
    helps = rng.random(n) < 0.5
    takes = rng.random(n) < 0.3
    outcome = rng.normal(size=n) + effect * takes * np.where(helps, 1, -1)
    return Decided(outcome, takes, np.full(n, 0.3), helps)


def test_the_value_of_a_rule_that_knows_when_to_act_is_found():
    """The rule gains half of the effect; noise gives no difference."""
    found = off_policy([_person(seed, 0.5) for seed in range(60)])
    assert found.low < 0.25 < found.high
    assert found.low > 0
    assert 0.45 < found.share_alike < 0.55
    noise = off_policy([_person(seed, 0.0) for seed in range(60)])
    assert noise.low < 0 < noise.high


def test_intervals_hold_the_truth_in_nineteen_of_twenty_studies():
    """A hundred studies of twelve people."""
    holds = 0
    for study in range(100):
        seeds = range(12 * study, 12 * study + 12)
        found = off_policy([_person(seed, 0.5, 120) for seed in seeds])
        holds += found.low <= 0.25 <= found.high
    assert 88 <= holds <= 99


def test_too_few_decisions_or_people_give_no_interval():
    """Nothing is said of two people, nor of somebody with ten decisions."""
    few = off_policy([_person(1, 0.5), _person(2, 0.5)])
    assert math.isnan(few.low)
    assert off_policy([_person(1, 0.5, 10)] * 5).n_people == 0


def test_a_person_counts_once_however_many_sessions_they_did(tmp_path):
    """Three sessions of one person are no three people: there is no interval."""
    for session in (1, 2, 3):
        keep(RunPaths(tmp_path, "01", f"{session:02}", "lots"), _ledger(session))
    found = off_policy_of(tmp_path, "engagement")
    each = [decided_in(_ledger(n), "engagement", {})[0] for n in (1, 2, 3)]
    assert found.n_people == 1
    assert found.n_decisions == sum(one.outcome.size for one in each) > 20
    assert math.isnan(found.low)


def test_a_block_that_was_broken_off_and_gone_on_with_is_one_block(tmp_path):
    """The rule that is asked goes on where it was, and no trial lacks what followed."""
    lines, run = _ledger(1), RunPaths(tmp_path / "whole", "01", "01", "lots")
    keep(run, lines)
    for number, part in enumerate(in_two_runs(lines, 60), start=1):
        keep(replace(run, dataset=tmp_path / "parts", run=number), part)
    whole, parts = (
        off_policy_of(tmp_path / n, "engagement") for n in ("whole", "parts")
    )
    assert whole.n_people == 1
    assert astuple(parts) == pytest.approx(astuple(whole), nan_ok=True)


def test_a_rule_is_told_the_reaction_times_that_it_asks_for():
    """The rule that drew the lots did not ask, so its evidence holds none."""
    lines = _ledger(1)
    blind = [
        replace(line, record=replace(line.record, reaction_time=None))
        if isinstance(line, TrialLine)
        else line
        for line in lines
    ]
    told, untold = (
        decided_in(some, "reaction-time", {"least_trials": 5, "spread": 0.2})[0].would
        for some in (lines, blind)
    )
    assert (told != untold).any()


def test_a_rule_that_draws_lots_itself_is_refused():
    """Its lots would be those that decided what was done."""
    with pytest.raises(ValueError, match="got passive"):
        decided_in(_ledger(1), "passive", {})
