"""Blocks of assessment forms and their order, as protocols name them."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest

from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.block_order import ordered_for, williams_rows
from attention_camp.camp.session.protocols.protocol_file import ProtocolError

MINUTES = {"battery": 45, "battery-search": 45, "battery-short": 25}


def protocol_with(*blocks: dict[str, object]) -> Protocol:
    """Return a protocol of these blocks."""
    values = {"name": "p", "title": "P", "description": "", "blocks": blocks}
    return Protocol.model_validate(values)


@pytest.mark.parametrize("name", MINUTES)
def test_a_battery_fits_its_time_and_calibrates(name):
    """The plan of each battery ends in time; it has blocks of rest and of work."""
    plan = plan_session(load_protocol(name))
    assert plan.seconds <= 60 * MINUTES[name]
    labels = {block.block.label for block in plan.blocks}
    assert {"rest", "engaged"} <= labels
    assert all(b.block.rule.name == "fixed" or "span" in b.block.task or
               b.block.task == "digits-in-noise" for b in plan.blocks)  # fmt: skip


def test_a_form_sets_trials_options_and_rule_and_survives_the_record():
    """What is written into the session's file makes the same block again."""
    protocol = protocol_with({"task": "sart", "form": "assessment"})
    (block,) = protocol.blocks
    assert (block.trials, block.rule.name, block.start_level) == (1, "fixed", 1)
    assert block.options == {"interval": 1.15, "repeats": 25}
    assert Protocol.model_validate(protocol.model_dump(mode="json")) == protocol


@pytest.mark.parametrize(
    "change",
    [
        {"trials": 4},
        {"options": {"interval": 1.0}},
        {"rule": {"name": "weighted-up-down"}},
        {"start_level": 5},
    ],
)
def test_a_block_that_differs_from_its_form_is_refused(change, tmp_path):
    """A protocol cannot call something an assessment that is none."""
    path = tmp_path / "p.yaml"
    block = {"task": "sart", "form": "assessment", **change}
    values = {"name": "p", "title": "P", "description": "p", "blocks": [block]}
    path.write_text(json.dumps(values))  # which is YAML
    with pytest.raises(ProtocolError, match=r"assessment form of sart sets") as caught:
        load_protocol(str(path))
    assert "at least one" not in str(caught.value)


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_orders_are_balanced_over_rows(n):
    """Every block is as often at each place, and as often after each other one."""
    rows = williams_rows(n)
    for place in range(n):
        assert len(set(Counter(row[place] for row in rows).values())) == 1
    after = Counter(pair for row in rows for pair in pairwise(row))
    assert len(after) == n * (n - 1)
    assert len(set(after.values())) == 1


def test_a_person_meets_the_same_order_each_time_and_others_other_ones():
    """Over 400 people each order of the battery comes about as often."""
    protocol = load_protocol("battery")
    orders = Counter(
        tuple(block.task for block in ordered_for(f"{person:03}", protocol).blocks)
        for person in range(400)
    )
    assert len(orders) == 4
    assert min(orders.values()) > 70
    assert ordered_for("07", protocol) == ordered_for("07", protocol)
    listed = load_protocol("adults")
    assert ordered_for("07", listed) is listed
