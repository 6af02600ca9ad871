"""Photosensitivity: each trial is checked for flashes before it is shown.

References
----------
W3C (2023). Web Content Accessibility Guidelines 2.2, success criterion 2.3.1, Three
Flashes or Below Threshold. https://www.w3.org/TR/WCAG22/#three-flashes-or-below-threshold
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.trial import Glyph, Phase, Shape, Stimulus, Text, Trial

MAX_FLASHES = 3
"""Flashes allowed in any one second (WCAG 2.3.1)."""
LARGE_AREA_DEG2 = 19.7
"""Square degrees that change at once from which flashes count.

WCAG's 0.006 steradians, a quarter of a disc of 10 degrees. WCAG asks for so much within
any such disc; we count the whole screen, which is stricter.
"""


class UnsafeTrialError(ValueError):
    """A trial flashes more than is safe for photosensitive participants."""


@dataclass(frozen=True, slots=True)
class Change:
    """How much of the screen changes from one display to the next."""

    time: float
    """Seconds after the start of the trial; the earliest it can be."""
    area: float
    """Square degrees that appear or vanish."""
    phase: int
    """Index of the display that appears."""


def check_flashes(trial: Trial) -> None:
    """Raise if the trial's displays can flash too often over a large area.

    A flash is a pair of opposing changes: something large appears and vanishes, or the
    other way round. Each change of at least `LARGE_AREA_DEG2` counts as one half; a
    display that waits for a key is taken to end at once, and one that fades in to
    change when the fade begins. Brightness is not looked at, so that the guard errs on
    the safe side. What comes between two trials is the screen's to keep slow.

    Raises
    ------
    UnsafeTrialError
        If more than three flashes fall within a second; the text says where.
    """
    large = [c for c in _changes(trial.phases) if c.area >= LARGE_AREA_DEG2]
    # the last change of a fourth flash comes seven changes after the first of all
    too_many = 2 * (MAX_FLASHES + 1) - 1
    for first, last in zip(large, large[too_many:], strict=False):
        if last.time - first.time < 1.0:
            raise UnsafeTrialError(
                Sentence(
                    "Task {task!r} at level {level} changes {area:.0f} square "
                    "degrees {n_times} times within {seconds:.2f} s, from display "
                    "{phase} ({name}) on; more than {most} flashes a "
                    "second over {large:g} square degrees are not "
                    "shown (WCAG 2.3.1). Slow the task down or make its displays "
                    "smaller.",
                    task=trial.task,
                    level=trial.level,
                    area=first.area,
                    n_times=too_many + 1,
                    seconds=last.time - first.time,
                    phase=first.phase,
                    name=trial.phases[first.phase].name,
                    most=MAX_FLASHES,
                    large=LARGE_AREA_DEG2,
                )
            )


def _changes(phases: tuple[Phase, ...]) -> list[Change]:
    changes = []
    time = 0.0
    before: tuple[Stimulus, ...] = ()
    for i, phase in enumerate(phases):
        gone = [item for item in before if item not in phase.stimuli]
        new = [item for item in phase.stimuli if item not in before]
        area = max(_covered(gone), _covered(new))
        changes.append(Change(time, area, i))
        before = phase.stimuli
        ends_early = phase.duration is None or phase.ends_on_response
        time += 0.0 if ends_early else phase.duration or 0.0
    return changes


def _covered(items: list[Stimulus]) -> float:
    """Return the area of the items' boxes, no more than the box around them all."""
    if not items:
        return 0.0
    boxes = [_box(item) for item in items]
    left, low = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, high = max(b[2] for b in boxes), max(b[3] for b in boxes)
    total = math.fsum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes)
    return min(total, (right - left) * (high - low))


def _box(item: Stimulus) -> tuple[float, float, float, float]:
    if isinstance(item, Glyph):
        width, height = 0.7 * item.height * max(len(item.text), 1), item.height
    elif isinstance(item, Text):
        area = 0.7 * item.height**2 * len(item.text)  # of its letters
        width = min(item.width, max(area / item.height, item.height))
        height = max(area / item.width, item.height)
    elif isinstance(item, Shape) and item.kind == "line":
        width, height = item.width, item.line
    elif isinstance(item, Shape) and not item.filled:
        return _outline(item)
    else:
        width, height = item.width, item.height
    return (
        item.x - width / 2,
        item.y - height / 2,
        item.x + width / 2,
        item.y + height / 2,
    )


def _outline(item: Shape) -> tuple[float, float, float, float]:
    # an outline flashes as much area as its line has: a square of that area stands in
    side = math.sqrt(2 * (item.width + item.height) * item.line) / 2
    return item.x - side, item.y - side, item.x + side, item.y + side
