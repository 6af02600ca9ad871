"""That this PySide6 does not steal references to None."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.smoke
def test_twenty_thousand_void_calls_leave_the_references_to_none_alone() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        thing.setObjectName("a")
    assert before - sys.getrefcount(None) < 200
