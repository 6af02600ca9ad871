"""Draw one display of each task into docs/images/tasks.png, as the window draws it.

From the root of the repository: python docs/task_pictures.py
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from attention_camp.camp.ui.participant.draw import font, picture_of
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.tasks import load_task

WIDTH, HEIGHT, COLUMNS = 400, 270, 4
PICTURE = Path(__file__).parent / "images" / "tasks.png"
DISPLAYS = (
    # task, options, level, name of the display
    ("visual-search", {}, 9, "search"),
    ("visual-search", {"variant": "conjunction"}, 6, "search"),
    ("visual-search", {"variant": "letters-among-digits"}, 8, "search"),
    ("n-back", {"variant": "positions"}, 4, "match"),
    ("sternberg", {}, 4, "probe"),
    ("change-detection", {}, 6, "sample"),
    ("corsi-span", {}, 5, "lit"),
    ("corsi-span", {}, 5, "recall"),
    ("sart", {}, 4, "go"),
    ("grad-cpt", {}, 5, "mountain"),
    ("attention-network", {}, 3, "target"),
    ("posner", {}, 3, "target"),
    ("stroop", {}, 3, "target"),
    ("stop-signal", {}, 3, "stop"),
    ("task-switching", {}, 3, "target"),
    ("digits-in-noise", {}, 3, "recall"),
)


def draw() -> QImage:
    """Return all displays side by side, each with its task's name."""
    rows = -(-len(DISPLAYS) // COLUMNS)
    sheet = QImage(COLUMNS * WIDTH, rows * HEIGHT, QImage.Format.Format_RGB32)
    scale = Scale(WIDTH / 2, HEIGHT / 2, WIDTH / 24)
    with QPainter(sheet) as painter:
        for i, (name, options, level, display) in enumerate(DISPLAYS):
            trial = load_task(name, **options).next_trial(
                level, np.random.default_rng(3)
            )
            stimuli = next(p.stimuli for p in trial.phases if p.name == display)
            shown = picture_of(stimuli, scale, QRect(0, 0, WIDTH, HEIGHT))
            x, y = i % COLUMNS * WIDTH, i // COLUMNS * HEIGHT
            painter.drawImage(x, y, shown)
            painter.setPen(QColor("#808080"))
            painter.drawRect(x, y, WIDTH - 1, HEIGHT - 1)
            painter.setFont(font(14))
            painter.drawText(x + 10, y + 22, name)
    return sheet


if __name__ == "__main__":
    application = QGuiApplication([])
    PICTURE.parent.mkdir(exist_ok=True)
    if not draw().save(str(PICTURE)):
        raise OSError(f"{PICTURE} could not be written.")
