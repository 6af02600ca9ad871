"""User-facing texts and errors, for code that has no translator."""

from __future__ import annotations

from typing import Any, Self


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001
    """Return ``text`` unchanged; ``lupdate`` collects it under ``context``."""
    return text


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
        English text with named fields, as for `str.format`; a literal, since the
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
        made = super().__new__(cls, template.format(**kept))
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


def _plain(value: object) -> int | float | str:
    if isinstance(value, int | float | str):
        return value
    if isinstance(value, OSError) and value.strerror:
        return value.strerror  # the path stands elsewhere in the sentence
    return str(value)


def _again(cls: type[Sentence], template: str, values: dict[str, Any]) -> Sentence:
    return cls(template, **values)
