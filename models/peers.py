"""Two convolutional networks of the field, to compare with; trained, never shipped."""

from __future__ import annotations

import hashlib

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from attention_camp.models.engagement import Declined
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.patches import resampled
from attention_camp.models.windows import Windows, some

PEER_SFREQ = 128
"""Hz, as both papers' implementations are used most."""
N_EPOCHS = 12
BATCH = 64


class EEGNet(nn.Module):
    """EEGNet-8,2 (Lawhern et al. 2018, doi:10.1088/1741-2552/aace8c)."""

    def __init__(self, n_chans: int, n_times: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.ZeroPad2d((31, 32, 0, 0)),
            nn.Conv2d(1, 8, (1, 64), bias=False),  # (B, 8, C, T)
            nn.BatchNorm2d(8),
            nn.Conv2d(8, 16, (n_chans, 1), groups=8, bias=False),  # (B, 16, 1, T)
            nn.BatchNorm2d(16),
            nn.ELU(),
            nn.AvgPool2d((1, 4)),  # (B, 16, 1, T / 4)
            nn.Dropout(0.25),
            nn.ZeroPad2d((7, 8, 0, 0)),
            nn.Conv2d(16, 16, (1, 16), groups=16, bias=False),
            nn.Conv2d(16, 16, 1, bias=False),
            nn.BatchNorm2d(16),
            nn.ELU(),
            nn.AvgPool2d((1, 8)),  # (B, 16, 1, T / 32)
            nn.Dropout(0.25),
            nn.Flatten(),
            nn.Linear(16 * (n_times // 32), 1),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (B,) of windows (B, C, T)."""
        logit: Tensor = self.layers(x[:, None])
        return logit[:, 0]


class ShallowFBCSP(nn.Module):
    """Shallow ConvNet (Schirrmeister et al. 2017, doi:10.1002/hbm.23730)."""

    def __init__(self, n_chans: int, n_times: int) -> None:
        super().__init__()
        n_pooled = (n_times - 12 - 38) // 8 + 1
        self.filters = nn.Sequential(
            nn.Conv2d(1, 40, (1, 13)),  # (B, 40, C, T - 12)
            nn.Conv2d(40, 40, (n_chans, 1), bias=False),  # (B, 40, 1, T - 12)
            nn.BatchNorm2d(40),
        )
        self.pool = nn.AvgPool2d((1, 38), stride=(1, 8))
        self.last = nn.Sequential(
            nn.Dropout(0.5), nn.Flatten(), nn.Linear(40 * n_pooled, 1)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (B,) of windows (B, C, T)."""
        power = self.pool(self.filters(x[:, None]).square())  # (B, 40, 1, pooled)
        logit: Tensor = self.last(torch.log(power.clamp(min=1e-6)))
        return logit[:, 0]


NETWORKS: dict[str, type[EEGNet] | type[ShallowFBCSP]] = {
    "eegnet": EEGNet,
    "shallow": ShallowFBCSP,
}


class Peer(Estimator):
    """A convolutional network for one montage; declines until it is fitted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._network: EEGNet | ShallowFBCSP | None = None
        self._ch_names: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Hash of the weights."""
        digest = hashlib.sha256(" ".join(self._ch_names).encode())
        if self._network is not None:
            for value in self._network.state_dict().values():
                digest.update(value.numpy().tobytes())
        return digest.hexdigest()

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        engaged = np.full(len(windows.reasons), np.nan)
        if self._network is None:
            return engaged, _all(windows, Declined.NOT_FITTED)
        if set(windows.ch_names) != set(self._ch_names):
            return engaged, _all(windows, Declined.OTHER_MONTAGE)
        picks = np.flatnonzero(windows.scored)
        if len(picks):
            order = [windows.ch_names.index(name) for name in self._ch_names]
            x = torch.from_numpy(_ready(some(windows, windows.scored))[:, order])
            with torch.no_grad():
                logit = torch.cat(
                    [self._network(part) for part in torch.split(x, BATCH)]
                )
            engaged[picks] = logistic(logit.numpy().astype(np.float64))
        return engaged, windows.reasons

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        """Train with Adam on balanced classes; ``people`` weigh by their windows."""
        torch.manual_seed(len(np.unique(people)))
        torch.set_num_threads(1)
        kept = windows.scored
        x = torch.from_numpy(_ready(some(windows, kept)))
        target = torch.from_numpy(y[kept].astype(np.float32))
        balance = (1 - target.mean()) / target.mean()
        network = NETWORKS[self.name](x.shape[1], x.shape[2]).train()
        optimiser = torch.optim.Adam(network.parameters(), lr=1e-3, weight_decay=1e-4)
        for _ in range(N_EPOCHS):
            for rows in torch.split(torch.randperm(len(x)), BATCH):
                loss = nn.functional.binary_cross_entropy_with_logits(
                    network(x[rows]), target[rows], pos_weight=balance
                )
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                optimiser.step()
        self._network = network.eval()
        self._ch_names = windows.ch_names


def _all(windows: Windows, why: Declined) -> tuple[str, ...]:
    return tuple(reason or why.value for reason in windows.reasons)


def _ready(windows: Windows) -> NDArray[np.float32]:
    """Return windows at 128 Hz, in units of 10 µV as the networks are fed."""
    data = resampled(windows.data, windows.sfreq, to=PEER_SFREQ)
    return np.asarray(data * 1e5, dtype=np.float32)
