"""User-facing texts and errors, for code that has no translator."""

from __future__ import annotations

import string
from typing import Any, Self


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Return ``text`` unchanged; ``lupdate`` collects it under ``context``."""
    return text


def how_many(n: object, forms: str) -> str:
    """Return a number and the noun it counts: 1 trial, 2 trials, 0 trials.

    Parameters
    ----------
    n : object
        The number, or its text.
    forms : str
        What follows 1, then what follows all others: ``trial|trials``, or with the
        verb: ``test was|tests were``.
    """
    one, many = forms.split("|")
    return f"{n} {one if str(n) == '1' else many}"


def fill(template: str, /, **values: object) -> str:
    """Return a template with values in its named fields, as `str.format` does.

    A field of a number may name what it counts: ``{n:trial|trials}``. A translation
    does the same with its own two forms, or says ``{n} 个试次`` where there is but one.

    Parameters
    ----------
    template : str
        Text with named fields, in any language.
    **values : object
        Values of the fields.
    """
    return _COUNTING.vformat(template, (), values)


class _Counting(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" in format_spec:
            return how_many(value, format_spec)
        return super().format_field(value, format_spec)


_COUNTING = _Counting()


class UserError(Exception):
    """An error that the user can fix: what happened, with which value, what to do.

    The command line prints its text and exits with status 2; a window shows it,
    translated if it was made with a `Sentence`. Any other exception is a bug and never
    shown as a message.
    """


class Sentence(str):
    """An English text that keeps its template and values, so that it can be translated.

    Elsewhere it is a plain string: on the command line, in JSON, in a pipe to another
    process. ``str(error)`` of an error raised with one returns the same `Sentence`.

    Parameters
    ----------
    template : str
        English text with named fields, as for `fill`; a literal, since the
        translations are collected from the sources.
    **values : object
        Values of the fields; a `Sentence`, or an error made with one, is translated
        with the text around it.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: object) -> Self:
        """Return the English text."""
        # plain values only: any process can unpickle them
        kept = {name: _plain(value) for name, value in values.items()}
        made = super().__new__(cls, fill(template, **kept))
        made.template, made.values = template, kept
        return made

    @classmethod
    def of(cls, text: Sentence) -> Self:
        """Return a sentence as one of this kind."""
        return cls("{text}", text=text)

    def __str__(self) -> str:
        """Return itself, so that ``str(error)`` keeps the template."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle template and values."""
        return _again, (type(self), self.template, self.values)


class Day(str):
    """A day in a sentence, as ISO 8601 has it; windows show it as they show dates."""

    __slots__ = ()


def _plain(value: object) -> int | float | str:
    if isinstance(value, int | float | str):
        return value
    if isinstance(value, OSError) and value.strerror:
        return value.strerror  # the path stands elsewhere in the sentence
    return str(value)


def _again(cls: type[Sentence], template: str, values: dict[str, Any]) -> Sentence:
    return cls(template, **values)
