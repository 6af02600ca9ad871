"""An encoder of EEG that several objectives share, and what each adds to it.

Dimensions as in ``network``; ``K`` last trials, ``A`` numbers about each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.network import EncoderNetwork, Inputs, Shape
from attention_camp.models.training.pretraining import MaskedSpectra
from attention_camp.models.training.trial_heads import (
    HEADS,
    N_COARSE,
    Told,
    TrialHeadsNetwork,
    losses,
)
from attention_camp.models.training.trials import N_ABOUT, N_LAST, TrialExamples

HIDDEN = 0.4
"""Share of channels that are hidden in all their patches, as in pretraining."""
TEMPERATURE = 0.2
"""Of the similarities of windows and behaviour; own choice."""
LEAST_TRIALS = 8
"""Fewest windows with trials among which a person's own are told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The windows of one recording as tensors, made once."""

    inputs: Inputs
    last: Tensor
    """The last trials of each window, (B, K, A)."""
    there: Tensor
    """1 where there was one, (B, K)."""
    examples: TrialExamples

    @property
    def person(self) -> str:
        """Who it is."""
        return self.examples.person

    @property
    def has_trials(self) -> bool:
        """Whether there are enough trials beside the EEG."""
        return int(self.there.amax(dim=1).sum()) >= LEAST_TRIALS


def seen_of(examples: TrialExamples) -> Seen:
    """Return one person's windows and trials as the network takes them."""
    return Seen(
        inputs_of(examples.patches, examples.rest, examples.known),
        torch.from_numpy(examples.last),
        torch.from_numpy(examples.there),
        examples,
    )


class Behaviour(nn.Module):
    """The last trials as one vector."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.widen = nn.Linear(N_LAST * (N_ABOUT + 1), width)
        self.mix = nn.Linear(width, width)

    def forward(self, last: Tensor, there: Tensor) -> Tensor:
        """Return trials (B, K, A), those that were ``there`` (B, K), as (B, D)."""
        flag = there[..., None]  # (B, K, 1)
        flat = torch.cat([last * flag, flag], dim=-1).flatten(1)  # (B, K (A + 1))
        mixed: Tensor = self.mix(fn.gelu(self.widen(flat)))  # (B, D)
        return mixed


class SharedNetwork(nn.Module):
    """One encoder; a decoder of hidden spectra, an encoder of behaviour, and heads."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.network = network = EncoderNetwork(shape)
        width = network.shape.width
        self.masked = MaskedSpectra(network)
        self.heads = TrialHeadsNetwork(network)
        network.requires_grad_(requires_grad=True)  # heads of their own leave it frozen
        self.behaviour = Behaviour(width)
        self.eeg = nn.Linear(width, width)

    def losses_of(
        self, parts: Sequence[str], seen: Seen, hidden: Tensor
    ) -> dict[str, Tensor]:
        """Return the loss of each objective on a person who has data for it.

        Parameters
        ----------
        parts : sequence of str
            Of ``objectives.SHARED``.
        seen : Seen
            The person's windows.
        hidden : Tensor, shape (B, C)
            1 where a channel is hidden.
        """
        found: dict[str, Tensor] = {}
        if "masked" in parts:
            found["masked"] = self.masked(seen.inputs, hidden)
        if not seen.has_trials or not {"aligned", "heads"} & set(parts):
            return found
        field, summary = self.looked_at(seen.inputs)
        if "aligned" in parts:
            found["aligned"] = self.alignment(summary, seen)
        if "heads" in parts:
            each = losses(self.told(field, summary, seen), seen.examples)
            known = [each[head] for head in HEADS if not each[head].isnan().all()]
            means = [loss[~loss.isnan()].mean() for loss in known]
            if means:
                found["heads"] = torch.stack(means).sum()
        return found

    def looked_at(self, inputs: Inputs) -> tuple[Tensor, Tensor]:
        """Return spectra over the head (B, 4 F) and the encoder's summary (B, D)."""
        patches, places, fields, mask, rest, known = inputs
        relative, typical = self.network.spectra(patches, places, mask, rest, known)
        over_head = fields[..., :N_COARSE].transpose(1, 2)  # (B, 4, C)
        tokens = self.network.tokens(patches, relative, typical, places, known)
        field = (over_head @ relative.mean(dim=2)).flatten(1)  # (B, 4 F)
        return field, self.network.encoded(tokens, mask)

    def told(self, field: Tensor, summary: Tensor, seen: Seen) -> Told:
        """Return what the heads say; of engagement they are not asked.

        Parameters
        ----------
        field : Tensor, shape (B, 4 F)
            Spectra over the head.
        summary : Tensor, shape (B, D)
            What the encoder makes of the EEG.
        seen : Seen
            The person's windows and trials.
        """
        no_logit = torch.zeros(len(summary))
        return self.heads.told((no_logit, field, summary), seen.last, seen.there)

    def alignment(self, summary: Tensor, seen: Seen) -> Tensor:
        """Return how badly each window tells its own behaviour, nats per window.

        The cross-entropy of a window's own trials among all of the same recording, and
        of a trial's own window, halved: log B where nothing is told. Within a
        recording, so that neither who it is nor which session tells anything. As
        Radford, A., et al. (2021). Learning transferable visual models from natural
        language supervision. https://arxiv.org/abs/2103.00020

        Parameters
        ----------
        summary : Tensor, shape (B, D)
            What the encoder makes of the EEG.
        seen : Seen
            The person's windows and trials.
        """
        there = seen.there.amax(dim=1) > 0  # (B,)
        eeg = fn.normalize(self.eeg(summary[there]), dim=1)  # (B, D)
        behaviour = self.behaviour(seen.last[there], seen.there[there])  # (B, D)
        behaviour = fn.normalize(behaviour, dim=1)
        similar = eeg @ behaviour.T / TEMPERATURE  # (B, B)
        own = torch.arange(len(similar))
        one, other = fn.cross_entropy(similar, own), fn.cross_entropy(similar.T, own)
        return (one + other) / 2


def hidden_channels(seen: Seen, generator: torch.Generator) -> Tensor:
    """Return which channels of each window are hidden, (B, C)."""
    mask = seen.inputs[3]
    return (torch.rand(mask.shape, generator=generator) < HIDDEN).float()
