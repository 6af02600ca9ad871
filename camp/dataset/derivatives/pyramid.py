"""Minima and maxima of a recording at several resolutions, for pictures of any length.

A pyramid is made once and kept in this user's cache folder, never in the dataset: it
can be deleted at any time. Its name is a hash of what it was made from, so that another
recording, a longer one or another place of a gap has another file.
"""

from __future__ import annotations

import itertools
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
import platformdirs
from numpy.typing import NDArray

from attention_camp.camp.dataset.recording import Recording

logger = logging.getLogger(__name__)

FORMAT = 1
"""Number of the files' format: another number is another name."""
FINEST = 128
"""Samples in a bin of the finest level: below it the recording itself is as quick."""
FACTOR = 4
"""How many bins of a level make one of the next."""
FEWEST_BINS = 1024
"""A level of fewer bins has no coarser one above it: about a picture's width."""
PIECE_BYTES = 1 << 25
"""Bytes of samples that are read at once while it is made."""
MOST_BYTES = 4 << 30
"""All kept pyramids together; the ones used longest ago go first. Own choice."""
HASHED_BYTES = 1 << 16
"""Bytes at the start and the end of the samples that the name depends on."""


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """Levels of minima and maxima; made by `open_pyramid` or `make_pyramid`."""

    levels: tuple[NDArray[np.float32], ...]
    """Each of shape (n_bins, 2, n_recorded), the finest first; NaN: nothing there."""

    def level_for(self, samples_per_column: float) -> int | None:
        """Return the coarsest level that is fine enough; None: read the samples.

        Parameters
        ----------
        samples_per_column : float
            Samples that a column of the picture stands for.
        """
        fitting = [
            k for k in range(len(self.levels)) if bin_of(k) <= samples_per_column
        ]
        return fitting[-1] if fitting else None

    def between(
        self, first: int, stop: int, n_columns: int
    ) -> tuple[int, int, NDArray[np.float32]] | None:
        """Return the minima and maxima of a stretch, for so many columns.

        Parameters
        ----------
        first, stop : int
            Absolute sample indices, as in a slice.
        n_columns : int
            Columns of the picture.

        Returns
        -------
        start : int
            Sample at which the first bin begins, at or before ``first``.
        width : int
            Samples of a bin.
        extremes : ndarray, shape (n_bins, 2, n_recorded)
            Minimum and maximum of each bin.
        """
        level = self.level_for((stop - first) / max(n_columns, 1))
        if level is None:
            return None
        size = bin_of(level)
        # bins are joined; joined ones begin at multiples of their width
        joined = max(1, int((stop - first) / max(n_columns, 1) / size))
        width = size * joined
        begin, end = first // width, -(-stop // width)
        part = self.levels[level][begin * joined : end * joined]
        return begin * width, width, _joined(np.asarray(part), joined)


def bin_of(level: int) -> int:
    """Return how many samples a bin of a level holds."""
    return FINEST * int(FACTOR**level)


