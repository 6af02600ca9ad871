"""Cells of tables, however a program or a person wrote them, as values."""

from __future__ import annotations

import math
import types
from typing import Any, Union, get_args, get_origin

from attention_camp.camp.dataset.tables import MISSING
from attention_camp.resources.bounded import parse_json

_MISSING = {MISSING, "", "nan", "na", "<na>", "#n/a", "null", "none"}
"""Words for a missing value that programs write instead of BIDS's own; lower case."""

_TRUE = {"true", "1", "1.0", "yes", "wahr", "vrai"}
_FALSE = {"false", "0", "0.0", "no", "falsch", "faux"}
"""Words for true and false, as pandas and spreadsheets write them; lower case."""


def is_missing(cell: str) -> bool:
    """Return whether a cell says that there is no value."""
    return cell.strip().lower() in _MISSING


def kind_of_cell(hint: Any) -> Any:
    """Return what makes a value of this type from the text of a cell."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = kind_of_cell(
            next(part for part in get_args(hint) if part is not type(None))
        )
        return lambda cell: None if is_missing(cell) else inner(cell)
    if hint is float:
        return lambda cell: math.nan if is_missing(cell) else finite(cell)
    if hint is bool:
        return _truth
    if hint is int:
        return _whole
    if hint is str:
        # only what a missing text becomes: a key may be called "none"
        return lambda cell: "" if cell in {MISSING, "", "nan", "NaN"} else cell
    return lambda cell: {} if is_missing(cell) else _mapping(cell)


def finite(cell: str) -> float:
    """Return the number in a cell, with a decimal comma too.

    Raises
    ------
    ValueError
        If it is none, or not finite.
    """
    try:
        value = float(cell)
    except ValueError:
        value = float(cell.replace(",", ".", 1))
    if not math.isfinite(value):
        raise ValueError(f"cell must be a finite number, got {cell}")
    return value


def _whole(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        value = finite(cell)  # pandas writes 7.0 where another row has no value
        if not value.is_integer():
            raise
        return int(value)


def _truth(cell: str) -> bool:
    word = cell.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"cell must be true or false, got {cell}")
    return word in _TRUE


def _mapping(cell: str) -> dict[str, Any]:
    value = parse_json(cell, "")
    if not isinstance(value, dict):
        raise ValueError(f"cell must hold names and values, got {cell}")  # noqa: TRY004
    return value
