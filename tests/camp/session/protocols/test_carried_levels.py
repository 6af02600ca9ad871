"""The level that a camp carries on is an estimate, not the last noisy step."""

from __future__ import annotations

import dataclasses
import itertools
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attention_camp.camp.session.camp.figures import Did, TaskFigures
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.protocol import Block, Protocol, RuleSpec
from attention_camp.camp.session.protocols.carried_levels import (
    LAPSE,
    SLOPES,
    carry_on,
    levels_reached,
)
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.tasks import load_task
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.difficulty.settled import settled_level, settled_range
from attention_camp.tasks.difficulty.staircase import nearest_level


def test_the_estimate_is_nearer_than_the_last_level():
    """On a staircase of sixty trials, for people of known levels."""
    task = load_task("visual-search")
    rule = make_rule("staircase", n_levels=12, target=task.target, start_level=3)
    aim = (task.target - task.chance) / (1 - task.chance)
    off, last = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        truth = float(rng.uniform(4, 10))
        (decision, state), answers = rule.start(), []
        for _ in range(60):
            above = truth - decision.level + math.log(aim / (1 - aim))
            share = task.chance + (1 - task.chance) / (1 + math.exp(-above))
            right = bool(rng.random() < share)
            answers.append((decision.level, right))
            evidence = Evidence(decision.level, right, float(right))
            decision, state = rule.decide(state, evidence)
        off.append(settled_level(answers, task) - truth)
        last.append(decision.level - truth)
    assert np.mean(off) == pytest.approx(0.0, abs=0.25)
    assert np.std(off) < 0.7 * np.std(last)


def test_a_level_stays_within_the_scale():
    """All right at the top, all wrong at the bottom."""
    task = load_task("sart")
    assert 9 < settled_level([(10, True)] * 5, task) <= 10
    assert 1 <= settled_level([(1, False)] * 5, task) < 2


def test_a_slip_at_an_easy_level_tells_little_where_people_slip():
    """Attention lapses at any level, however easy: a first session has many such."""
    task = load_task("visual-search")
    good = [(8, True), (8, True), (9, True), (9, False)] * 4
    slipped = [(1, False), *good]

    def lost(**known: Any) -> float:
        return settled_level(good, task, **known) - settled_level(
            slipped, task, **known
        )

    allowing = lost(slopes=SLOPES, lapse=LAPSE)
    assert 0 < allowing < 0.5 * lost()
    assert settled_level(good, task, slopes=(1.0,)) == settled_level(good, task)


@pytest.mark.parametrize("slope", [0.5, 2.0])
def test_several_steepnesses_find_people_of_any(slope):
    """Answers around a level tell where it is, whatever the slope they fall with."""
    task, off = load_task("change-detection"), []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        truth, answers = float(rng.uniform(3, 8)), []
        for shown in np.clip(rng.normal(truth, 1.5, 120).round(), 1, 10):
            knows = 0.5 + 0.5 / (1 + math.exp(-slope * (truth - shown)))
            answers.append((int(shown), bool(rng.random() < knows)))
        off.append(settled_level(answers, task, slopes=SLOPES, lapse=LAPSE) - truth)
    assert np.mean(off) == pytest.approx(0.0, abs=0.35)


@pytest.mark.parametrize("name", ["visual-search", "posner"])
def test_a_target_no_higher_than_chance_has_a_level(name: str):
    """Rules accept it: a block of it must not end the session at its last trial."""
    task = load_task(name)
    for target in (task.chance, task.chance - 0.1):
        level, error = settled_range([(3, True), (4, False)], task, target=target)
        assert 1 <= level <= task.n_levels
        assert 0 < error < task.n_levels
    sure = settled_level([(3, True), (4, False)], task, target=0.99, lapse=0.02)
    assert 1 <= sure < level


def test_the_pages_tell_a_level_where_the_target_is_chance():
    """As after the first block of a protocol that says so."""
    rule = RuleSpec(name="staircase", options={"target": 0.5})
    block = Block(task="visual-search", trials=20, rule=rule)
    level = TaskFigures.of(block, [Did(n, right, None) for n, right in NEAR_5]).level
    assert 5 < level.value <= block.make_task().n_levels
    assert levels_reached(_session("01", block, NEAR_5))[1][1] >= 5


def test_a_block_without_trials_has_no_level():
    """There is nothing to carry on."""
    assert math.isnan(settled_level([], load_task("sart")))


