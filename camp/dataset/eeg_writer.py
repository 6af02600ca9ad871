"""Write EEG as BrainVision while it streams: always readable, synced, checksummed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.bids.duration import write_duration
from attention_camp.camp.dataset.bids.session_tables import add_scan
from attention_camp.camp.dataset.brainvision import (
    gap_line,
    header_text,
    marker_line,
    markers_text,
)
from attention_camp.camp.dataset.durable import Appender, make_folder, write_whole
from attention_camp.camp.dataset.gaps import MissingRuns, held
from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.journal import chunk_line, journal_line, read_chunks
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.sidecars import write_sidecars
from attention_camp.camp.dataset.storage.marker_file import MarkerFile
from attention_camp.camp.dataset.storage.recording_error import (
    RecordingError,
    UntilFailure,
    or_recording_error,
)
from attention_camp.camp.dataset.storage.sample_file import SampleFile, cut_torn_sample
from attention_camp.camp.dataset.tables import GAP, TRIGGER
from attention_camp.camp.dataset.trial_store import append_beside
from attention_camp.camp.session.records import EventRow
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

SYNC_EVERY = 0.5
"""Real seconds between two syncs; half of what may be lost, so that one slow sync
does not break the promise of one second."""


class EegWriter:
    """A growing BrainVision recording of one run.

    Made by ``create`` or ``resume``. NaN never reaches the file: a missing sample is
    written as the last value of its channel, and a marker says where it was missing,
    from which ``Recording`` restores it.

    Parameters
    ----------
    paths : RunPaths
        The run.
    info : StreamInfo
        The stream that is written.
    n_samples : int
        Samples in the file already.
    """

    def __init__(
        self, paths: RunPaths, info: StreamInfo, *, n_samples: int = 0
    ) -> None:
        self.paths = paths
        self.info = info
        self.n_samples = n_samples
        """Samples written so far; the absolute index of the next one."""
        self.n_synced = n_samples
        """Samples known to be on disk."""
        self.lock: Lock | None = None
        """Keeps the run alive; released once the last sample is on disk."""
        self._eeg = SampleFile(paths.eeg)
        self._last_sync = host_time()
        self._held = np.zeros(info.n_recorded, np.float32)
        self._missing = MissingRuns()
        self._gaps: list[EventRow] = []
        """Gaps of all channels that have a marker and no row yet."""
        self._store = UntilFailure()
        self._waiting = bytearray()
        """Samples some of which are missing, and those after them: they reach the file
        once the markers are on disk, or a kill would leave held values unmarked."""
        self._markers = MarkerFile(paths)
        self._journal = Appender(paths.journal, keep=paths.torn_folder)
        self._closed = False

    @classmethod
    def create(
        cls,
        paths: RunPaths,
        info: StreamInfo,
        *,
        line_freq: float | None,
        task_name: str,
        extra: Mapping[str, Any] | None = None,
        check: Iterable[ChannelVerdict] = (),
        dated: bool = True,
    ) -> EegWriter:
        """Write header, markers and sidecars, and return the writer.

        Parameters
        ----------
        paths : RunPaths
            The run.
        info : StreamInfo
            The stream to be written.
        line_freq : float | None
            Mains frequency, Hz; None: unknown.
        task_name : str
            Name of the task, for people.
        extra : Mapping | None
            More entries of ``*_eeg.json``, such as ``InstitutionName``.
        check : iterable of ChannelVerdict
            What the signal check found before the start.
        dated : bool
            Whether the first sample is recorded now; False: when it was is not known.

        Raises
        ------
        RecordingError
            If there is a recording already, or the files cannot be written.
        """
        if paths.eeg.exists() or paths.vhdr.exists():
            raise RecordingError(
                Sentence(
                    "{path} is there already. Choose another run or session.",
                    path=paths.vhdr,
                )
            )

        def write() -> EegWriter:
            make_folder(paths.folder)
            make_folder(paths.source_folder)
            write_sidecars(
                paths, info, line_freq=line_freq, task_name=task_name,
                extra=extra or {}, check=check,
            )  # fmt: skip
            write_whole(paths.vmrk, markers_text(paths, dated=dated))
            write_whole(paths.journal, journal_line("stream", info=info))
            write_whole(paths.vhdr, header_text(paths, info))
            add_scan(paths)
            return cls(paths, info)

        return or_recording_error(write, paths.folder)

    @classmethod
    def resume(cls, paths: RunPaths, info: StreamInfo) -> EegWriter:
        """Go on with a recording whose writer was killed.

        A half-written sample at the end is cut off; samples that no checksum covered
        get one now.

        Raises
        ------
        RecordingError
            If there is no recording, or it has other channels or another rate.
        """
        if not paths.vhdr.exists():
            raise RecordingError(
                Sentence(
                    "{path} is not there, so this recording cannot go on. Begin "
                    "a new run.",
                    path=paths.vhdr,
                )
            )
        if header_text(paths, info) != paths.vhdr.read_bytes().decode(
            "utf-8", "replace"
        ):
            raise RecordingError(
                Sentence(
                    "{name} was recorded with other channels or another sampling rate "
                    "than {headset} has now ({n_chans:channel|channels}, {sfreq:g} "
                    "Hz). Begin a new run.",
                    name=paths.vhdr.name,
                    headset=info.name,
                    n_chans=info.n_recorded,
                    sfreq=info.sfreq,
                )
            )

        def reopen() -> EegWriter:
            frame = 4 * info.n_recorded
            torn = cut_torn_sample(paths.eeg, frame_bytes=frame, keep=paths.torn_folder)
            size = paths.eeg.stat().st_size if paths.eeg.exists() else 0
            writer = cls(paths, info, n_samples=size // frame)
            if writer.n_samples:
                writer._go_on(torn)
            return writer

        return or_recording_error(reopen, paths.eeg)

    def _go_on(self, torn: bytes) -> None:
        """Take up the last sample; give samples without a checksum theirs."""
        frame = 4 * self.info.n_recorded
        chunks, _ = read_chunks(self.paths.journal)
        covered = min(chunks[-1].stop if chunks else 0, self.n_samples)
        with self.paths.eeg.open("rb") as file:
            file.seek((self.n_samples - 1) * frame)
            self._held = np.frombuffer(file.read(frame), "<f4").copy()
            file.seek(covered * frame)
            self._eeg.cover(file.read())
        self.n_synced = covered
        self._journal.append(
            journal_line("resumed", at=self.n_samples, torn=torn.hex())
        )
        self.sync()

    def append(self, samples: NDArray[np.float32]) -> None:
        """Append samples; synced at least every half second of real time.

        Parameters
        ----------
        samples : ndarray, shape (n_recorded, n_times)
            EEG in µV as the amplifier refers it, then the other channels in their
            units; NaN where a sample is missing.

        Raises
        ------
        RecordingError
            If the disk is full or gone.
        """
        samples = np.asarray(samples, dtype=np.float32)
        if samples.ndim != 2 or samples.shape[0] != self.info.n_recorded:
            raise ValueError(
                f"samples must have shape ({self.info.n_recorded}, n_times), "
                f"got {samples.shape}"
            )
        if not samples.shape[1]:
            return
        self._store.require_none()
        missing = np.isnan(samples)
        self._missing.see(missing, first=self.n_samples)
        samples = held(samples, self._held)
        self._held = samples[:, -1].copy()
        data = samples.T.astype("<f4", order="C").tobytes()
        if self._waiting or missing.any():
            self._waiting += data
        else:
            self._store(lambda: self._eeg.append(data), self.paths.eeg)
        self.n_samples += samples.shape[1]
        self.sync_if_due()

    def gap(self, first: int, n: int, reason: str) -> None:
        """Declare that samples are missing; before they are appended, as NaN.

        The row of events.tsv is on disk at once, the marker with the next sync.

        Parameters
        ----------
        first : int
            Absolute index of the first missing sample.
        n : int
            How many are missing.
        reason : str
            Such as ``disconnected``; shown to people.
        """
        if first < 0 or n < 1:
            raise ValueError(f"first, n must be at least 0, 1, got {first}, {n}")
        self._store.require_none()
        self._missing.declare(first, n)
        self._mark_gap(first, n, reason)
        self._store(self._write_gaps, self.paths.events)

    def _mark_gap(self, first: int, n: int, reason: str, channel: int = 0) -> None:
        number = self._markers.n + 1
        self._markers.add(gap_line(number, first, n, reason=reason, channel=channel))
        if channel == 0:
            sfreq = self.info.sfreq
            self._gaps.append(EventRow(first / sfreq, n / sfreq, GAP, first, reason))

    def _write_gaps(self) -> None:
        """Write the rows of gaps; one that fails is tried again with the next sync."""
        while self._gaps:
            append_beside(self.paths.events, self._gaps[0], sync=True)
            del self._gaps[0]

    def marker(self, sample: int, value: int) -> None:
        """Keep a marker of the board's own channel, a cross-check; synced with the EEG.

        Parameters
        ----------
        sample : int
            Its sample.
        value : int
            The value in the marker channel.
        """
        self._markers.add(marker_line(self._markers.n + 1, sample, value))

    def trigger(self, sample: int, value: int) -> None:
        """Keep a trigger of another program or device: a marker, and an event."""
        self.marker(sample, value)
        row = EventRow(sample / self.info.sfreq, 0.0, TRIGGER, sample, str(value))
        path = self.paths.events
        self._store(lambda: append_beside(path, row, sync=False), path)

    def sync_if_due(self) -> None:
        """Sync if half a second went by; to be called while nothing arrives, too."""
        if host_time() - self._last_sync >= SYNC_EVERY:
            self.sync()

    def sync(self) -> None:
        """Wait until all samples are on disk, then write their checksum.

        Raises
        ------
        RecordingError
            If the disk is full or gone.
        """
        self._store(self._sync, self.paths.eeg)

    def _sync(self) -> None:
        self._eeg.take_back()
        for first, n, channel in self._missing.take():
            self._mark_gap(first, n, "lost", channel)
        self._markers.sync()
        if self._waiting:
            self._eeg.append(bytes(self._waiting))
            self._waiting.clear()
        if self.n_samples > self.n_synced:
            self._eeg.sync()
            n = self.n_samples - self.n_synced
            crc32, digest = self._eeg.crc32, self._eeg.sha256
            line = chunk_line(self.n_synced, n, crc32=crc32, sha256=digest)
            self._journal.append(line)
            self.n_synced = self.n_samples
            self._eeg.forget()
        self._last_sync = host_time()
        self._write_gaps()  # last: the markers say the same

    def close(self) -> None:
        """Sync what was stored, and close; may be called twice."""
        try:
            if not self._closed:
                or_recording_error(self._sync, self.paths.eeg)
                or_recording_error(self._markers.close, self.paths.vmrk)
                write_duration(self.paths, self.n_samples, self.info.sfreq)
                line = journal_line("closed", n=self.n_samples)
                or_recording_error(
                    lambda: self._journal.append(line), self.paths.journal
                )
        finally:
            self._closed = True
            for file in (self._eeg, self._journal):
                file.close()
            if self.lock is not None:
                self.lock.release()
