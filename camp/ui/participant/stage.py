"""Shows frames one by one, hears keys and the operator in between."""

from __future__ import annotations

import logging
import math
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEventLoop, QRectF, Qt, QTimer

from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.screen import (
    EmergencyStopError,
    InterruptedSessionError,
)
from attention_camp.camp.ui.participant.frames import (
    Flip,
    FrameLog,
    Pacer,
    find_refresh,
)
from attention_camp.camp.ui.participant.inputs import Inputs
from attention_camp.camp.ui.participant.keys import Press, SimulatedKey
from attention_camp.camp.ui.participant.surface import Frame, Surface
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

_POLL = 0.05
"""Seconds between two questions whether the session goes on; at most 0.1 promised."""
_BOX_POLL = 0.005
"""Seconds from one look for presses of response boxes to the next."""
_LEAD = 0.005
"""Seconds before a frame is due in which it is drawn at least; less where time runs
faster, more where drawing was found to take longer."""
_LONGEST_LEAD = 0.6
"""Share of a frame's time that may be spent on drawing ahead; keys wait meanwhile."""
_SPARE = 0.002
"""Seconds by which a frame should be ready before it is due."""
_N_MEASURED = 45
"""Frames by which the refresh is measured, after some that are not counted."""
_N_WARM = 5
_TURN = QEventLoop.ProcessEventsFlag


