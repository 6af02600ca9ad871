"""Frozen dataclasses to plain JSON values and back, each field checked."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import (
    Any,
    ClassVar,
    Literal,
    Self,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from attention_camp.resources.texts import Sentence

T = TypeVar("T")


class PlainValueError(ValueError):
    """Plain values that are not what a dataclass was written as; for people."""


_AS_THEY_ARE = frozenset({type(None), bool, int, str})


def plain(value: Any) -> Any:
    """Return a value in JSON's own types: a dataclass by its fields, NaN as None."""
    kind = type(value)
    if kind in _AS_THEY_ARE:  # most are; to ask for abstract kinds takes long
        return value
    if kind is float:
        return value if math.isfinite(value) else None
    if kind is dict:
        return {str(key): plain(item) for key, item in value.items()}
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain(part)
            for name, is_optional in _written(cast("Any", kind))
            if (part := getattr(value, name)) is not None or not is_optional
        }
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


@cache
def _written(cls: Any) -> tuple[tuple[str, bool], ...]:
    """Return a dataclass's fields, and which are left out where they are None."""
    return tuple(
        (field.name, bool(field.metadata.get("none_is_not_written")))
        for field in fields(cls)
    )


def read_as(cls: type[T], values: object, where: str = "") -> T:
    """Return the dataclass that ``plain`` made these values of.

    A field that is missing keeps its default, since earlier versions did not write it;
    values that ``cls`` does not know, as later versions may write, are left out.

    Parameters
    ----------
    cls : type
        A dataclass of numbers, texts, mappings, tuples and dataclasses.
    values : object
        What JSON gave.
    where : str
        Name of the value, for the text of an error.

    Raises
    ------
    PlainValueError
        If a field is missing that has no default, or is of another kind.
    """
    if not isinstance(values, Mapping):
        raise _wrong(where, values)
    given = {}
    for name, (hint, is_optional) in _hints(cast("Any", cls)).items():
        path = f"{where}.{name}" if where else name
        if name in values:
            given[name] = read_value(hint, values[name], path)
        elif not is_optional:
            raise PlainValueError(Sentence("{name} is missing", name=path))
    return cls(**given)


class PlainLine:
    """A line of the ledger that is written as its fields, and read from them."""

    __slots__ = ()
    kind: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values."""
        return {"kind": self.kind} | cast("dict[str, Any]", plain(self))

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the line that these values were written from.

        Raises
        ------
        PlainValueError
            If a value is missing or of another kind.
        """
        return read_as(cls, values)


def read_value(hint: Any, value: Any, where: str) -> Any:
    """Return one value as the type that ``hint`` names, checked as in ``read_as``.

    Parameters
    ----------
    hint : Any
        The field's type.
    value : Any
        What JSON gave.
    where : str
        Name of the value, for the text of an error.

    Raises
    ------
    PlainValueError
        If the value is of another kind.
    """
    kind = get_origin(hint) or hint
    if kind in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
        return read_value(hint, value, where)
    if kind is tuple:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise _wrong(where, value)
        part = get_args(hint)[0]
        return tuple(read_value(part, item, where) for item in value)
    if is_dataclass(kind):
        return read_as(cast("type[Any]", kind), value, where)
    if kind is float and value is None:  # not a number, which JSON cannot say
        return math.nan
    # true and false are whole numbers to Python
    if not isinstance(value, _FITS.get(kind, (object,))) or (
        isinstance(value, bool) and kind in (int, float)
    ):
        raise _wrong(where, value)
    return value  # unchanged, so that what is written again is the same


_FITS: Mapping[Any, tuple[type, ...]] = {
    float: (int, float),
    int: (int,),
    bool: (bool,),
    str: (str,),
    Literal: (str,),
    Mapping: (Mapping,),
}
"""The types of values that fit a field's type."""


def _wrong(where: str, value: object) -> PlainValueError:
    text = repr(value)
    got = text if len(text) <= 40 else text[:37] + "…"
    return PlainValueError(Sentence("{name} cannot be {got}", name=where, got=got))


@cache
def _hints(cls: Any) -> dict[str, tuple[Any, bool]]:
    """Return for each field its type, and whether values without it can be read."""
    hints = get_type_hints(cls)
    return {
        field.name: (
            hints[field.name],
            field.default is not MISSING or field.default_factory is not MISSING,
        )
        for field in fields(cls)
    }
