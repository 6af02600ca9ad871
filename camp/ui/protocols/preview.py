"""A block as a participant sees it: a few trials in a window, nothing recorded."""

from __future__ import annotations

import logging
from dataclasses import replace
from multiprocessing.context import SpawnProcess
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from attention_camp.camp.session.between_trials import task_at
from attention_camp.camp.session.camp.slips import sign_of
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.plan import PlannedBlock
from attention_camp.camp.session.protocol import has_trials
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.session.screen import (
    EmergencyStopError,
    InterruptedSessionError,
)
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.safety import check_flashes

logger = logging.getLogger(__name__)

TRIALS = 5
"""How many trials of a block are shown at most; own choice."""
_ASK_MS = 200


def preview_request(
    display: Display, language: str, *, observer: str | None = None
) -> SessionRequest:
    """Return a request for a window beside the researcher's, which records nothing.

    Parameters
    ----------
    display : Display
        The participant's monitor, whose sizes are kept.
    language : str
        Of the participant's texts.
    observer : str or None
        Who answers; None: the researcher.
    """
    window = replace(display, fullscreen=False, photodiode="none")
    return SessionRequest(
        Path(), "preview", "preview", language=language, display=window,
        observer=observer, speed=1.0 if observer is None else 20.0,
    )  # fmt: skip


def show_block(planned: PlannedBlock, request: SessionRequest) -> int:
    """Show cards and a few trials of a block; return how many trials were shown.

    Trials are those of practice, whose runs are short. Esc or closing the window ends
    it.

    Parameters
    ----------
    planned : PlannedBlock
        The block.
    request : SessionRequest
        Display, language and who answers.
    """
    from attention_camp.camp.ui.participant.window import open_screen

    screen = open_screen(
        request,
        HostClock(request.speed),
        interrupted=lambda: False,
        paused=lambda: False,
        ask_help=lambda: None,
    )
    shown = 0
    block, level = planned.block, planned.start_level
    n_trials = min(TRIALS, block.trials)
    seed = int(np.random.default_rng().integers(2**32))
    rng = np.random.default_rng(seed)
    cells: tuple[str | None, ...] = (None,) * n_trials
    if not block.trial_list:
        cells = cell_order(planned.practice_task, n_trials, rng)
    try:
        if block.cards:
            screen.show_cards(planned.cards)
        if has_trials(planned.task):
            screen.countdown(3)
        for number, cell in enumerate(cells):
            task = planned.practice_task
            if block.trial_list:
                task = task_at(planned, number, seed)
            trial = trial_of_cell(task, level, rng, cell)
            check_flashes(trial)
            response = screen.present(trial)
            shown += 1
            if block.feedback:
                screen.feedback(sign_of(trial, response, task.score(trial, response)))
    except (EmergencyStopError, InterruptedSessionError):
        logger.info("the preview was closed after %d trials", shown)
    finally:
        screen.dispose()
    return shown


def _run(planned: PlannedBlock, request: SessionRequest) -> None:
    """Be the process of a preview."""
    show_block(planned, request)


class Preview(QObject):
    """The preview in a process of its own: its window keeps its time."""

    ended = Signal(bool)
    """It is over: whether it could be shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.process: SpawnProcess | None = None
        self._timer = QTimer(self, interval=_ASK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_open(self) -> bool:
        """Whether one is shown."""
        return self.process is not None

    def start(self, planned: PlannedBlock, request: SessionRequest) -> None:
        """Show a block.

        Parameters
        ----------
        planned : PlannedBlock
            The block.
        request : SessionRequest
            As `preview_request` makes it.
        """
        from attention_camp.camp.processes.spawning import spawn

        self.process = spawn(_run, planned, request, name="preview")
        self._timer.start()

    def close(self) -> None:
        """Close the window, if it is open."""
        if self.process is not None:
            self.process.terminate()
            self._over(True)

    def _look(self) -> None:
        if self.process is not None and self.process.exitcode is not None:
            self._over(self.process.exitcode == 0)

    def _over(self, was_shown: bool) -> None:
        self._timer.stop()
        if self.process is not None:
            self.process.join()
            self.process = None
        self.ended.emit(was_shown)
