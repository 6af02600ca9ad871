"""Explains a trial in a process of its own: it can be ended, and torch stays there."""

from __future__ import annotations

import multiprocessing as mp
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.signal.texts import Sentence

if TYPE_CHECKING:
    from attention_camp.camp.explained import TrialExplanation


@dataclass(frozen=True, slots=True)
class NotExplained:
    """A trial for which there is no explanation."""

    text: str
    """Why, for people."""


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
        context = mp.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=run_explanation, args=(theirs, paths, trial), daemon=True
        )
        self._process.start()
        theirs.close()

    def poll(self) -> TrialExplanation | NotExplained | None:
        """Return what came of it, once; None while it is at work."""
        if not self._ours.poll():
            return None
        try:
            said: TrialExplanation | NotExplained = self._ours.recv()
        except EOFError:
            self._process.join()
            said = NotExplained(
                Sentence(
                    "The explanation ended unexpectedly ({code}). Try again; if it "
                    "fails again, run attention-camp explain in a terminal.",
                    code=self._process.exitcode,
                )
            )
        self.cancel()
        return said

    def cancel(self) -> None:
        """End it; may be called twice."""
        if not self._ours.closed:
            self._process.kill()
            self._process.join()
            self._ours.close()


def run_explanation(pipe: Connection, paths: RunPaths, trial: int) -> None:
    """Send the explanation of a trial, or why there is none: the process's whole life.

    A running session comes first, so it gives way where the system lets it.
    """
    if hasattr(os, "nice"):
        os.nice(10)
    from attention_camp.camp.explained import explain_trial

    said: TrialExplanation | NotExplained
    try:
        said = explain_trial(paths, trial)
    except (ValueError, OSError) as error:
        said = NotExplained(str(error))
    pipe.send(said)
    pipe.close()
