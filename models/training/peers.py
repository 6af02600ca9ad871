"""Two convolutional networks of the field, to compare with; trained, never shipped.

In both, convolution over time and over channels follow each other with nothing
nonlinear between them, so that they commute. Channels come first here (EEGNet) or both
are one (ShallowFBCSP): the same functions, five to fifteen times faster on one core.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as fn


class EEGNet(nn.Module):
    """EEGNet-8,2 (Lawhern et al. 2018, doi:10.1088/1741-2552/aace8c).

    The batch norm between its first two convolutions is left out: the one that follows
    undoes its scale and shift.
    """

    def __init__(self, n_chans: int, n_times: int) -> None:
        super().__init__()
        self.spatial = nn.Conv1d(n_chans, 16, 1, bias=False)
        self.temporal = nn.Parameter(torch.empty(8, 64))
        nn.init.xavier_uniform_(self.temporal)
        self.first = nn.BatchNorm1d(16)
        self.separable = nn.Sequential(
            nn.ConstantPad1d((7, 8), 0.0),
            nn.Conv1d(16, 16, 16, groups=16, bias=False),
            nn.Conv1d(16, 16, 1, bias=False),
            nn.BatchNorm1d(16),
        )
        self.dropout = nn.Dropout(0.25)
        self.last = nn.Linear(16 * (n_times // 32), 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (B,) of windows (B, C, T)."""
        x = self._filtered(self.spatial(x))  # (B, 16, T)
        x = fn.avg_pool1d(fn.elu(self.first(x)), 4)  # (B, 16, T / 4)
        x = self.separable(self.dropout(x))  # (B, 16, T / 4)
        x = self.dropout(fn.avg_pool1d(fn.elu(x), 8))  # (B, 16, T / 32)
        logit: Tensor = self.last(x.flatten(1))  # (B, 1)
        return logit[:, 0]

    def _filtered(self, x: Tensor) -> Tensor:
        """Convolve pairs of channels (B, 16, T) with the eight filters, by FFT."""
        n_times = x.shape[-1]
        n = n_times + self.temporal.shape[1]
        response = torch.fft.rfft(self.temporal.flip(1), n=n)  # (8, n / 2 + 1)
        pairs = torch.fft.rfft(x, n=n).unflatten(1, (8, 2))  # (B, 8, 2, n / 2 + 1)
        filtered = torch.fft.irfft(pairs * response[:, None], n=n)  # (B, 8, 2, n)
        kept: Tensor = filtered[..., 32 : 32 + n_times].flatten(1, 2)  # (B, 16, T)
        return kept

    @torch.no_grad()
    def constrain(self) -> None:
        """Hold the norms of the weights where the authors hold them."""
        self.spatial.weight.copy_(torch.renorm(self.spatial.weight, 2, 0, 1.0))
        self.last.weight.copy_(torch.renorm(self.last.weight, 2, 0, 0.25))


class ShallowFBCSP(nn.Module):
    """Shallow ConvNet (Schirrmeister et al. 2017, doi:10.1002/hbm.23730)."""

    def __init__(self, n_chans: int, n_times: int) -> None:
        super().__init__()
        n_pooled = (n_times - 12 - 38) // 8 + 1
        self.filters = nn.Conv1d(n_chans, 40, 13, bias=False)
        self.norm = nn.BatchNorm1d(40)
        self.dropout = nn.Dropout(0.5)
        self.last = nn.Linear(40 * n_pooled, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (B,) of windows (B, C, T)."""
        power = self.norm(self.filters(x)).square()  # (B, 40, T - 12)
        power = fn.avg_pool1d(power, 38, stride=8)  # (B, 40, pooled)
        log_power = self.dropout(torch.log(power.clamp(min=1e-6)))
        logit: Tensor = self.last(log_power.flatten(1))  # (B, 1)
        return logit[:, 0]

    @torch.no_grad()
    def constrain(self) -> None:
        """Hold the norms of the weights where the authors hold them."""
        self.filters.weight.copy_(torch.renorm(self.filters.weight, 2, 0, 2.0))
        self.last.weight.copy_(torch.renorm(self.last.weight, 2, 0, 0.5))


Network = EEGNet | ShallowFBCSP
NETWORKS: dict[str, type[EEGNet] | type[ShallowFBCSP]] = {
    "eegnet": EEGNet,
    "shallow": ShallowFBCSP,
}
