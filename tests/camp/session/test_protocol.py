"""Protocol files: what is wrong is said with its place; nothing else gets through."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.protocols.carried_levels import aim_of
from attention_camp.camp.session.protocols.protocol_file import (
    ProtocolError,
    shipped_protocols,
)

MINIMAL = """\
name: mine
title: Mine
description: For a test.
blocks:
  - task: visual-search
    trials: 3
    rule: {name: weighted-up-down}
"""


def _load(tmp_path: Path, text: str):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return load_protocol(str(path))


@pytest.mark.smoke
@pytest.mark.parametrize("name", shipped_protocols())
def test_shipped_protocols_are_valid_and_can_be_planned(name: str) -> None:
    plan = plan_session(load_protocol(name))
    assert plan.protocol.name
    assert plan.seconds > 0
    n_lines = len(plan.blocks) + 2 + (plan.protocol.sessions > 1)
    n_lines += plan.protocol.calibration == "checked"
    assert len(list(plan.describe())) == n_lines


@pytest.mark.parametrize("name", shipped_protocols())
def test_shipped_protocols_explain_each_task_before_it_is_done(name: str) -> None:
    explained = []
    for planned in plan_session(load_protocol(name)).blocks:
        cards = [(card.title, card.text) for card in planned.task.instructions()]
        if planned.block.cards:
            explained.append(cards)
        assert cards in explained, planned.block.task


@pytest.mark.parametrize("name", shipped_protocols())
def test_practice_is_not_passed_by_forgiving(name: str) -> None:
    """Where easier levels come before the first, a block still begins on the scale."""
    for planned in plan_session(load_protocol(name)).blocks:
        for level in (planned.practice_level, planned.start_level):
            assert "criterion" not in planned.task.parameters(level)


@pytest.mark.parametrize("name", ["adults", "children", "older-adults"])
def test_camps_aim_for_the_middle_of_what_is_neither_easy_nor_hard(name: str) -> None:
    for block in load_protocol(name).blocks:
        task = block.make_task()
        if block.stage == "main" and not task.name.endswith("-span"):
            assert 0.75 <= aim_of(block, task) <= 0.8, block.task


def test_the_plan_says_options_breaks_and_what_a_calibration_asks_for() -> None:
    text = "\n".join(plan_session(load_protocol("adults")).describe())
    assert "10 sessions" in text
    assert "Visual search (variant conjunction, fineness 3) [main]" in text
    assert "Rest (duration 25) [calibration, rest]: 1 trial," in text
    assert "then a break of at least 20 s" in text


def test_a_minimal_protocol_gets_sensible_defaults(tmp_path: Path) -> None:
    block = _load(tmp_path, MINIMAL).blocks[0]
    assert block.stage == "main"
    assert block.level_of(block.make_task()) == 3


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("trials: 3", "trails: 3"), 6, "did you mean “trials”"),
        (("trials: 3", "trials: 0"), 6, "must be at least 1, got 0"),
        (("trials: 3", "trials: many"), 6, "got 'many'"),
        (("visual-search", "visual-serch"), 5, "visual-search"),
        (("weighted-up-down", "weighted-up-don"), 4, "weighted-up-down"),
        (("name: mine", "name: my protocol"), 1, "letters a–z and digits only"),
        (("trials: 3", "start_level: 99"), 4, "start_level must be 1 to"),
        (("trials: 3", "stage: calibration"), 4, "label: rest"),
        (("blocks:", "cleaning: {eye: none}\nblocks:"), 4, "did you mean “eyes”"),
        (("blocks:", "cleaning: {eyes: ica}\nblocks:"), 4, "'none', 'regression'"),
        (
            ("blocks:", "cleaning: {reference: mastoids}\nblocks:"),
            4,
            "average, linked or a list of channels, such as [M1, M2], got 'mastoids'",
        ),
        (("trials: 3", "options: {variant: nothing}"), 4, "feature"),
        (("blocks:", "scoring: {estimator: attenton}\nblocks:"), 4, "“attention”"),
        (("trials: 3", "fixation: {withn: 2}"), 6, "are within, seconds, limit"),
        (("rule: {name", "rule: {nme"), 7, "allowed are name, options"),
        (
            ("trials: 3", "options: {set_sizes: [4, 8]}"),
            6,
            "options.set_sizes: must be one text or number, or true or false, got [4, ",
        ),
    ],
)
def test_a_wrong_field_is_told_with_line_and_what_is_allowed(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    with pytest.raises(ProtocolError) as error:
        _load(tmp_path, MINIMAL.replace(*change))
    said = str(error.value)
    assert f"\nline {line}," in said
    assert said.count("mine.yaml") == 1
    assert says in str(error.value)


def test_a_missing_protocol_names_the_nearest_shipped_one() -> None:
    with pytest.raises(ProtocolError, match="Did you mean “demo”"):
        load_protocol("demp")


def test_what_a_library_says_of_a_value_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(ProtocolError, match="a value cannot be read") as caught:
        _load(tmp_path, "name: !!int abc\n")
    assert "invalid literal" not in str(caught.value)


def test_the_number_of_levels_is_no_option_of_a_rule(tmp_path: Path) -> None:
    text = (
        "name: mine\ntitle: Mine\ndescription: ''\nblocks:\n"
        "  - {task: pvt, rule: {name: fixed, options: {n_levels: 5}}}\n"
    )
    with pytest.raises(ProtocolError, match=r"block 1 \(pvt\): n_levels comes from"):
        _load(tmp_path, text)


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ProtocolError, match=r"line 2.*not valid YAML"):
        _load(tmp_path, "name: mine\n\ttitle: x\n")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name: mine\n\ttitle: x\n", 2, "a tab begins the line"),
        ("name: mine\ntitle: one: two\n", 2, "a colon stands where none may be"),
        ("name: mine\ntitle\nx: 2\n", 3, "a colon is missing"),
        ("name: mine\nblocks: [{task: pvt\n", 3, "the file ends before"),
        ("name: mine\n  title: x\n", 2, "a colon stands where none may be"),
        ("blocks:\n  - task: pvt\n name: x\n", 3, "not indented as those"),
        ("name: mine\nname: yours\n", 2, "the field name is given twice"),
        ("name: *mine\n", 1, "put it between quotes"),
        ("name: @mine\n", 1, "put the text between quotes"),
    ],
)
def test_what_the_parser_finds_is_said_in_words(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(ProtocolError, match=rf"line {line}: this is.*{said}"):
        _load(tmp_path, text)


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_mutated_protocols_are_valid_or_refused_in_words(
    tmp_path: Path, data: st.DataObject
) -> None:
    text = list(MINIMAL)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(
            st.one_of(
                st.sampled_from(list("\t:{}[]-&*!|>'\"%@`#,?\n 0159")),
                st.characters(codec="utf-8"),
                st.just(""),
            )
        )
    refusal = ""
    try:
        _load(tmp_path, "".join(text))
    except ProtocolError as error:
        refusal = str(error)
    assert not refusal or "mine.yaml" in refusal


LAUGHS = "a0: &a0 [1, 1, 1, 1]\n" + "".join(
    f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 7)
)


@pytest.mark.parametrize(
    "text",
    [
        "name: demo\nblocks: &a [{task: rest, options: *a}]\n",
        LAUGHS + "blocks: *a6\n",
        "description: " + "x" * 30_000_000,
        "name: a\nblocks:\n" + "  - {task: rest}\n" * 20_000,
        "name: a\ntitle: a\ndescription: a\nb: &b {task: rest}\nblocks:\n"
        + "  - *b\n" * 2000,
    ],
    ids=["itself", "laughs", "30 MB", "20,000 blocks", "2,000 aliases"],
)
def test_a_hostile_protocol_is_refused_at_once(tmp_path: Path, text: str) -> None:
    """Nothing is built from a text that would fill the memory."""
    path = tmp_path / "hostile.yaml"
    path.write_text(text)
    began = time.monotonic()
    with pytest.raises(ProtocolError, match="hostile"):
        load_protocol(str(path))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("name", ["n" * 5000, "n" * 5000 + ".yaml", "a\0b.yaml", "/"])
def test_what_is_no_files_name_is_refused(name: str) -> None:
    """Names that the system does not take are refused in words."""
    with pytest.raises(ProtocolError):
        load_protocol(name)
