"""Pictures of the participant's own pages, of a made-up person."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter

from attention_camp.camp.session.camp.camp_pages import pages_after, pages_before
from attention_camp.camp.session.camp.contents import Camp
from attention_camp.camp.session.camp.figures import Did, SessionFigures, TaskFigures
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Block, load_protocol
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.my_camp.course_picture import course_steps
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.tasks.finer import fineness_of

_NAMES = (
    "camp-today", "camp-goal", "camp-course-before", "camp-done", "camp-course",
    "camp-steady", "camp-limits", "camp-review",
)  # fmt: skip
_TRIALS_OF_RUNS = 6
_FEWEST = 10


def camp_images(painter: PagePainter) -> dict[str, QImage]:
    """Return a picture of each of the pages before and after a session, by name."""
    protocol = load_protocol("adults")
    blocks = [block for block in protocol.blocks if block.stage == "main"]
    rng = np.random.default_rng(1)
    *before, today = (_session(number, blocks, rng) for number in range(1, 5))
    minutes = plan_session(protocol).seconds / 60
    camp = Camp(10, protocol.blocks, minutes, tuple(before))
    shown = (*pages_before(camp), *pages_after(camp, today, "goal-calm"))
    images = {}
    for name, page in zip(_NAMES, shown, strict=True):
        image, place = painter.paint(pages.camp_page(page, turns="space"))
        if page.courses:
            (step,) = course_steps(page, place)
            with QPainter(image) as over:
                over.drawImage(step.layer.place, step.layer.image)
        images[name] = image
    return images


def _session(
    number: int, blocks: list[Block], rng: np.random.Generator
) -> SessionFigures:
    return SessionFigures(
        number, tuple(_figures(block, number, rng) for block in blocks), 0.96, 24.0
    )


def _figures(block: Block, number: int, rng: np.random.Generator) -> TaskFigures:
    task = block.make_task()
    n_trials = block.trials if block.trials > _FEWEST else _TRIALS_OF_RUNS
    fine = fineness_of(task)
    around = min(1 + fine * (2 + 0.8 * number), task.n_levels - 1)
    trials = [
        Did(
            int(np.clip(round(around + fine * rng.normal()), 1, task.n_levels)),
            bool(rng.random() < task.target),
            float(rng.lognormal(-0.3 - 0.03 * number, 0.2)),
            1,
        )
        for _ in range(n_trials)
    ]
    return TaskFigures.of(block, trials)
