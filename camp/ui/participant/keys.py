"""Which key was pressed, and when: the input event's own time on the host's clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

EMERGENCY = "escape"
"""One press, far from every key that answers, without a modifier: an emergency key must
work without thinking."""
HELP = "f1"
OPERATOR_KEYS: Mapping[str, str] = {
    "note": "Ctrl+T",
    "pause": "Ctrl+P",
    "resume": "Ctrl+R",
    "end": "Ctrl+E",
}
"""The researcher's actions that work while the task has the keyboard."""
_OWN = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

_RESOLUTION = 0.001
"""Seconds from one time stamp of an input event to the next."""
_TRUSTED = 0.5
"""Seconds by which an event may arrive after it happened; more, and its time stamp is
not on a clock we understand. Our own choice."""
_N_OFFSETS = 64

_NAMES: Mapping[Qt.Key, str] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Return: "return",
    Qt.Key.Key_Enter: "return",
    Qt.Key.Key_Escape: EMERGENCY,
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_F1: HELP,
    **{Qt.Key(Qt.Key.Key_F1 + n - 1): f"f{n}" for n in range(2, 13)},
}
_KEYS = {name: key for key, name in reversed(tuple(_NAMES.items()))}


@dataclass(frozen=True, slots=True)
class Press:
    """A key as it was pressed."""

    key: str
    time: float
    """Session clock, s."""
    text: str = ""
    """What it writes, where a text is written."""
    device: str = "keyboard"
    """What was pressed: ``keyboard``, ``mouse``, ``touch``, or a response box."""


class SimulatedKey(QKeyEvent):
    """A key of a simulated participant; it knows exactly when it was pressed."""

    def __init__(self, name: str, time: float) -> None:
        # some names are those of areas of the screen, or words, and no keys
        key = Qt.Key.Key_unknown if _is_no_key(name) else qt_key(name)
        text = name if len(name) == 1 or not name.isascii() else ""
        super().__init__(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text
        )
        self.name = name
        self.session_time = time


class KeyClock:
    """Carries the time stamps of input events to the host's monotonic clock.

    A time stamp counts whole milliseconds of a clock of the window system. An event
    cannot arrive before it happened, so the smallest difference between arrival and
    time stamp of the last events is the offset of that clock; the delay of any one
    event (a busy computer, a frame being drawn) does not enter its time.
    """

    def __init__(self) -> None:
        self._offsets: deque[float] = deque(maxlen=_N_OFFSETS)

    @property
    def offset(self) -> float | None:
        """Seconds to add to a time stamp; None: no event yet."""
        return min(self._offsets) if self._offsets else None

    def host_time(self, timestamp_ms: int, arrived: float) -> float:
        """Return when a key was pressed, host clock, s.

        Parameters
        ----------
        timestamp_ms : int
            The event's own time stamp, ms; 0 where it has none.
        arrived : float
            When the event reached the window, host clock, s.
        """
        if timestamp_ms <= 0:
            return arrived
        stamped = timestamp_ms / 1000
        self._offsets.append(arrived - stamped)
        if arrived - stamped - min(self._offsets) > _TRUSTED:
            # the clock was set or the events slept: begin anew
            self._offsets.clear()
            self._offsets.append(arrived - stamped)
            return arrived
        earliest = stamped + min(self._offsets)
        if 0 <= arrived - stamped < _TRUSTED:
            # the window system stamps with the host's own clock, cut to milliseconds
            earliest = stamped + _RESOLUTION / 2
        return min(earliest, arrived)


class ChosenKeys:
    """What the settings say of keys; one participant process runs one session."""

    def __init__(self) -> None:
        self._answers: Mapping[str, str] = {}
        self._actions: Mapping[str, str] = {}
        self.take({}, {})

    def take(self, answers: Mapping[str, str], shortcuts: Mapping[str, str]) -> None:
        """Take other keys than the usual ones.

        Parameters
        ----------
        answers : mapping
            Name of a key → name of the tasks' key that it counts as.
        shortcuts : mapping
            Action of the researcher → key sequence, in Qt's portable text.
        """
        self._answers = dict(answers)
        both = {**OPERATOR_KEYS, **shortcuts}
        self._actions = {both[action]: action for action in OPERATOR_KEYS}

    def answer(self, name: str) -> str:
        """Return the tasks' key that a key counts as: itself, usually."""
        return self._answers.get(name, name)

    def action(self, event: QKeyEvent) -> str:
        """Return the researcher's action that a key stands for; empty: none."""
        pressed = QKeySequence(event.keyCombination())
        return self._actions.get(
            pressed.toString(QKeySequence.SequenceFormat.PortableText), ""
        )


CHOSEN = ChosenKeys()


def key_name(event: QKeyEvent) -> str:
    """Return the name tasks use for a key; empty where it has none."""
    if isinstance(event, SimulatedKey):
        return event.name
    return CHOSEN.answer(raw_name(event))


def raw_name(event: QKeyEvent) -> str:
    """Return the name of a key itself, whatever it counts as."""
    key = event.key()
    if key in _NAMES:
        return _NAMES[Qt.Key(key)]
    if 0x21 <= key <= 0x7E:
        return chr(key).lower()
    return ""


def is_shortcut(event: QKeyEvent) -> bool:
    """Return whether a key is held with another that makes it no answer."""
    return bool(event.modifiers() & _OWN)


def writes_or_deletes(event: QKeyEvent) -> bool:
    """Return whether a key changes a text: Enter, F1 and shortcuts do not."""
    if event.key() == Qt.Key.Key_Backspace:
        return True
    text = event.text()
    return bool(text) and text.isprintable() and not is_shortcut(event)


def operator_action(event: QKeyEvent) -> str:
    """Return the action that a researcher's shortcut stands for; empty: none."""
    return CHOSEN.action(event)


def _is_no_key(name: str) -> bool:
    return name not in _KEYS and not (len(name) == 1 and name.isascii())


def qt_key(name: str) -> Qt.Key:
    """Return Qt's key for a name tasks use."""
    named = _KEYS.get(name)
    if named is not None:
        return named
    if len(name) == 1 and name.isascii() and name.isprintable():
        return Qt.Key(ord(name.upper()))
    raise ValueError(
        f"A key must be a letter, a digit or one of {', '.join(_KEYS)}; got {name!r}."
    )
