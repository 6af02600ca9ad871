"""Are the scores of the assessment forms unbiased, and how reliable are they?

Simulated people, who differ as published (`SPREADS`) and whose state is steady, do each
assessment twice, with the options and limits that everybody gets. For each score are
printed: how many people it was computed from and in how many it was absent, its bias in
standard deviations between people and the half-width of the bias's 95 % interval, the
correlation with the truth, test-retest correlation, standard error of measurement and
smallest detectable change of one person. The whole interval of the bias must lie within
0.1 SD. Usually 500 people take part in each, and what they cannot decide is said; with
`--long` people take part until the half-width is 0.05 SD and the bias is decided, at
most 10,000.
`ATTENTION_CAMP_WRITE=1` keeps the figures in `tasks/reliability_table.py`, and
`ATTENTION_CAMP_ONLY=stroop,posner` leaves out all other tasks.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from score_truths import ASSESSMENTS, Assessment, without_truth

from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks import load_task
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.rule import Evidence
from attention_camp.tasks.forms import form_of
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.observers.mind import WORK_LEVEL
from attention_camp.tasks.observers.person import Person
from attention_camp.tasks.observers.traits import draw_person
from attention_camp.tasks.reliability import Reliability
from attention_camp.tasks.reliability_table import RELIABILITY

IS_LONG = True
NEEDS_QUIET = False
FEW, MOST = 500, 10_000
BATCH = 500
BIAS, HALF_WIDTH = 0.1, 0.05
"""Bars, in standard deviations between people."""
FEWEST = 20
"""Fewer people give no figure."""
ONLY = "ATTENTION_CAMP_ONLY"
TABLE = Path(__file__).resolve().parents[2] / "tasks" / "reliability_table.py"


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
    def is_decided(self) -> bool:
        """Whether the bias's interval is narrow, and all within the bar or beyond."""
        found = self.reliability()
        if found is None or found.half_width > HALF_WIDTH:
            return False
        return _is_biased(found) or not _is_open(found)

    def reliability(self) -> Reliability | None:
        """Return the figures; None where too few people have the score."""
        truth, first, second = self.arrays()
        if len(truth) < FEWEST:
            return None
        spread = float(np.std(truth))
        # both sessions say how far off a score is; they count as one person
        off = (first + second) / 2 - truth
        error = float(np.std(first - second)) / 2**0.5
        return Reliability(
            n_people=len(truth),
            absent=1 - len(truth) / len(self.truth),
            bias=float(np.mean(off)) / spread,
            half_width=1.96 * float(np.std(off)) / len(off) ** 0.5 / spread,
            validity=float(np.corrcoef(truth, first)[0, 1]),
            retest=float(np.corrcoef(first, second)[0, 1]),
            error=error,
        )


def run() -> Iterator[tuple[str, float, str]]:
    """Yield bias and reliability of each score; fail where one is not unbiased."""
    is_long = bool(os.environ.get("ATTENTION_CAMP_LONG"))
    table: dict[tuple[str, str, str], Reliability] = {}
    with Pool(min(os.cpu_count() or 1, 2)) as pool:
        for assessment in filter(_is_wanted, ASSESSMENTS):
            for score, one in _simulate(pool, assessment, is_long=is_long).items():
                what = (assessment.task, assessment.form, score)
                found = one.reliability()
                if found is None:
                    yield f"{_name(what)}: absent in nearly everybody", 1.0, "said"
                else:
                    table[what] = found
                    yield from _rows(_name(what), found)
    if os.environ.get("ATTENTION_CAMP_WRITE"):
        _write(RELIABILITY | table if os.environ.get(ONLY) else table)
    biased = [what for what, one in table.items() if _is_biased(one)]
    undecided = [w for w, one in table.items() if _is_open(one) and w not in biased]
    for what in undecided:
        yield f"{_name(what)}: undecided with so few people", 1.0, "said; --long"
    for what in biased:
        yield f"{_name(what)}: biased", 1.0, "= 0"
    for name in without_truth():
        yield f"{name}: no truth to compare with", 1.0, "= 0"
    if biased or without_truth() or (is_long and undecided):
        raise SystemExit(1)


