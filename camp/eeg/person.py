"""A person across sessions: what earlier ones left, and what this one leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from attention_camp.camp.session.link import Permission
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.drift import Drift
    from attention_camp.models.replay_buffer import ReplayBuffer
    from attention_camp.models.scorer import Scorer


MOST_SESSIONS = 5
"""Earlier runs that count, the newest. Our own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A version of a person's weights, and the windows they were fitted to."""

    hash: str
    """SHA-256 of the file."""
    memory: ReplayBuffer


class PersonStore(Protocol):
    """Where a person's versions lie."""

    def earlier(self) -> Sequence[Version]:
        """Return the versions of earlier runs, oldest first."""

    def keep(self, content: bytes) -> None:
        """Write this run's version."""


def drift_of(
    scorer: Scorer, stretches: Sequence[Stretch], earlier: Sequence[Version]
) -> Drift:
    """Compare today's rest with that of earlier sessions."""
    from attention_camp.models.drift import check_drift
    from attention_camp.models.windows import prepare

    rest = [s.windows for s in stretches if s.label == "rest" and len(s.windows)]
    X = np.concatenate(rest) if rest else np.zeros((0, len(scorer.ch_names), 1))
    windows = prepare(X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
    return check_drift(windows, [version.memory for version in earlier])


def version_content(
    scorer: Scorer,
    stretches: Sequence[Stretch],
    permission: Permission,
    about: dict[str, object],
) -> bytes:
    """Return the file of this session's version; empty where there is nothing."""
    from attention_camp.models.replay_buffer import buffer_to_bytes, remember

    kept = [s for s in stretches if len(s.windows)]
    if not kept:
        return b""
    X = np.concatenate([s.windows for s in kept])
    y = np.concatenate([np.full(len(s.windows), int(s.label != "rest")) for s in kept])
    names = ("slope", "shift", "adapter")
    fitted = {name: permission.figures.get(name) for name in names}
    told = (
        about
        | fitted
        | {
            "estimator": scorer.estimator.name,
            "model": permission.model,
            "steering": permission.steering,
            "why": permission.why,
        }
    )
    memory = remember(X, y, sfreq=scorer.sfreq, ch_names=scorer.ch_names, about=told)
    return buffer_to_bytes(memory)
