"""Whether the volume that holds a folder is known to be encrypted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10.0
"""Longest wait for a system's own tool; own choice."""
_ENCRYPTED_FILE_SYSTEMS = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs"})


@dataclass(frozen=True, slots=True)
class Volume:
    """The volume that holds a folder."""

    name: str
    """Its device or drive, as the system calls it."""
    is_encrypted: bool
    """Whether the system says so; False: it does not, or nothing is known."""


def volume_of(folder: Path) -> Volume:
    """Return the volume that holds a folder, or would hold it."""
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    if sys.platform == "win32":
        return _of_windows(place)
    if sys.platform == "darwin":
        return _of_macos(place)
    return of_linux(place)


def of_linux(
    place: Path,
    *,
    mounts: Path = Path("/proc/self/mountinfo"),
    sys_root: Path = Path("/sys"),
) -> Volume:
    """Return the volume of a place by the kernel's tables: LUKS below, or ecryptfs.

    Parameters
    ----------
    place : Path
        An existing file or folder.
    mounts, sys_root : Path
        The kernel's table of mounts, and its tree of devices.
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
        number = place.stat().st_dev
    except OSError:
        return Volume(place.anchor, is_encrypted=False)
    wanted = f"{os.major(number)}:{os.minor(number)}"
    for line in lines:
        fields, _, rest = line.partition(" - ")
        parts, kinds = fields.split(), rest.split()
        if len(parts) > 2 and len(kinds) > 1 and parts[2] == wanted:
            is_encrypted = kinds[0] in _ENCRYPTED_FILE_SYSTEMS or _is_crypt(
                sys_root / "dev" / "block" / wanted
            )
            return Volume(kinds[1], is_encrypted)
    return Volume(wanted, is_encrypted=False)


def _is_crypt(device: Path) -> bool:
    """Return whether a block device is a LUKS mapping, or stands on one alone."""
    try:
        uuid = (device / "dm" / "uuid").read_text(encoding="utf-8")
    except OSError:
        uuid = ""
    if uuid.startswith("CRYPT-"):
        return True
    below = device / "slaves"
    devices = list(below.iterdir()) if below.is_dir() else []
    return bool(devices) and all(_is_crypt(one) for one in devices)


def _of_macos(place: Path) -> Volume:
    said = _said("diskutil", "info", str(place))
    on = any(
        line.split(":", 1)[0].strip() in {"FileVault", "Encrypted"}
        and line.split(":", 1)[-1].strip().lower().startswith("yes")
        for line in said.splitlines()
    )
    return Volume(place.anchor, on)


def _of_windows(place: Path) -> Volume:
    drive = place.drive
    query = (
        f"(New-Object -ComObject Shell.Application).NameSpace('{drive}')"
        ".Self.ExtendedProperty('System.Volume.BitLockerProtection')"
    )
    # 1: on, 3: on and locked, 5: being encrypted is not yet
    on = _said("powershell", "-NoProfile", "-Command", query).strip() in {"1", "3"}
    return Volume(drive, on)


def _said(*command: str) -> str:
    """Return what a tool of the system says; empty where it is not there."""
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
