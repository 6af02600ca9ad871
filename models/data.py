"""Labelled windows of people from BIDS datasets: rest, and everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

REST_WORDS = ("rest", "baseline", "eyesclosed", "eyesopen")
"""A task or an event whose name contains one of these (without dashes) is rest."""
SUFFIXES = (".vhdr", ".edf", ".bdf", ".set", ".fif")
OWN_REST_SECONDS = 60.0
"""How much of a person's first rest is their baseline: used unlabelled, never
tested."""


class DataError(ValueError):
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
        return Person(
            self.name,
            self.X[:, picks],
            self.y,
            self.run,
            self.session,
            self.is_baseline,
            self.sfreq,
            tuple(ch_names),
        )


def read_people(
    folders: Sequence[Path], *, seconds: float = 4.0, hop: float = 4.0
) -> list[Person]:
    """Read the labelled windows of everybody in some EEG-BIDS datasets.

    Recordings of a rest task are rest, all others are engaged, except inside their
    own events of rest. Windows that touch a ``BAD`` annotation are left out.

    Raises
    ------
    DataError
        If a folder is no BIDS dataset, or a dataset lacks one of the two labels.
    """
    people = [
        person
        for folder in folders
        for person in _read_dataset(Path(folder), seconds=seconds, hop=hop)
    ]
    if not people:
        msg = "No dataset was given; name at least one BIDS folder."
        raise DataError(msg)
    for label, word in ((0, "rest"), (1, "a task")):
        if not any((person.y == label).any() for person in people):
            msg = (
                f"No window of {word} in {', '.join(str(f) for f in folders)}: "
                "training needs recordings of rest and of a task."
            )
            raise DataError(msg)
    return people


def _read_dataset(folder: Path, *, seconds: float, hop: float) -> Iterator[Person]:
    if not (folder / "dataset_description.json").is_file():
        msg = f"{folder} has no dataset_description.json; give a BIDS dataset's folder."
        raise DataError(msg)
    for participant in sorted(folder.glob("sub-*")):
        files = sorted(
            path
            for path in participant.rglob("*_eeg.*")
            if path.suffix in SUFFIXES and path.parent.name == "eeg"
        )
        runs = [_read_run(path, seconds=seconds, hop=hop) for path in files]
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


def _read_run(path: Path, *, seconds: float, hop: float) -> _Run:
    import mne

    raw = mne.io.read_raw(path, preload=True, verbose="error")
    raw.pick("eeg", exclude=[])
    sfreq = float(raw.info["sfreq"])
    data = raw.get_data().astype(np.float32)
    n_window, n_hop = round(seconds * sfreq), round(hop * sfreq)
    first = np.arange(0, data.shape[1] - n_window + 1, n_hop)
    start = first / sfreq
    entities = dict(p.split("-", 1) for p in path.stem.split("_") if "-" in p)
    is_rest = _means_rest(entities.get("task", ""))
    labels = _labels(raw.annotations, start, seconds, is_rest=is_rest)
    kept = labels >= 0
    X = np.stack([data[:, s : s + n_window] for s in first[kept]] or [data[:, :0]])
    if not kept.any():
        X = X[:0]
    session = entities.get("ses", "")
    return _Run(X, labels[kept], start[kept], session, sfreq, tuple(raw.ch_names))


def _means_rest(name: str) -> bool:
    plain = name.lower().replace("-", "").replace("_", "")
    return any(word in plain for word in REST_WORDS)


def _labels(
    annotations: Any,  # mne.Annotations, which has no types
    start: NDArray[np.float64],
    seconds: float,
    *,
    is_rest: bool,
) -> NDArray[np.int64]:
    labels = np.full(len(start), 0 if is_rest else 1, dtype=np.int64)
    for note in annotations:
        onset, end = note["onset"], note["onset"] + note["duration"]
        touches = (start < end) & (start + seconds > onset)
        if note["description"].upper().startswith("BAD"):
            labels[touches] = -1
        elif _means_rest(note["description"]) and note["duration"] >= seconds:
            inside = (start >= onset) & (start + seconds <= end)
            labels[touches & ~inside & (labels == 1)] = -1
            labels[inside & (labels == 1)] = 0
    return labels


def _one_person(name: str, runs: Sequence[_Run], seconds: float) -> Person:
    for one, other in pairwise(runs):
        if (one.sfreq, one.ch_names) != (other.sfreq, other.ch_names):
            msg = (
                f"{name} has recordings with different channels or sampling rates "
                f"({one.sfreq:g} Hz, {len(one.ch_names)} channels; {other.sfreq:g} Hz, "
                f"{len(other.ch_names)} channels); give them as separate datasets."
            )
            raise DataError(msg)
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
    )
