"""A protocol being written: its text, what is wrong in it, and changes by a form."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from attention_camp.camp.session.protocol import Block, Protocol, allowed_at
from attention_camp.camp.session.protocols.block_checks import why_unusable
from attention_camp.camp.session.protocols.conditions import fill_lists
from attention_camp.camp.session.protocols.kept_comments import text_with_comments
from attention_camp.camp.session.protocols.protocol_file import (
    ProtocolError,
    parse_protocol,
)
from attention_camp.camp.session.protocols.protocol_problems import (
    Location,
    Problem,
    distinct,
    line_of,
    located,
)

EMPTY = """\
name: mine
title: My protocol
description: What it is for.
blocks:
  - task: visual-search
    trials: 20
"""
"""What a new protocol begins with."""


_WIDTH = 110
"""Longest line, in characters: a block of shipped protocols keeps its line."""


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The text of a protocol as it is understood."""

    values: Mapping[str, Any] | None
    """Its fields; None: the text is no YAML."""
    protocol: Protocol | None
    """The protocol; None: something is to be corrected first."""
    problems: tuple[Problem, ...]


def judge(text: str, origin: str) -> Draft:
    """Return what a text says, with everything that is wrong in it.

    Parameters
    ----------
    text : str
        YAML.
    origin : str
        Path of its file: conditions files lie beside it.
    """
    try:
        values, lines = parse_protocol(text, Path(origin).name)
    except ProtocolError as error:
        return Draft(None, None, (Problem(error.line, (), str(error)),))
    filled = copy.deepcopy(values)
    try:
        fill_lists(filled, lines, origin)
        protocol = Protocol.model_validate(filled)
    except ProtocolError as error:
        line = line_of(lines, ("blocks",))
        return Draft(values, None, (Problem(line, ("blocks",), str(error)),))
    except ValidationError as error:
        problems = _unusable(filled, lines, error) or [
            located(one, lines, allowed_at) for one in distinct(error)
        ]
        in_order = sorted(problems, key=lambda one: one.line)
        return Draft(values, None, tuple(in_order))
    return Draft(values, protocol, ())


def _unusable(values: Any, lines: Any, error: ValidationError) -> list[Problem]:
    """Return each block that cannot be run, where that is all that is wrong.

    A protocol says only the first one; a list has room for all.
    """
    if any(one["loc"] != ("blocks",) or one["type"] != "value_error"
           for one in error.errors()):  # fmt: skip
        return []
    found = []
    for index, block in enumerate(values["blocks"]):
        place = ("blocks", index)
        why = why_unusable(index + 1, Block.model_validate(block))
        if why is not None:
            found.append(Problem(line_of(lines, place), place, why))
    return found


def with_value(text: str, place: Location, value: Any) -> str:
    """Return a text with another value in one place; comments stay.

    Parameters
    ----------
    text : str
        YAML.
    place : sequence of str or int
        Names of fields, and numbers of blocks from 0.
    value : object
        What stands there; None: the field is left away.
    """

    def change(tree: Any) -> None:
        *above, last = place
        for key in above:
            if isinstance(tree, dict) and not isinstance(tree.get(key), dict | list):
                if value is None:
                    return
                # the name alone of a rule is as good as a list of its fields
                tree[key] = {}
            tree = tree[key]
        if value is not None:
            tree[last] = value
        elif last in tree:
            del tree[last]

    return _changed(text, change)


def with_blocks(text: str, change: Callable[[Any], None]) -> str:
    """Return a text whose list of blocks was changed; comments stay.

    Parameters
    ----------
    text : str
        YAML.
    change : callable
        Changes the list in place.
    """
    return _changed(text, lambda tree: change(tree.setdefault("blocks", [])))


def _changed(text: str, change: Callable[[Any], None]) -> str:
    _, lines = parse_protocol(text, "")
    tree = copy.deepcopy(lines)
    change(tree)
    return text_with_comments(tree, width=_WIDTH)


def copied(text: str) -> str:
    """Return a protocol under a name of its own, to be changed."""
    values, _ = parse_protocol(text, "")
    named = with_value(text, ("name",), f"{values.get('name', '')}Copy")
    return with_value(named, ("title",), f"{values.get('title', '')} (2)")
