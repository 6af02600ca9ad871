"""A study's report: a self-contained page, its tables, and the script beside them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.tables import as_json, to_json
from attention_camp.camp.study.analysis import Analysis
from attention_camp.camp.study.arm_checks import ArmChecks
from attention_camp.camp.study.arms.blinding_index import Index
from attention_camp.camp.study.arms.shams import Sham
from attention_camp.camp.study.figures import learning_curve, raincloud
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.outcomes import Outcome
from attention_camp.camp.study.reliability import Reach
from attention_camp.camp.study.result import Effect, Interval, Refused, Result
from attention_camp.camp.study.revise import revised
from attention_camp.camp.study.script import PACKAGES, SCRIPT, script_of
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE

if TYPE_CHECKING:
    import pandas as pd

REPORT, QUESTIONS = "report.html", "questions.json"
_QUALITY = {
    "participant": "Participant",
    "arm": "Arm",
    "sessions": "Sessions",
    "broken_off": "Broken off",
    "minutes": "Minutes of EEG",
    "main_trials": "Main trials",
    "scored": "Scored",
    "refused": "Refused",
    "steered": "Steered",
    "suspect_onsets": "Suspect onsets",
    "share_steered": "Share steered",
    "channels_good": "Channels good",
}
_SECTIONS = (
    ("flow", "Flow"),
    ("quality", "Quality"),
    ("curves", "Learning curves"),
    ("results", "Results"),
    ("arms", "Arms"),
    ("reach", "What it could see"),
    ("design", "Design"),
    ("methods", "Methods"),
)


def write_report(analysis: Analysis, out: Path) -> Path:
    """Write the report, its tables and its script into a new folder.

    Parameters
    ----------
    analysis : Analysis
        What the study shows.
    out : Path
        New or empty folder outside the dataset.

    Returns
    -------
    report : Path
        ``report.html``; it needs no network and no other file.

    Raises
    ------
    ExportError
        If ``out`` holds something, or cannot be written; nothing half-written is left.
    """
    check_export_folder(analysis.data.dataset, out)
    with whole_folder(out) as folder:
        tables = folder / "tables"
        tables.mkdir()
        for name, frame in _tables(analysis).items():
            frame.to_csv(tables / f"{name}.csv", index=False, lineterminator="\n")
        page = report_of(analysis)
        (folder / REPORT).write_text(page, encoding="utf-8")
        for label, protocol in analysis.data.protocols.items():
            mine = [one for one in analysis.proposals if one.protocol == label]
            if (text := revised(protocol, mine)) is not None:
                changed = folder / "proposed" / f"{label}.yaml"
                changed.parent.mkdir(exist_ok=True)
                changed.write_text(text, encoding="utf-8")
        script = script_of(analysis.persons.found)
        (folder / SCRIPT).write_text(script, encoding="utf-8")
        (folder / "results.json").write_text(_results(analysis), encoding="utf-8")
        asked = as_json(asdict(analysis.questions))
        (folder / QUESTIONS).write_text(asked, encoding="utf-8")
    return out / REPORT


def _tables(analysis: Analysis) -> Mapping[str, pd.DataFrame]:
    """Return what the script reads; order and digits make the same numbers again."""
    return {
        "values": analysis.persons.values,
        "people": analysis.persons.people,
        "trials": analysis.data.trials,
        "sessions": analysis.data.runs,
        "quality": analysis.quality,
    }


def _results(analysis: Analysis) -> str:
    found = [json.loads(to_json(asdict(one))) for one in analysis.persons.found]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def report_of(analysis: Analysis) -> str:
    """Return the report as one page of HTML."""
    from jinja2 import Environment, StrictUndefined

    template = files("attention_camp.resources").joinpath("report/study.html")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    curves, checks = _curves(analysis), analysis.arms
    left_out = {"curves"} if not curves else set()
    if not checks.shams and checks.blinding is None:
        left_out.add("arms")
    return page.from_string(template.read_text(encoding="utf-8")).render(
        title=_title(analysis.data),
        provenance=_provenance(analysis),
        blind=analysis.questions.is_blind,
        sections=[(i, name) for i, name in _SECTIONS if i not in left_out],
        arms=sorted(set(analysis.data.runs["arm"])),
        flow=analysis.flow,
        problems=analysis.data.problems,
        quality=_quality(analysis.quality),
        curves=curves,
        how_many=_how_many(analysis),
        declared=bool(analysis.questions.outcomes),
        outcomes=list(_outcomes(analysis)),
        shams=list(map(_sham, checks.shams)),
        yoked=checks.yoked,
        blinding=_blinding(checks),
        reach=[_reach(one) for one in analysis.persons.reach],
        proposals=analysis.proposals,
        methods=_methods(analysis),
    )


def _title(data: StudyData) -> str:
    """Return the locked study's title, or the dataset's name."""
    if data.study is not None:
        return data.study.title
    try:
        named = read_json_table(data.dataset / "dataset_description.json").get("Name")
    except UNREADABLE:
        named = None
    return f"Study {named or data.dataset.resolve().name}"


def _provenance(analysis: Analysis) -> str:
    runs = analysis.data.runs
    dates = sorted(str(date)[:10] for date in runs["date"] if date)
    span = f", recorded {dates[0]} to {dates[-1]}" if dates else ""
    return (
        f"{runs['participant'].nunique()} people, {len(runs)} runs{span}. Attention "
        f"Camp {version('attention-camp')}."
    )


def _how_many(analysis: Analysis) -> str:
    n_results = sum(isinstance(one, Result) for one in analysis.persons.found)
    n_outcomes = len(analysis.persons.outcomes)
    return f"Tests: {n_results}; outcomes: {n_outcomes}."


def _quality(table: pd.DataFrame) -> dict[str, Any]:
    shown = table[[name for name in _QUALITY if name in table]]
    return {
        "names": [_QUALITY[str(name)] for name in shown],
        "rows": [
            [_cell(value) for value in row] for row in shown.itertuples(index=False)
        ],
    }


def _curves(analysis: Analysis) -> list[tuple[str, str]]:
    blocks = analysis.data.blocks
    tasks = dict.fromkeys(blocks[blocks["time"] == "camp"]["task"])
    drawn = ((task, learning_curve(analysis.data, task)) for task in tasks)
    return [(task, drawing) for task, drawing in drawn if drawing]


def _outcomes(analysis: Analysis) -> Iterable[dict[str, Any]]:
    """Yield what the page says of each outcome, then of each task's single trials."""
    numbered = {
        id(one): number
        for number, one in enumerate(
            (one for one in analysis.persons.found if isinstance(one, Result)), start=1
        )
    }
    names = dict.fromkeys(one.outcome for one in analysis.persons.found)
    outcomes = {str(outcome): outcome for outcome in analysis.persons.outcomes}
    for name in names:
        outcome = outcomes.get(name)
        mine = [one for one in analysis.persons.found if one.outcome == name]
        yield {
            "title": name,
            "text": _text(outcome, name),
            "better": outcome.better if outcome else "",
            "drawing": _drawing(analysis.persons.values, outcome) if outcome else "",
            "results": [
                _result(one, numbered[id(one)])
                for one in mine
                if isinstance(one, Result)
            ],
            "refused": [one for one in mine if isinstance(one, Refused)],
        }


