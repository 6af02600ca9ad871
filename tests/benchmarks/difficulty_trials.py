"""Trials needed to know a threshold to 0.05 log units: ours, questplus, PsychoPy.

Counted are the trials after which the root mean square error over the observers stays
at or below 0.05 log10 units. QUEST+ gives the mean of its posterior, a staircase the
mean of its reversals after the second, ours and PsychoPy's alike. PsychoPy is measured
where ATTENTION_CAMP_PSYCHOPY names the Python of an environment with it. With 500
observers its QuestPlusHandler alone takes some ten minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from observed_thresholds import (
    GOAL,
    GUESS,
    INTENSITIES,
    LAPSE,
    N_QUEST,
    N_TRIALS,
    SLOPE,
    START,
    THREE_RIGHT,
    Answer,
    Method,
    beside_threshold,
    errors,
    trials_needed,
)

from attention_camp.tasks.difficulty.quest_plus import QuestPlus
from attention_camp.tasks.difficulty.rule import Evidence, Rule
from attention_camp.tasks.difficulty.staircase import TransformedUpDown, WeightedUpDown

IS_LONG = True
PSYCHOPY = "ATTENTION_CAMP_PSYCHOPY"
PEER = str(Path(__file__).with_name("psychopy_thresholds.py"))
LEVELS = INTENSITIES[::-1]
"""Intensity of each level of our rules: the strongest is the easiest."""
FIRST_LEVEL = int(np.argmin(np.abs(LEVELS - START))) + 1
FINE = np.round(np.arange(-2.0, 0.001, 0.0125), 4)
"""A grid four times as fine in both directions, which only ours can afford."""

Found = dict[str, tuple[NDArray[np.float64], float]]
"""Name of a method: estimate minus truth, and processor seconds of a trial."""


def quest(answer: Answer, grid: NDArray[np.float64] = INTENSITIES) -> Iterator[float]:
    """Run our QUEST+."""
    method = QuestPlus(
        stimuli=tuple(grid.tolist()),
        thresholds=tuple(grid.tolist()),
        slopes=(SLOPE,),
        lapses=(LAPSE,),
        guesses=(GUESS,),
        function="weibull-log10",
    )
    state = method.start()
    for _ in range(N_QUEST):
        intensity = method.next(state)
        state = method.update(state, intensity, correct=answer(intensity))
        yield method.estimate(state).threshold


def fine_quest(answer: Answer) -> Iterator[float]:
    """Run our QUEST+ on the fine grid."""
    return quest(answer, FINE)


def staircase(rule: Rule[Any], share: float) -> Method:
    """Return the method of one of our staircases, which settles at ``share``."""

    def run(answer: Answer) -> Iterator[float]:
        decision, state = rule.start()
        reversals: list[float] = []
        direction = 0
        for _ in range(N_TRIALS):
            shown = decision.level
            intensity = float(LEVELS[shown - 1])
            correct = answer(intensity)
            evidence = Evidence(shown, correct, float(correct))
            decision, state = rule.decide(state, evidence)
            moved = decision.level - shown
            if moved * direction < 0:
                reversals.append(intensity)
            direction = moved or direction
            late = reversals[2:]
            yield (float(np.mean(late)) if late else intensity) - beside_threshold(
                share
            )

    return run


def questplus_package(answer: Answer) -> Iterator[float]:
    """Run the package questplus, the oracle of the tests."""
    from questplus.qp import QuestPlusWeibull

    method = QuestPlusWeibull(
        intensities=INTENSITIES,
        thresholds=INTENSITIES,
        slopes=[SLOPE],
        lower_asymptotes=[GUESS],
        lapse_rates=[LAPSE],
        responses=["Yes", "No"],
        stim_scale="log10",
        param_estimation_method="mean",
    )
    for _ in range(N_QUEST):
        intensity = float(method.next_intensity)
        response = "Yes" if answer(intensity) else "No"
        method.update(intensity=intensity, response=response)
        yield float(method.param_estimate["threshold"])


WEIGHTED = WeightedUpDown(len(LEVELS), FIRST_LEVEL, target=THREE_RIGHT)
TRANSFORMED = TransformedUpDown(len(LEVELS), FIRST_LEVEL)
OURS: dict[str, tuple[Method, int]] = {
    "our QUEST+": (quest, N_QUEST),
    "our QUEST+ on a finer grid": (fine_quest, N_QUEST),
    "our weighted up-down": (staircase(WEIGHTED, THREE_RIGHT), N_TRIALS),
    "our n-up m-down": (staircase(TRANSFORMED, THREE_RIGHT), N_TRIALS),
    "questplus": (questplus_package, N_QUEST),
}
PSYCHOPYS = {
    "PsychoPy's QuestPlusHandler": "quest-plus",
    "PsychoPy's StairHandler, steps 0.2, 0.1, 0.05": "stairs",
    "PsychoPy's StairHandler, steps 0.05": "even-stairs",
}
RIVALS = {
    "our QUEST+": tuple(PSYCHOPYS),
    "our weighted up-down": tuple(PSYCHOPYS)[1:],
    "our n-up m-down": tuple(PSYCHOPYS)[1:],
}
"""Whose trials ours are compared with: each method with those of its kind."""


def measure_ours(n_observers: int) -> Found:
    """Return what our methods and questplus find."""
    found: Found = {}
    for name, (method, n_trials) in OURS.items():
        begin = time.process_time()
        off = errors(method, n_observers, n_trials)
        found[name] = off, (time.process_time() - begin) / off.size
    return found


def measure_psychopy(n_observers: int) -> Found:
    """Return what PsychoPy's handlers find, in their own environment."""
    found: Found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, method in PSYCHOPYS.items():
            path = str(Path(folder) / "errors.npz")
            command = [os.environ[PSYCHOPY], PEER, method, str(n_observers), path]
            subprocess.run(command, capture_output=True, check=True)
            with np.load(path) as saved:
                found[name] = saved["found"], float(saved["seconds"])
    return found