def _is_biased(found: Reliability) -> bool:
    """Return whether all of the interval lies beyond the bar."""
    return abs(found.bias) - found.half_width > BIAS


def _is_open(found: Reliability) -> bool:
    """Return whether part of the interval lies beyond the bar."""
    return abs(found.bias) + found.half_width > BIAS


def _is_wanted(assessment: Assessment) -> bool:
    only = os.environ.get(ONLY, "")
    return not only or assessment.task in only.split(",")


def _name(what: tuple[str, str, str]) -> str:
    return f"{what[0]} ({what[1]}), {what[2]}"


def _simulate(pool: Any, assessment: Assessment, *, is_long: bool) -> dict[str, Found]:
    found = {score: Found() for score in assessment.truths}
    index = ASSESSMENTS.index(assessment)
    for n in range(0, MOST if is_long else FEW, BATCH):
        people = [(index, seed) for seed in range(n + 1, n + BATCH + 1)]
        for truths, first, second in pool.imap(_person, people, chunksize=10):
            for score, one in found.items():
                one.truth.append(truths[score])
                one.first.append(first[score])
                one.second.append(second[score])
        if all(one.is_decided for one in found.values()):
            break
    return found


def _person(
    what: tuple[int, int],
) -> tuple[dict[str, float], Mapping[str, float], Mapping[str, float]]:
    """Return the truths of a person and the scores of two sessions."""
    assessment, seed = ASSESSMENTS[what[0]], what[1]
    abilities, person = steady_person(seed)
    truths = {score: of(abilities) for score, of in assessment.truths.items()}
    first, second = (_session(assessment, person, 2 * seed + k) for k in range(2))
    return truths, first, second


def steady_person(seed: int) -> tuple[Abilities, Person]:
    """Return abilities drawn as published, and their person, whose state is steady."""
    abilities, traits = draw_person("adults", seed)
    steady = replace(traits, learning=0.0, slowing=0.0, anticipation=0.0)
    return abilities, Person(abilities, steady, seed=seed)


def screen_of(person: Person, seed: int) -> SimulatedScreen:
    """Return the screen on which a person answers."""
    return SimulatedScreen(
        person, VirtualClock(), seed=seed, engagement=lambda: WORK_LEVEL
    )


def _session(assessment: Assessment, person: Person, seed: int) -> Mapping[str, float]:
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
    screen = screen_of(person, seed)
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


def _rows(what: str, found: Reliability) -> Iterator[tuple[str, float, str]]:
    shows = "shows" if found.shows_change else "cannot show"
    yield f"{what}: people (absent in {found.absent:.1%})", found.n_people, "said"
    yield f"{what}: bias, SD between people", found.bias, "within 0.1"
    yield f"{what}: half-width of its 95 % interval", found.half_width, "at most 0.05"
    yield f"{what}: correlation with truth", found.validity, "said"
    yield f"{what}: test-retest correlation", found.retest, "said"
    yield f"{what}: standard error of measurement", found.error, "said"
    change = f"said; {shows} change in one person"
    yield f"{what}: smallest detectable change", found.smallest_change, change


def _write(table: Mapping[tuple[str, str, str], Reliability]) -> None:
    """Keep the figures where documents and exports find them."""
    lines = [
        '"""Reliability of each score, of simulated people: made, not written.',
        "",
        "ATTENTION_CAMP_WRITE=1 attention-camp bench scores --long",
        '"""',
        "",
        "from attention_camp.tasks.reliability import Reliability",
        "",
        "RELIABILITY = {",
    ]
    for key, one in table.items():
        figures = (one.n_people, *(float(f"{value:.3g}") for value in one.figures))
        lines.append(f"    {key!r}: Reliability{figures},")
    TABLE.write_text("\n".join([*lines, "}", ""]), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", str(TABLE)], check=True)