def shapes(n_samples: int, n_channels: int) -> list[tuple[int, int, int]]:
    """Return the shapes of the levels of a recording."""
    found = []
    n_bins = -(-n_samples // FINEST)
    while n_bins:
        found.append((n_bins, 2, n_channels))
        if n_bins < FEWEST_BINS:
            break
        n_bins = -(-n_bins // FACTOR)
    return found


def pyramid_folder() -> Path:
    """Return the folder in which this user's pyramids are kept."""
    return platformdirs.user_cache_path("attention-camp") / "pyramids"


def forget_pyramids(folder: Path | None = None) -> None:
    """Remove all kept pyramids; they are made anew when they are needed."""
    shutil.rmtree(folder or pyramid_folder(), ignore_errors=True)


def pyramid_file(recording: Recording, folder: Path | None = None) -> Path:
    """Return where the pyramid of a recording is kept, whether it is there or not.

    Raises
    ------
    OSError
        If the samples cannot be read.
    """
    path = recording.paths.eeg
    facts = path.stat()
    digest = sha256()
    parts = (
        FORMAT, facts.st_size, facts.st_mtime_ns, recording.info.n_recorded,
        recording.n_samples, recording.gaps,
    )  # fmt: skip
    digest.update(repr(parts).encode())
    with path.open("rb") as file:
        digest.update(file.read(HASHED_BYTES))
        file.seek(max(0, facts.st_size - HASHED_BYTES))
        digest.update(file.read(HASHED_BYTES))
    return (folder or pyramid_folder()) / f"{digest.hexdigest()}.f4"


def open_pyramid(recording: Recording, folder: Path | None = None) -> Pyramid | None:
    """Return the kept pyramid of a recording; None where there is none.

    Parameters
    ----------
    recording : Recording
        The recording.
    folder : Path | None
        Where pyramids are kept; None: in the user's cache folder.
    """
    wanted = shapes(recording.n_samples, recording.info.n_recorded)
    try:
        path = pyramid_file(recording, folder)
        if path.stat().st_size != 4 * sum(int(np.prod(shape)) for shape in wanted):
            return None
        os.utime(path)  # used now: the last to be removed
        levels, offset = [], 0
        for shape in wanted:
            level = np.memmap(path, "<f4", "r", offset, shape)
            levels.append(level)
            offset += 4 * level.size
    except (OSError, ValueError) as error:
        logger.debug("no pyramid of %s: %s", recording.paths.stem, error)
        return None
    return Pyramid(tuple(levels))


def make_pyramid(
    recording: Recording,
    folder: Path | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Pyramid:
    """Make the pyramid of a recording, and keep it where that is possible.

    Parameters
    ----------
    recording : Recording
        The recording.
    folder : Path | None
        Where pyramids are kept; None: in the user's cache folder.
    progress : callable | None
        Told how many of how many samples are done; it may raise to end the work.

    Raises
    ------
    DatasetError
        If the samples cannot be read.
    """
    made = _made(recording, progress)
    try:
        _keep(made, pyramid_file(recording, folder))
    except OSError as error:  # a picture needs no disk
        logger.warning("the pyramid of %s is not kept: %s", recording.paths.stem, error)
    return made


def _made(recording: Recording, progress: Callable[[int, int], None] | None) -> Pyramid:
    n_samples, n_channels = recording.n_samples, recording.info.n_recorded
    levels = [np.empty(shape, np.float32) for shape in shapes(n_samples, n_channels)]
    step = max(1, PIECE_BYTES // (4 * n_channels * FINEST)) * FINEST
    for first in range(0, n_samples, step):
        stop = min(first + step, n_samples)
        frames = recording.frames(first, stop)
        begin = first // FINEST
        end = begin - (first - stop) // FINEST
        levels[0][begin:end] = _extremes(frames)
        if progress:
            progress(stop, n_samples)
    for finer, coarser in itertools.pairwise(levels):
        coarser[:] = _joined(finer, FACTOR)
    return Pyramid(tuple(levels))


def _extremes(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return minimum and maximum of each bin, (n_bins, 2, n_channels)."""
    n_times, n_channels = frames.shape
    n_whole = n_times // FINEST
    parts = [frames[: n_whole * FINEST].reshape(n_whole, FINEST, n_channels)]
    if n_times % FINEST:
        parts.append(frames[None, n_whole * FINEST :])
    return np.concatenate(
        # fmin and fmax pass over NaN, and are slower only where there are any
        [
            np.stack([np.fmin.reduce(p, axis=1), np.fmax.reduce(p, axis=1)], axis=1)
            for p in parts
            if len(p)
        ]
    )


def _joined(extremes: NDArray[np.float32], n: int) -> NDArray[np.float32]:
    """Return minima and maxima of ``n`` neighbouring bins each."""
    if n == 1:
        return extremes
    starts = np.arange(0, len(extremes), n)
    if not len(starts):
        return extremes
    low = np.fmin.reduceat(extremes[:, 0], starts)
    high = np.fmax.reduceat(extremes[:, 1], starts)
    return np.stack([low, high], axis=1)


def _keep(pyramid: Pyramid, path: Path) -> None:
    """Write a pyramid whole or not at all, and make room for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = sorted(path.parent.glob("*.f4"), key=lambda p: p.stat().st_mtime)
    total = sum(p.stat().st_size for p in kept)
    room = MOST_BYTES - sum(level.nbytes for level in pyramid.levels)
    for old in kept:
        if total <= room:
            break
        total -= old.stat().st_size
        old.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            for level in pyramid.levels:
                draft.write(level.data)
            draft.close()
            Path(draft.name).replace(path)
        except OSError:
            draft.close()
            Path(draft.name).unlink(missing_ok=True)
            raise
