"""Multiple object tracking: keep some of many like discs in view while all move.

All targets are marked at the end; ten discs, of which three to five are targets, and
speeds around six degrees a second are usual.

References
----------
Pylyshyn, Z. W., & Storm, R. W. (1988). Tracking multiple independent targets: evidence
for a parallel tracking mechanism. Spatial Vision, 3, 179-197.
https://doi.org/10.1163/156856888X00122
Hulleman, J. (2005). The mathematics of multiple object tracking: from proportions
correct to number of objects tracked. Vision Research, 45, 2298-2309.
https://doi.org/10.1016/j.visres.2005.02.016
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.figures import mean, share
from attention_camp.tasks.layout import blend_log
from attention_camp.tasks.options import check_number, check_whole
from attention_camp.tasks.trial import (
    Area,
    Card,
    Glyph,
    Keypress,
    Outcome,
    Phase,
    Response,
    Scalar,
    Shape,
    Stimulus,
    Trial,
)

KEYS = tuple("1234567890")
N_DISCS = len(KEYS)
WIDTH, HEIGHT = 8.5, 6.0
"""How far from the middle a disc's own middle may come, degrees."""
SIZE = 1.1
_APART = 1.9
"""Distance at which two discs turn away from each other, degrees."""
_STEP = 1 / 15
"""Seconds from one place of a path to the next; between them discs go straight."""
_TARGETS = (2, 2, 3, 3, 3, 4, 4, 4, 5, 5)
_SPEEDS = (2.0, 11.0)
_ANSWERING = 20.0
"""Seconds to mark the targets; own choice."""

Path = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Moving:
    """Discs on their paths; a place every `_STEP` seconds."""

    paths: tuple[Path, ...]

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:  # noqa: ARG002 (no key moves a disc)
        """Return the discs where they are by now."""
        last = len(self.paths[0]) - 1
        steps = min(max(seconds, 0.0) / _STEP, last)
        before = min(int(steps), last - 1)
        part = steps - before
        return tuple(
            _disc(
                path[before][0] + part * (path[before + 1][0] - path[before][0]),
                path[before][1] + part * (path[before + 1][1] - path[before][1]),
            )
            for path in self.paths
        )

    def is_over(self, presses: Sequence[Keypress]) -> bool:  # noqa: ARG002 (time alone ends it)
        """Return False: no key ends the movement."""
        return False


