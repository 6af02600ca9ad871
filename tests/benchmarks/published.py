"""The shelf of published loops on simulated people, with what they assume and without.

    attention-camp bench published

Each protocol runs whole through the real trial loop, with rules, arms, donors and
ledger, in people in whom what the paper assumes is planted with a strength from none
upwards. The score is what a headset would show of the person, with noise of its own;
the chain from electrodes to score has benchmarks of its own. Printed are the paper's
contrast in the whole pool, and the share of studies of the paper's size, drawn from it,
in which it is found: at strength 0 that is the rate of false positives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from session_speed import Memory, NoHeadset

from attention_camp.camp.session.arms.arm_lines import ArmLine, Course
from attention_camp.camp.session.arms.courses import course_of
from attention_camp.camp.session.arms.delivery import Assignment
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.link import Permission, Place, Score
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.camp.study.arms.published import (
    LOOPS,
    Session,
    Shown,
    contrast,
    session_of,
    tuckute_interaction,
)
from attention_camp.tasks.observers.observer import make_person

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE = 40
"""In the pool of each arm and strength."""
N_STUDIES = 1000
STRENGTHS = (0.0, 0.5, 1.0, 2.0)
NOISE = 0.08
"""SD of what the score adds to what the EEG shows."""
SFREQ = 250.0


@dataclass(frozen=True)
class Assumed:
    """What a paper assumes, and the study it ran."""

    traits: str
    """Of the people; {s} is the strength."""
    arms: tuple[tuple[str, str], ...]
    """Protocol and arm."""
    n: int
    """People in an arm of a study drawn from the pool."""


SHELF = {
    "pope1995": Assumed(
        "link=0.9,arousal={a}", (("pope1995", "closed-loop"),), 20
    ),
    "rahman2022": Assumed(
        "link=0.9,noticing={n}",
        (("rahman2022", "closed-loop"), ("rahman2022", "performance-only"),
         ("rahman2022fixed", "performance-only")),
        15,
    ),
    "debettencourt2015": Assumed(
        "link=0.9,noticing={m}",
        (("debettencourt2015", "closed-loop"), ("debettencourt2015", "yoked")),
        20,
    ),
    "debettencourt2019": Assumed(
        "link=0,automatic={t}", (("debettencourt2019", "performance-only"),), 24
    ),
    "tuckute2021": Assumed(
        "link={l}", (("tuckute2021", "closed-loop"), ("tuckute2021", "yoked")), 11
    ),
}  # fmt: skip
"""Rahman et al. had 44 people in three arms, Tuckute et al. 22 in two; the other
numbers are our own."""


class Link(NoHeadset):
    """EEG that shows the person, and a calibration that permits steering."""

    permission = Permission(True, "calibrated", model="m")

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng((seed, 5))
        self.person: Any = None

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        return tuple(Place(round(SFREQ * time), time) for time in times)

    def score(self, start: float, stop: float) -> Score:
        value = self.person.shown + NOISE * float(self._rng.normal())
        span = round(SFREQ * start), round(SFREQ * stop)
        value = min(max(value, 0.0), 1.0)
        return Score(value, 0.9, "", 1.0, *span, "m", estimator="attention")

    def calibrate(self) -> Permission:
        return self.permission


def work(plan: Plan, who: int, arm: str, traits: str, course: Course | None) -> Session:
    """Run one person's session; return what the analyses see of it."""
    clock, store, link = VirtualClock(), Memory(), Link(who)
    person = make_person(f"seed={who + 1},{traits}")
    link.person = person
    body = SimulatedParticipant(person, clock, link, seed=who)
    screen = SimulatedScreen(
        person, clock, seed=who, engagement=body.engagement, perceive=body.perceive
    )
    parts = Parts(
        screen, link, store, lambda _: None, NoControl(), clock, attend=body.attend
    )
    request = SessionRequest(Path("shelf"), f"{who:04d}", "01", arm=arm, seed=who)
    store.append_ledger(header_line(request, plan.protocol, None, None))
    store.append_ledger(ArmLine(arm, course))
    TrialLoop(plan, parts, request=request, assigned=Assignment(arm, course)).run()
    found = session_of(request.participant, store.lines)
    if found is None:
        raise RuntimeError("the session has no trials")
    return found


def pool(name: str, strength: float, n_people: int) -> list[Session]:
    """Return the sessions of all arms, another person in each."""
    assumed = SHELF[name]
    traits = assumed.traits.format(
        a=0.02 * strength,
        n=0.04 * strength,
        m=0.25 * strength,
        t=1.5 * strength,
        l=strength / 2,
    )
    found: list[Session] = []
    for turn, (protocol, arm) in enumerate(assumed.arms):
        plan = plan_session(load_protocol(protocol))
        for k in range(n_people):
            course = None
            if arm == "yoked":  # the first arm is the donors'
                blocks = plan.protocol.blocks
                course = course_of(
                    found[k].trials, theirs=blocks, ours=blocks, source=f"donor {k}"
                )
            who = 10_000 * turn + k
            found.append(work(plan, who, arm, traits, course))
    return found


def power(name: str, sessions: Sequence[Session], n_studies: int = N_STUDIES) -> float:
    """Return the share of studies of the paper's size that find the paper's sign."""
    whole, n = LOOPS[name](sessions), SHELF[name].n
    rng = np.random.default_rng(11)
    hits = 0
    for _ in range(n_studies):
        drawn = _drawn(whole, n, rng)
        hits += drawn.p < 0.05 and drawn.estimate > 0
    return hits / n_studies


def _drawn(whole: Shown, n: int, rng: np.random.Generator) -> Shown:
    """Return a study of n people an arm, drawn from the pool."""
    rows = rng.integers(len(next(iter(whole.conditions.values()))), size=n)
    taken = {
        name: x[rows if whole.paired else rng.integers(len(x), size=n)]
        for name, x in whole.conditions.items()
    }
    return contrast(whole.loop, whole.measure, taken, paired=whole.paired)


def run(
    n_people: int = N_PEOPLE, loops: Sequence[str] = tuple(SHELF)
) -> Iterator[tuple[str, float, str]]:
    """Yield (loop and strength, power, the contrast in the whole pool)."""
    for name in loops:
        for strength in STRENGTHS:
            sessions = pool(name, strength, n_people)
            shown = LOOPS[name](sessions)
            detail = str(shown)
            if name == "tuckute2021":
                detail += f"; interaction: {tuckute_interaction(sessions)}"
            goal = "2.5 % one-sided" if strength == 0 else "rises with the strength"
            yield (
                f"{name}, strength {strength:g}: share of studies that find it",
                power(name, sessions),
                f"{goal}; pool: {detail}",
            )


if __name__ == "__main__":
    chosen = int((sys.argv[1:2] or [N_PEOPLE])[0]), sys.argv[2:] or tuple(SHELF)
    for what, figure, goal in run(*chosen):
        print(f"{what}: {figure:.3f} ({goal})", flush=True)
