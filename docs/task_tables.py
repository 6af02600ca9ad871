"""Print the tables of docs/tasks.md: levels, and published scores against the truth.

From the root of the repository: python docs/task_tables.py
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.observers.observer import make_observer

TESTS = Path(__file__).resolve().parents[1] / "tests" / "tasks"


def load(name: str) -> ModuleType:
    """Return a module of the tests, which lie in no package."""
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{TESTS / name}.py is not there.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block(present: Any, task: Any, observer: Any, level: int, n: int) -> list[Any]:
    """Return ``n`` trials of a level with their outcomes."""
    rng = np.random.default_rng([11, level])
    trials = []
    for _ in range(n):
        trial = task.next_trial(level, rng)
        response = present(trial, observer.answer(trial, rng))
        trials.append((trial, task.score(trial, response)))
    return trials


def print_levels(present: Any, n: int = 200) -> None:
    """Print the share of right trials of the default observer at each level."""
    print("| task | right at levels 1, 2, … |\n|---|---|")
    for name in sorted(TASKS):
        task = load_task(name)
        if task.n_levels == 1:
            continue
        shares = []
        for level in range(1, task.n_levels + 1):
            trials = block(present, task, make_observer("default"), level, n)
            shares.append(f"{np.mean([o.correct for _, o in trials]):.2f}")
        print(f"| {name} | {' '.join(shares)} |")


def print_truth(present: Any, cases: Any) -> None:
    """Print each published score beside the observer's truth."""
    print("\n| task | options | score | truth | found | tolerance |")
    print("|---|---|---|---|---|---|")
    for case in cases:
        task = load_task(case.task, **case.options)
        observer: Any = make_observer(case.observer)
        trials = [
            pair
            for level in case.levels
            for pair in block(present, task, observer, level, case.n)
        ]
        sample = next(t for t, _ in trials if t.condition != "absent")
        truth = case.truth(observer.person, sample)
        found = task.summary(trials)[case.figure]
        options = ", ".join(f"{k} {v}" for k, v in case.options.items())
        print(
            f"| {case.task} | {options} | {case.figure} | {truth:.3g} | {found:.3g} "
            f"| {case.tolerance:g} |"
        )


if __name__ == "__main__":
    screen = load("conftest").present_trial
    print_levels(screen)
    print_truth(screen, load("test_known_truth").CASES)
