"""Buttons that come as markers of a Lab Streaming Layer (LSL) stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attention_camp.camp.ui.participant.boxes.box import BoxError, Button, now
from attention_camp.resources.texts import Sentence

FIND_SECONDS = 5.0
"""How long a stream is looked for, s; own choice."""


class LslReader:
    """Reads markers of a stream: each text is a button.

    Parameters
    ----------
    name : str
        Name of the stream.

    Raises
    ------
    BoxError
        If there is no such stream of markers.
    """

    def __init__(self, name: str) -> None:
        from mne_lsl.lsl import StreamInlet, local_clock, resolve_streams

        found = resolve_streams(timeout=FIND_SECONDS, name=name)
        if not found or found[0].dtype != "string":
            raise BoxError(
                Sentence(
                    "There is no LSL stream of markers called {name}. Start the "
                    "program that sends the buttons, then begin again.",
                    name=name,
                )
            )
        self._clock: Any = local_clock
        self._inlet: Any = StreamInlet(found[0], processing_flags=["clocksync"])
        self._inlet.open_stream(timeout=FIND_SECONDS)

    def read(self) -> Iterator[Button]:
        """Yield the markers that came within a tenth of a second."""
        sample, stamp = self._inlet.pull_sample(timeout=0.1)
        if stamp is None or not len(sample):
            return
        # LSL's clock and the host's run alike; both are read at once
        pressed = now() - (float(self._clock()) - float(stamp))
        yield Button(str(sample[0]), None, pressed)

    def close(self) -> None:
        """Close the inlet."""
        self._inlet.close_stream()