@dataclass(frozen=True, slots=True)
class Marking:
    """Discs at rest, of which some are marked; a second key takes a mark away."""

    places: Path
    n_targets: int

    def marked(self, presses: Sequence[Keypress]) -> list[str]:
        """Return the keys of the marked discs, in the order in which they were."""
        found: list[str] = []
        for press in presses:
            if len(found) == self.n_targets:
                break  # the display is over, but for the frame that it still stands
            if press.key in found:
                found.remove(press.key)
            elif press.key in KEYS:
                found.append(press.key)
        return found

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:  # noqa: ARG002 (nothing moves)
        """Return a ring around each marked disc."""
        where = dict(zip(KEYS, self.places, strict=True))
        return tuple(
            Shape(
                "ring", *where[key], SIZE + 0.5, SIZE + 0.5, colour="accent", line=0.14
            )
            for key in self.marked(presses)
        )

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether as many are marked as were to be tracked."""
        return len(self.marked(presses)) == self.n_targets


@dataclass(frozen=True, slots=True)
class ObjectTracking:
    """Track some of ten discs and mark them at the end; levels add targets and speed.

    Every target is marked, so that the number of objects tracked can be computed.
    """

    name: ClassVar[str] = "object-tracking"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "Keep them in view")
    n_levels: ClassVar[int] = len(_TARGETS)
    chance: ClassVar[float] = 0.02
    target: ClassVar[float] = 0.6

    duration: float = 6.0
    """Seconds of movement, 1 to 20."""
    targets: int = 0
    """Discs to track, 1 to 5; 0: as the level says."""
    speed: float = 0.0
    """Degrees a second, 0.5 to 20; 0: as the level says."""

    def __post_init__(self) -> None:
        check_number("duration", self.duration, 1, 20)
        check_whole("targets", self.targets, 0, 5)
        if self.speed != 0:
            check_number("speed", self.speed, 0.5, 20)

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return the number of targets and the speed (degrees a second)."""
        check_whole("level", level, 1, self.n_levels)
        speed = round(blend_log(_SPEEDS, level, self.n_levels), 2)
        return {
            "targets": self.targets or _TARGETS[level - 1],
            "speed": self.speed or speed,
            "duration": self.duration,
        }

    def instructions(self) -> tuple[Card, ...]:
        """Return the instruction cards: what to track, and how to mark it."""
        example = ObjectTracking(duration=2.0)
        return (
            Card(
                QT_TRANSLATE_NOOP("tasks", "Keep them in view"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Some discs light up: keep these in mind. Then all look alike and "
                    "move. Keep your eyes near the middle and follow them with your "
                    "attention.",
                ),
                example=example.next_trial(1, np.random.default_rng(4)),
            ),
            Card(
                QT_TRANSLATE_NOOP("tasks", "Your answer"),
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "When they stop, mark the discs that had lit up: click or touch "
                    "them, or press their numbers. If you lost some, guess. A second "
                    "click takes a mark away.",
                ),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:
        """Return one trial: targets light up, all discs move, targets are marked."""
        values = dict(self.parameters(level))
        n_targets = int(values["targets"])
        paths = draw_paths(float(values["speed"]), self.duration, rng)
        order = rng.permutation(N_DISCS)  # numbers tell nothing of who was a target
        paths = tuple(paths[i] for i in order.tolist())
        lit = sorted(rng.permutation(N_DISCS)[:n_targets].tolist())
        first = tuple(_disc(*path[0]) for path in paths)
        cue = tuple(
            _disc(*paths[i][0], colour="accent" if i in lit else "ink")
            for i in range(N_DISCS)
        )
        ends = tuple(path[-1] for path in paths)
        last = tuple(Shape("ring", *place, SIZE, SIZE) for place in ends)
        numbers = tuple(
            Glyph(key, *place, height=0.5)
            for key, place in zip(KEYS, ends, strict=True)
        )
        values["places"] = " ".join(KEYS[i] for i in lit)
        return Trial(
            task=self.name,
            level=level,
            phases=(
                Phase("fixation", first, duration=0.5),
                Phase("cue", cue, duration=1.5),
                Phase("motion", duration=self.duration, onset=True, live=Moving(paths)),
                Phase(
                    "recall",
                    (*last, *numbers),
                    duration=_ANSWERING,
                    ends_on_response=True,
                    collects=True,
                    expected="+".join(KEYS[i] for i in lit),
                    areas=tuple(
                        Area(key, *place, SIZE + 0.5, SIZE + 0.5)
                        for key, place in zip(KEYS, ends, strict=True)
                    ),
                    live=Marking(ends, n_targets),
                ),
            ),
            keys=KEYS,
            condition="run",
            parameters=values,
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return how many targets were marked; right is who found all."""
        asked = len(trial.phases) - 1
        marking = trial.phases[asked].live
        presses = [p for p in response.keypresses if p.phase == asked]
        marked = marking.marked(presses) if isinstance(marking, Marking) else []
        targets = str(trial.parameters["places"]).split()
        n_right = len(set(marked) & set(targets))
        return Outcome(
            correct=n_right == len(targets),
            performance=n_right / len(targets),
            reaction_time=None,
            responded=bool(marked),
            measures={"n_right": n_right, "n_items": len(targets)},
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the objects tracked, corrected for guessing; and accuracy.

        Where levels are mixed there is no number of objects: it depends on the speed.
        """
        sizes = {(int(t.parameters["targets"]), t.level) for t, _ in trials}
        right = mean(float(o.measures["n_right"]) for _, o in trials)
        tracked = math.nan
        if len(sizes) == 1:
            tracked = objects_tracked(right, next(iter(sizes))[0])
        return {
            "objects_tracked": tracked,
            "targets_found": share(
                sum(int(o.measures["n_right"]) for _, o in trials),
                sum(int(o.measures["n_items"]) for _, o in trials),
            ),
            "accuracy": mean(float(o.correct) for _, o in trials),
        }


def objects_tracked(n_right: float, n_targets: int) -> float:
    """Return the number of objects tracked behind a mean number of targets marked.

    Whoever tracks m of t targets among n discs marks these and t - m of the n - m
    others at random, of which (t - m)² / (n - m) are targets (Hulleman 2005). 0 where
    no more were found than by guessing alone.

    Parameters
    ----------
    n_right : float
        Targets among those marked.
    n_targets : int
        Targets, as many as are marked.
    """
    n, t = N_DISCS, n_targets
    # the equation supposes that all are marked: where trials ran out, it diverges
    if n_right <= t * t / n:
        return 0.0
    return (n_right * n - t * t) / (n - 2 * t + n_right)


def draw_paths(
    speed: float, duration: float, rng: np.random.Generator
) -> tuple[Path, ...]:
    """Return a path for each disc; none leaves the field, and discs seldom touch.

    Directions wander; at the edge and near another disc a disc turns away.

    Parameters
    ----------
    speed : float
        Degrees a second.
    duration : float
        Seconds.
    rng : Generator
        Source of all randomness.
    """
    n_steps = math.ceil(duration / _STEP) + 1
    at = _apart(rng)
    turns = rng.uniform(0, math.tau, N_DISCS)
    wander = rng.normal(0, 0.17, (n_steps, N_DISCS))
    places = np.empty((n_steps, N_DISCS, 2))
    for step in range(n_steps):
        places[step] = at
        turns = turns + wander[step]
        way = np.stack([np.cos(turns), np.sin(turns)], axis=1)
        apart = at[:, None] - at[None]
        far = np.hypot(apart[..., 0], apart[..., 1]) + 9 * np.eye(N_DISCS)
        near = np.clip(_APART - far, 0, None)[..., None]
        way = way + 4 * (apart / far[..., None] * near).sum(axis=1)
        outside = np.abs(at) > (WIDTH, HEIGHT)
        way = np.where(outside, -np.sign(at) * np.abs(way), way)
        turns = np.arctan2(way[:, 1], way[:, 0])
        at = at + speed * _STEP * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    rounded = np.round(places, 3)
    return tuple(
        tuple((float(x), float(y)) for x, y in rounded[:, i]) for i in range(N_DISCS)
    )


def _apart(rng: np.random.Generator) -> NDArray[np.float64]:
    """Return where the discs begin: cells of a grid, jittered."""
    cells = rng.permutation(20)[:N_DISCS]
    x = (cells % 5 - 2) * 3.4 + rng.uniform(-0.5, 0.5, N_DISCS)
    y = (cells // 5 - 1.5) * 3.2 + rng.uniform(-0.5, 0.5, N_DISCS)
    return np.stack([x, y], axis=1)


def _disc(x: float, y: float, *, colour: str = "ink") -> Shape:
    return Shape("disc", x, y, SIZE, SIZE, colour=colour)
