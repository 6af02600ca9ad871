"""The participant's screen in a window of its own."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.session.camp.attention_display import MIDDLE
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.screen import (
    Break,
    EmergencyStopError,
    Feedback,
    InterruptedSessionError,
)
from attention_camp.camp.session.simulated import ATTENTION_SECONDS, Perceive
from attention_camp.camp.session.simulated_participant import SimulatedParticipant
from attention_camp.camp.ui.garbage import collect_here
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.layers import LayerStore
from attention_camp.camp.ui.participant.moving import (
    Step,
    attention_steps,
    breath_steps,
    example_steps,
)
from attention_camp.camp.ui.participant.my_camp.course_picture import course_steps
from attention_camp.camp.ui.participant.opening import (
    Window,
    open_surface,
    patch_rect,
    wait_until_exposed,
)
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.camp.ui.participant.presentation import Presentation
from attention_camp.camp.ui.participant.priority import Priority
from attention_camp.camp.ui.participant.reading import TURNING, Reader
from attention_camp.camp.ui.participant.sound import Voice, voice_of
from attention_camp.camp.ui.participant.stage import FrameStage
from attention_camp.camp.ui.participant.texts import install_language, remove_language
from attention_camp.camp.ui.participant.units import shown_size, window_scale
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.task import Observer
from attention_camp.tasks.trial import Answer, Card, Response, Trial

logger = logging.getLogger(__name__)

_FEEDBACK, _ADVICE, _SIGN = 1.2, 2.8, 0.5
"""Seconds that the answer to a practice trial is shown: alone, with what to change, and
between trials that count; own choice."""
_THANKS = 8.0
"""Seconds the last page stays if nobody closes it."""
EXAMPLE_CYCLES = 2
"""How often an example is shown beside the text to read; then it stands still."""
_BACK = "backspace"


class WindowScreen:
    """A `Screen` in a window; every call returns when what it shows is over.

    Parameters
    ----------
    request : SessionRequest
        Display, language and seed.
    surface : Window
        The window that is drawn on.
    stage : FrameStage
        Frames and keys of that window.
    application : QCoreApplication
        Whose events are processed while waiting.
    voice : Voice
        Plays what is heard.
    paused : callable
        Returns whether the operator has paused the session.
    engagement : callable
        Returns the latent engagement of a simulated observer, 0 to 1.
    observer : Observer or None
        Answers instead of a person; None where a person does.
    audience : str
        Whom the pages speak to, as a protocol says.
    """

    def __init__(
        self,
        request: SessionRequest,
        surface: Window,
        stage: FrameStage,
        *,
        application: QCoreApplication,
        voice: Voice,
        paused: Callable[[], bool],
        engagement: Callable[[], float],
        observer: Observer | None,
        audience: str = "adults",
    ) -> None:
        self._application = application
        self._surface = surface
        self._stage = stage
        self._voice = voice
        self._paused = paused
        self._engagement = engagement
        self._observer = observer
        self.perceive: Perceive = lambda *_: None
        """Told of each phase as it comes; a simulated participant's brain responds."""
        self._rng = np.random.default_rng((request.seed, 7))
        ratio = surface.devicePixelRatio()
        size = surface.size() * ratio
        screen_width = round(surface.screen().geometry().width() * ratio)
        scale = window_scale(request.display, size, screen_width)
        self.shown = shown_size(request.display, size, screen_width)  # for the record
        surface.patch = patch_rect(request.display, size, scale.per_degree)
        self._store = LayerStore(scale, QRect(0, 0, size.width(), size.height()))
        self._reader = Reader(
            stage,
            PagePainter(size, request.display.text_scale),
            voice,
            simulated=observer is not None,
            still=request.display.reduced_motion,
        )
        self._translators = install_language(request.language, audience)
        self._priority = Priority()
        if request.speed == 1.0 and request.display.fullscreen:
            self._priority.rise()
        self._answering: frozenset[str] = frozenset()
        """Keys of the last trial: who still answers it must not turn a page."""
        stage.inputs.open_boxes(request.boxes)
        self._circle = MIDDLE
        """Size at which the circle of attention was shown last."""
        self._open = True

    def show_cards(self, cards_to_show: Sequence[Card]) -> None:
        """Show cards one after another; keys go forward and back."""
        examples = [card.example for card in cards_to_show if card.example is not None]
        forward = self._turning({key for trial in examples for key in trial.keys})
        keys = frozenset({*forward, _BACK})
        index = 0
        while index < len(cards_to_show):
            card, n_cards = cards_to_show[index], len(cards_to_show)
            page = pages.instruction(card, index, n_cards, turns=forward[0])
            if card.example is None:
                key = self._reader.show(page, keys=keys)
            else:
                key = self._show_example(page, card.example, keys)
            index = index + 1 if key in forward else max(index - 1, 0)

    def countdown(self, seconds: int) -> None:
        """Count down to the first trial of a block."""
        for left in range(seconds, 0, -1):
            self._reader.show(pages.counting(left), seconds=1.0)

    def present(self, trial: Trial) -> Response:
        """Show a trial and collect its answers."""
        answers: tuple[Answer, ...] = ()
        if self._observer is not None:
            answers = self._observer.answer(
                trial, self._rng, engagement=self._engagement()
            )
        self._voice.prepare([s for phase in trial.phases for s in phase.sounds])
        self._answering = frozenset(trial.keys)
        layers = self._store.layers_of(trial)
        shown = Presentation(self._stage, trial, layers, answers, self._voice)
        shown.perceive = self.perceive
        shown.store = self._store
        return shown.run()

    def feedback(self, feedback: Feedback) -> None:
        """Show for a moment whether a trial was answered well, and what to change."""
        seconds = _ADVICE if feedback.advice else _FEEDBACK
        seconds = _SIGN if feedback.brief else seconds
        self._reader.show(pages.practice_feedback(feedback), seconds=seconds)

    def show_attention(self, size: float) -> None:
        """Show the circle of attention for a moment, grown by ``size``, 0 to 1."""
        before, self._circle = self._circle, size
        self._reader.show(
            pages.ParticipantPage(figure=True),
            seconds=ATTENTION_SECONDS,
            steps=lambda place: attention_steps(
                before, size, place, self._reader.painter
            ),
        )

    def show_camp(
        self, pages_to_show: Sequence[CampPage], *, seconds: float = math.inf
    ) -> tuple[str, ...]:
        """Show the participant's own pages; return the codes that were chosen.

        Parameters
        ----------
        pages_to_show : sequence of CampPage
            One after another.
        seconds : float
            How long each stays if nobody goes on.
        """
        chosen = []
        for content in pages_to_show:
            turning = self._turning()
            page = pages.camp_page(content, turns=turning[0])
            codes = dict(zip("123456789", content.choices, strict=False))
            key = self._reader.show(
                page,
                keys=frozenset(codes or turning),
                seconds=seconds,
                steps=partial(course_steps, content) if content.courses else None,
            )
            if key in codes:
                chosen.append(codes[key])
        return tuple(chosen)

    def rest(self, pause: Break) -> None:
        """Show a break, no shorter than asked, until the participant goes on."""
        begun = self._stage.clock.now()
        made: dict[object, list[Step]] = {}

        def breath(place: QRectF) -> list[Step]:
            key = place.getRect()
            if key not in made:
                made[key] = breath_steps(place, self._reader.painter)
            return made[key]

        waiting = pages.resting(pause, may_go_on=False)
        self._reader.show(waiting, seconds=pause.seconds, steps=breath, since=begun)
        keys = self._turning()
        ready = pages.resting(pause, may_go_on=True, turns=keys[0])
        self._reader.show(ready, keys=frozenset(keys), steps=breath, since=begun)

    def pause(self) -> None:
        """Show that the session is paused; return when the operator resumes it."""
        self._reader.show(pages.paused(), until=lambda: not self._paused())

    def hear(self) -> None:
        """Hear keys while an answer from the headset's process is waited for."""
        self._stage.hear()

    def take_frames(self) -> tuple[float, ...]:
        """Return the buffer swap times since the last call, session clock, s."""
        return self._stage.log.take()

    def close(self) -> None:
        """Show thanks where the session ended well, and close the window."""
        if not self._open:
            return
        self._open = False
        try:
            if not self._stage.stopped:
                keys = self._turning()
                page = pages.thanks(turns=keys[0])
                self._reader.show(page, keys=frozenset(keys), seconds=_THANKS)
        except (EmergencyStopError, InterruptedSessionError):
            logger.info("The last page was closed before its time.")
        finally:
            self._dispose()

    def dispose(self) -> None:
        """Close the window at once."""
        if self._open:
            self._open = False
            self._dispose()

    def _dispose(self) -> None:
        self._stage.inputs.close()
        self._voice.close()
        self._priority.fall()
        remove_language(self._translators)
        self._surface.dispose()

    def _turning(self, answers: Collection[str] = ()) -> tuple[str, ...]:
        """Return the keys that turn a page: none that answers, there or just before."""
        taken = self._answering.union(answers)
        return tuple(sorted(TURNING - taken, reverse=True)) or ("return",)

    def _show_example(
        self, page: pages.ParticipantPage, example: Trial, keys: frozenset[str]
    ) -> str:
        painter = self._reader.painter
        return self._reader.show(
            page,
            keys=keys,
            steps=lambda place: example_steps(example, place, painter),
            cycles=EXAMPLE_CYCLES,
        )


