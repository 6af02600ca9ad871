"""Pretrain the encoder on two headsets of one instant, then on labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as fn

from attention_camp.models.training.encoder.states import Batch, StateEncoder
from attention_camp.models.training.encoder.views import Tokens, joined, same_instants


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """How the encoder learns."""

    n_pretraining: int = 600
    """Steps; 0: labels alone."""
    n_epochs: int = 4
    """Passes over every view of everybody."""
    batch_size: int = 96
    hidden: float = 0.3
    """Share of channels that are hidden while pretraining."""
    temperature: float = 0.2
    """Of the contrast between states (van den Oord et al. 2018, arXiv:1807.03748)."""
    learning_rate: float = 1e-3
    weight_decay: float = 0.1
    smoothing: float = 0.05
    """Probability moved from the label to the other class."""


def learned(
    people: Sequence[Sequence[Tokens]],
    *,
    seed: int,
    options: EncoderOptions | None = None,
    pretrained: Callable[[StateEncoder], None] = lambda _: None,
) -> StateEncoder:
    """Return an encoder that learned from some people, each through several headsets.

    The same seed and views give the same weights.

    Parameters
    ----------
    people : sequence of sequence of Tokens
        By person, the views of them.
    seed : int
        Of the weights and of the order of windows.
    options : EncoderOptions, optional
        Rates and numbers of steps.
    pretrained : callable
        Given the encoder when it has seen no label yet; it learns on afterwards.
    """
    options = options or EncoderOptions()
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = StateEncoder().train()
    _pretrain(network, people, options, rng)
    pretrained(network.eval())
    _fit(
        network.train(),
        joined([view for views in people for view in views]),
        options,
        rng,
    )
    return network.eval()


def logits(network: StateEncoder, tokens: Tokens) -> NDArray[np.float64]:
    """Return the logits of windows, shape (n_windows,)."""
    with torch.no_grad():
        found: Tensor = network(batch_of(tokens))
    return np.asarray(found.numpy(), dtype=np.float64)


def states(network: StateEncoder, tokens: Tokens) -> NDArray[np.float64]:
    """Return the states of windows, shape (n_windows, N_STATE)."""
    with torch.no_grad():
        found = network.states(batch_of(tokens))
    return np.asarray(found.numpy(), dtype=np.float64)


def batch_of(tokens: Tokens) -> Batch:
    """Return windows as tensors."""
    parts = (tokens.apart, tokens.channel, tokens.mask)
    return Batch(*(torch.from_numpy(part) for part in parts))


def _pretrain(
    network: StateEncoder,
    people: Sequence[Sequence[Tokens]],
    options: EncoderOptions,
    rng: np.random.Generator,
) -> None:
    """Let two views of one instant have one state, and tell what hidden channels show.

    The other instants of the contrast are of the same person: who it is tells nothing.
    """
    optimiser = _optimiser(network, options)
    for _ in range(options.n_pretraining):
        views = people[int(rng.integers(len(people)))]
        picked = (views[k] for k in rng.choice(len(views), 2, replace=False))
        one, two = same_instants(*picked)
        if len(one.y) < 2:
            continue  # an instant without another to be told from
        rows = rng.permutation(len(one.y))[: options.batch_size // 2]
        first, second = (batch_of(view[rows]) for view in (one, two))
        loss = _contrast(network.states(first), network.states(second), options)
        loss = loss + _hidden_loss(network, first, options, rng)
        _step(optimiser, loss)


def _contrast(one: Tensor, two: Tensor, options: EncoderOptions) -> Tensor:
    alike = one @ two.T / options.temperature  # (B, B)
    own = torch.arange(len(one))
    return (fn.cross_entropy(alike, own) + fn.cross_entropy(alike.T, own)) / 2


def _hidden_loss(
    network: StateEncoder,
    batch: Batch,
    options: EncoderOptions,
    rng: np.random.Generator,
) -> Tensor:
    drawn = torch.from_numpy(rng.random(batch.mask.shape) < options.hidden)
    hidden = drawn & (batch.mask > 0)
    if not hidden.any():
        return torch.zeros(())
    told = network.told(batch, hidden)
    return fn.smooth_l1_loss(told[hidden], batch.apart[hidden])


def _fit(
    network: StateEncoder,
    tokens: Tokens,
    options: EncoderOptions,
    rng: np.random.Generator,
) -> None:
    optimiser = _optimiser(network, options)
    share = np.bincount(tokens.y, minlength=2) / len(tokens.y)
    for rows in _orders(len(tokens.y), options, rng):
        some = tokens[rows]
        target = torch.from_numpy(some.y.astype(np.float32))
        smooth = target * (1 - 2 * options.smoothing) + options.smoothing
        weight = torch.from_numpy((0.5 / share[some.y]).astype(np.float32))
        logit = network(batch_of(some))
        _step(
            optimiser,
            fn.binary_cross_entropy_with_logits(logit, smooth, weight=weight),
        )


def _orders(
    n: int, options: EncoderOptions, rng: np.random.Generator
) -> Iterator[NDArray[np.intp]]:
    for _ in range(options.n_epochs):
        order = rng.permutation(n)
        for begin in range(0, n, options.batch_size):
            yield order[begin : begin + options.batch_size]


def _optimiser(network: StateEncoder, options: EncoderOptions) -> torch.optim.Optimizer:
    return torch.optim.AdamW(
        network.parameters(),
        lr=options.learning_rate,
        weight_decay=options.weight_decay,
    )


def _step(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()
