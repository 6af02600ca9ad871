"""Trials needed to know a threshold to 0.05 log units: ours, questplus, PsychoPy.

Every method meets the same simulated observers (Weibull, slope 3.5, lapse 0.02, two
alternatives) with the same luck: at trial k observer i answers right if the same
random number lies below its share right. Counted are the trials after which the error
stays at or below 0.05 log10 units (root mean square over observers). Peers that are
not installed are left out. PsychoPy wants an environment of its own: there, from the
root of the repository, with build/types on PYTHONPATH:

    python tests/benchmarks/difficulty_trials.py [number of observers]
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from attention_camp.tasks.difficulty.quest_plus import QuestPlus

GOAL = 0.05
N_TRIALS = 120
SLOPE, LAPSE, GUESS = 3.5, 0.02, 0.5
INTENSITIES = np.round(np.arange(-2.0, 0.001, 0.05), 4)

Answer = Callable[[float], bool]
Method = Callable[[Answer], Iterator[float]]
"""Gives its estimate of the threshold after each trial."""


def share_right(intensity: float, threshold: float) -> float:
    rising = -np.expm1(-(10 ** (SLOPE * (intensity - threshold))))
    return float(GUESS + (1 - GUESS - LAPSE) * rising)


FINE = np.round(np.arange(-2.0, 0.001, 0.0125), 4)
"""A grid four times as fine in both directions, which only ours can afford."""


def ours(answer: Answer, grid: NDArray[np.float64] = INTENSITIES) -> Iterator[float]:
    quest = QuestPlus(
        stimuli=tuple(grid.tolist()),
        thresholds=tuple(grid.tolist()),
        slopes=(SLOPE,),
        lapses=(LAPSE,),
        guesses=(GUESS,),
        function="weibull-log10",
    )
    state = quest.start()
    for _ in range(N_TRIALS):
        intensity = quest.next(state)
        state = quest.update(state, intensity, correct=answer(intensity))
        yield quest.estimate(state).threshold


def ours_fine(answer: Answer) -> Iterator[float]:
    return ours(answer, FINE)


def questplus_package(answer: Answer) -> Iterator[float]:
    from questplus.qp import QuestPlusWeibull

    quest = QuestPlusWeibull(
        intensities=INTENSITIES,
        thresholds=INTENSITIES,
        slopes=[SLOPE],
        lower_asymptotes=[GUESS],
        lapse_rates=[LAPSE],
        responses=["Yes", "No"],
        stim_scale="log10",
        param_estimation_method="mean",
    )
    for _ in range(N_TRIALS):
        intensity = float(quest.next_intensity)
        quest.update(intensity=intensity, response="Yes" if answer(intensity) else "No")
        yield float(quest.param_estimate["threshold"])


def psychopy_quest_plus(answer: Answer) -> Iterator[float]:
    from psychopy.data import QuestPlusHandler

    handler = QuestPlusHandler(
        nTrials=N_TRIALS,
        intensityVals=INTENSITIES,
        thresholdVals=INTENSITIES,
        slopeVals=[SLOPE],
        lowerAsymptoteVals=[GUESS],
        lapseRateVals=[LAPSE],
        responseVals=("Yes", "No"),
        psychometricFunc="weibull",
        stimScale="log10",
        paramEstimationMethod="mean",
    )
    for intensity in handler:
        handler.addResponse("Yes" if answer(float(intensity)) else "No")
        yield float(handler.paramEstimate["threshold"])


def psychopy_stairs(answer: Answer) -> Iterator[float]:
    """Three right down, one wrong up; the mean of the reversals after the second."""
    from psychopy.data import StairHandler

    handler = StairHandler(
        startVal=-0.5,
        nReversals=10_000,
        stepSizes=[0.2, 0.1, 0.05],
        nTrials=N_TRIALS,
        nUp=1,
        nDown=3,
        stepType="lin",
        minVal=-2.0,
        maxVal=0.0,
    )
    # the staircase settles where 79.4 % are right, a little beside the threshold
    rising = -np.log1p(-(0.794 - GUESS) / (1 - GUESS - LAPSE))
    beside = float(np.log10(rising)) / SLOPE
    for done, intensity in enumerate(handler, start=1):
        handler.addResponse(int(answer(float(intensity))))
        late = handler.reversalIntensities[2:]
        yield (float(np.mean(late)) if late else float(intensity)) - beside
        if done == N_TRIALS:
            return


METHODS: dict[str, tuple[Method, str]] = {
    "ours": (ours, "attention_camp"),
    "ours on a finer grid": (ours_fine, "attention_camp"),
    "questplus": (questplus_package, "questplus"),
    "psychopy QuestPlusHandler": (psychopy_quest_plus, "psychopy"),
    "psychopy StairHandler": (psychopy_stairs, "psychopy"),
}


def errors(method: Method, n_observers: int) -> NDArray[np.float64]:
    """Return estimate minus truth, shape (n_observers, N_TRIALS)."""
    rng = np.random.default_rng(2017)
    thresholds = rng.uniform(-1.6, -0.4, n_observers)
    luck = rng.random((n_observers, N_TRIALS))
    found = np.empty((n_observers, N_TRIALS))
    for i, threshold in enumerate(thresholds):
        draws = iter(luck[i])

        def answer(
            intensity: float,
            *,
            draws: Iterator[float] = draws,
            threshold: float = float(threshold),
        ) -> bool:
            return bool(next(draws) < share_right(intensity, threshold))

        found[i] = np.fromiter(method(answer), float, count=N_TRIALS) - threshold
    return found


def trials_needed(found: NDArray[np.float64]) -> float:
    """Return the first trial from which the error stays at the goal; infinite: none."""
    over = np.flatnonzero(np.sqrt(np.mean(found**2, axis=0)) > GOAL)
    first = 1 if not len(over) else int(over[-1]) + 2
    return float(first) if first <= found.shape[1] else float("inf")


def run(n_observers: int = 60) -> list[tuple[str, float, str]]:
    """Return (name, figure or ratio, goal); the issue's 500 observers take longer."""
    needed: dict[str, float] = {}
    took: dict[str, float] = {}
    rows = []
    for name, (method, package) in METHODS.items():
        if importlib.util.find_spec(package) is None:
            continue
        start = time.process_time()
        found = errors(method, n_observers)
        took[name] = (time.process_time() - start) / found.size
        needed[name] = trials_needed(found)
        rows.append(
            (f"trials to {GOAL} log units, {n_observers} observers, {name}",
             needed[name], "none")
        )  # fmt: skip
        if name != "ours":
            ratio = needed["ours"] / needed[name]
            goal = "none" if method is ours_fine else "at most 1"
            rows.append((f"trials, ours to those of {name}", ratio, goal))
            ratio = took["ours"] / took[name]
            rows.append((f"time a trial, ours to that of {name}", ratio, "none"))
    rows.append(("next of QUEST+ at trial 500, ms", 1000 * next_time(), "at most 5"))
    return rows


def next_time() -> float:
    """Return the median seconds of `next` after 500 trials, for 820 parameter sets."""
    grid = tuple(float(x) for x in range(-40, 1))
    quest = QuestPlus(
        grid, grid, slopes=(2.0, 3.0, 4.0, 5.0), lapses=(0.0, 0.01, 0.02, 0.03, 0.04)
    )
    state = quest.start()
    rng = np.random.default_rng(0)
    for _ in range(500):
        state = quest.update(state, quest.next(state), correct=rng.random() < 0.75)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        quest.next(state)
        times.append(time.perf_counter() - start)
    return float(np.median(times))


if __name__ == "__main__":
    for what, figure, goal in run(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        sys.stdout.write(f"{what}: {figure:.3g} (goal: {goal})\n")
