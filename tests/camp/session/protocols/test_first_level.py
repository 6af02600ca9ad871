"""Where a camp begins: near enough to be found soon, and easy for nearly everybody."""

import numpy as np
import pytest

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks.observers.mind import WORK_LEVEL
from attention_camp.tasks.observers.observer import make_person

PEOPLE, TRIALS = range(1, 17), 60


@pytest.mark.parametrize("task_name", ["visual-search", "change-detection"])
def test_older_adults_begin_where_it_is_easy_and_above_the_first_level(
    task_name: str,
) -> None:
    """Nine in ten on average, and nobody below three in four, before any practice."""
    (block,) = (
        one
        for one in load_protocol("older-adults").blocks
        if one.task == task_name and one.stage == "main"
    )
    task = block.make_task()
    level, rng = block.first_level_of(task), np.random.default_rng(5)
    assert level > 1
    trials = [task.next_trial(level, rng) for _ in range(TRIALS)]
    shares = []
    for seed in PEOPLE:
        screen = SimulatedScreen(
            make_person(f"population=older-adults,seed={seed},learning=0"),
            VirtualClock(),
            seed=seed,
            engagement=lambda: WORK_LEVEL,
        )
        rights = [task.score(one, screen.present(one)).correct for one in trials]
        shares.append(sum(rights) / len(rights))
    assert np.mean(shares) > 0.9
    assert min(shares) > 0.75
