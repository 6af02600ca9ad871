"""Where the potential of a recording is 0: at its reference, where that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.bounded import UnreadableError, read_json_table
from attention_camp.signal.electrodes import (
    electrode_key,
    electrode_name,
    is_derivation,
    is_electrode,
)

EARS = ("A1", "A2")
NEARLY = 0.05
"""Mean over channels, in root mean squares of them, below which steps from sample to
sample are at their average: white noise of 256 channels, each for itself, is at 0.06,
and counts of 0.5 µV leave 0.02 of an average that was exact. Our own choice."""
N_LOOKED_AT = 10_000
"""Steps that are looked at, spread over the recording."""
N_FOLDERS = 4
"""Folders of a BIDS dataset from a recording up: of EEG, session, person, dataset."""


def said_beside(path: Path) -> str:
    """Return what the sidecars of a recording say of its reference; empty: nothing.

    The nearest that says it counts: datasets may say once, in a folder above, what
    holds of many recordings (the inheritance principle of BIDS).
    """
    for sidecar in _sidecars(path):
        try:
            said = str(read_json_table(sidecar).get("EEGReference", ""))
        except (FileNotFoundError, UnreadableError):
            continue
        if said:
            return said
    return ""


def _sidecars(path: Path) -> Iterator[Path]:
    """Yield the sidecars that hold of a recording, the nearest and narrowest first."""
    own = set(path.stem.split("_"))
    for folder in path.parents[:N_FOLDERS]:
        found = (one.stem.split("_") for one in folder.glob("*eeg.json"))
        hold = filter(own.issuperset, found)
        for parts in sorted(hold, key=lambda parts: (-len(parts), parts)):
            yield folder / f"{'_'.join(parts)}.json"
        if (folder / "dataset_description.json").exists():
            return


def zeros_of(
    data: NDArray[np.floating], ch_names: Sequence[str], said: str = ""
) -> tuple[str, ...]:
    """Return the electrodes where the potential of a recording is 0.

    They are those that its sidecar names, and the ears where it names none; none of
    what is at the average of its channels, nor where the reference was recorded itself.

    Parameters
    ----------
    data : ndarray, shape (..., n_chans, n_times)
        In any unit; NaN where nothing was recorded.
    ch_names : sequence of str
        The channels.
    said : str
        ``EEGReference`` of the sidecar, in any words.
    """
    single = np.array([not is_derivation(name) for name in ch_names], dtype=np.bool_)
    if "average" in said.lower() or _is_average(_steps(data)[..., single, :]):
        return ()
    parts = [part for part in re.split(r"\W+", said) if part]
    named = bool(parts) and all(map(is_electrode, parts))
    zeros = tuple(map(electrode_name, parts)) if named else EARS
    recorded = set(map(electrode_key, ch_names))
    return () if recorded & set(map(electrode_key, zeros)) else zeros


def _steps(data: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return steps from sample to sample: levels may drift, and add up to anything."""
    n_steps = max(data.shape[-1] - 1, 0)
    at = np.linspace(0, n_steps - 1, min(n_steps, N_LOOKED_AT)).astype(np.intp)
    return np.asarray(data[..., at + 1].astype(np.float64) - data[..., at])


def _is_average(steps: NDArray[np.float64]) -> bool:
    """Return whether the steps of all channels add up to 0."""
    there = np.isfinite(steps)
    n_there = np.maximum(there.sum(axis=-2), 1)
    steps = np.where(there, steps, 0.0)
    mean = steps.sum(axis=-2) / n_there
    typical = (steps**2).sum(axis=-2) / n_there
    return bool((mean**2).mean() < NEARLY**2 * typical.mean()) if mean.size else False
