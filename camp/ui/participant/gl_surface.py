"""The participant's window by OpenGL: frames are textures, shown by a buffer swap."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QSurfaceFormat
from PySide6.QtOpenGL import QOpenGLTexture, QOpenGLTextureBlitter, QOpenGLWindow

from attention_camp.camp.ui.participant.palette import background
from attention_camp.camp.ui.participant.surface import (
    Frame,
    Hearing,
    Layer,
    superfluous,
    wait_precisely,
)
from attention_camp.signal.clock import host_time

_COLOR_BUFFER, _SCISSOR_TEST, _BLEND = 0x4000, 0x0C11, 0x0BE2
_SRC_ALPHA, _ONE_MINUS_SRC_ALPHA = 0x0302, 0x0303
_KEPT = 128e6
"""Bytes of textures kept ready beyond those of one trial; the oldest go first."""


class GlSurface(Hearing, QOpenGLWindow):
    """A window whose frames are textures, shown by a buffer swap.

    Parameters
    ----------
    waits : bool
        Whether swaps are asked to wait for the screen's refresh; a driver may refuse.
    """

    def __init__(self, *, waits: bool = True) -> None:
        super().__init__()
        form = QSurfaceFormat.defaultFormat()
        form.setSwapInterval(1 if waits else 0)
        form.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
        self.setFormat(form)
        self.waits = False
        self.drawing = 0.0
        self.patch = QRect()
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
        for layer in (one.origin for one in layers):
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
        for layer in superfluous(self._textures, _KEPT, needed=len(layers)):
            self._textures.pop(layer).destroy()
        self.context().functions().glFinish()

    def dispose(self) -> None:
        """Close the window and free what it holds, with the context it belongs to."""
        if self.isValid():
            self.makeCurrent()
            for texture in self._textures.values():
                texture.destroy()
            if self._blitter is not None:
                self._blitter.destroy()
            self.doneCurrent()
        self._textures.clear()
        # left to the garbage collector, its context would go in any order
        shiboken6.delete(self)

    def show_frame(self, frame: Frame, due: float) -> float:
        """Show a frame when it is due; return when the swap returned, host clock."""
        self._frame, self._due, self._swapped = frame, due, 0.0
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        if not self._swapped:
            # an older Qt paints only what was marked, and paints it a second time
            self.update()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.UpdateRequest))
        return self._swapped or host_time()

    def paintGL(self) -> None:
        """Draw the frame ahead of time and wait until it is due."""
        begun = host_time()
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
            self.drawing = host_time() - begun
            wait_precisely(self._due)

    def _blit(self, gl: Any, viewport: QRect) -> None:
        if self._blitter is None or not self._frame.layers:
            return
        self._blitter.bind()
        for layer, opacity in self._frame.layers:
            texture = self._textures.get(layer.origin)
            if texture is None:
                continue
            if opacity < 1 or layer.image.hasAlphaChannel():
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
        self._swapped = host_time()
