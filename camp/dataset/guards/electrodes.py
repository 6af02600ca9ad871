"""Electrode positions beside those of others: an existing file is never replaced.

The runs of a session share one file of electrodes. Where a file is there already and
says something else (digitised positions, another headset) the run gets a file of its
own, whose entities ``task`` and ``run`` keep every BIDS reader from taking one for the
other, and which has no ``space``, so that no other coordinate system applies to it.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from pathlib import Path

from attention_camp.camp.dataset.bids.landmarks import coordsystem_texts
from attention_camp.camp.dataset.durable import write_new
from attention_camp.camp.dataset.journal import numbered_jsonl
from attention_camp.camp.dataset.layout import RunPaths, run_of_file
from attention_camp.camp.dataset.tables import tsv_line
from attention_camp.resources.bounded import (
    LARGEST_TABLE,
    UnreadableError,
    read_bytes,
    read_json_table,
)
from attention_camp.resources.text_table import TextTable
from attention_camp.signal.electrodes import Position, is_derivation
from attention_camp.signal.stream import StreamInfo

logger = logging.getLogger(__name__)

METRES = {"m": 1.0, "cm": 0.01, "mm": 0.001}
"""Units of positions, in m."""

_COORDSYSTEM, *_EARLIER = coordsystem_texts()


def write_electrodes(paths: RunPaths, info: StreamInfo) -> None:
    """Write where the electrodes sit, into a file of the session or of the run.

    Parameters
    ----------
    paths : RunPaths
        The run.
    info : StreamInfo
        The stream. Bipolar derivations have no row.
    """
    positions = {
        name: info.positions.get(name)
        for name in info.ch_names
        if name in info.positions or not is_derivation(name)
    }
    if not any(positions.values()):
        return
    table = _table(positions)
    pair = {paths.coordsystem: _COORDSYSTEM, paths.electrodes: table}
    if _files_of_others(paths) or not _fits(pair):
        pair = {paths.own_coordsystem: _COORDSYSTEM, paths.own_electrodes: table}
        if not _fits(pair) or _applies_to_all(paths) or _has_foreign_recording(paths):
            # beside theirs BIDS allows no second one, or would take ours for theirs
            logger.warning(
                "%s: the positions of the electrodes are in the journal only: in BIDS "
                "those of another recording of the session apply to this one, too",
                paths.stem,
            )
            return
    for path, content in pair.items():
        if not path.exists():
            write_new(path, content)


def _table(positions: Mapping[str, Position | None]) -> str:
    rows = [(name, *(place or (None,) * 3)) for name, place in positions.items()]
    return tsv_line(("name", "x", "y", "z")) + "".join(map(tsv_line, rows))


def _fits(pair: Mapping[Path, str]) -> bool:
    """Return whether each file is absent or exactly as a version of ours writes it."""
    earlier = [text.encode() for text in _EARLIER]
    return all(
        not path.exists()
        or read_bytes(path, most=LARGEST_TABLE) in (content.encode(), *earlier)
        for path, content in pair.items()
    )


def _files_of_others(paths: RunPaths) -> list[Path]:
    """Return the files of electrodes that apply to the session and are not ours."""
    places = (paths.folder, paths.folder.parent, paths.folder.parents[1], paths.dataset)
    found = [
        path
        for place in places
        for pattern in ("*electrodes.tsv", "*electrodes.json", "*coordsystem.json")
        for path in place.glob(pattern)
        if not path.name.startswith(".")  # what macOS keeps beside a file
    ]
    runs_of = {paths.electrodes, paths.coordsystem}
    return [path for path in found if path not in runs_of and not _is_ours(paths, path)]


def _is_ours(paths: RunPaths, path: Path) -> bool:
    """Return whether a file is that of one of our runs alone."""
    run = run_of_file(paths.dataset, path.name)
    if run is not None:
        return path == run.own_electrodes and run.session_json.exists()
    tables = path.parent.glob(f"{paths.session_stem}_task-*_electrodes.tsv")
    runs = (run_of_file(paths.dataset, table.name) for table in tables)
    return any(
        run is not None and path == run.own_coordsystem and run.session_json.exists()
        for run in runs
    )


def _applies_to_all(paths: RunPaths) -> bool:
    """Return whether a coordinate system of others applies to every recording."""
    name = f"{paths.session_stem}_coordsystem.json"
    return (paths.folder / name).exists() or (
        paths.folder / f"{paths.subject}_coordsystem.json"
    ).exists()


def _has_foreign_recording(paths: RunPaths) -> bool:
    """Return whether another program's recording has our session and task."""
    recordings = paths.folder.glob(f"{paths.session_stem}_task-{paths.task}_*_eeg.*")
    runs = (run_of_file(paths.dataset, path.name) for path in recordings)
    return any(run is None or not run.session_json.exists() for run in runs)


