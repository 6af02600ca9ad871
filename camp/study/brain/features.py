"""Spectra and evoked responses of one run, cached under the hash of its files."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.study.brain.eeg import Eeg, eeg_of
from attention_camp.resources.reasons import UNREADABLE

logger = logging.getLogger(__name__)

FORMAT = 1
"""Raise it when features change: older caches are then not read."""
WINDOW = 2.0
"""Length of a window of a spectrum, s: bins of 0.5 Hz."""
BAND = (2.0, 40.0)
"""Hz; below, eyes and sweat rule, above, muscles."""
EPOCH = (-0.2, 0.8)
"""From before the onset, the baseline, to after it, s."""
EPOCH_BAND = (0.5, 30.0)
"""Zero-phase filter before epochs, Hz."""
REST = "rest"
"""The task without answers: it has no onsets to respond to."""
LEAST_EPOCHS = 10
"""Fewer windows or epochs give no feature; own choice."""
STEP = 2
"""Every second time of an evoked response is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """A spectrum or an evoked response of one run."""

    kind: str
    """``spectrum`` or ``evoked``."""
    task: str
    values: np.ndarray
    """Shape (n_points, n_chans): log10 V²/Hz, or µV; average reference."""
    points: np.ndarray
    """Frequencies in Hz, or times in s after the onset."""
    ch_names: tuple[str, ...]
    n: int
    """Windows or epochs in it."""


@dataclass(frozen=True, slots=True, eq=False)
class FeaturesRead:
    """The features of a run, and whether the cache lacks them."""

    features: list[Feature]
    """Nothing where the run has no EEG that can be read."""
    key: str = ""
    """Name in the cache of what is not there yet."""


def read_features(run: RunPaths, cache: Path) -> FeaturesRead:
    """Return the features of a run, from the cache where its files are the same.

    Parameters
    ----------
    run : RunPaths
        A run with EEG.
    cache : Path
        Folder of the cache, apart from the data; nothing is written.
    """
    key = _key(run)
    try:
        with np.load(cache / f"{key}.npz", allow_pickle=False) as kept:
            return FeaturesRead(list(_unpacked(kept)))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        pass
    try:
        return FeaturesRead(list(_fresh(OpenedSession(run))), key)
    except UNREADABLE as error:
        logger.info("%s has no features: %s", run.stem, error)
        return FeaturesRead([])


def _key(run: RunPaths) -> str:
    """Return the hash of what features are made from, and of who makes them."""
    digest = hashlib.sha256(f"{FORMAT} {version('mne')} {run.stem}".encode())
    for path in (
        run.events, run.channels, run.vhdr, run.vmrk, run.eeg, run.eeg_json,
        run.electrodes, run.own_electrodes, run.coordsystem, run.journal,
    ):  # fmt: skip
        if path.exists():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def keep_features(cache: Path, read: FeaturesRead) -> None:
    """Write the features that the cache lacks; where it cannot be, that costs time."""
    if not read.key:
        return
    path = cache / f"{read.key}.npz"
    packed: dict[str, Any] = {}
    for k, one in enumerate(read.features):
        packed |= {
            f"{k} what": np.array([one.kind, one.task, str(one.n), *one.ch_names]),
            f"{k} values": one.values,
            f"{k} points": one.points,
        }
    draft = path.with_suffix(".partial.npz")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        np.savez(draft, **packed)
        draft.replace(path)
    except OSError as error:
        logger.info("the features' cache cannot be written: %s", error)


def _unpacked(kept: Mapping[str, np.ndarray]) -> Iterator[Feature]:
    for k in range(len(kept) // 3):
        kind, task, n, *names = map(str, kept[f"{k} what"])
        values, points = kept[f"{k} values"], kept[f"{k} points"]
        yield Feature(kind, task, values, points, tuple(names), int(n))


def _fresh(session: OpenedSession) -> Iterator[Feature]:
    table = read_event_table(session.paths)
    eeg = eeg_of(session, table.events)
    tasks: dict[str, list[TrialRecord]] = {}
    for trial in table.trials:
        if trial.stage == "main" or trial.task == REST:
            tasks.setdefault(trial.task, []).append(trial)
    begin = round(EPOCH[0] * eeg.sfreq)
    n_times = round(EPOCH[1] * eeg.sfreq) - begin + 1
    firsts = {
        task: [trial.sample + begin for trial in trials]
        for task, trials in tasks.items()
        if task != REST
    }
    spans = [(k, k + n_times) for ks in firsts.values() for k in ks]
    filtered = eeg.filtered(EPOCH_BAND, spans)
    for task in sorted(tasks):
        yield from _spectrum(eeg, task, tasks[task])
        if task in firsts:
            yield from _evoked(filtered, task, firsts[task])


def _spectrum(eeg: Eeg, task: str, trials: list[TrialRecord]) -> Iterator[Feature]:
    """Yield the mean spectrum of the windows of a task's blocks."""
    import mne

    blocks: dict[int, list[TrialRecord]] = {}
    for trial in trials:
        blocks.setdefault(trial.block, []).append(trial)
    step = round(WINDOW * eeg.sfreq)
    firsts: list[int] = []
    for mine in blocks.values():
        last = max(mine, key=lambda trial: trial.sample)
        stop = int(last.sample + last.duration * eeg.sfreq)
        begin = min(trial.sample for trial in mine)
        firsts += range(begin, stop - step + 1, step)
    windows = eeg.clean(firsts, step)
    if len(windows) < LEAST_EPOCHS:
        return
    power, freqs = mne.time_frequency.psd_array_welch(
        windows, eeg.sfreq, *BAND,
        n_fft=step, n_per_seg=step, n_overlap=0, verbose="error",
    )  # fmt: skip
    values = np.log10(power.mean(0)).T
    yield Feature("spectrum", task, values, freqs, eeg.ch_names, len(windows))


def _evoked(eeg: Eeg, task: str, firsts: list[int]) -> Iterator[Feature]:
    """Yield the mean response to the onsets of a task's trials."""
    begin = round(EPOCH[0] * eeg.sfreq)
    times = np.arange(begin, round(EPOCH[1] * eeg.sfreq) + 1) / eeg.sfreq
    epochs = eeg.clean(firsts, len(times))
    if len(epochs) < LEAST_EPOCHS:
        return
    epochs -= epochs[..., times <= 0.0].mean(axis=-1, keepdims=True)
    mean = 1e6 * epochs.mean(0)[:, ::STEP].T
    yield Feature("evoked", task, mean, times[::STEP], eeg.ch_names, len(epochs))
