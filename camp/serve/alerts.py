"""What of a session's health wants somebody's attention, by thresholds of our own."""

from __future__ import annotations

from dataclasses import dataclass, field

from attention_camp.camp.processes.announce.wire import LearnerState

BAD_SECONDS = 10.0
"""A signal is bad for so long before it is an alert, s: people move."""
LATENCY_SECONDS = 1.0
"""From a packet to the score that holds it, s: the loop decides between two trials."""
LOST_SHARE = 0.01
"""Of the samples of a session."""
DISK_BYTES = 2e9
"""An hour of 32 channels at 500 Hz takes 0.25 GB."""
REFUSED_SHARE, FEWEST_TRIALS = 0.5, 10
"""Of the trials, once there are so many."""


@dataclass(slots=True)
class Watched:
    """The alerts of one session."""

    alerts: tuple[str, ...] = ()
    """Codes, the most urgent first."""
    _bad_since: float | None = field(default=None, repr=False)

    def take(self, state: LearnerState, now: float) -> None:
        """Take in a state."""
        if state.quality not in {"bad", "none"} or state.activity == "preparing":
            self._bad_since = None
        elif self._bad_since is None:
            self._bad_since = now
        self.look(state, now, lost=False)

    def look(self, state: LearnerState, now: float, *, lost: bool) -> None:
        """Work out the alerts.

        Parameters
        ----------
        state : LearnerState
            What the session said last.
        now : float
            Seconds.
        lost : bool
            Whether it has not spoken for too long.
        """
        if state.ending:
            self.alerts = ("failed",) if state.ending == "failed" else ()
            return
        bad = self._bad_since is not None and now - self._bad_since >= BAD_SECONDS
        contact, signal = ["lost"] * lost, ["signal"] * bad
        self.alerts = (*contact, *state.troubles, *signal, *_of_health(state))


def _of_health(state: LearnerState) -> tuple[str, ...]:
    health = state.health
    n_trials = (health.scored or 0) + (health.refused or 0)
    found = {
        "disk": health.disk_free is not None and health.disk_free < DISK_BYTES,
        "latency": health.latency is not None and health.latency > LATENCY_SECONDS,
        "losses": health.lost > LOST_SHARE * health.samples,
        "refused": n_trials >= FEWEST_TRIALS
        and (health.refused or 0) > REFUSED_SHARE * n_trials,
    }
    return tuple(code for code, holds in found.items() if holds)
