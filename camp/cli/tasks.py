"""The command that says which tasks and rules there are, and their options."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.errors import CommandError

if TYPE_CHECKING:
    from attention_camp.tasks.described import Option
    from attention_camp.tasks.task import Task

_WIDTH = 88


def tasks(
    name: Annotated[str, typer.Argument(help="A task or a rule; none: a list.")] = "",
    *,
    schema: Annotated[
        bool, typer.Option(help="Print the JSON Schema of protocol files instead.")
    ] = False,
) -> None:
    """Say which tasks and difficulty rules there are, or the options of one."""
    from attention_camp.camp.session.protocols.schema import protocol_schema
    from attention_camp.tasks import load_task
    from attention_camp.tasks.difficulty import RULES

    if schema:
        typer.echo(json.dumps(protocol_schema(), indent=2))  # whole in any encoding
    elif not name:
        typer.echo("\n".join(_list()))
    elif name in RULES:
        typer.echo("\n".join(_rule(name)))
    else:
        try:
            typer.echo("\n".join(_task(load_task(name))))
        except ValueError as error:
            raise CommandError(str(error)) from error


def _list() -> Iterator[str]:
    from attention_camp.tasks import available_tasks, load_task
    from attention_camp.tasks.described import first_line, rule_class
    from attention_camp.tasks.difficulty import RULES

    found = available_tasks()
    yield "Tasks (attention-camp tasks NAME says more):"
    for task in found.names:
        yield f"  {task:20} {first_line(type(load_task(task)))}"
    yield from (f"  {problem}" for problem in found.problems)
    yield "Difficulty rules:"
    for rule in sorted(RULES):
        yield f"  {rule:20} {first_line(rule_class(rule))}"


def _rule(name: str) -> Iterator[str]:
    from attention_camp.tasks.described import (
        TARGET,
        first_line,
        has_target,
        rule_class,
        rule_options,
    )

    yield f"{name}: {first_line(rule_class(name))}"
    yield from _options(rule_options(name))
    if has_target(name):
        yield f"  target (number): {TARGET}"


def _task(task: Task) -> Iterator[str]:
    from attention_camp.tasks.described import first_line, options_of
    from attention_camp.tasks.forms import FORMS

    yield f"{task.name}: {first_line(type(task))}"
    yield f"{task.n_levels} levels, training aims for {task.target:.0%} correct"
    yield f"  level 1: {_values(task, 1)}"
    yield f"  level {task.n_levels}: {_values(task, task.n_levels)}"
    yield from _options(options_of(type(task)))
    for form, made in FORMS.get(task.name, {}).items():
        yield f"Form {form}: {made.source}"
        yield from _scores(task.name, form)


def _values(task: Task, level: int) -> str:
    values: Mapping[str, object] = task.parameters(level)
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _options(options: Iterable[Option]) -> Iterator[str]:
    yield "Options:"
    for one in options:
        default = one.default if one.default != "" else "(empty)"
        text = f"{one.name} ({one.kind}, {default}): {one.text}"
        yield textwrap.fill(
            text, _WIDTH, initial_indent="  ", subsequent_indent="      "
        )


def _scores(task: str, form: str) -> Iterator[str]:
    """Yield what each score of a form can show, in simulated people."""
    from attention_camp.tasks.reliability_table import RELIABILITY

    for (of, named, score), one in RELIABILITY.items():
        if (of, named) == (task, form):
            can = "shows" if one.shows_change else "cannot show"
            yield (
                f"  {score}: test-retest {one.retest:.2f}, standard error "
                f"{one.error:.3g}, {can} change in one person "
                f"(from {one.smallest_change:.3g} on)"
            )


COMMANDS = (tasks,)
