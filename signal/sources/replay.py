"""A recording, played back as a source."""

from __future__ import annotations

import itertools
import logging
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.apart import read_apart
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import (
    NO_OPTIONS,
    ReadOptions,
    Recorded,
    RecordedEvent,
)
from attention_camp.signal.stream import Packet, SourceError

logger = logging.getLogger(__name__)

_COUNTER_MODULUS = 65_536


class ReplaySource:
    """Play a recording, once or in a loop, at any speed.

    Parameters
    ----------
    recording : path | Recorded
        The recording; a path is read at once, so that a wrong one fails early.
    options : ReadOptions
        What a person says about the file: units, names; nothing by default.
    speed : float
        Seconds of the recording in one second of the clock given to ``read``.
    is_looping : bool
        Start over at the end; otherwise the samples end there.

    Raises
    ------
    SourceError
        Where the recording cannot be read.
    """

    is_real_time = False

    def __init__(
        self,
        recording: str | Path | Recorded,
        *,
        options: ReadOptions = NO_OPTIONS,
        speed: float = 1.0,
        is_looping: bool = False,
    ) -> None:
        if not speed > 0:
            raise ValueError(f"speed must be positive, got {speed}")
        self.recorded = (
            recording
            if isinstance(recording, Recorded)
            else read_apart(read_recording, Path(recording), options)
        )
        for note in self.recorded.notes:
            logger.warning("%s", note)
        self.info = self.recorded.info
        self.speed = speed
        self.is_looping = is_looping
        self.event_codes = _codes({event.description for event in self.events})
        """Codes of the events in the marker channel; a trigger's is its own."""
        self._origin: float | None = None
        self._n_read = 0
        self._is_started = False

    @property
    def events(self) -> tuple[RecordedEvent, ...]:
        """Events of the recording, in order."""
        return self.recorded.events

    @property
    def n_times(self) -> int:
        """Number of samples in the recording."""
        return int(self.recorded.samples_uv.shape[1])

    @property
    def is_finished(self) -> bool:
        """Whether all samples were played."""
        return not self.is_looping and self._n_read >= self.n_times

    def start(self) -> None:
        """Begin at the first sample."""
        self._origin = None
        self._n_read = 0
        self._is_started = True

    def read(self, now: float) -> Packet | None:
        """Return the samples due by ``now``; the first call starts the clock.

        Raises
        ------
        SourceError
            Where it was not started.
        """
        if not self._is_started:
            raise SourceError(
                Sentence(
                    "The {name} is not started.",
                    name=self.info.name,
                )
            )
        if self._origin is None:
            self._origin = now
        n_due = int((now - self._origin) * self.info.sfreq * self.speed + 1e-6)
        if not self.is_looping:
            n_due = min(n_due, self.n_times)
        if n_due <= self._n_read:
            return None
        index = np.arange(self._n_read, n_due)
        self._n_read = n_due
        places = index % self.n_times
        return Packet(
            np.ascontiguousarray(self.recorded.samples_uv[:, places]),
            now,
            index % _COUNTER_MODULUS,
            self._markers(places),
            has_triggers=True,
            others=self._others(places),
        )

    def mark(self, value: int) -> None:
        """Do nothing: a recording keeps its own markers."""

    def stop(self) -> None:
        """Stop; ``start`` begins at the first sample again."""
        self._is_started = False

    def _others(self, places: NDArray[np.int64]) -> NDArray[np.float32] | None:
        others = self.recorded.others
        return None if others is None else np.ascontiguousarray(others[:, places])

    def _markers(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        markers = np.zeros(places.size, np.int64)
        for event in self.events:
            markers[places == event.sample] = self.event_codes[event.description]
        return markers


def _codes(descriptions: set[str]) -> dict[str, int]:
    own = {
        text: int(text) for text in descriptions if re.fullmatch(r"[1-9]\d{0,4}", text)
    }
    free = itertools.filterfalse(set(own.values()).__contains__, itertools.count(1))
    rest = sorted(descriptions - set(own))
    return own | dict(zip(rest, free, strict=False))
