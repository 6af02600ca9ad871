"""Blocks that come in an order of each person's are told apart by their task."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.study.gather import StudyData, protocols_of
from attention_camp.camp.study.person_tests import forms_of, unlike
from attention_camp.camp.study.proposals import propose

sys.path.append(str(Path(__file__).parent))
from made_up import made_up_study

TASKS = ("visual-search", "task-switching")
BLOCKS = [
    {
        "task": task, "trials": 20, "start_level": 4, "rule": {"name": "fixed"},
        "options": {"fineness": k},
    }
    for k, task in enumerate(TASKS, start=1)
]  # fmt: skip


def _both(frame: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return a frame's rows for both tasks; balanced: half of the people swap them."""
    rows = pd.concat(
        [frame.assign(task=task, block=k + 1) for k, task in enumerate(TASKS)],
        ignore_index=True,
    )
    if order == "balanced":
        swaps = rows["participant"].astype(int) % 2 == 1
        rows.loc[swaps, "block"] = 3 - rows.loc[swaps, "block"]
    return rows


def study_in(order: str) -> StudyData:
    """Return a study whose visual search is too easy for everybody."""
    data = made_up_study(12)
    trials = _both(data.trials, order)
    trials["correct"] |= trials["task"] == "visual-search"
    scores = _both(data.scores.assign(score="accuracy"), order)
    protocols = {"made": {"order": order, "blocks": BLOCKS}}
    return replace(data, trials=trials, scores=scores, protocols=protocols)


def test_what_is_proposed_does_not_follow_from_the_order() -> None:
    listed = propose(study_in("as-listed"))
    assert [(one.block, one.field) for one in listed if one.field == "start_level"] == [
        (1, "start_level")
    ]
    assert propose(study_in("balanced")) == listed


def test_nothing_is_proposed_of_blocks_that_a_curriculum_chose() -> None:
    assert propose(study_in("curriculum")) == []


def test_two_blocks_of_one_task_in_an_order_of_each_person_s_are_not_told_apart() -> (
    None
):
    data = study_in("balanced")
    again = {"made": {"order": "balanced", "blocks": [*BLOCKS, BLOCKS[0]]}}
    tasks = {one.task for one in propose(replace(data, protocols=again))}
    assert "visual-search" not in tasks


@pytest.mark.parametrize("order", ["as-listed", "balanced"])
def test_a_task_has_the_form_of_its_own_block(order: str) -> None:
    """Those who came again happened to have it in the first place."""
    data = study_in(order)
    later = (data.scores["time"] == "post") & (data.scores["block"] != 1)
    fewer = replace(data, scores=data.scores[~later])
    for task in TASKS:
        forms = forms_of(fewer, task)
        assert all(len(one) == 1 for one in forms.values())
        assert unlike(forms, ("pre", "post")) is None


def test_a_protocol_has_the_keys_of_one_hand_only_where_nobody_else_did_it() -> None:
    def kept(label: str, hand: str) -> tuple[RunPaths, dict[str, Any]]:
        run = RunPaths(Path("data"), label, "01", "made")
        facts = {"request": {"hand": hand}}
        return run, {"protocol": {"of": label}, "facts": facts}

    both, left = kept("01", ""), kept("02", "left")
    assert protocols_of([both, left]) == {"made": {"of": "01"}}
    assert protocols_of([left]) == {"made": {"of": "02"}}
    assert protocols_of([kept("00", ""), both, left]) == {"made": {"of": "01"}}


def test_which_key_means_yes_makes_no_other_form() -> None:
    data = study_in("as-listed")
    data.scores["protocol"] = data.scores["time"]
    swapped = [
        one | {"options": {**one["options"], "keys": "swapped"}} for one in BLOCKS
    ]
    given = {
        time: {"blocks": BLOCKS if time == "pre" else swapped}
        for time in ("pre", "camp", "post")
    }
    forms = forms_of(replace(data, protocols=given), TASKS[0])
    assert set(forms) == {"pre", "camp", "post"}
    assert unlike(forms, forms) is None


@pytest.mark.parametrize(
    ("rule", "before", "after", "is_alike"),
    [
        ("fixed", {"start_level": 3}, {"start_level": 5}, False),
        ("fixed", {"start_level": 3}, {}, True),  # where a block begins by itself
        ("fixed", {"options": {"fineness": 4}, "start_level": 9},
         {"options": {"fineness": 4}}, True),
        ("staircase", {"start_level": 3}, {"start_level": 5}, True),
    ],
)  # fmt: skip
def test_a_level_that_stays_is_part_of_the_form(
    rule: str, before: dict[str, Any], after: dict[str, Any], is_alike: bool
) -> None:
    data = study_in("as-listed")
    data.scores["protocol"] = data.scores["time"]
    block = {"task": TASKS[0], "trials": 20, "rule": {"name": rule}, "options": {}}
    given = {"pre": {"blocks": [block | before]}, "post": {"blocks": [block | after]}}
    forms = forms_of(replace(data, protocols=given), TASKS[0])
    assert set(forms) == {"pre", "post"}
    assert (unlike(forms, forms) is None) == is_alike
