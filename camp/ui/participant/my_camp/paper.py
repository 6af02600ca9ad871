"""The participant's sheet on paper: HTML, or PDF through Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)

from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.camp.sheet import HEADING, sheet_html
from attention_camp.camp.ui.participant.texts import install_language, remove_language
from attention_camp.camp.ui.sentences import translated
from attention_camp.resources.texts import Sentence, UserError

_MARGIN_MM = 18.0


class PaperError(UserError):
    """A sheet that cannot be written; the text says why."""


def write_sheet(
    path: Path,
    pages: Sequence[CampPage],
    *,
    language: str = "en",
    audience: str = "adults",
    label: str = "",
) -> None:
    """Write the pages of a session as a sheet.

    Parameters
    ----------
    path : Path
        Ends with ``.html`` or ``.pdf``; what is there is not replaced.
    pages : sequence of CampPage
        As shown after the session.
    language : str
        ``en`` or ``zh_CN``.
    audience : str
        Whom the pages speak to, as the protocol says: ``adults`` or ``children``.
    label : str
        The participant's label; empty: none is written.

    Raises
    ------
    PaperError
        If the file exists or its name ends otherwise.
    """
    if path.suffix not in {".html", ".pdf"}:
        raise PaperError(
            Sentence("The sheet must end with .html or .pdf, got {path}.", path=path)
        )
    if path.exists():
        raise PaperError(
            Sentence("{path} exists. Choose another name: it is kept.", path=path)
        )
    with in_language(language, audience) as say:
        html = sheet_html(pages, say=say, label=label)
        if path.suffix == ".html":
            path.write_text(html, encoding="utf-8")
        else:
            _write_pdf(path, html)


@contextmanager
def in_language(
    language: str, audience: str = "adults"
) -> Iterator[Callable[[str], str]]:
    """Give what says sentences in a language, without a window.

    Titles of protocols are said, too. ``audience`` is whom they speak to, ``adults`` or
    ``children``: Chinese has a word for “you” of its own for each.
    """
    _ = QGuiApplication.instance() or QGuiApplication(
        ["attention-camp", "-platform", "offscreen"]
    )
    translators = install_language(language, audience)
    try:
        yield _said
    finally:
        remove_language(translators)


def _said(text: str) -> str:
    if isinstance(text, Sentence):
        return translated(text)
    return QCoreApplication.translate("protocols", text)


def _write_pdf(path: Path, html: str) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(translated(HEADING))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
