"""Does the check of a carried score let the right person on, and nobody else?

    attention-camp bench calibration_check

People drawn from the simulated population calibrate in full; on another day (another
seed: other noise, other artefacts) they do the check of rest, task and rest. Asked of
those whose calibration permitted steering: how often the check holds for themselves,
for a stranger with their score, and where task and rest are the same. Beside it stands
what it is about: the AUC of the carried score and that of a full calibration of the
same day, on windows that neither has seen. Shares have Wilson's interval of 95 %, mean
AUCs that of Student's t: people differ, and so do their days.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.person import Version
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.link import Permission
from attention_camp.models.figures import auc
from attention_camp.models.replay_buffer import buffer_from_bytes, hash_of
from attention_camp.models.scorer import Scorer
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.physiology import Physiology

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE = 24
SECONDS = 25.0
REST, WORK = 0.2, 0.85
FULL = ("rest", "engaged") * 3
BRACKET = ("rest", "engaged", "rest")


class Days:
    """What a person's days leave."""

    is_blinded, is_carried = False, True

    def __init__(self, *contents: bytes) -> None:
        self.contents = list(contents)

    def earlier(self) -> Sequence[Version]:
        return [
            Version(hash_of(content), buffer_from_bytes(content, "here"))
            for content in self.contents
        ]

    def keep(self, content: bytes) -> None:
        self.contents.append(content)


def day(
    person: int, seed: int, labels: Sequence[str], days: Days, *, work: float = WORK
) -> EegEngine:
    """Return an engine after blocks of rest and task of one person on one day.

    Parameters
    ----------
    person : int
        Seed of the physiology.
    seed : int
        Of the day.
    labels : sequence of str
        The blocks.
    days : Days
        What earlier days left.
    work : float
        Engagement at task, 0 to 1.
    """
    clock = VirtualClock()
    names = system_10_10(19)
    brain = SimulatedBrain(names, seed=seed, physiology=Physiology.draw(person))
    brain.start()
    scorer = Scorer("attention", sfreq=250.0, ch_names=brain.info.ch_names)
    engine = EegEngine(brain, scorer=scorer, clock=clock)
    engine.remember(days)
    wait(engine, clock, 5.0)
    for label in labels:
        engine.set_engagement(REST if label == "rest" else work)
        begun = clock.now()
        wait(engine, clock, SECONDS)
        engine.keep(label, begun, clock.now())
    return engine


def wait(engine: EegEngine, clock: VirtualClock, seconds: float) -> None:
    """Let time pass."""
    until = clock.now() + seconds
    while clock.now() < until:
        clock.sleep_until(min(clock.now() + 0.5, until))
        engine.step()


def told_apart(engine: EegEngine, scorer: Scorer) -> float:
    """Return the AUC of a scorer on two more blocks of the same day."""
    clock, y, z = engine.clock, [], []
    for label, level in ((0, REST), (1, WORK)):
        engine.set_engagement(level)
        wait(engine, clock, 4.0)
        begun = engine.acquisition.n_samples
        wait(engine, clock, SECONDS)
        for first in range(begun, engine.acquisition.n_samples - 1000, 1000):
            window = engine.acquisition.window_at(first, first + 1000)
            said, _ = scorer.score(window.data, bads=window.bads)
            if said is not None:
                y.append(label)
                z.append(said.value)
    return auc(np.array(y), np.array(z))


def checked(person: int, seed: int, left: bytes, *, work: float = WORK) -> Permission:
    """Return what the check of one day says of what another one left."""
    engine = day(person, seed, BRACKET, Days(left), work=work)
    try:
        return engine.check()
    finally:
        engine.close()


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (what was asked, share or AUC, goal)."""
    left: dict[int, bytes] = {}
    for person in range(1, N_PEOPLE + 1):
        days = Days()
        engine = day(person, 100 + person, FULL, days)
        if engine.calibrate().steering:
            left[person] = days.contents[-1]
        engine.close()
    yield f"calibration permits steering ({N_PEOPLE} people)", len(left) / N_PEOPLE, ""
    own, strange, idle, aucs = [], [], [], []
    people = list(left)
    for k, person in enumerate(people):
        other = people[(k + 1) % len(people)]
        own.append(checked(person, 500 + person, left[person]).steering)
        strange.append(checked(person, 600 + person, left[other]).steering)
        idle.append(checked(person, 700 + person, left[person], work=REST).steering)
        aucs.append(_both(person, left[person]))
    for what, held, goal in (
        ("the check holds for themselves on another day", own, "≥ 0.80"),
        ("for a stranger's score", strange, ""),
        ("where nothing differs between task and rest", idle, "≤ 0.10"),
    ):
        yield (
            f"{what} ({sum(held)} of {len(held)}; {_wilson(held)})",
            _share(held),
            goal,
        )
    carried, full = np.array(aucs).T
    for what, found in (
        ("AUC of the carried score on another day", carried),
        ("AUC of a full calibration of that day", full),
    ):
        yield f"{what} ({_around(found)})", float(np.nanmean(found)), ""


def _both(person: int, left: bytes) -> tuple[float, float]:
    """Return the AUC of the carried score and of a full calibration of the same day."""
    from attention_camp.models.judging.carried import carried_scorer

    engine = day(person, 800 + person, FULL, Days())
    try:
        shipped = engine.calibration.scorer
        carried = carried_scorer(shipped, buffer_from_bytes(left, "here"))
        engine.calibrate()
        own = engine.calibration.scorer
        if carried is None:
            return math.nan, math.nan
        # the same stretch cannot be recorded twice: each is asked of blocks of its own
        return told_apart(engine, carried), told_apart(engine, own)
    finally:
        engine.close()


def _wilson(held: Sequence[bool]) -> str:
    """Return the interval of 95 % for a share, as a text."""
    if not held:
        return "nobody"
    low, high = stats.binomtest(sum(held), len(held)).proportion_ci(method="wilson")
    return f"95 %: {low:.2f} to {high:.2f}"


def _around(values: NDArray[np.float64]) -> str:
    """Return the interval of 95 % for the mean of what is known, as a text."""
    known = values[~np.isnan(values)]
    if len(known) < 2:
        return "one person at most"
    error = stats.sem(known) * stats.t.ppf(0.975, len(known) - 1)
    return f"95 %: {known.mean() - error:.2f} to {min(known.mean() + error, 1.0):.2f}"


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else math.nan
