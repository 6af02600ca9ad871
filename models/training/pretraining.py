"""Self-supervised pretraining: tokens are hidden, the encoder tells their spectra.

Reached from Python by ``train(..., pretrained=True)``; no command offers it, since it
gained nothing on people left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from attention_camp.models.patches import N_POWERS
from attention_camp.models.training.batches import View, batches
from attention_camp.models.training.examples import Lesson, drawn_stretch
from attention_camp.models.training.fitting import OnProgress
from attention_camp.models.training.network import EncoderNetwork, Inputs, Shape


@dataclass(frozen=True, slots=True)
class PretrainingOptions:
    """How to pretrain."""

    n_epochs: int = 10
    hidden: float = 0.4
    """Share of channels that are hidden in all their patches."""
    batch_size: int = 64
    learning_rate: float = 1e-3
    weight_decay: float = 0.05


class MaskedSpectra(nn.Module):
    """An encoder, a token that stands for what is hidden, and a decoder."""

    def __init__(self, network: EncoderNetwork) -> None:
        super().__init__()
        self.network = network
        self.hidden_token = nn.Parameter(torch.zeros(network.shape.width))
        self.decoder = nn.Linear(network.shape.width, N_POWERS)

    def forward(self, inputs: Inputs, hidden: Tensor) -> Tensor:
        """Return the mean squared error of hidden spectra, relative to own rest.

        ``hidden`` (B, C) is 1 where a channel is hidden; a whole channel at a time, as
        its patches overlap in time and would give each other away.
        """
        patches, places, _, mask, rest, known = inputs
        network = self.network
        relative, typical = network.spectra(patches, places, mask, rest, known)
        tokens = network.tokens(patches, relative, typical, places, known)
        gone = hidden[:, :, None, None]  # (B, C, 1, 1)
        blank = (self.hidden_token + network.place(places))[:, :, None]  # (B, C, 1, D)
        tokens = tokens * (1 - gone) + blank * gone  # (B, C, P, D)
        told: Tensor = self.decoder(network.encoded_tokens(tokens, mask))
        told = told.reshape(relative.shape)  # (B, C, P, F)
        counted = (hidden * mask)[:, :, None, None].expand_as(relative)
        error = (told - relative).square() * counted
        return error.sum() / counted.sum().clamp(min=1.0)


def pretrain(
    lessons: Sequence[Lesson],
    *,
    seed: int,
    shape: Shape | None = None,
    options: PretrainingOptions | None = None,
    progress: OnProgress | None = None,
) -> tuple[EncoderNetwork, list[float]]:
    """Pretrain a network's encoder on windows whose labels are not looked at.

    Parameters
    ----------
    lessons : sequence of Lesson
        One per person.
    seed : int
        Of the weights at the beginning and of what is hidden.
    shape : Shape or None
        Sizes of the network; None: the usual ones.
    options : PretrainingOptions or None
        Rates and numbers of passes; None: the usual ones.
    progress : callable or None
        Told of each pass.

    Returns
    -------
    EncoderNetwork
        To hand to ``train_network`` as ``start``.
    list of float
        Mean error per pass; 1 would be the variance of what is told, where that is 1.
    """
    options = options or PretrainingOptions()
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = MaskedSpectra(EncoderNetwork(shape)).train()
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=options.learning_rate, weight_decay=options.weight_decay
    )
    errors: list[float] = []
    for epoch in range(options.n_epochs):
        views = [_as_recorded(lesson, rng) for lesson in lessons]
        each = []
        for batch in batches(views, rng, size=options.batch_size, without_rest=0.0):
            mask = batch.inputs[3]
            hidden = (torch.rand(mask.shape) < options.hidden).float()
            error = model(batch.inputs, hidden)
            optimiser.zero_grad()
            error.backward()
            optimiser.step()
            each.append(float(error.detach()))
        errors.append(float(np.mean(each)))
        if progress is not None:
            progress((epoch + 1) / options.n_epochs, f"pretraining, epoch {epoch + 1}")
    return model.network.eval(), errors


def _as_recorded(lesson: Lesson, rng: np.random.Generator) -> View:
    every = np.arange(len(lesson.windows.ch_names))
    return View(lesson, drawn_stretch(lesson, rng), every)
