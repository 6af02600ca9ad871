"""The tests of one outcome: one number per person and time, where forms are alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from attention_camp.camp.session.protocol import Block
from attention_camp.camp.study import comparisons, variance
from attention_camp.camp.study.associations import descriptive_tests
from attention_camp.camp.study.gather import SEVERAL, StudyData
from attention_camp.camp.study.outcomes import Outcome, wide
from attention_camp.camp.study.result import Found, Refused, Result
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

Forms = Mapping[str, frozenset[str]]
"""By time, how a task was given: form, options, rule, and the level that it keeps."""


def forms_of(data: StudyData, task: str) -> Forms:
    """Return the forms in which the main blocks of a task were given, by time.

    As the last session of each protocol says; a time whose protocols are not kept, as
    of imported runs, is left out.

    Parameters
    ----------
    data : StudyData
        The study.
    task : str
        Name of the task.
    """
    rows = data.scores[(data.scores["stage"] == "main") & (data.scores["task"] == task)]
    found: dict[str, set[str]] = {}
    for time, protocol in set(
        rows[["time", "protocol"]].itertuples(index=False, name=None)
    ):
        # by task, not by number: main blocks may come in an order of each person's
        blocks = data.protocols.get(protocol, {}).get("blocks")
        for block in blocks if isinstance(blocks, list) else ():
            if block.get("task") == task and block.get("stage", "main") == "main":
                found.setdefault(time, set()).add(_form(block))
    return {time: frozenset(forms) for time, forms in found.items()}


def _form(block: Mapping[str, Any]) -> str:
    given = block.get("options")
    options = dict(given) if isinstance(given, Mapping) else {}
    options.pop("keys", None)  # which key means yes differs from person to person
    rule = block.get("rule")
    kept = {"options": options, "rule": rule}
    if isinstance(rule, Mapping) and rule.get("name") == "fixed":
        kept["level"] = _kept_level({**block, "options": options})
    text = json.dumps(kept, sort_keys=True, default=str)
    return f"{block.get('form') or 'training'} {text}"


def _kept_level(block: Mapping[str, Any]) -> int | None:
    """Return the level of all trials of a block; None where it is not known."""
    try:
        one = Block.model_validate(block)
        return one.level_of(one.make_task())
    except (ValueError, TypeError, KeyError):  # of a later version, or another package
        return None


def unlike(forms: Forms, times: Iterable[str]) -> Sentence | None:
    """Return why values at these times do not compare; None: forms are the same.

    Parameters
    ----------
    forms : mapping
        What `forms_of` found.
    times : iterable of str
        The times that are compared.
    """
    known = {time: forms[time] for time in times if time in forms}
    if len(set(known.values())) < 2:
        return None
    told = "; ".join(
        f"{time}: {', '.join(sorted({one.split(' ')[0] for one in given}))}"
        for time, given in known.items()
    )
    return Sentence(
        "the task was given in different forms or levels, or with different options or "
        "rules, which do not compare ({forms})",
        forms=told,
    )


def person_tests(
    values: pd.DataFrame,
    people: pd.DataFrame,
    outcome: Outcome,
    times: tuple[str, str],
    *,
    bound: float | None = None,
    forms: Forms | None = None,
) -> list[Found]:
    """Return the person-level tests of one outcome.

    Parameters
    ----------
    values : DataFrame
        A row per person and time: ``participant``, ``arm``, ``time``, ``value``.
    people : DataFrame
        A row per person: the change, and what was measured after allocation.
    outcome : Outcome
        The outcome.
    times : tuple of str
        Earlier and later time.
    bound : float or None
        Largest change that does not matter; None: none is declared.
    forms : mapping or None
        In which forms the task was given, by time; None: it is not known.
    """
    name, table, given = str(outcome), wide(values), forms or {}
    if reason := unlike(given, times):
        return [Refused(name, Sentence("All tests"), reason)]
    pooled = table.droplevel("arm")
    made = [comparisons.before_after(pooled, name, times)]
    if values["time"].nunique() > 2:
        made.append(_over_times(values, name, given))
    made.append(comparisons.equivalence(pooled, name, times, bound=bound))
    arms = sorted(set(values["arm"]) - {SEVERAL})
    if len(arms) > 1:
        rows = values[values["arm"].isin(arms) & values["time"].isin(times)]
        made.append(variance.arm_by_time(rows, name))
        for pair in combinations(arms, 2):
            made.append(comparisons.change_between_arms(table, name, times, pair))
            made.append(variance.adjusted(table, name, times, pair))
    made += descriptive_tests(people, name, arms, unit=outcome.unit)
    return [
        replace(one, unit=outcome.unit)
        if isinstance(one, Result) and not one.is_descriptive
        else one
        for one in made
    ]


def _over_times(values: pd.DataFrame, name: str, forms: Forms) -> Found:
    if reason := unlike(forms, dict.fromkeys(values["time"])):
        return Refused(name, Sentence("Repeated-measures ANOVA"), reason)
    return variance.over_times(values, name)
