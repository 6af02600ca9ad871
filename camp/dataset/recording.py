"""Read a recording back: samples exactly as they were, NaN where there were none."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.brainvision import NO_DATA, Marker, read_markers
from attention_camp.camp.dataset.channels_table import read_channels
from attention_camp.camp.dataset.durable import n_whole_lines
from attention_camp.camp.dataset.guards.links import check_run_files
from attention_camp.camp.dataset.journal import Chunk, read_chunks
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.proof.problem import TornTail
from attention_camp.camp.dataset.sidecars import read_stream_info
from attention_camp.camp.dataset.storage.sample_file import has_measured
from attention_camp.camp.dataset.tables import GAP
from attention_camp.resources.bounded import LARGEST_TABLE, read_bytes
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import LARGEST_UV, StreamInfo

UNSYNCED_SECONDS = 1.0
"""Measured samples that may follow the last checksum: each second is synced."""
_PIECE_BYTES = 1 << 24
"""Bytes of samples that are read at once to be checked."""


@dataclass(frozen=True, slots=True)
class RecordedGap:
    """Samples that are missing."""

    first: int
    """Absolute index of the first missing sample."""
    n: int
    """How many are missing."""
    reason: str
    channel: int = 0
    """Channel counted from 1; 0: all of them."""

    @property
    def stop(self) -> int:
        """Index after the last missing sample."""
        return self.first + self.n


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A run's EEG; made by ``open``."""

    paths: RunPaths
    info: StreamInfo
    gaps: tuple[RecordedGap, ...]
    """Missing samples, in order; neighbours with one reason are joined."""
    n_samples: int
    """Number of whole samples in the file."""
    _rows: tuple[int, ...]
    """Which of the recorded channels are EEG."""

    @classmethod
    def open(cls, paths: RunPaths) -> Recording:
        """Open a recording, finished, growing or broken off.

        Raises
        ------
        DatasetError
            If there is none, its sidecars cannot be read, or a file of it is outside
            the dataset.
        """
        check_run_files(paths)
        if not paths.vhdr.exists():
            raise DatasetError(
                Sentence(
                    "There is no recording {path}. Choose a session that has EEG.",
                    path=paths.vhdr,
                )
            )
        info = read_stream_info(paths)
        channels = read_channels(paths.channels)
        rows = tuple(k for k, one in enumerate(channels) if one.kind == "eeg")
        _check_number(paths, info.n_recorded)
        n_samples = 0
        if not info.n_recorded:
            raise DatasetError(
                Sentence(
                    "{path} names no channel. Restore it from a backup.",
                    path=paths.channels,
                )
            )
        if paths.eeg.exists():
            n_samples = paths.eeg.stat().st_size // (4 * info.n_recorded)
        gaps = _joined(read_markers(paths.vmrk))
        return cls(paths, info, gaps, n_samples, rows)

    def _read(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return samples as they stand in the file, (stop - first, n_recorded)."""
        n_chans = self.info.n_recorded
        if stop <= first:
            return np.empty((0, n_chans), np.float32)
        count = (stop - first) * n_chans
        try:
            found = np.fromfile(
                self.paths.eeg, "<f4", count, offset=4 * first * n_chans
            )
        except OSError as error:
            raise DatasetError(
                Sentence(
                    "{path} cannot be read: {error}. Restore it from a backup.",
                    path=self.paths.eeg,
                    error=reason_of(error),
                )
            ) from error
        return found.reshape(-1, n_chans)

    @property
    def markers(self) -> list[Marker]:
        """Markers of the board's own marker channel."""
        return [m for m in read_markers(self.paths.vmrk) if m.kind == "Stimulus"]

    def samples_uv(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return the EEG as the amplifier delivered it.

        Parameters
        ----------
        first, stop : int
            Absolute sample indices, as in a slice.

        Returns
        -------
        samples : ndarray, shape (n_chans, stop - first)
            EEG in µV; NaN where samples are missing, or damaged beyond `LARGEST_UV`.
        """
        samples = self._channels(first, stop, self._rows)
        samples[np.abs(samples) > LARGEST_UV] = np.nan
        return samples

    def others(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return the channels beside the EEG, ``info.others``, in their units.

        Returns
        -------
        samples : ndarray, shape (n_others, stop - first)
            NaN where samples are missing.
        """
        rest = set(range(self.info.n_recorded)).difference(self._rows)
        return self._channels(first, stop, sorted(rest))

    def frames(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return all recorded channels, a row per sample, in their units.

        Parameters
        ----------
        first, stop : int
            Absolute sample indices, as in a slice.

        Returns
        -------
        frames : ndarray, shape (stop - first, n_recorded)
            In the order of channels.tsv; NaN where samples are missing.
        """
        frames = self.held_frames(first, stop)
        # infinite, or a NaN that warns: we write neither, so that bytes are damaged
        frames[~np.isfinite(frames)] = np.nan
        for gap in self.gaps:
            which = slice(None) if gap.channel == 0 else gap.channel - 1
            begin, end = max(0, gap.first - first), max(0, gap.stop - first)
            frames[begin:end, which] = np.nan
        return frames

    def held_frames(self, first: int, stop: int) -> NDArray[np.float32]:
        """Return all recorded channels as they stand in the file.

        Returns
        -------
        frames : ndarray, shape (stop - first, n_recorded)
            As `frames`, but where samples are missing the last one is held.
        """
        if not 0 <= first <= stop <= self.n_samples:
            raise ValueError(
                f"first, stop must be 0 <= first <= stop <= {self.n_samples}, "
                f"got {first}, {stop}"
            )
        # read, not mapped: pages of a mapped file would count as memory of ours
        return self._read(first, stop)

    def _channels(
        self, first: int, stop: int, rows: Sequence[int]
    ) -> NDArray[np.float32]:
        if not rows:
            return np.empty((0, max(0, min(stop, self.n_samples) - first)), np.float32)
        frames = self.frames(first, stop)
        samples = np.array(frames.T, np.float32, order="C")
        return samples if len(rows) == len(samples) else samples[list(rows)]

    def check(self, *, is_growing: bool = False) -> list[str]:
        """Return what is wrong with the samples, against the journal's checksums.

        What a break-off leaves at the end of a file is a `TornTail`.

        Parameters
        ----------
        is_growing : bool
            Whether the run is being recorded: its last samples have no checksum yet.
        """
        if not self.paths.journal.exists():
            return [
                Sentence(
                    "{file} is missing: the samples cannot be checked",
                    file=self.paths.journal.name,
                )
            ]
        chunks, unreadable = read_chunks(self.paths.journal)
        problems = self._unreadable(unreadable)
        covered = 0
        # a line whose sync failed was written again: the later one counts
        for chunk in {chunk.first: chunk for chunk in chunks}.values():
            if chunk.first != covered:
                problems.append(
                    Sentence(
                        "{file}: the checksum for samples {first} to {stop} is missing",
                        file=self.paths.journal.name,
                        first=covered,
                        stop=chunk.first,
                    )
                )
            if text := self._chunk_problem(chunk):
                problems.append(text)
            covered = chunk.stop
        if is_growing:
            return problems
        unsynced = UNSYNCED_SECONDS * self.info.sfreq
        if has_measured(self.paths.eeg, covered, self.info.n_recorded, unsynced):
            problems.append(
                Sentence(
                    "samples {first} to {stop} have no checksum; “attention-camp "
                    "recover” gives them one",
                    first=covered,
                    stop=self.n_samples,
                )
            )
        size = self.paths.eeg.stat().st_size if self.paths.eeg.exists() else 0
        if torn := size % (4 * self.info.n_recorded):
            tail = Sentence(
                "ends in {n:byte|bytes} of a half-written sample; “attention-camp "
                "recover” cuts them off",
                n=torn,
            )
            problems.append(TornTail.of(tail))
        return problems

    def _unreadable(self, numbers: Sequence[int]) -> list[str]:
        """Return what is said of lines of the journal that cannot be read."""
        whole = n_whole_lines(self.paths.journal) if numbers else 0
        problems: list[str] = []
        for number in numbers:
            said = Sentence(
                "{file}: line {number} cannot be read",
                file=self.paths.journal.name,
                number=number,
            )
            problems.append(TornTail.of(said) if number > whole else said)
        return problems

    def _is_same(self, chunk: Chunk) -> bool:
        """Return whether samples are those whose checksum the journal has."""
        crc32, digest = 0, sha256()
        # in pieces: a repaired journal may cover all samples by one checksum
        step = max(_PIECE_BYTES // (4 * self.info.n_recorded), 1)
        for first in range(chunk.first, chunk.stop, step):
            data = self._read(first, min(first + step, chunk.stop)).tobytes()
            if chunk.sha256:
                digest.update(data)
            else:
                crc32 = zlib.crc32(data, crc32)
        if chunk.sha256:
            return digest.hexdigest() == chunk.sha256
        return crc32 == chunk.crc32

    def _chunk_problem(self, chunk: Chunk) -> str:
        if chunk.stop > self.n_samples:
            return Sentence(
                "holds {n:sample|samples}, and the journal knows of samples {first} to "
                "{stop}: they were lost after they were written",
                n=self.n_samples,
                first=chunk.first,
                stop=chunk.stop,
            )
        if not self._is_same(chunk):
            return Sentence(
                "samples {first} to {stop} ({begin:.1f} s to {end:.1f} s) are not what "
                "was recorded: their checksum differs",
                first=chunk.first,
                stop=chunk.stop,
                begin=chunk.first / self.info.sfreq,
                end=chunk.stop / self.info.sfreq,
            )
        return ""


def _check_number(paths: RunPaths, n_recorded: int) -> None:
    """Raise where header and table differ: samples would go to other channels."""
    header = read_bytes(paths.vhdr, most=LARGEST_TABLE).decode("utf-8", "replace")
    found = re.search(r"^NumberOfChannels=(\d+)\s*$", header, re.MULTILINE)
    if found and int(found[1]) != n_recorded:
        raise DatasetError(
            Sentence(
                "{table} lists {n:channel|channels}, and {header} has {n_header}. "
                "Restore the one that was changed from a backup.",
                table=paths.channels.name,
                n=n_recorded,
                header=paths.vhdr.name,
                n_header=int(found[1]),
            )
        )


def _joined(markers: list[Marker]) -> tuple[RecordedGap, ...]:
    gaps: list[RecordedGap] = []
    missing = [
        RecordedGap(marker.sample, marker.n, marker.text, marker.channel)
        for marker in markers
        if marker.kind in (GAP, NO_DATA)
    ]
    for gap in sorted(missing, key=lambda gap: (gap.channel, gap.first)):
        last = gaps[-1] if gaps else None
        if (
            last
            and (last.channel, last.reason) == (gap.channel, gap.reason)
            and gap.first <= last.stop
        ):
            stop = max(last.stop, gap.stop)
            gaps[-1] = RecordedGap(
                last.first, stop - last.first, last.reason, last.channel
            )
        else:
            gaps.append(gap)
    return tuple(sorted(gaps, key=lambda gap: (gap.first, gap.channel)))
