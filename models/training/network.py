"""The attention network, read from top to bottom: patches of EEG in, a logit out.

Dimensions, named once:

- ``B`` windows, ``C`` channels (4 to 64, any order), ``P`` patches in time,
- ``T`` samples of a patch (2 s at 64 Hz), ``F`` powers: each frequency band at average
  reference, then each as recorded,
- ``H`` spherical harmonics of the head, ``N = C · P`` tokens, ``D`` width of a token.

Two paths add up. The first is linear: spectra, relative to the person's own rest and
as they are, laid out over the head as spherical harmonics, whatever the electrodes.
The second is a self-attention encoder over tokens, one channel in one patch each,
that starts from nothing and learns what the first cannot say. A window's overall
power is taken out before anything is learned: amplitude alone says nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import BANDS, N_POWERS, PATCH_SFREQ, PATCH_TIMES

Inputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
"""Patches, places, fields, mask, rest, known: what the network takes."""

N_BANDS = len(BANDS)
TINY = 1e-6
"""Added to a power that is 1 on average, below any EEG band."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; weights of another shape are refused."""

    width: int = 48
    n_heads: int = 4
    n_layers: int = 2
    n_hidden: int = 96
    dropout: float = 0.3
    noise: float = 0.5
    """Spread of what is added to log powers while training."""
    waveform: bool = False
    """Whether tokens see their waveform beside their spectrum."""
    positions: bool = True
    """Whether the network knows where electrodes sit."""


class Spectrum(nn.Module):
    """Log power per band of each patch, without the window's overall power."""

    cosine: Tensor
    sine: Tensor
    bands: Tensor

    def __init__(self) -> None:
        super().__init__()
        freqs = np.fft.rfftfreq(PATCH_TIMES, 1 / PATCH_SFREQ)
        phase = 2 * np.pi * np.outer(np.arange(PATCH_TIMES) / PATCH_SFREQ, freqs)
        taper = np.hanning(PATCH_TIMES + 1)[:-1, None]
        inside = [(freqs >= low) & (freqs < high) for low, high in BANDS]
        bands = np.stack([pick / pick.sum() for pick in inside], axis=1)
        for name, value in (
            ("cosine", np.cos(phase) * taper),
            ("sine", np.sin(phase) * taper),
            ("bands", bands),
        ):
            tensor = torch.tensor(value, dtype=torch.float32)
            self.register_buffer(name, tensor, persistent=False)

    def forward(self, patches: Tensor, mask: Tensor) -> Tensor:
        """Return log power (B, C, P, F), its mean over the window's channels 0."""
        both = torch.stack([averaged(patches, mask), patches], dim=3)  # (B, C, P, 2, T)
        centred = both - both.mean(dim=-1, keepdim=True)  # (B, C, P, 2, T)
        real = centred @ self.cosine  # (B, C, P, 2, T/2 + 1)
        imaginary = centred @ self.sine  # (B, C, P, 2, T/2 + 1)
        power = real.square() + imaginary.square()  # (B, C, P, 2, T/2 + 1)
        log_power = torch.log(power @ self.bands + TINY)  # (B, C, P, 2, N_BANDS)
        return without_mean(log_power.flatten(3), mask)  # (B, C, P, F)


def averaged(patches: Tensor, mask: Tensor) -> Tensor:
    """Return patches referred to the average of good channels, bad ones 0."""
    good = mask[:, :, None, None]  # (B, C, 1, 1)
    n_good = good.sum(dim=1, keepdim=True)  # (B, 1, 1, 1)
    average = (patches * good).sum(dim=1, keepdim=True) / n_good  # (B, 1, P, T)
    return (patches - average) * good  # (B, C, P, T)


def without_mean(powers: Tensor, mask: Tensor) -> Tensor:
    """Return log powers (B, C, P, F), the mean of each window and reference 0."""
    per_band = powers.mean(dim=2)  # (B, C, F)
    good = mask[:, :, None]  # (B, C, 1)
    mean = (per_band * good).sum(dim=1) / good.sum(dim=1)  # (B, F)
    by_reference = [
        part.mean(dim=1, keepdim=True) for part in torch.split(mean, N_BANDS, dim=1)
    ]
    level = torch.cat([part.expand(-1, N_BANDS) for part in by_reference], 1)  # (B, F)
    return powers - level[:, None, None]


def token_mask(tokens: Tensor, mask: Tensor) -> Tensor:
    """Return 1 for the tokens (B, C, P, D) of good channels, (B, N)."""
    return mask[:, :, None].expand(-1, -1, tokens.shape[2]).flatten(1)


