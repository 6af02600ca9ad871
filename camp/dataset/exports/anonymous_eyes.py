"""An eye tracker's recording in an anonymous copy: all but whose tracker it was."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.eyes.eye_files import (
    DEVICE_TIME,
    eye_tables,
    sidecar_of,
)
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.growing_gzip import packed_whole, read_gzip
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table

_LEFT_OUT = frozenset({"StreamName", "DeviceSerialNumber"})
"""Entries that may name a device, or somebody: a stream is called as a person chose."""
_STAMPS: dict[str, Any] = {
    "Description": "The stamp that the tracker or its program sent, less the first.",
    "Units": "s",
}


def copy_eyes(run: RunPaths, new: RunPaths) -> None:
    """Copy what an eye tracker sent: numbers, without dates or names.

    Some trackers stamp by the date: the stamps of a copy begin at 0.

    Parameters
    ----------
    run, new : RunPaths
        The run, and where its copy lies.
    """
    for path in eye_tables(run):
        said = read_json_table(sidecar_of(path))
        text, _ = read_gzip(path)
        if DEVICE_TIME in said["Columns"]:
            text = _from_zero(text, said["Columns"])
            said[DEVICE_TIME] = _STAMPS
        target = new.folder / path.name.replace(run.stem, new.stem, 1)
        kept = {key: value for key, value in said.items() if key not in _LEFT_OUT}
        write_whole(sidecar_of(target), as_json(kept))
        # packed anew: the head of a file that others packed may hold a name and a date
        write_whole(target, packed_whole(text))


def _from_zero(text: bytes, columns: Sequence[str]) -> bytes:
    """Return a table whose device's stamps count from the first one."""
    place = columns.index(DEVICE_TIME)
    first = math.nan
    found = bytearray()
    for line in io.BytesIO(text):  # not all at once: an hour has millions
        cells = line.removesuffix(b"\n").split(b"\t")
        stamp = float(cells[place])
        first = stamp if math.isnan(first) else first
        cells[place] = f"{stamp - first:.6f}".encode()
        found += b"\t".join(cells) + b"\n"
    return bytes(found)
