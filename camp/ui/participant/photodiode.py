"""Draws onsets in the participant's window while a photodiode watches the patch."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.pc.photodiode_report import PhotodiodeReport, screen_key
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import Display
from attention_camp.camp.session.screen import InterruptedSessionError
from attention_camp.camp.ui.participant.layers import LayerStore
from attention_camp.camp.ui.participant.opening import (
    Window,
    open_surface,
    patch_rect,
    wait_until_exposed,
)
from attention_camp.camp.ui.participant.presentation import Presentation
from attention_camp.camp.ui.participant.priority import Priority
from attention_camp.camp.ui.participant.sound import Silence
from attention_camp.camp.ui.participant.stage import FrameStage
from attention_camp.camp.ui.participant.units import window_scale
from attention_camp.resources.texts import UserError
from attention_camp.signal.clock import host_time
from attention_camp.signal.photodiode.edges import SETTLED
from attention_camp.signal.photodiode.opening import LightSensor, open_sensor
from attention_camp.signal.stream import SourceError
from attention_camp.tasks.safety import check_flashes
from attention_camp.tasks.trial import Glyph, Phase, Shape, Trial

logger = logging.getLogger(__name__)

FEWEST, USUAL, MOST = 6, 100, 120
"""Onsets: at least, by default, at most. A hundred give the mean to a tenth of the SD;
the line through the sensor's arrivals holds the last minute of them."""
GAPS = (0.45, 0.6)
"""Seconds from one onset to the next, drawn anew each time so that no flicker of the
room keeps step; longer than the levels before and after take, and far fewer than three
flashes a second: each onset is half of one."""
WARM_UP = 2.0
"""Seconds before the first onset in which the sensor's clock settles; own choice."""
_POLL_MS = 5
_FLASH = 0.05
_CROSS = Glyph("+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What to measure, and with what; picklable."""

    display: Display
    board: str
    """As in `open_sensor`."""
    channel: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    n_onsets: int = USUAL


def run_photodiode(pipe: Connection[Any, Any], asked: Asked) -> None:
    """Measure in a process of its own, as the participant's window has in a session.

    Parameters
    ----------
    pipe : Connection
        Told how many onsets were drawn, then the `PhotodiodeReport`, or the error.
    asked : Asked
        What to measure.
    """
    try:
        sensor = open_sensor(asked.board, asked.channel, asked.fields)
        try:
            report = measure_photodiode(
                asked.display,
                sensor,
                n_onsets=asked.n_onsets,
                progress=lambda done, _: pipe.send(done),
            )
        finally:
            sensor.source.stop()
        pipe.send(report)
    except UserError as error:
        pipe.send(error)
    except Exception as error:
        logger.exception("the photodiode could not be read")
        pipe.send(RuntimeError(str(error)))


def flash_gaps(n_onsets: int, seed: int) -> list[float]:
    """Return the seconds before each onset."""
    rng = np.random.default_rng([seed, 53])
    return [float(gap) for gap in rng.uniform(*GAPS, n_onsets)]


def check_patch(gaps: Sequence[float], edge_deg: float) -> None:
    """Refuse a patch that flashes too often: the guard of all trials is asked.

    Parameters
    ----------
    gaps : sequence of float
        Seconds before each change of the patch.
    edge_deg : float
        Edge of the patch, degrees.

    Raises
    ------
    UnsafeTrialError
        If more than three flashes fall within a second, over a large area.
    """
    patch = (Shape("rect", width=edge_deg, height=edge_deg),)
    phases = [
        Phase("patch", patch if number % 2 else (), duration=gap)
        for number, gap in enumerate(gaps)
    ]
    check_flashes(Trial("photodiode", 1, tuple(phases), ()))


def measure_photodiode(
    display: Display,
    sensor: LightSensor,
    *,
    n_onsets: int = USUAL,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> PhotodiodeReport:
    """Draw onsets as trials do, and compare them with what the diode saw.

    Parameters
    ----------
    display : Display
        The participant's screen; its patch is on in some corner.
    sensor : LightSensor
        Streaming; stopped by the caller.
    n_onsets : int
        How many, `FEWEST` to `MOST`.
    seed : int
        Of the gaps between onsets.
    progress : callable
        Told how many onsets of how many were drawn.

    Raises
    ------
    EmergencyStopError, InterruptedSessionError
        If somebody ends it by the emergency key or closes the window.
    SourceError
        If the sensor is gone.
    UnsafeTrialError
        If the patch would flash too often.
    """
    if not FEWEST <= n_onsets <= MOST or display.photodiode == "none":
        raise ValueError(
            f"n_onsets must lie in {FEWEST} to {MOST} and the patch be on, got "
            f"{n_onsets} and {display.photodiode!r}"
        )
    gaps = flash_gaps(n_onsets, seed)
    check_patch(gaps, display.photodiode_deg)
    screen, refresh_rate, onsets = _shown(display, sensor, gaps, progress)
    delays = sensor.recording.delays(onsets)
    return PhotodiodeReport(
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        screen=screen,
        sensor=sensor.name,
        is_simulated=sensor.is_simulated,
        sfreq=sensor.recording.clock.sfreq,
        refresh_rate=refresh_rate,
        corner=display.photodiode,
        n_onsets=len(onsets),
        n_missed=delays.n_missed,
        offset_ms=delays.offset * 1e3,
        sd_ms=delays.spread * 1e3,
        resolution_ms=delays.resolution * 1e3,
    )


def _shown(
    display: Display,
    sensor: LightSensor,
    gaps: Sequence[float],
    progress: Callable[[int, int], None],
) -> tuple[str, float, list[float]]:
    """Return the screen, its rate (Hz) and when onsets were shown, host clock, s."""
    application = QCoreApplication.instance() or QGuiApplication([])
    surface = open_surface(display.screen, fullscreen=display.fullscreen)
    listener = _Listener(sensor)
    priority = Priority()
    try:
        wait_until_exposed(surface)
        stage = FrameStage(
            surface,
            HostClock(),
            interrupted=lambda: listener.failure is not None,
            ask_help=lambda: None,
        )
        stage.measure_refresh(surface.screen().refreshRate())
        if display.fullscreen:
            priority.rise()
        listener.begin()
        screen = _key_of(surface)
        onsets = _draw(surface, stage, display, gaps, sensor=sensor, progress=progress)
    except InterruptedSessionError:
        if listener.failure is not None:
            raise listener.failure from None
        raise
    finally:
        listener.end()
        priority.fall()
        surface.dispose()
        application.processEvents()
    return screen, stage.refresh_rate, onsets


class _Listener(QObject):
    """Reads the sensor while the window waits for the next frame."""

    def __init__(self, sensor: LightSensor) -> None:
        super().__init__()
        self.failure: SourceError | None = None
        self._sensor = sensor
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)

    def begin(self) -> None:
        """Begin to read."""
        self._timer.start(_POLL_MS)

    def end(self) -> None:
        """Stop reading."""
        self._timer.stop()

    def _on_time(self) -> None:
        try:
            self._sensor.recording.poll(host_time())
        except SourceError as error:
            self.failure = error
            self._timer.stop()


def _draw(
    surface: Window,
    stage: FrameStage,
    display: Display,
    gaps: Sequence[float],
    *,
    sensor: LightSensor,
    progress: Callable[[int, int], None],
) -> list[float]:
    """Show the trials; return their onsets, host clock, s."""
    size = surface.size() * surface.devicePixelRatio()
    width = round(surface.screen().size().width() * surface.devicePixelRatio())
    scale = window_scale(display, size, width)
    surface.patch = patch_rect(display, size, scale.per_degree)
    store = LayerStore(scale, QRect(0, 0, size.width(), size.height()))
    stage.blank()
    stage.wait(host_time() + WARM_UP)
    onsets: list[float] = []

    def perceive(trial: Trial, phase: int, onset: float, _answers: object) -> None:
        if trial.phases[phase].onset:
            onsets.append(onset)
            sensor.lit(onset, is_white=stage.patch)

    for gap in gaps:
        trial = _trial(gap)
        shown = Presentation(stage, trial, store.layers_of(trial), (), Silence())
        shown.perceive = perceive
        shown.run()
        progress(len(onsets), len(gaps))
    stage.wait(host_time() + SETTLED + 0.1)
    sensor.recording.poll(host_time())
    return onsets


def _trial(gap: float) -> Trial:
    """Return a trial whose onset turns the patch after ``gap`` seconds."""
    return Trial(
        "photodiode",
        1,
        (
            Phase("wait", (_CROSS,), duration=gap - _FLASH),
            Phase("patch", (replace(_CROSS, colour="dim"),), _FLASH, onset=True),
        ),
        (),
    )


def _key_of(surface: Window) -> str:
    screen = surface.screen()
    pixels: QSize = screen.size() * screen.devicePixelRatio()
    return screen_key(screen.name(), pixels.width(), pixels.height())
