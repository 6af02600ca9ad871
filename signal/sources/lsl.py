"""A Lab Streaming Layer (LSL) stream as a source."""

from __future__ import annotations

from typing import Any

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.assembling import refuse_units
from attention_camp.signal.sources.lsl_stamps import StampReader
from attention_camp.signal.sources.lsl_streams import (
    LslChannels,
    describe,
    find_stream,
    has_text,
    list_streams,
)
from attention_camp.signal.sources.recorded import NO_OPTIONS, ReadOptions
from attention_camp.signal.sources.triggers import TriggerWatch
from attention_camp.signal.stream import Packet, SourceError

__all__ = ["LslSource", "list_streams"]

_FIND_S = 5.0
_CHUNK = 4_096
_MAX_BUFFERED_S = 60


class LslSource:
    """An inlet for one EEG stream, from its newest sample on.

    LSL has no counter, so that losses show on the clock; it hides a lost source by
    reconnecting to it and then serves what was kept meanwhile, so that recovery is
    switched off here and left to the acquisition.

    Parameters
    ----------
    name : str
        Name of the stream, or ``NAME@ID`` where several have it; empty: the only one
        of type EEG.
    timeout : float
        How long to look for it, s.
    options : ReadOptions
        What a person says about the stream: units, names; nothing by default.

    Raises
    ------
    SourceError
        Where no such stream, or more than one, is on the network, or it cannot be EEG.
    """

    is_real_time = True

    def __init__(
        self,
        name: str = "",
        *,
        timeout: float = _FIND_S,
        options: ReadOptions = NO_OPTIONS,
    ) -> None:
        refuse_units(options.units)
        self._name = name
        self._timeout = timeout
        self._options = options
        self._inlet: Any = None
        self._stamps: StampReader | None = None
        inlet, full = self._open()
        inlet.close_stream()
        self._channels: LslChannels
        self.info, self._channels = describe(full, options)
        self._watch = TriggerWatch(self.info.sfreq)

    def start(self) -> None:
        """Connect; samples sent earlier are dropped.

        Raises
        ------
        SourceError
            Where the stream is gone or has changed.
        """
        inlet, full = self._open()
        try:
            self._check_is_the_same(full)
        except SourceError:
            inlet.close_stream()
            raise
        inlet.flush()
        # takes half a second, in which nothing is lost any more
        self._stamps = StampReader(full.name, self.info.sfreq, inlet)
        self._watch = TriggerWatch(self.info.sfreq)
        self._inlet = inlet

    def read(self, now: float) -> Packet | None:
        """Return the samples since the last call, or None.

        Raises
        ------
        SourceError
            Where the stream is not connected or went away.
        """
        if self._inlet is None:
            raise SourceError(
                Sentence(
                    "The LSL stream {name!r} is not connected.",
                    name=self.info.name,
                )
            )
        chunks, stamps = [], []
        while True:
            try:
                data, times = self._inlet.pull_chunk(timeout=0.0, max_samples=_CHUNK)
            except (RuntimeError, ValueError) as error:
                raise SourceError(self._gone()) from error
            if len(data):
                # the arrays are the inlet's own buffers
                chunks.append(np.array(data, np.float64))
                stamps.append(np.array(times, np.float64))
            if len(data) < _CHUNK:
                break
        if not chunks or self._stamps is None:
            return None
        n_jumps = self._stamps.n_jumps
        stamp = self._stamps.newest(np.concatenate(stamps), now)
        values, taken = np.concatenate(chunks), self._channels
        samples = values[:, taken.rows] * taken.scale
        others = (values[:, taken.others] * taken.other_scale).T
        return Packet(
            np.ascontiguousarray(samples.T, np.float32),
            now,
            markers=self._watch.markers(others[list(taken.triggers)]),
            has_triggers=True,
            stamp=stamp,
            has_jumped=self._stamps.n_jumps > n_jumps,
            others=np.ascontiguousarray(others, np.float32),
        )

    def mark(self, value: int) -> None:
        """Do nothing: an inlet cannot be written to."""

    def stop(self) -> None:
        """Disconnect."""
        inlet, self._inlet = self._inlet, None
        if inlet is not None:
            inlet.close_stream()

    def _open(self) -> tuple[Any, Any]:
        """Return an open inlet and the stream's full description."""
        from mne_lsl.lsl import StreamInlet

        found = find_stream(self._name, self._timeout)
        if has_text(found):
            describe(found, self._options)  # says so
        inlet = StreamInlet(found, max_buffered=_MAX_BUFFERED_S, recover=False)
        try:
            inlet.open_stream(timeout=self._timeout)
            # the channels' names come only with the full description
            return inlet, inlet.get_sinfo(timeout=self._timeout)
        except (RuntimeError, TimeoutError) as error:
            inlet.close_stream()
            raise SourceError(
                Sentence(
                    "The LSL stream {name!r} does not answer. Start it again.",
                    name=found.name,
                )
            ) from error

    def _check_is_the_same(self, full: Any) -> None:
        """Accept a returned stream with the same channels and rate; refuse another."""
        info, channels = describe(full, self._options)
        was = self.info
        if (info.ch_names, info.others, info.sfreq) != (
            was.ch_names,
            was.others,
            was.sfreq,
        ):
            raise SourceError(
                Sentence(
                    "The LSL stream {name!r} came back with {n_chans:channel|channels} "
                    "at {sfreq} Hz; it had {n_before} at {sfreq_before} Hz. Begin a "
                    "new session.",
                    name=self.info.name,
                    n_chans=info.n_recorded,
                    sfreq=info.sfreq,
                    n_before=self.info.n_recorded,
                    sfreq_before=self.info.sfreq,
                )
            )
        self._channels = channels

    def _gone(self) -> str:
        return Sentence(
            "The LSL stream {name!r} went away. Start its program again; the "
            "connection is tried again by itself.",
            name=self.info.name,
        )
