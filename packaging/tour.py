"""A tour through every page with a session that is really recorded, for pictures."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from enrolled_people import enrol_people  # beside this file
from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

from attention_camp.camp.ui.app import build_main_window, make_app
from attention_camp.camp.ui.shortcuts import ShortcutSheet
from attention_camp.camp.ui.viewer.page import ViewerPage
from attention_camp.camp.ui.window import MainWindow
from attention_camp.signal.clock import host_time

logger = logging.getLogger(__name__)

LONGEST_WAIT_S = 240.0
TRIALS_BEFORE_PICTURE = 42
MOST_EXPLAINED = 4
"""Trials that are explained for a picture; each takes some ten seconds."""


class TourError(RuntimeError):
    """A page that did not come; the text says which."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the windows look in one round of pictures."""

    appearance: str = "light"
    text_percent: int = 100
    size: tuple[int, ...] = (1280, 800)

    @property
    def name(self) -> str:
        """What the folder of this look is called after its language."""
        width, height = self.size
        return f"{self.appearance}-{self.text_percent}-{width}x{height}"


def make_screenshots(
    out: Path,
    *,
    languages: Sequence[str] = ("en", "zh_CN"),
    looks: Sequence[Look] = (Look(),),
) -> None:
    """Save a picture of every page.

    Parameters
    ----------
    out : Path
        Folder for the pictures; a folder for each language, and for each look where
        there are several.
    languages : sequence of str
        ``en``, ``zh_CN``.
    looks : sequence of Look
        Appearance, text size and size of the window.

    Raises
    ------
    TourError
        If a page does not come within some minutes.
    """
    for language in languages:
        with tempfile.TemporaryDirectory(prefix="attention-camp-tour-") as folder:
            dataset = Path(folder) / "dataset"
            for number, look in enumerate(looks):
                name = language if len(looks) == 1 else f"{language}-{look.name}"
                tour = _Tour(out / name, dataset, language, look)
                tour.go(records=number == 0)


def _record_scored(dataset: Path) -> None:
    """Record a session that the attention model scores, faster than life."""
    from attention_camp.camp.processes.headless import run_headless
    from attention_camp.camp.session.request import SessionRequest

    shipped = files("attention_camp.resources") / "protocols" / "demo.yaml"
    text = shipped.read_text(encoding="utf-8")
    protocol = dataset.parent / "demo.yaml"
    protocol.write_text(
        text.replace("estimator: theta-alpha", "estimator: attention"), encoding="utf-8"
    )
    request = SessionRequest(
        dataset, "02", "01", protocol=str(protocol), board="simulated",
        observer="default", headless=True, seed=1,
    )  # fmt: skip
    run_headless(request, tell=lambda message: None)  # noqa: ARG005


def _with_people(recorded: Path) -> Path:
    """Return a copy of a dataset in which everybody is enrolled."""
    dataset = recorded.parent / "people"
    if not dataset.exists():
        shutil.copytree(recorded, dataset)
        enrol_people(dataset)
    return dataset


