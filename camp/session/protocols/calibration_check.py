"""The check that stands in the place of a calibration: rest, task and rest again."""

from __future__ import annotations

from typing import Any

from attention_camp.resources.texts import Sentence

BRACKET = ("rest", "engaged", "rest")
"""Labels of the blocks that are checked: task between rest and rest, so that what
drifts with time adds to both sides."""
LONGEST_SECONDS = 90.0
"""Longest check, s, without cards and practice."""


def last_of_check(protocol: Any) -> int:
    """Return after which block of a protocol is checked, from 1; 0: after none."""
    if protocol.calibration != "checked":
        return 0
    numbers = [n for n, b in enumerate(protocol.blocks, 1) if b.stage == "calibration"]
    return numbers[len(BRACKET) - 1]


def why_not_checked(protocol: Any) -> Sentence | None:
    """Return why a calibration cannot be checked as a protocol asks; None: it can."""
    if protocol.calibration != "checked":
        return None
    labels = [b.label for b in protocol.blocks if b.stage == "calibration"]
    if tuple(labels[: len(BRACKET)]) == BRACKET and len(labels) > len(BRACKET):
        return None
    return Sentence(
        "calibration: checked needs calibration blocks that begin with {bracket} and "
        "go on after them, got {got}",
        bracket=", ".join(BRACKET),
        got=", ".join(str(label) for label in labels) or "–",
    )
