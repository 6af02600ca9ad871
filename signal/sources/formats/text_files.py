"""Recordings as text: which program wrote one is told by how it begins."""

from __future__ import annotations

from pathlib import Path

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.muse_player import (
    is_muse_player,
    read_muse_player,
)
from attention_camp.signal.sources.formats.muse_text import is_muse, read_muse
from attention_camp.signal.sources.formats.openbci_text import is_openbci, read_openbci
from attention_camp.signal.sources.recorded import FileContent
from attention_camp.signal.stream import SourceError

_N_BYTES = 65_536


def read_text(file: Path) -> FileContent:
    """Read a recording of the OpenBCI GUI, muselsl, Mind Monitor or MusePlayer.

    Raises
    ------
    SourceError
        Where none of them wrote it.
    """
    with file.open("rb") as lines:
        data = lines.read(_N_BYTES)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    head = data.decode(encoding, "replace")
    if is_openbci(head):
        return read_openbci(file)
    if is_muse(head):
        return read_muse(file)
    if is_muse_player(head):
        return read_muse_player(file)
    raise SourceError(
        Sentence(
            "The file {file} is not a recording of the OpenBCI GUI, muselsl or Mind "
            "Monitor: its first lines are none of theirs. Choose the file that the "
            "program recorded.",
            file=file,
        )
    )
