"""The signal of a light sensor while onsets are drawn, on the host's clock."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import SampleClock
from attention_camp.signal.counting import SampleOrder
from attention_camp.signal.photodiode.edges import Delays, find_delays
from attention_camp.signal.stream import Packet, Source, SourceError, StreamInfo


class LightRecording:
    """Reads one channel of a source, and places onsets in it as a session does.

    Samples get their times from the same line through arrivals as in a session, and
    lost packets are found by the same counter. What is measured is therefore the delay
    of a picture *in the recording*: monitor and transport of the headset together.

    Parameters
    ----------
    source : Source
        Started by the caller.
    channel : str
        Name of the channel that the diode is connected to; empty: the only one that is
        no EEG and names no other sensor.
    is_ac_coupled : bool
        Whether the sensor's level decays, as in sound cards.

    Raises
    ------
    SourceError
        If there is no such channel.
    """

    def __init__(
        self, source: Source, channel: str = "", *, is_ac_coupled: bool = False
    ) -> None:
        self._source = source
        self._is_ac_coupled = is_ac_coupled
        self.channel = channel or only_channel(source.info)
        self._row = row_of(source.info, self.channel)
        self.clock = SampleClock(source.info.sfreq)
        modulus = source.info.counter_modulus
        self._order = SampleOrder(modulus) if modulus is not None else None
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
        self.n_samples = 0
        """Samples so far, lost ones included."""

    def poll(self, now: float) -> None:
        """Take what has arrived by ``now``, host clock, s.

        Raises
        ------
        SourceError
            If the source is gone.
        """
        packet = self._source.read(now)
        if packet is None or not packet.samples_uv.shape[1]:
            return
        keep, indices = self._place(packet)
        if not indices.size:
            return
        rows = packet.samples_uv
        if packet.others is not None:
            rows = np.concatenate([rows, packet.others])
        self._parts.append((indices, rows[self._row, keep].astype(float)))
        self.n_samples = int(indices[-1]) + 1
        self.clock.update(self.n_samples, packet.time)

    def _place(self, packet: Packet) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        if self._order is None or packet.counter is None:
            keep = np.arange(packet.samples_uv.shape[1])
            return keep, self.n_samples + keep
        due = None
        if self.clock.is_started:
            due = self.clock.sample_at(packet.time) + 1
        return self._order.place(packet.counter, due)

    def light(self) -> NDArray[np.float64]:
        """Return the signal so far, shape (n_times,); NaN where samples were lost."""
        light = np.full(self.n_samples, np.nan)
        for indices, values in self._parts:
            light[indices] = values
        return light

    def delays(self, onsets: Sequence[float]) -> Delays:
        """Return how long after each onset, host clock, s, the light changed."""
        places = np.array([self.clock.sample_at(onset) for onset in onsets])
        return find_delays(
            self.light(), places, self.clock.rate, is_ac_coupled=self._is_ac_coupled
        )


def row_of(info: StreamInfo, channel: str) -> int:
    """Return the row of a channel, in EEG and other channels together.

    Raises
    ------
    SourceError
        If there is no such channel; the text names those that there are.
    """
    names = (*info.ch_names, *(other.name for other in info.others))
    if channel not in names:
        raise SourceError(
            Sentence(
                "{source} has no channel {channel!r}. Its channels are {names}: give "
                "the one that the photodiode is connected to.",
                source=info.name,
                channel=channel,
                names=", ".join(names),
            )
        )
    return names.index(channel)


def only_channel(info: StreamInfo) -> str:
    """Return the channel that a diode may be connected to, where there is one only.

    Raises
    ------
    SourceError
        If there is none, or more than one.
    """
    free = [other.name for other in info.others if other.kind == "misc"]
    if len(free) == 1:
        return free[0]
    raise SourceError(
        Sentence(
            "{source} has {n} auxiliary channels, so it must be said which one the "
            "photodiode is connected to. Its channels are {names}.",
            source=info.name,
            n=len(free),
            names=", ".join((*info.ch_names, *(one.name for one in info.others))),
        )
    )
