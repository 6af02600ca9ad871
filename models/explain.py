"""Why a window scored as it did: over channels, time and frequency, and whether so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import torch
from captum.attr import IntegratedGradients
from numpy.typing import NDArray
from torch import Tensor, nn

from attention_camp.models.adapter import Directions
from attention_camp.models.patches import BANDS, PATCH_HOP, PATCH_SFREQ, cut, rest_of
from attention_camp.models.personal import PersonalWeights
from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.export import from_safetensors
from attention_camp.models.training.network import (
    AttentionNetwork,
    Inputs,
    Layer,
    token_mask,
)
from attention_camp.models.weights import (
    DIRECTIONS,
    TORCH,
    Card,
    WeightFolder,
    bent,
    read_weights,
)
from attention_camp.models.windows import prepare, some
from attention_camp.resources.texts import Sentence

N_STEPS = 32
"""Steps of the path from rest to the window."""
MOST_ALIKE = 0.5
"""Rank correlation with the explanations of randomised weights from which an
explanation says nothing about what was learned. Our own choice."""
N_RANDOM = 5
N_CHECKED = 8
"""Windows of a long stretch that are explained by random networks as well."""
BATCH = 256
"""Windows times steps that go through the network at once; bounds the memory."""

GRADIENTS = Sentence("Following the gradients of the model")
RANDOM = Sentence("Comparing with networks of random weights")
AFTER_GRADIENTS = 0.3
"""Share of an explanation that is done when the gradients are known."""

Method = Callable[[AttentionNetwork, Inputs], NDArray[np.float64]]
Judge = Callable[[AttentionNetwork, Tensor, Tensor, Inputs], Tensor]
"""From spectra, relative to own and to typical rest, to the logit that is explained."""
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """What moved the logit away from where it is at rest, window by window.

    Sums over channels, times and bands give the logit minus the logit at rest.
    """

    attribution: NDArray[np.float64]
    """Integrated gradients, shape (n_windows, n_chans, n_patches, n_bands), average and
    recorded reference together; above 0 speaks for engaged."""
    attention: NDArray[np.float64]
    """Attention rollout, shape (n_windows, n_chans, n_patches): the share of each token
    in the encoder's summary; sums to 1 per window. The linear path has none."""
    ch_names: tuple[str, ...]
    positions: NDArray[np.float32]
    """Shape (n_chans, 3), on the unit sphere, x right, y front, z up."""
    times: NDArray[np.float64]
    """Middle of each patch, s before the window's end."""
    bands: tuple[tuple[float, float], ...]
    """Hz."""
    likeness_to_random: float
    """Mean rank correlation of ``attribution`` with that of random weights."""
    attention_likeness: float
    """The same of ``attention``; 1 where the encoder adds nothing to the score."""

    @property
    def is_sound(self) -> bool:
        """Whether the attribution changes when the weights are randomised.

        Adebayo et al. 2018, "Sanity checks for saliency maps" (NeurIPS).
        """
        return abs(self.likeness_to_random) < MOST_ALIKE

    @property
    def attention_is_sound(self) -> bool:
        """Whether the rollout changes when the weights are randomised."""
        return abs(self.attention_likeness) < MOST_ALIKE

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
    personal: PersonalWeights | None = None,
    weights: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Explanation:
    """Explain windows by integrated gradients from own rest, and by attention rollout.

    Sundararajan, Taly & Yan 2017, "Axiomatic attribution for deep networks" (ICML);
    Abnar & Zuidema 2020, doi:10.18653/v1/2020.acl-main.385.

    Parameters
    ----------
    X, rest : ndarray, shape (n_windows, n_chans, n_times)
        The windows, and own rest, in volts. NaN in a channel of a window leaves it out
        there.
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
    """
    folder = read_weights(weights, TORCH, DIRECTIONS)
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
    progress(0.0, GRADIENTS)
    method, by_chance = _methods(folder, personal or PersonalWeights())
    attribution, attention = method(network, inputs), rollout(network, inputs)
    picks = np.unique(np.linspace(0, len(X) - 1, N_CHECKED).round().astype(int))
    some_inputs = inputs_of(patches[picks], power, known)
    step = PATCH_HOP / PATCH_SFREQ
    return Explanation(
        attribution,
        attention,
        windows.ch_names,
        windows.xyz,
        np.asarray(-1.0 - step * np.arange(attention.shape[2])[::-1]),
        BANDS,
        _likeness(network, by_chance, some_inputs, attribution[picks], progress),
        _likeness(network, rollout, some_inputs, attention[picks])
        if network.head.weight.any()
        else 1.0,
    )


