"""A Cyton on a pseudo-terminal that speaks the board's serial protocol."""

from __future__ import annotations

import math
import os
import pty
import re
import select
import threading
import time
import tty
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType

GREETING = (
    b"OpenBCI V3 8-16 channel\nOn Board ADS1299 Device ID: 0x3E\n"
    b"LIS3DH Device ID: 0x33\nFirmware: v3.1.2\n$$$"
)
LEAD_OFF = re.compile(rb"z([1-8])0([01])Z")
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
    ohms : mapping of int
        Impedance of the electrode on each channel, from 1, Ω; the lead-off current
        shows it. Others have none.
    """

    def __init__(
        self,
        port: Path,
        *,
        rate: float = 250.0,
        lost: AbstractSet[int] = frozenset(),
        ohms: Mapping[int, float] = MappingProxyType({}),
    ):
        self.port = port
        self.rate = rate
        self.lost = lost
        self.ohms = ohms
        self.lead_off: set[int] = set()
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
        for channel, is_on in LEAD_OFF.findall(commands):
            change = self.lead_off.add if is_on == b"1" else self.lead_off.discard
            change(int(channel))
        for command in LEAD_OFF.sub(b"", commands):
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
        on = {k: self.ohms.get(k, 0.0) for k in self.lead_off}
        packets = [
            packet(number, on)
            for number in range(self.n_sent, due)
            if number not in self.lost
        ]
        self.n_sent = due
        write(master, b"".join(packets))


def packet(number: int, ohms: Mapping[int, float] = MappingProxyType({})) -> bytes:
    """Return the 33 bytes of one sample, as in OpenBCI's Cyton data format.

    Into the channels of ``ohms`` flow 6 nA at 31.25 Hz, through 2.2 kΩ more.
    """
    sine = 2_000 if number % 25 < 12 else -2_000
    counts = [number, *(sine * k for k in range(1, 8))]
    for channel, value in ohms.items():
        peak = 6e-9 * (value + 2200.0) * 1e6 / UV_PER_COUNT
        counts[channel - 1] = round(peak * math.sin(2 * math.pi * number / 8))
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
