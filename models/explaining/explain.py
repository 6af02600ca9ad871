"""Why a window scored as it did: over channels, time and frequency, and whether so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import Adapter
from attention_camp.models.explaining.explain_linear import (
    explain_linear,
    linear_path_of,
)
from attention_camp.models.explaining.explanation import (
    GRADIENTS,
    Explanation,
    OnProgress,
    Parts,
)
from attention_camp.models.patches import (
    BANDS,
    PATCH_HOP,
    PATCH_SFREQ,
    Patches,
    cut,
    rest_of,
)
from attention_camp.models.personal import PersonalWeights
from attention_camp.models.training.installed import check_training_installed
from attention_camp.models.weights import (
    DIRECTIONS,
    TORCH,
    WeightFolder,
    holds_encoder,
    read_weights,
    tensors_of,
)
from attention_camp.models.windows import Windows, prepare, some


def explain(
    X: NDArray[np.floating],
    rest: NDArray[np.floating],
    *,
    sfreq: float,
    ch_names: Sequence[str],
    personal: PersonalWeights | None = None,
    weights: Path | None = None,
    progress: OnProgress = lambda *_: None,
) -> Explanation:
    """Explain windows by integrated gradients from own rest, and by attention rollout.

    The shipped weights hold a linear path alone, whose gradients are its weights: they
    are explained exactly, without torch. An encoder is explained by
    ``models/training/explain_encoder.py``.

    Parameters
    ----------
    X, rest : ndarray, shape (n_windows, n_chans, n_times)
        The windows, and own rest, in volts. NaN in a channel of a window leaves it out
        there.
    sfreq : float
        Sampling rate, Hz.
    ch_names : sequence of str
        One name per channel.
    personal : PersonalWeights, optional
        With an adapter, the personal logit is explained instead of the network's.
    weights : Path, optional
        A weight folder; the shipped one by default.
    progress : callable
        Told how far it is, 0 to 1, and what comes next.

    Raises
    ------
    ValueError
        If a window cannot be scored, or the rest cannot.
    MissingTrainingError
        If the weights hold an encoder and torch is not installed.
    """
    folder = read_weights(weights, TORCH, DIRECTIONS)
    windows = prepare(X, sfreq=sfreq, ch_names=ch_names)
    own = prepare(rest, sfreq=sfreq, ch_names=ch_names)
    own = some(own, own.scored)
    for name, ready in (("X", windows), ("rest", own)):
        if not len(ready.reasons) or not ready.scored.all():
            msg = f"{name}: windows that can be scored, got {set(ready.reasons)}."
            raise ValueError(msg)
    progress(0.0, GRADIENTS)
    parts = _parts(folder, cut(windows), own, personal or PersonalWeights(), progress)
    step = PATCH_HOP / PATCH_SFREQ
    return Explanation(
        parts.attribution,
        parts.attention,
        windows.ch_names,
        windows.xyz,
        np.asarray(-1.0 - step * np.arange(parts.attribution.shape[2])[::-1]),
        BANDS,
        parts.likeness_to_random,
        parts.attention_likeness,
    )


def _parts(
    folder: WeightFolder,
    patches: Patches,
    own: Windows,
    personal: PersonalWeights,
    progress: OnProgress,
) -> Parts:
    power, known = rest_of(cut(own))
    tensors = tensors_of(folder)
    if not holds_encoder(tensors):
        path = linear_path_of(folder.card, tensors)
        adapter = Adapter.from_bytes(folder.contents[DIRECTIONS])
        return explain_linear(
            path, adapter, patches, power, known, personal=personal, progress=progress
        )
    check_training_installed()
    from attention_camp.models.training.explain_encoder import explain_encoder

    return explain_encoder(
        folder, patches, power, known, personal=personal, progress=progress
    )
