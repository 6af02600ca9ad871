"""Thousands of sessions as a table that is searched and sorted at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt

from attention_camp.camp.ui.theme import Theme
from attention_camp.camp.ui.widgets.protocol_titles import TITLES
from attention_camp.camp.ui.widgets.session_rows import (
    COLUMN_KEYS,
    SessionRow,
    SessionTable,
    sort_value,
)

COLUMN_WORDS = {
    "p": "participant", "participant": "participant", "sub": "participant",
    "s": "session", "session": "session", "ses": "session",
    "protocol": "protocol", "date": "date", "arm": "arm", "headset": "headset",
    "comment": "comment",
    "参与者": "participant", "会话": "session", "方案": "protocol", "日期": "date",
    "分组": "arm", "设备": "headset", "脑电设备": "headset", "备注": "comment",
}  # fmt: skip
"""What may stand before a colon, to search one column alone."""
SEARCHED = ("participant", "session", "protocol", "date", "arm", "headset", "comment")
Titles = Mapping[str, Mapping[str, str]]
"""What is shown for each code, by column."""
YEAR_DIGITS = 4
"""A number of fewer digits is no year."""


class SessionList(SessionTable):
    """The sessions that hold all words and match all filters, in the chosen order.

    A proxy of Qt would ask Python for each row and each comparison; here the rows are
    searched in one pass over texts made once.

    Parameters
    ----------
    theme : Theme
        Colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._all: list[SessionRow] = []
        self._texts: list[dict[str, str]] = []
        self._titles: Titles = {}
        self._words: tuple[str, ...] = ()
        self._fields: dict[str, str] = {}
        self._column, self._is_up = "date", False

    @property
    def n_all(self) -> int:
        """Number of sessions without search and filters."""
        return len(self._all)

    def set_rows(self, rows: Sequence[SessionRow]) -> None:
        """Show other sessions, searched and sorted as before."""
        self._all = list(rows)
        # looked up once each: there can be ten thousand sessions
        self._titles = {
            name: {code: title(code) for code in {getattr(row, name) for row in rows}}
            for name, title in TITLES.items()
        }
        self._texts = [_texts(row, self._titles) for row in rows]
        self._show()

    def narrow(self, text: str, **fields: str) -> None:
        """Show the sessions that hold all words and have some values.

        Parameters
        ----------
        text : str
            Words that a session must all contain, in any order; empty for any.
        **fields : str
            Value of each field, such as ``state``; empty for any.
        """
        self._words = tuple(text.lower().replace("：", ":").split())
        self._fields = {name: value for name, value in fields.items() if value}
        self._show()

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Sort by a column."""
        if 0 <= column < len(COLUMN_KEYS):
            self._column = COLUMN_KEYS[column]
            self._is_up = order == Qt.SortOrder.AscendingOrder
            self._show()

    def _show(self) -> None:
        found = [
            row
            for row, texts in zip(self._all, self._texts, strict=True)
            if all(getattr(row, name) == value for name, value in self._fields.items())
            and all(_found(word, texts) for word in self._words)
        ]
        found.sort(key=self._sorted_by, reverse=not self._is_up)
        super().set_rows(found)

    def _sorted_by(self, row: SessionRow) -> Any:
        """Return what stands for a row in the order: a title where one is shown."""
        value = sort_value(row, self._column)
        titles = self._titles.get(self._column)
        return value if titles is None else titles[value].lower()


def _texts(row: SessionRow, titles: Titles) -> dict[str, str]:
    texts = {name: str(getattr(row, name)).lower() for name in SEARCHED}
    for name, known in titles.items():
        texts[name] += f" {known[getattr(row, name)].lower()}"
    texts[""] = "\n".join(texts.values())
    return texts


def _found(word: str, texts: dict[str, str]) -> bool:
    """Return whether a session is meant by a word.

    A number is a label, never a part of a date; ``participant:02`` asks one column.
    """
    name, colon, wanted = word.partition(":")
    column = COLUMN_WORDS.get(name) if colon else None
    if column is not None:
        return wanted in texts[column]
    if word.isdigit() and len(word) < YEAR_DIGITS:
        return word in texts["participant"] or word in texts["session"]
    return word in texts[""]