class Layer(nn.Module):
    """One encoder layer: multi-head self-attention, then two linear maps."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.n_heads = shape.n_heads
        self.before = nn.LayerNorm(shape.width)
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.between = nn.LayerNorm(shape.width)
        self.widen = nn.Linear(shape.width, shape.n_hidden)
        self.narrow = nn.Linear(shape.n_hidden, shape.width)
        self.dropout = nn.Dropout(shape.dropout)

    def attention(self, tokens: Tensor, barred: Tensor) -> tuple[Tensor, Tensor]:
        """Return the mixed values (B, N, D) and the weights (B, heads, N, N)."""
        n_windows, n_tokens, width = tokens.shape
        size = width // self.n_heads
        split = self.query_key_value(tokens)  # (B, N, 3 D)
        split = split.reshape(n_windows, n_tokens, 3, self.n_heads, size)
        query, key, value = split.transpose(1, 3).unbind(dim=2)  # (B, heads, N, size)
        logits = query @ key.transpose(-1, -2) / size**0.5  # (B, heads, N, N)
        weights = torch.softmax(logits + barred, dim=-1)  # (B, heads, N, N)
        mixed = (weights @ value).transpose(1, 2)  # (B, N, heads, size)
        return self.mix(mixed.reshape(n_windows, n_tokens, width)), weights

    def forward(self, tokens: Tensor, barred: Tensor) -> Tensor:
        """Return tokens (B, N, D); ``barred`` (B, 1, 1, N) is very low where bad."""
        mixed, _ = self.attention(self.before(tokens), barred)
        tokens = tokens + self.dropout(mixed)  # (B, N, D)
        hidden = fn.gelu(self.widen(self.between(tokens)))  # (B, N, hidden)
        new: Tensor = self.dropout(self.narrow(hidden))  # (B, N, D)
        return tokens + new


class EncoderNetwork(nn.Module):
    """Spectra over the head, a self-attention encoder over tokens, one logit."""

    typical_rest: Tensor
    field_scale: Tensor

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape = shape or Shape()
        n_fields = 2 * N_HARMONICS * N_POWERS + 1
        self.spectrum = Spectrum()
        self.register_buffer("typical_rest", torch.zeros(N_HARMONICS, N_POWERS))
        self.register_buffer("field_scale", torch.ones(n_fields))
        self.direct = nn.Linear(n_fields, 1)
        self.embed_spectrum = nn.Linear(2 * N_POWERS + 1, shape.width)
        self.embed_waveform = nn.Linear(PATCH_TIMES, shape.width, bias=False)
        self.gate = nn.Linear(N_HARMONICS, shape.width)
        self.place = nn.Linear(N_HARMONICS, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.n_layers))
        self.last = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(shape.dropout)
        self.head = nn.Linear(shape.width, 1)
        for start in (self.direct, self.gate, self.head):
            nn.init.zeros_(start.weight)
            nn.init.zeros_(start.bias)

    def spectra(
        self, patches: Tensor, places: Tensor, mask: Tensor, rest: Tensor, known: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return log power relative to own and to typical rest, (B, C, P, F) each.

        Parameters
        ----------
        patches : Tensor, shape (B, C, P, T)
            As recorded, of an amplitude of about 1.
        places : Tensor, shape (B, C, H)
            Harmonics at the electrodes.
        mask : Tensor, shape (B, C)
            1 for good channels.
        rest : Tensor, shape (B, C, F)
            Log powers at own rest.
        known : Tensor, shape (B, C)
            1 where they are known.
        """
        log_power = self.spectrum(patches, mask)  # (B, C, P, F)
        has = known[..., None]  # (B, C, 1)
        usual = places @ self.typical_rest  # (B, C, F)
        baseline = (has * rest + (1 - has) * usual)[:, :, None]  # (B, C, 1, F)
        relative = without_mean(log_power - baseline, mask)  # (B, C, P, F)
        typical = without_mean(log_power - usual[:, :, None], mask)  # (B, C, P, F)
        return relative, typical

    def fields(
        self, relative: Tensor, typical: Tensor, fields: Tensor, known: Tensor
    ) -> Tensor:
        """Return the spectra as harmonics over the head, (B, 2 H F + 1), unscaled.

        Parameters
        ----------
        relative, typical : Tensor, shape (B, C, P, F)
            Log powers relative to own and to typical rest.
        fields : Tensor, shape (B, C, H)
            What lays channels out over the head.
        known : Tensor, shape (B, C)
            1 where own rest is known.
        """
        if not self.shape.positions:
            fields = fields * (torch.arange(N_HARMONICS, device=fields.device) == 0)
        over_head = fields.transpose(1, 2)  # (B, H, C)
        own = (over_head @ relative.mean(dim=2)).flatten(1)  # (B, H F)
        plain = (over_head @ typical.mean(dim=2)).flatten(1)  # (B, H F)
        has = known.amax(dim=1, keepdim=True)  # (B, 1)
        return torch.cat([own * has, plain * (1 - has), has], dim=1)

    def tokens(
        self,
        patches: Tensor,
        relative: Tensor,
        typical: Tensor,
        places: Tensor,
        known: Tensor,
    ) -> Tensor:
        """Return tokens (B, C, P, D).

        Parameters
        ----------
        patches : Tensor, shape (B, C, P, T)
            As recorded.
        relative, typical : Tensor, shape (B, C, P, F)
            Log powers relative to own and to typical rest.
        places : Tensor, shape (B, C, H)
            Harmonics at the electrodes.
        known : Tensor, shape (B, C)
            1 where own rest is known.
        """
        flag = known[:, :, None, None].expand(-1, -1, relative.shape[2], -1)
        if self.training:
            noise = torch.randn(*relative.shape[:2], 1, N_POWERS) * self.shape.noise
            relative, typical = relative + noise, typical + noise
        features = torch.cat([relative, typical, flag], dim=-1)  # (B, C, P, 2 F + 1)
        token: Tensor = self.embed_spectrum(features)  # (B, C, P, D)
        if self.shape.waveform:
            token = token + self.embed_waveform(patches)  # (B, C, P, D)
        if not self.shape.positions:
            return token
        gate: Tensor = self.gate(places)  # (B, C, D)
        place: Tensor = self.place(places)  # (B, C, D)
        return token * (1 + gate[:, :, None]) + place[:, :, None]

    def encoded_tokens(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Return what the encoder makes of tokens (B, C, P, D): (B, N, D)."""
        good = token_mask(tokens, mask)  # (B, N)
        tokens = tokens.flatten(1, 2)  # (B, N, D)
        barred = (good[:, None, None] - 1) * 1e4  # (B, 1, 1, N)
        for layer in self.layers:
            tokens = layer(tokens, barred)  # (B, N, D)
        last: Tensor = self.last(tokens)  # (B, N, D)
        return last

    def encoded(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Return the encoder's summary of a window, the mean of good tokens, (B, D)."""
        weight = token_mask(tokens, mask)[..., None]  # (B, N, 1)
        total = (self.encoded_tokens(tokens, mask) * weight).sum(dim=1)  # (B, D)
        return total / weight.sum(dim=1)

    def forward(
        self,
        patches: Tensor,
        places: Tensor,
        fields: Tensor,
        mask: Tensor,
        rest: Tensor,
        known: Tensor,
    ) -> Tensor:
        """Return the logit of engagement, (B,).

        Parameters
        ----------
        patches : Tensor, shape (B, C, P, T)
            As recorded, of an amplitude of about 1.
        places, fields : Tensor, shape (B, C, H)
            Harmonics at the electrodes, and what lays channels out over the head.
        mask : Tensor, shape (B, C)
            1 for good channels.
        rest : Tensor, shape (B, C, F)
            Log powers at the person's rest.
        known : Tensor, shape (B, C)
            1 where they are known.
        """
        relative, typical = self.spectra(patches, places, mask, rest, known)
        return self.judged(
            relative, typical, (patches, places, fields, mask, rest, known)
        )

    def judged(self, relative: Tensor, typical: Tensor, inputs: Inputs) -> Tensor:
        """Return the logit of spectra, (B,); what is explained starts from here.

        Parameters
        ----------
        relative, typical : Tensor, shape (B, C, P, F)
            Log powers relative to own and to typical rest.
        inputs : tuple of Tensor
            All that the network takes in.
        """
        patches, places, fields, mask, _, known = inputs
        field = self.fields(relative, typical, fields, known)  # (B, 2 H F + 1)
        logit: Tensor = self.direct(field / self.field_scale)  # (B, 1)
        tokens = self.tokens(patches, relative, typical, places, known)
        summary = self.encoded(tokens, mask)  # (B, D)
        logit = logit + self.head(self.dropout(summary))  # (B, 1)
        return logit[:, 0]
