"""What is remembered of a person's session: its calibration, for later ones to replay.

Later sessions fit their personal weights to these windows as well, so that they do not
forget what the earlier ones taught (experience replay: Rolnick et al. 2019,
"Experience replay for continual learning", NeurIPS).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.estimator import Estimator
from attention_camp.models.patches import resampled
from attention_camp.models.personal import Taught, see
from attention_camp.models.weights import LARGEST_BYTES, WeightsError
from attention_camp.models.windows import Windows, prepare
from attention_camp.resources.bounded import parse_json

FORMAT = 1
BUFFER_SFREQ = 128
"""Rate at which windows are kept, Hz; all that the models see lies below 64 Hz."""


@dataclass(frozen=True, slots=True, eq=False)
class ReplayBuffer:
    """The labelled calibration windows of one session of a person."""

    X: NDArray[np.float32]
    """Shape (n_windows, n_chans, n_times), volts, as they were scored."""
    y: NDArray[np.int64]
    """0 rest, 1 engaged."""
    ch_names: tuple[str, ...]
    about: Mapping[str, Any] = field(default_factory=dict)
    """The personal weights fitted in that session, and what they were fitted to: plain
    JSON values."""
    sfreq: float = float(BUFFER_SFREQ)
    own_rest: NDArray[np.float64] | None = None
    """Rest as it was aligned to, at the rate of the recording, shape (n_windows,
    n_chans, n_times), volts: with it the session's score is made again to the bit.
    None: it was not kept."""

    def windows(self) -> Windows:
        """Return the windows with the channels that may be used."""
        return prepare(self.X, sfreq=self.sfreq, ch_names=self.ch_names)

    def rest(self) -> NDArray[np.float32]:
        """Return the session's windows of rest."""
        return np.asarray(self.X[self.y == 0])


def remember(
    X: NDArray[np.floating],
    y: NDArray[np.int64],
    *,
    sfreq: float,
    ch_names: Sequence[str],
    about: Mapping[str, Any],
    own_rest: NDArray[np.float64] | None = None,
) -> ReplayBuffer:
    """Return the buffer of a session's calibration windows, in volts.

    Parameters
    ----------
    X : ndarray, shape (n_windows, n_chans, n_times)
        EEG in volts.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    sfreq : float
        Sampling rate, Hz.
    ch_names : sequence of str
        The channels of the windows.
    about : mapping
        What is kept with the windows, by name.
    own_rest : ndarray, shape (n_windows, n_chans, n_times), optional
        Rest as it was aligned to.
    """
    slow = resampled(np.asarray(X, dtype=np.float64), sfreq, to=BUFFER_SFREQ)
    kept = slow.astype(np.float32)
    return ReplayBuffer(kept, y, tuple(ch_names), about, own_rest=own_rest)


def buffer_to_bytes(kept: ReplayBuffer) -> bytes:
    """Return a buffer as a safetensors file; the same buffer gives the same bytes."""
    from safetensors.numpy import save

    about = {"format": FORMAT, "ch_names": list(kept.ch_names), **kept.about}
    text = json.dumps(about, sort_keys=True)
    arrays = {"X": np.ascontiguousarray(kept.X), "y": kept.y.astype(np.int8)}
    if kept.own_rest is not None:
        arrays["own_rest"] = np.ascontiguousarray(kept.own_rest, np.float64)
    return bytes(save(arrays, metadata={"about": text}))


def buffer_from_bytes(content: bytes, name: str) -> ReplayBuffer:
    """Return the buffer in a file's content; nothing in it is ever run.

    Raises
    ------
    WeightsError
        If it is no such file, too large, or of another version.
    """
    if len(content) > LARGEST_BYTES:
        msg = f"{name} has {len(content)} bytes, more than {LARGEST_BYTES}."
        raise WeightsError(msg)
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        size = int.from_bytes(content[:8], "little")
        head = parse_json(content[8 : 8 + size].decode("utf-8"), name)
        about = parse_json(head["__metadata__"]["about"], name)
        found = about.pop("format")
        names = tuple(str(name) for name in about.pop("ch_names"))
        arrays = load(content)
        X, y = arrays["X"], arrays["y"].astype(np.int64)
        own_rest = arrays.get("own_rest")
    except (
        SafetensorError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        msg = (
            f"{name} is no file of personal weights ({error!r}), and was not used. "
            "Take it again from a copy of the dataset, or remove it: the next "
            "calibration then starts without that session."
        )
        raise WeightsError(msg) from error
    if found != FORMAT:
        msg = (
            f"{name} holds personal weights of format {found!r}; this version reads "
            f"format {FORMAT}. Upgrade attention-camp, or remove the file."
        )
        raise WeightsError(msg)
    if (
        X.ndim != 3
        or X.shape[:2] != (len(y), len(names))
        or not np.isin(y, (0, 1)).all()
        or not np.issubdtype(X.dtype, np.floating)
        or np.isinf(X).any()
        or not _is_rest(own_rest, len(names))
    ):
        msg = f"{name} holds windows of shape {X.shape} for {len(names)} channels."
        raise WeightsError(msg)
    return ReplayBuffer(X, y, names, about, own_rest=own_rest)


def _is_rest(own_rest: NDArray[np.floating] | None, n_chans: int) -> bool:
    if own_rest is None:
        return True
    has_shape = own_rest.ndim == 3 and own_rest.shape[1] == n_chans
    return has_shape and own_rest.dtype == np.float64 and not np.isinf(own_rest).any()


def hash_of(content: bytes) -> str:
    """Return the SHA-256 by which the ledger names a version of personal weights."""
    return hashlib.sha256(content).hexdigest()


def recalled(
    earlier: Sequence[ReplayBuffer], shared: Estimator, *, most: int
) -> Taught | None:
    """Return what the shared estimator sees in earlier sessions' windows, and labels.

    Each session is aligned to its own rest. Sessions on electrodes that the estimator
    does not know say nothing; None: there is nothing to see.

    Parameters
    ----------
    earlier : sequence of ReplayBuffer
        Oldest first.
    shared : Estimator
        Before it is aligned to anybody.
    most : int
        Windows of either label at most, drawn evenly over the sessions: today's count
        as much as all earlier ones together.
    """
    together: Taught | None = None
    for kept in earlier:
        rest = prepare(kept.rest(), sfreq=kept.sfreq, ch_names=kept.ch_names)
        if not rest.scored.any():
            continue
        found = Taught(see(shared.aligned(rest), kept.windows()), kept.y)
        together = found[~np.isnan(found.seen.z)].after(together)
    if together is None:
        return None
    rows = [_thinned(np.flatnonzero(together.y == k), most) for k in (0, 1)]
    return together[np.sort(np.concatenate(rows))]


def _thinned(rows: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """Return at most so many of the rows, evenly spaced."""
    if len(rows) <= most:
        return rows
    return np.asarray(rows[np.linspace(0, len(rows) - 1, most).round().astype(int)])
