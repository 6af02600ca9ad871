"""The window that shows frames and hears keys, by OpenGL or without."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QOpenGLContext,
    QPainter,
    QPaintEvent,
    QRasterWindow,
    QSurfaceFormat,
    QWindow,
)
from PySide6.QtOpenGL import QOpenGLTexture, QOpenGLTextureBlitter, QOpenGLWindow

from attention_camp.camp.ui.participant.frames import settle
from attention_camp.camp.ui.participant.palette import background

logger = logging.getLogger(__name__)

_COLOR_BUFFER, _SCISSOR_TEST, _BLEND = 0x4000, 0x0C11, 0x0BE2
_SRC_ALPHA, _ONE_MINUS_SRC_ALPHA = 0x0302, 0x0303
_N_TEXTURES = 160
"""Textures kept ready; the oldest goes first."""
_SPIN = 0.0004
"""Seconds before a frame is due in which the wait is busy: a sleep wakes up late."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A picture at its place on the screen, device pixels."""

    image: QImage
    place: QPoint

    @property
    def rect(self) -> QRect:
        """The pixels it covers."""
        return QRect(self.place, self.image.size())


@dataclass(frozen=True, slots=True)
class Frame:
    """What one frame shows: layers in order, each with its opacity, and the patch."""

    layers: tuple[tuple[Layer, float], ...] = ()
    patch: bool = False
    """Whether the photodiode patch is white."""


class Surface(Protocol):
    """A window that shows frames."""

    closed: bool
    """Whether the window manager was asked to close it."""
    waits: bool
    """Whether a buffer swap waits for the screen's refresh."""
    period: float
    """Seconds from frame to frame where the swap does not wait; 0: as they come."""
    patch: QRect
    """Where the photodiode patch is, device pixels; empty: nowhere."""
    on_key: Callable[[QKeyEvent, float], None]
    """Called with each key event and the host time of its arrival, s."""

    def prepare(self, layers: list[Layer]) -> None:
        """Get layers ready, so that a frame only has to draw them."""

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the swap returned, host clock."""


class _Keyboard:
    """Key and close events, the same for both kinds of window."""

    closed = False
    on_key: Callable[[QKeyEvent, float], None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the key on with the time of its arrival."""
        arrived = time.monotonic()
        if not event.isAutoRepeat():
            self.on_key(event, arrived)
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take note; the session ends first, then the window goes."""
        self.closed = True
        event.ignore()


def _nobody(event: QKeyEvent, arrived: float) -> None:
    """Hear no key: the screen is not ready yet."""


class GlSurface(_Keyboard, QOpenGLWindow):
    """A window whose frames are textures, shown by a buffer swap."""

    def __init__(self) -> None:
        super().__init__()
        form = QSurfaceFormat.defaultFormat()
        form.setSwapInterval(1)
        form.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
        self.setFormat(form)
        self.waits = False
        self.period = 0.0
        self.patch = QRect()
        self.on_key = _nobody
        self._frame = Frame()
        self._due = 0.0
        self._swapped = 0.0
        self._blitter: QOpenGLTextureBlitter | None = None
        self._textures: OrderedDict[Layer, QOpenGLTexture] = OrderedDict()
        self.frameSwapped.connect(self._on_frame_swapped)

    def initializeGL(self) -> None:
        """Make what draws the textures."""
        self._blitter = QOpenGLTextureBlitter()
        self._blitter.create()

    def prepare(self, layers: list[Layer]) -> None:
        """Upload layers as textures."""
        self.makeCurrent()
        for layer in layers:
            if layer in self._textures:
                self._textures.move_to_end(layer)
                continue
            texture = QOpenGLTexture(
                layer.image, QOpenGLTexture.MipMapGeneration.DontGenerateMipMaps
            )
            texture.setMinMagFilters(
                QOpenGLTexture.Filter.Nearest, QOpenGLTexture.Filter.Nearest
            )
            self._textures[layer] = texture
        while len(self._textures) > max(_N_TEXTURES, len(layers)):
            self._textures.popitem(last=False)[1].destroy()
        self.context().functions().glFinish()

    def release(self) -> None:
        """Free the textures, with the context they belong to."""
        if self.isValid():
            self.makeCurrent()
            for texture in self._textures.values():
                texture.destroy()
            if self._blitter is not None:
                self._blitter.destroy()
            self.doneCurrent()
        self._textures.clear()

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the swap returned, host clock."""
        self._frame, self._due, self._swapped = frame, due, 0.0
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        if not self._swapped:
            # an older Qt paints only what was marked, and paints it a second time
            self.update()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        return self._swapped or time.monotonic()

    def paintGL(self) -> None:
        """Draw the frame ahead of time and wait until it is due."""
        gl: Any = self.context().functions()
        back = background()
        width = round(self.width() * self.devicePixelRatio())
        height = round(self.height() * self.devicePixelRatio())
        gl.glViewport(0, 0, width, height)
        gl.glClearColor(back.redF(), back.greenF(), back.blueF(), 1.0)
        gl.glClear(_COLOR_BUFFER)
        self._blit(gl, QRect(0, 0, width, height))
        if not self.patch.isEmpty():
            self._draw_patch(gl, height)
        if not self.waits:
            gl.glFinish()
            wait_precisely(self._due, self.period)

    def _blit(self, gl: Any, viewport: QRect) -> None:
        if self._blitter is None or not self._frame.layers:
            return
        self._blitter.bind()
        for layer, opacity in self._frame.layers:
            texture = self._textures.get(layer)
            if texture is None:
                continue
            if opacity < 1:
                gl.glEnable(_BLEND)
                gl.glBlendFunc(_SRC_ALPHA, _ONE_MINUS_SRC_ALPHA)
            self._blitter.setOpacity(opacity)
            target = QOpenGLTextureBlitter.targetTransform(layer.rect, viewport)
            self._blitter.blit(
                texture.textureId(),
                target,
                QOpenGLTextureBlitter.Origin.OriginTopLeft,
            )
            gl.glDisable(_BLEND)
        self._blitter.release()

    def _draw_patch(self, gl: Any, height: int) -> None:
        shade = 1.0 if self._frame.patch else 0.0
        box = self.patch
        gl.glEnable(_SCISSOR_TEST)
        gl.glScissor(
            box.x(), height - box.y() - box.height(), box.width(), box.height()
        )
        gl.glClearColor(shade, shade, shade, 1.0)
        gl.glClear(_COLOR_BUFFER)
        gl.glDisable(_SCISSOR_TEST)

    def _on_frame_swapped(self) -> None:
        # a driver may queue the swap and return: the pipe is empty once it is done
        if self.waits:
            self.context().functions().glFinish()
        self._swapped = time.monotonic()


