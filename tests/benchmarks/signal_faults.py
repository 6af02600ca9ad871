"""Whole sessions in which the signal fails: is each said, and does no score come of it?

Thirty sessions each in which every electrode is flat, railed, NaN, frozen or flooded by
mains for twelve seconds, in which the host's clock jumps by an hour, and in which the
board runs 1 % too fast. Each has a calibration, trials of a rule that listens to the
score, a recording and a ledger; the datasets are validated in the end.
``ATTENTION_CAMP_FAULTS`` sets the number of sessions of each kind.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.scoring import WINDOW_SECONDS, windows_of
from attention_camp.camp.processes.headless import PumpedClock, run_prepared
from attention_camp.camp.processes.session import check_request
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending, SignalState, SteeringChanged
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.scorer import Scorer
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.stream import Packet
from attention_camp.tasks.observers.observer import make_observer

IS_LONG = True
"""Left out when all benchmarks are run."""
N_SEEDS = 30
FAULTS = {
    "flat": Fault("flat"),
    "railed": Fault("railed", 0.2),
    "nan": Fault("nan", 0.1),
    "frozen": Fault("frozen"),
    "mains": Fault("mains", 200.0),
}
CLOCKS = {"jump": "clock jump", "rate": "wrong rate"}
"""What happens to the clock, and what it is called."""
KINDS = (*FAULTS, *CLOCKS)
EARLIEST, LATEST = 10.0, 85.0
"""When it happens, seconds of the session."""
FAULT_S = 12.0
FILLED_S = 1.0
"""A window with this much of a fault in it must have no score, s."""
JUMP_S = 3_600.0
RATE = 1.01
ESTIMATOR = "theta-alpha"
PROTOCOL = f"""\
name: faults
title: Faults
description: Rest and search in turn, then search that listens to the score.
scoring: {{estimator: {ESTIMATOR}}}
blocks:
""" + "".join(
    "  - {task: rest, stage: calibration, label: rest, options: {duration: 9},"
    " cards: false, rule: {name: fixed}}\n"
    "  - {task: visual-search, stage: calibration, label: engaged, trials: 8,"
    " cards: false, rule: {name: fixed}}\n"
    for _ in range(4)
) + "  - {task: visual-search, trials: 10, cards: false}\n"  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One session."""

    kind: str
    is_finished: bool
    """Whether it came to its own end."""
    is_flagged: bool
    """Whether all that had to be said was said."""
    n_scores: int
    """Scores published of windows full of a fault, or given to a trial of them."""
    n_not_numbers: int
    """Numbers that the difficulty rule was given and that are none."""
    steers: bool
    """Whether the score came to steer the difficulty."""
    is_replayed: bool
    """Whether every decision was made again from what is on disk."""


class JumpingClock(VirtualClock):
    """A session's clock that jumps by an hour at one moment."""

    def __init__(self, jumps_at: float) -> None:
        super().__init__()
        self._jumps_at = jumps_at

    @property
    def true_now(self) -> float:
        return super().now()

    @property
    def offset(self) -> float:
        return JUMP_S if self.true_now >= self._jumps_at else 0.0

    def now(self) -> float:
        return self.true_now + self.offset

    def sleep_until(self, when: float) -> None:
        super().sleep_until(when - self.offset)


class FailingBrain(SimulatedBrain):
    """A simulated brain that fails at one moment, on a clock of its own."""

    def __init__(self, kind: str, seed: int, fails_at: float, clock: JumpingClock):
        super().__init__(seed=seed, speed=RATE if kind == "rate" else 1.0)
        self._fault = FAULTS.get(kind)
        self._fails_at = fails_at
        self._clock = clock
        # as if it were a headset: only then can its clock jump
        self.is_real_time = kind in CLOCKS

    def read(self, now: float) -> Packet | None:
        true_now = self._clock.true_now
        is_failing = 0 <= true_now - self._fails_at < FAULT_S
        if self._fault is not None and is_failing != bool(self._faults):
            for name in self.info.ch_names:
                self.set_fault(name, self._fault if is_failing else None)
        packet = super().read(true_now)
        return None if packet is None else replace(packet, arrival=now)


