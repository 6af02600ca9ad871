"""A Cyton on a pseudo-terminal that speaks the board's serial protocol."""

from __future__ import annotations

import os
import pty
import select
import threading
import time
import tty
from collections.abc import Set as AbstractSet
from pathlib import Path

GREETING = (
    b"OpenBCI V3 8-16 channel\nOn Board ADS1299 Device ID: 0x3E\n"
    b"LIS3DH Device ID: 0x33\nFirmware: v3.1.2\n$$$"
)
UV_PER_COUNT = 4.5 / (2**23 - 1) / 24 * 1e6
"""What BrainFlow makes of one count of the ADS1299 at a gain of 24."""


class FakeCyton:
    """Plug it in, unplug it, plug it in again; the port's name stays the same.

    The first channel's counts are the number of the sample since the stream began,
    the others a sine of 10 Hz.

    Parameters
    ----------
    port : path
        A link that leads to the pseudo-terminal while it is plugged in.
    rate : float
        Samples per second, 250 for a real one.
    lost : set of int
        Numbers of samples that get lost on the radio.
    """

    def __init__(
        self, port: Path, *, rate: float = 250.0, lost: AbstractSet[int] = frozenset()
    ):
        self.port = port
        self.rate = rate
        self.lost = lost
        self.n_sent = 0
        self._thread: threading.Thread | None = None
        self._is_ending = threading.Event()

    def plug_in(self) -> None:
        master, slave = pty.openpty()
        tty.setraw(master)
        os.set_blocking(master, False)
        name = os.ttyname(slave)
        os.close(slave)
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(name)
        self._is_ending.clear()
        self._thread = threading.Thread(target=self._serve, args=(master,), daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        if self._thread is not None:
            self._is_ending.set()
            self._thread.join()
            self._thread = None

    def _serve(self, master: int) -> None:
        begin: float | None = None
        try:
            while not self._is_ending.is_set():
                ready, _, _ = select.select([master], [], [], 0.004)
                if ready:
                    begin = self._answer(master, begin)
                if begin is not None:
                    self._stream(master, begin)
        finally:
            os.close(master)

    def _answer(self, master: int, begin: float | None) -> float | None:
        try:
            commands = os.read(master, 256)
        except OSError:
            # nobody has the other end open
            self._is_ending.wait(0.01)
            return None
        for command in commands:
            match chr(command):
                case "v":
                    begin = None
                    write(master, GREETING)
                case "b":
                    begin, self.n_sent = time.monotonic(), 0
                case "s":
                    begin = None
                case "d":
                    write(master, b"updating channel settings to default$$$")
        return begin

    def _stream(self, master: int, begin: float) -> None:
        due = int((time.monotonic() - begin) * self.rate)
        packets = [
            packet(number)
            for number in range(self.n_sent, due)
            if number not in self.lost
        ]
        self.n_sent = due
        write(master, b"".join(packets))


def packet(number: int) -> bytes:
    """Return the 33 bytes of one sample, as in OpenBCI's Cyton data format."""
    sine = 2_000 if number % 25 < 12 else -2_000
    counts = [number, *(sine * k for k in range(1, 8))]
    eeg = b"".join((count & 0xFFFFFF).to_bytes(3, "big") for count in counts)
    return bytes([0xA0, number % 256]) + eeg + bytes(6) + bytes([0xC0])


def write(master: int, data: bytes) -> None:
    try:
        os.write(master, data)
    except BlockingIOError:
        # a full line loses what comes, as a real one does
        return
    except OSError:
        return