class _Tour:
    """One round through the pages in one language and look."""

    def __init__(self, out: Path, dataset: Path, language: str, look: Look) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self._out = out
        self._settings = dataset.parent / "settings.json"
        self._write_settings(language, look)
        self._app = make_app()
        self.window: MainWindow = build_main_window(dataset, settings=self._settings)
        self.window.resize(*look.size)
        self.window.show()

    def go(self, *, records: bool) -> None:
        """Take all pictures; those of a running session only where it records one."""
        try:
            self._picture("home-empty" if records else "home")
            self._set_up(records=records)
            if records:
                self._watch_session()
            self._review()
            if records:
                _record_scored(self.window.workspace.dataset)
            self._explain()
            for page in ("sessions", "study", "pc", "settings", "home"):
                self.window.show_page(page)
                self._picture(page)
            self._people()
            self._keys()
        finally:
            QThreadPool.globalInstance().waitForDone(10_000)
            if self.window.live is not None:
                self.window.live.close()
            self.window.live = None
            self.window.close()
            self.window.deleteLater()
            self._rest(0.1)

    def _write_settings(self, language: str, look: Look) -> None:
        values = {
            "language": language,
            "appearance": look.appearance,
            "text_percent": look.text_percent,
            "board": "simulated",
            "participant": "01",
            "protocol": "demo",
            "fullscreen": False,
        }
        self._settings.parent.mkdir(parents=True, exist_ok=True)
        self._settings.write_text(json.dumps(values), encoding="utf-8")

    def _set_up(self, *, records: bool) -> None:
        self.window.show_page("new_session")
        page = self.window.pages.new_session
        page.who.participant.setText("01")
        page.who.answers.setCurrentIndex(1)
        self._picture("new-session-who")
        page.primary.click()
        self._wait(lambda: page.headset.list.count() > 0, "the list of headsets")
        self._picture("new-session-headset")
        if not records:
            return
        page.headset.connect_button.click()
        self._wait(lambda: page.is_connected, "the headset")
        page.primary.click()
        self._wait(lambda: page.signal.head.is_judged, "the signal check")
        self._rest(8.0)
        self._picture("new-session-signal")
        if not page.primary.isEnabled():
            page.signal.reason.setText("tour")
        page.primary.click()

    def _watch_session(self) -> None:
        page = self.window.pages.monitor
        live = self.window.live
        if live is None:
            raise TourError("the session was not connected")
        course = live.course
        self._wait(
            lambda: (
                len(course.records) >= TRIALS_BEFORE_PICTURE or course.ended is not None
            ),
            "the first trials",
        )
        self._picture("monitor")
        page.act("note")
        self._picture("monitor-note")
        page.note_row.hide()
        self._wait(lambda: course.ended is not None, "the end of the session")
        self._picture("monitor-end")
        page.summary.click()
        summary = self.window.pages.summary
        self._wait(lambda: summary.paths is not None, "the summary")
        summary.validate.click()
        self._wait(lambda: not summary.progress.isVisible(), "the validator")
        self._picture("summary")

    def _review(self) -> None:
        page = self._opened("sub-01")
        page.go_to_middle(page.duration / 3)
        self._picture("viewer")
        page.set_seconds(60)
        self._picture("viewer-minute")
        page.calibration.click()
        self._picture("calibration")

    def _explain(self) -> None:
        """Show why a trial scored so, the first of a few whose explanation is sound."""
        page = self._opened("sub-02")
        panel = page.explanation
        page.tools.explanation.click()
        page.set_seconds(10)
        trials = page.recording.trials if page.recording is not None else ()
        main = [trial for trial in trials if trial.stage == "main"]
        for trial in main[:MOST_EXPLAINED]:
            page.go_to_middle(trial.onset)
            panel.explain()
            self._wait(lambda: panel.is_told, "the explanation")
            if panel.view.isVisible():
                break
        self._picture("viewer-explained")

    def _people(self) -> None:
        """Show the pages of people over a copy that asks for consent."""
        workspace = self.window.workspace
        recorded = workspace.dataset
        workspace.given_dataset = _with_people(recorded)
        self.window.show_page("people")
        pages = self.window.pages
        self._picture("people")
        pages.people.enrol_wanted.emit()
        self._picture("enrol")
        pages.people.withdrawal_wanted.emit("02")
        self._picture("withdrawal")
        self.window.show_page("publish")
        self._picture("publish")
        workspace.given_dataset = recorded

    def _opened(self, participant: str) -> ViewerPage:
        """Return the viewer with the session of a participant."""
        page = self.window.pages.viewer
        folder = self.window.workspace.dataset / participant / "ses-01"
        self.window.open_session(folder)
        self._wait(
            lambda: page.recording is not None and page.recording.path == folder,
            "the recorded session",
        )
        return page

    def _keys(self) -> None:
        sheet = ShortcutSheet(self.window.actions_, self.window)
        sheet.show()
        self._rest(0.2)
        sheet.grab().save(str(self._out / "keys.png"))
        sheet.close()

    # waiting and pictures

    def _picture(self, name: str) -> None:
        QThreadPool.globalInstance().waitForDone(10_000)
        self._rest(0.5)
        self.window.grab().save(str(self._out / f"{name}.png"))
        logger.info("%s", self._out / f"{name}.png")

    def _wait(self, is_there: Callable[[], bool], what: str) -> None:
        end = host_time() + LONGEST_WAIT_S
        while not is_there():
            if host_time() > end:
                raise TourError(f"{what} did not come within {LONGEST_WAIT_S:.0f} s")
            self._rest(0.05)

    def _rest(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()
        self._app.processEvents()
