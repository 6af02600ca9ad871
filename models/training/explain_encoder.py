"""Explain networks whose encoder acts: integrated gradients and attention rollout.

Sundararajan, Taly & Yan 2017, "Axiomatic attribution for deep networks" (ICML);
Abnar & Zuidema 2020, doi:10.18653/v1/2020.acl-main.385.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

import numpy as np
import torch
from captum.attr import IntegratedGradients
from numpy.typing import NDArray
from torch import Tensor, nn

from attention_camp.models.adapter import Adapter
from attention_camp.models.explaining.explanation import (
    AFTER_GRADIENTS,
    N_RANDOM,
    RANDOM,
    OnProgress,
    Parts,
    checked,
    rank_correlation,
)
from attention_camp.models.patches import BANDS, Patches
from attention_camp.models.personal import PersonalWeights
from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.export import from_safetensors
from attention_camp.models.training.network import (
    EncoderNetwork,
    Inputs,
    Layer,
    token_mask,
)
from attention_camp.models.weights import (
    DIRECTIONS,
    TORCH,
    ModelCard,
    WeightFolder,
    bent,
)

N_STEPS = 32
"""Steps of the path from rest to the window."""
BATCH = 256
"""Windows times steps that go through the network at once; bounds the memory."""

Method = Callable[[EncoderNetwork, Inputs], NDArray[np.float64]]
Judge = Callable[[EncoderNetwork, Tensor, Tensor, Inputs], Tensor]
"""From spectra, relative to own and to typical rest, to the logit that is explained."""


def explain_encoder(
    folder: WeightFolder,
    patches: Patches,
    power: NDArray[np.float32],
    known: NDArray[np.float32],
    *,
    personal: PersonalWeights,
    progress: OnProgress,
) -> Parts:
    """Explain windows by gradients and by rollout.

    Parameters
    ----------
    folder : WeightFolder
        With the numbers of the network and its adapter.
    patches : Patches
        Of the windows.
    power, known : ndarray, shapes (n_chans, N_POWERS) and (n_chans,)
        Log powers at own rest, and where they are known.
    personal : PersonalWeights
        With an adapter, the personal logit is explained instead of the network's.
    progress : callable
        Told how far it is, 0 to 1, and what comes next.
    """
    network = from_safetensors(folder.contents[TORCH], folder.card)
    inputs = inputs_of(patches, power, known)
    method, by_chance = _methods(folder, personal)
    attribution, attention = method(network, inputs), rollout(network, inputs)
    picks = checked(patches.n_windows)
    few = inputs_of(patches[picks], power, known)
    return Parts(
        attribution,
        attention,
        _likeness(network, by_chance, few, attribution[picks], progress),
        _likeness(network, rollout, few, attention[picks])
        if network.head.weight.any()
        else 1.0,
    )


def _methods(folder: WeightFolder, own: PersonalWeights) -> tuple[Method, Method]:
    """Return what explains a network, and what explains one of random weights."""
    if not own.adapter:
        return integrated, integrated
    directions = Adapter.from_bytes(folder.contents[DIRECTIONS])
    spread = float(np.std(own.adapter))

    def method(network: EncoderNetwork, inputs: Inputs) -> NDArray[np.float64]:
        judge = _personal_judge(folder.card, directions, own)
        return integrated(network, inputs, judge)

    def by_chance(network: EncoderNetwork, inputs: Inputs) -> NDArray[np.float64]:
        drawn = spread * torch.randn(len(own.adapter))
        other = replace(own, adapter=tuple(drawn.tolist()))
        return integrated(
            network, inputs, _personal_judge(folder.card, directions, other)
        )

    return method, by_chance


def _personal_judge(
    card: ModelCard, directions: Adapter, own: PersonalWeights
) -> Judge:
    """Return what gives the logit of a person with directions of their own."""
    along = directions.weights[:, : len(own.adapter)] @ np.array(own.adapter)
    weights = torch.tensor(along, dtype=torch.float32)  # (H F,)
    shift = own.shift - float(directions.centre @ along)

    def judged(
        network: EncoderNetwork, relative: Tensor, typical: Tensor, inputs: Inputs
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
    network: EncoderNetwork,
    inputs: Inputs,
    judge: Judge = EncoderNetwork.judged,
) -> NDArray[np.float64]:
    """Return integrated gradients of the logit, as ``Explanation.attribution``.

    Parameters
    ----------
    network : EncoderNetwork
        What is explained.
    inputs : tuple of Tensor
        All that it takes in.
    judge : callable
        Returns the logit of spectra.
    """
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
def rollout(network: EncoderNetwork, inputs: Inputs) -> NDArray[np.float64]:
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
    network: EncoderNetwork,
    method: Method,
    inputs: Inputs,
    found: NDArray[np.float64],
    progress: OnProgress = lambda *_: None,
) -> float:
    """Return how like an explanation is to those of randomised networks, on average."""
    alike = []
    for seed in range(N_RANDOM):
        done = seed / N_RANDOM
        progress(AFTER_GRADIENTS + (1 - AFTER_GRADIENTS) * done, RANDOM)
        torch.manual_seed(seed)
        other = EncoderNetwork(network.shape).eval()
        other.load_state_dict(network.state_dict())
        for parameter in other.parameters():
            spread = parameter.detach().std().item() if parameter.numel() > 1 else 0.1
            nn.init.normal_(parameter, std=max(spread, 1e-3))
        alike.append(rank_correlation(found, method(other, inputs)))
    return float(np.mean(alike))
