"""What the linear baselines learn from: band powers and covariances of windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.patches import resampled
from attention_camp.models.spectra import CLASSIC, band_powers
from attention_camp.models.weights import WeightsError
from attention_camp.models.windows import Windows
from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import electrode_key


@dataclass(frozen=True, slots=True, eq=False)
class Summaries:
    """Band powers and covariances of windows, all with the same good channels."""

    log_power: NDArray[np.float64]
    """Shape (n_windows, n_chans, 5), reference as recorded."""
    covariance: NDArray[np.float64]
    """Shape (n_windows, n_chans, n_chans), below 30 Hz, mean variance 1."""
    ch_names: tuple[str, ...]
    """Canonical names."""

    def picked(self, ch_names: Sequence[str]) -> Summaries:
        """Return the summaries of some of the channels."""
        picks = [self.ch_names.index(name) for name in ch_names]
        covariance = self.covariance[:, picks][:, :, picks]
        return Summaries(self.log_power[:, picks], covariance, tuple(ch_names))

    def __getitem__(self, rows: NDArray[np.bool_]) -> Summaries:
        return Summaries(self.log_power[rows], self.covariance[rows], self.ch_names)


def summarise(windows: Windows) -> Summaries:
    """Return the summaries of windows in which every channel is good."""
    power = band_powers(windows.data, sfreq=windows.sfreq, bands=CLASSIC)
    slow = resampled(windows.data, windows.sfreq)
    covariance = slow @ slow.transpose(0, 2, 1)
    variance = np.trace(covariance, axis1=1, axis2=2) / max(len(windows.ch_names), 1)
    covariance /= np.maximum(variance, 1e-30)[:, None, None]
    names = tuple(electrode_key(name) for name in windows.ch_names)
    return Summaries(np.log(np.maximum(power, 1e-30)), covariance, names)


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSummaries:
    """Summaries of several people's windows, with labels and own rest."""

    summaries: Summaries
    y: NDArray[np.int64]
    person: NDArray[np.int64]
    is_baseline: NDArray[np.bool_]


def to_bytes(labelled: LabelledSummaries) -> bytes:
    """Return labelled summaries as a safetensors file, in half precision."""
    from safetensors.numpy import save

    n_chans = len(labelled.summaries.ch_names)
    upper = np.triu_indices(n_chans)
    arrays = {
        "log_power": labelled.summaries.log_power.astype(np.float16),
        "covariance": labelled.summaries.covariance[:, *upper].astype(np.float16),
        "y": labelled.y.astype(np.int8),
        "person": labelled.person.astype(np.int16),
        "is_baseline": labelled.is_baseline.astype(np.int8),
        "ch_names": np.frombuffer(
            " ".join(labelled.summaries.ch_names).encode(), np.uint8
        ),
    }
    return bytes(save({name: np.ascontiguousarray(a) for name, a in arrays.items()}))


def from_bytes(content: bytes) -> LabelledSummaries:
    """Return labelled summaries; raise ``WeightsError`` where the file is no such."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        arrays = load(content)
        names = tuple(arrays["ch_names"].tobytes().decode().split())
        upper = np.triu_indices(len(names))
        flat = arrays["covariance"].astype(np.float64)
        covariance = np.zeros((len(flat), len(names), len(names)))
        covariance[:, *upper] = flat
        covariance[:, upper[1], upper[0]] = flat
        summaries = Summaries(arrays["log_power"].astype(float), covariance, names)
        return LabelledSummaries(
            summaries,
            arrays["y"].astype(np.int64),
            arrays["person"].astype(np.int64),
            arrays["is_baseline"].astype(bool),
        )
    except (SafetensorError, KeyError, ValueError, IndexError) as error:
        msg = Sentence(
            "The file of the baselines cannot be read ({error}). Install the program "
            "again.",
            error=error,
        )
        raise WeightsError(msg) from error
