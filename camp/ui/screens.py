"""Which screen is whose: the task opens on the other one than the researcher's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLabel

from attention_camp.camp.session.camp.larger import display_for, reaches_far
from attention_camp.camp.session.request import Display

if TYPE_CHECKING:
    from attention_camp.camp.session.plan import Plan

translate = QCoreApplication.translate

SHOWN_MS = 2000
OTHER = -1
"""Setting of the participant's screen: the one that the researcher does not use."""


def screen_text(number: int) -> str:
    """Return the name of a screen, with its size."""
    screen = QGuiApplication.screens()[number]
    size = screen.geometry().size() * screen.devicePixelRatio()
    return translate("Screens", "{n}: {name}, {width} × {height}").format(
        n=number + 1, name=screen.name(), width=size.width(), height=size.height()
    )


class ScreenNumbers(QObject):
    """The number of each screen, large on it, for two seconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        for number, screen in enumerate(QGuiApplication.screens(), 1):
            label = QLabel(str(number))
            label.setWindowFlags(
                Qt.WindowType.FramelessWindowHint
                | Qt.WindowType.WindowStaysOnTopHint
                | Qt.WindowType.WindowDoesNotAcceptFocus
            )
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            font = label.font()
            font.setPointSize(120)
            label.setFont(font)
            box = QRect(0, 0, 320, 320)
            box.moveCenter(screen.geometry().center())
            label.setGeometry(box)
            label.show()
            QTimer.singleShot(SHOWN_MS, label, label.deleteLater)


def task_screen(chosen: int, researcher: QScreen | None) -> int:
    """Return the number of the screen on which the task opens.

    Parameters
    ----------
    chosen : int
        The setting; `OTHER`, or a screen that is not there: the other one.
    researcher : QScreen or None
        The screen of the researcher's window.
    """
    screens = QGuiApplication.screens()
    if 0 <= chosen < len(screens):
        return chosen
    others = [n for n, screen in enumerate(screens) if screen is not researcher]
    return others[0] if others else 0


def is_shared(display: Display, researcher: QScreen | None) -> bool:
    """Return whether the task would cover the researcher's window."""
    screens = QGuiApplication.screens()
    return display.screen < len(screens) and screens[display.screen] is researcher


def placed(display: Display, researcher: QScreen | None, *, simulated: bool) -> Display:
    """Return the display of a session with the screen on which it opens.

    A simulated participant sees nothing: on the researcher's own screen the task gets a
    window then, so that the monitor can be watched.

    Parameters
    ----------
    display : Display
        As the settings say.
    researcher : QScreen or None
        The screen of the researcher's window.
    simulated : bool
        Whether a simulated participant answers.
    """
    there = replace(display, screen=task_screen(display.screen, researcher))
    if simulated and is_shared(there, researcher):
        there = replace(there, fullscreen=False)
    return there


def size_text(plan: Plan, chosen: Display, *, is_locked: bool) -> str:
    """Return what becomes of the size of stimuli chosen for this PC; empty: none is.

    Parameters
    ----------
    plan : Plan
        Of the session.
    chosen : Display
        As the settings say.
    is_locked : bool
        Whether the session belongs to a locked study.
    """
    scale = chosen.own_stimulus_scale
    if not scale or display_for(plan, chosen, is_locked=True).stimulus_scale == scale:
        return ""
    if is_locked:
        said = translate(
            "Screens",
            "The stimuli keep the size that the locked study's protocol says, not the "
            "{n} % of Settings.",
        )
    elif reaches_far(plan):
        said = translate(
            "Screens",
            "The stimuli keep their size, not the {n} % of Settings: a task of this "
            "protocol needs the whole screen.",
        )
    else:
        said = translate(
            "Screens",
            "▲ Stimuli are shown at {n} %, as chosen in Settings, not as the protocol "
            "says. It is kept with the session.",
        )
    return said.format(n=round(100 * scale))


def where_text(display: Display, researcher: QScreen | None) -> str:
    """Return in a sentence where the task will open, and what that means."""
    name = screen_text(display.screen)
    if not is_shared(display, researcher):
        return translate("Screens", "The task opens on screen {name}.").format(
            name=name
        )
    if display.fullscreen:
        return translate(
            "Screens",
            "▲ The task covers this window: there is one screen for both. The "
            "shortcuts for notes, pause and end work from the task; Alt+Tab brings "
            "this window back while the task goes on. At the end a neutral page hides "
            "the results.",
        )
    return translate("Screens", "The task opens in a window on this screen.")
