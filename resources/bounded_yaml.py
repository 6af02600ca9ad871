"""Look at a YAML text before anything is built from it: size, depth, aliases, nodes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attention_camp.resources.bounded import UnreadableError
from attention_camp.resources.texts import Sentence

LARGEST_YAML = 64 * 1024
"""Bytes of a file; own choice: the longest that ships has 1,700, and a parser written
in Python takes a second for a hundred thousand."""
DEEPEST = 16
"""Lists within lists; own choice: a protocol has 5."""
MOST_NODES = 10_000
"""Values of a file, those that an alias stands for counted each time; own choice: a
protocol of 500 blocks has 5,000."""


def check_yaml(text: str, path: Path | str) -> None:
    """Refuse a text that would build more than a file that a person writes.

    An alias counts as all that it stands for, so that a few lines cannot become
    millions of values ("billion laughs").

    Parameters
    ----------
    text : str
        The text; not larger than ``LARGEST_YAML``.
    path : Path | str
        Where it is from, for the text of an error.

    Raises
    ------
    UnreadableError
        If it is too large, too deep, or builds too many values.
    ruamel.yaml.error.YAMLError, ValueError
        If it is no YAML; the parser's own error, with the place.
    """
    from ruamel.yaml import YAML

    if len(text) > LARGEST_YAML:
        raise UnreadableError(
            path,
            Sentence(
                "it has {size} characters, more than the {most} that such a file may "
                "have",
                size=len(text),
                most=LARGEST_YAML,
            ),
        )
    count = _Count(path)
    for event in YAML(typ="safe", pure=True).parse(text):
        count.take(event)


class _Count:
    """How deep a text is nested, and how many values it builds."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._open: list[tuple[str | None, int]] = []
        """Anchor of each list or table that is open, and the count before it."""
        self._sizes: dict[str, int] = {}
        """Values behind each anchor; one that is still open counts as too many."""
        self._n = 0

    def take(self, event: Any) -> None:
        """Take in the parser's next event."""
        from ruamel.yaml import events

        match event:
            case events.AliasEvent():
                self._add(self._sizes.get(event.anchor, 1), event)
            case events.ScalarEvent():
                self._add(1, event)
                if event.anchor:
                    self._sizes[event.anchor] = 1
            case events.SequenceStartEvent() | events.MappingStartEvent():
                self._begin(event)
            case events.SequenceEndEvent() | events.MappingEndEvent():
                anchor, before = self._open.pop()
                if anchor:
                    self._sizes[anchor] = self._n - before

    def _begin(self, event: Any) -> None:
        if len(self._open) >= DEEPEST:
            raise UnreadableError(
                self._path,
                Sentence(
                    "line {line}: it is nested more than {most} deep",
                    line=event.start_mark.line + 1,
                    most=DEEPEST,
                ),
            )
        self._open.append((event.anchor, self._n))
        if event.anchor:  # a list within itself never ends
            self._sizes[event.anchor] = MOST_NODES
        self._add(1, event)

    def _add(self, n: int, event: Any) -> None:
        self._n += n
        if self._n > MOST_NODES:
            raise UnreadableError(
                self._path,
                Sentence(
                    "line {line}: it would hold more than {most} values; is an alias "
                    "(*name) used too often?",
                    line=event.start_mark.line + 1,
                    most=MOST_NODES,
                ),
            )
