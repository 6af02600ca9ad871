"""What the participant does, with whichever device, as presses with their times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeyEvent

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.ui.participant.boxes.box import ResponseBox
from attention_camp.camp.ui.participant.boxes.opening import USUAL, open_boxes
from attention_camp.camp.ui.participant.keys import (
    CHOSEN,
    EMERGENCY,
    HELP,
    KeyClock,
    Press,
    SimulatedKey,
    is_shortcut,
    key_name,
    operator_action,
)


@dataclass(frozen=True, slots=True)
class Point:
    """Where the mouse was clicked or the screen touched, device pixels, and when."""

    x: float
    y: float
    timestamp_ms: int
    """The event's own time stamp, ms; 0: it has none."""
    arrived: float
    """When the event reached the window, host clock, s."""
    device: Literal["mouse", "touch"] = "mouse"


class Inputs:
    """One list of presses, whatever they came from; each with its own time.

    Parameters
    ----------
    clock : HostClock
        Session time of a host time.
    ask_help : callable
        Called when the participant asks for help.
    """

    def __init__(self, clock: HostClock, ask_help: Callable[[], None]) -> None:
        self.presses: list[Press] = []
        """Presses since the list was last cleared."""
        self.n_helps = 0
        """How often the researcher was called."""
        self.emergency = False
        """Whether the emergency key was pressed."""
        self.act: Callable[[str], None] = lambda action: None  # noqa: ARG005
        self.areas: Sequence[tuple[QRectF, str]] = ()
        """Where a click or a touch counts, device pixels, and as which key."""
        self.boxes: list[ResponseBox] = []
        """Response boxes that are read."""
        self._clock = clock
        self._ask_help = ask_help
        self._stamps = KeyClock()

    def on_key(self, event: QKeyEvent, arrived: float) -> None:
        """Take a key of the window.

        Parameters
        ----------
        event : QKeyEvent
            The key.
        arrived : float
            When it reached the window, host clock, s.
        """
        name = key_name(event)
        if is_shortcut(event) and name != EMERGENCY:
            if action := operator_action(event):
                self.act(action)
            return
        if isinstance(event, SimulatedKey):
            when = event.session_time
        else:
            host = self._stamps.host_time(event.timestamp(), arrived)
            when = self._clock.from_host(host)
        if name == EMERGENCY:
            self.emergency = True
        elif name == HELP:
            self.n_helps += 1
            self._ask_help()
        elif name or event.text():
            self.presses.append(Press(name, when, text=event.text()))

    def on_point(self, point: Point) -> None:
        """Take a click or a touch: the key of the area that it is in, if any."""
        found = (key for area, key in self.areas if area.contains(point.x, point.y))
        if key := next(found, ""):
            host = self._stamps.host_time(point.timestamp_ms, point.arrived)
            when = self._clock.from_host(host)
            self.presses.append(Press(key, when, device=point.device))

    def open_boxes(self, specs: Sequence[str]) -> None:
        """Hear response boxes as well.

        Raises
        ------
        BoxError
            If one cannot be opened.
        """
        self.boxes = open_boxes(tuple(specs), self.on_button)

    def close(self) -> None:
        """Let the response boxes go."""
        for box in self.boxes:
            box.close()
        self.boxes = []

    def on_button(self, name: str, host: float, device: str) -> None:
        """Take a button of a response box; may be called by any thread.

        Parameters
        ----------
        name : str
            The button's, such as ``button1``, or a key's own.
        host : float
            When it was pressed, host clock, s.
        device : str
            Kind of box.
        """
        key = CHOSEN.answer(name)
        if key == name:
            key = USUAL.get(name, name)
        self.presses.append(Press(key, self._clock.from_host(host), device=device))

    def on_text(self, text: str, arrived: float) -> None:
        """Take a word of an input method, which has no time stamp of its own."""
        self.presses.append(Press("", self._clock.from_host(arrived), text=text))
