"""Trials, responses and outcomes: plain data, no Qt, no clock.

Positions and sizes are in degrees of visual angle, the origin in the middle of the
screen, x to the right, y upwards; angles in degrees, counter-clockwise. Colours are
names of the participant's palette (``ink``, ``dim``, ``accent``, ``blue``,
``orange``, ``green``, ``vermillion``); the screen knows their values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character or a word, drawn upright or turned."""

    text: str
    x: float = 0.0
    y: float = 0.0
    height: float = 1.0
    angle: float = 0.0
    colour: str = "ink"
    is_word: bool = False
    """Whether it is a word, shown in the participant's language (context ``tasks``)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in lines no longer than ``width``, its middle at (x, y).

    An English source text is translated in context ``tasks``.
    """

    text: str
    x: float = 0.0
    y: float = 0.0
    width: float = 16.0
    height: float = 0.5
    """Height of a capital letter."""
    lines: int = 3
    """Lines it may take; a longer text is drawn smaller."""
    align: Literal["left", "centre"] = "centre"
    colour: str = "ink"
    is_own: bool = False
    """Whether it is what somebody wrote, which is shown as it is."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometric figure, outlined or filled.

    A ``line`` runs along ``angle`` with length ``width`` and thickness ``line``;
    a ``polygon`` has its corners in ``points``, relative to (x, y).
    """

    kind: Literal["disc", "ring", "rect", "line", "cross", "arrow", "polygon"]
    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0
    angle: float = 0.0
    colour: str = "ink"
    filled: bool = True
    line: float = 0.1
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A grey-level image; ``pixels`` : ndarray, shape (rows, columns), uint8."""

    pixels: NDArray[np.uint8]
    x: float = 0.0
    y: float = 0.0
    width: float = 6.0
    height: float = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A mono sound; ``samples`` : ndarray, shape (n,), float32 in [-1, 1]."""

    samples: NDArray[np.float32]
    sfreq: int = 44100
    name: str = ""


Stimulus = Glyph | Text | Shape | Picture


@dataclass(frozen=True, slots=True)
class Keypress:
    """One key of the trial, pressed while a phase collected answers."""

    key: str
    time: float
    """Host monotonic clock, s."""
    phase: int
    """Index of the phase that was on screen."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the screen in which a click or a touch counts as a key."""

    key: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point, in degrees, lies inside."""
        inside_x = abs(x - self.x) <= self.width / 2
        return inside_x and abs(y - self.y) <= self.height / 2


class Live(Protocol):
    """What a display shows that changes while it is there: pure functions.

    Frozen and hashable, so that a trial stays plain data.
    """

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:
        """Return what is drawn over the display's stimuli.

        Parameters
        ----------
        seconds : float
            Since the display came.
        presses : sequence of Keypress
            The keys so far in this display; their times count from its onset.
        """

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether these keys end a display that ends on an answer."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One display of a trial, shown for a while or until it is answered."""

    name: str
    """Written as the event's ``trial_type``, such as ``fixation`` or ``search``."""
    stimuli: tuple[Stimulus, ...] = ()
    duration: float | None = None
    """Seconds on screen; None: until a key of the trial is pressed."""
    ends_on_response: bool = False
    """Whether a key of the trial ends this phase before its duration."""
    collects: bool = False
    """Whether keys pressed in this phase count as answers."""
    only_unanswered: bool = False
    """Whether it is skipped once a display before it was answered; its onset is then
    NaN. At the end of a trial only."""
    onset: bool = False
    """Whether this is the trial's onset: marker, photodiode flip, zero of time.

    Where several are, as in a run of items, each has its marker and its flip; the first
    is the zero of time.
    """
    expected: str | None = None
    """The right key, several joined by ``+``; None where no key is right."""
    fade: float = 0.0
    """Duration of the cross-fade from the display before, s."""
    tells_time: float | None = None
    """Where it tells the reaction time in place of its stimuli, which are an example:
    the limit within which it is marked as in time, s, infinity for no mark."""
    echoes: tuple[tuple[float, float], ...] = ()
    """Where the keys given on the displays of the same name before are shown, in their
    order, in place of the filled figures there, degrees."""
    sounds: tuple[Sound, ...] = ()
    areas: tuple[Area, ...] = ()
    """Where a click or a touch counts as a key; the cursor is seen where there are."""
    live: Live | None = None
    """What is drawn over the stimuli as time passes and keys come; None: nothing."""
    writes: bool = False
    """Whether a text is written: any character, or word of an input method, is a
    key."""
    answer_only: bool = False
    """Whether rows of events, and markers for other programs, leave its keys out: what
    the task makes of them is kept among the measures."""

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether keys pressed in this phase end it before its duration."""
        if self.duration is not None and not self.ends_on_response:
            return False
        return bool(presses) and (self.live is None or self.live.is_over(presses))


@dataclass(frozen=True, slots=True)
class Trial:
    """The displays and expected keys between two decisions of the difficulty rule."""

    task: str
    level: int
    phases: tuple[Phase, ...]
    keys: tuple[str, ...]
    """Keys that answer: ``left``, ``space``, ``f``, ``1``, ... Others are ignored."""
    condition: str = ""
    """The cell of the design, such as ``present``; the observer sees it too."""
    parameters: Mapping[str, Scalar] = field(default_factory=dict)
    """What varies with the trial, in SI units; becomes columns of events.tsv."""

    @property
    def onset_phase(self) -> int:
        """Index of the phase that is the trial's onset."""
        return next(i for i, phase in enumerate(self.phases) if phase.onset)


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """Frame timing of one trial."""

    refresh_rate: float = float("nan")
    """Hz, measured at the start of the run; NaN where there is no screen."""
    n_frames: int = 0
    n_dropped: int = 0
    onset_dropped: bool = False
    """Whether a frame was dropped at the onset: the trial's timing is suspect."""
    onset_error: float = 0.0
    """Onset minus the time it was due, s."""


@dataclass(frozen=True, slots=True)
class Response:
    """Onsets, key presses and frame timing of one trial."""

    onsets: tuple[float, ...]
    """First buffer swap of each phase, host monotonic clock, s; NaN: not shown."""
    end: float
    """Offset of the last phase, host monotonic clock, s."""
    keypresses: tuple[Keypress, ...] = ()
    ignored: tuple[str, ...] = ()
    """Keys that answer nothing in this trial, for feedback in practice."""
    frames: FrameFacts = field(default_factory=FrameFacts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score of one trial."""

    correct: bool
    """For a trial of several answers: whether it met the task's criterion."""
    performance: float
    """Share of the answers that were right, corrected for guessing where the task's
    score is; 0 to 1."""
    reaction_time: float | None
    """Seconds from onset to the right answer (median over several), None: none."""
    responded: bool
    measures: Mapping[str, Scalar] = field(default_factory=dict)
    """Counts and scores the task adds, such as ``hits`` and ``false_alarms``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A key that a simulated observer will press."""

    key: str
    phase: int
    """Index of the phase to which the delay refers."""
    delay: float
    """Seconds after that phase's onset."""


@dataclass(frozen=True, slots=True)
class Card:
    """An instruction: a title, at most forty words, and a small moving example.

    Texts are English source strings; the screen translates them (context ``tasks``).
    """

    title: str
    text: str
    example: Trial | None = None
    aloud: bool = False
    """Whether it is read aloud, where there is sound and a recording of it."""
