"""The JSON Schema of protocol files says what the reader of protocols says."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.protocol_file import (
    read_protocol_file,
    shipped_protocols,
)
from attention_camp.camp.session.protocols.schema import protocol_schema
from attention_camp.tasks import TASKS

jsonschema = pytest.importorskip("jsonschema")

WRONG = {
    "unknown field": "blocks: [{task: sart, trails: 3}]",
    "unknown task": "blocks: [{task: srat}]",
    "option of another task": "blocks: [{task: sart, options: {n_items: 3}}]",
    "text for a number": "blocks: [{task: sart, options: {repeats: many}}]",
    "unknown form": "blocks: [{task: sart, form: brief}]",
    "unknown rule": "blocks: [{task: sart, rule: {name: stairs}}]",
    "option of another rule":
        "blocks: [{task: sart, rule: {name: fixed, options: {step: 1}}}]",
}  # fmt: skip


@pytest.fixture(scope="module")
def validator():
    schema = protocol_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", shipped_protocols())
def test_shipped_protocols_fit_the_schema(name, validator):
    """An editor underlines nothing in them."""
    validator.validate(read_protocol_file(name)[0])


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_mistakes_are_found_while_typing(text, validator):
    """Each is also refused by the program."""
    values = YAML(typ="safe").load("{name: p, title: t, description: d}") | YAML(
        typ="safe"
    ).load(text)
    assert list(validator.iter_errors(values))


@pytest.mark.parametrize("rule", ["staircase", "engagement", "quest"])
def test_a_rule_may_be_given_a_target_of_its_own(rule, validator):
    """As the camps that come with the program do."""
    rule = {"name": rule, "options": {"target": 0.78}}
    values = {"name": "p", "title": "t", "description": "d"}
    values |= {"blocks": [{"task": "sart", "rule": rule}]}
    validator.validate(values)
    rule["name"], known = "fixed", rule["name"]
    assert list(validator.iter_errors(values))
    rule["name"] = known
    assert Protocol.model_validate(values).blocks[0].rule.options["target"] == 0.78


@pytest.mark.parametrize("part", ["Scoring", "Cleaning", "ClassPage", "Fixation"])
def test_the_fields_of_a_part_say_what_they_do(part, validator):
    """An editor shows it beside the name."""
    for field, said in validator.schema["$defs"][part]["properties"].items():
        assert said.get("description"), field


def test_the_schema_knows_every_option_with_its_text(validator):
    """An editor offers names, defaults and effects."""
    cases = {
        each["if"]["properties"]["task"]["const"]: each["then"]["properties"]
        for each in validator.schema["$defs"]["Block"]["allOf"]
    }
    assert set(TASKS) <= set(cases)
    for name, properties in cases.items():
        for option, said in properties["options"]["properties"].items():
            assert said.get("description") or name not in TASKS, (name, option)
