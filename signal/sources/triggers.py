"""Events from the values of a trigger channel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import RecordedEvent

# own choice: a channel that changes more often, and at more than every fifth sample,
# is no trigger but a signal
_MOST_PER_SECOND = 20.0
_MOST_PER_SAMPLE = 0.2
# of the 24 bits of BioSemi's Status channel the lower 16 are the trigger input
_INPUT = 0xFFFF
_UPPER = 0xFF00


def trigger_events(
    values: NDArray[np.float32], sfreq: float, name: str
) -> tuple[list[RecordedEvent], str]:
    """Return the events of a trigger channel, and what has to be said about it.

    Parameters
    ----------
    values : ndarray, shape (n_times,)
        The channel; NaN where nothing was recorded.
    sfreq : float
        Sampling rate, Hz.
    name : str
        The channel's name, for people.

    Returns
    -------
    events : list of RecordedEvent
        One for each change to a value that is not at rest, called by its number.
    note : str
        Why there are none, where the channel holds a signal; else empty.
    """
    if not values.size:
        return [], ""
    changes, codes, _ = codes_of(values)
    if len(changes) > _most(sfreq) * max(values.size / sfreq, 1.0):
        return [], Sentence(
            "The channel {name} is called a trigger and changes more than {most:g} "
            "times a second: it is kept, and no events are made of it.",
            name=name,
            most=_most(sfreq),
        )
    return [
        RecordedEvent(int(sample), 0.0, str(code))
        for sample, code in zip(changes.tolist(), codes.tolist(), strict=True)
    ], ""


def _most(sfreq: float) -> float:
    return max(_MOST_PER_SECOND, _MOST_PER_SAMPLE * sfreq)


def codes_of(
    values: NDArray[np.floating], always: int = _UPPER
) -> tuple[NDArray[np.intp], NDArray[np.int64], int]:
    """Find where a trigger channel changes to a code, and the codes.

    Bits of the upper byte that are always set, as on a BioSemi whose input is half
    connected, belong to no code.

    Parameters
    ----------
    values : ndarray, shape (n_times,)
        The channel; NaN where nothing was recorded.
    always : int
        Bits that were set in all values before these.

    Returns
    -------
    changes : ndarray, shape (n_codes,)
        Samples at which a code begins.
    codes : ndarray, shape (n_codes,)
        The codes.
    always : int
        Bits that were set in these values as well.
    """
    is_there = np.isfinite(values)
    whole = np.zeros(values.shape, np.int64)
    whole[is_there] = np.rint(np.clip(values[is_there], -(2.0**62), 2.0**62))
    if (whole > _INPUT).any():
        whole &= _INPUT
    there = whole[is_there]
    if there.size:
        always &= int(np.bitwise_and.reduce(there))
        whole &= ~always
    # through a gap the value before it is held
    last = np.maximum.accumulate(np.where(is_there, np.arange(values.size), 0))
    whole = whole[last]
    changes = np.flatnonzero(np.diff(whole) != 0) + 1
    changes = changes[whole[changes] != 0]
    return changes, whole[changes], always


class TriggerWatch:
    """Finds the codes of trigger channels in a stream, packet by packet.

    Parameters
    ----------
    sfreq : float
        Sampling rate, Hz.
    """

    def __init__(self, sfreq: float) -> None:
        self._sfreq = sfreq
        self._last: NDArray[np.float64] | None = None
        self._always: list[int] = []
        self._n_changes = self._n_times = 0

    def markers(self, rows: NDArray[np.float64]) -> NDArray[np.int64] | None:
        """Return the code that begins at each sample, or 0; None: no triggers.

        Parameters
        ----------
        rows : ndarray, shape (n_triggers, n_times)
            The next values of the trigger channels.
        """
        if not len(rows):
            return None
        if self._last is None:
            self._last, self._always = rows[:, :1], [_UPPER] * len(rows)
        found = np.zeros(rows.shape[1], np.int64)
        for k, row in enumerate(np.concatenate([self._last, rows], axis=1)):
            # two codes of one packet may share a bit that a rest before them lacked
            changes, codes, self._always[k] = codes_of(row, self._always[k])
            self._n_changes += len(changes)
            found[changes - 1] = codes
        self._last = rows[:, -1:].copy()
        self._n_times += rows.shape[1]
        # a signal under a trigger's name would fill the file of markers
        limit = _most(self._sfreq) * (1.0 + self._n_times / self._sfreq)
        return found if self._n_changes <= limit else np.zeros_like(found)
