"""The multitask console: what happens when, and what it looks like."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attention_camp.tasks.tones import SFREQ, tone
from attention_camp.tasks.trial import (
    Area,
    Glyph,
    Keypress,
    Shape,
    Sound,
    Stimulus,
)

PARTS = ("tracking", "gauges", "calls", "resources")
N_GAUGES = 4
_TOP = 4.8
"""Height of the middle of gauges and calls, degrees."""
LEFT, RIGHT, CALL = "left", "right", "space"
PUMPS = ("a", "l")
NUDGE = 0.5
"""Degrees by which a key moves the marker."""
BAND = 1.5
"""The marker is in place within so many degrees of the middle."""
EDGE = 4.5
"""The marker comes no farther from the middle, degrees."""
FAULT = 10.0
"""Seconds a gauge stays out of its middle unless its key is pressed; as in MATB-II."""
CALLED = 3.0
"""Seconds in which a call can be answered, and at least from one to the next; own
choice."""
SIGN = 2.0
"""Seconds for which the sign of a call is seen."""
REFILL = 15.0
"""Per cent of a tank that one key refills."""
LOW, HIGH = 30.0, 80.0
"""Per cent between which a tank is to be kept."""
STEP = 0.1
"""Seconds from one state of marker and tanks to the next."""


@dataclass(frozen=True, slots=True)
class Console:
    """What happens in a period, whatever is pressed; with keys it becomes a state."""

    duration: float
    drift: tuple[float, ...]
    """Of the marker in each `STEP`, degrees; empty: tracking is left out."""
    faults: tuple[tuple[float, int], ...]
    """When which gauge leaves its middle, s and number from 0."""
    has_gauges: bool
    calls: tuple[tuple[float, bool], ...]
    """When a call comes, s, and whether it is one's own."""
    heard: bool
    leaks: tuple[float, float] | None
    """Per cent a second that each tank loses; None: tanks are left out."""

    def marker(self, keys: Sequence[tuple[float, str]]) -> list[float]:
        """Return where the marker is after each step, degrees."""
        nudges = [(t, NUDGE * ((k == RIGHT) - (k == LEFT))) for t, k in keys]
        places, at, done = [], 0.0, 0
        for step, drift in enumerate(self.drift):
            at += drift
            while done < len(nudges) and nudges[done][0] < (step + 1) * STEP:
                at += nudges[done][1]
                done += 1
            at = min(max(at, -EDGE), EDGE)
            places.append(at)
        return places

    def level(self, tank: int, keys: Sequence[tuple[float, str]], now: float) -> float:
        """Return how full a tank is, per cent.

        Parameters
        ----------
        tank : int
            0 or 1.
        keys : sequence of (float, str)
            When which key was pressed, s from the onset, in order.
        now : float
            Seconds from the onset.
        """
        full, at = 60.0, 0.0
        leak = (self.leaks or (0.0, 0.0))[tank]
        for time, key in keys:
            if key == PUMPS[tank] and time <= now:
                full = min(max(full - leak * (time - at), 0.0) + REFILL, 100.0)
                at = time
        return max(full - leak * (now - at), 0.0)

    def open_faults(
        self, keys: Sequence[tuple[float, str]], now: float
    ) -> list[tuple[float, int]]:
        """Return the gauges that are out of their middle now, and since when."""
        return [
            (start, gauge)
            for start, gauge in self.faults
            if start <= now < start + FAULT
            and not any(
                start <= time <= now and key == str(gauge + 1) for time, key in keys
            )
        ]

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:
        """Return marker, pointers, sign and levels as they are now."""
        return self.shown([(press.time, press.key) for press in presses], seconds)

    def shown(
        self, keys: Sequence[tuple[float, str]], now: float
    ) -> tuple[Stimulus, ...]:
        """Return what is drawn at a time.

        Parameters
        ----------
        keys : sequence of (float, str)
            When which key was pressed, s from the onset, in order.
        now : float
            Seconds from the onset.
        """
        return (
            *self._marker(keys, now),
            *self._pointers(keys, now),
            *self._sign(now),
            *self._levels(keys, now),
        )

    def _marker(
        self, keys: Sequence[tuple[float, str]], now: float
    ) -> Iterator[Stimulus]:
        if self.drift:
            step = min(max(int(now / STEP), 0), len(self.drift) - 1)
            x = self.marker(keys)[step]
            yield Shape("disc", round(x, 2), -4.5, 0.8, 0.8, colour="accent")

    def _pointers(
        self, keys: Sequence[tuple[float, str]], now: float
    ) -> Iterator[Stimulus]:
        """Yield where gauges point: to and fro in the middle, or above or below it."""
        out = {gauge for _, gauge in self.open_faults(keys, now)}
        for gauge in range(N_GAUGES if self.has_gauges else 0):
            up = 0.3 * math.sin(1.7 * round(now, 1) + 2 * gauge)
            if gauge in out:
                up = 1.5 if gauge % 2 else -1.5
            colour = "orange" if gauge in out else "accent"
            x, y = gauge_place(gauge) - 0.75, round(_TOP + up, 2)
            yield Shape("arrow", x, y, 0.9, 0.6, colour=colour)

    def _sign(self, now: float) -> Iterator[Stimulus]:
        for start, own in () if self.heard else self.calls:
            if start <= now < start + SIGN:
                turn = 90.0 if own else -90.0
                yield Shape("arrow", 4.8, _TOP, 1.9, 1.5, turn, line=0.5)

    def _levels(
        self, keys: Sequence[tuple[float, str]], now: float
    ) -> Iterator[Stimulus]:
        for tank in range(2 if self.leaks else 0):
            if full := round(self.level(tank, keys, now)):
                height = 4.0 * full / 100
                y = round(height / 2 - 2.0, 2)
                yield Shape("rect", tank_place(tank), y, 1.6, height, colour="blue")

    def is_over(self, presses: Sequence[Keypress]) -> bool:  # noqa: ARG002 (time alone ends it)
        """Return False: a period has its time."""
        return False

    def still(self) -> tuple[Stimulus, ...]:
        """Return what stands still: lines, scales and the names of keys."""
        drawn: list[Stimulus] = []
        if self.drift:
            drawn.append(Shape("line", 0.0, -5.3, 2 * EDGE, colour="dim", line=0.06))
            drawn += [
                Shape("line", x, -4.5, 1.6, angle=90.0, line=0.1) for x in (-BAND, BAND)
            ]
            drawn += [Glyph("←", -6.2, -4.5, 0.7), Glyph("→", 6.2, -4.5, 0.7)]
        if self.has_gauges:
            for gauge in range(N_GAUGES):
                x = gauge_place(gauge)
                drawn += [
                    Shape("line", x, _TOP, 4.0, angle=90.0, colour="dim", line=0.08),
                    Shape("line", x, _TOP + 0.7, 0.8, line=0.08),
                    Shape("line", x, _TOP - 0.7, 0.8, line=0.08),
                    Glyph(str(gauge + 1), x, _TOP + 2.5, 0.5),
                ]
        if self.calls and not self.heard:
            drawn.append(
                Shape(
                    "rect", 4.8, _TOP, 3.4, 3.4, colour="dim", filled=False, line=0.08
                )
            )
        if self.leaks:
            for tank, key in enumerate(PUMPS):
                x = tank_place(tank)
                drawn += [
                    Shape(
                        "rect",
                        x,
                        0.0,
                        1.8,
                        4.2,
                        colour="dim",
                        filled=False,
                        line=0.08,
                    ),
                    Glyph(key.upper(), x, -2.8, 0.5),
                ]
                drawn += [
                    Shape(
                        "line", x + side * 1.3, 4.0 * share / 100 - 2.0, 0.5, line=0.1
                    )
                    for share in (LOW, HIGH)
                    for side in (-1, 1)
                ]
        return tuple(drawn)

    def areas(self) -> tuple[Area, ...]:
        """Return where clicks and touches count: each part at its own place."""
        found: list[Area] = []
        if self.drift:
            found += [Area(LEFT, -5, -4.5, 4, 2.6), Area(RIGHT, 5, -4.5, 4, 2.6)]
        if self.has_gauges:
            found += [
                Area(str(g + 1), gauge_place(g), _TOP, 1.9, 5.2)
                for g in range(N_GAUGES)
            ]
        if self.calls:
            found.append(Area(CALL, 4.8, _TOP, 3.8, 3.8))
        if self.leaks:
            found += [
                Area(key, tank_place(i), -0.4, 3.2, 5.4) for i, key in enumerate(PUMPS)
            ]
        return tuple(found)

    def chimes(self) -> Sound:
        """Return the calls as one sound as long as the period."""
        samples = np.zeros(round(self.duration * SFREQ) + SFREQ, np.float32)
        for start, own in self.calls:
            for i, pitch in enumerate((520.0, 780.0) if own else (780.0, 520.0)):
                heard = tone(pitch, 0.18, level=0.25).samples
                first = round((start + 0.2 * i) * SFREQ)
                samples[first : first + len(heard)] += heard
        return Sound(samples, SFREQ, name="chimes")

    def told(self) -> str:
        """Return what happens when, as a text: one code and its time each."""
        events = [(t, f"g{g + 1}") for t, g in self.faults]
        events += [(t, "own" if own else "other") for t, own in self.calls]
        return " ".join(f"{code}:{time:.2f}" for time, code in sorted(events))


