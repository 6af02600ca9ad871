"""Labelled windows of people from BIDS datasets: rest, and everything else."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
from attention_camp.models.patches import resampled
from attention_camp.models.windows import MIN_CHANNELS
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.texts import UserError
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import electrode_name
from attention_camp.signal.sources.apart import ReaderProcess
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import Recorded
from attention_camp.signal.stream import SourceError

logger = logging.getLogger(__name__)

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
    _check_names(folders)
    with ReaderProcess() as reader:
        people = [
            person
            for folder in folders
            for person in _read_dataset(Path(folder), reader, seconds=seconds, hop=hop)
        ]
    if not people:
        where = ", ".join(str(folder) for folder in folders) or "no folder at all"
        msg = (
            f"No labelled window of {seconds:g} s in {where}: name at least one BIDS "
            "dataset with EEG of rest and of a task that lasts that long."
        )
        raise DataError(msg)
    for label, word in ((0, "rest"), (1, "a task")):
        if not any((person.y == label).any() for person in people):
            msg = (
                f"No window of {word} in {', '.join(str(f) for f in folders)}: "
                "training needs recordings of rest and of a task."
            )
            raise DataError(msg)
    return people


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


def alike(people: Sequence[Person]) -> list[Person]:
    """Return people with the channels that all have, at the lowest sampling rate.

    Those who are alike already stay as they are.

    Raises
    ------
    DataError
        If they share fewer than three channels.
    """
    shared = [
        name for name in people[0].ch_names if all(name in p.ch_names for p in people)
    ]
    if len(shared) < MIN_CHANNELS:
        msg = (
            f"The people of these datasets share {len(shared)} channels, and at least "
            f"{MIN_CHANNELS} are needed. Evaluate the datasets one by one."
        )
        raise DataError(msg)
    lowest = min(person.sfreq for person in people)
    if any((p.ch_names, p.sfreq) != (tuple(shared), lowest) for p in people):
        logger.warning(
            "people differ in channels or rate: used are %s, which all have, at %g Hz",
            ", ".join(shared),
            lowest,
        )
    return [_at_rate(person.picked(shared), lowest) for person in people]


def _at_rate(person: Person, sfreq: float) -> Person:
    if person.sfreq == sfreq:
        return person
    slow = resampled(person.X.astype(np.float64), person.sfreq, to=sfreq)
    return replace(person, X=slow.astype(np.float32), sfreq=sfreq)


def _read_dataset(
    folder: Path, reader: ReaderProcess, *, seconds: float, hop: float
) -> Iterator[Person]:
    if not (folder / "dataset_description.json").is_file():
        msg = f"{folder} has no dataset_description.json; give a BIDS dataset's folder."
        raise DataError(msg)
    for participant in sorted(folder.glob("sub-*")):
        files = sorted(
            path
            for path in participant.rglob("*_eeg.*")
            if path.suffix in SUFFIXES and path.parent.name == "eeg"
        )
        runs = [_read_run(path, reader, seconds=seconds, hop=hop) for path in files]
        runs = [run for run in runs if len(run.y)]
        if runs:
            name = f"{folder.resolve().name}/{participant.name}"
            yield _one_person(name, runs, seconds)


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
        data, unsettled, reference = _cleaned_as_live(recorded, path)
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


def _cleaned_as_live(
    recorded: Recorded, path: Path
) -> tuple[NDArray[np.float32], list[Span], tuple[str, ...]]:
    """Filter and refer a recording of this application as its session did.

    Channels are not mended: how they were is in the ledger, which is not read here.
    The spans are those in which the filters have not settled; the names are those of
    the channels whose mean is the reference, none where it stayed as recorded.
    """
    sidecar = read_json_table(path.with_suffix(".json"))
    line_freq = sidecar.get("PowerLineFrequency")
    reference = sidecar.get("OnlineCleaning", {}).get("reference", "average")
    cleaner = Cleaner(
        recorded.info,
        line_freq=float(line_freq) if isinstance(line_freq, int | float) else None,
        reference=reference or "as-recorded",
    )
    begin = cleaner.settling_at_start / cleaner.sfreq
    unsettled = [Span(0.0, begin, "BAD_unsettled")]
    for gap in recorded.gaps:
        seconds = (gap.n_lost + cleaner.settling_after(gap.n_lost)) / cleaner.sfreq
        unsettled.append(Span(gap.first / cleaner.sfreq, seconds, "BAD_unsettled"))
    cleaned = cleaner.step(recorded.samples_uv).astype(np.float32)
    return cleaned, unsettled, cleaner.reference


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
