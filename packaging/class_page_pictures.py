"""Takes the class page's pictures in a real browser, with sessions made up for them.

    python packaging/class_page_pictures.py FOLDER

Writes ``class-page.png`` (a tablet) and the other sizes, languages and looks to be
looked at. Needs playwright (``pip install playwright``) and a Chromium of the system.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from attention_camp.camp.people.accounts import Accounts
from attention_camp.camp.processes.announce.wire import Health, LearnerState
from attention_camp.camp.serve.entry import Computer
from attention_camp.camp.serve.server import ClassServer, ServeOptions
from attention_camp.camp.study.pages.pdf import browser

VIEWS = (
    ("class-page", 1024, 768, "en-GB", "light"),
    ("class-page-zh", 1024, 768, "zh-CN", "light"),
    ("class-page-dark", 820, 1180, "en-GB", "dark"),
    ("class-page-zh-dark", 820, 1180, "zh-CN", "dark"),
    ("class-page-wide", 1920, 1080, "en-GB", "dark"),
    ("class-page-1280", 1280, 800, "zh-CN", "light"),
    ("class-page-phone", 390, 844, "zh-CN", "dark"),
)
ALL = ("pause", "easier", "next-task")


def sessions() -> Iterator[LearnerState]:
    """Yield two dozen sessions, some of which want attention."""
    rng = Random(3)
    for number in range(1, 25):
        working = rng.choice(("block",) * 8 + ("practice", "break", "instructions"))
        state = LearnerState(
            f"s{number}", f"sub-{number:02d}", working, block=rng.randint(1, 4),
            n_blocks=5, done=rng.randint(3, 100), planned=160,
            remaining=rng.randint(60, 1500), quality="good",
            allows=ALL if working in {"block", "practice"} else ("pause",),
            health=Health(0.2, 10000, 3, 5e10, 20, 2),
        )  # fmt: skip
        yield replace(state, **SPECIAL.get(number, {}))


SPECIAL = {
    2: {"learner": "K7F2", "quality": "doubtful"},
    4: {"calls": 1},
    9: {"activity": "paused", "allows": ("resume",)},
    11: {"activity": "ended", "ending": "emergency", "allows": ()},
    13: {"quality": "bad", "troubles": ("stall",)},
    17: {"activity": "ended", "ending": "finished", "allows": (), "done": 160},
    18: {"health": Health(0.2, 10000, 900, 1.2e9, 20, 2)},
}


@contextmanager
def page(folder: Path) -> Iterator[ClassServer]:
    """Serve a page on which the sessions speak once a second."""
    options = ServeOptions(folder, "127.0.0.1", 0)
    server = ClassServer(options, lambda _: None, Accounts(folder / "accounts.json"))
    serving = threading.Thread(target=server.serve)
    serving.start()
    over = threading.Event()

    def speak() -> None:
        while True:
            for number, state in enumerate(sessions()):
                place = Computer(f"c{number}", f"room3-pc{number + 1:02d}")
                server.room.hear(place, state)
            if over.wait(1.0):
                return

    speaking = threading.Thread(target=speak)
    speaking.start()
    try:
        yield server
    finally:
        over.set()
        server.stop()
        speaking.join()
        serving.join()


def signed_in(chrome: Browser, server: ClassServer) -> list[object]:
    """Sign in once, as a person does; return the cookies."""
    context = chrome.new_context(ignore_https_errors=True, locale="en-GB")
    tab = context.new_page()
    tab.goto(server.url)
    tab.fill("#name", "Ada")
    tab.fill("#secret", server.doors.browser_code.current)
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".card")
    return context.cookies()


def take(context: BrowserContext, server: ClassServer, path: Path) -> None:
    """Take a picture once the page is filled; say what is cut off."""
    tab = context.new_page()
    tab.on("pageerror", lambda error: print(path.name, error))
    tab.goto(server.url)
    tab.wait_for_selector(".card")
    time.sleep(1.5)
    tab.screenshot(path=str(path))
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    print(path.name, "cut off" if wide > 0 else "whole")


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        page(Path(kept)) as server,
        sync_playwright() as play,
    ):
        chrome = play.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        cookies = signed_in(chrome, server)
        time.sleep(11)  # a signal is bad for ten seconds before it is an alert
        for name, width, height, locale, look in VIEWS:
            context = chrome.new_context(
                ignore_https_errors=True, locale=locale, color_scheme=look,
                viewport={"width": width, "height": height}, has_touch=True,
            )  # fmt: skip
            context.add_cookies(cookies)
            take(context, server, folder / f"{name}.png")
            context.close()
        chrome.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
