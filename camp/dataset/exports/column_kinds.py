"""What kind of values a column of an exported table holds."""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

Kind = Literal["string", "integer", "number", "boolean"]
"""The words of Frictionless Data: https://datapackage.org."""

_PLAIN: dict[Any, Kind] = {
    bool: "boolean", int: "integer", float: "number", str: "string",
}  # fmt: skip


def kinds_of(cls: type) -> dict[str, Kind]:
    """Return the kinds of a dataclass's fields; what is no number or truth is text."""
    hints = get_type_hints(cls, include_extras=True)
    return {name: _kind(hint) for name, hint in hints.items()}


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is Annotated:
        return _kind(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return kind_of_values(get_args(hint))
    parts = [part for part in get_args(hint) or (hint,) if part is not NoneType]
    found = {_PLAIN.get(part, "string") for part in parts}
    return "number" if found == {"integer", "number"} else _only(found)


def kind_of_values(values: Iterable[object]) -> Kind:
    """Return the kind that all values share; None says nothing."""
    found: Kind | None = None
    for value in values:
        found = common_kind(found, value)
    return found or "string"


def common_kind(kind: Kind | None, value: object) -> Kind | None:
    """Return the kind of a column that another value comes to; None: nothing yet."""
    if value is None:
        return kind
    found: set[Kind] = {_PLAIN.get(type(value), "string")} | ({kind} if kind else set())
    return "number" if found == {"integer", "number"} else _only(found)


def _only(found: set[Kind]) -> Kind:
    return found.pop() if len(found) == 1 else "string"
