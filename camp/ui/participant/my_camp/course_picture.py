"""The participant's courses as a picture on a page."""

from __future__ import annotations

import math

from PySide6.QtCore import QByteArray, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from attention_camp.camp.session.camp.chart import courses_svg
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.ui.participant.draw import font
from attention_camp.camp.ui.participant.moving import Step
from attention_camp.camp.ui.participant.palette import COLOURS, background
from attention_camp.camp.ui.participant.surface import Layer
from attention_camp.camp.ui.sentences import translated


def course_steps(page: CampPage, place: QRectF) -> list[Step]:
    """Return the courses of a page as one picture that stands still.

    Parameters
    ----------
    page : CampPage
        One with courses.
    place : QRectF
        Where they may go, px.
    """
    from PySide6.QtSvg import QSvgRenderer

    svg = courses_svg(
        page.courses,
        page.n_sessions,
        say=translated,
        ink=COLOURS["ink"],
        accent=COLOURS["accent"],
        font=font(12).family(),
    )
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize().scaled(
        place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
    )
    image = QImage(size, QImage.Format.Format_RGBX8888)
    image.fill(background())
    with QPainter(image) as painter:
        renderer.render(painter)
    corner = place.center().toPoint() - QPoint(size.width() // 2, size.height() // 2)
    return [Step(Layer(image, corner), math.inf)]
