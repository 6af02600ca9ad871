"""Packets that are taken as one lose nothing of what came with them."""

from __future__ import annotations

import numpy as np

from attention_camp.signal.burst import Burst
from attention_camp.signal.stream import Channel, Packet, StreamInfo

INFO = StreamInfo("two", 250.0, ("Cz",), others=(Channel("Aux", "misc", "n/a"),))


def _packet(first: int, n: int, arrival: float) -> Packet:
    numbers = np.arange(first, first + n)
    return Packet(
        numbers[None].astype(np.float32),
        arrival,
        markers=np.where(numbers == 4, 7, 0),
        has_triggers=True,
        others=-numbers[None].astype(np.float32),
    )


def test_the_packets_of_a_burst_are_one_with_channels_and_markers() -> None:
    burst = Burst(_packet(0, 3, 10.0), 10.0, True).and_then(_packet(3, 4, 10.2))
    rows = burst.all_channels(INFO)
    np.testing.assert_array_equal(rows, [np.arange(7), -np.arange(7.0)])
    assert burst.markers(np.arange(7), np.arange(100, 107)) == ((104, 7),)
    assert (burst.began, burst.packet.arrival) == (10.0, 10.2)
    assert burst.packet.has_triggers
    assert burst.may_grow(10.2)
    assert not burst.may_grow(10.3)
    assert not Burst(burst.packet, 10.0, False).may_grow(10.2)
