"""Pages on the screen: they move, wait for a key, and call the researcher."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QPoint, QRectF

from attention_camp.camp.ui.participant.moving import Step
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.camp.ui.participant.pages import ParticipantPage, help_called
from attention_camp.camp.ui.participant.sound import Voice
from attention_camp.camp.ui.participant.speech import MissingSpeechError
from attention_camp.camp.ui.participant.stage import FrameStage
from attention_camp.camp.ui.participant.surface import Frame, Layer
from attention_camp.signal.clock import host_time
from attention_camp.tasks.trial import Sound

logger = logging.getLogger(__name__)

TURNING = frozenset({"space", "return"})
"""Keys that turn a page, where they answer nothing."""
_SIMULATED_READING = 1.0
"""Session seconds a simulated participant looks at a page."""


class Reader:
    """Shows one page at a time.

    Parameters
    ----------
    stage : FrameStage
        Where pages are shown.
    painter : PagePainter
        What lays them out.
    voice : Voice
        Plays the sounds of an example.
    simulated : bool
        Whether a simulated participant reads: pages go on by themselves.
    still : bool
        Whether nothing moves on the pages.
    """

    def __init__(
        self,
        stage: FrameStage,
        painter: PagePainter,
        voice: Voice,
        *,
        simulated: bool,
        still: bool = False,
    ) -> None:
        self._still = still
        self.painter = painter
        self._voice = voice
        self._stage = stage
        self._simulated = simulated

    def show(
        self,
        page: ParticipantPage,
        *,
        keys: frozenset[str] = frozenset(),
        seconds: float = math.inf,
        until: Callable[[], bool] | None = None,
        steps: Callable[[QRectF], Sequence[Step]] | None = None,
        since: float = math.inf,
        cycles: float = math.inf,
    ) -> str:
        """Show a page; return the key that ended it, "" if none did.

        Parameters
        ----------
        page : ParticipantPage
            What to show.
        keys : frozenset of str
            Keys that end it.
        seconds : float
            Longest time on the screen, session clock.
        until : callable, optional
            Says when the page is over.
        steps : callable, optional
            Returns what moves in the figure's place.
        since : float
            When the movement began, session clock, s; not given: with this page.
        cycles : float
            How often it is shown before it stands still.
        """
        stage = self._stage
        stage.take_focus()
        stage.forget_keys()
        start = stage.clock.now()
        if self._simulated and keys:
            key = min(keys & TURNING or keys)
            stage.press_later(key, start + _SIMULATED_READING)
        moving: Sequence[Step] | None = None
        with self._read_aloud(page):
            while True:
                helps = stage.n_helps
                image, place = self.painter.paint(page)
                if moving is None:
                    moving = steps(place) if steps is not None else ()
                    if self._still:
                        moving = moving[:1]
                    stage.surface.prepare([step.layer for step in moving])
                    self._voice.prepare([s for step in moving for s in step.sounds])
                shown = _Shown(
                    stage, Layer(image, QPoint(0, 0)), moving, self._voice, cycles
                )
                stop = _Stop(stage, keys, start + seconds, until, helps)
                since = shown.play(stop, since)
                if stage.n_helps == helps:
                    return stop.key
                page = help_called(page)

    @contextmanager
    def _read_aloud(self, page: ParticipantPage) -> Iterator[None]:
        """Read a page aloud until it is left; its text stands there either way."""
        if page.aloud is None:
            yield
            return
        try:
            self._voice.prepare((page.aloud,))
        except MissingSpeechError as error:
            logger.info("Not read aloud: %s", error)
        else:
            self._voice.play((page.aloud,), host_time())
        try:
            yield
        finally:  # a session that is ended in the middle is silent at once, too
            self._voice.hush()


class _Stop:
    """Whether a page is over."""

    def __init__(
        self,
        stage: FrameStage,
        keys: frozenset[str],
        end: float,
        until: Callable[[], bool] | None,
        n_helps: int,
    ) -> None:
        self._stage = stage
        self._keys = keys
        self._until = until
        self._n_helps = n_helps
        self.end = end

    @property
    def key(self) -> str:
        """The first key that ends the page, "" if none was pressed."""
        pressed = (press.key for press in self._stage.presses)
        return next((key for key in pressed if key in self._keys), "")

    def __call__(self) -> bool:
        return (
            bool(self.key)
            or self._stage.n_helps != self._n_helps
            or (self._until is not None and self._until())
        )


class _Shown:
    """A painted page and what moves on it."""

    def __init__(
        self,
        stage: FrameStage,
        page: Layer,
        moving: Sequence[Step],
        voice: Voice,
        cycles: float,
    ) -> None:
        self._cycles = cycles
        self._stage = stage
        self._voice = voice
        self._page = page
        self._moving = moving
        stage.surface.prepare([page])

    def play(self, stop: _Stop, begun: float) -> float:
        """Show the page until it is over; return when its movement began."""
        stage = self._stage
        while not stop() and stage.clock.now() < stop.end:
            step, change = self._at(max(stage.clock.now() - begun, 0.0))
            layers = [(self._page, 1.0)]
            sounds: tuple[Sound, ...] = ()
            if step is not None:
                layers.append((step.layer, 1.0))
                sounds = step.sounds
            stage.begin()
            flip = stage.flip(
                Frame(tuple(layers), patch=stage.patch),
                before=partial(self._voice.play, sounds),
            )
            begun = min(begun, stage.clock.from_host(flip.time))
            stage.wait_near(min(begun + change, stop.end), stop=stop)
        return begun

    def _at(self, elapsed: float) -> tuple[Step | None, float]:
        """Return what moves at a time of the page, and when it changes, s."""
        cycle = sum(step.seconds for step in self._moving)
        if cycle <= 0:
            return None, math.inf
        if len(self._moving) == 1:
            return self._moving[0], math.inf
        rounds, left = divmod(elapsed, cycle)
        if rounds >= self._cycles:
            return self._moving[-1], math.inf
        change = rounds * cycle
        for step in self._moving:
            change += step.seconds
            if left < step.seconds:
                return step, change
            left -= step.seconds
        return self._moving[-1], change
