"""A curriculum: a pure function that keeps the session's length and content."""

from __future__ import annotations

import json

import pytest

from attention_camp.tasks.difficulty.curriculum import WHY, Curriculum, Worked

THREE = Curriculum(
    listed=(2, 2, 2), n_levels=(11, 11, 11), targets=(0.75, 0.75, 0.75), pauses=100.0
)
STEADY = (0.5,) * 12
SLOWER = (0.5,) * 4 + (0.55,) * 4 + (0.6,) * 4


def _course(rule, gains, times=STEADY, right=9):
    """Return what is chosen where the level of each task rises by its gain."""
    state, task, chosen = rule.start(), 0, []
    for _ in range(sum(rule.listed) - 1):
        worked = Worked(task, 3, 3 + gains[task], 12, right, times)
        found, state = rule.decide(state, worked)
        chosen.append(found)
        task = found.task
    return chosen


def test_every_task_comes_once_before_one_comes_again() -> None:
    chosen = _course(THREE, (0, 2, 1))
    assert [one.task for one in chosen[:2]] == [1, 2]
    assert [one.why for one in chosen[:2]] == ["first-time", "first-time"]


def test_then_comes_the_task_whose_level_rose_most_never_twice_in_a_row() -> None:
    chosen = _course(THREE, (0, 2, 1))
    assert [one.task for one in chosen[2:]] == [1, 2, 1]
    assert chosen[2].why == "gained-most"


def test_every_task_comes_at_least_half_as_often_as_listed() -> None:
    rule = Curriculum(
        listed=(4, 4), n_levels=(11, 11), targets=(0.75, 0.75), pauses=0.0
    )
    tasks = [0, *(one.task for one in _course(rule, (3, -3)))]
    assert len(tasks) == 8
    assert min(tasks.count(0), tasks.count(1)) >= 2


def test_a_task_begins_where_it_ended() -> None:
    chosen = _course(THREE, (0, 2, 1))
    assert [one.level for one in chosen] == [None, None, 5, 4, 5]


@pytest.mark.parametrize("times", [STEADY, SLOWER])
def test_breaks_add_up_to_those_listed(times) -> None:
    chosen = _course(THREE, (0, 2, 1), times)
    assert sum(one.pause for one in chosen) == pytest.approx(100.0)
    assert min(one.pause for one in chosen) >= 0


def test_a_break_is_longer_after_slower_answers() -> None:
    tired, rested = (_course(THREE, (0, 2, 1), times)[0] for times in (SLOWER, STEADY))
    assert tired.tired
    assert not rested.tired
    assert (tired.pause, rested.pause) == (30.0, 15.0)


def test_a_break_is_longer_after_many_errors() -> None:
    assert _course(THREE, (0, 0, 0), right=7)[0].tired
    assert not _course(THREE, (0, 0, 0), right=8)[0].tired


def test_a_state_survives_json_in_the_middle() -> None:
    worked = Worked(0, 3, 5, 12, 9, STEADY)
    _, state = THREE.decide(THREE.start(), worked)
    again = THREE.from_json(json.loads(json.dumps(THREE.to_json(state))))
    assert again == state
    other = Worked(1, 3, 4, 12, 9, STEADY)
    assert THREE.decide(again, other) == THREE.decide(state, other)


def test_nothing_is_chosen_after_the_last_block() -> None:
    rule = Curriculum(listed=(1,), n_levels=(5,), targets=(0.75,), pauses=0.0)
    with pytest.raises(ValueError, match="no block left"):
        rule.decide(rule.start(), Worked(0, 1, 1, 1, 1))


def test_every_reason_has_a_sentence() -> None:
    reasons = {one.why for gains in ((0, 2, 1), (3, 0, 0)) for one in
               _course(THREE, gains)}  # fmt: skip
    assert reasons <= set(WHY)
