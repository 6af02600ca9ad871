"""A source that reconnects by itself."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from attention_camp.resources.texts import Sentence
from attention_camp.signal.impedance import NO_IMPEDANCE, ImpedanceReport
from attention_camp.signal.stream import Packet, Source, SourceError, StreamInfo

# own choices: a Bluetooth link may be quiet for a second and go on; the waits let a
# replugged board be found within five seconds without asking all the time
_PATIENCE_S = 1.5
_BACKOFF_S = (0.25, 0.5, 1.0)


class ReconnectingSource:
    """Wrap a source and restart it when it is lost.

    A source is lost when it says so, or when nothing arrived for a while: an
    unplugged board raises nothing in BrainFlow, it returns empty arrays and keeps a
    core busy until its session is released. Stopping and starting may take seconds,
    so they happen in a thread; ``read`` returns None meanwhile.

    Parameters
    ----------
    source : Source
        The source; only this object may use it.
    patience : float
        How long nothing may arrive, s.
    backoff : sequence of float
        Waits before the attempts, s; the last one is repeated.
    """

    def __init__(
        self,
        source: Source,
        *,
        patience: float = _PATIENCE_S,
        backoff: Sequence[float] = _BACKOFF_S,
    ) -> None:
        if patience <= 0 or not backoff or min(backoff) < 0:
            raise ValueError(
                "patience must be positive and backoff a list of waits, got "
                f"{patience} and {backoff}"
            )
        self.source = source
        self._patience = patience
        self._backoff = tuple(backoff)
        self._is_ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._last: float | None = None
        self._message = ""
        self._n_restarts = 0

    @property
    def info(self) -> StreamInfo:
        """Description of the stream."""
        return self.source.info

    @property
    def is_real_time(self) -> bool:
        """As the source's."""
        return self.source.is_real_time

    @property
    def is_connected(self) -> bool:
        """False while it reconnects."""
        return self._thread is None

    @property
    def n_restarts(self) -> int:
        """Number of restarts; the packet counter starts anew each time."""
        return self._n_restarts

    @property
    def message(self) -> str:
        """Why it is not connected, for display; empty while it is."""
        return self._message

    def start(self) -> None:
        """Start the source; raise at once where it is unavailable.

        Raises
        ------
        SourceError
            What the source says.
        """
        self._is_ending.clear()
        self._last = None
        self.source.start()

    def read(self, now: float) -> Packet | None:
        """Return new samples; None while the source is lost."""
        if self._thread is not None:
            if self._thread.is_alive():
                return None
            self._thread.join()
            self._thread = None
            self._message = ""
            self._n_restarts += 1
            self._last = now
        try:
            packet = self.source.read(now)
        except SourceError as error:
            self._begin_again(str(error))
            return None
        if self._last is None or packet is not None:
            self._last = now
        elif now - self._last > self._patience:
            self._begin_again(
                Sentence(
                    "Nothing arrived from {name!r} for {patience:g} s. Check its "
                    "battery, cable and distance; the connection is tried again.",
                    name=self.info.name,
                    patience=self._patience,
                )
            )
        return packet

    def mark(self, value: int) -> None:
        """Mark, while connected."""
        if self.is_connected:
            self.source.mark(value)

    def measure_impedance(self) -> ImpedanceReport:
        """Measure impedance, where the source can; no EEG arrives meanwhile.

        Raises
        ------
        SourceError
            What the source says.
        """
        measure = getattr(self.source, "measure_impedance", None)
        if measure is None or not self.is_connected:
            return NO_IMPEDANCE
        report: ImpedanceReport = measure()
        self._last = None
        return report

    def stop(self) -> None:
        """Stop, also while reconnecting."""
        self._is_ending.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        self.source.stop()

    def _begin_again(self, message: str) -> None:
        self._message = message
        self._thread = threading.Thread(
            target=self._reconnect, name="reconnect", daemon=True
        )
        self._thread.start()

    def _reconnect(self) -> None:
        """Restart until it succeeds or ``stop`` is called."""
        attempt = 0
        while not self._is_ending.is_set():
            try:
                self.source.stop()
                if self._is_ending.wait(self._wait(attempt)):
                    return
                self.source.start()
            except SourceError as error:
                self._message = str(error)
                attempt += 1
            else:
                return

    def _wait(self, attempt: int) -> float:
        return self._backoff[min(attempt, len(self._backoff) - 1)]
