"""Export a braindecode network or a pyRiemann classifier as a model file.

    python export_model.py braindecode DATA mine.onnx
    python export_model.py pyriemann DATA mine.onnx

``DATA`` is an EEG-BIDS dataset with rest and a task. What a file has to hold is said in
docs/own-model.md; ``attention-camp run --estimator mine.onnx`` uses it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from attention_camp.models.data.recordings import read_people
from attention_camp.models.patches import resampled

CH_NAMES = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
SFREQ = 128
SECONDS = 4


def windows_of(folder: Path):
    """Return windows in µV, labels and own rest (the first third), by person."""
    for whole in read_people([folder]):
        person = whole.picked(CH_NAMES)
        X = 1e6 * resampled(person.X.astype(float), person.sfreq, to=SFREQ)
        rest = np.flatnonzero(person.y == 0)
        yield X, person.y, X[rest[: len(rest) // 3]]


def save(network: nn.Module, inputs: dict[str, Tensor], out: Path) -> None:
    """Write a network whose inputs are named, and what it says of itself."""
    for module in [*network.modules()]:  # bounds of weights, such as braindecode's
        for name in [*getattr(module, "parametrizations", {})]:
            parametrize.remove_parametrizations(module, name)
    free = {"windows": {0: "n"}}
    torch.onnx.export(
        network.eval(), tuple(inputs.values()), out, input_names=list(inputs),
        output_names=["engaged"], dynamic_axes=free, dynamo=False, opset_version=17,
    )  # fmt: skip
    model = onnx.load(out)
    facts = {"ch_names": ",".join(CH_NAMES), "sfreq": str(SFREQ)}
    facts |= {"seconds": str(SECONDS), "unit": "uV"}
    onnx.helper.set_model_props(model, facts)
    onnx.save(model, out)


class Probability(nn.Module):
    """A network of two classes, rest and engaged, as probabilities."""

    def __init__(self, network: nn.Module, scale: float) -> None:
        super().__init__()
        self.network, self.scale = network, scale

    def forward(self, windows: Tensor) -> Tensor:
        """Return (n, 2)."""
        return torch.softmax(self.network(windows / self.scale), dim=1)


def braindecode_network(folder: Path, out: Path, n_epochs: int = 1) -> None:
    """Train EEGNet for a moment, and export it."""
    from braindecode.models import EEGNet

    torch.manual_seed(0)
    parts = [*windows_of(folder)]
    X = torch.tensor(np.concatenate([x for x, _, _ in parts]), dtype=torch.float32)
    y = torch.tensor(np.concatenate([y for _, y, _ in parts]))
    n_times = SFREQ * SECONDS
    network = EEGNet(n_chans=len(CH_NAMES), n_outputs=2, n_times=n_times)
    whole = Probability(network, float(X.std()))
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-3)
    for _ in range(n_epochs):
        for rows in torch.randperm(len(X)).split(64):
            loss = nn.functional.nll_loss(torch.log(whole(X[rows]) + 1e-6), y[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    save(whole, {"windows": X[:2]}, out)


class Tangent(nn.Module):
    """Covariances re-centred on own rest, their logarithm, and a logistic regression.

    ONNX has no eigenvalues: roots are found by the coupled Newton iteration of Denman
    and Beavers in Schulz's form, the logarithm by roots and a series.
    """

    def __init__(self, weights: np.ndarray, bias: float) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor(weights, dtype=torch.float32))
        self.bias = bias
        self.eye = torch.eye(len(CH_NAMES))

    def roots(self, a: Tensor, n_steps: int = 18) -> tuple[Tensor, Tensor]:
        """Return square root and inverse square root."""
        level = torch.sqrt((a * a).sum(dim=(-2, -1), keepdim=True))
        y, z = a / level, self.eye.expand_as(a)
        for _ in range(n_steps):
            t = 1.5 * self.eye - 0.5 * z @ y
            y, z = y @ t, t @ z
        return y * torch.sqrt(level), z / torch.sqrt(level)

    def forward(self, windows: Tensor, rest: Tensor) -> Tensor:
        """Return P(engaged), (n,)."""
        level = torch.diagonal(rest).mean()
        _, inverse = self.roots((rest / level + 0.05 * self.eye)[None])
        covariance = windows @ windows.transpose(1, 2) / windows.shape[-1]
        a = inverse @ (covariance / level + 0.05 * self.eye) @ inverse
        for _ in range(4):
            a, _ = self.roots(a)
        step = a - self.eye
        log, power = torch.zeros_like(a), self.eye.expand_as(a)
        for k in range(1, 10):
            power = power @ step
            log = log + (-1) ** (k + 1) / k * power
        return torch.sigmoid((16 * log * self.weights).sum(dim=(1, 2)) + self.bias)


def pyriemann_classifier(folder: Path, out: Path) -> None:
    """Fit a classifier in tangent space, re-centred on own rest, and export it."""
    from pyriemann.tangentspace import tangent_space
    from sklearn.linear_model import LogisticRegression

    def regularised(X: np.ndarray, level: float) -> np.ndarray:
        covariance = X @ X.swapaxes(1, 2) / X.shape[-1]
        return covariance / level + 0.05 * np.eye(len(CH_NAMES))

    vectors, labels, parts = [], [], [*windows_of(folder)]
    for X, y, rest in parts:
        mean = (rest @ rest.swapaxes(1, 2) / rest.shape[-1]).mean(axis=0)
        level = np.diag(mean).mean()
        centre = mean / level + 0.05 * np.eye(len(mean))
        vectors.append(tangent_space(regularised(X, level), centre))
        labels.append(y)
    model = LogisticRegression(C=0.01, class_weight="balanced", max_iter=1000)
    model.fit(np.concatenate(vectors), np.concatenate(labels))
    # pyRiemann puts the upper triangle into a vector, what is off the diagonal √2 times
    upper = np.triu_indices(len(CH_NAMES))
    weights = np.zeros((len(CH_NAMES),) * 2)
    weights[upper] = model.coef_[0] * np.where(upper[0] == upper[1], 1, np.sqrt(2))
    X, _, rest = parts[0]
    inputs = {
        "windows": torch.tensor(X[:2], dtype=torch.float32),
        "rest": torch.tensor(rest[0] @ rest[0].T / rest.shape[-1], dtype=torch.float32),
    }
    save(Tangent(weights, float(model.intercept_[0])), inputs, out)
    print("pyRiemann:", model.predict_proba(vectors[0])[:3, 1].round(3))


EXPORTS = {"braindecode": braindecode_network, "pyriemann": pyriemann_classifier}

if __name__ == "__main__":
    EXPORTS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
