"""A study file being written: its problems as a list, its text with comments."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from attention_camp.camp.session.protocols.kept_comments import text_with_comments
from attention_camp.camp.session.protocols.protocol_file import (
    read_protocol_file,
    shipped_protocols,
)
from attention_camp.camp.session.protocols.protocol_problems import distinct, message_of
from attention_camp.camp.session.studies.study_file import Study, load_study
from attention_camp.resources.texts import Sentence

_CAN_BE_MENDED = {
    "missing", "too_short", "string_pattern_mismatch", "int_parsing",
    "float_parsing", "value_error",
}  # fmt: skip
"""Kinds of problems that a form can show and mend; others need a text editor."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be corrected before a study can be locked."""

    field: str
    """Top-level field of the study file; empty: the study as a whole."""
    text: str
    """What is wrong; a `Sentence`."""


@dataclass(frozen=True, slots=True, eq=False)
class StudyDraft:
    """A study file as it was read."""

    values: Mapping[str, Any]
    """Its fields, in plain values."""
    lines: Any
    """The same with its comments, as ruamel.yaml keeps them."""


def default_draft() -> StudyDraft:
    """Return the shipped study to start from: loop, yoked, behaviour only."""
    folder = resources.files("attention_camp.resources") / "studies"
    with resources.as_file(folder / "default.yaml") as path:
        return read_draft(path)


def read_draft(path: Path) -> StudyDraft:
    """Read a study file that may lack something.

    Raises
    ------
    StudyError, ProtocolError
        If it cannot be read, or holds what a form cannot show.
    """
    values, lines, _ = read_protocol_file(str(path))
    try:
        Study.model_validate(values)
    except ValidationError as error:
        if not all(_can_be_mended(one) for one in error.errors()):
            load_study(path)  # raises, with line and field
    return StudyDraft(values, lines)


def _can_be_mended(problem: ErrorDetails) -> bool:
    place, kind = problem["loc"], problem["type"]
    if place[:1] == ("arms",) and (kind == "value_error" or place[-1] == "evidence"):
        return False  # a form has one row for each kind of evidence
    if kind == "int_parsing" and place[0] not in {"block_sizes", "interims"}:
        return False
    return kind in _CAN_BE_MENDED


def problems_of(values: Mapping[str, Any], folder: Path | None) -> list[Problem]:
    """Return everything that keeps a study from being locked.

    Parameters
    ----------
    values : mapping
        The fields of the study file.
    folder : Path or None
        Where the file lies, with protocols of its own; None: nowhere yet.
    """
    try:
        Study.model_validate(values)
    except ValidationError as error:
        found = [_told(one) for one in distinct(error)]
    else:
        found = []
    for name, field in (("name", ""), ("title", ""), ("primary_outcome", "measure"),
                        ("primary_outcome", "test")):  # fmt: skip
        value = values.get(name, "")
        text = value.get(field, "") if isinstance(value, Mapping) else value
        if not str(text).strip() and not any(one.field == name for one in found):
            found.append(Problem(name, _named(field, Sentence("is empty"))))
    known = shipped_protocols()
    for name in values.get("protocols") or ():
        if name in known or (folder is not None and (folder / name).is_file()):
            continue
        found.append(
            Problem(
                "protocols",
                Sentence(
                    "there is no protocol {name}: shipped are {shipped}; a file of "
                    "your own lies beside the study file",
                    name=name,
                    shipped=", ".join(known),
                ),
            )
        )
    return found


def _told(problem: ErrorDetails) -> Problem:
    place = problem["loc"] or (_field_of_rule(problem),)
    field, *within = (str(p + 1 if isinstance(p, int) else p) for p in place)
    if problem["type"] == "too_short":
        text: str = Sentence(
            "must hold at least {least}", least=problem["ctx"]["min_length"]
        )
    else:
        text = message_of(problem)
    return Problem(field, _named(".".join(within), text))


def _field_of_rule(problem: ErrorDetails) -> str:
    """Return the field at which a rule over several fields is corrected."""
    told = str(problem.get("ctx", {}).get("error", ""))
    return "interims" if told.startswith("interims") else "block_sizes"


def _named(field: str, text: str) -> str:
    return Sentence("{field}: {what}", field=field, what=text) if field else text


def text_of(draft: StudyDraft, values: Mapping[str, Any]) -> str:
    """Return the study file with new values; comments of what is the same stay.

    Parameters
    ----------
    draft : StudyDraft
        The file as it was read.
    values : mapping
        Its fields now.
    """
    lines = copy.deepcopy(draft.lines)
    for name, value in values.items():
        is_new = value and name not in lines  # what is empty needs no line
        if is_new or (name in lines and draft.values.get(name) != value):
            lines[name] = value
    return text_with_comments(lines)


def listed(text: str, convert: Callable[[str], Any] = str) -> list[Any]:
    """Return what stands between commas.

    Parameters
    ----------
    text : str
        Such as ``pre, post``.
    convert : callable
        Makes a value of each; what it cannot convert stays text, to be told as a
        problem.
    """
    parts = (part.strip() for part in text.split(","))
    return [converted(part, convert) for part in parts if part]


def converted(text: str, convert: Callable[[str], Any]) -> Any:
    """Return a value of a text; what cannot be converted stays text."""
    try:
        return convert(text)
    except ValueError:
        return text


def interims_of(text: str) -> list[dict[str, Any]]:
    """Return interim analyses of lines such as ``20: 0.01``: people, then alpha."""
    found = []
    for row in filter(str.strip, text.splitlines()):
        people, _, alpha = row.partition(":")
        found.append(
            {
                "people": converted(people.strip(), int),
                "alpha": converted(alpha.strip(), float),
            }
        )
    return found


def lines_of_interims(interims: Sequence[Mapping[str, Any]]) -> str:
    """Return interim analyses as lines such as ``20: 0.01``."""
    return "\n".join(f"{one.get('people')}: {one.get('alpha')}" for one in interims)


def strata_of(text: str) -> dict[str, list[str]]:
    """Return factors and levels of lines such as ``site: north, south``."""
    found = {}
    for row in filter(str.strip, text.splitlines()):
        factor, _, levels = row.partition(":")
        found[factor.strip()] = listed(levels)
    return found


def lines_of_strata(strata: Mapping[str, Sequence[str]]) -> str:
    """Return strata as lines such as ``site: north, south``."""
    rows = (f"{factor}: {', '.join(levels)}" for factor, levels in strata.items())
    return "\n".join(rows)
