"""The JSON Schema of protocol files, with which editors complete and check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attention_camp.camp.session.protocol import (
    Block,
    Cleaning,
    Gate,
    Protocol,
    RuleSpec,
    Scoring,
)
from attention_camp.camp.session.protocols.class_page import ClassPage
from attention_camp.camp.session.protocols.fixation import Fixation
from attention_camp.tasks import available_tasks, load_task
from attention_camp.tasks.described import (
    TARGET,
    Option,
    field_texts,
    has_target,
    options_of,
    rule_options,
)
from attention_camp.tasks.difficulty import RULES
from attention_camp.tasks.forms import FORMS, TRAINING

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS: Mapping[str, str] = {
    "text": "string",
    "truth": "boolean",
    "whole": "integer",
    "number": "number",
}


def protocol_schema() -> dict[str, Any]:
    """Return the schema of a protocol file: fields, tasks, rules, and their options."""
    made = Protocol.model_json_schema()
    parts = made["$defs"]
    for name, part in [(Protocol.__name__, made), *parts.items()]:
        _describe(part, _MODELS.get(name))
    # what the program sets itself is not offered
    parts["Block"]["properties"].pop("carried_level")
    parts["Block"]["properties"]["task"]["enum"] = list(available_tasks().names)
    parts["Block"]["allOf"] = [_task(name) for name in available_tasks().names]
    # the name alone is as good as a rule with options
    parts["RuleSpec"]["properties"]["name"]["enum"] = sorted(RULES)
    parts["RuleSpec"]["allOf"] = [_rule(name) for name in sorted(RULES)]
    return {"$schema": DIALECT, **made}


_MODELS: Mapping[str, type[Any]] = {
    model.__name__: model
    for model in (
        Protocol, Block, RuleSpec, Gate, Scoring, Cleaning, ClassPage, Fixation,
    )
}  # fmt: skip


def _describe(part: dict[str, Any], model: type[Any] | None) -> None:
    """Put the strings under the fields of a model into its part of the schema."""
    if model is None:
        return
    for name, text in field_texts(model).items():
        if name in part.get("properties", {}):
            part["properties"][name]["description"] = text


def _task(name: str) -> dict[str, Any]:
    """Return what holds where a block is of a task: its options and its forms."""
    options = _options(options_of(type(load_task(name))))
    forms = {"enum": [TRAINING, *FORMS.get(name, {})]}
    return _where("task", name, {"options": options, "form": forms})


def _rule(name: str) -> dict[str, Any]:
    """Return what holds where a rule is named: its options, and a target of its own."""
    options = _options(rule_options(name))
    if has_target(name):
        options["properties"]["target"] = {"type": "number", "description": TARGET}
    return _where("name", name, {"options": options})


def _where(field: str, value: str, then: Mapping[str, Any]) -> dict[str, Any]:
    condition = {"properties": {field: {"const": value}}, "required": [field]}
    return {"if": condition, "then": {"properties": dict(then)}}


def _options(options: Iterable[Option]) -> dict[str, Any]:
    known = {
        one.name: {
            "type": _KINDS[one.kind],
            "default": one.default,
            **({"description": one.text} if one.text else {}),
        }
        for one in options
    }
    return {"type": "object", "properties": known, "additionalProperties": False}
