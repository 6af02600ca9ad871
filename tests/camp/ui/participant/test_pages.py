"""Cards, breaks and the other pages: keys, help, words, and room for all of it."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtTest import QTest

from attention_camp.camp.session.camp.breaks import TIRED, said_of
from attention_camp.camp.session.camp.camp_pages import pages_after, pages_before
from attention_camp.camp.session.camp.contents import Camp
from attention_camp.camp.session.camp.figures import Did, SessionFigures, TaskFigures
from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.screen import Break, Feedback
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.moving import (
    attention_steps,
    breath_steps,
    example_steps,
)
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.camp.ui.participant.palette import BACKGROUND, COLOURS
from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.trial import Card

RGBX = QImage.Format.Format_RGBX8888
CARDS = [Card("One", "First."), Card("Two", "Second."), Card("Three", "Third.")]
DAY = SessionFigures(
    2,
    tuple(
        TaskFigures.of(
            Block(task=name), [Did(3, True, 0.4, 1), Did(4, False, 0.6, 1)] * 9
        )
        for name in ("visual-search", "n-back", "sart", "change-detection")
    ),
    0.96,
    24.0,
)
CAMP = Camp(10, (Block(task="visual-search"),), 25.0, (DAY,))
MY_PAGES = (*pages_before(CAMP), *pages_after(CAMP, DAY, "goal-calm"))
JOURNEY = Break(5.0, 3, 9, said_of(DAY.tasks[0], None), TIRED, journey=True)
TASK = TaskFigures.of(Block(task="pvt"), [Did(3, True, 0.3, 1)] * 12)
SIZES = [(1280, 800), (1920, 1080), (1024, 768)]


def keys_later(opened: Any, keys: list[Qt.Key], gap: float = 0.15) -> None:
    for i, key in enumerate(keys):
        opened.press_later(gap * (i + 1), key)


def test_keys_go_forward_and_back_through_cards(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    space, left = Qt.Key.Key_Space, Qt.Key.Key_Backspace
    presses = iter(
        [[space], [left], [left], [space], [space], [Qt.Key.Key_Right, space]]
    )
    seen = []
    paint = opened.screen._reader.painter.paint

    def note(page: pages.ParticipantPage) -> Any:
        seen.append(page.title)
        keys_later(opened, next(presses))
        return paint(page)

    opened.screen._reader.painter.paint = note
    opened.screen.show_cards(CARDS)
    assert seen == ["One", "Two", "One", "One", "Two", "Three"]


def test_the_researcher_can_be_called_from_a_card(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    seen = []
    paint = opened.screen._reader.painter.paint

    def note(page: pages.ParticipantPage) -> Any:
        seen.append(page.note)
        return paint(page)

    opened.screen._reader.painter.paint = note
    keys_later(opened, [Qt.Key.Key_F1, Qt.Key.Key_Space])
    opened.screen.show_cards(CARDS[:1])
    assert opened.operator.n_helps == 1
    assert seen == ["", "The researcher has been called."]


def test_nothing_moves_when_the_researcher_is_called(qapp: object) -> None:
    painter = PagePainter(QSize(1280, 800))
    example = load_task("visual-search").instructions()[1].example
    page = pages.instruction(Card("Title", "Text.", example), 0, 2)
    before, place = painter.paint(page)
    after, same_place = painter.paint(pages.help_called(page))
    assert place == same_place
    changed = np.nonzero(np.any(grey(before) != grey(after), axis=2))[0]
    assert place.bottom() <= changed.min()


def test_a_break_is_no_shorter_than_asked_and_waits_for_the_participant(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    keys_later(opened, [Qt.Key.Key_Space])  # too early
    opened.press_later(0.9, Qt.Key.Key_Space)
    before = time.monotonic()
    opened.screen.rest(Break(0.5, 1, 3))
    assert time.monotonic() - before >= 0.85


def test_a_pause_lasts_until_the_operator_goes_on(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    opened.operator.paused = True
    opened.later(0.4, lambda: setattr(opened.operator, "paused", False))
    before = time.monotonic()
    QTest.keyClick(opened.window, Qt.Key.Key_Space)
    opened.screen.pause()
    assert 0.35 < time.monotonic() - before < 2.0


def test_a_simulated_participant_passes_every_page(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window(speed=20.0, observer="default")
    task = load_task("visual-search")
    before = opened.clock.now()
    opened.screen.show_cards(task.instructions())
    opened.screen.countdown(3)
    opened.screen.feedback(Feedback(False, "Look once more."))
    opened.screen.rest(Break(5.0, 1, 2))
    assert 9.0 < opened.clock.now() - before < 60.0


def test_a_session_that_ended_well_ends_with_thanks(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    seen = []
    opened.screen._reader.show = lambda page, **kw: seen.append(page.title)
    opened.screen.close()
    opened.screen.close()
    assert seen == ["Thank you"]


def test_a_goal_is_chosen_with_its_number(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    keys_later(opened, [Qt.Key.Key_Space, Qt.Key.Key_3])
    assert opened.screen.show_camp(pages_before(CAMP)[1:2]) == ("goal-still",)


def test_every_page_shows_the_emergency_key(qapp: object) -> None:
    shown = [
        pages.instruction(CARDS[0], 0, 1),
        pages.counting(3),
        pages.practice_feedback(Feedback(True, "Good")),
        pages.resting(Break(5.0, 1, 3), may_go_on=False),
        pages.resting(Break(5.0, 1, 3), may_go_on=True),
        pages.paused(),
        *(pages.camp_page(page, turns="space") for page in MY_PAGES),
    ]
    for page in shown:
        assert "Esc" in [hint.key for hint in page.helpers]


def test_right_and_wrong_differ_in_sign_and_colour(qapp: object) -> None:
    right = pages.practice_feedback(Feedback(True, "Good"))
    wrong = pages.practice_feedback(Feedback(False, "Not yet"))
    assert right.huge != wrong.huge
    assert right.huge_colour != wrong.huge_colour


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [((c + 0.055) / 1.055) ** 2.4 for c in parts]  # all above 0.04045
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", [name for name in COLOURS if name != "faint"])
def test_colours_can_be_read_on_the_background(name: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    ratio = (luminance(COLOURS[name]) + 0.05) / (luminance(BACKGROUND) + 0.05)
    assert ratio >= 4.5


def grey(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), image.width(), 4)[:, :, :3].copy()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_nothing_is_cut_off_or_overlaps(
    size: tuple[int, int], text_scale: float, qapp: object
) -> None:
    """The edge of the window stays empty, and the figure keeps clear of all text."""
    painter = PagePainter(QSize(*size), text_scale)
    example = load_task("visual-search").instructions()[1].example
    long_card = Card("A rather long title of a task", " ".join(["attention"] * 40))
    shown = [
        pages.help_called(pages.instruction(long_card, 1, 3)),
        pages.instruction(Card("T", long_card.text, example), 1, 3),
        pages.resting(Break(5.0, 7, 20, said_of(TASK, None), TIRED), may_go_on=True),
        pages.practice_feedback(Feedback(False, long_card.text)),
        pages.thanks(),
        *(pages.camp_page(page, turns="return") for page in MY_PAGES),
        pages.resting(JOURNEY, may_go_on=True),
    ]
    for page in shown:
        image, figure = painter.paint(page)
        drawn = np.any(grey(image) != grey(image)[0, 0], axis=2)
        edge = 8
        inner = drawn.copy()
        inner[edge:-edge, edge:-edge] = False
        assert not inner.any()
        if page.figure:
            assert figure.height() > 100
            box = figure.toAlignedRect()
            assert not drawn[box.top() + 2 : box.bottom() - 2].any()


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_example_of_a_task_can_be_played(name: str, qapp: object) -> None:
    painter = PagePainter(QSize(1280, 800))
    place = QRectF(240, 350, 800, 300)
    room = place.toAlignedRect().adjusted(-2, -2, 2, 2)
    for card in load_task(name).instructions():
        if card.example is None:
            continue
        steps = example_steps(card.example, place, painter)
        assert steps
        for step in steps:
            assert room.contains(step.layer.rect)
            assert step.seconds > 0


def test_an_example_is_heard_once_each_time_it_is_seen(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window(speed=3.0)
    heard: list[object] = []
    voice = opened.screen._reader._voice
    voice.play = lambda sounds, when: heard.extend(sounds)
    card = load_task("auditory-oddball").instructions()[0]
    sounds = [s for phase in card.example.phases for s in phase.sounds]
    seconds = sum(phase.duration for phase in card.example.phases)
    opened.press_later(0.02, Qt.Key.Key_Space)  # it answers, so it turns no page
    opened.press_later(seconds / 3 * 0.2, Qt.Key.Key_Return)
    opened.screen.show_cards([card])
    assert heard
    following = iter(sounds)
    assert all(sound in following for sound in heard)  # in order, none twice


def test_a_breath_takes_ten_seconds(qapp: object) -> None:
    steps = breath_steps(QRectF(240, 350, 800, 300), PagePainter(QSize(1280, 800)))
    assert sum(step.seconds for step in steps) == pytest.approx(10.0)


def test_chinese_is_drawn_with_a_font_that_has_it(qapp: object) -> None:
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    if not QFontDatabase.families(chinese):
        pytest.skip("no Chinese font is installed (fonts-noto-cjk)")
    painter = PagePainter(QSize(1280, 800))
    one, _ = painter.paint(pages.ParticipantPage(title="休息"))
    other, _ = painter.paint(pages.ParticipantPage(title="准备"))
    missing, _ = painter.paint(pages.ParticipantPage(title="\U000f0000\U000f0001"))
    assert not np.array_equal(grey(one), grey(other))
    assert not np.array_equal(grey(one), grey(missing))


def test_pictures_of_every_page_can_be_saved(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[4] / "packaging"))
    gallery = importlib.import_module("gallery")
    saved = gallery.save_pages(tmp_path, QSize(1280, 800))
    assert {path.stem for path in saved} >= {"participant-example", "participant-trial"}
    for path in saved:
        image = QImage(str(path))
        assert image.size() == QSize(1280, 800)
        assert len(np.unique(grey(image.convertToFormat(RGBX)))) > 2


def test_the_circle_of_attention_grows_slowly_and_stays(qapp: object) -> None:
    """It changes by a small share of its size from picture to picture: no flash."""
    place = QRectF(240, 200, 800, 400)
    steps = attention_steps(0.2, 0.9, place, PagePainter(QSize(1280, 800)))
    drawn = [int((grey(step.layer.image) > 0x30).any(axis=2).sum()) for step in steps]
    assert drawn == sorted(drawn)
    changes = np.diff(drawn) / drawn[-1]
    assert changes.max() < 0.15
    assert sum(step.seconds for step in steps[:-1]) == pytest.approx(0.8)


def test_the_circle_is_shown_for_a_moment(open_window: Callable[..., Any]) -> None:
    opened = open_window()
    before = time.monotonic()
    opened.screen.show_attention(0.8)
    assert 1.1 < time.monotonic() - before < 3.0