def _methods(folder: WeightFolder, own: PersonalWeights) -> tuple[Method, Method]:
    """Return what explains a network, and what explains one of random weights."""
    if not own.adapter:
        return integrated, integrated
    directions = Directions.from_bytes(folder.contents[DIRECTIONS])
    spread = float(np.std(own.adapter))

    def method(network: AttentionNetwork, inputs: Inputs) -> NDArray[np.float64]:
        judge = _personal_judge(folder.card, directions, own)
        return integrated(network, inputs, judge)

    def by_chance(network: AttentionNetwork, inputs: Inputs) -> NDArray[np.float64]:
        drawn = spread * torch.randn(len(own.adapter))
        other = replace(own, adapter=tuple(drawn.tolist()))
        return integrated(
            network, inputs, _personal_judge(folder.card, directions, other)
        )

    return method, by_chance


def _personal_judge(card: Card, directions: Directions, own: PersonalWeights) -> Judge:
    """Return what gives the logit of a person with directions of their own."""
    along = directions.weights[:, : len(own.adapter)] @ np.array(own.adapter)
    weights = torch.tensor(along, dtype=torch.float32)  # (H F,)
    shift = own.shift - float(directions.centre @ along)

    def judged(
        network: AttentionNetwork, relative: Tensor, typical: Tensor, inputs: Inputs
    ) -> Tensor:
        _, _, layout, mask, _, known = inputs
        raw = network.judged(relative, typical, inputs)  # (B,)
        line = card.with_rest.line(mask.sum(dim=1).numpy())
        slope, level = (torch.tensor(v, dtype=torch.float32) for v in line)
        shared: Tensor = slope * bent(raw, torch) + level  # (B,)
        fields = network.fields(relative, typical, layout, known)  # (B, 2 H F + 1)
        return own.slope * shared + shift + fields[:, : len(weights)] @ weights

    return judged


def integrated(
    network: AttentionNetwork,
    inputs: Inputs,
    judge: Judge = AttentionNetwork.judged,
) -> NDArray[np.float64]:
    """Return integrated gradients of the logit, as ``Explanation.attribution``."""
    patches, places, _, mask, rest, known = inputs
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, rest, known)

    def logit(moved: Tensor, at_rest: Tensor, *others: Tensor) -> Tensor:
        # own rest stays where it is, so both views of the spectrum move together
        own = (others[0], others[1], others[2], others[3], others[4], others[5])
        return judge(network, moved, at_rest + moved, own)

    found: Tensor = IntegratedGradients(logit).attribute(
        relative,
        additional_forward_args=(typical - relative, *inputs),
        n_steps=N_STEPS,
        method="riemann_middle",
        internal_batch_size=BATCH,
    )
    by_reference = found.detach().numpy().astype(np.float64)
    both = by_reference.reshape(*found.shape[:-1], 2, len(BANDS))
    return np.asarray(both.sum(axis=-2))


@torch.no_grad()
def rollout(network: AttentionNetwork, inputs: Inputs) -> NDArray[np.float64]:
    """Return each token's share in the encoder's summary, (n_windows, n_chans, P)."""
    patches, places, _, mask, rest, known = inputs
    relative, typical = network.spectra(patches, places, mask, rest, known)
    tokens = network.tokens(patches, relative, typical, places, known)  # (B, C, P, D)
    shape = tokens.shape[:3]
    good = token_mask(tokens, mask)  # (B, N)
    barred = (good[:, None, None] - 1) * 1e4  # (B, 1, 1, N)
    tokens = tokens.flatten(1, 2)  # (B, N, D)
    flow = (good / good.sum(dim=1, keepdim=True))[:, None]  # (B, 1, N): the mean
    each = []
    for layer in cast("Iterable[Layer]", network.layers):
        _, weights = layer.attention(layer.before(tokens), barred)  # (B, heads, N, N)
        each.append((weights.mean(dim=1) + torch.eye(weights.shape[-1])) / 2)
        tokens = layer(tokens, barred)  # (B, N, D)
    for mixed in reversed(each):
        flow = flow @ mixed  # (B, 1, N)
    return flow[:, 0].numpy().reshape(shape).astype(np.float64)


def _likeness(
    network: AttentionNetwork,
    method: Method,
    inputs: Inputs,
    found: NDArray[np.float64],
    progress: Progress = lambda *_: None,
) -> float:
    """Return how like an explanation is to those of randomised networks, on average."""
    alike = []
    for seed in range(N_RANDOM):
        done = seed / N_RANDOM
        progress(AFTER_GRADIENTS + (1 - AFTER_GRADIENTS) * done, RANDOM)
        torch.manual_seed(seed)
        other = AttentionNetwork(network.shape).eval()
        other.load_state_dict(network.state_dict())
        for parameter in other.parameters():
            spread = parameter.detach().std().item() if parameter.numel() > 1 else 0.1
            nn.init.normal_(parameter, std=max(spread, 1e-3))
        alike.append(_rank_correlation(found, method(other, inputs)))
    return float(np.mean(alike))


def _rank_correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return Spearman's correlation of sizes; 0 where either has no ranks."""
    if np.ptp(np.abs(one)) == 0 or np.ptp(np.abs(other)) == 0:
        return 0.0
    ranks = [np.argsort(np.argsort(np.abs(v).ravel())) for v in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
