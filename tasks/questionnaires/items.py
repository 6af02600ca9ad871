"""What a questionnaire asks: items of one choice, of a scale, or of free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from attention_camp.resources.texts import Sentence

Kind = Literal["choice", "scale", "text"]
MOST_CHOICES = 9
"""Choices of an item: each has a digit key."""
MOST_STEPS = 101
MOST_ITEMS = 40
"""Items of a questionnaire; own choice: a person answers them in five minutes."""
LONGEST_TEXT = 300
"""Characters of a question or a label; more does not fit the screen."""
KEYS = ("participant_id", "session_id", "recording", "trial")
"""Columns of every table of answers: whose, and when; no item may be called so."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question and how it is answered."""

    name: str
    """Name of its column: letters, digits and underscores."""
    text: str
    """The question; English source text, or a lab's own."""
    kind: Kind
    labels: tuple[str, ...] = ()
    """Of a choice: the answers in order. Of a scale: what its ends mean."""
    codes: tuple[str, ...] = ()
    """Of a choice: what is stored for each answer; empty: 1, 2, …"""
    steps: int = 0
    """Of a scale: number of its steps."""
    low: float = 0.0
    """Of a scale: value of the first step."""
    high: float = 0.0
    """Of a scale: value of the last step."""
    hint: str = ""
    """A second, smaller line below the question."""

    def code(self, index: int) -> str | int:
        """Return what is stored for a choice."""
        return self.codes[index] if self.codes else index + 1

    def value(self, step: int) -> float:
        """Return the value of a step of a scale, whole where it can be."""
        value = self.low + (self.high - self.low) * step / (self.steps - 1)
        return int(value) if value == int(value) else value

    def levels(self) -> Mapping[str, str]:
        """Return what each stored answer stands for; empty for scales and texts."""
        if self.kind != "choice":
            return {}
        return {str(self.code(i)): label for i, label in enumerate(self.labels)}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire: its items, and where it is from."""

    name: str
    """Name of its table among the phenotype files: small letters and underscores."""
    title: str
    items: tuple[Item, ...]
    source: str


def read_items(text: str) -> tuple[Item, ...]:
    """Return the items of a lab's own questionnaire, one a line.

    ``name: question = answer; answer; answer`` is a choice, ``name: question = 0..10:
    left end; right end`` a scale, ``name: question`` a free text.

    Raises
    ------
    ValueError
        If a line is none of these; the text says which line and why.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    items = tuple(_item(number, line) for number, line in enumerate(lines, 1))
    names = [item.name for item in items]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(
                Sentence("items: two items are called {name}; rename one", name=name)
            )
        if name.lower() in KEYS:
            raise ValueError(
                Sentence(
                    "items: every table has a column {name} of its own; rename the "
                    "item",
                    name=name,
                )
            )
    if not 0 < len(items) <= MOST_ITEMS:
        raise ValueError(
            Sentence(
                "items must be 1 to {most} lines, got {n}",
                most=MOST_ITEMS,
                n=len(items),
            )
        )
    return items


def _item(number: int, line: str) -> Item:
    name, colon, rest = line.partition(":")
    name = name.strip()
    question, equals, answers = rest.partition("=")
    question = question.strip()
    if not (colon and question and name.isascii() and name.isidentifier()):
        raise _wrong(number, line)
    if len(line) > LONGEST_TEXT:
        raise ValueError(
            Sentence(
                "items, line {number}: at most {most} characters, got {n}",
                number=number,
                most=LONGEST_TEXT,
                n=len(line),
            )
        )
    if not equals:
        return Item(name, question, "text")
    if ".." in answers.partition(";")[0].partition(":")[0]:
        return _scale(number, line, name, question, answers)
    labels = tuple(part.strip() for part in answers.split(";"))
    if not all(labels) or not 2 <= len(labels) <= MOST_CHOICES:
        raise ValueError(
            Sentence(
                "items, line {number}: 2 to {most} answers with “;” between, got "
                "{line}",
                number=number,
                most=MOST_CHOICES,
                line=repr(line),
            )
        )
    return Item(name, question, "choice", labels)


def _scale(number: int, line: str, name: str, question: str, answers: str) -> Item:
    """Return a scale from what stands after the question: numbers, and their ends."""
    numbers, _, ends = answers.partition(":")
    low, _, high = (part.strip() for part in numbers.partition(".."))
    labels = tuple(part.strip() for part in ends.split(";")) if ends.strip() else ()
    if not (_is_whole(low) and _is_whole(high) and len(labels) in (0, 2)):
        raise _wrong(number, line)
    steps = int(high) - int(low) + 1
    if not 2 <= steps <= MOST_STEPS:
        raise ValueError(
            Sentence(
                "items, line {number}: a scale has 2 to {most} steps, got {n}",
                number=number,
                most=MOST_STEPS,
                n=steps,
            )
        )
    return Item(
        name,
        question,
        "scale",
        labels or (low, high),
        steps=steps,
        low=int(low),
        high=int(high),
    )


def _is_whole(text: str) -> bool:
    return len(text) < 6 and text.removeprefix("-").isdecimal()


def _wrong(number: int, line: str) -> ValueError:
    return ValueError(
        Sentence(
            "items, line {number}: write “name: question = answer; answer”, “name: "
            "question = 0..10: left end; right end” or “name: question”, got {line}",
            number=number,
            line=repr(line),
        )
    )
