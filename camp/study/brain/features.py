"""Spectra and evoked responses of one run, cached under the hash of its files."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.resources.reasons import UNREADABLE

if TYPE_CHECKING:
    import mne
    import pandas as pd

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
PEAK_TO_PEAK = 150e-6
"""V; windows and epochs beyond it are left out (own choice, as MNE's tutorials)."""
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
    for path in (run.events, run.channels, run.vhdr, run.eeg):
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
    raw = session.raw.load_data(verbose="error").pick("eeg", exclude=())
    # each step of MNE copies all annotations; epochs are rejected by these alone
    bad = [k for k, what in enumerate(raw.annotations.description) if _is_bad(what)]
    raw.set_annotations(raw.annotations[bad], verbose="error")
    if raw.info["bads"] and raw.get_montage() is not None:
        raw.interpolate_bads(reset_bads=True, verbose="error")
    raw.set_eeg_reference("average", verbose="error")
    trials = _trials(session)
    main = trials[(trials["stage"] == "main") | (trials["task"] == "rest")]
    filtered = raw.copy().filter(*EPOCH_BAND, verbose="error")
    for task, rows in main.groupby("task", sort=True):
        samples = rows["sample"].dropna().to_numpy(int)
        if not len(samples):
            continue
        blocks = [
            (int(block["sample"].min()), _stop(block, raw.info["sfreq"]))
            for _, block in rows.dropna(subset=["sample"]).groupby("block")
        ]
        yield from _spectrum(raw, str(task), blocks)
        if task != "rest":
            yield from _evoked(filtered, str(task), samples)


def _is_bad(description: str) -> bool:
    return description.upper().startswith("BAD")


def _trials(session: OpenedSession) -> pd.DataFrame:
    """Return what features need of the trials, without the tasks' own columns."""
    import pandas as pd

    names = ("stage", "task", "block", "sample", "duration")
    rows = [
        [getattr(one, name) for name in names] for one in read_trials(session.paths)
    ]
    return pd.DataFrame(rows, columns=list(names))


def _stop(block: Any, sfreq: float) -> int:
    last = block.sort_values("sample").iloc[-1]
    return int(last["sample"] + last["duration"] * sfreq)


def _spectrum(
    raw: mne.io.BaseRaw, task: str, blocks: list[tuple[int, int]]
) -> Iterator[Feature]:
    """Yield the mean spectrum of the windows of a task's blocks."""
    import mne

    step = round(WINDOW * raw.info["sfreq"])
    starts = [s for a, b in blocks for s in range(a, b - step + 1, step)]
    epochs = _epochs(raw, starts, (0.0, WINDOW - 1 / raw.info["sfreq"]))
    if epochs is None:
        return
    power, freqs = mne.time_frequency.psd_array_welch(
        epochs.get_data(copy=False), raw.info["sfreq"], *BAND,
        n_fft=step, n_per_seg=step, n_overlap=0, verbose="error",
    )  # fmt: skip
    values = np.log10(power.mean(0)).T
    yield Feature("spectrum", task, values, freqs, tuple(epochs.ch_names), len(epochs))


def _evoked(raw: mne.io.BaseRaw, task: str, samples: np.ndarray) -> Iterator[Feature]:
    """Yield the mean response to the onsets of a task's trials."""
    epochs = _epochs(raw, samples, EPOCH, baseline=(EPOCH[0], 0.0))
    if epochs is None:
        return
    mean = epochs.get_data(copy=False).mean(0)[:, ::STEP]
    times = epochs.times[::STEP]
    names = tuple(epochs.ch_names)
    yield Feature("evoked", task, 1e6 * mean.T, times, names, len(epochs))


def _epochs(
    raw: mne.io.BaseRaw,
    samples: Any,
    span: tuple[float, float],
    *,
    baseline: tuple[float, float] | None = None,
) -> mne.Epochs | None:
    """Return clean epochs without gaps; None: too few are left."""
    import mne

    first = sorted({int(s) + raw.first_samp for s in samples})
    if not first:
        return None
    events = np.column_stack(
        [first, np.zeros(len(first), int), np.ones(len(first), int)]
    )
    epochs = mne.Epochs(
        raw, events, tmin=span[0], tmax=span[1], baseline=baseline, preload=True,
        reject={"eeg": PEAK_TO_PEAK}, reject_by_annotation=True, verbose="error",
    )  # fmt: skip
    return epochs if len(epochs) >= LEAST_EPOCHS else None
