"""Rows as tidy pandas frames: every column of its type, labels always text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.exports.column_kinds import Kind, kinds_of
from attention_camp.camp.dataset.tables import NESTED, columns

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Mapping[Kind, str] = {
    "string": "str", "integer": "int64", "number": "float64", "boolean": "bool",
}  # fmt: skip
"""pandas' types for the kinds of our tables."""


def frame_of(cls: type, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a frame whose columns are of the dataclass's types.

    Labels stay text (``"01"``); a number that may be missing is a float with NaN; a
    truth that may be missing is pandas' ``boolean``. Columns that the dataclass does
    not have come last and keep the type of their values.

    Parameters
    ----------
    cls : type
        Dataclass that describes the columns.
    rows : sequence of mapping
        A mapping for each row.
    """
    import pandas as pd

    names = [name for name in columns(cls) if name not in NESTED]
    frame = pd.DataFrame(list(rows))
    rest = [name for name in frame.columns if name not in names]
    frame = frame.reindex(columns=[*names, *rest])
    return frame.astype({name: _dtype(cls, name, frame[name]) for name in names})


def _dtype(cls: type, name: str, values: pd.Series[Any]) -> str:
    kind = kinds_of(cls)[name]
    if kind in {"integer", "boolean"} and values.isna().any():
        return "float64" if kind == "integer" else "boolean"
    return DTYPES[kind]


def labelled(frame: pd.DataFrame, labels: Mapping[str, str | int]) -> pd.DataFrame:
    """Return a frame with the labels of a run as its first columns."""
    import pandas as pd

    first = pd.DataFrame(
        {name: [value] * len(frame) for name, value in labels.items()},
        index=frame.index,
    )
    if not len(frame):
        first = first.astype(
            {n: "str" if isinstance(v, str) else "int64" for n, v in labels.items()}
        )
    rest = frame.drop(columns=[name for name in labels if name in frame.columns])
    return pd.concat([first, rest], axis=1)


def stacked(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return frames below one another; a column that some lack is missing there."""
    import pandas as pd

    whole = list(frames)
    filled = [frame for frame in whole if len(frame)]
    if not filled:
        return whole[0] if whole else pd.DataFrame()
    return pd.concat(filled, ignore_index=True)
