"""Labelled windows of people from BIDS datasets: rest, and everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.as_live import cleaned_as_live
from attention_camp.models.data.labels import (
    Span,
    blocks_of,
    labels_of_task,
    read_rows,
    spans_of,
    windows_in_blocks,
    without_bad,
)
from attention_camp.models.data.references import EARS, said_beside, zeros_of
from attention_camp.resources.texts import UserError
from attention_camp.signal.electrodes import electrode_name
from attention_camp.signal.sources.apart import ReaderProcess
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import Recorded
from attention_camp.signal.stream import SourceError

SUFFIXES = (".vhdr", ".edf", ".bdf", ".set", ".fif")
OWN_REST_SECONDS = 60.0
"""How much of a person's first rest is their baseline: used unlabelled, never
tested."""


class DataError(UserError):
    """A dataset that cannot be learned from; the text is for people."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """The labelled windows of one person in one montage."""

    name: str
    """Dataset and participant, such as ``eegmat/sub-04``."""
    X: NDArray[np.float32]
    """Shape (n_windows, n_chans, n_times), volts, in order of time."""
    y: NDArray[np.int64]
    """0 rest, 1 engaged."""
    run: NDArray[np.int64]
    """Number of the recording each window is from."""
    session: NDArray[np.str_]
    """Label of the session each window is from; empty where there is one only."""
    is_baseline: NDArray[np.bool_]
    """Which windows are the person's own rest, given to the estimator unlabelled."""
    sfreq: float
    ch_names: tuple[str, ...]
    zeros: tuple[str, ...] = EARS
    """Electrodes where the potential is 0; none where the reference was not one."""

    def picked(self, ch_names: Sequence[str]) -> Person:
        """Return this person with some of the channels, in the order given."""
        lacking = [name for name in ch_names if name not in self.ch_names]
        if lacking:
            msg = (
                f"{self.name} has no channel {', '.join(lacking)}; "
                f"it has {', '.join(self.ch_names)}."
            )
            raise DataError(msg)
        picks = [self.ch_names.index(name) for name in ch_names]
        return replace(self, X=self.X[:, picks], ch_names=tuple(ch_names))

    def rows(self, mask: NDArray[np.bool_]) -> Person:
        """Return this person with some of the windows.

        Parameters
        ----------
        mask : ndarray, shape (n_windows,)
            True where a window is kept.
        """
        return replace(
            self,
            X=self.X[mask],
            y=self.y[mask],
            run=self.run[mask],
            session=self.session[mask],
            is_baseline=self.is_baseline[mask],
        )


def read_people(
    folders: Sequence[Path], *, seconds: float = 4.0, hop: float = 4.0
) -> list[Person]:
    """Read the labelled windows of everybody in some EEG-BIDS datasets.

    In runs that this application recorded, the calibration blocks are labelled by what
    they were, and filtered and referred as they were live. Elsewhere recordings of a
    rest task are rest, all others are engaged, except inside their own events of rest.
    Windows that touch a ``BAD`` annotation are left out, channels that are ``bad`` in
    channels.tsv are not used.

    Parameters
    ----------
    folders : sequence of Path
        EEG-BIDS datasets.
    seconds : float
        Length of the windows.
    hop : float
        Seconds from one window to the next.

    Raises
    ------
    DataError
        If a folder is no BIDS dataset, two have one name, or there is none of one of
        the two labels.
    """
    with ReaderProcess() as reader:
        found = [
            read_person(participant, reader, seconds=seconds, hop=hop)
            for participant in participants(folders)
        ]
    people = [person for person in found if person is not None]
    check_labels([person.y for person in people], folders, seconds=seconds)
    return people


def participants(folders: Sequence[Path]) -> list[Path]:
    """Return the folders of everybody in some EEG-BIDS datasets, in order.

    Raises
    ------
    DataError
        If a folder is no BIDS dataset, or two have one name.
    """
    _check_names(folders)
    found = []
    for folder in map(Path, folders):
        if not (folder / "dataset_description.json").is_file():
            msg = (
                f"{folder} has no dataset_description.json; give a BIDS dataset's "
                "folder."
            )
            raise DataError(msg)
        found += sorted(folder.glob("sub-*"))
    return found


def check_labels(
    labels: Sequence[NDArray[np.int64]],
    folders: Sequence[Path],
    *,
    seconds: float = 4.0,
) -> None:
    """Check that there are windows of rest and of a task to learn from.

    Parameters
    ----------
    labels : sequence of ndarray, shape (n_windows,)
        Of each person; 0 rest, 1 engaged.
    folders : sequence of Path
        The datasets, for the message.
    seconds : float
        Length of the windows, for the message.

    Raises
    ------
    DataError
        If there is nobody, or no window of one of the two.
    """
    where = ", ".join(str(folder) for folder in folders) or "no folder at all"
    if not labels:
        msg = (
            f"No labelled window of {seconds:g} s in {where}: name at least one BIDS "
            "dataset with EEG of rest and of a task that lasts that long."
        )
        raise DataError(msg)
    for label, word in ((0, "rest"), (1, "a task")):
        if not any((y == label).any() for y in labels):
            msg = (
                f"No window of {word} in {where}: training needs recordings of rest "
                "and of a task."
            )
            raise DataError(msg)


def _check_names(folders: Sequence[Path]) -> None:
    """Refuse datasets whose people could not be told apart: sub-01 is in all."""
    known: dict[str, Path] = {}
    for folder in folders:
        whole = Path(folder).resolve()
        if whole.name in known:
            msg = (
                f"{known[whole.name]} and {whole} are two datasets of one name, so "
                f"that {whole.name}/sub-01 could be either one's. Rename one of the "
                "folders, or give it once."
            )
            raise DataError(msg)
        known[whole.name] = whole