def _session(label: str, block: Block, answers: list[tuple[int, bool]]) -> list[object]:
    """Return the ledger of a session with one block."""
    protocol = Protocol(name="c", title="", description="", sessions=9, blocks=(block,))
    request = SessionRequest(Path(), "01", label)
    values = {f.name: None for f in dataclasses.fields(TrialRecord)}
    shown = {"block": 1, "stage": "main"}
    return [
        header_line(request, protocol, None, None),
        *(
            TrialLine(
                record=TrialRecord(**values | shown | {"level": n, "correct": right}),
                **{
                    f.name: None
                    for f in dataclasses.fields(TrialLine)
                    if f.name != "record"
                },
            )
            for n, right in answers
        ),
    ]


CALM = RuleSpec(name="staircase", options={"calm": 0.1})
NEAR_5 = [(4, True), (5, True), (5, True), (6, False)] * 5
NEAR_20 = [(19, True), (20, True), (20, True), (21, False)] * 6


def test_calm_levels_are_estimated_over_sessions():
    """One poor day moves a level that many sessions agree on only a little."""
    fine = Block(task="sart", options={"fineness": 3}, rule=CALM)
    days = [_session(f"{n:02}", fine, NEAR_20) for n in range(1, 5)]
    poor = _session("05", fine, [(20, False)] * 12)
    settled = levels_reached(itertools.chain(*days))[1][1]
    after = levels_reached(itertools.chain(*days, poor))[1][1]
    alone = levels_reached(poor)[1][1]
    assert alone < after < settled


def test_the_pages_tell_the_level_that_is_carried_on():
    """Both are where the rule's own target is reached, not the task's."""
    rule = RuleSpec(name="staircase", options={"calm": 0.1, "target": 0.9})
    block = Block(task="visual-search", options={"fineness": 3}, rule=rule)
    level = TaskFigures.of(block, [Did(n, right, None) for n, right in NEAR_20]).level
    carried = levels_reached(_session("01", block, NEAR_20))[1][1]
    assert nearest_level(level.value) == carried
    assert level.value < settled_level(NEAR_20, block.make_task()) - 1


def test_other_levels_are_those_of_the_last_session():
    """A rule that follows each answer holds nothing of earlier sessions."""
    plain = Block(task="sart", rule=RuleSpec(name="staircase"))
    first = _session("01", plain, [(3, True)] * 8)
    last = _session("02", plain, [(8, True), (8, True), (8, False)] * 3)
    assert levels_reached([*first, *last]) == levels_reached(last)


def test_a_level_of_a_plain_scale_goes_on_as_the_same_on_a_finer_one():
    """A camp that began with plain levels keeps its place."""
    plain = Block(task="sart", rule=CALM)
    fine = Block(task="sart", options={"fineness": 3}, rule=CALM)
    reached = levels_reached(_session("01", plain, [(5, True), (6, False)] * 9))
    protocol = Protocol(name="c", title="", description="", sessions=9, blocks=(fine,))
    _, carried = carry_on(protocol, reached)
    assert carried == {1: 3 * (reached[1][1] - 1) + 1}


def test_trials_age_by_those_that_come_after_and_not_by_sessions():
    """Five days of two runs tell as much as one of ten, and forget no more."""
    fine = Block(task="sart", options={"fineness": 3}, rule=CALM)
    before = _session("01", fine, NEAR_20)
    runs = [(17, True), (17, False)]
    short = [_session(f"{n:02}", fine, runs) for n in range(2, 7)]
    one = levels_reached([*before, *_session("02", fine, runs * 5)])[1][1]
    five = levels_reached(itertools.chain(before, *short))[1][1]
    alone = levels_reached(itertools.chain(*short))[1][1]
    assert one == five > alone
    # and many trials leave little of what was long ago
    later = _session("02", fine, runs * 150)
    assert levels_reached([*before, *later])[1][1] < five


def _carried(before: Block, answers: list[tuple[int, bool]], now: Block) -> int:
    """Return the level at which a block goes on from a session with another one."""
    protocol = Protocol(name="c", title="", description="", sessions=9, blocks=(now,))
    _, carried = carry_on(protocol, levels_reached(_session("01", before, answers)))
    return carried[1]


def test_a_level_goes_on_where_easier_ones_come_before_it():
    """A camp in which nothing was easy enough keeps its place on the longer scale."""
    fine = Block(task="sart", options={"fineness": 3}, rule=CALM)
    easier = Block(task="sart", options={"fineness": 3, "easier": 4}, rule=CALM)
    answers = [(13, True), (13, True), (16, False)] * 6
    assert _carried(fine, answers, easier) == _carried(fine, answers, fine) + 12
    below = [(2, True), (2, False)] * 6
    assert _carried(easier, below, easier) < 12
    assert _carried(easier, below, fine) == 1
