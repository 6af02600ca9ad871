"""Docstrings of public functions: parameters where there are several, array shapes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARAMETERS_IN = (
    "camp",
    "models/*.py",
    "models/data",
    "models/evaluation",
    "models/explaining",
    "models/score",
    "models/training",
    "resources",
    "signal/*.py",
    "signal/offline",
    "signal/simulated",
    "signal/sources",
    "tasks",
)
"""Files and folders in which every public function of three or more parameters has a
Parameters section; extend it once another is complete."""
SHAPES_IN = (
    "models/*.py",
    "models/data",
    "models/evaluation",
    "models/explaining",
    "models/score",
    "models/training",
    "signal/*.py",
    "signal/offline",
    "signal/simulated",
    "tasks",
)
"""Where the docstring of a public function with array arguments gives their shape."""
SEVERAL = 3

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("place", PARAMETERS_IN)
def test_functions_of_several_parameters_describe_them(place):
    """A Parameters section names each parameter of a public function of several."""
    lacking = []
    for name, function, text in _functions(place):
        parameters = _parameters(function)
        if len(parameters) < SEVERAL or _has_its_own_form(function):
            continue
        section = _section(text, "Parameters")
        missing = [p for p in parameters if p.arg not in section]
        if missing:
            lacking.append(f"{name}: {', '.join(p.arg for p in missing)}")
    assert not lacking, "not described:\n" + "\n".join(lacking)


@pytest.mark.parametrize("place", SHAPES_IN)
def test_array_arguments_have_a_shape(place):
    """A public function that takes arrays says which shape they have."""
    lacking = [
        name
        for name, function, text in _functions(place)
        if any(map(_is_array, _parameters(function))) and "shape" not in text.lower()
    ]
    assert not lacking, "no shape in:\n" + "\n".join(lacking)


def _functions(place: str) -> Iterator[tuple[str, Function, str]]:
    """Yield name, node and docstring of the public functions and methods of a place."""
    path = ROOT / place
    files = sorted(path.rglob("*.py")) if path.is_dir() else sorted(ROOT.glob(place))
    assert files, f"no files in {place}"
    for file in files:
        where = file.relative_to(ROOT)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, Function):
                yield from _public(f"{where}: {node.name}", node)
            elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield from _methods(f"{where}: {node.name}", node)


def _methods(name: str, node: ast.ClassDef) -> Iterator[tuple[str, Function, str]]:
    for part in node.body:
        if not isinstance(part, Function):
            continue
        if part.name == "__init__":
            # numpydoc describes a constructor in the docstring of the class
            yield name, part, ast.get_docstring(node) or ""
        else:
            yield from _public(f"{name}.{part.name}", part)


def _public(name: str, node: Function) -> Iterator[tuple[str, Function, str]]:
    if not node.name.startswith("_"):
        yield name, node, ast.get_docstring(node) or ""


def _parameters(function: Function) -> list[ast.arg]:
    given = function.args
    all_given = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    all_given += [more for more in (given.vararg, given.kwarg) if more]
    return [p for p in all_given if p.arg not in ("self", "cls")]


def _has_its_own_form(function: Function) -> bool:
    """Return whether Qt names the parameters, or typer shows them in a help text."""
    is_qt = function.name != function.name.lower() or function.name == "paint"
    hints = [ast.unparse(p.annotation) for p in _parameters(function) if p.annotation]
    typer = ("typer.Option", "typer.Argument", "DatasetOption", "WhoOption")
    return is_qt or any(name in hint for hint in hints for name in typer)


def _is_array(parameter: ast.arg) -> bool:
    annotation = parameter.annotation
    return annotation is not None and "NDArray" in ast.unparse(annotation)


def _section(text: str, title: str) -> set[str]:
    """Return the names that a numpydoc section describes."""
    _, found, rest = text.partition(f"{title}\n{'-' * len(title)}\n")
    names: set[str] = set()
    for line in rest.splitlines() if found else ():
        if line and set(line) == {"-"}:
            break
        if line and not line.startswith(" "):
            before, _, _ = line.partition(" : ")
            names |= {name.strip().lstrip("*") for name in before.split(",")}
    return names
