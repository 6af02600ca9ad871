"""Opens the participant's window on its screen."""

from __future__ import annotations

import logging

from PySide6.QtCore import QEventLoop, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QOpenGLContext, QWindow

from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.participant.gl_surface import GlSurface
from attention_camp.camp.ui.participant.raster_surface import RasterSurface
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

Window = GlSurface | RasterSurface

_OPENING = 10.0
"""Seconds a window may take to appear."""
_SETTLING = 2.0
"""Seconds a window manager may take to make a window fill the screen."""
_WINDOW = QSize(1280, 800)
"""Size where it does not fill the screen, px."""


class NoWindowError(UserError):
    """A window that does not appear; the text says what to do."""


def open_surface(screen: int, *, fullscreen: bool, waits: bool = True) -> Window:
    """Open a window on a screen, without a mouse cursor, and return it.

    Parameters
    ----------
    screen : int
        Index of the screen, 0 the primary one; the first where there is none such.
    fullscreen : bool
        Whether the window fills the screen.
    waits : bool
        Whether buffer swaps wait for the screen's refresh.
    """
    surface: Window = GlSurface(waits=waits) if _has_opengl() else RasterSurface()
    screens = QGuiApplication.screens()
    if not 0 <= screen < len(screens):
        logger.warning(
            "The participant's screen is number %d, but this PC has %d; the first is "
            "used. Choose another under Settings.", screen, len(screens),
        )  # fmt: skip
        screen = 0
    surface.setScreen(screens[screen])
    surface.setTitle("Attention Camp")
    surface.setCursor(Qt.CursorShape.BlankCursor)
    _place(surface, screens[screen].geometry(), fullscreen=fullscreen)
    return surface


def _place(window: QWindow, geometry: QRect, *, fullscreen: bool) -> None:
    if fullscreen:
        window.setGeometry(geometry)
        window.showFullScreen()
    else:
        window.setGeometry(
            QRect(geometry.topLeft(), geometry.size().boundedTo(_WINDOW))
        )
        window.show()
    window.requestActivate()


def _has_opengl() -> bool:
    context = QOpenGLContext()
    if context.create():
        return True
    logger.warning(
        "There is no OpenGL on this PC: the participant's window is drawn by the "
        "processor, and its timing is less exact. Update the graphics driver."
    )
    return False


def wait_until_exposed(surface: Window) -> None:
    """Return when the window is on the screen, at its full size.

    Raises
    ------
    NoWindowError
        If it does not appear.
    """
    deadline = host_time() + _OPENING
    loop = QEventLoop()
    while not surface.isExposed():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if host_time() > deadline:
            raise NoWindowError(
                Sentence(
                    "The participant's window did not appear within {seconds} s. "
                    "Check that the screen is on and not locked, then try again.",
                    seconds=round(_OPENING),
                )
            )
    full = surface.visibility() == QWindow.Visibility.FullScreen
    settled = host_time() + _SETTLING
    while full and surface.size() != surface.screen().size():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if host_time() > settled:
            logger.warning("The participant's window does not fill its screen.")
            return


def patch_rect(display: Display, size: QSize, per_degree: float) -> QRect:
    """Return where the photodiode patch is, device pixels; empty: nowhere.

    Parameters
    ----------
    display : Display
        Says in which corner the patch is, if any.
    size : QSize
        Of the window, device pixels.
    per_degree : float
        Pixels per degree of visual angle.
    """
    if display.photodiode == "none":
        return QRect()
    edge = max(round(display.photodiode_deg * per_degree), 1)
    down, across = display.photodiode.split("-")
    x = 0 if across == "left" else size.width() - edge
    y = 0 if down == "top" else size.height() - edge
    return QRect(x, y, edge, edge)
