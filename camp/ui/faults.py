"""A fault of the program that reached the top: logged whole, told in one sentence."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from attention_camp.camp.ui.sentences import PROGRAM_FAULT, translated

logger = logging.getLogger(__name__)

_shown: list[QMessageBox] = []
"""The box in view; empty: none is."""


def install_fault_hook() -> None:
    """Show a message for every exception that no slot handled.

    Without it PySide6 prints the exception and goes on: a researcher without a
    terminal would see a button that does nothing.
    """
    sys.excepthook = report_fault


def report_fault(
    kind: type[BaseException],
    error: BaseException,
    traceback: TracebackType | None,
) -> None:
    """Log an exception and show one message box, never two at a time.

    Parameters
    ----------
    kind : type
        Class of the exception.
    error : BaseException
        The exception.
    traceback : TracebackType or None
        Where it was raised.
    """
    if not issubclass(kind, Exception):
        sys.__excepthook__(kind, error, traceback)
        return
    logger.critical("an exception was not handled", exc_info=(kind, error, traceback))
    # a fault in a timer comes many times a second
    if QApplication.instance() is None or fault_box() is not None:
        return
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle("Attention Camp")
    box.setText(translated(PROGRAM_FAULT))
    box.setModal(False)
    box.finished.connect(_shown.clear)
    _shown.append(box)
    box.show()


def fault_box() -> QMessageBox | None:
    """Return the message box that is shown, if one is."""
    return _shown[0] if _shown else None
