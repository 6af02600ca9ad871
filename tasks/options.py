"""Checks of the options a protocol sets: parameter, allowed, got, nearest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def unknown(what: str, got: object, allowed: Iterable[str]) -> ValueError:
    """Return the error for a name that is not one of ``allowed``."""
    names = sorted(allowed)
    near = difflib.get_close_matches(str(got), names, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return ValueError(
        f"{what} must be one of {', '.join(names) or '(none)'}; got {got!r}.{hint}"
    )


def check_choice(what: str, value: object, allowed: Iterable[str]) -> None:
    """Raise unless ``value`` is one of the strings ``allowed``."""
    names = tuple(allowed)
    if not isinstance(value, str) or value not in names:
        raise unknown(what, value, names)


def check_number(what: str, value: object, low: float, high: float) -> None:
    """Raise unless ``value`` is a number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(
            f"{what} must be a number from {low:g} to {high:g}; got {value!r}."
        )
    if not low <= value <= high:
        raise ValueError(f"{what} must be from {low:g} to {high:g}; got {value!r}.")


def check_whole(what: str, value: object, low: int, high: int) -> None:
    """Raise unless ``value`` is a whole number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(
            f"{what} must be a whole number from {low} to {high}; got {value!r}."
        )
    if not low <= value <= high:
        raise ValueError(f"{what} must be from {low} to {high}; got {value!r}.")
