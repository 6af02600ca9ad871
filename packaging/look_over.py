"""Looks every page over: text that is cut, widgets that overlap, contrast, names.

    packaging/with-display python packaging/look_over.py [--short] [--only TEXT]

Shows each page at 1010 × 582, 1280 × 800 and 1920 × 1080, with text at 100 and 150 %
(and at 200 % at 1280 × 800), light and dark, in English and Chinese; prints what is
in English where it should not be, and what is wrong by WCAG 2.2: text 4.5 : 1 (1.4.3),
edges of controls 3 : 1 (1.4.11), text up to 200 % (1.4.4), name, role and value
(4.1.2). Exit status 1: something is printed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from page_checks import problems, untranslated  # beside this file
from PySide6.QtCore import QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

SIZES = ((1010, 582), (1280, 800), (1920, 1080))
LOOKS = 10
"""Looks at a page before what is wrong there is believed: a layout takes its time."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown."""

    language: str
    appearance: str
    percent: int
    size: tuple[int, int]

    def __str__(self) -> str:
        width, height = self.size
        return f"{self.language} {self.appearance} {self.percent}% {width}x{height}"


def looks(*, short: bool = False) -> list[Look]:
    """Return every look to be gone through; a few where ``short``."""
    if short:
        return [
            Look("en", "light", 150, SIZES[0]),
            Look("zh_CN", "dark", 100, SIZES[1]),
        ]
    usual = itertools.product(("en", "zh_CN"), ("light", "dark"), (100, 150), SIZES)
    large = itertools.product(("en", "zh_CN"), ("light",), (200,), (SIZES[1],))
    return [Look(*one) for one in (*usual, *large)]


def rest(milliseconds: int = 120) -> None:
    """Let layouts and background work come."""
    QThreadPool.globalInstance().waitForDone(20_000)
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def lasting_problems(root: QWidget) -> list[str]:
    """Return what is wrong once the layout has come to rest, within a limit."""
    for _ in range(LOOKS):
        if not (found := problems(root)):
            break
        rest(60)
    return found


def look_over(
    dataset: Path, settings: Path, look: Look, pictures: Path | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the page and what is wrong with it, for every page in one look.

    Parameters
    ----------
    dataset : Path
        With a session to show.
    settings : Path
        Where the settings of this look are kept.
    look : Look
        Language, colours, size of text and window.
    pictures : Path or None
        Folder for a picture of each page; None: none.
    """
    from looked_over import windows_of  # beside this file, as are those below

    from attention_camp.camp.ui.app import build_main_window
    from attention_camp.camp.ui.pages import PAGE_KEYS

    settings.write_text(
        json.dumps(
            {
                "language": look.language,
                "appearance": look.appearance,
                "text_percent": look.percent,
            }
        )
    )
    window = build_main_window(dataset, settings=settings)
    window.resize(*look.size)
    window.show()
    rest()
    run = next(dataset.rglob("*_eeg.vhdr"))
    reached: set[str] = set()
    try:
        for page, shown_now in windows_of(window, run, rest):
            if shown_now is window:
                window.resize(*look.size)
                reached.add(window.current)
            rest()
            width, height = shown_now.width(), shown_now.height()
            if width > look.size[0] or height > look.size[1]:
                yield page, f"the window grew to {width}x{height}"
            if pictures is not None:
                name = f"{look} {page}".replace(":", "").replace("%", "")
                shown_now.grab().save(str(pictures / f"{name.replace(' ', '-')}.png"))
            yield from ((page, said) for said in lasting_problems(shown_now))
            if look.language != "en":
                yield from ((page, said) for said in untranslated(shown_now))
        for key in PAGE_KEYS:
            if key not in reached:
                yield key, "was not looked over"
    finally:
        window.close()
        window.deleteLater()
        rest()


def record(dataset: Path) -> None:
    """Record sessions of two people who are enrolled, faster than life."""
    from enrolled_people import enrol_people

    from attention_camp.camp.processes.headless import run_headless
    from attention_camp.camp.session.request import SessionRequest

    for participant, session in (("01", "01"), ("01", "02"), ("02", "01")):
        request = SessionRequest(
            dataset, participant, session, board="simulated", observer="default",
            headless=True, seed=1,
        )  # fmt: skip
        run_headless(request, tell=lambda message: None)  # noqa: ARG005
    enrol_people(dataset)


def main() -> int:
    """Print what is wrong, page by page; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few looks")
    parser.add_argument("--only", default="", help="looks with this, such as 200%%")
    parser.add_argument("--dataset", type=Path, help="with a session to show")
    parser.add_argument("--pictures", type=Path, help="folder for what was looked at")
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    found: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory(prefix="attention-camp-look-") as folder:
        dataset = asked.dataset or Path(folder) / "data"
        if asked.dataset is None:
            record(dataset)
        if asked.pictures is not None:
            asked.pictures.mkdir(parents=True, exist_ok=True)
        chosen = [look for look in looks(short=asked.short) if asked.only in str(look)]
        settings = Path(folder) / "settings.json"
        for look in chosen:
            for page, said in look_over(dataset, settings, look, asked.pictures):
                print(f"{look}: {page}: {said}", flush=True)
                found[page, said] += 1
    print(f"{len(chosen)} looks, {sum(found.values())} problems")
    del app
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
