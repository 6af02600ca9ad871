"""The version of this program, read once: to look it up takes milliseconds."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version


@cache
def own_version() -> str:
    """Return the installed version, such as ``0.2.0``."""
    return version("attention-camp")
