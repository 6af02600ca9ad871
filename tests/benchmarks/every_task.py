"""Every task in the real window, in both languages: its scores, and the truth.

Each session is the command `attention-camp run --protocol
tests/benchmarks/every_task.yaml --observer default --board simulated`, in a process of
its own, faster than real time; its scores are read back from the dataset. A score is
the mean over the sessions of a language. Its tolerance is three times the root mean
square distance from the truth of as many simulated sessions without a window: what
chance and the shortness of a block do.
"""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from attention_camp.camp.dataset.exports.task_scores import task_scores
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.plan import Plan, PlannedBlock, plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.simulated import (
    WORK_LEVEL,
    SimulatedMind,
    SimulatedScreen,
)
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.observers.attending import identification
from attention_camp.tasks.observers.controlled import context, switch_cost
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.observers.scenes import board_sensitivity
from attention_camp.tasks.observers.streams import (
    n_back_sensitivity,
    pitch_sensitivity,
    withholding,
)
from attention_camp.tasks.trial import Outcome, Trial

IS_LONG = NEEDS_DISPLAY = True
LANGUAGES = ("en", "zh_CN")
N_SESSIONS = 2
"""Sessions in each language, each with a seed of its own."""
N_SIMULATED = 200
SPEED = 40.0
OBSERVER = "default"
PROTOCOL = Path(__file__).with_name("every_task.yaml")
STARE = 60.0
"""Seconds of rest in the protocol."""

Truth = Callable[[Abilities, Trial], float]
Figure = tuple[str, str]
"""A task and its score."""

TRUTHS: Mapping[Figure, Truth] = {
    ("rest", "rested"): lambda _p, _t: STARE,
    ("pvt", "reciprocal_reaction_time_per_s"): (
        lambda p, _: float(np.exp((1.3 * p.spread) ** 2) / p.simple_time)
    ),
    ("pvt", "lapse_rate"): lambda p, _: p.lapse * (1 + 4 * (1 - WORK_LEVEL)),
    ("attention-network", "alerting_ms"): lambda p, _: 1000 * p.alerting,
    ("attention-network", "orienting_ms"): lambda p, _: 1000 * p.orienting,
    ("attention-network", "conflict_ms"): lambda p, _: 1000 * p.conflict,
    ("visual-search", "slope_present_ms_per_item"): (
        lambda p, t: 1000 * p.search_slope * (1 + float(t.parameters["similarity"]))
    ),
    ("visual-search", "slope_absent_ms_per_item"): (
        lambda p, t: 2000 * p.search_slope * (1 + float(t.parameters["similarity"]))
    ),
    ("visual-search", "intercept_present_ms"): lambda p, _: 1000 * p.base_time,
    ("sternberg", "slope_ms_per_item"): lambda p, _: 1000 * p.memory_slope,
    ("sternberg", "intercept_ms"): lambda p, _: 1000 * p.base_time,
    ("change-detection", "cowan_k"): lambda p, _: p.capacity,
    ("n-back", "letter_d_prime"): n_back_sensitivity,
    ("corsi-span", "span"): lambda p, _: p.corsi_span,
    ("digit-span", "span"): lambda p, _: p.digit_span - p.backward_cost,
    ("sart", "d_prime"): (
        lambda p, t: withholding(p, pace=float(t.parameters["interval"]) / 1.15)
    ),
    ("sart", "reaction_time_ms"): lambda p, _: 1000 * (p.simple_time + 0.08),
    ("grad-cpt", "d_prime"): (
        lambda p, t: withholding(
            p,
            pace=float(t.parameters["transition"]) / 0.8,
            clear=float(t.parameters["contrast"]),
        )
    ),
    ("auditory-oddball", "d_prime"): pitch_sensitivity,
    ("auditory-oddball", "reaction_time_ms"): lambda p, _: 1000 * p.base_time,
    ("stop-signal", "ssrt_ms"): lambda p, _: 1000 * p.stopping,
    ("stop-signal", "go_reaction_time_ms"): lambda p, _: 1000 * p.base_time,
    ("go-no-go", "d_prime"): (
        lambda p, t: withholding(p, pace=float(t.parameters["interval"]))
    ),
    ("stroop", "interference_ms"): lambda p, _: 1000 * p.interference,
    ("posner", "validity_ms"): lambda p, _: 1000 * p.validity,
    ("task-switching", "switch_cost_ms"): (
        lambda p, t: (
            1000 * switch_cost(p, preparation=float(t.parameters["preparation"]))
        )
    ),
    ("ax-cpt", "context_d_prime"): (
        lambda p, t: context(p, delay=float(t.parameters["delay"]))
    ),
    ("useful-field", "threshold_ms"): lambda p, _: 1000 * p.field_time,
    ("attentional-blink", "blink"): (
        lambda p, t: identification(float(t.parameters["pace"])) * p.blink * 6 / 7
    ),
    ("symbol-digit", "right_per_minute"): lambda p, _: 60 / p.coding,
    ("complex-span", "span"): lambda p, _: p.complex_span,
    ("digits-in-noise", "speech_threshold_db"): lambda p, _: p.speech_threshold,
    ("object-tracking", "objects_tracked"): lambda p, _: p.tracking,
    ("trail-making", "numbers_s_per_circle"): lambda p, _: p.trail,
    ("trail-making", "alternation_cost_s_per_circle"): lambda p, _: p.alternating,
    ("multitask-console", "gauge_time_ms"): lambda p, _: 1000 * p.handling,
    ("classroom", "distraction_cost_ms"): lambda p, _: 1000 * p.distraction,
    ("classroom", "d_prime"): (
        lambda p, t: board_sensitivity(p, float(t.parameters["interval"]))
    ),
    ("remote-associates", "solved"): (
        lambda p, t: 1 - math.exp(-float(t.parameters["time_limit"]) / p.insight)
    ),
    ("alternate-uses", "ideas_per_minute"): lambda p, _: 60 * p.fluency,
}
"""What the default observer's abilities are, in the units of the scores."""


