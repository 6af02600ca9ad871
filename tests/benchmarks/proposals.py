"""Whether a planted fault of a design is proposed to be mended, and none else.

    attention-camp bench proposals

Simulated people do one block each on a virtual clock, through the real tasks; their
frames are those that a study gathers. Ten protocols have one fault each, fifty none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.append(str(Path(__file__).resolve().parent))
from session_speed import NoHeadset

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.proposals import Proposal, propose
from attention_camp.tasks import load_task
from attention_camp.tasks.observers.observer import make_person

IS_LONG = True
N_PEOPLE = 24

Row = tuple[str, float, str]


@dataclass(frozen=True)
class Design:
    """A protocol of one block, its fault, and the entry that ought to change."""

    task: str
    level: int
    trials: int
    fault: str = ""
    entry: str = ""
    options: dict[str, Any] = field(default_factory=dict)
    people: str = ""
    """Traits of its people, as after ``person:``."""
    refused: float = 0.0
    """Share of people whose calibration is refused."""


FAULTS = (
    Design("change-detection", 1, 60, "ceiling", "start_level"),
    Design("change-detection", 2, 60, "ceiling", "start_level"),
    Design("change-detection", 10, 60, "floor", "start_level", people="capacity=0.8"),
    Design(
        "visual-search", 6, 60, "censoring", "options.time_limit", {"time_limit": 0.8}
    ),
    Design("sternberg", 4, 60, "censoring", "options.time_limit", {"time_limit": 0.7}),
    Design("stroop", 5, 60, "censoring", "options.time_limit", {"time_limit": 0.6}),
    Design("visual-search", 5, 4, "too few trials", "trials"),
    Design("change-detection", 6, 8, "too few trials", "trials"),
    Design("change-detection", 5, 16, "too few trials", "trials"),
    Design("sternberg", 4, 80, "unreliable scores", "trials", refused=0.8),
)  # fmt: skip
_LENGTHS = (80, 90, 100, 110, 120)
SOUND = (
    *(Design("visual-search", level, n) for level in (2, 3, 4) for n in _LENGTHS),
    *(Design("sternberg", level, n) for level in (2, 3, 4, 5) for n in _LENGTHS),
    *(Design("change-detection", level, 4 * n) for level in (5, 6) for n in _LENGTHS),
    *(Design("attention-network", 1, n) for n in _LENGTHS),
)


def study_of(design: Design, seed: int) -> StudyData:
    """Return the frames of a study of one block by simulated people."""
    trials, runs, scores = [], [], []
    for k in range(N_PEOPLE):
        person = make_person(
            ",".join(filter(None, (design.people, f"seed={1000 * seed + k + 1}")))
        )
        task, clock = load_task(design.task, **design.options), VirtualClock()
        who = SimulatedParticipant(person, clock, NoHeadset(), seed=k)
        screen = SimulatedScreen(person, clock, seed=k, engagement=who.engagement)
        who.attend(rest=False)
        rng = np.random.default_rng((seed, k))
        keys = {
            "participant": f"{k:03d}", "arm": "one", "session": "pre1", "run": 1,
            "protocol": "made", "time": "pre",
        }  # fmt: skip
        place = {"block": 1, "stage": "main", "task": design.task}
        done = []
        for number in range(1, design.trials + 1):
            trial = task.next_trial(design.level, rng)
            response = screen.present(trial)
            outcome = task.score(trial, response)
            done.append((trial, outcome))
            trials.append(
                keys | place | {
                    "trial": number, "condition": trial.condition,
                    "level": design.level, "correct": outcome.correct,
                    "responded": outcome.responded
                    and not outcome.measures.get("late", False),
                    "reaction_time": outcome.reaction_time,
                }
            )  # fmt: skip
        is_refused = k < design.refused * N_PEOPLE
        n = design.trials
        runs.append(keys | {"n_scored": 0 if is_refused else n,
                            "n_refused": n if is_refused else 0})  # fmt: skip
        scores += [keys | place | {"score": s} for s in task.summary(done)]
    block = {
        "task": design.task, "trials": design.trials, "start_level": design.level,
        "options": design.options, "rule": {"name": "fixed"}, "stage": "main",
    }  # fmt: skip
    calibration = {"task": "visual-search", "stage": "calibration", "trials": 40}
    blocks = [block, calibration]
    return StudyData(
        Path("made-up"), pd.DataFrame(runs), pd.DataFrame(), pd.DataFrame(scores),
        pd.DataFrame(trials), pd.DataFrame(), (), {"made": {"blocks": blocks}},
    )  # fmt: skip


def run() -> Iterator[Row]:
    """Yield how many faults are named, and in how many sound protocols one is."""
    found = 0
    for seed, design in enumerate(FAULTS):
        proposals = propose(study_of(design, seed))
        is_found = any(one.field == design.entry for one in proposals)
        found += is_found
        _told(design, proposals, is_good=is_found)
    yield "planted faults proposed to be mended", found, "10 of 10"
    n = int(os.environ.get("ATTENTION_CAMP_STUDIES", len(SOUND)))
    false = 0
    for k in range(n):
        design = SOUND[k % len(SOUND)]
        proposals = propose(study_of(design, 100 + k))
        false += bool(proposals)
        if proposals:
            _told(design, proposals, is_good=False)
    yield f"of {n} sound protocols proposed to be changed", false, "0"


def _told(design: Design, proposals: list[Proposal], *, is_good: bool) -> None:
    """Say on standard error what was found, for whoever looks into it."""
    listed = [(one.field, one.now, one.proposed, one.figure) for one in proposals]
    facts = {k: v for k, v in asdict(design).items() if v}
    print("ok" if is_good else "NOT", facts, listed, file=sys.stderr)


if __name__ == "__main__":
    for what, value, goal in run():
        print(f"{what}: {value:g} ({goal})", flush=True)
