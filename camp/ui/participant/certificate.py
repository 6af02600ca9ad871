"""Measures what this PC's display, keys and sound do, for the timing certificate."""

from __future__ import annotations

import math
import platform
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QGuiApplication,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTouchEvent,
)

from attention_camp.camp.pc import timing_thresholds as thresholds
from attention_camp.camp.pc.timing_report import (
    TimingLine,
    TimingReport,
    make_line,
)
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.participant.gl_surface import GlSurface
from attention_camp.camp.ui.participant.keys import SimulatedKey
from attention_camp.camp.ui.participant.opening import (
    Window,
    open_surface,
    wait_until_exposed,
)
from attention_camp.camp.ui.participant.palette import colour
from attention_camp.camp.ui.participant.sound import SoundCard, open_voice
from attention_camp.camp.ui.participant.stage import FrameStage
from attention_camp.camp.ui.participant.surface import Frame, Layer
from attention_camp.resources.texts import QT_TRANSLATE_NOOP
from attention_camp.signal.clock import host_time
from attention_camp.tasks.trial import Sound

_N_KEYS = 20
_N_SOUNDS = 20

_PACED = QT_TRANSLATE_NOOP(
    "timing",
    "Buffer swaps are not synchronised to this screen's refresh, as on a virtual "
    "display or under some compositors: onset times are those of the program, not of "
    "the screen.",
)
_DEVICE = QT_TRANSLATE_NOOP(
    "timing",
    "Without the device itself, which adds some milliseconds of its own: measure "
    "it with a robot key (see the page on timing).",
)
_NO_SOUND = QT_TRANSLATE_NOOP("timing", "There is no sound device here.")


def measure_timing(display: Display, seconds: float = 10.0) -> TimingReport:
    """Measure the timing of this PC in the participant's window.

    Parameters
    ----------
    display : Display
        The participant's screen.
    seconds : float
        How long frames are shown, at least 1 s.

    Raises
    ------
    EmergencyStopError, InterruptedSessionError
        If somebody ends it by the emergency key or closes the window.
    """
    application = QCoreApplication.instance() or QGuiApplication([])
    surface = open_surface(display.screen, fullscreen=display.fullscreen)
    try:
        wait_until_exposed(surface)
        stage = FrameStage(
            surface, HostClock(), interrupted=lambda: False, ask_help=lambda: None
        )
        nominal = surface.screen().refreshRate()
        stage.measure_refresh(nominal)
        lines = [
            *_measure_frames(stage, _stimulus(surface), max(seconds, 1.0), nominal),
            *_measure_inputs(stage, surface),
            *_measure_sound(),
        ]
        return TimingReport(
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            screen=_describe(surface, stage.refresh_rate),
            system=f"{platform.system()} {platform.release()}, "
            f"{application.applicationName() or 'Qt'} on "
            f"{QGuiApplication.platformName()}",
            lines=tuple(lines),
        )
    finally:
        surface.dispose()


