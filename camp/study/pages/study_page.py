"""The page of a study's report: what the template shows, in the report's language."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.study.analysis import Analysis
from attention_camp.camp.study.arm_checks import ArmChecks
from attention_camp.camp.study.arms.blinding_index import Index
from attention_camp.camp.study.arms.shams import Sham
from attention_camp.camp.study.figures import learning_curve, raincloud
from attention_camp.camp.study.figures_regulation import changed, course
from attention_camp.camp.study.flow import Missing, missing_data
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.interim import spending_of
from attention_camp.camp.study.outcomes import Outcome, times_of
from attention_camp.camp.study.pages.cells import cell, interval, number
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.record.checklist import STATES, Item
from attention_camp.camp.study.record.fields import recording_fields
from attention_camp.camp.study.record.methods import methods_of, references_of
from attention_camp.camp.study.reliability import Reach
from attention_camp.camp.study.result import Effect, Refused, Result, p_value
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

_QUALITY: Mapping[str, Sentence] = {
    "participant": Sentence("Participant"),
    "arm": Sentence("Arm"),
    "sessions": Sentence("Sessions"),
    "broken_off": Sentence("Broken off"),
    "minutes": Sentence("Minutes of EEG"),
    "main_trials": Sentence("Main trials"),
    "scored": Sentence("Scored"),
    "effective_scored": Sentence("Worth, of scored"),
    "refused": Sentence("Refused"),
    "steered": Sentence("Steered"),
    "suspect_onsets": Sentence("Suspect onsets"),
    "share_steered": Sentence("Share steered"),
    "channels_good": Sentence("Channels good"),
}
_ROLES: Mapping[str, Sentence] = {
    "participant": Sentence("participant"),
    "operator": Sentence("operator"),
}
_BETTER: Mapping[str, Sentence] = {
    "higher": Sentence("higher is better"),
    "lower": Sentence("lower is better"),
}


def page_of(
    analysis: Analysis, items: Sequence[Item], dataset: str, *, language: Language
) -> str:
    """Return the report as one page of HTML.

    Parameters
    ----------
    analysis : Analysis
        What the study shows.
    items : sequence of Item
        The checklist.
    dataset : str
        Where its links find the dataset; empty: nowhere.
    language : Language
        Language of the page.
    """
    checks = analysis.arms
    return render(
        "study.html",
        language,
        title=_title(analysis.data),
        provenance=provenance_of(analysis.data),
        blind=analysis.questions.is_blind,
        spending=spending_of(analysis),
        spectra=[
            (one.name, changed(one, language))
            for one in analysis.changes
            if one.participants
        ],
        arms=sorted(set(analysis.data.runs["arm"])),
        flow=analysis.flow,
        problems=analysis.data.problems,
        quality=_quality(analysis.quality),
        missing=_missing(analysis),
        curves=_curves(analysis, language),
        course=course(analysis.regulation.parts, language)
        if analysis.regulation.drawing
        else "",
        regulation=analysis.regulation,
        n_tests=len(analysis.results),
        n_outcomes=len(analysis.persons.outcomes),
        declared=bool(analysis.questions.outcomes),
        outcomes=list(_outcomes(analysis, language)),
        shams=list(map(_sham, checks.shams)),
        yoked=checks.yoked,
        p_value=p_value,
        blinding=_blinding(checks),
        reach=[_reach(one) for one in analysis.persons.reach],
        proposals=analysis.proposals,
        methods=methods_of(analysis),
        references=references_of(analysis),
        items=items,
        states=STATES,
        fields=recording_fields(analysis.data),
        dataset=dataset,
    )


def render(template: str, language: Language, **values: Any) -> str:
    """Return a template of ``resources/report`` as a page.

    In templates ``_("…")`` is a text of the page and the filter ``t`` translates a
    `Sentence`.

    Parameters
    ----------
    template : str
        Its name.
    language : Language
        Language of the page.
    **values
        What it shows.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> str:
        folder = files("attention_camp.resources").joinpath("report")
        return folder.joinpath(name).read_text(encoding="utf-8")

    page = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        loader=FunctionLoader(load),
    )
    page.filters["t"] = language.translate
    page.globals |= {"_": language.say, "lang": language.tag}
    return page.get_template(template).render(**values)


def link_to(dataset: Path, out: Path) -> str:
    """Return a dataset's place seen from a folder; empty: it is on another drive."""
    try:
        place = os.path.relpath(dataset.resolve(), out.resolve())
    except ValueError:
        return ""
    return Path(place).as_posix()


def _title(data: StudyData) -> Sentence:
    """Return the locked study's title, or the dataset's name."""
    if data.study is not None:
        return Sentence("{title}", title=data.study.title)
    try:
        named = read_json_table(data.dataset / "dataset_description.json").get("Name")
    except UNREADABLE:
        named = None
    return Sentence("Study {name}", name=named or data.dataset.resolve().name)