def open_screen(
    request: SessionRequest,
    clock: HostClock,
    *,
    interrupted: Callable[[], bool],
    paused: Callable[[], bool],
    ask_help: Callable[[], None],
    act: Callable[[str], None] = lambda action: None,  # noqa: ARG005
    keyboard: Callable[[], bool] = lambda: False,
    simulated: SimulatedParticipant | None = None,
    audience: str = "adults",
) -> WindowScreen:
    """Open the participant's window and measure its refresh.

    Parameters
    ----------
    request : SessionRequest
        The session; its display, language, observer and speed are used.
    clock : HostClock
        The session's clock.
    interrupted, paused : callable
        Whether the operator ended the session, asked every 100 ms, or has paused it.
    ask_help, act : callable
        Called when the participant asks for help, and with a researcher's action.
    keyboard : callable
        Returns whether the researcher has just given the keyboard to the window.
    simulated : SimulatedParticipant or None
        Who answers; None: a person, or the request's observer, without a brain.
    audience : str
        Whom the pages speak to, as a protocol says.
    """
    application = QCoreApplication.instance() or QGuiApplication([])
    collect_here(application)
    surface = open_surface(
        request.display.screen,
        fullscreen=request.display.fullscreen,
        waits=request.speed == 1.0,
    )
    wait_until_exposed(surface)
    stage = FrameStage(surface, clock, interrupted=interrupted, ask_help=ask_help)
    stage.hear_researcher(act, keyboard)
    stage.measure_refresh(surface.screen().refreshRate())
    observer = simulated.observer if simulated else None
    if simulated is None and request.observer is not None:
        observer = make_observer(request.observer)
    opened = WindowScreen(
        request,
        surface,
        stage,
        application=application,
        voice=voice_of(request),
        paused=paused,
        engagement=simulated.engagement if simulated else lambda: 1.0,
        observer=observer,
        audience=audience,
    )
    if simulated is not None:
        opened.perceive = simulated.perceive
    return opened
