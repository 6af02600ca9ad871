"""What is counted is said in the form of its number: 1 trial, 2 trials."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from attention_camp.camp.ui.language import install_language
from attention_camp.camp.ui.sentences import translated
from attention_camp.resources.texts import Day, Sentence

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("camp", "tasks", "signal", "models", "resources")
FIELD = re.compile(r"\{\w+(?:![rsa])?(?::([^{}]*))?\}")
NOUNS = (
    "people persons participants sessions trials blocks runs rounds windows channels "
    "electrodes epochs events files lines rows cells columns samples markers "
    "minutes days values bytes characters words tests notes repairs corrections "
    "differences decisions keys sites trainings gaps times parts recordings clusters "
    "comparisons frames texts changes orders pairs answers presses findings sheets "
    "errors questionnaires places tables outputs numbers others ones"
)
ONE_OF_MANY = re.compile(
    rf"\b1 (?:(?!has|holds|delivers|by)[\w-]+ )?(?:{'|'.join(NOUNS.split())})\b"
)
NEVER_ONE = (
    "1 runs fit", " holds 1 runs", "· 1 runs", "Press a button", "Blink 1 times",
    "1 times as strong", "1 square degrees",
    "more than 1", "more than the 1", "at most 1", "at least 1", "1 to 1 ",
    "Put 1 sessions", "A camp of 1", "studies of 1", "workers died", "1 pairs",
    "auxiliary channels", "ending in _eeg", "1 rows a second", "secret needs",
    "has all 1 times", "1 training sessions or more", "multiple of the 1 rows",
    "Welcome back after 1 days", "it has 1 words", "longest has 1 samples",
    "for 1 windows, instead", "EEG channels: 1", "2 to 1 answers",
)  # fmt: skip
"""Parts of texts whose number is never 1, as a limit, or is written with decimals."""


@cache
def _parsed() -> list[tuple[str, ast.Module]]:
    paths = [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*.py"))]
    return [
        (str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
    ]


def _with_one(template: str) -> str:
    """Return a template with 1 in every field."""

    def filled(field: re.Match[str]) -> str:
        forms = field[1] or ""
        return f"1 {forms.split('|')[0]}" if "|" in forms else "1"

    return FIELD.sub(filled, template)


def _texts() -> Iterator[tuple[str, str]]:
    """Yield where a text with fields is, and how it reads with 1 in each."""
    for path, tree in _parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if FIELD.search(node.value):
                    yield f"{path}:{node.lineno}", _with_one(node.value)
            elif isinstance(node, ast.JoinedStr) and path.startswith("camp/cli"):
                parts = [
                    part.value if isinstance(part, ast.Constant)
                    else "" if "how_many" in ast.unparse(part) else "1"
                    for part in node.values
                ]  # fmt: skip
                yield f"{path}:{node.lineno}", "".join(map(str, parts))
    for page in sorted((ROOT / "resources" / "report").glob("*.html")):
        for text in re.findall(r'\b_\("([^"]+)"', page.read_text(encoding="utf-8")):
            yield page.name, _with_one(text)


def test_no_text_speaks_of_one_as_of_many() -> None:
    found = [(at, text) for at, text in _texts() if ONE_OF_MANY.search(text)]
    wrong = [
        f"{at}: {text}"
        for at, text in found
        if not any(one in text for one in NEVER_ONE)
    ]
    assert wrong == [], "write {n:trial|trials}, and fill it with `fill`"
    unused = [one for one in NEVER_ONE if not any(one in text for _, text in found)]
    assert unused == []


def test_what_is_looked_for_is_found() -> None:
    assert ONE_OF_MANY.search(_with_one("✓ {blocks} blocks, about {duration}"))
    assert ONE_OF_MANY.search(_with_one("{n} of {all:.0f} EEG channels"))
    assert not ONE_OF_MANY.search(_with_one("{n} of {all:EEG channel|EEG channels}"))


def _counts(node: ast.AST) -> bool:
    """Return whether a text in an expression has a field with two forms."""
    return any(
        isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and any("|" in (forms or "") for forms in FIELD.findall(one.value))
        for one in ast.walk(node)
    )


def _formats(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that give a text with two forms to `str.format`."""
    for part in ast.walk(tree):
        if not isinstance(part, ast.FunctionDef):
            continue
        named = {
            target.id
            for node in ast.walk(part)
            if isinstance(node, ast.Assign) and _counts(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(part):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "format"
            ):
                text = node.func.value
                if _counts(text) or (isinstance(text, ast.Name) and text.id in named):
                    yield node.lineno


def test_a_text_with_two_forms_is_filled_by_what_knows_them() -> None:
    found = [f"{path}:{line}" for path, tree in _parsed() for line in _formats(tree)]
    assert found == [], "`str.format` does not know {n:trial|trials}: use `fill`"


@pytest.mark.parametrize(
    ("language", "day"), [("en", "3 May 2027"), ("zh_CN", "2027年5月3日")]
)
def test_numbers_and_days_are_said_in_the_language_of_the_windows(
    qapp, language: str, day: str
) -> None:
    install_language(qapp, language)
    text = Sentence("{n:run is|runs are} left until {day}", n=1, day=Day("2027-05-03"))
    assert text == "1 run is left until 2027-05-03", "files keep ISO 8601"
    assert translated(text) == f"1 run is left until {day}"
    install_language(qapp, "en")