def gauge_place(gauge: int) -> float:
    """Return where a gauge is, degrees to the right."""
    return -7.0 + 2.2 * gauge


def tank_place(tank: int) -> float:
    """Return where a tank is, degrees to the right."""
    return (-5.0, 5.0)[tank]


def draw_console(
    loads: Mapping[str, float],
    duration: float,
    *,
    heard: bool,
    rng: np.random.Generator,
) -> Console:
    """Return a period of these loads.

    Parameters
    ----------
    loads : mapping of str to float
        Load of each of `PARTS`, 0 (left out) to 10.
    duration : float
        Seconds.
    heard : bool
        Whether calls are chimes instead of signs.
    rng : Generator
        Source of all randomness.
    """
    drift: tuple[float, ...] = ()
    if loads["tracking"]:
        n_steps = math.ceil(duration / STEP)
        speed = 0.25 + 0.17 * loads["tracking"]  # degrees a second
        course = _wander(n_steps, rng)
        drift = tuple(round(speed * STEP * pushed, 4) for pushed in course)
    faults = _times(duration - FAULT / 2, 16.0 / max(loads["gauges"], 0.1) ** 0.7, rng)
    gap = 18.0 / max(loads["calls"], 0.1) ** 0.7
    calls = _times(duration - CALLED, max(gap, 2 * CALLED), rng)
    leaks = None
    if loads["resources"]:
        base = 0.6 + 0.45 * loads["resources"]
        leaks = (
            round(base * float(rng.uniform(0.8, 1.2)), 3),
            round(base * float(rng.uniform(0.8, 1.2)), 3),
        )
    return Console(
        duration,
        drift,
        _gauges(faults, rng) if loads["gauges"] else (),
        bool(loads["gauges"]),
        tuple((t, bool(rng.random() < 0.5)) for t in calls) if loads["calls"] else (),
        heard,
        leaks,
    )


