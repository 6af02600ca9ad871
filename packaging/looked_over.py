"""The pages, dialogs and states of the window that are looked over, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from looked_over_asides import asides, dialogs, viewer_states  # beside this file
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from attention_camp.camp.session.messages import ToOperator
    from attention_camp.camp.ui.operator.live_session import LiveSession
    from attention_camp.camp.ui.window import MainWindow

Shown = Iterator[tuple[str, QWidget]]
WAITS = 1800
"""Times that something is waited for at most, 100 ms each: machines are shared."""


def windows_of(window: MainWindow, run: Path, rest: Callable[..., None]) -> Shown:
    """Show one page or dialog after the other; yield its name and its window.

    Parameters
    ----------
    window : MainWindow
        On a dataset with a session.
    run : Path
        A file of that session.
    rest : callable
        Lets the window work for some milliseconds.
    """
    for key in (
        "home",
        "sessions",
        "study",
        "pc",
        "photodiode",
        "settings",
        "monitor",
        "viewer",
    ):
        window.show_page(key)
        yield key, window
    yield from asides(window, rest)
    window.open_session(run)
    rest(500)
    yield "viewer: session", window
    yield from viewer_states(window, rest)
    window.show_calibration()
    rest(200)
    yield "calibration", window
    window.open_session(run)
    rest(300)
    window.show_summary()
    rest(400)
    yield "summary", window
    yield from dialogs(window, rest)
    yield from _new_session(window, rest)
    if window.live is not None:
        yield from _session(window, window.live, rest)


def _new_session(window: MainWindow, rest: Callable[..., None]) -> Shown:
    """Go through the steps, with a headset on which not all channels are good."""
    steps = window.pages.new_session
    window.show_page("new_session")
    steps.who.participant.setText("9-9")
    steps.who.participant.textEdited.emit("9-9")
    yield "new session: wrong label", window
    steps.who.participant.setText("99")
    steps.who.participant.textEdited.emit("99")
    yield "new session: not enrolled", window
    steps.who.participant.setText("01")
    steps.who.participant.textEdited.emit("01")
    yield "new session: who", window
    steps.show_step(1)
    rest(400)
    steps.headset.prefer("synthetic")
    yield "new session: headset", window
    steps.headset.connect_button.click()
    _wait_for(lambda: steps.is_connected, rest)
    yield "new session: connected", window
    steps.show_step(2)
    _wait_for(lambda: steps.signal.head.is_judged, rest)
    rest(1500)
    yield "new session: signal", window
    steps.signal.eyes.button.click()
    yield "new session: eyes closed", window


def _session(window: MainWindow, live: LiveSession, rest: Callable[..., None]) -> Shown:
    """Show what the messages of a recorded session make of the monitor."""
    from attention_camp.camp.session.messages import (
        Ending,
        HelpWanted,
        ProcessDied,
        SessionEnded,
    )
    from attention_camp.camp.ui.actions import Phase

    def tell(message: ToOperator) -> None:
        live.course.take(message)
        live.told.emit(message)

    def go_on(phase: Phase) -> None:
        live.phase = phase
        live.phase_changed.emit(phase)

    window.show_running()
    go_on(Phase.RUNNING)
    for message in _news_of(window.workspace.dataset):
        tell(message)
    rest(500)
    yield "monitor: session", window
    window.pages.monitor.mirror.begin(0)
    yield "monitor: mirror", window
    window.pages.monitor.mirror.end()
    tell(HelpWanted())
    yield "monitor: call", window
    tell(ProcessDied("participant", ""))
    window.show_page("sessions")
    yield "sessions: while a session runs", window
    window.show_page("monitor")
    yield "monitor: process gone", window
    go_on(Phase.IDLE)
    tell(SessionEnded(Ending.EMERGENCY, ""))
    rest()
    yield "results covered", window.curtain
    window.curtain.hide()
    yield "monitor: ended", window


def _news_of(dataset: Path) -> Iterator[ToOperator]:
    from attention_camp.camp.dataset.layout import existing_runs
    from attention_camp.camp.processes.stored_news import trials_after
    from attention_camp.camp.session.messages import (
        Stage,
        StageChanged,
        SteeringChanged,
    )

    yield StageChanged(Stage.TRIALS, 2, 10, "visual-search", 12, 20, 46, 125.0)
    yield SteeringChanged(steering=False, why="below-nulls")
    yield from islice(trials_after(existing_runs(dataset)[0], 0), 30)


def _wait_for(happened: Callable[[], bool], rest: Callable[..., None]) -> None:
    for _ in range(WAITS):
        if happened():
            return
        rest(100)
    raise TimeoutError(f"did not happen: {happened}")
