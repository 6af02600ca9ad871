"""The marker file of a growing recording: replaced whole, so that it always opens."""

from __future__ import annotations

import os

from attention_camp.camp.dataset.brainvision import markers_text, read_markers
from attention_camp.camp.dataset.durable import cut_torn_line, write_whole
from attention_camp.camp.dataset.layout import RunPaths


class MarkerFile:
    """The growing ``*_eeg.vmrk``: half a line in it would keep readers from opening.

    Parameters
    ----------
    paths : RunPaths
        The run. A half-written last line, which versions that appended could leave, is
        moved to its folder ``torn``; a file that is missing is begun again.
    """

    def __init__(self, paths: RunPaths) -> None:
        self.path = paths.vmrk
        if self.path.exists():
            cut_torn_line(self.path, keep=paths.torn_folder)
            self._text = bytearray(self.path.read_bytes())
        else:
            self._text = bytearray(markers_text(paths, dated=False).encode())
        self._is_written = self.path.exists()
        self.n = len(read_markers(self.path)) or 1
        """Markers so far, those included that are not on disk yet."""

    def add(self, line: str) -> None:
        """Add a marker; on disk with the next sync."""
        self._text += line.encode("utf-8", "replace")
        self._is_written = False
        self.n += 1

    def sync(self) -> None:
        """Write the markers that are not on disk yet.

        On Windows a file that somebody reads just then cannot be replaced: the next
        sync does it.
        """
        try:
            self.close()
        except PermissionError:
            if os.name != "nt":
                raise

    def close(self) -> None:
        """Write the markers that are not on disk yet, or raise."""
        if not self._is_written:
            write_whole(self.path, bytes(self._text))
            self._is_written = True
