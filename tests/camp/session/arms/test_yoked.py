"""The yoked arm: another person's delivered scores, on one's own performance."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.session.arms.courses import course_of, library_course
from attention_camp.camp.session.arms.delivery import Assignment
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.protocol import Protocol

PROTOCOL = {
    "name": "yoked",
    "title": "Yoked",
    "description": "For tests.",
    "blocks": [
        {
            "task": "rest",
            "stage": "calibration",
            "label": "rest",
            "options": {"eyes": "open", "duration": 6},
            "rule": {"name": "fixed"},
        },
        {"task": "visual-search", "trials": 60},
        {"task": "sternberg", "trials": 12},
    ],
}
BLOCKS = Protocol.model_validate(PROTOCOL).blocks


class OfACourse:
    """An EEG side whose scores vary; each person's course is another one."""

    def __new__(cls, link, seed: int):
        rng = np.random.default_rng(seed)

        def score(start: float, stop: float) -> Score:
            value = None if rng.random() < 0.2 else float(rng.random())
            certainty = None if value is None else 0.9
            return Score(value, certainty, "" if value else "gap", 1.0, 0, 1, "m")

        link.score = score
        return link


def trials_of(bench) -> list[TrialLine]:
    return [line for line in bench.diary.of("stored") if line.decided]


@pytest.fixture
def ran(make_bench):
    """Run a session and return it."""

    def run(seed: int, *, protocol=PROTOCOL, permission=None, **options):
        bench = make_bench(protocol=protocol)
        bench.link = bench.parts.link
        OfACourse(bench.link, seed)
        if permission is not None:
            bench.link.permission = permission
        bench.run(**options)
        return bench

    return run


def test_a_yoked_rule_receives_what_its_donors_did_trial_for_trial(ran) -> None:
    """Also where the own calibration was refused; the own score is only recorded."""
    donor = ran(1)
    course = course_of(
        donor.diary.ledger, theirs=BLOCKS, ours=BLOCKS, source="sub-01_ses-01"
    )
    refused = Permission(steering=False, why="below-nulls", model="m")
    yoked = ran(2, permission=refused, assigned=Assignment("yoked", course))
    alone = ran(2, permission=refused)
    told = [line.decided.evidence for line in trials_of(donor)]
    got = [line.decided.evidence for line in trials_of(yoked)]
    pairs = [(one.engagement, one.certainty) for one in told]
    assert [(one.engagement, one.certainty) for one in got] == pairs
    assert any(value is None for value, _ in pairs[1:])
    assert sum(value is not None for value, _ in pairs) > 20
    own = [line.decided.score.value for line in trials_of(yoked)]
    assert own == [line.decided.score.value for line in trials_of(alone)]
    assert not any(line.record.steered for line in trials_of(yoked))
    assert [line.record.level for line in trials_of(yoked)] != [
        line.record.level for line in trials_of(alone)
    ]


def test_blocks_in_another_order_receive_what_belongs_to_them(ran) -> None:
    """Search to search and scanning to scanning, wherever they stand."""
    donor = ran(1)
    ours = (BLOCKS[0], BLOCKS[2], BLOCKS[1])
    course = course_of(donor.diary.ledger, theirs=BLOCKS, ours=ours, source="x")
    same = course_of(donor.diary.ledger, theirs=BLOCKS, ours=BLOCKS, source="x")
    assert course.blocks["2"] == same.blocks["3"]
    assert course.blocks["3"] == same.blocks["2"]
    # a break belongs to a place in the order, and a person has keys of their own
    mine = tuple(block.model_copy(update={"break_after": 9.0}) for block in ours)
    keys = {"options": {**mine[1].options, "keys": "arrows-swapped"}}
    mine = (mine[0], mine[1].model_copy(update=keys), mine[2])
    found = course_of(donor.diary.ledger, theirs=BLOCKS, ours=mine, source="x")
    assert found == course
    other = (BLOCKS[0], BLOCKS[1].model_copy(update={"trials": 30}))
    assert course_of(donor.diary.ledger, theirs=BLOCKS, ours=other, source="x") is None


def test_a_library_course_is_the_same_everywhere_and_varies() -> None:
    """It stands in until there are donors: declared by its number alone."""
    one = library_course(7, BLOCKS)
    assert one == library_course(7, BLOCKS)
    assert one != library_course(8, BLOCKS)
    assert one.source == "library/7"
    values = [value for value, _ in one.blocks["2"]]
    assert len(values) == 60
    assert all(0 < value < 1 for value in values)
    assert "1" not in one.blocks  # a calibration never steers
    assert one.told(2, 60) == (None, None)


def test_the_end_of_a_block_says_how_much_of_it_the_score_steered(ran) -> None:
    """Counted trial for trial, and kept apart from what was only delivered."""
    bench = ran(1)
    ends = {line.block: line for line in bench.diary.ledger if hasattr(line, "n_told")}
    for block in (1, 2, 3):
        lines = [line for line in trials_of(bench) if line.record.block == block]
        told = [line.decided.evidence.engagement is not None for line in lines]
        acted = [line.decided.acted for line in lines]
        found = ends[block]
        assert (found.n_trials, found.n_told, found.n_acted) == (
            len(lines),
            sum(told),
            sum(acted),
        )
    assert ends[1].n_told == 0
    assert ends[2].n_told > ends[2].n_acted > 0
