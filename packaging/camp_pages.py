"""Pictures of ten sessions of a camp, for five kinds of people, in both languages.

From the root of the repository, with a display: python packaging/camp_pages.py

Simulated people do the protocol made for them, through the program's own loop and
rules; each sheet shows the pages before and after some of their sessions.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from attention_camp.camp.session.camp.breaks import advice_of, said_of
from attention_camp.camp.session.camp.camp_pages import pages_after, pages_before
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.screen import Break
from attention_camp.camp.simulate.camp_days import KINDS, CampDayDone, camp_days
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.my_camp.course_picture import course_steps
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.camp.ui.participant.texts import install_language, remove_language

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
LANGUAGES = ("en", "zh_CN")
SIZE, SMALL, COLUMNS, GAP = QSize(1280, 800), QSize(448, 280), 4, 4
GOAL = "goal-calm"


def main() -> None:
    """Write a sheet for each kind of people and language."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from attention_camp.camp.ui.app import make_app

    application = make_app()
    for kind in KINDS:
        days = list(camp_days(kind))
        audience = load_protocol(KINDS[kind]).audience
        for language in LANGUAGES:
            translators = install_language(language, audience)
            try:
                sheet(days).save(str(FOLDER / language / f"camp-{kind}.png"))
            finally:
                remove_language(translators)
    del application


def sheet(days: Sequence[CampDayDone]) -> QImage:
    """Return the pages of the first session, of a break, and of the last session."""
    painter = PagePainter(SIZE)
    first, last = days[0], days[-1]
    shown = [
        *(_picture(page, painter) for page in pages_before(first.camp)),
        _break(first, painter),
        *(_picture(page, painter) for page in pages_after(first.camp, first.figures)),
        *(_picture(page, painter) for page in pages_before(last.camp)[::2]),
        _break(last, painter),
        *(
            _picture(page, painter)
            for page in pages_after(last.camp, last.figures, GOAL)
        ),
    ]
    rows = -(-len(shown) // COLUMNS)
    width, height = SMALL.width() + GAP, SMALL.height() + GAP
    whole = QImage(COLUMNS * width, rows * height, QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.white)
    with QPainter(whole) as drawing:
        for number, image in enumerate(shown):
            row, column = divmod(number, COLUMNS)
            small = image.scaled(
                SMALL,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            drawing.drawImage(column * width, row * height, small)
    # few colours, and no dither, which would look like noise and double the size
    return whole.convertToFormat(
        QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither
    )


def _picture(page: CampPage, painter: PagePainter) -> QImage:
    image, place = painter.paint(pages.camp_page(page, turns="space"))
    if page.courses:
        (step,) = course_steps(page, place)
        with QPainter(image) as over:
            over.drawImage(step.layer.place, step.layer.image)
    return image


def _break(day: CampDayDone, painter: PagePainter) -> QImage:
    """Return the break after the first task, with what it says beside the last time."""
    (done, *_), camp = day.figures.tasks, day.camp
    said = said_of(done, camp.last(done.key))
    pause = Break(20.0, 1, 5, said, advice_of(camp.number), journey=camp.journey)
    return painter.paint(pages.resting(pause, may_go_on=True))[0]


if __name__ == "__main__":
    main()