def provenance_of(data: StudyData) -> list[Sentence]:
    """Return who and when, the version, the data's end, and whether it is simulated."""
    dates = sorted(str(date)[:10] for date in data.runs["date"] if date)
    said = [
        Sentence(
            "{people:person|people}, {runs:run|runs}, recorded {first} to {last}. "
            "Attention Camp {version}.",
            people=data.runs["participant"].nunique(),
            runs=len(data.runs),
            first=dates[0] if dates else "–",
            last=dates[-1] if dates else "–",
            version=version("attention-camp"),
        )
    ]
    n = sum(bool((f.get("request") or {}).get("observer")) for f in data.facts.values())
    if n:
        said.append(
            Sentence(
                "Simulated people answered in {n} of {all:run|runs}: nothing here is "
                "about persons.",
                n=n,
                all=len(data.facts),
            )
        )
    return said


def _quality(table: pd.DataFrame) -> dict[str, Any]:
    shown = table[[name for name in _QUALITY if name in table]]
    return {
        "names": [_QUALITY[str(name)] for name in shown],
        "rows": [
            [cell(value) for value in row] for row in shown.itertuples(index=False)
        ],
    }


def _missing(analysis: Analysis) -> list[Missing]:
    """Return what is missing at the times that are compared."""
    values, asked = analysis.persons.values, analysis.questions.times
    compared = [
        time in times_of(analysis.data, outcome, asked)
        for time, outcome in zip(values["time"], values["outcome"], strict=True)
    ]
    return missing_data(analysis.data, values.loc[compared])


def _curves(analysis: Analysis, language: Language) -> list[tuple[str, str]]:
    blocks = analysis.data.blocks
    tasks = dict.fromkeys(blocks[blocks["time"] == "camp"]["task"])
    drawn = ((task, learning_curve(analysis.data, task, language)) for task in tasks)
    return [(task, drawing) for task, drawing in drawn if drawing]


def _outcomes(analysis: Analysis, language: Language) -> Iterable[dict[str, Any]]:
    """Yield what the page says of each outcome, then of each task's single trials."""
    numbers = {id(one): n for n, one in enumerate(analysis.results, start=1)}
    outcomes = {str(outcome): outcome for outcome in analysis.persons.outcomes}
    for name in dict.fromkeys(one.outcome for one in analysis.persons.found):
        outcome = outcomes.get(name)
        mine = [one for one in analysis.persons.found if one.outcome == name]
        yield {
            "title": name,
            "text": _text(outcome),
            "better": _BETTER.get(outcome.better, "") if outcome else "",
            "drawing": _drawing(analysis.persons.values, outcome),
            "results": [
                _result(one, numbers[id(one)], language)
                for one in mine
                if isinstance(one, Result)
            ],
            "refused": [one for one in mine if isinstance(one, Refused)],
        }


def _text(outcome: Outcome | None) -> str:
    if outcome is None or not outcome.unit:
        return outcome.text if outcome else ""
    return Sentence("{score}, {unit}", score=outcome.text, unit=outcome.unit)


def _drawing(values: pd.DataFrame, outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    rows = values[values["outcome"] == str(outcome)]
    return raincloud(rows, str(outcome), outcome.unit)


def _result(result: Result, n: int, language: Language) -> dict[str, Any]:
    estimate = ""
    if math.isfinite(result.estimate):
        unit = f" {result.unit}" if result.unit else ""
        estimate = f"{number(result.estimate)}{unit}{interval(result.interval)}"
    corrected = ""
    if math.isfinite(result.p_holm):
        corrected = Sentence(
            "after Holm {holm}, false discovery rate {fdr}",
            holm=p_value(result.p_holm),
            fdr=p_value(result.p_fdr),
        )
    values = {field: getattr(result, field) for field in _SHOWN}
    return values | {
        "number": n,
        "estimate": estimate,
        "effect": _effect(result.effect, language),
        "p": p_value(result.p),
        "corrected": corrected,
        "bf": _bayes(result.bf10),
    }


_SHOWN = (
    "test", "question", "n", "statistic", "assumptions", "shows_not", "code",
    "is_descriptive",
)  # fmt: skip


def _bayes(bf10: float | None) -> Sentence:
    if bf10 is None:
        return Sentence("none for this test")
    if bf10 >= 1:
        return Sentence("BF₁₀ = {value} for an effect over none", value=f"{bf10:.3g}")
    return Sentence("BF₀₁ = {value} for no effect over one", value=f"{1 / bf10:.3g}")


def _effect(effect: Effect | None, language: Language) -> str:
    if effect is None:
        return ""
    name = language.translate(effect.name)
    return f"{name} = {number(effect.value)}{interval(effect.interval)}"


def _reach(one: Reach) -> list[str]:
    values = asdict(one)
    return [str(values.pop("outcome")), *(cell(value) for value in values.values())]


def _sham(sham: Sham) -> list[str]:
    found = sham.contingency
    return [
        f"{sham.run.participant}, {sham.run.session}",
        sham.arm,
        sham.source or "–",
        *(cell(value) for value in (found.n_trials, found.n_copies, found.r)),
        cell(found.floor),
        cell(sham.agreement),
    ]


def _blinding(checks: ArmChecks) -> list[list[str]]:
    """Return a row per role and arm: who was asked, James's and Bang's index."""
    return [
        [
            _ROLES[role],
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
    return f"{index.value:.2f}{interval((index.low, index.high))}"
