"""Whether a window can be opened here; no Qt."""

from __future__ import annotations

import os
import sys

from attention_camp.camp.cli.errors import CommandError


def why_no_display() -> str:
    """Return why no window can be opened, for people; empty where one can."""
    if not sys.platform.startswith("linux"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return ""
    return (
        "There is no display (DISPLAY is not set), so no window can be opened. "
        "Start it on a desktop, under xvfb-run, or use `attention-camp run "
        "--headless --observer default`."
    )


def need_display() -> None:
    """Refuse kindly where no window can be opened.

    Raises
    ------
    CommandError
        If there is no display.
    """
    why_not = why_no_display()
    if why_not:
        raise CommandError(why_not)
