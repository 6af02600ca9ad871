"""The files that were imported: which belong together, copied byte for byte."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.dataset.durable import sync_folder
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.texts import Sentence

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was imported, as it was kept."""

    name: str
    """Its name; it lies in the run's folder of originals."""
    n_bytes: int
    sha256: str


def originals_folder(run: RunPaths) -> Path:
    """Return the folder of the files that a run was made of."""
    return run.source_folder / "original" / run.stem


def is_imported(run: RunPaths) -> bool:
    """Return whether a run was made of another program's recording."""
    return "imported" in read_session(run)


def companions(file: Path) -> tuple[Path, ...]:
    """Return the files that hold a recording together with ``file``, it first.

    A BrainVision header names its samples and markers; an EEGLAB set may have its
    samples in a ``.fdt``; a FIF recording may be split.
    """
    suffix = file.suffix.lower()
    beside: list[Path] = []
    if suffix == ".vhdr":
        text = file.read_bytes().decode("utf-8", "replace")
        found = re.findall(r"(?im)^(?:DataFile|MarkerFile)\s*=\s*(.+?)\s*$", text)
        names = [name.replace("$b", file.stem) for name in found]
        # a header that was renamed names files that are no longer there
        beside = [file.with_name(Path(name).name) for name in names]
        beside += [file.with_suffix(".eeg"), file.with_suffix(".vmrk")]
    elif suffix == ".set":
        beside = [file.with_suffix(".fdt")]
    elif suffix == ".fif":
        beside = sorted(file.parent.glob(f"{file.stem}-[0-9]*.fif"))
    there = [path for path in beside if path.is_file() and path != file]
    return (file, *dict.fromkeys(there))


def copy_originals(
    files: Sequence[Path], folder: Path, progress: Callable[[int], None]
) -> tuple[Original, ...]:
    """Copy files into a folder, synced, and return their hashes.

    Parameters
    ----------
    files : sequence of Path
        What to copy; it is only read.
    folder : Path
        An existing folder.
    progress : callable
        Told how many more bytes were copied.

    Raises
    ------
    DatasetError
        Where two have one name.
    """
    names = [file.name for file in files]
    if len({name.lower() for name in names}) < len(names):
        raise DatasetError(
            Sentence(
                "Two of the files have the same name: {names}. Rename one.",
                names=", ".join(names),
            )
        )
    kept = []
    for file in files:
        digest, n_bytes = hashlib.sha256(), 0
        with file.open("rb") as source, (folder / file.name).open("xb") as copy:
            while block := source.read(_BLOCK):
                copy.write(block)
                digest.update(block)
                n_bytes += len(block)
                progress(len(block))
            copy.flush()
            os.fsync(copy.fileno())
        kept.append(Original(file.name, n_bytes, digest.hexdigest()))
    sync_folder(folder)
    return tuple(kept)