def read_person(
    participant: Path, reader: ReaderProcess, *, seconds: float = 4.0, hop: float = 4.0
) -> Person | None:
    """Read one person's labelled windows; None where there are none.

    Parameters
    ----------
    participant : Path
        As `participants` gives it.
    reader : ReaderProcess
        Opens the recordings.
    seconds : float
        Length of the windows.
    hop : float
        Seconds from one window to the next.

    Raises
    ------
    DataError
        If a recording cannot be read, or they differ in channels or rate.
    """
    files = sorted(
        path
        for path in participant.rglob("*_eeg.*")
        if path.suffix in SUFFIXES and path.parent.name == "eeg"
    )
    runs = [_read_run(path, reader, seconds=seconds, hop=hop) for path in files]
    runs = [run for run in runs if len(run.y)]
    if not runs:
        return None
    dataset = participant.parent.resolve().name
    return _one_person(f"{dataset}/{participant.name}", runs, seconds)


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    X: NDArray[np.float32]
    y: NDArray[np.int64]
    start: NDArray[np.float64]
    session: str
    sfreq: float
    ch_names: tuple[str, ...]
    zeros: tuple[str, ...]


def _read_run(path: Path, reader: ReaderProcess, *, seconds: float, hop: float) -> _Run:
    try:
        recorded = reader.read(read_recording, path)
    except SourceError as error:
        raise DataError(str(error)) from error
    rows = read_rows(_beside(path, "events"))
    channels = read_rows(_beside(path, "channels"))
    sfreq, ch_names = recorded.info.sfreq, recorded.info.ch_names
    spans = _spans(recorded, rows)
    blocks = blocks_of(rows)
    data = recorded.samples_uv * np.float32(1e-6)
    reference: tuple[str, ...] = ()
    if blocks:
        data, unsettled, reference = cleaned_as_live(recorded, path)
        spans += unsettled
    said = said_beside(path)
    zeros = () if reference else zeros_of(data, ch_names, said)
    bad = {row.get("name", "") for row in channels if row.get("status") == "bad"}
    bad |= {electrode_name(name) for name in bad}
    data[[name in bad for name in ch_names]] = np.nan  # left out, not guessed
    # an average may have been taken with bad channels or without
    zeros = zeros and zeros_of(data, ch_names, said)
    entities = dict(p.split("-", 1) for p in path.stem.split("_") if "-" in p)
    n_window = round(seconds * sfreq)
    if blocks:
        start, labels = windows_in_blocks(blocks, seconds=seconds, hop=hop)
    else:
        start = np.arange(0, data.shape[1] - n_window + 1, round(hop * sfreq)) / sfreq
        labels = labels_of_task(entities.get("task", ""), spans, start, seconds)
    first = np.rint(start * sfreq).astype(int)
    labels = without_bad(labels, spans, start, seconds)
    kept = (labels >= 0) & (first + n_window <= data.shape[1])
    X = np.stack([data[:, s : s + n_window] for s in first[kept]] or [data[:, :0]])
    if not kept.any():
        X = X[:0]
    session = entities.get("ses", "")
    return _Run(X, labels[kept], start[kept], session, sfreq, ch_names, zeros)


def _beside(path: Path, table: str) -> Path:
    """Return the BIDS table that belongs to a recording."""
    return path.with_name(f"{path.stem.removesuffix('_eeg')}_{table}.tsv")


def _spans(recorded: Recorded, rows: Sequence[dict[str, str]]) -> list[Span]:
    """Return a recording's gaps and events, and those of its BIDS table."""
    sfreq = recorded.info.sfreq
    spans = [
        Span(gap.first / sfreq, gap.n_lost / sfreq, "BAD_gap") for gap in recorded.gaps
    ]
    spans += [
        Span(event.sample / sfreq, event.duration, event.description)
        for event in recorded.events
    ]
    # times of the table count the samples of the file, which pauses move apart
    return spans + ([] if recorded.gaps else spans_of((), rows))


def _one_person(name: str, runs: Sequence[_Run], seconds: float) -> Person:
    for one, other in pairwise(runs):
        if (one.sfreq, one.ch_names) != (other.sfreq, other.ch_names):
            msg = (
                f"{name} has recordings with different channels or sampling rates "
                f"({one.sfreq:g} Hz, {len(one.ch_names)} channels; {other.sfreq:g} Hz, "
                f"{len(other.ch_names)} channels); give them as separate datasets."
            )
            raise DataError(msg)
    zeros = runs[0].zeros if all(run.zeros == runs[0].zeros for run in runs) else ()
    first_rest = next((i for i, run in enumerate(runs) if (run.y == 0).any()), -1)
    baseline = []
    for i, run in enumerate(runs):
        resting = run.y == 0
        begin = run.start[resting][0] if resting.any() else 0.0
        early = run.start + seconds <= begin + OWN_REST_SECONDS
        baseline.append(resting & early & (i == first_rest))
    return Person(
        name,
        np.concatenate([run.X for run in runs]),
        np.concatenate([run.y for run in runs]),
        np.repeat(np.arange(len(runs)), [len(run.y) for run in runs]),
        np.repeat([run.session for run in runs], [len(run.y) for run in runs]),
        np.concatenate(baseline),
        runs[0].sfreq,
        runs[0].ch_names,
        zeros,
    )
