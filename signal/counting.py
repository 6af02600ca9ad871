"""Lost, doubled and reordered samples, found from the board's packet counter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# own choice: a step of more than seven eighths of a turn is a packet out of order, by
# less than 32 of a Cyton's 256; a loss of that size is told from it by the clock
_SHARE_BACK = 8


@dataclass(frozen=True, slots=True)
class CounterRule:
    """How a board's packet counter runs."""

    modulus: int
    """It wraps at this value."""
    step: int = 1
    """By how much it rises from one packet to the next."""
    n_per_count: int = 1
    """How many samples share one count."""

    @property
    def sample_modulus(self) -> int:
        """The value at which the count of samples made of it wraps."""
        return self.modulus // self.step * self.n_per_count


class PacketCounter:
    """Make a count per sample of a board's counter.

    Parameters
    ----------
    rule : CounterRule
        How the board counts.
    """

    def __init__(self, rule: CounterRule) -> None:
        self._rule = rule
        self._last: int | None = None
        self._n_same = 0

    def per_sample(self, row: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the counts for the next samples' values of the counter's row."""
        counts = np.rint(row).astype(np.int64) // self._rule.step
        if self._rule.n_per_count == 1:
            return counts % self._rule.sample_modulus
        places = np.empty_like(counts)
        for k, count in enumerate(counts.tolist()):
            self._n_same = self._n_same + 1 if count == self._last else 0
            self._last = count
            places[k] = min(self._n_same, self._rule.n_per_count - 1)
        return (counts * self._rule.n_per_count + places) % self._rule.sample_modulus


class SampleOrder:
    """Turn a wrapping counter into absolute sample indices.

    Parameters
    ----------
    modulus : int
        The counter runs from 0 to ``modulus - 1``.
    """

    def __init__(self, modulus: int) -> None:
        if modulus < 2:
            raise ValueError(f"modulus must be at least 2, got {modulus}")
        self._modulus = modulus
        self._step_back = modulus // _SHARE_BACK
        self._last_count: int | None = None
        self._last_index = -1
        self._newest = -1

    def restart(self, next_index: int) -> None:
        """Begin anew: the next sample has index ``next_index`` whatever its count."""
        self._last_count = None
        self._last_index = self._newest = next_index - 1

    def place(
        self, counts: NDArray[np.int64], due: float | None
    ) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return which samples are new, in order, and their absolute indices.

        ``due`` is the number of samples that should be there by the clock, or None;
        with it a loss of more than a whole turn of the counter is told from a small
        one. A sample that comes when its place was already given up is left out.
        """
        if counts.size == 0:
            return np.empty(0, np.intp), np.empty(0, np.int64)
        if self._last_count is None:
            self._last_count = int(counts[0]) - 1
        steps = np.diff(counts, prepend=self._last_count) % self._modulus
        # a step of 255 of 256 is a packet out of order, not 254 lost ones
        steps[steps > self._modulus - self._step_back] -= self._modulus
        indices = self._last_index + np.cumsum(steps)
        if due is not None:
            indices += self._turns(steps, due - 1 - float(indices[-1]))
        self._last_count = int(counts[-1])
        self._last_index = int(indices[-1])
        unique, first_seen = np.unique(indices, return_index=True)
        is_new = unique > self._newest
        if is_new.any():
            self._newest = int(unique[-1])
        return first_seen[is_new].astype(np.intp), unique[is_new]

    def _turns(self, steps: NDArray[np.int64], missing: float) -> NDArray[np.int64]:
        """Return whole turns to add from the largest jump on, if the clock says so."""
        turns = np.zeros_like(steps)
        n_turns = round(missing / self._modulus)
        jumps = np.abs(steps - 1)
        # without a jump nothing was lost: the packets are early or the clock is young
        if n_turns > 0 and jumps.max() > 0:
            turns[int(np.argmax(jumps)) :] = n_turns * self._modulus
        return turns
