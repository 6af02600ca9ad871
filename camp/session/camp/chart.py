"""Courses drawn as SVG: a small panel per task, a bar per session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from attention_camp.camp.session.camp.contents import Course
from attention_camp.resources.texts import Sentence

PANEL = (260, 170)
"""Width and height of a panel."""
PER_ROW = 3
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 10, 32, 26
_HARDEST = Sentence("hardest")

Say = Callable[[str], str]
"""Returns a sentence in the reader's language."""


def courses_svg(
    courses: Sequence[Course],
    n_sessions: int,
    *,
    say: Say,
    ink: str = "#222222",
    accent: str = "#0072b2",
    font: str = "sans-serif",
) -> str:
    """Return courses as an SVG picture; empty where there are none.

    Parameters
    ----------
    courses : sequence of Course
        A panel each.
    n_sessions : int
        Sessions along a panel.
    say : callable
        Returns a sentence in the reader's language.
    ink, accent : str
        Colours of lines and words, and of the course.
    font : str
        Font family of the words.
    """
    if not courses:
        return ""
    columns = min(len(courses), PER_ROW)
    rows = -(-len(courses) // columns)
    width, height = columns * PANEL[0], rows * PANEL[1]
    panels = [
        f'<g transform="translate({i % columns * PANEL[0]},{i // columns * PANEL[1]})">'
        f"{_panel(course, n_sessions, say, ink, accent)}</g>"
        for i, course in enumerate(courses)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{escape(font)}" '
        f'font-size="13">{"".join(panels)}</svg>'
    )


def _panel(course: Course, n_sessions: int, say: Say, ink: str, accent: str) -> str:
    right, bottom = PANEL[0] - _RIGHT, PANEL[1] - _BOTTOM

    def x(session: float) -> float:
        share = (session - 0.5) / max(n_sessions, 1)
        return round(_LEFT + share * (right - _LEFT), 1)

    def y(level: float) -> float:
        share = (min(max(level, 1), course.n_levels) - 1) / (course.n_levels - 1)
        return round(bottom - share * (bottom - _TOP), 1)

    sessions = Sentence("sessions 1 to {n}", n=n_sessions)
    faint = f'fill="none" stroke="{ink}" stroke-opacity="0.5"'
    parts = [
        _text(4, 18, say(course.name), ink, size=16, weight="bold"),
        f'<path d="M{_LEFT} {_TOP}V{bottom}H{right}" {faint}/>',
        _text(_LEFT - 5, y(course.n_levels) + 4, str(course.n_levels), ink, end=True),
        _text(_LEFT - 5, y(1) + 4, "1", ink, end=True),
        _text(_LEFT + 4, y(course.n_levels) + 5, say(_HARDEST), ink, faint=True),
        _text(right, bottom + 18, say(sessions), ink, end=True),
    ]
    middles = [(x(p.session), y(p.value)) for p in course.points]
    if len(middles) > 1:
        path = "L".join(f"{a} {b}" for a, b in middles)
        parts.append(f'<path d="M{path}" fill="none" stroke="{accent}" opacity="0.6"/>')
    if len(middles) > 1:
        a, b = middles[course.best]
        parts.append(f'<circle cx="{a}" cy="{b}" r="8" fill="none" stroke="{ink}"/>')
    for point, (a, b) in zip(course.points, middles, strict=True):
        parts.append(
            f'<path d="M{a} {y(point.low)}V{y(point.high)}" stroke="{accent}" '
            f'stroke-width="6" stroke-opacity="0.45" stroke-linecap="round"/>'
            f'<circle cx="{a}" cy="{b}" r="4" fill="{accent}"/>'
        )
    return "".join(parts)


def _text(
    x: float,
    y: float,
    words: str,
    ink: str,
    *,
    size: int = 13,
    weight: str = "normal",
    end: bool = False,
    faint: bool = False,
) -> str:
    anchor = "end" if end else "start"
    opacity = ' fill-opacity="0.7"' if faint else ""
    return (
        f'<text x="{x}" y="{y}" fill="{ink}"{opacity} font-size="{size}" '
        f'font-weight="{weight}" text-anchor="{anchor}">{escape(words)}</text>'
    )
