"""Texts and errors for people, made where there is no translator."""

from __future__ import annotations

from typing import Any, Self


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Return ``text`` unchanged; ``lupdate`` collects it under ``context``."""
    return text


class UserError(Exception):
    """A situation that a person can mend: what happened, with which value, what to do.

    The command line prints its text and ends with status 2; a window shows it, in its
    own language where it was made with a `Sentence`. Any other exception is a fault of
    the program and never shown as a message.
    """


class Sentence(str):
    """An English text that remembers what it was made of, so a window can translate it.

    It is a plain string to everybody else: to the command line, to JSON, to a pipe to
    another process. ``str(error)`` of an error raised with one returns it unharmed.

    Parameters
    ----------
    template : str
        English text with named places, as for `str.format`; a literal, since the
        translations are collected from the sources.
    **values : object
        What stands in the places; a `Sentence`, or an error made with one, is
        translated with the text around it.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: object) -> Self:
        """Return the English text."""
        # only what any process can unpickle is kept
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
