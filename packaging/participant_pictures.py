"""Draw the participant's pages into docs/images, as their window draws them.

Made with the rest by ``make screenshots``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize

from attention_camp.camp.session.loop import GOOD, WELCOME_TEXT, WELCOME_TITLE
from attention_camp.camp.session.screen import Break, Feedback
from attention_camp.camp.ui.app import make_app
from attention_camp.camp.ui.language import install_language
from attention_camp.camp.ui.participant import cards
from attention_camp.camp.ui.participant.page_painter import PagePainter
from attention_camp.tasks import load_task
from attention_camp.tasks.trial import Card

SIZE = QSize(1280, 800)


def pages() -> dict[str, cards.Page]:
    """Return the pages by the names of their pictures."""
    search = load_task("visual-search").instructions()
    return {
        "welcome": cards.instruction(Card(WELCOME_TITLE, WELCOME_TEXT), 0, 1),
        "instruction": cards.instruction(search[0], 0, len(search)),
        "countdown": cards.counting(3),
        "feedback": cards.practice_feedback(Feedback(correct=True, text=GOOD)),
        "break": cards.resting(Break(20, 2, 5, 45.0, 0.02), may_go_on=True),
        "paused": cards.paused(),
        "thanks": cards.thanks(),
    }


def main(out: Path) -> None:
    """Draw every page in both languages."""
    app = make_app()
    for language in ("en", "zh_CN"):
        install_language(app, language)
        (out / language).mkdir(parents=True, exist_ok=True)
        for name, page in pages().items():
            picture, _ = PagePainter(SIZE).paint(page)
            picture.save(str(out / language / f"participant-{name}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
