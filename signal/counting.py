"""Lost, doubled and reordered samples, found from the board's packet counter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# own choice: a step of more than seven eighths of a turn is a packet out of order, by
# less than 32 of a Cyton's 256; the clock tells a loss of that size from it
_SHARE_BACK = 8


@dataclass(frozen=True, slots=True)
class CounterRule:
    """The rule by which a board's packet counter runs."""

    modulus: int
    """The counter wraps at this value."""
    step: int = 1
    """Increment from one packet to the next."""
    n_per_count: int = 1
    """Number of samples that share one count."""

    @property
    def sample_modulus(self) -> int:
        """The value at which the derived sample count wraps."""
        return self.modulus // self.step * self.n_per_count


class PacketCounter:
    """Turn a board's packet counter into a count per sample.

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
        """Return sample counts, shape (n_times,), from the counter's next values."""
        counts = np.rint(row).astype(np.int64) // self._rule.step
        if self._rule.n_per_count == 1:
            return counts % self._rule.sample_modulus
        places = np.empty_like(counts)
        for k, count in enumerate(counts.tolist()):
            self._n_same = self._n_same + 1 if count == self._last else 0
            self._last = count
            # samples beyond those that share a count repeat the last place, so that
            # ``SampleOrder`` drops them as doubled
            places[k] = min(self._n_same, self._rule.n_per_count - 1)
        return (counts * self._rule.n_per_count + places) % self._rule.sample_modulus


class SampleOrder:
    """Turn a wrapping counter into absolute sample indices.

    Parameters
    ----------
    modulus : int
        The counter runs from 0 to ``modulus - 1``; at least 2.
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
        """Restart: the next sample has index ``next_index`` whatever its count."""
        self._last_count = None
        self._last_index = self._newest = next_index - 1

    def place(
        self, counts: NDArray[np.int64], due: float | None
    ) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return which samples are new, in order, and their absolute indices.

        A sample that arrives after its index was counted as lost is left out.

        Parameters
        ----------
        counts : ndarray, shape (n_times,)
            Counter values of the samples, in order of arrival.
        due : float | None
            Number of samples expected by the clock, to detect losses of more than one
            turn of the counter; None: unknown.
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
        if indices[0] > self._newest and (steps == 1).all():  # as it nearly always is
            self._newest = self._last_index
            return np.arange(indices.size), indices
        # sorted, and doubled packets once: the ring and the file only go forwards
        unique, first_seen = np.unique(indices, return_index=True)
        is_new = unique > self._newest
        if is_new.any():
            self._newest = int(unique[-1])
        return first_seen[is_new].astype(np.intp), unique[is_new]

    def _turns(self, steps: NDArray[np.int64], missing: float) -> NDArray[np.int64]:
        """Return the whole turns of the counter to add from the largest jump on."""
        turns = np.zeros_like(steps)
        n_turns = round(missing / self._modulus)
        jumps = np.abs(steps - 1)
        # without a jump nothing was lost: packets were early, or the clock has no fit
        if n_turns > 0 and jumps.max() > 0:
            turns[int(np.argmax(jumps)) :] = n_turns * self._modulus
        return turns
