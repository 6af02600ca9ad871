"""Why a window scored as it did: over channels, time and frequency, and whether so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from attention_camp.models.examples import inputs_of
from attention_camp.models.export import from_safetensors
from attention_camp.models.network import AttentionNetwork, Inputs
from attention_camp.models.patches import BANDS, PATCH_HOP, PATCH_SFREQ, cut, rest_of
from attention_camp.models.weights import TORCH, read_weights
from attention_camp.models.windows import prepare, some

N_STEPS = 32
"""Steps of the path from rest to the window."""
MOST_ALIKE = 0.5
"""Rank correlation with the explanations of randomised weights from which an
explanation says nothing about what was learned. Our own choice."""
N_RANDOM = 5


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """What moved the logit away from where it is at rest, window by window.

    Sums over channels, times and bands give the logit minus the logit at rest.
    """

    attribution: NDArray[np.float64]
    """Shape (n_windows, n_chans, n_patches, n_bands); above 0 speaks for engaged."""
    ch_names: tuple[str, ...]
    times: NDArray[np.float64]
    """Middle of each patch, s before the window's end."""
    bands: tuple[tuple[float, float], ...]
    """Hz."""
    likeness_to_random: float
    """Mean rank correlation with explanations of networks of random weights."""

    @property
    def is_sound(self) -> bool:
        """Whether the explanation changes when the weights are randomised.

        Adebayo et al. 2018, "Sanity checks for saliency maps" (NeurIPS).
        """
        return abs(self.likeness_to_random) < MOST_ALIKE

    def over_channels(self) -> NDArray[np.float64]:
        """Return (n_windows, n_chans), for a topography."""
        return np.asarray(self.attribution.sum(axis=(2, 3)))

    def over_time(self) -> NDArray[np.float64]:
        """Return (n_windows, n_patches)."""
        return np.asarray(self.attribution.sum(axis=(1, 3)))

    def over_bands(self) -> NDArray[np.float64]:
        """Return (n_windows, n_bands)."""
        return np.asarray(self.attribution.sum(axis=(1, 2)))


def explain(
    X: NDArray[np.floating],
    rest: NDArray[np.floating],
    *,
    sfreq: float,
    ch_names: Sequence[str],
    weights: Path | None = None,
) -> Explanation:
    """Explain windows by integrated gradients from the person's own rest.

    Sundararajan, Taly & Yan 2017, "Axiomatic attribution for deep networks" (ICML).

    Parameters
    ----------
    X, rest : ndarray, shape (n_windows, n_chans, n_times)
        The windows, and own rest, in volts.
    weights : Path, optional
        A weight folder; the shipped one by default.

    Raises
    ------
    ValueError
        If a window cannot be scored, or the rest cannot.
    """
    folder = read_weights(weights, TORCH)
    network = from_safetensors(folder.contents[TORCH], folder.card)
    windows = prepare(X, sfreq=sfreq, ch_names=ch_names)
    own = prepare(rest, sfreq=sfreq, ch_names=ch_names)
    for name, ready in (("X", windows), ("rest", some(own, own.scored))):
        if not len(ready.reasons) or not ready.scored.all():
            msg = f"{name}: windows that can be scored, got {set(ready.reasons)}."
            raise ValueError(msg)
    power, known = rest_of(cut(some(own, own.scored)))
    patches = cut(windows)
    inputs = inputs_of(patches, power, known)
    found = _integrated(network, inputs)
    n_patches = found.shape[2]
    step = PATCH_HOP / PATCH_SFREQ
    return Explanation(
        found,
        windows.ch_names,
        np.asarray(-1.0 - step * np.arange(n_patches)[::-1], dtype=np.float64),
        BANDS,
        _likeness(network, inputs, found),
    )


def _integrated(network: AttentionNetwork, inputs: Inputs) -> NDArray[np.float64]:
    patches, places, _, mask, rest, known = inputs
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, rest, known)
    total = torch.zeros_like(relative)
    for step in range(N_STEPS):
        left = 1 - (step + 0.5) / N_STEPS  # how far the path still is from the window
        moved: Tensor = (relative * (1 - left)).requires_grad_()
        # own rest stays where it is, so both views of the spectrum move together
        logit = network.judged(moved, typical - relative + moved, inputs)
        total += torch.autograd.grad(logit.sum(), moved)[0]
    return np.asarray((relative * total / N_STEPS).numpy(), dtype=np.float64)


def _likeness(
    network: AttentionNetwork, inputs: Inputs, found: NDArray[np.float64]
) -> float:
    alike = []
    for seed in range(N_RANDOM):
        torch.manual_seed(seed)
        other = AttentionNetwork(network.shape).eval()
        other.load_state_dict(network.state_dict())
        for parameter in other.parameters():
            spread = parameter.detach().std().item() if parameter.numel() > 1 else 0.1
            nn.init.normal_(parameter, std=max(spread, 1e-3))
        alike.append(_rank_correlation(found, _integrated(other, inputs)))
    return float(np.mean(alike))


def _rank_correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    ranks = [np.argsort(np.argsort(np.abs(v).ravel())) for v in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