def run() -> list[tuple[str, float, str]]:
    """Return the shares of sessions in which all was as it should be."""
    n_seeds = int(os.environ.get("ATTENTION_CAMP_FAULTS", N_SEEDS))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        found = list(pool.map(fail_often, KINDS, [n_seeds] * len(KINDS)))
    results = [result for of_a_kind, _ in found for result in of_a_kind]
    problems = [problem for _, of_a_kind in found for problem in of_a_kind]
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))

    def share(is_right: Callable[[Result], bool], kind: str = "") -> float:
        asked = [r for r in results if kind in ("", r.kind)]
        return sum(map(is_right, asked)) / len(asked)

    size = f"share of {len(results)} sessions"
    return [
        *(
            (
                f"{kind}: flagged, share of {n_seeds} sessions",
                share(lambda result: result.is_flagged, kind),
                "1",
            )
            for kind in KINDS
        ),
        (
            "scores from windows full of a fault",
            float(sum(result.n_scores for result in results)),
            "0",
        ),
        (
            "values given to the difficulty rule that are no numbers",
            float(sum(result.n_not_numbers for result in results)),
            "0",
        ),
        (f"came to their own end, {size}", share(lambda r: r.is_finished), "1"),
        (f"decided the same from disk, {size}", share(lambda r: r.is_replayed), "1"),
        (f"score came to steer, {size}", share(lambda r: r.steers), "some"),
        ("errors in the datasets of all sessions", float(len(problems)), "0"),
    ]


def fail_often(kind: str, n_seeds: int) -> tuple[list[Result], list[str]]:
    """Return what became of the sessions of one kind, and what is wrong on disk."""
    with tempfile.TemporaryDirectory() as name:
        dataset = Path(name) / "data"
        results = [failing_session(kind, seed, dataset) for seed in range(n_seeds)]
        return results, [str(problem) for problem in validate(dataset)]


def failing_session(kind: str, seed: int, dataset: Path) -> Result:
    """Run one whole session whose signal fails, and see what became of it."""
    protocol = dataset.with_suffix(".yaml")
    protocol.write_text(PROTOCOL, encoding="utf-8")
    fails_at = float(np.random.default_rng(seed).uniform(EARLIEST, LATEST))
    request = SessionRequest(
        dataset,
        participant=f"{kind}{seed:02d}",
        session="1",
        protocol=str(protocol),
        board="simulated",
        observer="default",
        headless=True,
        seed=seed,
    )
    prepared = check_request(request)
    inner = JumpingClock(fails_at if kind == "jump" else math.inf)
    clock = PumpedClock(inner)
    brain = FailingBrain(kind, seed, fails_at, inner)
    scorer = Scorer(ESTIMATOR, sfreq=brain.info.sfreq, ch_names=brain.info.ch_names)
    engine = EegEngine(brain, scorer=scorer, clock=clock)
    told: list[object] = []
    observer = make_observer("default")
    try:
        ended = run_prepared(
            prepared, engine, clock=clock, tell=told.append, observer=observer
        )
    finally:
        engine.close()
    states = [message for message in told if isinstance(message, SignalState)]
    lines, _ = read_jsonl(prepared.paths.decisions)
    trials = [line for line in lines if "evidence" in line]
    n_scores = 0
    if kind in CLOCKS:
        is_flagged = {f for state in states for f in state.faults} == {CLOCKS[kind]}
    else:
        failed = (fails_at, fails_at + FAULT_S)
        full = [s for s in states if _is_full(s.n_samples, failed, brain.info.sfreq)]
        is_flagged = bool(full) and all(state.reason for state in full)
        n_scores = sum(state.engagement is not None for state in full)
        n_scores += sum(_is_scored(line, failed, brain.info.sfreq) for line in trials)
    again = replay_run(prepared.paths)
    given = [line["evidence"][key] for line in trials for key in GIVEN]
    return Result(
        kind=kind,
        is_finished=ended.ending is Ending.FINISHED,
        is_flagged=is_flagged,
        n_scores=n_scores,
        n_not_numbers=sum(v is not None and not math.isfinite(v) for v in given),
        steers=any(isinstance(m, SteeringChanged) and m.steering for m in told),
        is_replayed=not again.differences and again.n_decisions == len(trials),
    )


GIVEN = ("performance", "engagement", "certainty")
"""What the rule is given that could be no number."""


def _is_full(stop: int, failed: tuple[float, float], sfreq: float) -> bool:
    """Return whether much of the window that ends at a sample is faulty."""
    end = stop / sfreq
    overlap = min(end, failed[1]) - max(end - WINDOW_SECONDS, failed[0])
    return overlap >= FILLED_S


def _is_scored(line: dict, failed: tuple[float, float], sfreq: float) -> bool:
    """Return whether a trial has a score though all of its windows are faulty."""
    score = line["score"]
    first, stop = score["first_sample"], score["stop_sample"]
    first = min(first, stop - round(WINDOW_SECONDS * sfreq))
    ends = [end for _, end in windows_of(first, stop, sfreq)]
    is_full = bool(ends) and all(_is_full(end, failed, sfreq) for end in ends)
    return is_full and score["value"] is not None


if __name__ == "__main__":
    for label, value, goal in run():
        sys.stdout.write(f"{label}: {value:g} (goal {goal})\n")
