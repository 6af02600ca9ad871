"""Markers of another program, such as PsychoPy, from an LSL stream."""

from __future__ import annotations

import threading
from typing import Any

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.sources.recorded import code_text
from attention_camp.signal.stream import SourceError

FIND_SECONDS = 5.0
"""How long a stream is looked for, s; own choice."""
_LOOK_SECONDS = 0.5
"""How long one look for a stream that went away takes, s; own choice."""
_MOST = 1024


class LslMarkerInlet:
    """Reads an LSL stream of markers: texts or numbers at irregular times.

    A stream that ends, as a script does between two blocks, is looked for by its name
    in a thread until it is there again: LSL itself finds only streams with a source id
    again, and no recording may end with its markers.

    Parameters
    ----------
    name : str
        Name of the stream; empty: the only one of type ``Markers``.
    timeout : float
        How long to look for it, s.

    Raises
    ------
    SourceError
        If there is no such stream, more than one, or it does not answer.
    """

    def __init__(self, name: str = "", *, timeout: float = FIND_SECONDS) -> None:
        from mne_lsl.lsl import local_clock

        wanted = {"name": name} if name else {"stype": "Markers"}
        self._inlet: Any = _opened(wanted, timeout)
        self.name: str = self._inlet.name
        self._local_clock: Any = local_clock
        self._message = ""
        self._is_foreign = False
        self._thread: threading.Thread | None = None
        self._is_closing = threading.Event()

    @property
    def message(self) -> str:
        """What was last wrong with the stream, for people; empty: nothing was."""
        return self._message

    def read(self) -> list[tuple[str, float]]:
        """Return the markers since the last call, each with its host time, s.

        None come while the stream is looked for; ``message`` says so.
        """
        if self._thread is not None:
            if self._thread.is_alive():
                return []
            self._thread.join()
            self._thread = None
            self._message = Sentence(
                "The LSL stream of markers {name!r} is heard again.", name=self.name
            )
        came: list[tuple[str, float]] = []
        try:
            while len(came) < _MOST and (marker := self._next()) is not None:
                came.append(marker)
        except (RuntimeError, TimeoutError):
            self._look_for_it()
        return came

    def close(self) -> None:
        """Close the inlet; the stream is looked for no longer."""
        self._is_closing.set()
        if self._thread is not None:
            self._thread.join()
        self._inlet.close_stream()

    def _next(self) -> tuple[str, float] | None:
        """Return the oldest marker that was not read; None: there is none."""
        # one by one, so that a text that cannot be read takes no other marker with it
        try:
            sample, stamp = self._inlet.pull_sample(timeout=0.0)
        except UnicodeDecodeError as error:
            text = _text([error.object.decode("utf-8", "backslashreplace")])
            if not self._is_foreign:  # said once: more will follow
                self._is_foreign = True
                self._message = Sentence(
                    "The marker {text} of the LSL stream {name!r} is not in UTF-8. "
                    "Such markers are kept in this form, at the time they were read. "
                    "Let the program that sends them encode its texts as UTF-8.",
                    text=text,
                    name=self.name,
                )
            return text, host_time()
        if stamp is None:
            return None
        # LSL's clock and the host's run alike; both are read at once
        return _text(sample), stamp + host_time() - float(self._local_clock())

    def _look_for_it(self) -> None:
        self._message = Sentence(
            "The LSL stream of markers {name!r} went away. Start the program that "
            "sends it again: the stream is looked for, and the recording goes on.",
            name=self.name,
        )
        self._thread = threading.Thread(
            target=self._reopen, name="markers", daemon=True
        )
        self._thread.start()

    def _reopen(self) -> None:
        """Open the stream as soon as there is one of its name, or until it closes."""
        self._inlet.close_stream()
        while not self._is_closing.is_set():
            try:
                self._inlet = _opened({"name": self.name}, _LOOK_SECONDS)
            except (SourceError, RuntimeError):
                # where there are several, LSL answers at once
                self._is_closing.wait(_LOOK_SECONDS)
            else:
                return


def _opened(wanted: dict[str, str], timeout: float) -> Any:
    """Return an open inlet of the only stream with some properties."""
    from mne_lsl.lsl import StreamInlet, resolve_streams

    found = resolve_streams(timeout=timeout, **wanted)
    name = wanted.get("name", "")
    if len(found) != 1:
        raise _not_one(name, [stream.name for stream in found])
    inlet = StreamInlet(found[0], processing_flags=["clocksync"])
    try:
        inlet.open_stream(timeout=timeout)
    except (RuntimeError, TimeoutError) as error:
        inlet.close_stream()
        raise SourceError(
            Sentence(
                "The LSL stream {name!r} does not answer. Start it again.",
                name=found[0].name,
            )
        ) from error
    return inlet


def _text(sample: Any) -> str:
    """Return a marker as text; of several channels, all of them."""
    values = sample if isinstance(sample, (list, tuple)) else list(sample)
    texts = (v if isinstance(v, str) else code_text(v) for v in values)
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
