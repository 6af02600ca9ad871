"""The closed-loop extension: schema, and decisions made again by the short reader."""

from __future__ import annotations

import importlib.util
import json
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from attention_camp.camp.session.ledger_lines import _KINDS

jsonschema = pytest.importorskip("jsonschema")

READER = Path(__file__).parents[4] / "docs" / "closed_loop_reader.py"
UNREAD = {"n-up-m-down", "micro-randomised"}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    text = files("attention_camp.resources").joinpath("closed-loop.schema.json")
    found: dict[str, Any] = json.loads(text.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("closed_loop_reader", READER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ledgers(studied: Path) -> list[Path]:
    return sorted(studied.glob("sourcedata/*/*/*_decisions.jsonl"))


def test_sidecars_and_ledgers_are_as_the_schema_says(studied, schema) -> None:
    lines = jsonschema.Draft202012Validator({**schema, "$ref": "#/$defs/line"})
    for ledger in ledgers(studied):
        sidecar = json.loads(ledger.with_suffix(".json").read_text("utf-8"))
        jsonschema.validate(sidecar, schema)
        for name in ("Recording", "Events"):
            assert (studied / sidecar[name].removeprefix("bids::")).exists()
        for text in ledger.read_text("utf-8").splitlines():
            lines.validate(json.loads(text))


def test_the_schema_knows_every_kind_of_line(schema) -> None:
    known = schema["$defs"]["line"]["properties"]["kind"]["enum"]
    assert set(known) == set(_KINDS)


def test_the_schema_refuses_a_decision_without_its_grounds(schema) -> None:
    lines = jsonschema.Draft202012Validator({**schema, "$ref": "#/$defs/line"})
    record = {"trial": 1, "block": 1, "stage": "main", "level": 1, "correct": True}
    line = {"kind": "trial", "seed": [1], "record": record}
    lines.validate(line)
    with pytest.raises(jsonschema.ValidationError):
        lines.validate(line | {"decision": {"level": 1, "why": "fixed"}})


def test_the_short_reader_makes_every_decision_again_that_it_reads(studied) -> None:
    module = reader()
    same = 0
    for ledger in ledgers(studied):
        n_same, n_unread, wrong = module.check(ledger)
        blocks = json.loads(ledger.with_suffix(".json").read_text("utf-8"))["Blocks"]
        assert wrong == []
        assert bool(n_unread) == any(block["Rule"] in UNREAD for block in blocks)
        same += n_same
    assert same >= 9


@pytest.mark.parametrize("is_taken_up", [False, True])
def test_the_short_reader_takes_the_rule_of_the_block_that_was_chosen(
    tmp_path: Path, is_taken_up: bool
) -> None:
    """Block 2 has the task of block 3, and block 3 that of block 2 as listed."""
    module = reader()
    options = {"step": 1.0, "target": 0.8, "fast_reversals": 4}
    blocks = [
        {"Block": number, "Rule": "staircase", "Options": options | {"n_levels": n}}
        for number, n in ((1, 4), (2, 6), (3, 12))
    ]
    before = {"place": 6.0, "reversals": 0, "harder": 0}
    level, why, _ = module.staircase(before, True, blocks[1]["Options"])
    assert (level, why) == (6, "at-top")
    choices = [{"block": 2, "listed": 3}, {"block": 3, "listed": 2}]
    taken = {"choices": choices if is_taken_up else None}
    first = {"kind": "header", "taken_up": taken}
    said = [] if is_taken_up else [{"kind": "choice"} | one for one in choices]
    trial = {
        "kind": "trial", "record": {"block": 3, "correct": True, "trial": 1},
        "decision": {"level": level, "why": why}, "state_before": before,
        "score": {"value": None, "model": ""},
    }  # fmt: skip
    ledger = tmp_path / "made_decisions.jsonl"
    lines = [first, *said, trial]
    ledger.write_text("".join(json.dumps(line) + "\n" for line in lines))
    sidecar = json.dumps({"Arm": "closed-loop", "Blocks": blocks})
    ledger.with_suffix(".json").write_text(sidecar)
    assert module.check(ledger) == (1, 0, [])


def test_the_short_reader_tells_a_changed_decision(studied, tmp_path) -> None:
    module = reader()
    (ledger,) = (path for path in ledgers(studied) if "task-search" in path.name)
    lines = [json.loads(text) for text in ledger.read_text("utf-8").splitlines()]
    changed = next(line for line in lines if "decision" in line)
    changed["decision"]["level"] += 1
    copy = tmp_path / ledger.name
    copy.write_text("".join(json.dumps(line) + "\n" for line in lines))
    copy.with_suffix(".json").write_bytes(ledger.with_suffix(".json").read_bytes())
    assert len(module.check(copy)[2]) == 1


def test_the_short_reader_leaves_half_a_line_out(studied, tmp_path) -> None:
    module = reader()
    ledger = ledgers(studied)[0]
    copy = tmp_path / ledger.name
    copy.write_bytes(ledger.read_bytes() + b'{"kind": "tri')
    copy.with_suffix(".json").write_bytes(ledger.with_suffix(".json").read_bytes())
    assert module.check(copy) == module.check(ledger)
