"""A person across sessions: the versions of their weights, and drift between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from attention_camp.camp.session.link import Permission
    from attention_camp.models.calibration import Stretch
    from attention_camp.models.drift import Drift
    from attention_camp.models.replay_buffer import ReplayBuffer
    from attention_camp.models.scorer import Scorer


MOST_REST = 32 * 1024 * 1024
"""Bytes of rest that a version file takes at most, half of what one may have: 18
windows of 64 channels at 880 Hz. Our own choice."""
MOST_SESSIONS = 5
"""Number of earlier runs used, the newest ones. Our own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A version of a person's weights, with the windows they were fitted to."""

    hash: str
    """SHA-256 of the file."""
    memory: ReplayBuffer


class PersonStore(Protocol):
    """Stores the versions of a person's weights."""

    @property
    def is_blinded(self) -> bool:
        """Whether nothing outside the ledger may tell what the calibration permits."""

    @property
    def is_carried(self) -> bool:
        """Whether later sessions may go on with the score of this one."""

    def earlier(self) -> Sequence[Version]:
        """Return the versions of earlier runs, oldest first."""

    def keep(self, content: bytes) -> None:
        """Store this run's version."""


def drift_of(
    scorer: Scorer, stretches: Sequence[Stretch], earlier: Sequence[Version]
) -> Drift:
    """Compare today's rest with that of earlier sessions.

    Parameters
    ----------
    scorer : Scorer
        The model, for its channels and sampling rate.
    stretches : sequence of Stretch
        This session's calibration windows; only those labelled ``rest`` are used.
    earlier : sequence of Version
        Versions of earlier sessions, oldest first.
    """
    from attention_camp.models.drift import check_drift
    from attention_camp.models.windows import prepare

    rest = [s.windows for s in stretches if s.label == "rest" and len(s.windows)]
    # without rest, an empty array: the check then says that it cannot tell
    X = np.concatenate(rest) if rest else np.zeros((0, len(scorer.ch_names), 1))
    windows = prepare(X, sfreq=scorer.sfreq, ch_names=scorer.ch_names)
    return check_drift(windows, [version.memory for version in earlier])


def version_content(
    scorer: Scorer,
    stretches: Sequence[Stretch],
    permission: Permission,
    about: dict[str, object],
    *,
    is_blinded: bool = False,
    own_rest: NDArray[np.floating] | None = None,
) -> bytes:
    """Return the content of this session's version file.

    Parameters
    ----------
    scorer : Scorer
        The model, for its name, channels and sampling rate.
    stretches : sequence of Stretch
        This session's calibration windows.
    permission : Permission
        The result of the calibration; slope, shift and adapter are stored.
    about : dict
        Further facts to store; not changed.
    is_blinded : bool
        Whether the verdict, and the fit from which it follows, are left out: they are
        in the sealed part of the ledger.
    own_rest : ndarray, shape (n_windows, n_chans, n_times), optional
        Rest in volts, with which a later session goes on with this one's score; left
        out where it would make the file too large to be read.

    Returns
    -------
    content : bytes
        Empty if there are no windows.
    """
    from attention_camp.models.replay_buffer import buffer_to_bytes, remember

    kept = [s for s in stretches if len(s.windows) and s.label != "passive"]
    if not kept:
        return b""
    X = np.concatenate([s.windows for s in kept])
    y = np.concatenate([np.full(len(s.windows), int(s.label != "rest")) for s in kept])
    # what it takes to use this version again: the fit's parameters beside the windows
    names = (
        "slope",
        "shift",
        "adapter",
        *(("auc_low",) if own_rest is not None else ()),
    )
    figures = permission.figures.to_json() if permission.figures else {}
    fitted = {name: figures.get(name) for name in names}
    told = about | {"estimator": scorer.estimator.name}
    if not is_blinded:
        verdict = {"steering": permission.steering, "why": permission.why}
        told |= fitted | {"model": permission.model} | verdict
    call: dict[str, Any] = {"sfreq": scorer.sfreq, "ch_names": scorer.ch_names}
    memory = remember(X, y, own_rest=_kept(own_rest), about=told, **call)
    return buffer_to_bytes(memory)


def _kept(rest: NDArray[np.floating] | None) -> NDArray[np.float64] | None:
    """Return rest as it is kept; None where there is too much of it."""
    if rest is None or rest.size * np.float64().nbytes > MOST_REST:
        return None
    return np.asarray(rest, np.float64)
