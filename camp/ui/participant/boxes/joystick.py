"""Gamepads and button boxes that Linux knows as joysticks; elsewhere they are not read.

References
----------
Linux kernel. Joystick API documentation, ``struct js_event``.
https://docs.kernel.org/input/joydev/joystick-api.html
"""

from __future__ import annotations

import os
import select
import struct
import sys
from collections.abc import Iterator

from attention_camp.camp.ui.participant.boxes.box import BoxError, Button, now
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

_EVENT = struct.Struct("<IhBB")
"""Time in milliseconds, value, type, number."""
_BUTTON, _INITIAL = 0x01, 0x80


class JoystickReader:
    """Reads a joystick device.

    Parameters
    ----------
    path : str
        Device, such as ``/dev/input/js0``.

    Raises
    ------
    BoxError
        If it cannot be opened, or this is not Linux.
    """

    def __init__(self, path: str) -> None:
        if not sys.platform.startswith("linux"):
            raise BoxError(
                Sentence(
                    "Gamepads are read on Linux only. Have the gamepad send keys, or "
                    "its buttons as markers of an LSL stream."
                )
            )
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError as error:
            raise BoxError(
                Sentence(
                    "The gamepad {path} cannot be opened: {error}. Connect it, and see "
                    "that your account may read it.",
                    path=path,
                    error=reason_of(error),
                )
            ) from error

    def read(self) -> Iterator[Button]:
        """Yield the buttons pressed within a tenth of a second."""
        if not select.select([self._file], [], [], 0.1)[0]:
            return
        data = os.read(self._file, _EVENT.size * 64)
        arrived = now()
        whole = len(data) - len(data) % _EVENT.size
        for time_ms, value, kind, number in _EVENT.iter_unpack(data[:whole]):
            if kind == _BUTTON and value:  # what was down at the start is no press
                yield Button(f"button{number + 1}", time_ms / 1000, arrived)

    def close(self) -> None:
        """Close the device."""
        os.close(self._file)