def _text(outcome: Outcome | None, name: str) -> str:
    if outcome is None:
        return f"Single trials of {name}" if name != "engagement" else "Engagement"
    return f"{outcome.text}, {outcome.unit}" if outcome.unit else outcome.text


def _drawing(values: pd.DataFrame, outcome: Outcome) -> str:
    rows = values[values["outcome"] == str(outcome)]
    return raincloud(rows, str(outcome), outcome.unit)


def _result(result: Result, number: int) -> dict[str, Any]:
    unit = f" {result.unit}" if result.unit else ""
    estimate = ""
    if math.isfinite(result.estimate):
        interval = _interval(result.interval)
        estimate = f"{_number(result.estimate)}{unit}{interval}"
    corrected = ""
    if math.isfinite(result.p_holm):
        corrected = (
            f"after Holm {_p(result.p_holm)}, false discovery rate {_p(result.p_fdr)}"
        )
    bayes = "none for this test" if result.bf10 is None else _bayes(result.bf10)
    return asdict(result) | {
        "number": number,
        "estimate": estimate,
        "effect": _effect(result.effect),
        "p": _p(result.p),
        "corrected": corrected,
        "bf": bayes,
    }


def _bayes(bf10: float) -> str:
    if bf10 >= 1:
        return f"BF₁₀ = {bf10:.3g} for an effect over none"
    return f"BF₀₁ = {1 / bf10:.3g} for no effect over one"


def _effect(effect: Effect | None) -> str:
    if effect is None:
        return ""
    return f"{effect.name} = {_number(effect.value)}{_interval(effect.interval)}"


def _interval(interval: Interval) -> str:
    low, high = interval
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return f" [{_number(low)}, {_number(high)}]"


def _reach(one: Reach) -> list[str]:
    values = asdict(one)
    return [str(values.pop("outcome")), *(_cell(value) for value in values.values())]


def _sham(sham: Sham) -> list[str]:
    found = sham.contingency
    return [
        f"{sham.run.participant}, {sham.run.session}",
        sham.arm,
        sham.source or "–",
        *(_cell(value) for value in (found.n_trials, found.n_copies, found.r)),
        _cell(found.floor),
        _cell(sham.agreement),
    ]


def _blinding(checks: ArmChecks) -> list[list[str]]:
    """Return a row per role and arm: who was asked, James's and Bang's index."""
    return [
        [
            role,
            arm,
            str(sum(one.guesses[arm].values())),
            _index(bang),
            _index(one.james),
        ]
        for role, one in (checks.blinding or {}).items()
        for arm, bang in one.bang.items()
    ]


def _index(index: Index) -> str:
    if not math.isfinite(index.value):
        return "–"
    return f"{index.value:.2f}{_interval((index.low, index.high))}"


def _methods(analysis: Analysis) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    times = " and ".join(analysis.questions.times)
    return (
        f"Sessions of the types {times} were compared. A score of a task is the mean "
        "of a person's blocks of one type. Changes were tested by paired t-tests "
        "with Bayes factors (Cauchy prior, scale 0.707) and by two one-sided tests; "
        "arms by mixed ANOVA, Welch's t-test of the changes and analyses of "
        "covariance; single trials by linear mixed models with random intercepts "
        "and slopes of time by person, and by generalised estimating equations. "
        f"Intervals are of 95 %. Computed with {versions}."
    )


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _p(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return _number(value) if math.isfinite(value) else "–"
    return str(value)
