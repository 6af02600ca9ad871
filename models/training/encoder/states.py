"""A self-attention encoder whose tokens know electrode, reference and own rest.

Dimensions as in ``training/network.py``: ``B`` windows, ``C`` channels, ``P`` patches,
``F`` powers, ``N = C · P`` tokens, ``D`` width.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from attention_camp.models.patches import N_POWERS
from attention_camp.models.training.encoder.views import N_OF_CHANNEL
from attention_camp.models.training.network import Layer, Shape, token_mask

N_STATE = 32
"""Numbers of a state that two views of one instant share."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors."""

    apart: Tensor
    """Shape (B, C, P, F)."""
    channel: Tensor
    """Shape (B, C, N_OF_CHANNEL)."""
    mask: Tensor
    """Shape (B, C)."""


class StateEncoder(nn.Module):
    """Tokens in; a logit, a state, and what hidden channels would show out.

    Alignment is in context: a token holds its channel's own rest beside how far it is
    from it, and attends to every other channel's.
    """

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape = shape or Shape(n_layers=2, noise=0.3)
        self.embed = nn.Linear(N_POWERS, shape.width)
        self.place = nn.Linear(N_OF_CHANNEL, shape.width)
        self.gate = nn.Linear(N_OF_CHANNEL, shape.width)
        self.hidden_token = nn.Parameter(torch.zeros(shape.width))
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.n_layers))
        self.last = nn.LayerNorm(shape.width)
        self.state = nn.Linear(shape.width, N_STATE)
        self.decoder = nn.Linear(shape.width, N_POWERS)
        self.dropout = nn.Dropout(shape.dropout)
        self.head = nn.Linear(shape.width, 1)
        for start in (self.gate, self.head):
            nn.init.zeros_(start.weight)
            nn.init.zeros_(start.bias)

    def encoded(self, batch: Batch, hidden: Tensor | None = None) -> Tensor:
        """Return tokens (B, N, D); those of hidden channels (B, C) are told nothing."""
        apart = batch.apart
        if self.training:
            noise = torch.randn_like(apart[:, :, :1]) * self.shape.noise
            apart = apart + noise  # (B, C, P, F)
        tokens = self.embed(apart)  # (B, C, P, D)
        if hidden is not None:
            tokens = torch.where(hidden[..., None, None], self.hidden_token, tokens)
        gate = self.gate(batch.channel)[:, :, None]  # (B, C, 1, D)
        place = self.place(batch.channel)[:, :, None]  # (B, C, 1, D)
        tokens = tokens * (1 + gate) + place  # (B, C, P, D)
        good = token_mask(tokens, batch.mask)  # (B, N)
        barred = (good[:, None, None] - 1) * 1e4  # (B, 1, 1, N)
        tokens = tokens.flatten(1, 2)  # (B, N, D)
        for layer in self.layers:
            tokens = layer(tokens, barred)  # (B, N, D)
        last: Tensor = self.last(tokens)  # (B, N, D)
        return last

    def summary(self, batch: Batch) -> Tensor:
        """Return the mean of the tokens of good channels, (B, D)."""
        tokens = self.encoded(batch)  # (B, N, D)
        weight = token_mask(batch.apart, batch.mask)[..., None]  # (B, N, 1)
        return (tokens * weight).sum(dim=1) / weight.sum(dim=1)

    def forward(self, batch: Batch) -> Tensor:
        """Return the logit of engagement, (B,)."""
        logit: Tensor = self.head(self.dropout(self.summary(batch)))  # (B, 1)
        return logit[:, 0]

    def states(self, batch: Batch) -> Tensor:
        """Return states of length 1, (B, N_STATE)."""
        return fn.normalize(self.state(self.summary(batch)), dim=1)

    def told(self, batch: Batch, hidden: Tensor) -> Tensor:
        """Return the powers that hidden channels would show, (B, C, P, F).

        Parameters
        ----------
        batch : Batch
            The windows.
        hidden : Tensor, shape (B, C)
            True where a channel is hidden.
        """
        tokens = self.encoded(batch, hidden)  # (B, N, D)
        told: Tensor = self.decoder(tokens)  # (B, N, F)
        return told.reshape(batch.apart.shape)
