"""Saves figures, tables and cuts of a recording."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMarginsF, QPoint, QRect, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.viewer.views.asked import Answer, Asked
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

SCALE = 3
"""Pixels of a saved picture for each on the screen: 288 dots an inch."""
FIGURES = (".svg", ".png", ".pdf")
CUTS = (".fif", ".bdf", ".vhdr")


class SaveError(UserError):
    """A file that cannot be saved; the text is for people."""


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
    """Save a stretch of the recording as FIF, BDF or BrainVision, by the ending.

    Voltages are as recorded, without the filters of the view; annotations and bad
    channels of the review go along, but BDF has no place for bad channels.

    Raises
    ------
    SaveError
        If the ending is another one, the file cannot be written, or a package that
        writes it is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in CUTS:
        raise _other_ending(path, CUTS)
    first, stop = asked.samples
    sfreq = asked.recording.sfreq
    raw = asked.recording.session.reviewed
    raw.crop(first / sfreq, (stop - 1) / sfreq, verbose="error")
    try:
        if suffix == ".fif":
            raw.save(path, overwrite=True, verbose="error")
            return
        from mne.export import export_raw

        export_raw(path, raw, overwrite=True, verbose="error")
    except (ImportError, RuntimeError) as error:
        package = {".bdf": "edfio", ".vhdr": "pybv"}.get(suffix, "")
        if not package or package not in str(error):
            raise _not_written(path, str(error)) from error
        raise SaveError(
            Sentence(
                "{file} is written by {package}, which is not installed. Type: pip "
                "install {package}",
                file=path.name,
                package=package,
            )
        ) from error
    except (OSError, ValueError) as error:
        raise _not_written(path, reason_of(error)) from error


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
