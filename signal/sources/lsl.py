"""A Lab Streaming Layer (LSL) stream as a source."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import electrode_names, positions_of
from attention_camp.signal.sources.lsl_stamps import StampReader
from attention_camp.signal.sources.units import stream_microvolts
from attention_camp.signal.stream import Packet, SourceError, StreamInfo

_FIND_S = 5.0
_CHUNK = 4_096
_MAX_BUFFERED_S = 60


def list_streams(*, timeout: float = 1.0) -> tuple[str, ...]:
    """Return the names of the EEG streams that are on the network now."""
    from mne_lsl.lsl import resolve_streams

    found = resolve_streams(timeout, stype="EEG")
    return tuple(sorted({str(sinfo.name) for sinfo in found}))


class LslSource:
    """An inlet for one EEG stream, from its newest sample on.

    LSL has no counter, so that losses show on the clock; it hides a lost source by
    reconnecting to it and then serves what was kept meanwhile, so that recovery is
    switched off here and left to the acquisition.

    Parameters
    ----------
    name : str
        Name of the stream; empty: the only one of type EEG.
    timeout : float
        How long to look for it, s.

    Raises
    ------
    SourceError
        Where no such stream, or more than one, is on the network.
    """

    is_real_time = True

    def __init__(self, name: str = "", *, timeout: float = _FIND_S) -> None:
        self._name = name
        self._timeout = timeout
        self._inlet: Any = None
        self._stamps: StampReader | None = None
        inlet, full = self._open()
        inlet.close_stream()
        self.info, self._rows, self._scale = _describe(full)

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
        samples = np.concatenate(chunks)[:, self._rows] * self._scale
        return Packet(
            np.ascontiguousarray(samples.T, np.float32),
            now,
            stamp=stamp,
            has_jumped=self._stamps.n_jumps > n_jumps,
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

        found = self._resolve()
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
        info, self._rows, self._scale = _describe(full)
        if (info.ch_names, info.sfreq) != (self.info.ch_names, self.info.sfreq):
            raise SourceError(
                Sentence(
                    "The LSL stream {name!r} came back with {n_chans} channels "
                    "at {sfreq} Hz; it had {n_before} at {sfreq_before} Hz. Begin a "
                    "new session.",
                    name=self.info.name,
                    n_chans=info.n_chans,
                    sfreq=info.sfreq,
                    n_before=self.info.n_chans,
                    sfreq_before=self.info.sfreq,
                )
            )

    def _resolve(self) -> Any:
        from mne_lsl.lsl import resolve_streams

        found = (
            resolve_streams(self._timeout, name=self._name)
            if self._name
            else resolve_streams(self._timeout, stype="EEG")
        )
        if len(found) == 1:
            return found[0]
        wanted = (
            Sentence("called {name!r}", name=self._name)
            if self._name
            else Sentence("of type EEG")
        )
        if found:
            names = ", ".join(repr(sinfo.name) for sinfo in found)
            raise SourceError(
                Sentence(
                    "There are {n} LSL streams {wanted}: {names}. Give one name "
                    "that only one has.",
                    n=len(found),
                    wanted=wanted,
                    names=names,
                )
            )
        raise SourceError(
            Sentence(
                "There is no LSL stream {wanted} on the network within "
                "{timeout:g} s. Start it, and check that the firewall lets LSL "
                "through (UDP and TCP ports 16571 to 16604).",
                wanted=wanted,
                timeout=self._timeout,
            )
        )

    def _gone(self) -> str:
        return Sentence(
            "The LSL stream {name!r} went away. Start its program again; the "
            "connection is tried again by itself.",
            name=self.info.name,
        )


def _describe(full: Any) -> tuple[StreamInfo, list[int], NDArray[np.float64]]:
    """Return the stream's description, its EEG channels and their factors to µV."""
    n_chans = full.n_channels
    names = full.get_channel_names() or [f"EEG{k + 1}" for k in range(n_chans)]
    types = full.get_channel_types() or ["eeg"] * n_chans
    units = full.get_channel_units() or [""] * n_chans
    rows = [k for k, kind in enumerate(types) if str(kind).lower() == "eeg"]
    rows = rows or list(range(n_chans))
    if not full.sfreq > 0:
        raise SourceError(
            Sentence(
                "The LSL stream {name!r} has no regular sampling rate, so it is "
                "no EEG. Choose another stream.",
                name=full.name,
            )
        )
    plain = electrode_names([str(names[k]) for k in rows])
    if len(set(plain)) != len(plain):
        plain = tuple(f"EEG{k + 1}" for k in range(len(rows)))
    info = StreamInfo(
        name=full.name,
        sfreq=float(full.sfreq),
        ch_names=plain,
        positions=positions_of(plain),
        manufacturer="n/a",
        model=f"LSL stream {full.name}",
    )
    scale = np.array([stream_microvolts(str(units[k])) or 1.0 for k in rows])
    return info, rows, scale
