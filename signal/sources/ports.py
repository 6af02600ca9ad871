"""Serial ports of this computer."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

# names that USB serial adapters and Bluetooth serial links get
_PATTERNS = {
    "linux": ("ttyUSB*", "ttyACM*", "rfcomm*"),
    "darwin": ("cu.usb*", "cu.OpenBCI*", "cu.SLAB*", "cu.wch*"),
}


def serial_ports() -> tuple[str, ...]:
    """Return the names of the serial ports present now."""
    if sys.platform == "win32":
        return _windows_ports()
    patterns = _PATTERNS.get(sys.platform, ())
    devices = Path("/dev")
    return tuple(sorted(str(p) for pattern in patterns for p in devices.glob(pattern)))


def _windows_ports() -> tuple[str, ...]:
    # by name: the module is there on Windows only
    winreg: Any = importlib.import_module("winreg")
    path = r"HARDWARE\DEVICEMAP\SERIALCOMM"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as key:
            n_values = winreg.QueryInfoKey(key)[1]
            ports = [str(winreg.EnumValue(key, k)[1]) for k in range(n_values)]
    except FileNotFoundError:
        # the key is there only while a port is
        return ()
    return tuple(sorted(ports))