class RasterSurface(_Keyboard, QRasterWindow):
    """The same without OpenGL; frames are painted and flushed by the processor."""

    def __init__(self) -> None:
        super().__init__()
        self.waits = False
        self.period = 0.0
        self.patch = QRect()
        self.on_key = _nobody
        self._frame = Frame()
        self._due = 0.0
        self._painted = False

    def prepare(self, layers: list[Layer]) -> None:
        """Do nothing: the pictures are ready."""

    def release(self) -> None:
        """Do nothing: nothing is held."""

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the flush returned, host clock."""
        self._frame, self._due, self._painted = frame, due, False
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        if not self._painted:
            self.update()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        return time.monotonic()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame ahead of time and wait until it is due."""
        ratio = 1 / self.devicePixelRatio()
        shade = QColor("white" if self._frame.patch else "black")
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), background())
            painter.scale(ratio, ratio)
            for layer, opacity in self._frame.layers:
                painter.setOpacity(opacity)
                painter.drawImage(layer.place, layer.image)
            painter.setOpacity(1.0)
            painter.fillRect(self.patch, shade)
        self._painted = True
        wait_precisely(self._due, self.period)


def wait_precisely(due: float, period: float) -> None:
    """Return at ``due``, or a refresh later if that has passed, host clock.

    It sleeps for most of the time and watches the clock at the end.
    """
    if period <= 0:
        return
    due = settle(due, time.monotonic(), period)
    while (left := due - time.monotonic()) > _SPIN:
        time.sleep(left - _SPIN)
    while time.monotonic() < due:
        pass


def open_surface(screen: int, *, fullscreen: bool) -> GlSurface | RasterSurface:
    """Return a window on ``screen``, shown, without cursor."""
    surface: GlSurface | RasterSurface = (
        GlSurface() if _has_opengl() else RasterSurface()
    )
    screens = QGuiApplication.screens()
    if screen >= len(screens):
        logger.warning(
            "The participant's screen is number %d, but this PC has %d; the first is "
            "used. Choose another under This PC.", screen, len(screens),
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


_WINDOW = QRect(0, 0, 1280, 800).size()


def _has_opengl() -> bool:
    context = QOpenGLContext()
    if context.create():
        return True
    logger.warning(
        "There is no OpenGL on this PC: the participant's window is drawn by the "
        "processor, and its timing is less exact. Update the graphics driver."
    )
    return False
