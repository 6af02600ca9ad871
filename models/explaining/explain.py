"""Why a window scored as it did: over channels, time and frequency, and whether so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import Adapter
from attention_camp.models.estimator import Estimator
from attention_camp.models.explaining.explain_linear import (
    explain_linear,
    linear_path_of,
)
from attention_camp.models.explaining.explain_score import explain_score
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
    cut,
    rest_of,
)
from attention_camp.models.personal import PersonalWeights
from attention_camp.models.score.estimator import Score
from attention_camp.models.score.views import slowed
from attention_camp.models.training.installed import check_training_installed
from attention_camp.models.weights import (
    DIRECTIONS,
    TORCH,
    holds_encoder,
    holds_network,
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
    model: Estimator | None = None,
    progress: OnProgress = lambda *_: None,
) -> Explanation:
    """Explain windows by integrated gradients from own rest, and by attention rollout.

    Parameters
    ----------
    X, rest : ndarray, shape (n_windows, n_chans, n_times)
        Windows, and own rest, in volts; a channel of a window with NaN is left out.
    sfreq : float
        Sampling rate, Hz.
    ch_names : sequence of str
        One name per channel.
    personal : PersonalWeights, optional
        With an adapter, the personal logit is explained.
    weights : Path, optional
        A weight folder; the shipped one by default.
    model : Estimator, optional
        The attention model, where it is at hand: that of the weights by default.
    progress : callable
        Told how far it is, 0 to 1, and what comes next.

    Raises
    ------
    ValueError
        If a window cannot be scored, or the rest cannot.
    MissingTrainingError
        If the weights hold an encoder and torch is not installed.
    """
    if model is None and not (weights and holds_network(weights)):
        model = Score(weights)
    windows, own = (prepare(x, sfreq=sfreq, ch_names=ch_names) for x in (X, rest))
    own = some(own, own.scored)
    _check(X=windows, rest=own)
    personal = personal or PersonalWeights()
    progress(0.0, GRADIENTS)
    if isinstance(model, Score):
        score, slow = model.aligned(own), slowed(windows)
        parts = explain_score(score, slow, personal=personal, progress=progress)
    else:
        parts = _of_network(weights, windows, own, personal, progress)
    return Explanation(
        parts.attribution,
        parts.attention,
        windows.ch_names,
        windows.xyz,
        _middles(parts.attribution.shape[2]),
        BANDS,
        parts.likeness_to_random,
        parts.attention_likeness,
    )


def _middles(n_patches: int) -> NDArray[np.float64]:
    ago = PATCH_HOP / PATCH_SFREQ * np.arange(n_patches)[::-1]
    return np.asarray(-1.0 - ago)


def _check(**given: Windows) -> None:
    for name, windows in given.items():
        if not len(windows.reasons) or not windows.scored.all():
            msg = f"{name}: windows that can be scored, got {set(windows.reasons)}."
            raise ValueError(msg)


def _of_network(
    weights: Path | None,
    windows: Windows,
    own: Windows,
    personal: PersonalWeights,
    progress: OnProgress,
) -> Parts:
    folder, patches = read_weights(weights, TORCH, DIRECTIONS), cut(windows)
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