class FrameStage:
    """A surface with a clock: frames when they are due, keys when they were pressed.

    Parameters
    ----------
    surface : Surface
        Where frames are drawn and swapped.
    clock : HostClock
        Session time of a host time, and back.
    interrupted : callable
        Returns whether the session shall stop at once.
    ask_help : callable
        Called when the participant asks for help.
    """

    def __init__(
        self,
        surface: Surface,
        clock: HostClock,
        *,
        interrupted: Callable[[], bool],
        ask_help: Callable[[], None],
    ) -> None:
        self.surface = surface
        self.clock = clock
        self.log = FrameLog()
        self.inputs = Inputs(clock, ask_help)
        """What the participant does."""
        self.patch = False
        """Whether the photodiode patch is white."""
        self.stopped = False
        """Whether the session was ended before its time."""
        self._interrupted = interrupted
        self._keyboard: Callable[[], bool] = lambda: False
        self._has_asked = False
        self._fresh = True
        self._next_poll = 0.0
        self._drawing: deque[float] = deque(maxlen=60)
        self._due_keys: list[Press] = []
        self._alarm = QTimer()
        self._alarm.setTimerType(Qt.TimerType.PreciseTimer)
        self._alarm.setSingleShot(True)
        self._loop = QEventLoop()
        self.pacer = Pacer(1 / 60, 1 / 60, waits=False)
        surface.inputs = self.inputs

    @property
    def presses(self) -> list[Press]:
        """Presses since the list was last cleared."""
        return self.inputs.presses

    @property
    def n_helps(self) -> int:
        """How often the researcher was called."""
        return self.inputs.n_helps

    def hear_researcher(
        self, act: Callable[[str], None], keyboard: Callable[[], bool]
    ) -> None:
        """Tell of shortcuts pressed here, and ask whether the keyboard was given."""
        self.inputs.act, self._keyboard = act, keyboard

    def measure_refresh(self, nominal: float) -> None:
        """Find how fast the screen is, and whether swaps wait for it."""
        times = [
            self.surface.show_frame(Frame(), 0.0) for _ in range(_N_WARM + _N_MEASURED)
        ]
        intervals = [b - a for a, b in pairwise(times[_N_WARM:])]
        refresh, waits = find_refresh(intervals, nominal)
        if self.clock.speed != 1.0:
            waits = False
        self.surface.waits = waits
        period = refresh if waits else refresh / self.clock.speed
        self.pacer = Pacer(period, refresh, waits=waits, last=times[-1])
        logger.info(
            "The screen refreshes at %.2f Hz; %s.",
            1 / refresh,
            "swaps wait for it" if waits else "swaps do not wait: frames are paced",
        )

    @property
    def _lead(self) -> float:
        """Seconds before a frame is due in which it is drawn."""
        slow = sorted(self._drawing)[-len(self._drawing) // 10 :]
        wanted = max(_LEAD, slow[0] + _SPARE) if slow else _LEAD
        return min(wanted, _LONGEST_LEAD * self.pacer.refresh) / self.clock.speed

    @property
    def refresh_rate(self) -> float:
        """Refresh rate, Hz: measured, or as reported where swaps do not wait."""
        return 1 / self.pacer.refresh

    def to_host(self, session: float) -> float:
        """Return the host's time at a time of the session, s."""
        if self.clock.speed == 1.0:
            return session
        return self.clock.epoch + (session - self.clock.epoch) / self.clock.speed

    def press_later(self, key: str, when: float) -> None:
        """Have a simulated participant press ``key`` at a session time, s."""
        self._due_keys.append(Press(key, when))
        self._due_keys.sort(key=lambda press: press.time)

    def take_focus(self) -> None:
        """Ask for the keys once; after that the researcher gives them, if at all."""
        if not self._has_asked and not self.surface.isActive():
            self.surface.requestActivate()
        self._has_asked = True

    def ask(
        self, areas: Sequence[tuple[QRectF, str]] = (), *, writes: bool = False
    ) -> None:
        """Hear clicks and touches in areas, and whether a text is written.

        Parameters
        ----------
        areas : sequence of (QRectF, str)
            Where a click or a touch counts, device pixels, and as which key; the cursor
            is seen where there are any.
        writes : bool
            Whether input methods are of use.
        """
        if bool(areas) != bool(self.inputs.areas):
            shape = Qt.CursorShape
            self.surface.setCursor(shape.ArrowCursor if areas else shape.BlankCursor)
        self.inputs.areas = areas
        self.surface.writes = writes

    def forget_keys(self) -> None:
        """Drop the keys pressed so far and those a simulated participant planned."""
        self.presses.clear()
        self._due_keys.clear()

    @property
    def frame_time(self) -> float:
        """Session seconds from frame to frame."""
        return self.pacer.period * self.clock.speed

    @property
    def skips_still_frames(self) -> bool:
        """Whether time runs faster than frames.

        What does not change is drawn once then, and a display counts as shown when it
        was due, so that speed changes no answer.
        """
        return self.clock.speed != 1.0

    def whole_frames(self, seconds: float | None) -> float:
        """Return session seconds as a whole number of frames; None: endless."""
        if seconds is None:
            return math.inf
        return max(round(seconds / self.frame_time), 1) * self.frame_time

    def begin(self) -> None:
        """Let the next frame come when it can: nothing was shown for a while."""
        self._fresh = True

    def next_frame(self, wanted: float = -math.inf) -> float:
        """Return when the next frame is due, host clock, s; not before ``wanted``.

        Where time runs faster than frames can be drawn, what was wanted is due when it
        was wanted, though that be over, and frames in between are left out.
        """
        between = self.skips_still_frames and wanted == -math.inf
        if self._fresh or between:
            return self.pacer.next_due(wanted, host_time() + self._lead)
        return self.pacer.next_due(wanted)

    def flip(
        self,
        frame: Frame,
        *,
        wanted: float = -math.inf,
        before: Callable[[float], None] | None = None,
    ) -> Flip:
        """Show a frame on the first refresh not before ``wanted``.

        Parameters
        ----------
        frame : Frame
            What to show.
        wanted : float
            Session time, s; by default the next refresh.
        before : callable, optional
            Called ahead with the host time at which the frame is due.
        """
        planned = self.to_host(wanted)
        due = self.next_frame(planned)
        if before is not None:
            before(due)
        self.wait(due - self._lead)
        return self._show(frame, due, planned if wanted > -math.inf else due)

    def flip_unless(self, stop: Callable[[], bool], frame: Frame) -> Flip | None:
        """Show a frame on the next refresh, unless ``stop`` says so before."""
        due = self.next_frame()
        if not self.wait(due - self._lead, stop=stop):
            return None
        last = self.pacer.last
        flip = self._show(frame, due, due)
        if self.skips_still_frames:
            self.pacer.last = last  # what comes next keeps to its own time
        return flip

    def wait_near(self, when: float, *, stop: Callable[[], bool]) -> bool:
        """Hear events until it is time to draw the frame of a session time, s."""
        return self.wait(self.to_host(when) - self._lead, stop=stop)

    def wait(self, until: float, *, stop: Callable[[], bool] | None = None) -> bool:
        """Hear events until a host time; return False if ``stop`` ended it before."""
        while True:
            self.deliver_until(min(self.clock.now(), self.clock.from_host(until)))
            self._check()
            if stop is not None and stop():
                return False
            left = self._next_stop(until) - host_time()
            if until - host_time() <= 0:
                QCoreApplication.processEvents(_TURN.AllEvents)
                self._check()
                return stop is None or not stop()
            self._hear(left)

    def hear(self) -> None:
        """Handle the events that are there, while somebody waits for something else.

        Raises
        ------
        EmergencyStopError, InterruptedSessionError
            Where the session is to end; the screen is blank already.
        """
        QCoreApplication.processEvents(_TURN.AllEvents)
        self._check()

    def _show(self, frame: Frame, due: float, planned: float) -> Flip:
        self._fresh = False
        swapped = self.surface.show_frame(frame, due)
        if self.skips_still_frames:
            swapped = due  # how long drawing takes is no part of a faster time
        self._drawing.append(self.surface.drawing)
        flip = self.pacer.swapped(due, swapped, planned)
        self.log.flips.append(flip)
        self.log.swaps.append(self.clock.from_host(flip.time))
        return flip

    def blank(self) -> None:
        """Show nothing, at once."""
        self.surface.show_frame(Frame(patch=self.patch), 0.0)

    def deliver_until(self, when: float) -> None:
        """Press the keys a simulated participant planned up to a session time, s."""
        while self._due_keys and self._due_keys[0].time <= when:
            press = self._due_keys.pop(0)
            event = SimulatedKey(press.key, press.time)
            QCoreApplication.sendEvent(self.surface, event)  # type: ignore[arg-type]

    def _hear(self, seconds: float) -> None:
        """Handle events for at most ``seconds``; return after the first of them."""
        if seconds > 0.002:
            self._alarm.start(int(seconds * 1000) - 1)
            self._loop.processEvents(_TURN.AllEvents | _TURN.WaitForMoreEvents)
            self._alarm.stop()
        else:
            QCoreApplication.processEvents(_TURN.AllEvents)
            time.sleep(min(max(seconds, 0.0), 0.0005))

    def _next_stop(self, until: float) -> float:
        times = [until, self._next_poll]
        if self._due_keys:
            times.append(self.to_host(self._due_keys[0].time))
        if self.inputs.boxes:  # their presses wake nobody
            times.append(host_time() + _BOX_POLL)
        return min(times)

    def _check(self) -> None:
        if self.inputs.emergency:
            self.inputs.emergency = False
            self._stop()
            raise EmergencyStopError(
                Sentence("The participant pressed the emergency key, Esc.")
            )
        if self.surface.closed:
            self._stop()
            raise InterruptedSessionError(
                Sentence("the participant's window was closed")
            )
        if host_time() >= self._next_poll:
            self._next_poll = host_time() + _POLL
            if self._keyboard():
                self.surface.requestActivate()
            if self._interrupted():
                self._stop()
                raise InterruptedSessionError(
                    Sentence("the operator ended the session")
                )

    def _stop(self) -> None:
        self.blank()
        self.stopped = True
