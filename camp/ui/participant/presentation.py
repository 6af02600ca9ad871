"""One trial on the screen: its phases shown in frames, its answers collected."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from attention_camp.camp.session.simulated import Perceive
from attention_camp.camp.ui.garbage import none_collected
from attention_camp.camp.ui.participant.frames import Flip
from attention_camp.camp.ui.participant.keys import Press
from attention_camp.camp.ui.participant.layers import LayerStore
from attention_camp.camp.ui.participant.sound import Voice
from attention_camp.camp.ui.participant.stage import FrameStage
from attention_camp.camp.ui.participant.surface import Frame, Layer
from attention_camp.tasks.answers import keys_told, time_told
from attention_camp.tasks.trial import (
    Answer,
    FrameFacts,
    Keypress,
    Response,
    Stimulus,
    Trial,
)


class Presentation:
    """Shows one trial and collects its answers.

    A phase lasts a whole number of refreshes, from the one on which it came: it goes at
    the refresh nearest to its onset plus its duration, also where a frame was dropped
    in between.

    Parameters
    ----------
    stage : FrameStage
        Shows the frames and hears the keys.
    trial : Trial
        Phases and expected response.
    layers : sequence of Layer or None
        The picture of each phase; None: an empty screen.
    answers : sequence of Answer
        Keys that count.
    voice : Voice
        Plays what is heard.
    """

    def __init__(
        self,
        stage: FrameStage,
        trial: Trial,
        layers: Sequence[Layer | None],
        answers: Sequence[Answer],
        voice: Voice,
    ) -> None:
        self._stage = stage
        self._trial = trial
        self._layers = list(layers)
        self._answers = answers
        self._voice = voice
        self._onsets: list[float] = []
        self._onset_flip: Flip | None = None
        self.perceive: Perceive = lambda *_: None
        """Told of each phase as it comes; a simulated participant's brain responds."""
        self.store: LayerStore | None = None
        """Draws what depends on the answer or on time, and knows where areas are."""
        self._overlay: list[Layer] = []
        self._drawn: tuple[Stimulus, ...] = ()

    def run(self) -> Response:
        """Show all phases; return what came back."""
        stage, trial = self._stage, self._trial
        stage.surface.prepare([layer for layer in self._layers if layer is not None])
        stage.take_focus()
        stage.begin()
        stage.forget_keys()
        stage.log.flips.clear()
        try:
            with none_collected():
                due = -math.inf
                for index in range(len(trial.phases)):
                    due = self._show_phase(index, due)
                end = self._finish(due)
        finally:
            stage.forget_keys()
            stage.ask()
        return end

    def _finish(self, due: float) -> Response:
        stage = self._stage
        flip = stage.flip(Frame(patch=stage.patch), wanted=due)
        end = stage.clock.from_host(flip.time)
        stage.deliver_until(end)
        stage.hear()  # what was pressed while the last frame was drawn counts
        return Response(
            onsets=tuple(self._onsets),
            end=end,
            keypresses=self._keypresses(end),
            ignored=tuple(
                press.key
                for press in stage.presses
                if press.key not in self._trial.keys
            ),
            frames=self._facts(),
        )

    def _show_phase(self, index: int, due: float) -> float:
        """Show a phase; return when the next one is due, session clock."""
        stage, phase = self._stage, self._trial.phases[index]
        if phase.only_unanswered and self._is_answered_before(due):
            self._onsets.append(math.nan)
            return due
        if phase.tells_time is not None:
            self._tell_time(index, phase.tells_time)
        elif phase.echoes:
            presses = self._keypresses(math.inf)
            self._show_made(index, keys_told(self._trial, index, presses))
        self._move(index, 0.0)
        areas = self.store.areas_of(phase) if self.store else ()
        stage.ask(areas, writes=phase.writes)
        if phase.onset:
            stage.patch = not stage.patch
        first = stage.flip(
            self._frame(index, stage.frame_time),
            wanted=due,
            before=partial(self._voice.play, phase.sounds),
        )
        onset = stage.clock.from_host(first.time)
        self._onsets.append(onset)
        self.perceive(self._trial, index, onset, self._answers)
        if phase.onset and self._onset_flip is None:
            self._onset_flip = first
        for answer in self._answers:
            if answer.phase == index:
                stage.press_later(answer.key, onset + answer.delay)
        return self._hold(index, stage.clock.from_host(stage.pacer.last))

    def _tell_time(self, index: int, limit: float) -> None:
        """Draw the reaction time, as the display of a phase."""
        onset = self._onsets[self._trial.onset_phase]
        presses = self._keypresses(math.inf)
        self._show_made(index, time_told(self._trial, onset, presses, limit=limit))

    def _show_made(self, index: int, stimuli: tuple[Stimulus, ...]) -> None:
        """Draw what depends on the answer, as the display of a phase."""
        layer = self.store.layer_of(stimuli) if self.store else None
        if layer is not None:
            self._stage.surface.prepare([layer])
        self._layers[index] = layer

    def _hold(self, index: int, start: float) -> float:
        """Keep a phase on the screen; return when the next is due, session clock.

        Where an answer ended the phase, the next is due as soon as can be; where time
        runs faster, when the answer was given.
        """
        stage, phase = self._stage, self._trial.phases[index]
        end = start + stage.whole_frames(phase.duration)
        stop = partial(self._answered, index)
        while not stop():
            following = stage.clock.from_host(stage.next_frame())
            is_last = following >= end - stage.frame_time / 2
            if stage.skips_still_frames and (is_last or following > start + phase.fade):
                return end if stage.wait_near(end, stop=stop) else self._ended(index)
            if is_last:
                return end
            elapsed = following - start + stage.frame_time
            self._move(index, elapsed)
            stage.flip_unless(stop, self._frame(index, elapsed))
        return self._ended(index)

    def _ended(self, index: int) -> float:
        """Return when what follows an answer is due, session clock; -inf: at once."""
        if not self._stage.skips_still_frames:
            return -math.inf
        # the refresh after it: the nearest one may lie before
        presses = self._answers_to(index)
        over = self._trial.phases[index].is_over
        ending = next(k for k in range(len(presses)) if over(presses[: k + 1]))
        return presses[ending].time + self._stage.frame_time / 2

    def _answers_to(self, index: int) -> list[Keypress]:
        """Return the keys of the trial pressed since a phase came."""
        onset = self._onsets[index] if index < len(self._onsets) else math.inf
        found = (
            Keypress(key, press.time, index)
            for press in self._stage.presses
            if press.time >= onset and (key := self._key_of(press, index))
        )
        return sorted(found, key=lambda press: press.time)

    def _key_of(self, press: Press, index: int) -> str:
        """Return the key of the trial that a press is in a phase; empty: none."""
        writes = self._trial.phases[index].writes
        if writes and press.text > " " and press.text.isprintable():
            return press.text  # itself, though it count as another key elsewhere
        if press.key in self._trial.keys and (not writes or len(press.key) > 1):
            return press.key
        return press.text if writes else ""

    def _move(self, index: int, elapsed: float) -> None:
        """Draw what a phase shows over its stimuli by now, where that has changed."""
        live = self._trial.phases[index].live
        since = [
            replace(press, time=press.time - self._onsets[index])
            for press in self._answers_to(index)
        ]
        shown = () if live is None else live.at(elapsed, since)
        if shown == self._drawn or self.store is None:
            return
        self._drawn = shown
        self._overlay = self.store.overlay_of(shown)
        self._stage.surface.prepare(self._overlay)

    def _is_answered(self) -> bool:
        """Whether a key of the trial came on a display that collects answers."""
        return bool(self._keypresses(math.inf))

    def _is_answered_before(self, due: float) -> bool:
        """Whether an answer came before a display that is due, session clock.

        Keys are heard until it has to be drawn: those of the last frame before it
        count as well.
        """
        stage = self._stage
        if stage.skips_still_frames:  # they were heard while the display before lasted
            return self._is_answered()
        frame = stage.clock.from_host(stage.next_frame(stage.to_host(due)))
        return not stage.wait_near(frame, stop=self._is_answered)

    def _answered(self, index: int) -> bool:
        """Whether a key of the trial ended this phase."""
        phase = self._trial.phases[index]
        return self._came_in_vain(index) or phase.is_over(self._answers_to(index))

    def _came_in_vain(self, index: int) -> bool:
        """Whether a display for want of an answer came though there was one.

        Its key waited while the first frame of the display was drawn; where time runs
        faster, drawing takes none.
        """
        if self._stage.skips_still_frames:
            return False
        return self._trial.phases[index].only_unanswered and any(
            press.phase < index for press in self._keypresses(math.inf)
        )

    def _frame(self, index: int, elapsed: float) -> Frame:
        phase = self._trial.phases[index]
        layers: list[tuple[Layer, float]] = []
        share = 1.0 if phase.fade <= 0 else min(max(elapsed / phase.fade, 0.0), 1.0)
        below = self._layers[index - 1] if index else None
        if share < 1 and below is not None:
            layers.append((below, 1.0))
        above = self._layers[index]
        if above is not None and share > 0:
            layers.append((above, share))
        layers += [(layer, 1.0) for layer in self._overlay]
        return Frame(tuple(layers), patch=self._stage.patch)

    def _keypresses(self, end: float) -> tuple[Keypress, ...]:
        found = []
        shown = [onset for onset in self._onsets if not math.isnan(onset)]
        for press in sorted(self._stage.presses, key=lambda press: press.time):
            index = bisect_right(shown, press.time) - 1  # what was skipped comes last
            if index < 0 or press.time > end or not (key := self._key_of(press, index)):
                continue
            if self._trial.phases[index].collects:
                found.append(Keypress(key, press.time, index))
        return tuple(found)

    def _facts(self) -> FrameFacts:
        stage, onset = self._stage, self._onset_flip
        return FrameFacts(
            refresh_rate=stage.refresh_rate,
            n_frames=len(stage.log.flips),
            n_dropped=sum(flip.n_dropped for flip in stage.log.flips),
            onset_dropped=onset is not None and stage.pacer.is_late(onset),
            onset_error=0.0 if onset is None else onset.error * stage.clock.speed,
        )
