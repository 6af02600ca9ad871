"""The learned policy against the hand-written rules, on people it was not trained on.

    attention-camp bench learned

People of another generator than that of training (other groups, another form of the
psychometric function, another pace of engagement, difficulty that may calm) work one
session under each rule through the real loop; the same person works under all of them,
and what a session is worth is declared in `camp/simulate/environment.py`. Then the same
with a score that is noise. ``--train FILE`` trains the policy again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from attention_camp.camp.simulate.environment import (
    HELD_OUT,
    TRAINED_ON,
    CampEnvironment,
    People,
    Reward,
    Worth,
    training_plan,
)
from attention_camp.camp.simulate.without_eeg import run_session
from attention_camp.tasks.difficulty.learned import acting, network_from

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE = 500
N_STEPS = 100_000
RULES = ("staircase", "engagement", "passive", "reaction-time", "learned")
SEED = 900_000

Row = tuple[str, float, str]


def worth(rule: str, people: People, n_people: int) -> NDArray[np.float64]:
    """Return what a session of each person is worth under a rule."""
    plan, found = training_plan(rule), []
    for k in range(n_people):
        person, noise = people.draw(np.random.default_rng(SEED + k))
        ledger = Worth(person, Reward())
        run_session(plan, person, noise, seed=SEED + k, tell=ledger.tell)
        found.append(ledger.take())
    return np.array(found)


def compared(people: People, n_people: int, what: str) -> Iterator[Row]:
    """Yield the mean difference of ``learned`` to each other rule."""
    found = {rule: worth(rule, people, n_people) for rule in RULES}
    mean = float(found["learned"].mean())
    yield f"{what}: worth of a session under learned", mean, f"{n_people} people"
    for rule in RULES[:-1]:
        change = found["learned"] - found[rule]
        test = stats.ttest_1samp(change, 0.0)
        low, high = test.confidence_interval()
        goal = f"95 % {low:.3f} to {high:.3f}, paired; above 0 where learned is better"
        yield f"{what}: learned − {rule}", float(change.mean()), goal


def train(file: Path, kind: str, n_steps: int) -> None:
    """Train a policy and write it."""
    from attention_camp.models.training.policy import train_policy

    values = train_policy(CampEnvironment, kind=kind, n_steps=n_steps)
    file.write_text(json.dumps(values, separators=(",", ":")) + "\n")


def of_file(file: Path, n_people: int) -> tuple[float, float, float]:
    """Return a trained policy's worth less the staircase's, with its interval."""
    network = network_from(json.loads(file.read_text()))
    with acting(network.choose):
        mine = worth("learned", HELD_OUT, n_people)
    change = mine - worth("staircase", HELD_OUT, n_people)
    low, high = stats.ttest_1samp(change, 0.0).confidence_interval()
    return float(change.mean()), float(low), float(high)


def run(n_people: int = N_PEOPLE) -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    yield from compared(HELD_OUT, n_people, "other people")
    noise = replace(HELD_OUT, ranges={**HELD_OUT.ranges, "link": (0.0, 0.0)})
    yield from compared(noise, n_people, "score is noise")
    yield from compared(TRAINED_ON, n_people, "people of training")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--train"]:
        train(Path(sys.argv[2]), (sys.argv[3:4] or ["ppo"])[0], N_STEPS)
    else:
        for what, figure, goal in run(int((sys.argv[1:2] or [N_PEOPLE])[0])):
            print(f"{what}: {figure:.3f} ({goal})", flush=True)
