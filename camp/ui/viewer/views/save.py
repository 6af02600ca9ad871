"""Saves figures, tables and cuts of a recording."""

from __future__ import annotations

import csv
import importlib.util
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QMarginsF, QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.views.asked import Answer, Asked
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

SCALE = 3
"""Pixels of a saved picture for each on the screen: 288 dots an inch."""
FIGURES = (".svg", ".png", ".pdf")
CUTS = (".fif", ".bdf", ".vhdr", ".csv")


FIGURE = (640, 420)
"""Least size of a saved figure, px at 96 dots an inch: 17 cm wide, two columns of a
journal, whatever the window's size."""


class SaveError(UserError):
    """A file that cannot be saved; the text is for people."""


def figure_of(asked: Asked, answer: Answer | None) -> QWidget:
    """Return a view drawn anew for a figure: whole, and of a size of its own.

    Parameters
    ----------
    asked : Asked
        The stretch.
    answer : Answer or None
        What the view shows of it; None: the spectrum, as a median of channels.
    """
    from attention_camp.camp.ui.viewer.views.chart import Chart
    from attention_camp.camp.ui.widgets.spectrum import Spectrum

    width, height = FIGURE
    made: QWidget
    if answer is None:
        made = spectrum = Spectrum()
        spectrum.show_data(asked.data, asked.recording.sfreq)
    else:
        made = chart = Chart()
        chart.positions = asked.recording.session.recording.info.positions
        chart.show_answer(answer)
        height = max(height, chart.whole_height)
    made.resize(width, height)
    # laid out as on a screen, which it never comes to
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    return made


def save_figure(widget: QWidget, path: Path) -> None:
    """Save what a widget shows as SVG, PNG or PDF, by the name's ending.

    Raises
    ------
    SaveError
        If the ending is another one, or the file cannot be written.
    """
    match path.suffix.lower():
        case ".svg":
            _save_svg(widget, path)
        case ".png":
            image = QImage(widget.size() * SCALE, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(SCALE)
            image.fill(theme_of(widget).surface)
            widget.render(image)
            if not image.save(str(path)):
                raise _not_written(path, "")
        case ".pdf":
            _save_pdf(widget, path)
        case _:
            raise _other_ending(path, FIGURES)


def _save_svg(widget: QWidget, path: Path) -> None:
    from PySide6.QtSvg import QSvgGenerator

    made = QSvgGenerator()
    made.setFileName(str(path))
    made.setSize(widget.size())
    made.setViewBox(QRect(QPoint(), widget.size()))
    _paint(widget, made, path)


def _save_pdf(widget: QWidget, path: Path) -> None:
    made = QPdfWriter(str(path))
    points = QSizeF(0.75 * widget.width(), 0.75 * widget.height())
    made.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    made.setPageMargins(QMarginsF(0, 0, 0, 0))
    made.setResolution(96)
    _paint(widget, made, path)


def _paint(widget: QWidget, device: QPaintDevice, path: Path) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise _not_written(path, "")
    widget.render(painter, QPoint())
    painter.end()


def save_table(answer: Answer, path: Path) -> None:
    """Save what a view shows as CSV: a row per time, frequency or channel.

    Raises
    ------
    SaveError
        If the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerows(_rows(answer))
    except OSError as error:
        raise _not_written(path, reason_of(error)) from error


def _rows(answer: Answer) -> list[list[object]]:
    values = answer.values
    if answer.kind == "spectrogram":
        head: list[object] = [f"{answer.x_name} \\ {answer.y_name}", *answer.y.tolist()]
        lines = zip(answer.x.tolist(), values.tolist(), strict=True)
        return [head, *([x, *row] for x, row in lines)]
    if values.ndim == 1:
        pairs = zip(answer.rows, values.tolist(), strict=True)
        return [["name", answer.unit], *([name, value] for name, value in pairs)]
    head = [answer.x_name, *answer.rows]
    columns = np.asarray(values).T.tolist()
    lines = zip(answer.x.tolist(), columns, strict=True)
    return [head, *([x, *row] for x, row in lines)]


def save_cut(asked: Asked, path: Path) -> None:
    """Save a stretch of the recording as FIF, BDF, BrainVision or CSV, by the ending.

    Voltages are as recorded, without the filters of the view. Annotations and bad
    channels of the review go along; BDF has no place for bad channels, CSV for neither.

    Raises
    ------
    SaveError
        If the ending is another one, the file cannot be written, or a package that
        writes it is not installed.
    """
    writers = {".csv": _save_csv, ".bdf": _save_bdf, ".fif": _save_fif,
               ".vhdr": _save_brainvision}  # fmt: skip
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise _other_ending(path, CUTS)
    try:
        writer(asked, path)
    except ExportError as error:
        raise SaveError(*error.args) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise _not_written(path, reason_of(error)) from error


def _save_csv(asked: Asked, path: Path) -> None:
    from attention_camp.camp.dataset.exports.sample_table import write_samples

    write_samples(asked.recording.session.recording, path, *asked.samples)


def _save_bdf(asked: Asked, path: Path) -> None:
    from attention_camp.camp.dataset.exports.bdf import write_bdf

    session, (first, stop) = asked.recording.session, asked.samples
    sfreq = asked.recording.sfreq
    start, length = first / sfreq, (stop - first) / sfreq
    annotations = []
    for onset, duration, text in session.notes:
        begin, end = max(onset - start, 0.0), min(onset + duration - start, length)
        if begin <= end and begin < length:
            annotations.append((begin, end - begin, text))
    began = session.began
    write_bdf(
        session.recording, path, first, stop, annotations=annotations,
        started=None if began is None else began + timedelta(seconds=start),
    )  # fmt: skip


def _cropped(asked: Asked) -> Any:
    """Return the stretch as MNE's ``Raw``, reviewed."""
    (first, stop), sfreq = asked.samples, asked.recording.sfreq
    raw = asked.recording.session.reviewed
    return raw.crop(first / sfreq, (stop - 1) / sfreq, verbose="error")


def _save_fif(asked: Asked, path: Path) -> None:
    _cropped(asked).save(path, overwrite=True, verbose="error")


def _save_brainvision(asked: Asked, path: Path) -> None:
    if importlib.util.find_spec("pybv") is None:
        raise SaveError(
            Sentence(
                "{file} is written by {package}, which is not installed. Type: pip "
                "install {package}",
                file=path.name,
                package="pybv",
            )
        )
    from mne.export import export_raw

    export_raw(path, _cropped(asked), overwrite=True, verbose="error")


def _not_written(path: Path, reason: str) -> SaveError:
    return SaveError(
        Sentence(
            "{file} cannot be written: {reason} Choose another folder.",
            file=path,
            reason=reason,
        )
    )


def _other_ending(path: Path, endings: tuple[str, ...]) -> SaveError:
    return SaveError(
        Sentence(
            "{file} ends in none of {endings}. Choose one of these.",
            file=path.name,
            endings=", ".join(endings),
        )
    )
