"""Start-up of the application against a bare PySide6 window with the same widgets."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from side_by_side import ratio

NEEDS_DISPLAY = True
GOAL = "at most 1.5"

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import *
app = QApplication(sys.argv)
window = QMainWindow()
for name in ("File", "Session", "Go", "Help"):
    menu = window.menuBar().addMenu(name)
    for k in range(5):
        menu.addAction(QAction(f"{name} {k}", window))
page = QWidget()
rows = QVBoxLayout(page)
for k in range(12):
    row = QHBoxLayout()
    row.addWidget(QLabel(f"Label {k}"))
    row.addWidget(QPushButton(f"Button {k}"))
    rows.addLayout(row)
table = QTableView()
rows.addWidget(table)
window.setCentralWidget(page)
window.setStyleSheet("QPushButton { padding: 4px; }")
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from attention_camp.camp.ui.app import build_main_window, make_app
app = make_app()
window = build_main_window(Path(sys.argv[1]))
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""


def run() -> list[tuple[str, float, str]]:
    """Return the ratio of the times from start to shown window."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            (
                "start-up: first page shown / bare PySide6 window",
                ratio(lambda: _start(OURS, folder), lambda: _start(BARE, folder)),
                GOAL,
            )
        ]


def _start(program: str, folder: str) -> None:
    # an installed program has its modules compiled, which a shell may forbid here
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
    forbids = "PYTHONDONTWRITEBYTECODE"
    kept = {name: value for name, value in os.environ.items() if name != forbids}
    subprocess.run(
        [sys.executable, "-c", program, str(Path(folder) / "data")],
        check=True,
        capture_output=True,
        env=kept | compiled,
    )