def _wander(n_steps: int, rng: np.random.Generator) -> list[float]:
    """Return a course that pushes to one side for a while, of about unit size."""
    course = [float(rng.normal())]
    keep = math.exp(-STEP / 3.0)
    for pushed in (math.sqrt(1 - keep * keep) * rng.normal(size=n_steps)).tolist():
        course.append(keep * course[-1] + pushed)
    return course[1:]


def _times(end: float, gap: float, rng: np.random.Generator) -> list[float]:
    """Return times with gaps from half of ``gap`` to one and a half; one at least."""
    times = [round(float(rng.uniform(1.0, max(min(gap, end - 1.0), 1.5))), 2)]
    while (following := times[-1] + float(rng.uniform(0.5, 1.5)) * gap) < end:
        times.append(round(following, 2))
    return times


def _gauges(
    times: Sequence[float], rng: np.random.Generator
) -> tuple[tuple[float, int], ...]:
    """Return which gauge each fault is of: none that is out already."""
    busy = dict.fromkeys(range(N_GAUGES), -math.inf)
    faults = []
    for time in times:
        free = [gauge for gauge, until in busy.items() if until < time]
        if not free:
            continue
        gauge = free[int(rng.integers(len(free)))]
        busy[gauge] = time + FAULT
        faults.append((time, gauge))
    return tuple(faults)
