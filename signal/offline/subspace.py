"""Artifact subspace reconstruction of a whole recording, by meegkit."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

# meegkit takes one covariance per call: half a second, as its users feed it live
_BLOCK_S = 0.5
# own choices: with less data or channels the thresholds are a guess
_MIN_S = 30.0
_MIN_CHANS = 4


class SubspaceError(RuntimeError):
    """A recording that cannot be reconstructed."""


def reconstructed(
    data: NDArray[np.float64], sfreq: float, *, cutoff: float
) -> tuple[NDArray[np.float64], float]:
    """Reconstruct what exceeds the variance of a recording's own clean segments.

    Mullen et al. 2015, doi:10.1109/TBME.2015.2481482; Chang et al. 2020,
    doi:10.1109/TBME.2019.2930186, advise a cutoff of 20 to 30. The clean segments are
    sought in the whole recording, so that early samples depend on later ones: this is
    not for live use.

    Parameters
    ----------
    data : ndarray, shape (n_chans, n_times)
        EEG in volts, high-passed, without NaN.
    sfreq : float
        Sampling rate, Hz.
    cutoff : float
        Largest amplitude of a direction, in standard deviations of the clean segments.

    Returns
    -------
    mended : ndarray, shape (n_chans, n_times)
        Volts.
    share : float
        Share of half seconds that were changed, 0 to 1.

    Raises
    ------
    ValueError
        If ``cutoff`` is not positive.
    SubspaceError
        If meegkit is not installed, or the recording is too short or has too few
        channels.
    """
    if not cutoff > 0:
        raise ValueError(f"cutoff must be positive, got {cutoff}")
    n_chans, n_times = data.shape
    if n_times < _MIN_S * sfreq or n_chans < _MIN_CHANS:
        raise SubspaceError(
            f"Artifact subspace reconstruction needs {_MIN_S:g} s of {_MIN_CHANS} "
            f"channels, got {n_times / sfreq:.0f} s of {n_chans}. Leave it off for "
            "this recording."
        )
    # the other metric of meegkit, Riemannian, needs one more package
    asr = _meegkit().ASR(method="euclid", sfreq=sfreq, cutoff=cutoff)
    data_uv = data * 1e6
    asr.fit(data_uv)
    return _in_blocks(asr, data_uv, round(_BLOCK_S * sfreq))


def _in_blocks(
    asr: Any, data_uv: NDArray[np.float64], n_block: int
) -> tuple[NDArray[np.float64], float]:
    mended = np.empty_like(data_uv)
    n_changed = 0
    starts = range(0, data_uv.shape[1], n_block)
    for start in starts:
        block = data_uv[:, start : start + n_block]
        mended[:, start : start + n_block] = asr.transform(block)
        n_changed += not np.allclose(mended[:, start : start + n_block], block)
    return mended * 1e-6, n_changed / len(starts)


def _meegkit() -> Any:
    try:
        return importlib.import_module("meegkit.asr")
    except ImportError as error:
        raise SubspaceError(
            "Artifact subspace reconstruction needs the package meegkit. Install it "
            "with: pip install meegkit"
        ) from error
