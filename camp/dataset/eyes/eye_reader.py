"""Read an eye tracker's recording back, as it was scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.eyes.eye_files import (
    COLUMNS,
    DEVICE_TIME,
    LATE,
    TIME,
    physio_path,
    sidecar_of,
)
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.storage.growing_gzip import read_gzip
from attention_camp.camp.dataset.tables import MISSING
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.eyes.source import N_VALUES
from attention_camp.signal.eyes.track import EyeRows, EyeTrack

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class RecordedEyes:
    """What an eye tracker sent in a run."""

    eyes: tuple[str, ...]
    """``left``, ``right`` or ``cyclopean``."""
    rows: EyeRows
    pupil_unit: str = MISSING
    gaze_unit: str = MISSING

    def track(self) -> EyeTrack:
        """Return the samples as a replay measures them."""
        track = EyeTrack(kept=np.inf)
        track.add(self.rows)
        return track

    def frame(self) -> pd.DataFrame:
        """Return a row per sample and eye, with the columns of the files."""
        import pandas as pd

        rows = self.rows
        parts = [
            pd.DataFrame(
                {TIME: rows.times, "eye": eye}
                | {name: rows.values[:, k, place] for name, place in COLUMNS.items()}
                | {DEVICE_TIME: rows.device_times, LATE: rows.is_late}
            )
            for k, eye in enumerate(self.eyes)
        ]
        return pd.concat(parts, ignore_index=True)


def read_eyes(paths: RunPaths) -> RecordedEyes | None:
    """Return the recording of a run's eye tracker; None: it had none.

    Parameters
    ----------
    paths : RunPaths
        The run.

    Raises
    ------
    DatasetError
        If it is there and cannot be read.
    """
    found = []
    number = 1
    while (path := physio_path(paths, number)).exists():
        try:
            said = read_json_table(sidecar_of(path))
            units = [
                str((said.get(name) or {}).get("Units", MISSING))
                for name in ("pupil_size", "x_coordinate")
            ]
            found.append((str(said["RecordedEye"]), *_read(path, said["Columns"])))
        except UNREADABLE as error:
            raise DatasetError(
                Sentence(
                    "The recording of the eye tracker, {file}, cannot be read: {why}. "
                    "Restore it and its .json from a backup.",
                    file=path.name,
                    why=reason_of(error),
                )
            ) from error
        number += 1
    if not found:
        return None
    n = min(len(times) for _, times, *_ in found)  # a crash may leave one row more
    _, times, _, sent, late = found[0]
    return RecordedEyes(
        tuple(eye for eye, *_ in found),
        EyeRows(
            times[:n],
            np.stack([values[:n] for _, _, values, *_ in found], axis=1),
            sent[:n],
            late[:n],
        ),
        *units,
    )


def _read(
    path: Path, columns: list[str]
) -> tuple[
    NDArray[np.float64], NDArray[np.float32], NDArray[np.float64], NDArray[np.bool_]
]:
    """Return times, values, stamps and lateness of one eye's rows."""
    text, _ = read_gzip(path)
    plain = text.replace(MISSING.encode(), b"nan").decode("ascii")
    cells = np.fromstring(plain, sep=" ")  # tabs and line ends count as spaces
    n = text.count(b"\n")
    if len(cells) != n * len(columns):
        raise ValueError(Sentence("a row has more or fewer cells than columns"))
    table = dict(zip(columns, cells.reshape(n, len(columns)).T, strict=True))
    if np.isnan(table[TIME]).any():
        raise ValueError(Sentence("a row has no {column}", column=TIME))
    values = np.full((n, N_VALUES), np.nan, np.float32)
    for name, k in COLUMNS.items():
        if name in table:
            values[:, k] = table[name].astype(np.float32)
    return table[TIME].copy(), values, table[DEVICE_TIME].copy(), table[LATE] > 0
