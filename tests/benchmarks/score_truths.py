"""The truth behind each score of each assessment form, from a person's abilities.

An ability that a score estimates is its truth: a slope, a threshold, a capacity. For a
score that describes behaviour (d′ of a stream, lapses, a spread) it is what endless
trials of this person would give, lapses of attention included.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from attention_camp.tasks import load_task
from attention_camp.tasks.attention.object_tracking import N_DISCS, objects_tracked
from attention_camp.tasks.forms import FORMS
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.attending import identification
from attention_camp.tasks.observers.controlled import context, switch_cost
from attention_camp.tasks.observers.scenes import (
    board_sensitivity,
    objects_held,
    share_time,
)
from attention_camp.tasks.observers.streams import withholding
from attention_camp.tasks.trial import Keypress, Response

Truth = Callable[[Abilities], float]
N_DRAWS = 20_000
N_PERIODS = 12
TAIL = 0.7
"""Share of the variance of reaction times in their exponential part, as in `Traits`."""
_NORMAL = NormalDist()


def times(mean: float, spread: float) -> NDArray[np.float64]:
    """Return many ex-Gaussian reaction times, as `AttentionState` draws them, s."""
    rng = np.random.default_rng(7)
    tau, sigma = spread * mean * TAIL**0.5, spread * mean * (1 - TAIL) ** 0.5
    drawn = rng.normal(mean - tau, sigma, N_DRAWS) + rng.exponential(tau, N_DRAWS)
    return np.maximum(drawn, 0.12)


@lru_cache(maxsize=8)
def vigilant(person: Abilities) -> NDArray[np.float64]:
    """Return many reaction times in the PVT, those after lapses included, s."""
    rng = np.random.default_rng(8)
    lapsed = rng.random(N_DRAWS) < person.lapse
    late = 0.4 + rng.exponential(0.3, N_DRAWS)
    return times(person.simple_time, person.spread) + np.where(lapsed, late, 0.0)


def rates(person: Abilities) -> tuple[float, float]:
    """Return the shares pressed of what asks for a key and of what does not."""
    strength, attends = withholding(person, pace=1.0), 1 - person.lapse
    hits = 1 - attends * (1 - _NORMAL.cdf(person.caution))
    return hits, 1 - attends * (1 - _NORMAL.cdf(person.caution - strength))


def stream(
    seconds: Callable[[Abilities], NDArray[np.float64]],
) -> Mapping[str, Truth]:
    """Return the truths of a go/no-go stream whose presses come after ``seconds``."""

    def sensitivity(person: Abilities) -> float:
        hits, false = rates(person)
        return _NORMAL.inv_cdf(hits) - _NORMAL.inv_cdf(false)

    return {
        "d_prime": sensitivity,
        "omission_rate": lambda p: 1 - rates(p)[0],
        "commission_rate": lambda p: rates(p)[1],
        "reaction_time_ms": lambda p: 1000 * float(seconds(p).mean()),
        "reaction_time_cv": lambda p: float(seconds(p).std() / seconds(p).mean()),
    }


def errors(person: Abilities) -> float:
    """Return the share of wrong views; in these people it is the same in any zone."""
    hits, false = rates(person)
    return 0.9 * (1 - hits) + 0.1 * false


def reports(person: Abilities) -> tuple[float, float]:
    """Return the shares of matches and of others that are reported two back."""
    attends, half = 1 - person.lapse, person.dprime / 2
    return attends * _NORMAL.cdf(half), attends * _NORMAL.cdf(-half)


def matches(person: Abilities) -> float:
    """Return d′ of matches two back."""
    hits, false = reports(person)
    return _NORMAL.inv_cdf(hits) - _NORMAL.inv_cdf(false)


def _presses(person: Abilities) -> NDArray[np.float64]:
    mean = min(person.simple_time + 0.08, 0.6 * 1.15)
    return np.minimum(times(mean, person.spread), 1.12)


def _taps(person: Abilities) -> NDArray[np.float64]:
    mean = min(person.simple_time + 0.05, 0.6)
    return np.minimum(times(mean, person.spread), 0.97)


def kept(person: Abilities) -> float:
    """Return d′ of the context of an X three seconds before; a lapse is a guess."""
    half, attends = context(person, delay=3.0) / 2, 1 - person.lapse
    hits = attends * _NORMAL.cdf(half) + person.lapse / 2
    return 2 * _NORMAL.inv_cdf(hits)


def lost_in_blink(person: Abilities) -> float:
    """Return the share of second digits lost at lags of 2 and 3, of which some are
    guessed."""
    return identification(0.1) * min(person.blink, 1.0) * 6 / 7


def coded(person: Abilities) -> float:
    """Return right digits a minute; a lapse or a slip is right by chance only."""
    right = (1 - person.lapse) * 0.99
    return 60 * (right + (1 - right) / 9) / person.coding


def _views(person: Abilities) -> NDArray[np.float64]:
    return np.clip(times(1.05 * 0.8, person.spread), 0.72 * 0.8, 1.38 * 0.8)


def held(person: Abilities) -> float:
    """Return objects held of five; a lapse loses all of a trial."""
    least = int(objects_held(person, 6.0))
    part = objects_held(person, 6.0) - least
    found = [
        (min(n, 5) * (N_DISCS - 10) + 25) / (N_DISCS - min(n, 5))
        for n in (0, least, least + 1)
    ]
    attends = 1 - person.lapse
    right = person.lapse * found[0]
    right += attends * ((1 - part) * found[1] + part * found[2])
    return objects_tracked(right, 5)


def on_board(person: Abilities) -> float:
    """Return d′ of X among letters; a lapse presses nothing."""
    half, attends = board_sensitivity(person, 1.35) / 2, 1 - person.lapse
    hits, false = attends * _NORMAL.cdf(half), attends * _NORMAL.cdf(-half)
    return _NORMAL.inv_cdf(hits) - _NORMAL.inv_cdf(false)


@lru_cache(maxsize=8)
def _console(person: Abilities) -> Mapping[str, float]:
    """Return what many periods of the console give, other ones than in the sessions."""
    form = FORMS["multitask-console"]["assessment"]
    task = load_task("multitask-console", **form.options)
    rng = np.random.default_rng(99)
    state = AttentionState(rng, person.lapse, person.spread, tail=TAIL)
    trials = []
    for _ in range(N_PERIODS):
        trial = task.next_trial(1, rng)
        keys = [Keypress(a.key, a.delay, 1) for a in share_time(person, state, trial)]
        response = Response((-1.0, 0.0), 60.0, tuple(keys))
        trials.append((trial, task.score(trial, response)))
    return task.summary(trials)


def at_console(score: str, person: Abilities) -> float:
    """Return a score of the console over many periods."""
    return _console(person)[score]


def vigilance(slowest: float) -> Mapping[str, Truth]:
    """Return the truths of the PVT; times from ``slowest`` on, s, are lapses."""
    return {
        "reciprocal_reaction_time_per_s": lambda p: float((1 / vigilant(p)).mean()),
        "reaction_time_ms": lambda p: 1000 * float(vigilant(p).mean()),
        "median_reaction_time_ms": lambda p: 1000 * float(np.median(vigilant(p))),
        "lapse_rate": lambda p: float((vigilant(p) >= slowest).mean()),
    }


@dataclass(frozen=True)
class Assessment:
    """A form, its scores and the truth behind each."""

    task: str
    form: str
    truths: Mapping[str, Truth]


ASSESSMENTS = (
    Assessment("pvt", "brief", vigilance(0.355)),
    Assessment("pvt", "assessment", vigilance(0.5)),
    Assessment("attention-network", "assessment", {
        "alerting_ms": lambda p: 1000 * p.alerting,
        "orienting_ms": lambda p: 1000 * p.orienting,
        "conflict_ms": lambda p: 1000 * p.conflict}),
    Assessment("visual-search", "assessment", {
        "slope_present_ms_per_item": lambda p: 1000 * p.search_slope,
        "slope_absent_ms_per_item": lambda p: 2000 * p.search_slope,
        "intercept_present_ms": lambda p: 1000 * p.base_time,
        "intercept_absent_ms": lambda p: 1000 * p.base_time}),
    Assessment("sternberg", "assessment", {
        "slope_ms_per_item": lambda p: 1000 * p.memory_slope,
        "intercept_ms": lambda p: 1000 * p.base_time}),
    Assessment("change-detection", "assessment", {
        "cowan_k": lambda p: p.capacity}),
    Assessment("sart", "assessment", stream(_presses)),
    Assessment("grad-cpt", "assessment", {
        **stream(_views), "error_rate_in_zone": errors,
        "error_rate_out_of_zone": errors}),
    Assessment("n-back", "assessment", {
        "letter_d_prime": matches, "letter_hit_rate": lambda p: reports(p)[0],
        "letter_false_alarm_rate": lambda p: reports(p)[1]}),
    Assessment("digit-span", "assessment", {"span": lambda p: p.digit_span}),
    Assessment("corsi-span", "assessment", {"span": lambda p: p.corsi_span}),
    Assessment("stop-signal", "assessment", {
        "ssrt_ms": lambda p: 1000 * p.stopping,
        "go_reaction_time_ms": lambda p: 1000 * p.base_time}),
    Assessment("go-no-go", "assessment", stream(_taps)),
    Assessment("stroop", "assessment", {
        "interference_ms": lambda p: 1000 * p.interference}),
    Assessment("stroop", "spatial", {
        "interference_ms": lambda p: 1000 * p.interference}),
    Assessment("posner", "assessment", {
        "validity_ms": lambda p: 1000 * p.validity}),
    Assessment("task-switching", "assessment", {
        "switch_cost_ms": lambda p: 1000 * switch_cost(p, preparation=0.3)}),
    Assessment("ax-cpt", "assessment", {"context_d_prime": kept}),
    Assessment("useful-field", "assessment", {
        "threshold_ms": lambda p: 1000 * p.field_time}),
    Assessment("attentional-blink", "assessment", {"blink": lost_in_blink}),
    Assessment("symbol-digit", "assessment", {"right_per_minute": coded}),
    Assessment("complex-span", "assessment", {"span": lambda p: p.complex_span}),
    Assessment("complex-span", "symmetry", {"span": lambda p: p.complex_span}),
    Assessment("object-tracking", "assessment", {
        "objects_tracked": held}),
    Assessment("trail-making", "assessment", {
        "numbers_s_per_circle": lambda p: p.trail,
        "alternating_s_per_circle": lambda p: p.trail + p.alternating,
        "alternation_cost_s_per_circle": lambda p: p.alternating}),
    Assessment("multitask-console", "assessment", {
        name: partial(at_console, name)
        for name in ("console_score", "gauge_time_ms", "call_time_ms",
                     "tracking_deviation_deg")}),
    Assessment("classroom", "assessment", {
        "distraction_cost_ms": lambda p: 1000 * p.distraction,
        "d_prime": on_board}),
    *(Assessment("remote-associates", form, {
        "solved": lambda p: 1 - math.exp(-30.0 / p.insight)})
      for form in ("assessment", "chinese")),
    *(Assessment("alternate-uses", form, {
        "ideas_per_minute": lambda p: 60 * p.fluency})
      for form in ("assessment", "chinese")),
    Assessment("digits-in-noise", "assessment", {
        "speech_threshold_db": lambda p: p.speech_threshold}),
)  # fmt: skip


def without_truth() -> list[str]:
    """Return the forms whose scores nobody has compared with a truth."""
    known = {(a.task, a.form) for a in ASSESSMENTS}
    forms = [(task, form) for task, named in FORMS.items() for form in named]
    return [f"{task}, {form}" for task, form in forms if (task, form) not in known]
