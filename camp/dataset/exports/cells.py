"""Cells of exported tables: empty where a value is missing, never a formula."""

from __future__ import annotations

import math


def cell(value: object) -> object:
    """Return a value as it stands in a cell; a number keeps its digits."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA) and not _is_number(value):
        return f"'{value}"
    return value


_FORMULA = ("=", "+", "@", "-", "\t", "\r", "\n", "＝", "＋", "＠", "－")
"""Beginnings of a text that a spreadsheet would take for a formula and carry out; with
an apostrophe before it, it is a text (OWASP, CSV injection)."""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
