"""Write an eye tracker's samples as BIDS while they stream; whole after every write."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from itertools import starmap

import numpy as np

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.eyes.eye_events import LostEyes
from attention_camp.camp.dataset.eyes.eye_files import (
    COLUMNS,
    PHYSIO,
    columns_of,
    eye_tables,
    physio_path,
    physio_sidecar,
    physioevents_path,
    physioevents_sidecar,
    sidecar_of,
)
from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.eyes.eye_repairs import even_out
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.growing_gzip import GrowingGzip
from attention_camp.camp.dataset.storage.recording_error import (
    UntilFailure,
    or_recording_error,
)
from attention_camp.camp.dataset.tables import MISSING, as_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.signal.clock import host_time
from attention_camp.signal.eyes.source import EyeInfo
from attention_camp.signal.eyes.track import EyeRows

logger = logging.getLogger(__name__)

SYNC_EVERY = 0.5
"""Real seconds between two writes, as of the EEG."""
SAME_THROUGHOUT = ("RecordedEye", "Columns", "SampleCoordinateUnits", "pupil_size")
"""Entries of the sidecar in which a tracker that goes on must not differ."""
FEWEST_ROWS = 10
"""Samples from which a rate that the tracker does not say can be measured; own choice.
"""


class EyeWriter:
    """Growing tables of the eyes of one run: a row per sample and eye.

    The files appear with the first samples: an empty recording is none in BIDS.

    Parameters
    ----------
    paths : RunPaths
        The run.
    """

    def __init__(self, paths: RunPaths) -> None:
        self.paths = paths
        self._info: EyeInfo | None = None
        self._waiting: list[EyeRows] = []
        self._tables: list[GrowingGzip] = []
        self._events: list[GrowingGzip] = []
        self._store = UntilFailure()
        self._lost: list[LostEyes] = []
        self._last_write = host_time()
        self._n_rows = 0
        self._is_other = False
        """Whether a recording that goes on is of another tracker, or cannot be read."""
        self._first, self._newest = 0.0, 0.0

    def past(self) -> EyeRows | None:
        """Return what is stored of this recording already; None: nothing."""
        try:
            even_out(self.paths)
            found = read_eyes(self.paths)
        except UNREADABLE as error:  # it costs the EEG nothing
            logger.warning("nothing more of the eyes is recorded: %s", error)
            self._is_other = True
            return None
        return found.rows if found else None

    def append(self, info: EyeInfo, rows: EyeRows) -> bool:
        """Take in samples; written at least every half second of real time.

        Parameters
        ----------
        info : EyeInfo
            What the tracker sends; the same throughout.
        rows : EyeRows
            The next samples.

        Returns
        -------
        is_stored : bool
            False: the recording was begun with another tracker, and nothing more of
            it is stored.

        Raises
        ------
        RecordingError
            If the disk is full or gone.
        """
        if self._info is None:
            self._info = info
            self._compare(info)
        if not self._is_other:
            self._waiting.append(rows)
            self.sync_if_due()
        return not self._is_other

    def sync_if_due(self) -> None:
        """Write if half a second went by; to be called while nothing comes, too."""
        if host_time() - self._last_write >= SYNC_EVERY:
            self.sync()

    def sync(self) -> None:
        """Wait until all samples are on disk; where that failed once, refuse."""
        self._store(self._sync, self.paths.folder)

    def _sync(self) -> None:
        self._last_write = host_time()
        info, waiting = self._info, [rows for rows in self._waiting if len(rows)]
        if info is None or not waiting:
            return
        n_waiting = sum(map(len, waiting))
        if not self._tables:
            if not info.sfreq and n_waiting < FEWEST_ROWS:
                return  # a description needs a rate
            self._begin(info, waiting)
        self._waiting = []
        for eye, table in enumerate(self._tables):
            table.append("".join(_lines(info, rows, eye) for rows in waiting))
            table.sync()
            ended = [
                found for rows in waiting for found in self._lost[eye].take(rows, eye)
            ]
            self._write_events(eye, ended)
        self._n_rows += n_waiting
        self._newest = float(waiting[-1].times[-1])

    def close(self) -> None:
        """Write what waits, and the rate at which samples came; may be called twice."""
        try:
            self.sync()
            or_recording_error(self._finish, self.paths.folder)
        finally:
            for file in (*self._tables, *self._events):
                file.close()
            self._tables, self._events = [], []

    def _finish(self) -> None:
        for eye in range(len(self._tables)):
            self._write_events(eye, self._lost[eye].end(self._newest))
        with suppress(*UNREADABLE):  # somebody edits a sidecar: the samples are there
            self._write_rate()

    def _begin(self, info: EyeInfo, waiting: list[EyeRows]) -> None:
        times = np.concatenate([rows.times for rows in waiting])
        self._first = float(times[0])
        sfreq = info.sfreq or _rate(times)
        keep = self.paths.torn_folder
        for number in range(1, len(info.eyes) + 1):
            path = physio_path(self.paths, number)
            if not path.exists():
                said = physio_sidecar(info, number, start=self._first, sfreq=sfreq)
                write_whole(sidecar_of(path), as_json(said))
            self._tables.append(GrowingGzip(path, keep=keep))
            events = physioevents_path(self.paths, number)
            self._events.append(GrowingGzip(events, keep=keep))
            self._lost.append(LostEyes())

    def _compare(self, info: EyeInfo) -> None:
        """Refuse a tracker that is not the one the recording was begun with."""
        n_begun = sum(path.name.endswith(PHYSIO) for path in eye_tables(self.paths))
        numbers = range(1, len(info.eyes) + 1)
        if n_begun and (
            n_begun != len(info.eyes)
            or any(self._has_other(info, number) for number in numbers)
        ):
            self._is_other = True
            logger.warning(
                "the eye tracker %r sends other eyes, columns or units than this "
                "recording has: nothing more of it is recorded",
                info.name,
            )

    def _has_other(self, info: EyeInfo, number: int) -> bool:
        """Return whether an eye's table was begun with samples of another kind."""
        sends = physio_sidecar(info, number, start=0.0, sfreq=info.sfreq)
        try:
            found = read_json_table(sidecar_of(physio_path(self.paths, number)))
        except UNREADABLE:  # nothing says what its columns are
            return True
        return any(found.get(key) != sends.get(key) for key in SAME_THROUGHOUT)

    def _write_events(self, eye: int, found: list[tuple[float, float, str]]) -> None:
        if not found:
            return
        file = self._events[eye]
        if not file.path.exists():
            write_whole(sidecar_of(file.path), as_json(physioevents_sidecar()))
        file.append("".join(starmap("{:.6f}\t{:.6f}\t{}\n".format, found)))
        file.sync()

    def _write_rate(self) -> None:
        """Write into the sidecars at which rate samples came on average."""
        if self._n_rows < FEWEST_ROWS or self._newest <= self._first:
            return
        rate = (self._n_rows - 1) / (self._newest - self._first)
        for table in self._tables:
            path = sidecar_of(table.path)
            said = read_json_table(path) | {"SamplingFrequencyEffective": rate}
            write_whole(path, json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def _rate(times: np.ndarray) -> float:
    span = float(times[-1] - times[0])
    return round((len(times) - 1) / span, 3) if span > 0 else float(len(times))


def _lines(info: EyeInfo, rows: EyeRows, eye: int) -> str:
    """Return the rows of one eye as lines; numbers come back as they were."""
    taken = [COLUMNS[name] for name in columns_of(info) if name in COLUMNS]
    values = rows.values[:, eye][:, taken]
    return "".join(
        "\t".join(
            (
                f"{time:.6f}",
                *(MISSING if value != value else str(value) for value in cells),
                f"{sent:.6f}",
                str(int(late)),
            )
        )
        + "\n"
        for time, cells, sent, late in zip(
            rows.times, values, rows.device_times, rows.is_late, strict=True
        )
    )
