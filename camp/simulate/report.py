"""The page about a simulated study: what it would find, and for whom it would work."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from attention_camp.camp.dataset.exports.folder import check_export_folder, whole_folder
from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.simulate.calibrations import Calibrations, calibrations
from attention_camp.camp.simulate.forecast import (
    N_STUDIES,
    TESTS,
    PairForecast,
    Share,
    Steering,
    forecast,
    steering,
)
from attention_camp.camp.simulate.plan import CohortPlan
from attention_camp.camp.simulate.recovery import (
    FIRST_TRIALS,
    NEAR,
    OnTarget,
    Recovered,
    on_target,
    recovered,
)
from attention_camp.camp.study.figures import learning_curve, power_curves
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.result import Refused
from attention_camp.resources.texts import how_many

REPORT = "simulation.html"


@dataclass(frozen=True, slots=True, eq=False)
class Rehearsal:
    """What a simulated study showed."""

    data: StudyData
    study: Study
    plan: CohortPlan
    pairs: tuple[PairForecast, ...]
    refused: tuple[Refused, ...]
    steering: tuple[Steering, ...]
    calibrations: Calibrations | None
    """None: no session was calibrated."""
    targets: tuple[OnTarget, ...]
    recovered: tuple[Recovered, ...]
    n_studies: int


def rehearse(
    data: StudyData,
    study: Study,
    plan: CohortPlan,
    *,
    n_studies: int = N_STUDIES,
    progress: Callable[[int, int], None] | None = None,
) -> Rehearsal:
    """Compute what a simulated study shows.

    Parameters
    ----------
    data : StudyData
        The cohort's frames.
    study : Study
        The study.
    plan : CohortPlan
        Who was simulated.
    n_studies : int
        Studies drawn for each share.
    progress : callable or None
        Called with the number of pairs of arms done and of all.
    """
    pairs, refused = forecast(data, study, n_studies=n_studies, progress=progress)
    return Rehearsal(
        data,
        study,
        plan,
        tuple(pairs),
        tuple(refused),
        tuple(steering(data)),
        calibrations(data.dataset),
        tuple(on_target(data)),
        tuple(recovered(data, plan)),
        n_studies,
    )


def lines_of(found: Rehearsal) -> Sequence[str]:
    """Return what a terminal is told, a line each."""
    lines = [
        f"{pair.arms[0]} against {pair.arms[1]}, {pair.n[0]} and "
        f"{how_many(pair.n[1], 'person|people')}: "
        f"p < 0.05 in {_percent(pair.found)} of studies, "
        f"{_percent(pair.false)} with the arms dealt anew; smallest effect seen "
        f"{_number(pair.smallest)} SD of the change."
        for pair in found.pairs
    ]
    lines += [f"{one.outcome}: not computed, {one.reason}." for one in found.refused]
    if found.calibrations:
        lines.append(_calibrated(found.calibrations))
    lines += [
        f"{one.arm}: the score steered in {one.n_steered} of "
        f"{how_many(one.n_people, 'person|people')}."
        for one in found.steering
    ]
    lines += [
        f"{one.task}, {one.arm}: {one.share_right:.2f} correct for {one.target:.2f}, "
        f"{one.on_target:.0%} of {how_many(one.n_blocks, 'block|blocks')} on target."
        for one in found.targets
    ]
    return lines


def write_rehearsal(found: Rehearsal, out: Path) -> Path:
    """Write the page into a new folder; return its path.

    Raises
    ------
    ExportError
        If the folder holds something, or cannot be written.
    """
    check_export_folder(found.data.dataset, out)
    with whole_folder(out) as folder:
        (folder / REPORT).write_text(page_of(found), encoding="utf-8")
    return out / REPORT


def page_of(found: Rehearsal) -> str:
    """Return the report as one page of HTML, which needs no network."""
    from attention_camp.camp.study.pages.study_page import render

    study = found.study
    named = study.primary_outcome.test.lower()
    curves = {" − ".join(pair.arms): pair.curve for pair in found.pairs}
    return render(
        "simulation.html",
        Language(),
        title=f"{study.title}, rehearsed",
        provenance=_provenance(found),
        outcome=study.primary_outcome.measure,
        test=named if named in TESTS else f"ancova (the study says “{named}”)",
        n_studies=found.n_studies,
        pairs=[_pair(pair) for pair in found.pairs],
        refused=found.refused,
        curve=power_curves(curves) if curves else "",
        calibrated=_calibrated(found.calibrations) if found.calibrations else "",
        steering=[_steering(one) for one in found.steering],
        targets=[
            [f"{t.task}, {t.arm}", f"{t.target:.2f}", t.n_blocks,
             f"{t.share_right:.3f}", f"{t.on_target:.0%}"]
            for t in found.targets
        ],
        recovered=[
            [r.task, r.n, f"{r.error:+.2f}", f"{r.spread:.2f}", _number(r.r)]
            for r in found.recovered
        ],
        first_trials=FIRST_TRIALS,
        near=NEAR,
        curves=_curves(found.data),
        assumed=_assumed(found.plan),
    )  # fmt: skip


def _provenance(found: Rehearsal) -> str:
    runs = found.data.runs
    people = runs["participant"].nunique()
    return (
        f"{how_many(people, 'simulated person|simulated people')}, "
        f"{how_many(len(runs), 'session|sessions')} through the real loop, seed "
        f"{found.plan.seed}. Attention Camp {version('attention-camp')}."
    )


def _assumed(plan: CohortPlan) -> str:
    who = plan.people or "adults, with the default traits"
    return f"People: {who}. Headset: {plan.board}."


def _pair(pair: PairForecast) -> list[str]:
    return [
        " and ".join(pair.arms),
        " + ".join(map(str, pair.n)),
        " + ".join(map(str, pair.in_cohort)),
        _percent(pair.found),
        _percent(pair.false),
        _number(pair.smallest),
    ]


def _steering(one: Steering) -> list[str]:
    return [
        one.arm,
        str(one.n_people),
        str(one.n_steered),
        f"{one.share:.0%}",
        ", ".join(one.never) or "nobody",
    ]


def _calibrated(found: Calibrations) -> str:
    """Return for whom the score will not steer, in sentences."""
    low, high = found.smallest_range
    said = (
        f"The score of {found.n_refused} of "
        f"{how_many(found.n_people, 'person|people')} will not steer: "
        f"{_percent(found.refused)} expected."
    )
    if found.reasons:
        reasons = ", ".join(f"{name} ({n})" for name, n in found.reasons)
        said += f" Why, by calibration: {reasons}."
    if math.isfinite(found.smallest):
        said += (
            " The smallest AUC that a calibration could have told from chance is "
            f"{found.smallest:.2f} (median; {low:.2f} to {high:.2f} in four of five)."
        )
    return said


def _curves(data: StudyData) -> list[tuple[str, str]]:
    blocks = data.blocks
    tasks = dict.fromkeys(blocks[blocks["time"] == "camp"]["task"])
    drawn = ((str(task), learning_curve(data, str(task), Language())) for task in tasks)
    return [(task, drawing) for task, drawing in drawn if drawing]


def _percent(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:.0%} [{low:.0%}, {high:.0%}]"


def _number(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "not reached"
