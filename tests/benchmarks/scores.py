"""Are the scores of the assessment forms unbiased, and how reliable are they?

Simulated people of known abilities do each assessment twice, with the options and
limits that everybody gets. For each score are printed: bias against the truth in
standard deviations between people, its 95 % interval's half-width, the correlation
with the truth, test-retest correlation, the standard error of measurement and the
smallest detectable change of one person. The short form takes some minutes; the long
one (``ATTENTION_CAMP_LONG=1``) goes on until the half-width is 0.05 SD, with at most
10,000 people.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import Pool
from typing import Any

import numpy as np

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks import load_task
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.forms import form_of
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.observers.streams import withholding

IS_LONG = True
NEEDS_QUIET = False
FEW, MOST = 100, 10_000
BATCH = 100
BIAS, HALF_WIDTH = 0.1, 0.05
"""Bars, in standard deviations between people."""

Truth = Callable[[Abilities], float]


@dataclass(frozen=True)
class Assessment:
    """A form, its scores and the truth behind each."""

    task: str
    form: str
    truths: Mapping[str, Truth]


ASSESSMENTS = (
    Assessment("pvt", "brief", {
        "reciprocal_reaction_time_per_s":
            lambda p: math.exp(p.spread**2) / p.simple_time,
        "lapse_rate": lambda p: p.lapse}),
    Assessment("attention-network", "assessment", {
        "alerting_ms": lambda p: 1000 * p.alerting,
        "orienting_ms": lambda p: 1000 * p.orienting,
        "conflict_ms": lambda p: 1000 * p.conflict}),
    Assessment("visual-search", "assessment", {
        "slope_present_ms_per_item": lambda p: 1000 * p.search_slope,
        "slope_absent_ms_per_item": lambda p: 2000 * p.search_slope,
        "intercept_present_ms": lambda p: 1000 * p.base_time}),
    Assessment("sternberg", "assessment", {
        "slope_ms_per_item": lambda p: 1000 * p.memory_slope,
        "intercept_ms": lambda p: 1000 * p.base_time}),
    Assessment("change-detection", "assessment", {"cowan_k": lambda p: p.capacity}),
    Assessment("sart", "assessment", {"d_prime": lambda p: withholding(p, pace=1.0)}),
    Assessment("grad-cpt", "assessment", {
        "d_prime": lambda p: withholding(p, pace=1.0, clear=1.0)}),
    Assessment("digits-in-noise", "assessment", {
        "speech_threshold_db": lambda p: p.speech_threshold}),
)  # fmt: skip


@dataclass
class Found:
    """What people's sessions gave for one score: truth, first and second session."""

    truth: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)

    def arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the people who have both scores."""
        truth, first, second = map(np.array, (self.truth, self.first, self.second))
        there = np.isfinite(first) & np.isfinite(second)
        return truth[there], first[there], second[there]

    @property
    def half_width(self) -> float:
        """Half-width of the bias's 95 % interval, in SDs between people."""
        truth, first, _ = self.arrays()
        if len(truth) < 20:
            return math.inf
        return float(1.96 * np.std(first - truth) / len(truth) ** 0.5 / np.std(truth))

    @property
    def is_biased(self) -> bool:
        """Whether the whole interval of the bias lies beyond what is allowed."""
        truth, first, _ = self.arrays()
        if len(truth) < 20:
            return False
        bias = abs(float(np.mean(first - truth))) / float(np.std(truth))
        return bias - self.half_width > BIAS


def run() -> Iterator[tuple[str, float, str]]:
    """Yield bias and reliability of each score; fail where a bias is too large."""
    is_long = bool(os.environ.get("ATTENTION_CAMP_LONG"))
    n_biased = 0
    with Pool(min(os.cpu_count() or 1, 2)) as pool:
        for assessment in ASSESSMENTS:
            found = _simulate(pool, assessment, is_long=is_long)
            for score, one in found.items():
                yield from _rows(f"{assessment.task}, {score}", one)
                n_biased += one.is_biased
    yield "scores whose bias is surely beyond 0.1 SD", n_biased, "= 0"
    if n_biased:
        raise SystemExit(1)


def _simulate(pool: Any, assessment: Assessment, *, is_long: bool) -> dict[str, Found]:
    found = {score: Found() for score in assessment.truths}
    n = 0
    while n < (MOST if is_long else FEW):
        index = ASSESSMENTS.index(assessment)
        people = [(index, seed) for seed in range(n + 1, n + BATCH + 1)]
        for truths, first, second in pool.imap(_person, people, chunksize=5):
            for score, one in found.items():
                one.truth.append(truths[score])
                one.first.append(first.get(score, math.nan))
                one.second.append(second.get(score, math.nan))
        n += BATCH
        if all(one.half_width <= HALF_WIDTH for one in found.values()):
            break
    return found


def _person(
    what: tuple[int, int],
) -> tuple[dict[str, float], Mapping[str, float], Mapping[str, float]]:
    """Return the truths of a person and the scores of two sessions."""
    assessment, seed = ASSESSMENTS[what[0]], what[1]
    observer: Any = make_observer(f"default:seed={seed}")
    truths = {score: of(observer.person) for score, of in assessment.truths.items()}
    sessions = [_session(assessment, observer, 2 * seed + k) for k in range(2)]
    return truths, sessions[0], sessions[1]


def _session(assessment: Assessment, observer: Any, seed: int) -> Mapping[str, float]:
    form = form_of(assessment.task, assessment.form)
    assert form is not None
    task = load_task(assessment.task, **form.options)
    rule = make_rule(
        form.rule,
        n_levels=task.n_levels,
        start_level=form.level,
        chance=task.chance,
        target=task.target,
        **form.rule_options,
    )
    screen = SimulatedScreen(
        observer, VirtualClock(), seed=seed, engagement=lambda: 1.0
    )
    rng = np.random.default_rng(seed)
    decision, state = rule.start()
    trials = []
    for cell in cell_order(task, form.trials, rng):
        trial = trial_of_cell(task, decision.level, rng, cell)
        outcome = task.score(trial, screen.present(trial))
        trials.append((trial, outcome))
        evidence = Evidence(decision.level, outcome.correct, outcome.performance)
        decision, state = rule.decide(state, evidence)
    return task.summary(trials)


def _rows(what: str, found: Found) -> Iterator[tuple[str, float, str]]:
    truth, first, second = found.arrays()
    absent = 1 - len(truth) / len(found.truth)
    yield f"{what}: share of people without the score", absent, "said"
    if len(truth) < 20:
        return
    spread = float(np.std(truth))
    bias = float(np.mean(first - truth)) / spread
    yield f"{what}: bias, SD between people (n = {len(truth)})", bias, "within 0.1"
    yield f"{what}: half-width of its 95 % interval", found.half_width, "at most 0.05"
    yield f"{what}: correlation with truth", _correlation(truth, first), "said"
    yield f"{what}: test-retest correlation", _correlation(first, second), "said"
    error = float(np.std(first - second)) / 2**0.5
    yield f"{what}: standard error of measurement", error, "said"
    change = 1.96 * 2**0.5 * error
    yield f"{what}: smallest detectable change", change, "said"


def _correlation(x: np.ndarray, y: np.ndarray) -> float:
    return float(np.corrcoef(x, y)[0, 1])
