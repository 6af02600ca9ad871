"""Explain a trial in a process of its own: it can be ended, and gives way to others."""

from __future__ import annotations

import multiprocessing as mp
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.resources.texts import Sentence, UserError

if TYPE_CHECKING:
    from attention_camp.camp.replay.explanation import TrialExplanation


@dataclass(frozen=True, slots=True)
class NotExplained:
    """A trial for which there is no explanation."""

    text: str
    """Why, for people."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """How far an explanation is."""

    share: float
    """0 to 1."""
    what: str
    """What is being done, for people."""


class Explainer:
    """One explanation at work; poll it until it says something, or cancel it.

    Parameters
    ----------
    paths : RunPaths
        The run.
    trial : int
        Number of the trial in the session, from 1.
    """

    def __init__(self, paths: RunPaths, trial: int) -> None:
        self.at_work: AtWork | None = None
        """How far it was when last polled; None: it has not begun yet."""
        context = mp.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=run_explanation, args=(theirs, paths, trial), daemon=True
        )
        self._process.start()
        theirs.close()

    def poll(self) -> TrialExplanation | NotExplained | None:
        """Return what came of it, once; None while it is at work."""
        while self._ours.poll():
            said = self._receive()
            if not isinstance(said, AtWork):
                self.cancel()
                return said
            self.at_work = said
        return None

    def _receive(self) -> TrialExplanation | NotExplained | AtWork:
        try:
            said: TrialExplanation | NotExplained | AtWork = self._ours.recv()
        except EOFError:
            self._process.join()
            said = NotExplained(
                Sentence(
                    "The explanation ended unexpectedly ({code}). Try again; if it "
                    "fails again, run attention-camp explain in a terminal.",
                    code=self._process.exitcode,
                )
            )
        return said

    def cancel(self) -> None:
        """End it; may be called twice."""
        if not self._ours.closed:
            self._process.kill()
            self._process.join()
            self._ours.close()


def run_explanation(pipe: Connection, paths: RunPaths, trial: int) -> None:
    """Send progress, then the explanation of a trial, or why there is none.

    The process lowers its own priority, since a running session comes first.

    Parameters
    ----------
    pipe : Connection
        Takes floats up to 1, then the result.
    paths : RunPaths
        The run.
    trial : int
        Number of the trial in the run.
    """
    if hasattr(os, "nice"):
        os.nice(10)
    from attention_camp.camp.replay.explain_trial import explain_trial

    said: TrialExplanation | NotExplained
    try:
        said = explain_trial(
            paths, trial, progress=lambda share, what: pipe.send(AtWork(share, what))
        )
    except (UserError, OSError) as error:
        said = NotExplained(str(error))
    pipe.send(said)
    pipe.close()