def read_positions(paths: RunPaths) -> dict[str, Position | None]:
    """Return the position of each electrode of a run, m; None where it has none.

    The run's own file comes first, then that of the session. One that is not in our
    coordinate system is somebody else's: what the journal holds counts then, and where
    that says nothing, theirs in the unit that they name.
    """
    if paths.own_electrodes.exists():
        return read_electrodes(paths.own_electrodes)
    recorded = _in_journal(paths)
    is_foreign = not _fits({paths.coordsystem: _COORDSYSTEM})
    if recorded is not None and (is_foreign or not recorded):
        return dict(recorded)
    if paths.electrodes.exists() and (metres := _metres(paths.coordsystem)):
        return read_electrodes(paths.electrodes, metres=metres)
    return dict(recorded or {})


def _in_journal(paths: RunPaths) -> dict[str, Position] | None:
    """Return the positions that the stream had; None: the journal does not say."""
    for line in numbered_jsonl(paths.journal):
        values = line.values or {}
        if values.get("kind") == "stream":
            stored = values.get("info", {}).get("positions", {})
            return {name: (x, y, z) for name, (x, y, z) in stored.items()}
        break
    return None


def _metres(coordsystem: Path) -> float | None:
    """Return the unit of positions in MNE's head frame; None: they are in another."""
    try:
        system = read_json_table(coordsystem)
    except (FileNotFoundError, UnreadableError) as error:
        logger.warning("the positions of the electrodes cannot be used: %s", error)
        return None
    if system.get("EEGCoordinateSystem") != "CapTrak":
        return None
    return METRES.get(str(system.get("EEGCoordinateUnits")))


def read_electrodes(path: Path, *, metres: float = 1.0) -> dict[str, Position | None]:
    """Return the position of each electrode, m; None where it has none.

    A position that cannot be read costs only itself, and is said in the log.

    Parameters
    ----------
    path : Path
        Table of electrodes; where it is absent there are none.
    metres : float
        Its unit, m.

    Raises
    ------
    UnreadableError
        If the file cannot be read.
    """
    if not path.exists():
        return {}
    table = TextTable.read(path)
    placed: dict[str, Position | None] = {}
    for number, cells in table.rows():
        values = dict(zip(table.header, cells, strict=False))
        name = values.get("name", "")
        try:
            x, y, z = (float(values[axis]) * metres for axis in "xyz")
        except (KeyError, ValueError):
            words = {values.get(axis, "").strip().lower() for axis in "xyz"}
            if words - {"n/a", "", "nan"}:
                logger.warning("%s, line %d: no position can be read", path, number)
            placed[name] = None
        else:
            known = all(map(math.isfinite, (x, y, z)))
            placed[name] = (x, y, z) if known else None
    return placed


def electrode_files(paths: RunPaths) -> list[Path]:
    """Return the files of electrodes that go with a run that is removed.

    Those of the session only where nothing else is left there, and never one that is
    not as we wrote it.
    """
    own = [paths.own_electrodes, paths.own_coordsystem]
    same_task = set(paths.folder.glob(f"{paths.session_stem}_task-{paths.task}_*"))
    others = {path for path in same_task if not path.name.startswith(f"{paths.stem}_")}
    if others - set(own):
        own = own[:1]
    shared = [paths.electrodes, paths.coordsystem]
    left = set(paths.folder.glob("*")) - set(own) - set(shared)
    if any(not path.name.startswith(f"{paths.stem}_") for path in left):
        shared = []
    return [path for path in (*own, *shared) if path.exists() and _is_as_written(path)]


def _is_as_written(path: Path) -> bool:
    content = read_bytes(path, most=LARGEST_TABLE)
    if path.suffix == ".json":
        return content in [text.encode() for text in (_COORDSYSTEM, *_EARLIER)]
    return content == _table(read_electrodes(path)).encode()
