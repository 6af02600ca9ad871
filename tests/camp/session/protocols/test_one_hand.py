"""Who can use one hand alone gets two keys for it, in every task that has a choice."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.processes.session import RequestError, check_request
from attention_camp.camp.session.protocol import Block, Protocol, load_protocol
from attention_camp.camp.session.protocols.block_order import ordered_for
from attention_camp.camp.session.protocols.carried_levels import carry_on
from attention_camp.camp.session.protocols.key_mapping import handed_for
from attention_camp.camp.session.request import SessionRequest
from attention_camp.tasks import available_tasks, load_task
from attention_camp.tasks.answer_keys import SIDES
from attention_camp.tasks.displays import KEYS

REACHED = {"left": {"s", "f"}, "right": {"j", "l"}}
WITH_SIDES = {"stroop": "spatial", "n-back": "dual"}
"""Variants with two keys, where others have one key or four."""
WITH_A_CHOICE = sorted(
    name for name in available_tasks().names if hasattr(load_task(name), "keys")
)


def keys_of(block: Block) -> set[str]:
    task, rng = block.make_task(), np.random.default_rng(0)
    return {key for _ in range(20) for key in task.next_trial(1, rng).keys}


@pytest.mark.parametrize("hand", REACHED)
@pytest.mark.parametrize("name", WITH_A_CHOICE)
def test_each_task_with_two_sides_is_answered_by_one_hand(name, hand):
    values = {"name": "p", "title": "", "description": "", "blocks": [{"task": name}]}
    (block,) = handed_for(hand, Protocol.model_validate(values)).blocks
    if variant := WITH_SIDES.get(name):
        block = block.model_copy(
            update={"options": {**block.options, "variant": variant}}
        )
    assert keys_of(block) == REACHED[hand]
    assert REACHED[hand] <= KEYS.keys()
    cards = " ".join(card.text for card in block.make_task().instructions())
    left, right = SIDES[f"{hand}-hand"]
    assert f" {left.upper()}" in cards
    assert f" {right.upper()}" in cards
    assert "arrow key" not in cards


def test_the_key_that_means_yes_stays_balanced():
    blocks = [{"task": "visual-search"}]
    values = {"name": "p", "title": "", "description": "", "blocks": blocks}
    protocol = Protocol.model_validate(values | {"keys": "balanced"})
    found = [
        handed_for("left", ordered_for(f"{n:03}", protocol)).blocks[0].options["keys"]
        for n in range(200)
    ]
    assert found.count("left-hand-swapped") == pytest.approx(100, abs=30)
    assert set(found) == {"left-hand", "left-hand-swapped"}


def test_rows_of_a_list_that_name_their_keys_are_changed_with_the_block():
    rows = [{"keys": "arrows"}, {"keys": "letters-swapped"}, {}]
    block = {"task": "visual-search", "trials": 3, "trial_list": rows}
    values = {"name": "p", "title": "", "description": "", "keys": "balanced"}
    protocol = Protocol.model_validate(values | {"blocks": [block]})
    found = set()
    for n in range(20):
        (mine,) = ordered_for(f"{n:03}", protocol).blocks
        keys = [row.get("keys", "none") for row in mine.trial_list]
        found.add((mine.options.get("keys", "arrows"), *keys))
    assert found == {
        ("arrows", "arrows", "letters-swapped", "none"),
        ("arrows-swapped", "arrows-swapped", "letters", "none"),
    }
    (mine,) = handed_for("left", protocol).blocks
    assert mine.trial_list == ({"keys": "left-hand"}, {"keys": "left-hand-swapped"}, {})


def test_the_dot_comes_on_the_side_of_its_key():
    for hand in REACHED:
        task = load_task("visual-search", answer_to="dot", keys=f"{hand}-hand")
        left, _ = SIDES[f"{hand}-hand"]
        rng = np.random.default_rng(2)
        for _ in range(20):
            phase = next(p for p in task.next_trial(1, rng).phases if p.name == "dot")
            assert (phase.stimuli[-1].x < 0) == (phase.expected == left)


def test_a_published_form_keeps_its_keys():
    battery = load_protocol("battery")
    main = [b for b in handed_for("left", battery).blocks if b.form != "training"]
    assert [b.options for b in main] == [
        b.options for b in battery.blocks if b.form != "training"
    ]


def test_a_level_is_carried_on_to_the_other_hand():
    protocol = load_protocol("rehabilitation")
    reached = {1: (protocol.blocks[0], 7)}
    _, carried = carry_on(handed_for("right", protocol), reached)
    assert carried == {1: 7}


def test_a_third_hand_is_refused(tmp_path):
    request = SessionRequest(tmp_path, "01", "01", board="simulated", hand="third")
    with pytest.raises(RequestError, match="left, right"):
        check_request(request)
