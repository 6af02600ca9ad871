"""About the program: version, licence, folders, log."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import fit_height
from attention_camp.camp.ui.widgets.page import (
    label,
    open_folder,
    primary_button,
    scrolled,
)
from attention_camp.camp.ui.widgets.workspace import Workspace

PACKAGES = ("PySide6-Essentials", "mne", "brainflow", "numpy", "scipy", "pyqtgraph")
WIDTH_LINES, HEIGHT_LINES = 30, 20
"""Size of the dialog in heights of a line."""
LOG_BYTES = 1_000_000
"""Size at which the log begins anew; two older ones are kept."""


def log_path() -> Path:
    """Return the file of the log."""
    import platformdirs

    return platformdirs.user_log_path("attention-camp") / "log.txt"


def keep_log(path: Path) -> None:
    """Write warnings and faults to a file as well; without it where that fails."""
    from logging.handlers import RotatingFileHandler

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError as error:
        logging.getLogger(__name__).warning("there is no log file: %s", error)
        return
    handler.setLevel(logging.WARNING)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.getLogger().addHandler(handler)


class AboutDialog(QDialog):
    """What somebody needs who asks for help, or cites the program."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Attention Camp"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(label("Attention Camp", "title"))
        purpose = self.tr("Trains attention in a closed loop of tasks and live EEG.")
        column.addWidget(label(purpose, "muted", wraps=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setColumnStretch(1, 1)
        self.setMinimumWidth(WIDTH_LINES * self.fontMetrics().height())
        self._texts: list[str] = []
        self._values: list[QLabel] = []
        for row, (name, value) in enumerate(self._facts(workspace)):
            grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(value, wraps=True)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(shown, row, 1)
            self._values.append(shown)
            self._texts.append(f"{name}: {value}")
        grid.setContentsMargins(0, SPACE, 0, 0)
        grid.setRowStretch(grid.rowCount(), 1)
        column.addWidget(scrolled(grid), 1)
        row_ = QHBoxLayout()
        for text, act in (
            (self.tr("Copy"), self._copy),
            (self.tr("Show log"), lambda: open_folder(log_path().parent)),
            (self.tr("Show recordings"), lambda: open_folder(workspace.dataset)),
        ):
            button = QPushButton(text)
            button.clicked.connect(act)
            row_.addWidget(button)
        row_.addStretch()
        done = primary_button(self.tr("Close"))
        done.clicked.connect(self.accept)
        row_.addWidget(done)
        column.addLayout(row_)
        self.resize(self.minimumWidth(), HEIGHT_LINES * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of each value in view."""
        super().resizeEvent(event)
        for value in self._values:
            fit_height(value)

    def _facts(self, workspace: Workspace) -> list[tuple[str, str]]:
        own = _version("attention-camp")
        parts = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
        return [
            (self.tr("Version"), f"{own} · Python {sys.version.split()[0]}"),
            (self.tr("Licence"), "BSD-3-Clause"),
            (self.tr("Made with"), parts),
            (self.tr("Recordings go to"), str(workspace.dataset)),
            (self.tr("Settings"), str(workspace.settings_path)),
            (self.tr("Log"), str(log_path())),
        ]

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._texts))


def _version(package: str) -> str:
    """Return the version of an installed package; "–" where it is not known."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return formats.NOTHING
