"""How an item looks while it is answered, and what its keys came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.tasks.questionnaires.items import Item
from attention_camp.tasks.trial import Area, Glyph, Keypress, Shape, Stimulus, Text

NEXT, SKIP = "space", "backspace"
"""Keys that take the answer, and that leave the item without one."""
_NEXT_TEXT = QT_TRANSLATE_NOOP("tasks", "Next: Space")
_SKIP_TEXT = QT_TRANSLATE_NOOP("tasks", "No answer: Backspace")
_LINE = 15.0
"""Length of a scale, degrees."""
_TOP, _ROW = 2.9, 0.98
_LEFT = -6.2
_FOOT = -6.9
_WRITE_NOTHING = ("return", "left", "right", "up", "down")
"""Keys that have a name; arrows come where another item of the trial takes them."""
_DELETE = "\x7f"
LONGEST = 400
"""Characters of a free text; own choice."""


@dataclass(frozen=True, slots=True)
class Answering:
    """An item while it is answered: marks, texts, and whether it is done."""

    item: Item

    def chosen(self, presses: Sequence[Keypress]) -> int | None:
        """Return which answer the keys have marked, from 0; None: none yet."""
        n = self.item.steps or len(self.item.labels)
        far = max(n // 10, 1)
        steps = {"left": -1, "right": 1, "up": -1, "down": 1}
        if self.item.kind == "scale":
            steps |= {"up": far, "down": -far}
        at: int | None = None
        for press in presses:
            if press.key in steps:
                first = n // 2 if self.item.kind == "scale" else 0
                moved = first if at is None else at + steps[press.key]
                at = min(max(moved, 0), n - 1)
            elif press.key in self.marks():
                at = self.marks().index(press.key)
        return at

    def written(self, presses: Sequence[Keypress]) -> str:
        """Return the text that the keys wrote."""
        return written(presses)

    def is_over(self, presses: Sequence[Keypress]) -> bool:
        """Return whether the item was answered, or left without an answer."""
        if not presses:
            return False
        last = presses[-1].key
        if self.item.kind == "text":
            return last == "return"
        if last == SKIP:
            return True
        return last == NEXT and self.chosen(presses) is not None

    def at(self, seconds: float, presses: Sequence[Keypress]) -> tuple[Stimulus, ...]:
        """Return the mark of the chosen answer, or the text so far."""
        if self.item.kind == "text":
            return text_field(self.written(presses), seconds)
        at = self.chosen(presses)
        if at is None:
            return ()
        if self.item.kind == "choice":
            y = _TOP - _ROW * at
            return (
                Shape("arrow", _LEFT - 1.5, y, 0.7, 0.6, colour="accent", line=0.2),
                Shape(
                    "rect",
                    x=0.6,
                    y=y,
                    width=15.2,
                    height=0.92,
                    colour="accent",
                    filled=False,
                    line=0.06,
                ),
            )
        x = _place(self.item, at)
        return (
            Shape("disc", x, 0.0, 0.6, 0.6, colour="accent"),
            Shape("line", x, 0.0, 1.8, angle=90.0, colour="accent", line=0.12),
        )

    def stimuli(self, place: tuple[int, int]) -> tuple[Stimulus, ...]:
        """Return what stands still: the question, its answers, and what keys do.

        Parameters
        ----------
        place : (int, int)
            Which item this is, from 1, and of how many.
        """
        item = self.item
        shown: list[Stimulus] = [Text(item.text, y=5.6, width=18.0, height=0.62)]
        if item.hint:
            shown.append(Text(item.hint, y=4.0, width=18.0, height=0.45, colour="dim"))
        if item.kind == "choice":
            shown += choices(item)[0]
        elif item.kind == "scale":
            shown += _scale(item)
        if item.kind == "text":
            shown += [
                Text(QT_TRANSLATE_NOOP("tasks", "Done: Enter"), y=_FOOT, height=0.36)
            ]
        else:
            shown += [
                Text(_NEXT_TEXT, x=4.5, y=_FOOT, width=8.0, height=0.36, lines=1),
                Text(
                    _SKIP_TEXT,
                    x=-4.5,
                    y=_FOOT,
                    width=8.0,
                    height=0.36,
                    lines=1,
                    colour="dim",
                ),
            ]
        if place[1] > 1:
            number = f"{place[0]} / {place[1]}"
            shown.append(Glyph(number, x=8.6, y=7.3, height=0.36, colour="dim"))
        return tuple(shown)

    def areas(self) -> tuple[Area, ...]:
        """Return where a click or a touch answers."""
        item = self.item
        if item.kind == "text":
            return (Area("return", 0.0, _FOOT, 8.0, 1.1),)
        foot = (Area(NEXT, 4.5, _FOOT, 8.0, 1.1), Area(SKIP, -4.5, _FOOT, 8.0, 1.1))
        if item.kind == "choice":
            rows = choices(item)[1]
            return foot + tuple(
                Area(key, *row) for key, row in zip(self.marks(), rows, strict=True)
            )
        width = _LINE / (item.steps - 1)
        return foot + tuple(
            Area(key, _place(item, i), 0.0, width, 2.4)
            for i, key in enumerate(self.marks())
        )

    def keys(self) -> tuple[str, ...]:
        """Return the keys that count."""
        if self.item.kind == "text":
            return ("return", "backspace", "space")
        return (*self.marks(), "left", "right", "up", "down", NEXT, SKIP)

    def marks(self) -> tuple[str, ...]:
        """Return the keys that each choose one answer."""
        if self.item.kind == "choice":
            return tuple(str(i + 1) for i in range(len(self.item.labels)))
        return tuple(f"mark-{i}" for i in range(self.item.steps))


def written(presses: Sequence[Keypress]) -> str:
    """Return the text that keys wrote, one after another."""
    text = ""
    for press in presses:
        if press.key == "backspace":
            text = text[:-1]
        elif press.key == "space":
            text += " "
        elif press.key not in _WRITE_NOTHING and len(text) < LONGEST:
            text += "".join(c for c in press.key if c >= " " and c != _DELETE)
    return text


def text_field(text: str, seconds: float, *, y: float = 0.0) -> tuple[Stimulus, ...]:
    """Return a text as it is written, with a bar at its end.

    Parameters
    ----------
    text : str
        What was written so far.
    seconds : float
        Since the display came; the bar comes and goes each half second.
    y : float
        Height of the middle of the field, degrees.
    """
    bar = "|" if int(2 * seconds) % 2 == 0 else " "
    return (Text(text + bar, y=y, width=16.0, height=0.5, lines=2, is_own=True),)


def _place(item: Item, step: int) -> float:
    """Return where a step of a scale is, degrees from the middle."""
    return _LINE * (step / (item.steps - 1) - 0.5)


def choices(
    item: Item,
) -> tuple[tuple[Stimulus, ...], list[tuple[float, float, float, float]]]:
    """Return the answers of a choice, and the place of each: x, y, width, height."""
    shown: list[Stimulus] = []
    places = []
    for i, label in enumerate(item.labels):
        y = _TOP - _ROW * i
        places.append((0.0, y, 16.0, _ROW))
        shown += [
            Shape(
                "rect",
                x=_LEFT,
                y=y,
                width=0.72,
                height=0.72,
                colour="dim",
                filled=False,
                line=0.05,
            ),
            Glyph(str(i + 1), x=_LEFT, y=y, height=0.38),
            Text(label, x=1.4, y=y, width=13.6, height=0.4, lines=1, align="left"),
        ]
    return tuple(shown), places


def _scale(item: Item) -> list[Stimulus]:
    shown: list[Stimulus] = [Shape("line", width=_LINE, colour="ink", line=0.06)]
    few = item.steps <= 25
    for step in range(item.steps) if few else (0, item.steps - 1):
        middle = 2 * step == item.steps - 1
        high = 1.2 if step in (0, item.steps - 1) or middle else 0.7
        x = _place(item, step)
        shown.append(Shape("line", x, 0.0, high, angle=90.0, line=0.05))
    low, high_text = item.labels
    shown += [
        Text(low, x=-_LINE / 2, y=-1.6, width=5.4, height=0.4, lines=2),
        Text(high_text, x=_LINE / 2, y=-1.6, width=5.4, height=0.4, lines=2),
    ]
    return shown