def run(n_observers: int = 500) -> list[tuple[str, float, str]]:
    """Return (name, figure or ratio, goal)."""
    found = measure_ours(n_observers)
    if PSYCHOPY in os.environ:
        found |= measure_psychopy(n_observers)
    needed = {name: trials_needed(off) for name, (off, _) in found.items()}
    rows = [
        (f"trials to {GOAL} log units, {n_observers} observers, {name}", n, "none")
        for name, n in needed.items()
    ]
    rows += [
        (f"trials, {name} / {rival}", needed[name] / needed[rival], "at most 1")
        for name, rivals in RIVALS.items()
        for rival in rivals
        if rival in needed
    ]
    rows += [
        (
            f"time of a trial, our QUEST+ / {rival}",
            found["our QUEST+"][1] / took,
            "none",
        )
        for rival, (_, took) in found.items()
        if rival in {"questplus", "PsychoPy's QuestPlusHandler"}
    ]
    return [*rows, ("next of QUEST+ at trial 500, ms", 1000 * next_time(), "at most 5")]


def next_time() -> float:
    """Return the median seconds of `next` after 500 trials, for 820 parameter sets."""
    grid = tuple(float(x) for x in range(-40, 1))
    method = QuestPlus(
        grid, grid, slopes=(2.0, 3.0, 4.0, 5.0), lapses=(0.0, 0.01, 0.02, 0.03, 0.04)
    )
    state = method.start()
    rng = np.random.default_rng(0)
    for _ in range(500):
        state = method.update(state, method.next(state), correct=rng.random() < 0.75)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        method.next(state)
        times.append(time.perf_counter() - start)
    return float(np.median(times))


if __name__ == "__main__":
    for what, figure, goal in run(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        print(f"{what}: {figure:.3g} (goal: {goal})")
