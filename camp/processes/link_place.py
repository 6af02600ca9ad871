"""Where the processes of a session meet: a socket in a folder of its own."""

from __future__ import annotations

import sys
import tempfile

from attention_camp.camp.processes.session import RequestError
from attention_camp.resources.reasons import said_by_system
from attention_camp.resources.texts import Sentence
from attention_camp.signal.owned import OwnedFolder

LONGEST_PLACE = 60
"""Characters of a place in which a socket still fits: its whole name may have some
hundred, and less on macOS."""
SHORT_PLACE = "/tmp"  # noqa: S108  # a folder of our own is made in it


def link_folder() -> OwnedFolder:
    """Return a folder for the socket of the link.

    Raises
    ------
    RequestError
        If there is no room for one.
    """
    is_long = len(tempfile.gettempdir()) > LONGEST_PLACE and sys.platform != "win32"
    try:
        return OwnedFolder(SHORT_PLACE if is_long else None)
    except OSError as error:
        raise RequestError(
            Sentence(
                "The processes of the session need a temporary folder, and the system "
                "gives none: {problem}",
                problem=said_by_system(error),
            )
        ) from error


def address_in(folder: OwnedFolder | None) -> str:
    """Return the address of the socket in a session's folder."""
    if folder is None:
        raise RuntimeError("the link's address is known from connect() on")
    if sys.platform == "win32":
        return rf"\\.\pipe\{folder.path.name}"
    return str(folder.path / "eeg")
