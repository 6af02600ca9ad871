"""How an opened session or dataset looks in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape


def as_table(title: str, facts: Mapping[str, object]) -> str:
    """Return a small table of facts as HTML."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th>"
        f"<td style='text-align:left'>{escape(str(value))}</td></tr>"
        for name, value in facts.items()
    )
    return f"<table><caption>{escape(title)}</caption>{rows}</table>"
