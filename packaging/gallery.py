"""Pictures of the participant's pages, for the documentation and for judging them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from camp_gallery import camp_images
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter

from attention_camp.camp.session.camp.breaks import FASTER, advice_of
from attention_camp.camp.session.camp.practice import FIRST, TITLE, slow_example
from attention_camp.camp.session.camp.slips import RIGHT_WAS, WORDS, Slip
from attention_camp.camp.session.request import Display
from attention_camp.camp.session.screen import Break, Feedback
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.draw import picture_of
from attention_camp.camp.ui.participant.moving import Step, breath_steps, example_steps
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.camp.ui.participant.texts import install_language, remove_language
from attention_camp.camp.ui.participant.units import window_scale
from attention_camp.tasks import load_task
from attention_camp.tasks.trial import Card

_PART_OF_A_BREATH = 0.35


def save_pages(
    folder: Path, size: QSize, *, language: str = "en", text_scale: float = 1.0
) -> list[Path]:
    """Save a picture of every kind of page and of one trial; return their paths.

    Parameters
    ----------
    folder : Path
        Where the pictures go, as ``participant-NAME.png``.
    size : QSize
        Size of the window, px.
    language : str
        ``en`` or ``zh_CN``.
    text_scale : float
        The participant's text size; 1 is 100 %.
    """
    folder.mkdir(parents=True, exist_ok=True)
    translators = install_language(language)
    saved = []
    try:
        for name, image in _pages(PagePainter(size, text_scale)).items():
            saved.append(folder / f"participant-{name}.png")
            image.save(str(saved[-1]))
    finally:
        remove_language(translators)
    return saved


def _pages(painter: PagePainter) -> dict[str, QImage]:
    task = load_task("visual-search")
    deck = task.instructions()
    card = pages.instruction(deck[-1], len(deck) - 1, len(deck))
    good = Feedback(True, WORDS[Slip.NONE].title)
    keys = {"keys": ("right",)}
    wrong = Feedback(False, WORDS[Slip.WRONG].title, RIGHT_WAS, keys)
    first = Card(TITLE, FIRST, slow_example(deck))
    practice_image, place = painter.paint(pages.instruction(first, 0, 1))
    if first.example is not None:
        _add(practice_image, example_steps(first.example, place, painter)[-1])
    rest = pages.resting(Break(20.0, 2, 5, FASTER, advice_of(0)), may_go_on=True)
    card_image, place = painter.paint(card)
    if deck[-1].example is not None:
        _add(card_image, example_steps(deck[-1].example, place, painter)[-1])
    rest_image, place = painter.paint(rest)
    breath = breath_steps(place, painter)
    _add(rest_image, breath[round(len(breath) * _PART_OF_A_BREATH)])
    return {
        "instruction": painter.paint(pages.instruction(deck[0], 0, len(deck)))[0],
        "example": card_image,
        "countdown": painter.paint(pages.counting(3))[0],
        "trial": _trial(painter.size),
        "practice": practice_image,
        "feedback": painter.paint(pages.practice_feedback(good))[0],
        "feedback-wrong": painter.paint(pages.practice_feedback(wrong))[0],
        "break": rest_image,
        "pause": painter.paint(pages.paused())[0],
        "thanks": painter.paint(pages.thanks())[0],
        **camp_images(painter),
    }


def _trial(size: QSize) -> QImage:
    """Return the onset of a trial, as large as on a usual monitor."""
    trial = load_task("visual-search").next_trial(6, np.random.default_rng(1))
    scale = window_scale(Display(), size, size.width())
    stimuli = trial.phases[trial.onset_phase].stimuli
    return picture_of(stimuli, scale, QRect(0, 0, size.width(), size.height()))


def _add(image: QImage, step: Step) -> None:
    with QPainter(image) as painter:
        painter.drawImage(step.layer.place, step.layer.image)
