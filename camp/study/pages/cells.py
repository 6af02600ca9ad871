"""Numbers and intervals as a report writes them."""

from __future__ import annotations

import math
from typing import Any

from attention_camp.camp.study.result import Interval


def number(value: float) -> str:
    """Return a number with three digits, or whole where it is large."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def interval(bounds: Interval) -> str:
    """Return an interval in brackets; empty where there is none."""
    low, high = bounds
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return f" [{number(low)}, {number(high)}]"


def cell(value: Any) -> str:
    """Return a cell of a table; a dash where there is nothing."""
    if isinstance(value, float):
        return number(value) if math.isfinite(value) else "–"
    return str(value)
