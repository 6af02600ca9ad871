"""Texts that people read, for Qt Linguist, without Qt."""

from __future__ import annotations

from typing import Any, Self


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 (Qt's name)
    """Return ``text`` unchanged; ``lupdate`` collects it for ``context``."""
    return text


class Sentence(str):
    """An English text that remembers what it was made of, so a window can translate it.

    The same as the one in ``signal/texts.py``: neither folder imports the other.

    Parameters
    ----------
    template : str
        English text with named places, as for `str.format`; always a literal.
    **values : object
        What stands in the places, which may be sentences again.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: object) -> Self:
        """Return the English text."""
        kept = {name: _plain(value) for name, value in values.items()}
        made = super().__new__(cls, template.format(**kept))
        made.template, made.values = template, kept
        return made

    def __str__(self) -> str:
        """Return itself: this is what keeps the template through ``str(error)``."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process with template and values."""
        return _again, (type(self), self.template, self.values)


def _plain(value: object) -> int | float | str:
    if isinstance(value, int | float | str):
        return value
    if isinstance(value, OSError) and value.strerror:
        return value.strerror  # the path stands elsewhere in the sentence
    return str(value)


def _again(cls: type[Sentence], template: str, values: dict[str, Any]) -> Sentence:
    return cls(template, **values)
