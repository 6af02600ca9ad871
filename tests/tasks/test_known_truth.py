"""Each task's published score recovers the simulated observer's known ability."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.observers.attending import identification
from attention_camp.tasks.observers.choices import search_slope
from attention_camp.tasks.observers.controlled import context, switch_cost
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.observers.scenes import board_sensitivity
from attention_camp.tasks.observers.streams import (
    n_back_sensitivity,
    pitch_sensitivity,
    withholding,
)
from attention_camp.tasks.trial import Answer, Response, Trial

Present = Callable[[Trial, Sequence[Answer]], Response]


@dataclass(frozen=True)
class Case:
    """A score, its true value, and the tolerance."""

    task: str
    figure: str
    truth: Callable[[Abilities, Trial], float]
    tolerance: float
    n: int
    levels: tuple[int, ...] = (1,)
    options: dict[str, Any] = field(default_factory=dict)
    observer: str = "default:lapse=0"


PHI = NormalDist().cdf


def credit(person: Abilities, trial: Trial) -> float:
    """Return the share of places right.

    Of a list that is not known one place is wrong, any as likely, and each later one
    at even odds.
    """
    n = int(trial.parameters["length"])
    known = 1 / (1 + np.exp((n - person.corsi_span) / 0.5))
    return float(known + (1 - known) * (n - 1 - (n - 1) / 4) / n)


CASES = [
    Case("visual-search", "slope_present_ms_per_item",
         lambda p, t: 1000 * p.search_slope * (1 + float(t.parameters["similarity"])),
         4.0, 900, (7,), {"time_limit": 10.0}),
    Case("visual-search", "slope_absent_ms_per_item",
         lambda p, t: 2000 * p.search_slope * (1 + float(t.parameters["similarity"])),
         6.0, 900, (7,), {"time_limit": 10.0}),
    Case("visual-search", "slope_present_ms_per_item",
         lambda p, t: 1000 * search_slope(p, t), 3.0, 900, (7,),
         {"time_limit": 10.0, "variant": "feature"}),
    Case("visual-search", "intercept_present_ms",
         lambda p, _: 1000 * p.base_time, 30.0, 900, (2,), {"time_limit": 10.0}),
    Case("visual-search", "slope_present_ms_per_item",
         lambda p, t: 1000 * search_slope(p, t), 4.0, 900, (7,),
         {"time_limit": 10.0, "variant": "conjunction"}),
    Case("visual-search", "slope_absent_ms_per_item",
         lambda p, t: 2000 * search_slope(p, t), 5.0, 900, (7,),
         {"time_limit": 10.0, "variant": "letters-among-digits"}),
    Case("visual-search", "errors_present",
         lambda _p, t: 0.15 * float(t.parameters["similarity"]) ** 2, 0.03, 900, (10,),
         {"time_limit": 10.0}),
    Case("sternberg", "slope_ms_per_item",
         lambda p, _: 1000 * p.memory_slope, 5.0, 900, (4,), {"time_limit": 10.0}),
    Case("sternberg", "intercept_ms",
         lambda p, _: 1000 * p.base_time, 20.0, 900, (4,), {"time_limit": 10.0}),
    Case("n-back", "letter_d_prime", n_back_sensitivity, 0.2, 120, (4,)),
    Case("n-back", "position_d_prime", n_back_sensitivity, 0.2, 120, (4,),
         {"variant": "dual"}),
    Case("n-back", "sound_d_prime", n_back_sensitivity, 0.2, 120, (7,),
         {"variant": "dual"}),
    Case("n-back", "letter_hit_rate",
         lambda p, t: PHI(n_back_sensitivity(p, t) / 2), 0.05, 120, (4,)),
    Case("n-back", "letter_lure_false_alarm_rate", lambda _p, _t: 0.5, 0.06, 400, (5,)),
    Case("change-detection", "cowan_k", lambda p, _: p.capacity, 0.3, 800,
         (3, 4, 5, 6, 7)),
    Case("change-detection", "cowan_k", lambda p, _: p.capacity, 0.3, 800,
         (3, 4, 5, 6, 7), {}, "expert:lapse=0"),
    Case("corsi-span", "span", lambda p, _: p.corsi_span, 0.25, 60,
         tuple(range(1, 9))),
    Case("corsi-span", "span", lambda p, _: p.corsi_span - p.backward_cost, 0.25, 60,
         tuple(range(1, 9)), {"order": "backward"}),
    Case("digit-span", "span", lambda p, _: p.digit_span, 0.25, 60,
         tuple(range(1, 10))),
    Case("digit-span", "span", lambda p, _: p.digit_span - p.backward_cost, 0.25, 60,
         tuple(range(3, 8)), {"order": "backward", "modality": "heard"}),
    Case("sart", "d_prime",
         lambda p, t: withholding(p, pace=float(t.parameters["interval"]) / 1.15),
         0.25, 120, (5,)),
    Case("grad-cpt", "d_prime",
         lambda p, t: withholding(p, pace=float(t.parameters["transition"]) / 0.8,
                                  clear=float(t.parameters["contrast"])),
         0.25, 120, (4,)),
    Case("pvt", "reciprocal_reaction_time_per_s",
         lambda p, _: float(np.exp(p.spread**2) / p.simple_time), 0.1, 600),
    Case("pvt", "lapse_rate", lambda p, _: p.lapse, 0.03, 900, (1,), {},
         "default:lapse=0.1"),
    Case("attention-network", "alerting_ms", lambda p, _: 1000 * p.alerting, 12.0,
         2400, (1,), {"time_limit": 1.7}),
    Case("attention-network", "orienting_ms", lambda p, _: 1000 * p.orienting, 12.0,
         2400, (1,), {"time_limit": 1.7}),
    Case("attention-network", "conflict_ms", lambda p, _: 1000 * p.conflict, 12.0,
         2400, (1,), {"time_limit": 1.7}),
    Case("digits-in-noise", "speech_threshold_db", lambda p, _: p.speech_threshold,
         0.5, 60, (5, 6, 7, 8, 9)),
    Case("digits-in-noise", "speech_threshold_db", lambda p, _: p.speech_threshold,
         0.5, 60, (3, 4, 5, 6, 7, 8), {}, "novice:lapse=0"),
    Case("auditory-oddball", "d_prime", pitch_sensitivity, 0.2, 80, (6,)),
    Case("auditory-oddball", "hit_rate",
         lambda p, t: PHI(pitch_sensitivity(p, t) / 2), 0.04, 80, (6,)),
    Case("auditory-oddball", "reaction_time_ms", lambda p, _: 1000 * p.base_time,
         20.0, 80, (6,)),
    Case("sart", "reaction_time_cv", lambda p, _: p.spread, 0.03, 60, (1,)),
    Case("corsi-span", "partial_credit", credit, 0.03, 300, (4,)),
    Case("stop-signal", "ssrt_ms", lambda p, _: 1000 * p.stopping, 12.0, 300, (7,)),
    Case("go-no-go", "d_prime",
         lambda p, t: withholding(p, pace=float(t.parameters["interval"])), 0.25, 80,
         (4,)),
    Case("stroop", "interference_ms", lambda p, _: 1000 * p.interference, 12.0, 1500,
         (1,), {"time_limit": 3.0}),
    Case("stroop", "interference_ms", lambda p, _: 1000 * p.interference, 12.0, 1500,
         (1,), {"time_limit": 3.0, "variant": "spatial"}),
    Case("posner", "validity_ms", lambda p, _: 1000 * p.validity, 10.0, 1500, (1,),
         {"time_limit": 3.0}),
    Case("task-switching", "switch_cost_ms",
         lambda p, t: 1000 * switch_cost(
             p, preparation=float(t.parameters["preparation"])),
         15.0, 200, (1,), {"time_limit": 4.0}),
    Case("ax-cpt", "context_d_prime",
         lambda p, t: context(p, delay=float(t.parameters["delay"])), 0.25, 1500, (6,),
         {"time_limit": 3.0}),
    Case("useful-field", "threshold_ms", lambda p, _: 1000 * p.field_time, 12.0, 60,
         tuple(range(4, 11))),
    Case("attentional-blink", "blink",
         lambda p, _: identification(0.1) * p.blink * 6 / 7, 0.07, 1500, (5,),
         {"pace": 0.1}),
    Case("symbol-digit", "right_per_minute", lambda p, _: 60 * 0.99 / p.coding, 1.5, 80,
         (1,), {"time_limit": 10.0}),
    Case("complex-span", "span", lambda p, _: p.complex_span, 0.25, 60,
         tuple(range(1, 9))),
    Case("complex-span", "span", lambda p, _: p.complex_span, 0.25, 60,
         tuple(range(1, 9)), {"variant": "symmetry"}),
    Case("object-tracking", "objects_tracked", lambda p, _: p.tracking, 0.12, 600,
         (3,), {"targets": 5, "speed": 6.0}),
    Case("trail-making", "numbers_s_per_circle", lambda p, _: p.trail, 0.02, 40, (1,),
         {"time_limit": 20.0}),
    Case("trail-making", "alternation_cost_s_per_circle", lambda p, _: p.alternating,
         0.04, 60, (1,), {"time_limit": 20.0}),
    Case("multitask-console", "gauge_time_ms", lambda p, _: 1000 * p.handling, 60.0, 60,
         (1,), {"tracking": 0, "calls": 0, "resources": 0, "gauges": 2}),
    Case("classroom", "distraction_cost_ms", lambda p, _: 1000 * p.distraction, 10.0,
         150, (1,)),
    Case("classroom", "d_prime",
         lambda p, t: board_sensitivity(p, float(t.parameters["interval"])), 0.2, 60,
         (4,)),
    Case("remote-associates", "solved",
         lambda p, t: 1 - math.exp(-float(t.parameters["time_limit"]) / p.insight),
         0.05, 600, (4,)),
    Case("alternate-uses", "ideas_per_minute", lambda p, _: 60 * p.fluency, 0.3, 120,
         (1,)),
    Case("rest", "rested", lambda _p, t: 5.0, 1e-9, 5, (1,), {"duration": 1}),
]  # fmt: skip
IDS = [f"{case.task}-{case.figure}-{i}" for i, case in enumerate(CASES)]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_published_score_is_within_the_observers_truth(
    case: Case, present: Present
) -> None:
    task = load_task(case.task, **case.options)
    observer = make_observer(case.observer)
    rng = np.random.default_rng(11)
    trials = []
    for level in case.levels:
        for _ in range(case.n):
            trial = task.next_trial(level, rng)
            response = present(trial, observer.answer(trial, rng))
            trials.append((trial, task.score(trial, response)))
    person: Abilities = observer.person  # type: ignore[attr-defined]
    sample = next(t for t, _ in trials if t.condition != "absent")
    truth = case.truth(person, sample)
    assert task.summary(trials)[case.figure] == pytest.approx(truth, abs=case.tolerance)
