"""An eye tracker's recording in an anonymous copy: all but whose tracker it was."""

from __future__ import annotations

import shutil

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.eyes.eye_files import eye_tables, sidecar_of
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table

_LEFT_OUT = frozenset({"StreamName", "DeviceSerialNumber"})
"""Entries that may name a device, or somebody: a stream is called as a person chose."""


def copy_eyes(run: RunPaths, new: RunPaths) -> None:
    """Copy what an eye tracker sent: numbers, without dates or names.

    Parameters
    ----------
    run, new : RunPaths
        The run, and where its copy lies.
    """
    for path in eye_tables(run):
        target = new.folder / path.name.replace(run.stem, new.stem, 1)
        shutil.copyfile(path, target)
        said = read_json_table(sidecar_of(path))
        kept = {key: value for key, value in said.items() if key not in _LEFT_OUT}
        write_whole(sidecar_of(target), as_json(kept))
