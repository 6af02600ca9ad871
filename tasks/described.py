"""What the options of tasks and rules are: name, default and text, from the classes."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from attention_camp.tasks.difficulty import OF_THE_TASK, RULES
from attention_camp.tasks.difficulty import __name__ as rules_package
from attention_camp.tasks.trial import Scalar

OF_THE_BLOCK = "start_level"
"""Option of a rule that a block sets by a field of its own."""
TARGET = "Share correct that the rule aims for; left out: the task's."
"""What ``target`` does among the options of a rule that has one."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a task or of a rule."""

    name: str
    default: Scalar
    text: str
    """Effect, unit and range, as the class says; empty where there is no source."""

    @property
    def kind(self) -> str:
        """What a protocol file gives: ``text``, ``number``, ``whole`` or ``truth``."""
        kinds = {bool: "truth", int: "whole", float: "number"}
        return kinds.get(type(self.default), "text")


def options_of(made: type[Any]) -> tuple[Option, ...]:
    """Return the options of a task's or a rule's class, in the order of its fields."""
    texts = field_texts(made)
    return tuple(
        Option(field.name, field.default, texts.get(field.name, ""))
        for field in dataclasses.fields(made)
        if field.init and field.default is not dataclasses.MISSING
    )


def rule_class(name: str) -> type[Any]:
    """Return the class of a difficulty rule."""
    module, _, attribute = RULES[name].partition(":")
    found: type[Any] = getattr(
        importlib.import_module(f"{rules_package}.{module}"), attribute
    )
    return found


def rule_options(name: str) -> tuple[Option, ...]:
    """Return the options that a protocol may give a difficulty rule."""
    theirs = (*OF_THE_TASK, OF_THE_BLOCK)
    return tuple(one for one in options_of(rule_class(name)) if one.name not in theirs)


def has_target(name: str) -> bool:
    """Return whether a difficulty rule aims for a share right, as it may be told."""
    return any(field.name == "target" for field in dataclasses.fields(rule_class(name)))


def first_line(made: type[Any]) -> str:
    """Return what a class is, in one line."""
    return (inspect.getdoc(made) or "").partition("\n")[0]


def field_texts(made: type[Any]) -> Mapping[str, str]:
    """Return the string under each field of a class, without line breaks.

    A frozen application has no sources, and so no texts.
    """
    texts: dict[str, str] = {}
    for base in reversed(made.__mro__[:-1]):
        texts |= _own_texts(base)
    return texts


def _own_texts(made: type[Any]) -> dict[str, str]:
    try:
        source = textwrap.dedent(inspect.getsource(made))
    except (OSError, TypeError):
        return {}
    (found,) = (n for n in ast.parse(source).body if isinstance(n, ast.ClassDef))
    texts = {}
    for field, text in pairwise(found.body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(text, ast.Expr):
            continue
        said, named = text.value, field.target
        if isinstance(named, ast.Name) and isinstance(said, ast.Constant):
            texts[named.id] = " ".join(str(said.value).split())
    return texts
