"""The serial ports found on this machine."""

from __future__ import annotations

import sys
from pathlib import Path


def serial_ports() -> tuple[str, ...]:
    """Return the names of the serial ports, those of USB devices first."""
    if sys.platform == "win32":
        return _windows_ports()
    patterns = (
        ("cu.usb*", "cu.*")
        if sys.platform == "darwin"
        else ("ttyUSB*", "ttyACM*", "rfcomm*")
    )
    found: dict[str, None] = {}
    for pattern in patterns:
        found |= dict.fromkeys(str(p) for p in sorted(Path("/dev").glob(pattern)))
    return tuple(found)


def _windows_ports() -> tuple[str, ...]:
    if sys.platform != "win32":
        return ()
    import winreg

    ports = []
    try:
        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, r"HARDWARE\DEVICEMAP\SERIALCOMM"
        ) as key:
            n_values = winreg.QueryInfoKey(key)[1]
            ports = [str(winreg.EnumValue(key, i)[1]) for i in range(n_values)]
    except FileNotFoundError:
        return ()  # the key is there only while a port is
    return tuple(sorted(ports))
