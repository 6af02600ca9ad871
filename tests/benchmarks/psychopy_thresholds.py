"""PsychoPy's side of `difficulty_trials`, run by the Python of its own environment.

`PYTHON psychopy_thresholds.py METHOD N_OBSERVERS FILE` writes FILE (.npz): estimate
minus truth, shape (n_observers, n_trials), and the processor time of a trial, s.
It imports nothing of ours but the observers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np
from observed_thresholds import (
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
)
from psychopy.data import QuestPlusHandler, StairHandler


def quest_plus(answer: Answer) -> Iterator[float]:
    """Run QuestPlusHandler on the grid that ours has too."""
    handler = QuestPlusHandler(
        nTrials=N_QUEST,
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


def stairs(step_sizes: list[float]) -> Method:
    """Run StairHandler: three right down, one wrong up; mean of late reversals."""

    def run(answer: Answer) -> Iterator[float]:
        handler = StairHandler(
            startVal=START,
            nReversals=10_000,
            stepSizes=step_sizes,
            nTrials=N_TRIALS,
            nUp=1,
            nDown=3,
            stepType="lin",
            minVal=float(INTENSITIES[0]),
            maxVal=float(INTENSITIES[-1]),
        )
        beside = beside_threshold(THREE_RIGHT)
        for done, intensity in enumerate(handler, start=1):
            handler.addResponse(int(answer(float(intensity))))
            late = handler.reversalIntensities[2:]
            yield (float(np.mean(late)) if late else float(intensity)) - beside
            if done == N_TRIALS:
                return

    return run


METHODS: dict[str, tuple[Method, int]] = {
    "quest-plus": (quest_plus, N_QUEST),
    "stairs": (stairs([0.2, 0.1, 0.05]), N_TRIALS),
    "even-stairs": (stairs([0.05]), N_TRIALS),
}


def main() -> None:
    """Measure what the command line asks for."""
    name, n_observers, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    method, n_trials = METHODS[name]
    begin = time.process_time()
    found = errors(method, n_observers, n_trials)
    seconds = (time.process_time() - begin) / found.size
    np.savez(path, found=found, seconds=seconds)


if __name__ == "__main__":
    main()