def _stimulus(surface: Window) -> Layer:
    """Return a picture of the size of a usual display."""
    image = QImage(400, 400, QImage.Format.Format_RGBX8888)
    image.fill(colour("dim"))
    layer = Layer(
        image, QPoint(surface.width() // 2 - 200, surface.height() // 2 - 200)
    )
    surface.prepare([layer])
    return layer


def _describe(surface: Window, refresh_rate: float) -> str:
    size = surface.screen().size() * surface.screen().devicePixelRatio()
    kind = "OpenGL" if isinstance(surface, GlSurface) else "no OpenGL"
    pixels = f"{size.width()} × {size.height()}"
    return f"{surface.screen().name()}, {pixels}, {refresh_rate:.2f} Hz, {kind}"


def _measure_frames(
    stage: FrameStage, layer: Layer, seconds: float, nominal: float
) -> list[TimingLine]:
    frame = Frame(((layer, 1.0),))
    stage.begin()
    stage.flip(frame)
    end = host_time() + seconds
    flips = []
    while host_time() < end:
        flips.append(stage.flip(frame))
    intervals = np.diff([flip.time for flip in flips])
    whole = intervals[intervals < 1.5 * stage.pacer.refresh]
    n_dropped = sum(flip.n_dropped for flip in flips)
    note = "" if stage.pacer.waits else _PACED
    rate = 1 / np.median(whole) if len(whole) else np.nan
    return [
        make_line(thresholds.UNPACED, 0.0 if stage.pacer.waits else 100.0, note),
        make_line(thresholds.REFRESH, float(abs(rate / nominal - 1) * 100), note),
        make_line(thresholds.JITTER, float(np.std(whole) * 1e3), note),
        make_line(
            thresholds.LATE,
            float(np.percentile([f.error for f in flips], 99) * 1e3),
            note,
        ),
        make_line(thresholds.DROPPED, 1000 * n_dropped / max(len(flips), 1)),
    ]


def _measure_inputs(stage: FrameStage, surface: Window) -> list[TimingLine]:
    """Have keys, clicks and touches change the picture; time each to the swap."""
    layer = _stimulus(surface)
    size = surface.size() * surface.devicePixelRatio()
    whole = QRectF(0, 0, size.width(), size.height())
    stage.inputs.areas = [(whole, "space")]
    try:
        return [
            make_line(threshold, 1e3 * _to_frame(stage, layer, event), _DEVICE)
            for threshold, event in (
                (thresholds.KEY_TO_FRAME, lambda now: SimulatedKey("space", now)),
                (thresholds.CLICK_TO_FRAME, _click),
                (thresholds.TOUCH_TO_FRAME, _touch),
            )
        ]
    finally:
        stage.inputs.areas = ()


def _to_frame(
    stage: FrameStage, layer: Layer, event: Callable[[float], QEvent | SimulatedKey]
) -> float:
    """Return the median time from an event to the swap of its frame, s.

    Parameters
    ----------
    stage : FrameStage
        Of the window.
    layer : Layer
        What comes and goes.
    event : callable
        Makes the event of a host time.
    """
    rng = np.random.default_rng(0)
    delays = []
    for i in range(_N_KEYS):
        frame = Frame(((layer, 1.0),)) if i % 2 else Frame()
        stage.wait(host_time() + float(rng.uniform(0.03, 0.06)))
        stage.forget_keys()
        pressed = host_time()
        QCoreApplication.postEvent(stage.surface, event(pressed))  # type: ignore[arg-type]
        stage.wait(pressed + 1.0, stop=lambda: bool(stage.presses))
        if not stage.presses:  # the window hears none of this kind
            return math.nan
        stage.begin()
        delays.append(stage.flip(frame).time - pressed)
    return float(np.median(delays))


_PLACE = QPointF(50.0, 50.0)


def _click(_when: float) -> QEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kind = QEvent.Type.MouseButtonPress
    return QMouseEvent(kind, _PLACE, _PLACE, left, left, none)


def _touch(_when: float) -> QEvent:
    point = QEventPoint(0, QEventPoint.State.Pressed, _PLACE, _PLACE)
    none = Qt.KeyboardModifier.NoModifier
    return QTouchEvent(QEvent.Type.TouchBegin, _touch_screen(), none, [point])


@lru_cache(maxsize=1)
def _touch_screen() -> QPointingDevice:
    """Return a touch screen for events that are made here; kept while they live."""
    kinds, can = QInputDevice.DeviceType, QInputDevice.Capability
    finger = QPointingDevice.PointerType.Finger
    return QPointingDevice(
        "attention-camp", 7, kinds.TouchScreen, finger, can.Position, 1, 0
    )


def _measure_sound() -> list[TimingLine]:
    voice = open_voice("en")
    if not isinstance(voice, SoundCard):
        return [make_line(thresholds.SOUND_LATENCY, np.nan, _NO_SOUND)]
    try:
        quiet = Sound(np.full(100, 1e-5, np.float32))
        voice.prepare([quiet])
        for _ in range(_N_SOUNDS):
            when = host_time() + 0.05
            voice.play([quiet], when)
            time.sleep(0.08)
        errors = [reached - asked for asked, reached in voice.mixer.started]
        spread = float(np.std(errors) * 1e3) if errors else np.nan
        return [
            make_line(thresholds.SOUND_LATENCY, voice.latency * 1e3),
            make_line(thresholds.SOUND_LATE, spread),
        ]
    finally:
        voice.close()
