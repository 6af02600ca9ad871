"""The attention network, read from top to bottom: patches of EEG in, a logit out.

Dimensions, named once:

- ``B`` windows, ``C`` channels (4 to 64, any order), ``P`` patches in time,
- ``T`` samples of a patch (2 s at 64 Hz), ``F`` frequency bands,
- ``N = C · P`` tokens, ``D`` width of a token.

A token is one channel in one patch: its spectrum relative to the person's own rest,
its spectrum as it is, and its waveform. Where the electrode sits turns the token's
meaning (a gate) and is added to it. A window's overall power is taken out before
anything is learned, so amplitude alone says nothing to this network.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from attention_camp.models.patches import BANDS, PATCH_SFREQ, PATCH_TIMES

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
    n_harmonics: int = 9
    dropout: float = 0.2
    waveform: bool = True
    positions: bool = True


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
        centred = patches - patches.mean(dim=-1, keepdim=True)  # (B, C, P, T)
        real = centred @ self.cosine  # (B, C, P, T/2 + 1)
        imaginary = centred @ self.sine  # (B, C, P, T/2 + 1)
        power = real.square() + imaginary.square()  # (B, C, P, T/2 + 1)
        log_power = torch.log(power @ self.bands + TINY)  # (B, C, P, F)
        return log_power - channel_mean(log_power, mask)


def channel_mean(values: Tensor, mask: Tensor) -> Tensor:
    """Return the mean over patches, bands and good channels, (B, 1, 1, 1)."""
    per_channel = values.mean(dim=(2, 3))  # (B, C)
    total = (per_channel * mask).sum(dim=1) / mask.sum(dim=1)  # (B,)
    return total[:, None, None, None]


def harmonics(xyz: Tensor) -> Tensor:
    """Return real spherical harmonics up to degree 2 of positions, (B, C, 9)."""
    x, y, z = xyz.unbind(dim=-1)  # (B, C) each
    one = torch.ones_like(x)
    parts = (one, x, y, z, x * y, y * z, x * z, x * x - y * y, 3 * z * z - 1)
    return torch.stack(parts, dim=-1)  # (B, C, 9)


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


class AttentionNetwork(nn.Module):
    """Channel-by-time tokens, a self-attention encoder, and one logit."""

    typical_rest: Tensor

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape = shape or Shape()
        self.spectrum = Spectrum()
        self.register_buffer("typical_rest", torch.zeros(N_BANDS))
        self.embed_spectrum = nn.Linear(2 * N_BANDS + 1, shape.width)
        self.embed_waveform = nn.Linear(PATCH_TIMES, shape.width, bias=False)
        self.gate = nn.Linear(shape.n_harmonics, shape.width)
        self.place = nn.Linear(shape.n_harmonics, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.n_layers))
        self.last = nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(shape.dropout)
        self.direct = nn.Linear(shape.width, 1)
        self.head = nn.Linear(shape.width, 1)

    def tokens(
        self, patches: Tensor, xyz: Tensor, mask: Tensor, rest: Tensor, known: Tensor
    ) -> Tensor:
        """Return tokens (B, C, P, D).

        ``patches`` (B, C, P, T) have an amplitude of about 1; ``xyz`` (B, C, 3) lie on
        the unit sphere; ``mask`` (B, C) is 1 for good channels; ``rest`` (B, C, F) is
        the log power at the person's rest, where ``known`` (B, C) is 1.
        """
        log_power = self.spectrum(patches, mask)  # (B, C, P, F)
        has = known[..., None]  # (B, C, 1)
        baseline = (has * rest + (1 - has) * self.typical_rest)[:, :, None]
        relative = log_power - baseline  # (B, C, P, F)
        relative = relative - channel_mean(relative, mask)
        flag = has[:, :, None].expand(-1, -1, log_power.shape[2], -1)  # (B, C, P, 1)
        typical = log_power - self.typical_rest  # (B, C, P, F)
        features = torch.cat([relative, typical, flag], dim=-1)  # (B, C, P, 2 F + 1)
        token: Tensor = self.embed_spectrum(features)  # (B, C, P, D)
        if self.shape.waveform:
            token = token + self.embed_waveform(patches)  # (B, C, P, D)
        where = harmonics(xyz if self.shape.positions else torch.zeros_like(xyz))
        gate: Tensor = self.gate(where)  # (B, C, D)
        place: Tensor = self.place(where)  # (B, C, D)
        return token * (1 + gate[:, :, None]) + place[:, :, None]

    def forward(
        self, patches: Tensor, xyz: Tensor, mask: Tensor, rest: Tensor, known: Tensor
    ) -> Tensor:
        """Return the logit of engagement, (B,)."""
        tokens = self.tokens(patches, xyz, mask, rest, known)  # (B, C, P, D)
        n_patches = tokens.shape[2]
        good = mask[:, :, None].expand(-1, -1, n_patches).flatten(1)  # (B, N)
        tokens = tokens.flatten(1, 2)  # (B, N, D)
        plain: Tensor = self.direct(self.dropout(pooled(tokens, good)))  # (B, 1)
        barred = (good[:, None, None] - 1) * 1e4  # (B, 1, 1, N)
        for layer in self.layers:
            tokens = layer(tokens, barred)  # (B, N, D)
        summary = pooled(self.last(tokens), good)  # (B, D)
        mixed: Tensor = self.head(self.dropout(summary))  # (B, 1)
        return (plain + mixed)[:, 0]  # (B,)


def pooled(tokens: Tensor, good: Tensor) -> Tensor:
    """Return the mean of the good tokens, (B, D)."""
    weight = good[..., None]  # (B, N, 1)
    return (tokens * weight).sum(dim=1) / weight.sum(dim=1)
