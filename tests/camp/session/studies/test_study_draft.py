"""A study file being written: every problem is listed, and nothing written is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from attention_camp.camp.session.studies.study_draft import (
    default_draft,
    lines_of_strata,
    listed,
    problems_of,
    read_draft,
    strata_of,
    text_of,
)
from attention_camp.camp.session.studies.study_file import StudyError, load_study


def _changed(**fields):
    return {**default_draft().values, **fields}


def _outcome(**fields):
    return {**default_draft().values["primary_outcome"], **fields}


def test_the_study_to_start_from_has_nothing_to_correct() -> None:
    draft = default_draft()
    assert [arm["evidence"] for arm in draft.values["arms"]] == [
        "closed-loop",
        "yoked",
        "performance-only",
    ]
    assert problems_of(draft.values, None) == []


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"name": "my study"}, "name", "letters a–z and digits only, got 'my study'"),
        ({"title": " "}, "title", "is empty"),
        ({"protocols": []}, "protocols", "must hold at least 1"),
        ({"protocols": ["own.yaml"]}, "protocols", "no protocol own.yaml"),
        ({"arms": default_draft().values["arms"][:1]}, "arms", "at least 2"),
        ({"block_sizes": [3, 4]}, "block_sizes", "multiples of 3"),
        ({"block_sizes": ["x"]}, "block_sizes", "1: must be a whole number, got 'x'"),
        ({"strata": {"site": []}}, "strata", "site: must hold at least 1"),
        ({"primary_outcome": _outcome(measure="")}, "primary_outcome", "measure: is"),
        ({"primary_outcome": _outcome(sessions=[])}, "primary_outcome", "sessions: "),
    ],
)
def test_each_problem_names_its_field(fields, field: str, said: str) -> None:
    (problem,) = problems_of(_changed(**fields), None)
    assert problem.field == field
    assert said in problem.text


def test_all_problems_are_listed_at_once() -> None:
    values = _changed(name="", block_sizes=[], protocols=["none"], secondary_outcomes=[
        {"measure": "a", "sessions": [], "test": "t"}
    ])  # fmt: skip
    found = {problem.field for problem in problems_of(values, None)}
    assert found == {"name", "block_sizes", "protocols", "secondary_outcomes"}


def test_a_protocol_beside_the_file_is_known(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own\n")
    assert problems_of(_changed(protocols=["own.yaml"]), tmp_path) == []


def test_comments_and_what_is_the_same_stay(tmp_path: Path) -> None:
    draft = default_draft()
    text = text_of(draft, _changed(sessions=14, strata={"site": ["n", "s"]}))
    assert "sessions: 14               # a battery before" in text
    assert "secondary_outcomes" not in text
    (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
    study = load_study(tmp_path / "study.yaml")
    assert study.sessions == 14
    assert study.strata == {"site": ("n", "s")}


def test_an_unfinished_file_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text("name: my study\ntitle: T\nblock_sizes: [x]\n", encoding="utf-8")
    assert read_draft(path).values["block_sizes"] == ["x"]


@pytest.mark.parametrize(
    "text",
    [
        "arms: [{name: a, evidence: magic}]",
        "arms: [{name: a, evidence: sham}, {name: b, evidence: sham}]",
        "arms: [{name: a}]",
        "sessions: many",
        "protocols: adults",
        "colour: red",
    ],
)
def test_what_a_form_cannot_show_is_refused_with_its_line(text, tmp_path) -> None:
    path = tmp_path / "study.yaml"
    path.write_text(f"name: x\n{text}\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"study\.yaml, line"):
        read_draft(path)


def test_strata_are_lines_and_lines_are_strata() -> None:
    strata = {"site": ["north", "south"], "age": ["young"]}
    assert strata_of(lines_of_strata(strata)) == strata
    assert strata_of("site\n\n") == {"site": []}
    assert listed("3, x,,6", int) == [3, "x", 6]
