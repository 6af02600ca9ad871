"""Trials in the real window: frames, onsets, keys, photodiode."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from attention_camp.camp.ui.garbage import collect_due
from attention_camp.tasks import load_task
from attention_camp.tasks.answers import LATE, score_choice
from attention_camp.tasks.trial import Glyph, Phase, Picture, Shape, Sound, Trial

FRAME = 1 / 60
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CROSS = (Shape("cross", width=0.6, height=0.6, line=0.1),)
SOUNDS = (Sound(np.zeros(9, np.float32)),)
ITEMS = (
    Glyph("T", 2, 2),
    Glyph("L", -2, 1, angle=90, colour="orange"),
    Shape("disc", 0, -3, colour="blue"),
    Picture(np.arange(64, dtype=np.uint8).reshape(8, 8)),
)


def trial(*phases: Phase, keys: tuple[str, ...] = ("left", "right")) -> Trial:
    return Trial("test", 1, phases, keys)


ASKED = Phase(
    "search",
    ITEMS,
    duration=0.6,
    ends_on_response=True,
    collects=True,
    onset=True,
    expected="left",
)
SEARCH = trial(Phase("fixation", CROSS, duration=0.2), ASKED)


def test_phases_last_their_frames(open_window: Callable[..., Any]) -> None:
    """Each phase comes within half a frame of where its durations put it."""
    phases = [
        Phase("a", CROSS, duration=0.1),
        Phase("b", ITEMS, duration=0.15, onset=True),
        Phase("c", duration=0.05),
        Phase("d", (Glyph("7"),), duration=0.2, sounds=SOUNDS),
    ]
    response = open_window().screen.present(trial(*phases))
    times = [*response.onsets, response.end]
    lengths = [b - a for a, b in pairwise(times)]
    if response.frames.n_dropped == 0:
        wanted = [phase.duration or math.nan for phase in phases]
        assert lengths == pytest.approx(wanted, abs=FRAME / 2)
    assert response.frames.n_frames >= 0.5 / FRAME - 2
    assert response.frames.refresh_rate == pytest.approx(60, abs=1)


def test_every_frame_is_in_the_log_once(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    opened.screen.take_frames()
    response = opened.screen.present(SEARCH)
    frames = opened.screen.take_frames()
    assert len(frames) == response.frames.n_frames
    assert all(a < b for a, b in pairwise(frames))
    assert set(response.onsets) <= set(frames)
    assert opened.screen.take_frames() == ()


def test_a_key_ends_the_phase_and_is_timed(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    pressed = []

    def press() -> None:
        pressed.append(opened.clock.now())
        QTest.keyClick(opened.window, Qt.Key.Key_Left)
        pressed.append(opened.clock.now())

    QTest.keyClick(opened.window, Qt.Key.Key_F)  # lets the key clock find its offset
    opened.later(0.45, press)
    response = opened.screen.present(SEARCH)
    (press_found,) = response.keypresses
    assert press_found.key == "left"
    assert press_found.phase == 1
    assert pressed[0] - 0.002 <= press_found.time <= pressed[1]
    assert response.end - press_found.time < (3 + response.frames.n_dropped) * FRAME


def test_keys_of_the_trial_count_only_where_answers_are_collected(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    opened.press_later(0.1, Qt.Key.Key_Left)  # during fixation
    opened.press_later(0.35, Qt.Key.Key_X)  # no key of the trial
    opened.press_later(0.5, Qt.Key.Key_Right)
    response = opened.screen.present(SEARCH)
    assert [press.key for press in response.keypresses] == ["right"]


@pytest.mark.parametrize(("seconds", "is_late"), [(0.4, False), (1.0, True)])
def test_a_late_key_keeps_its_time_and_a_timely_one_needs_no_late_display(
    open_window: Callable[..., Any], seconds: float, is_late: bool
) -> None:
    """The empty display after the limit is shown only where no answer came in time."""
    opened = open_window()
    opened.press_later(seconds, Qt.Key.Key_Left)
    asked = trial(SEARCH.phases[0], ASKED, LATE)
    response = opened.screen.present(asked)
    outcome = score_choice(asked, response)
    assert math.isnan(response.onsets[2]) != is_late
    assert outcome.correct != is_late
    assert outcome.measures["right_key"]
    assert outcome.measures["late"] == is_late
    (press,) = response.keypresses
    assert response.end == pytest.approx(press.time, abs=3 * FRAME)
    assert outcome.reaction_time == pytest.approx(press.time - response.onsets[1])


def test_a_held_key_is_one_key(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    held = trial(Phase("go", ITEMS, duration=0.3, collects=True, onset=True))

    def hold() -> None:
        for repeat in (False, True, True):
            event = QKeyEvent(
                QEvent.Type.KeyPress,
                Qt.Key.Key_Left,
                NO_MODIFIER,
                "",
                repeat,
            )
            opened.window.keyPressEvent(event)

    opened.later(0.1, hold)
    assert len(opened.screen.present(held).keypresses) == 1


def test_the_patch_flips_with_each_onset(open_window: Callable[..., Any]) -> None:
    opened = open_window(photodiode="bottom-left", photodiode_deg=2.0)
    patch = opened.window.patch
    assert patch.left() == 0
    assert patch.bottom() == opened.window.height() - 1
    seen = []
    for _ in range(3):
        opened.screen.present(SEARCH)
        image = opened.window.grabFramebuffer()
        seen.append(image.pixelColor(patch.center()).lightness())
    assert seen == [255, 0, 255]


def test_a_fade_goes_from_one_display_to_the_next(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    dark, light = (
        (Picture(np.full((4, 4), grey, np.uint8), width=4, height=4),)
        for grey in (0, 200)
    )
    fading = trial(
        Phase("dark", dark, duration=0.2, onset=True),
        Phase("light", light, duration=0.5, fade=0.5),
        keys=(),
    )
    seen = []
    show_frame = opened.window.show_frame

    def look(frame: Any, due: float) -> float:
        swapped: float = show_frame(frame, due)
        image = opened.window.grabFramebuffer()
        seen.append(image.pixelColor(image.rect().center()).lightness())
        return swapped

    opened.window.show_frame = look
    opened.screen.present(fading)
    shown = seen[:-1]  # the last frame blanks the screen
    assert shown[0] == 0
    assert all(a <= b for a, b in pairwise(shown))
    assert shown[-1] > 180
    assert len(set(shown)) > 5


def test_the_garbage_collector_rests_within_a_trial_only(
    open_window: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_count", lambda: (10**6, 0, 0))
    opened.later(0.3, collect_due)
    opened.screen.present(SEARCH)
    assert not gc.isenabled()
    assert collected == []
    collect_due()
    assert collected == [0]


def test_a_simulated_participant_answers_exactly_when_it_says(
    open_window: Callable[..., Any],
) -> None:
    from attention_camp.tasks.trial import Answer

    class Exact:
        def answer(self, trial: Trial, rng: object, *, engagement: float) -> Any:
            assert engagement == 1.0
            return (Answer("left", 1, 0.3217),)

    opened = open_window()
    opened.screen._observer = Exact()
    response = opened.screen.present(SEARCH)
    (press,) = response.keypresses
    assert press.time - response.onsets[1] == pytest.approx(0.3217, abs=1e-9)


def test_speed_runs_the_same_trial_in_less_time(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window(speed=10.0, observer="default")
    run = trial(
        *(Phase(f"item {i}", ITEMS, duration=0.5, onset=i == 0) for i in range(8)),
    )
    before = opened.clock.now()
    response = opened.screen.present(run)
    assert response.end - response.onsets[0] == pytest.approx(4.0, abs=1.5)
    assert len(response.onsets) == 8
    assert opened.clock.now() - before < 8.0


def test_a_click_or_a_touch_is_a_key_with_the_time_at_which_it_came(
    open_window: Callable[..., Any],
) -> None:
    """A mouse answers a questionnaire; clicks elsewhere, and later ones, do nothing."""
    opened = open_window()
    asked = load_task("questionnaire").next_trial(1, np.random.default_rng(0))
    scale, ratio = opened.screen._store._scale, opened.window.devicePixelRatio()
    clicked: list[tuple[float, float]] = []

    def click(x: float, y: float) -> None:
        place = QPointF(scale.x(x) / ratio, scale.y(y) / ratio).toPoint()
        before = opened.clock.now()
        QTest.mouseClick(opened.window, Qt.MouseButton.LeftButton, pos=place)
        clicked.append((before, opened.clock.now()))

    opened.later(0.2, lambda: click(0.0, 2.9 - 3 * 0.98))
    opened.later(0.3, lambda: click(10.5, 0.0))
    opened.later(0.4, lambda: click(4.5, -6.9))
    response = opened.screen.present(asked)
    assert [press.key for press in response.keypresses] == ["4", "space"]
    first, last = response.keypresses
    for press, (before, after) in ((first, clicked[0]), (last, clicked[2])):
        assert before - 0.002 <= press.time <= after
    assert {press.device for press in opened.stage.presses} <= {"mouse"}
    opened.later(0.05, lambda: click(0.0, 0.0))
    assert opened.screen.present(SEARCH).keypresses == ()


def test_a_span_echoes_the_keys_that_were_given(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    task = load_task("digit-span", time_limit=2.0)
    trial = task.next_trial(1, np.random.default_rng(1))
    recall = [p for p in trial.phases if p.name == "recall"]
    drawn: list[Any] = []
    draw = opened.screen._store.layer_of

    def note(stimuli: tuple[Any, ...]) -> Any:
        drawn.append([s.text for s in stimuli if isinstance(s, Glyph)])
        return draw(stimuli)

    opened.screen._store.layer_of = note
    before = sum(p.duration for p in trial.phases if p.name != "recall")
    opened.press_later(before + 0.4, Qt.Key.Key_7)
    opened.press_later(before + 1.0, Qt.Key.Key_2)
    response = opened.screen.present(trial)
    assert [press.key for press in response.keypresses] == ["7", "2"]
    assert len(recall) == 2
    assert drawn == [["Your turn", "7"]]
