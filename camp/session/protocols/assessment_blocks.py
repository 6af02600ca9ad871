"""Blocks of an assessment form: what a protocol need not, and may not, say itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.forms import Form, form_of


def fill_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a block with those that its form sets.

    Raises
    ------
    ValueError
        If the task has no such form, or a field says otherwise than the form.
    """
    form = form_of(str(values.get("task")), values["form"])
    if form is None:
        return dict(values)
    filled = dict(values)
    options = filled.get("options")
    filled["options"] = dict(options) if isinstance(options, Mapping) else {}
    for name, value in form.options.items():
        _set(filled["options"], name, value, values)
    for name, value in _fields(form).items():
        _set(filled, name, value, values)
    return filled


def _fields(form: Form) -> dict[str, Any]:
    return {
        "trials": form.trials,
        "start_level": form.level,
        "rule": {"name": form.rule, "options": dict(form.rule_options)},
    }


def _set(into: dict[str, Any], name: str, value: Any, block: Mapping[str, Any]) -> None:
    given = into.get(name)
    if given is not None and given != value:
        raise ValueError(
            Sentence(
                "the {form} form of {task} sets {field} to {value}, got {got}: leave "
                "the field out, or choose form: training",
                form=block["form"],
                task=block.get("task"),
                field=name,
                value=repr(value),
                got=repr(given),
            )
        )
    into[name] = value
