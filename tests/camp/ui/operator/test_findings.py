"""Every finding of the review by hand has a test that drives the windows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
N_FINDINGS = 32
DRIVEN = {"desk", "make_desk", "running", "spoken"}
"""What a test asks for that works with keys and mouse."""


def _tests() -> dict[str, set[str]]:
    """Return what each test beside this file asks for, by file and name."""
    return {
        f"{path.name}::{name}": _asked(name, functions)
        for path in HERE.glob("test_*.py")
        for functions in [_functions(path)]
        for name in functions
    }


def _functions(path: Path) -> dict[str, set[str]]:
    """Return the arguments of the functions of a file."""
    return {
        node.name: {one.arg for one in node.args.args}
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


def _asked(name: str, functions: dict[str, set[str]]) -> set[str]:
    """Return what a test asks for, and what the fixtures beside it ask for in turn."""
    own = functions.get(name, set()) - {name}
    return own.union(*(_asked(one, functions) for one in own))


def test_each_finding_is_tried_again_by_keys_and_mouse() -> None:
    text = (HERE / "findings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*?\| (`.+`.*?) \| 1, 2 \|$", text, re.MULTILINE)
    tests = _tests()
    assert [int(number) for number, _ in rows] == list(range(1, N_FINDINGS + 1))
    for number, named in rows:
        on_both = []
        for name, screens in re.findall(r"`(test_[^`]+)`( \(\w+ screens?\))?", named):
            assert tests.get(name, set()) & DRIVEN, f"finding {number}: {name}"
            is_both = "n_screens" in tests[name]
            assert is_both is (screens != " (one screen)"), f"finding {number}: {name}"
            on_both.append(is_both)
        assert any(on_both), f"finding {number}"
