"""Rules and tasks bring simulated participants of any ability to the target."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.trial import Answer, Response, Trial

Present = Callable[[Trial, Sequence[Answer]], Response]


def train(
    present: Present, name: str, rule_name: str, who: str, *, seed: int
) -> tuple[list[int], list[bool]]:
    task, observer = load_task(name), make_observer(who)
    rule = make_rule(
        rule_name,
        n_levels=task.n_levels,
        chance=task.chance,
        target=task.target,
        start_level=3,
    )
    rng = np.random.default_rng(seed)
    decision, state = rule.start()
    levels, right = [], []
    for _ in range(90):
        trial = task.next_trial(decision.level, rng)
        outcome = task.score(trial, present(trial, observer.answer(trial, rng)))
        levels.append(decision.level)
        right.append(outcome.correct)
        told = Evidence(decision.level, outcome.correct, outcome.performance)
        decision, state = rule.decide(state, told)
    return levels[30:], right[30:]


@pytest.mark.parametrize("rule_name", ["weighted-up-down", "quest-plus"])
@pytest.mark.parametrize(
    "name", ["visual-search", "sternberg", "pvt", "corsi-span", "digits-in-noise"]
)
def test_people_of_any_skill_come_to_the_target_at_levels_of_their_own(
    name: str, rule_name: str, present: Present
) -> None:
    target = load_task(name).target
    places = []
    # a block of triplets has few answers near the threshold; lengths are whole numbers
    n_runs = 24 if name == "digits-in-noise" else 6
    allowed = 0.15 if name == "corsi-span" else 0.1
    for who in ("novice", "default", "expert"):
        runs = [train(present, name, rule_name, who, seed=s) for s in range(n_runs)]
        share = np.mean([right for _, right in runs])
        assert share == pytest.approx(target, abs=allowed)
        places.append(np.mean([levels for levels, _ in runs]))
    assert places[0] + 0.5 < places[1] < places[2] - 0.5
