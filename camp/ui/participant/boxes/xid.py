"""Cedrus response boxes, which speak XID over a serial port.

Each press and release is six bytes: ``k``, one with port (bits 0 to 3), press (bit 4)
and button (bits 5 to 7), and the box's time in milliseconds, least byte first.

References
----------
Cedrus Corporation. XID commands. https://www.cedrus.com/support/xid/commands.htm
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attention_camp.camp.ui.participant.boxes.box import BoxError, Button, now
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

BAUD = 115200
_LENGTH = 6
_PRESS = 0x10


class XidReader:
    """Reads a Cedrus box.

    Parameters
    ----------
    port : str
        Serial port, such as ``COM3`` or ``/dev/ttyUSB0``.

    Raises
    ------
    BoxError
        If the port cannot be opened, or pyserial is not installed.
    """

    def __init__(self, port: str) -> None:
        try:
            import serial
        except ImportError as error:
            raise BoxError(
                Sentence(
                    "A response box needs one more package. Type: pip install "
                    "'attention-camp[boxes]'"
                )
            ) from error
        try:
            self._port: Any = serial.Serial(port, BAUD, timeout=0.1)
        except (OSError, ValueError) as error:
            raise BoxError(
                Sentence(
                    "The response box at {port} cannot be opened: {error}. Check the "
                    "cable, and that no other program uses it.",
                    port=port,
                    error=reason_of(error),
                )
            ) from error
        self._kept = b""

    def read(self) -> Iterator[Button]:
        """Yield the buttons pressed within a tenth of a second; releases are left."""
        self._kept += self._port.read(max(self._port.in_waiting, 1))
        arrived = now()
        while (start := self._kept.find(b"k")) >= 0:
            packet = self._kept[start : start + _LENGTH]
            if len(packet) < _LENGTH:
                break
            self._kept = self._kept[start + _LENGTH :]
            if packet[1] & _PRESS:
                number = 1 + (packet[1] >> 5)
                stamp = int.from_bytes(packet[2:], "little") / 1000
                yield Button(f"button{number}", stamp, arrived)

    def close(self) -> None:
        """Close the port."""
        self._port.close()