def truth_of(plan: Plan, figure: Figure) -> float:
    """Return the truth behind a score at the block's first level."""
    person: Abilities = make_observer(OBSERVER).person  # type: ignore[attr-defined]
    planned = next(b for b in plan.blocks if b.block.task == figure[0])
    trial = planned.task.next_trial(planned.start_level, np.random.default_rng(0))
    return float(TRUTHS[figure](person, trial))


def in_window(language: str, seed: int) -> dict[Figure, float]:
    """Run a session in the real windows; return its scores from the dataset."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "attention_camp.camp", "run"),
            *("--protocol", str(PROTOCOL), "--observer", OBSERVER),
            *("--board", "simulated", "--speed", f"{SPEED:g}", "--seed", str(seed)),
            *("--language", language, "--dataset", f"{folder}/data"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The session in {language} failed: {done.stderr}")
        (run,) = existing_runs(Path(folder) / "data")
        lines = [line for line in task_scores(run) if line.stage == "main"]
        return {(line.task, line.score): line.value for line in lines}


def without_window(plan: Plan, seed: int) -> dict[Figure, float]:
    """Return the scores of a simulated session that has no window."""
    clock, mind = VirtualClock(), SimulatedMind(seed)
    mind.attend(rest=False)
    screen = SimulatedScreen(
        make_observer(OBSERVER),
        clock,
        seed=seed,
        engagement=lambda: mind.engagement(clock.now()),
    )
    rng = np.random.default_rng([seed, 1])
    scores: dict[Figure, float] = {}
    for planned in plan.blocks:
        summary = planned.task.summary(list(_block(planned, screen, rng)))
        scores |= {(planned.block.task, name): v for name, v in summary.items()}
    return scores


def _block(
    planned: PlannedBlock, screen: SimulatedScreen, rng: np.random.Generator
) -> Iterator[tuple[Trial, Outcome]]:
    rule = planned.block.make_rule(planned.task)
    decision, state = rule.start()
    for _ in range(planned.block.trials):
        trial = planned.task.next_trial(decision.level, rng)
        outcome = planned.task.score(trial, screen.present(trial))
        yield trial, outcome
        evidence = Evidence(decision.level, outcome.correct, outcome.performance)
        decision, state = rule.decide(state, evidence)


def tolerance(values: list[float], truth: float, n_sessions: int) -> float:
    """Return how far the mean of ``n_sessions`` may lie from the truth."""
    there = [value for value in values if np.isfinite(value)]
    off = statistics.fmean(there) - truth
    spread = statistics.pstdev(there)
    # a score that never varies is right to the last digit but one
    return max(3 * float(np.hypot(off, spread / n_sessions**0.5)), 1e-6)


def run() -> list[tuple[str, float, str]]:
    """Return each score of each language, with truth and tolerance as its goal."""
    plan = plan_session(load_protocol(str(PROTOCOL)))
    found: dict[str, dict[Figure, list[float]]] = {}
    for language in LANGUAGES:
        scores = defaultdict(list)
        for seed in range(1, N_SESSIONS + 1):
            for figure, value in in_window(language, seed).items():
                scores[figure].append(value)
        found[language] = dict(scores)
    simulated = [without_window(plan, 100 + i) for i in range(N_SIMULATED)]
    rows = []
    n_within = 0
    for figure in TRUTHS:
        truth = truth_of(plan, figure)
        allowed = tolerance([s[figure] for s in simulated], truth, N_SESSIONS)
        for language in LANGUAGES:
            value = statistics.fmean(found[language][figure])
            n_within += abs(value - truth) <= allowed
            name = f"{figure[0]}, {figure[1]}, {language}"
            rows.append((name, value, f"{truth:.3g} within {allowed:.2g}"))
    n_all = len(TRUTHS) * len(LANGUAGES)
    rows.append((f"of {n_all} scores, within their tolerance", n_within, f"= {n_all}"))
    return rows


if __name__ == "__main__":
    for what, value, goal in run():
        print(f"{what}: {value:.3g} ({goal})")
