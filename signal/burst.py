"""Samples that are taken as one: a packet, or the packets that end a stall."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import Packet, StreamInfo

# own choice: what a link held back comes in pieces, a few polls apart
_CATCH_UP_S = 0.25
_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Burst:
    """Packets of one source in their order, joined."""

    packet: Packet
    """All of them; arrival and stamp are those of the last."""
    began: float
    """Arrival of the first, host clock, s."""
    ends_stall: bool
    """Whether nothing had arrived for a while before."""

    def and_then(self, packet: Packet) -> Burst:
        """Return the burst with the packet that followed."""
        before = self.packet
        joined = replace(
            packet,
            samples_uv=np.concatenate([before.samples_uv, packet.samples_uv], axis=1),
            counter=_joined(before.counter, packet.counter),
            markers=_joined(before.markers, packet.markers),
            others=_joined(before.others, packet.others),
        )
        return replace(self, packet=joined)

    def may_grow(self, now: float) -> bool:
        """Return whether what a link held back may still be on its way at ``now``, s.

        Only while a stall has just ended, and where only the clock tells what was
        lost: stamps of the sender tell it at once.
        """
        is_early = now - self.began < _CATCH_UP_S
        return self.ends_stall and self.packet.stamp is None and is_early

    def all_channels(self, info: StreamInfo) -> NDArray[np.float32]:
        """Return the EEG and below it the other channels, as they are recorded."""
        samples, others = self.packet.samples_uv, self.packet.others
        if not info.others:
            return samples
        if others is None:
            others = np.full((len(info.others), samples.shape[1]), np.nan, np.float32)
        return np.concatenate([samples, others])

    def markers(
        self, keep: NDArray[np.intp], indices: NDArray[np.int64]
    ) -> tuple[tuple[int, int], ...]:
        """Return (absolute sample, value) of each marker.

        Parameters
        ----------
        keep : ndarray, shape (n_kept,)
            The samples of the burst that count.
        indices : ndarray, shape (n_kept,)
            Their absolute samples.
        """
        markers = self.packet.markers
        if markers is None or not markers.any():
            return ()
        values = markers[keep]
        return tuple((int(indices[k]), int(values[k])) for k in np.flatnonzero(values))


def _joined(
    before: NDArray[_Number] | None, after: NDArray[_Number] | None
) -> NDArray[_Number] | None:
    # a source has them in every packet or in none
    if before is None or after is None:
        return None
    return np.concatenate([before, after], axis=-1)
