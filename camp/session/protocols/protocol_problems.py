"""Error messages for protocol files: where, what is allowed, what was found."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence

Location = Sequence[str | int]

MAX_REPORTED = 3
"""Number of problems reported at once; more than these often have one cause."""

_WHOLE = QT_TRANSLATE_NOOP("sentences", "must be a whole number, got {got}")
_NUMBER = QT_TRANSLATE_NOOP("sentences", "must be a number, got {got}")
_TRUTH = QT_TRANSLATE_NOOP("sentences", "must be true or false, got {got}")
_LIST = QT_TRANSLATE_NOOP("sentences", "must be a list, got {got}")
_FIELDS = QT_TRANSLATE_NOOP("sentences", "must be a list of fields, got {got}")
_OPTION_KINDS = frozenset({"str", "int", "float", "bool"})
"""Kinds of an option's value; pydantic tells of each that a value is not of it."""
_ONE_VALUE = "one_value"
_FOUND = {
    "missing": QT_TRANSLATE_NOOP("sentences", "this field is missing"),
    "greater_than_equal": QT_TRANSLATE_NOOP(
        "sentences", "must be at least {limit}, got {got}"
    ),
    "less_than_equal": QT_TRANSLATE_NOOP(
        "sentences", "must be at most {limit}, got {got}"
    ),
    "literal_error": QT_TRANSLATE_NOOP(
        "sentences", "must be one of {allowed}, got {got}"
    ),
    "string_pattern_mismatch": QT_TRANSLATE_NOOP(
        "sentences", "must be letters a–z and digits only, got {got}"
    ),
    "too_short": QT_TRANSLATE_NOOP(
        "sentences", "must hold at least one block, got {got}"
    ),
    "too_long": QT_TRANSLATE_NOOP("sentences", "must hold at most {limit} blocks"),
    "string_type": QT_TRANSLATE_NOOP("sentences", "must be text, got {got}"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": _LIST,
    "model_type": _FIELDS,
    "dict_type": _FIELDS,
    _ONE_VALUE: QT_TRANSLATE_NOOP(
        "sentences", "must be one text or number, or true or false, got {got}"
    ),
}
"""Messages for pydantic's error codes, worded for someone who edits YAML by hand."""


def explain(
    error: ValidationError,
    lines: Any,
    origin: str,
    allowed_at: Callable[[Location], Sequence[str]],
) -> Sentence:
    """Return a message on the first problems of a protocol, without a remedy.

    Parameters
    ----------
    error : ValidationError
        pydantic's error.
    lines : Any
        The file's tree from ruamel.yaml, with line numbers.
    origin : str
        The file's name, for each line of the message; empty: said once, before it.
    allowed_at : callable
        Returns the field names allowed at a location.
    """
    problems = distinct(error)
    message = _one(problems[0], lines, origin, allowed_at)
    for problem in problems[1:MAX_REPORTED]:
        more = _one(problem, lines, origin, allowed_at)
        message = Sentence("{one}\n{more}", one=message, more=more)
    if (n := len(problems) - MAX_REPORTED) > 0:
        message = Sentence("{one}\n(and {n} more)", one=message, n=n)
    return message


class Problem(NamedTuple):
    """What is wrong with a protocol, and where."""

    line: int
    """Of the file, from 1."""
    location: Location
    """Names of fields, and numbers of blocks from 0; empty: the file as a whole."""
    text: str
    """What is wrong; a `Sentence` where the program has words for it."""

    @property
    def field(self) -> str:
        """The field as people count: ``blocks.1.task``."""
        parts = (part + 1 if isinstance(part, int) else part for part in self.location)
        return ".".join(map(str, parts)) or "protocol"


def located(
    problem: ErrorDetails, lines: Any, allowed_at: Callable[[Location], Sequence[str]]
) -> Problem:
    """Return what is wrong, and where, from one of pydantic's problems.

    Parameters
    ----------
    problem : ErrorDetails
        One of an error's.
    lines : Any
        The file's tree from ruamel.yaml, with line numbers.
    allowed_at : callable
        Returns the field names allowed at a location.
    """
    location = problem["loc"]
    if problem["type"] == "extra_forbidden":
        what: str = _unknown_field(str(location[-1]), allowed_at(location))
    else:
        what = message_of(problem)
    return Problem(line_of(lines, location), location, what)


def distinct(error: ValidationError) -> list[ErrorDetails]:
    """Return pydantic's problems, each once.

    A list whose items are all wrong is also said to be empty, and an option's value to
    be none of the kinds that it may be.
    """
    found = _options_once(error.errors())
    within = {p["loc"][:n] for p in found for n in range(len(p["loc"]))}
    return [p for p in found if p["type"] != "too_short" or p["loc"] not in within]


def _options_once(problems: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return problems, those with the value of one option as one."""
    kinds: dict[tuple[int | str, ...], set[int | str]] = {}
    for one in problems:
        kinds.setdefault(one["loc"][:-1], set()).update(one["loc"][-1:])
    found: dict[tuple[int | str, ...], ErrorDetails] = {}
    for n, one in enumerate(problems):
        above = one["loc"][:-1]
        if kinds[above] >= _OPTION_KINDS and one["loc"][-1] in _OPTION_KINDS:
            found[above] = {**one, "loc": above, "type": _ONE_VALUE}
        else:
            found[*one["loc"], n] = one
    return list(found.values())


def _one(
    problem: ErrorDetails,
    lines: Any,
    origin: str,
    allowed_at: Callable[[Location], Sequence[str]],
) -> Sentence:
    found = located(problem, lines, allowed_at)
    where = {"line": found.line, "field": found.field, "what": found.text}
    if not origin:
        return Sentence("line {line}, {field}: {what}", **where)
    return Sentence("{file}, line {line}, {field}: {what}", file=origin, **where)


def message_of(problem: ErrorDetails) -> str:
    """Return the message for a problem; pydantic's own where we have none."""
    context = problem.get("ctx", {})
    if problem["type"] == "value_error":
        return str(context["error"])
    template = _FOUND.get(
        problem["type"], QT_TRANSLATE_NOOP("sentences", "{problem}, got {got}")
    )
    return Sentence(
        template,
        problem=problem["msg"],
        limit=context.get("ge", context.get("le", context.get("max_length", ""))),
        allowed=str(context.get("expected", "")).replace(" or ", ", "),
        got=_short(problem["input"]),
    )


def _unknown_field(name: str, allowed: Sequence[str]) -> Sentence:
    near = difflib.get_close_matches(name, allowed, 1)
    return Sentence(
        "unknown field, allowed are {allowed}{hint}",
        allowed=", ".join(allowed),
        hint=Sentence("; did you mean “{near}”?", near=near[0]) if near else "",
    )


def line_of(tree: Any, location: Location) -> int:
    """Return the line, from 1, of the deepest part of ``location`` in the file."""
    line = 1
    for key in location:
        marks = getattr(tree, "lc", None)
        data = getattr(marks, "data", None) or {}
        if key not in data:
            break
        line = data[key][0] + 1
        tree = tree[key]
    return line


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return Sentence("a list of fields")
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
