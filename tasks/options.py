"""Checks of the options a protocol sets: parameter, allowed, got, nearest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from attention_camp.resources.texts import Sentence


def unknown(what: str, got: object, allowed: Iterable[str]) -> ValueError:
    """Return the error for a name that is not one of ``allowed``.

    Parameters
    ----------
    what : str
        What was named, such as ``Task``; begins the message.
    got : object
        The value found.
    allowed : iterable of str
        The names allowed; the nearest one is suggested.
    """
    names = sorted(allowed)
    near = difflib.get_close_matches(str(got), names, n=1, cutoff=0.5)
    return ValueError(
        Sentence(
            "{what} must be one of {allowed}; got {got}.{hint}",
            what=what,
            allowed=", ".join(names) or "(–)",
            got=repr(got),
            hint=Sentence(" Did you mean “{near}”?", near=near[0]) if near else "",
        )
    )


def check_choice(what: str, value: object, allowed: Iterable[str]) -> None:
    """Raise unless ``value`` is one of the strings ``allowed``.

    Parameters
    ----------
    what : str
        Name of the option, for the message.
    value : object
        The value to check.
    allowed : iterable of str
        The strings allowed.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    names = tuple(allowed)
    if not isinstance(value, str) or value not in names:
        raise unknown(what, value, names)


def check_text(what: str, value: object) -> None:
    """Raise unless ``value`` is a text.

    Raises
    ------
    TypeError
        If it is anything else.
    """
    if not isinstance(value, str):
        raise TypeError(
            Sentence("{what} must be a text; got {got}.", what=what, got=repr(value))
        )


def check_number(what: str, value: object, low: float, high: float) -> None:
    """Raise unless ``value`` is a number from ``low`` to ``high``.

    Parameters
    ----------
    what : str
        Name of the option, for the message.
    value : object
        The value to check; a bool is not a number here.
    low, high : float
        Smallest and largest value allowed.

    Raises
    ------
    TypeError
        If it is not a number.
    ValueError
        If it lies outside the range, or is NaN.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(
            Sentence(
                "{what} must be a number from {low:g} to {high:g}; got {got}.",
                what=what,
                low=low,
                high=high,
                got=repr(value),
            )
        )
    if not low <= value <= high:
        raise _outside(what, value, low, high)


def check_whole(what: str, value: object, low: int, high: int) -> None:
    """Raise unless ``value`` is a whole number from ``low`` to ``high``.

    Parameters
    ----------
    what : str
        Name of the option, for the message.
    value : object
        The value to check; a bool is not a number here, nor is 2.0 whole.
    low, high : int
        Smallest and largest value allowed.

    Raises
    ------
    TypeError
        If it is not an int.
    ValueError
        If it lies outside the range.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(
            Sentence(
                "{what} must be a whole number from {low} to {high}; got {got}.",
                what=what,
                low=low,
                high=high,
                got=repr(value),
            )
        )
    if not low <= value <= high:
        raise _outside(what, value, low, high)


def check_sizes(what: str, value: object, low: int, high: int) -> tuple[int, ...]:
    """Return the set sizes that a text names, such as ``4 8 16``.

    Parameters
    ----------
    what : str
        Name of the option, for the message.
    value : object
        The value to check; an empty text names none.
    low, high : int
        Smallest and largest size allowed.

    Raises
    ------
    ValueError
        If it is no text of different whole numbers within the range.
    """
    words = value.replace(",", " ").split() if isinstance(value, str) else ["?"]
    sizes = tuple(int(word) for word in words if word.isdecimal())
    good = len(sizes) == len(words) == len(set(sizes))
    if not good or not all(low <= size <= high for size in sizes):
        raise ValueError(
            Sentence(
                "{what} must be different whole numbers from {low} to {high}, such as "
                "“{low} {high}”; got {got}.",
                what=what,
                low=low,
                high=high,
                got=repr(value),
            )
        )
    return sizes


def _outside(what: str, value: float, low: float, high: float) -> ValueError:
    return ValueError(
        Sentence(
            "{what} must be from {low:g} to {high:g}; got {got}.",
            what=what,
            low=low,
            high=high,
            got=repr(value),
        )
    )
