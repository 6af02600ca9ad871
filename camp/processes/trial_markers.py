"""Markers of trials for other programs: displays as they come, answers after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attention_camp.camp.session.clock import Clock
from attention_camp.camp.session.recorder import told
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import Perceive
from attention_camp.tasks.trial import Answer, Response, Trial

if TYPE_CHECKING:
    from attention_camp.signal.sources.outlets import LslMarkers


def sends_markers(request: SessionRequest, clock: Clock) -> bool:
    """Return whether a session sends markers of its trials to other programs.

    Those of a blinded study stay here: they hold conditions and answers, and their pace
    tells the levels. In virtual time nothing happens when it is said to.
    """
    return request.lsl_outlets and clock.is_host and not request.is_blinded


def display_marker(trial: Trial, phase: int) -> str:
    """Return the marker of a display: ``search/visual-search/present``.

    Parts are joined by slashes, so that MNE selects epochs by any of them.
    """
    parts = (trial.phases[phase].name, trial.task, trial.condition)
    return "/".join(part for part in parts if part)


def answer_marker(trial: Trial, key: str) -> str:
    """Return the marker of an answer: ``response/visual-search/left``."""
    return f"response/{trial.task}/{key}"


class MarkedScreen:
    """A screen whose displays and answers are sent as markers.

    A display's marker leaves within the frame on which it came; those of answers at the
    end of the trial. Both carry the time at which they happened. What somebody wrote,
    or marked in a questionnaire, is not sent: anybody in the network can read it.

    Parameters
    ----------
    screen : Screen
        Shows the trials; has a ``perceive`` that is told of each display.
    outlet : LslMarkers
        Sends them.
    """

    def __init__(self, screen: Any, outlet: LslMarkers) -> None:
        self._screen = screen
        self._outlet = outlet
        self._before: Perceive = screen.perceive
        screen.perceive = self._perceive

    def present(self, trial: Trial) -> Response:
        """Show a trial; send its displays and answers, but no text and no mark."""
        response: Response = self._screen.present(trial)
        for press in told(trial, response):
            self._outlet.push_marker(answer_marker(trial, press.key), press.time)
        return response

    def __getattr__(self, name: str) -> Any:
        return getattr(self._screen, name)

    def _perceive(
        self, trial: Trial, phase: int, onset: float, answers: Sequence[Answer]
    ) -> None:
        self._outlet.push_marker(display_marker(trial, phase), onset)
        self._before(trial, phase, onset, answers)
