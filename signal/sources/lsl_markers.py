"""Markers of another program, such as PsychoPy, from an LSL stream."""

from __future__ import annotations

from typing import Any

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.stream import SourceError

FIND_SECONDS = 5.0
"""How long a stream is looked for, s; own choice."""
_MOST = 1024


class LslMarkerInlet:
    """Reads an LSL stream of markers: texts or numbers at irregular times.

    Parameters
    ----------
    name : str
        Name of the stream; empty: the only one of type ``Markers``.
    timeout : float
        How long to look for it, s.

    Raises
    ------
    SourceError
        If there is no such stream, or more than one.
    """

    def __init__(self, name: str = "", *, timeout: float = FIND_SECONDS) -> None:
        from mne_lsl.lsl import StreamInlet, local_clock, resolve_streams

        wanted = {"name": name} if name else {"stype": "Markers"}
        found = resolve_streams(timeout=timeout, **wanted)
        if len(found) != 1:
            raise _not_one(name, [stream.name for stream in found])
        self.name: str = found[0].name
        self._local_clock: Any = local_clock
        self._inlet: Any = StreamInlet(found[0], processing_flags=["clocksync"])
        self._inlet.open_stream(timeout=timeout)

    def read(self) -> list[tuple[str, float]]:
        """Return the markers since the last call, each with its host time, s."""
        samples, stamps = self._inlet.pull_chunk(timeout=0.0, max_samples=_MOST)
        # LSL's clock and the host's run alike; both are read at once
        offset = host_time() - float(self._local_clock())
        return [
            (_text(sample), float(stamp) + offset)
            for sample, stamp in zip(samples, stamps, strict=True)
        ]

    def close(self) -> None:
        """Close the inlet."""
        self._inlet.close_stream()


def _text(sample: Any) -> str:
    """Return a marker as text; of several channels, all of them."""
    values = sample if isinstance(sample, (list, tuple)) else list(sample)
    texts = (f"{v:g}" if isinstance(v, float) else str(v) for v in values)
    return " ".join(" ".join(texts).split())


def _not_one(name: str, found: list[str]) -> SourceError:
    if found:
        return SourceError(
            Sentence(
                "There are {n} LSL streams of markers: {names}. Say which one: "
                "--markers NAME.",
                n=len(found),
                names=", ".join(found),
            )
        )
    return SourceError(
        Sentence(
            "There is no LSL stream of markers called {name!r} on the network. Start "
            "the program that sends it first, and let its firewall pass LSL.",
            name=name or "Markers",
        )
    )
