"""A protocol being written: all that is wrong in it, and changes that keep comments."""

from __future__ import annotations

import pytest

from attention_camp.camp.session.protocols.protocol_draft import (
    EMPTY,
    copied,
    judge,
    with_blocks,
    with_value,
)
from attention_camp.camp.session.protocols.protocol_file import (
    published_protocols,
    read_protocol_text,
    shipped_protocols,
)

TEXT = """\
# whose
name: mine
title: Mine
description: Mine.
blocks:
  # first
  - {task: sart, trials: 2}
  - task: n-back
    rule: {name: fixed}
"""


def test_everything_that_is_wrong_is_said_with_its_line() -> None:
    text = TEXT.replace("trials: 2", "trials: none, start_level: 2").replace(
        "fixed", "fixd"
    )
    assert [(one.line, one.field) for one in judge(text, "x.yaml").problems] == [
        (7, "blocks.1.trials")
    ]  # whether a block can be run is asked once its fields are right
    text = with_value(text, ("blocks", 0, "trials"), 2)
    text = with_value(text, ("blocks", 0, "start_level"), 99)
    found = judge(text, "x.yaml").problems
    assert [(one.line, one.field) for one in found] == [
        (7, "blocks.1"),
        (8, "blocks.2"),
    ]
    assert "start_level must be 1 to" in found[0].text
    assert "fixd" in found[1].text


def test_what_is_no_yaml_is_one_problem_with_its_line() -> None:
    draft = judge(TEXT + "blocks: [", "x.yaml")
    assert draft.values is None
    (only,) = draft.problems
    assert only.line == 10
    assert "not valid YAML" in only.text


def test_a_conditions_file_that_is_not_there_is_a_problem(tmp_path) -> None:
    text = with_value(TEXT, ("blocks", 0, "conditions"), "none.csv")
    draft = judge(text, str(tmp_path / "mine.yaml"))
    assert draft.protocol is None
    assert "none.csv" in draft.problems[0].text


def test_a_changed_value_keeps_comments_and_goes_when_it_is_empty() -> None:
    changed = with_value(TEXT, ("blocks", 1, "options", "n_items"), 9)
    assert "# whose" in changed
    assert "# first" in changed
    draft = judge(changed, "x.yaml")
    assert draft.protocol.blocks[1].options == {"n_items": 9}
    gone = with_value(changed, ("blocks", 1, "options"), None)
    assert judge(gone, "x.yaml").values == judge(TEXT, "x.yaml").values
    assert with_value(TEXT, ("blocks", 0, "options", "x"), None) == TEXT


def test_the_name_of_a_rule_alone_becomes_a_list_of_fields() -> None:
    text = EMPTY + "    rule: fixed\n"
    changed = with_value(text, ("blocks", 0, "rule", "name"), "staircase")
    assert judge(changed, "x").protocol.blocks[0].rule.name == "staircase"


def test_blocks_are_moved_with_what_they_hold() -> None:
    turned = with_blocks(TEXT, lambda blocks: blocks.insert(0, blocks.pop()))
    tasks = [block.task for block in judge(turned, "x").protocol.blocks]
    assert tasks == ["n-back", "sart"]


@pytest.mark.parametrize("name", [*shipped_protocols(), *published_protocols()])
def test_every_shipped_protocol_can_be_copied(name: str) -> None:
    text, _ = read_protocol_text(name)
    before, after = judge(text, name), judge(copied(text), name)
    assert after.problems == ()
    assert after.protocol.blocks == before.protocol.blocks
    assert after.protocol.name != before.protocol.name
