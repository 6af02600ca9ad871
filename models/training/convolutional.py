"""The convolutional peers as estimators: trained as their authors do, and aligned."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from attention_camp.models.engagement import Declined
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.linear import first_rest
from attention_camp.models.patches import resampled
from attention_camp.models.training.peers import NETWORKS, Network
from attention_camp.models.windows import Windows, some
from attention_camp.signal.electrodes import electrode_key

PEER_SFREQ = 128
"""Hz, as both papers' implementations are used most."""
N_EPOCHS = 40
PATIENCE = 8
"""Passes without a better loss on the people left out, after which training ends."""
BATCH = 64
LEFT_OUT = 5
"""One in so many of the people tells when to stop; with fewer people nobody does."""
RIDGE = 0.05
"""Share of the mean variance added to own rest before whitening. Our own choice."""


@dataclass(frozen=True, slots=True, eq=False)
class _Lessons:
    """Windows to learn from, ready for a network."""

    x: Tensor
    y: Tensor
    weight: Tensor
    """Each person counts the same, half of it for each class."""


class Peer(Estimator):
    """A convolutional network for one montage; declines until it is fitted.

    There are two sets of weights: without own rest, and for windows whitened by the
    covariance of the person's own rest (Euclidean alignment: He & Wu 2020,
    doi:10.1109/TBME.2019.2913914). Training people are aligned to the first third of
    their rest; those without any teach the first set only.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._networks: dict[bool, Network] = {}
        self._ch_names: tuple[str, ...] = ()
        self._whitening: NDArray[np.float64] | None = None

    @property
    def fingerprint(self) -> str:
        """Hash of the weights and of the person's rest."""
        digest = hashlib.sha256(" ".join(self._ch_names).encode())
        for network in self._networks.values():
            for value in network.state_dict().values():
                digest.update(value.numpy().tobytes())
        if self._whitening is not None:
            digest.update(self._whitening.tobytes())
        return digest.hexdigest()

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        engaged = np.full(len(windows.reasons), np.nan)
        if not self._networks:
            return engaged, _all(windows, Declined.NOT_FITTED)
        if set(_names(windows)) != set(self._ch_names):
            return engaged, _all(windows, Declined.OTHER_MONTAGE)
        picks = np.flatnonzero(windows.scored)
        if len(picks):
            x = _ready(_in_order(some(windows, windows.scored), self._ch_names))
            network = self._networks[self._whitening is not None]
            engaged[picks] = logistic(_logits(network, _scaled(x, self._whitening)))
        return engaged, windows.reasons

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        if set(_names(windows)) == set(self._ch_names):
            rest = _in_order(some(windows, windows.scored), self._ch_names)
            self._whitening = whitening(_ready(rest))

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        torch.set_num_threads(1)
        kept = windows.scored
        x, y, people = _ready(some(windows, kept)), y[kept], people[kept]
        _, person = np.unique(people, return_inverse=True)
        baseline = first_rest(y, person)
        has_rest = np.isin(person, person[baseline])
        self._ch_names = _names(windows)
        self._whitening = None
        for aligned in (False, True):
            own = np.empty_like(x, dtype=np.float32)
            shown = has_rest & ~baseline if aligned else np.ones(len(y), np.bool_)
            for one in np.unique(person[shown]):
                rows = person == one
                rest = whitening(x[rows & baseline]) if aligned else None
                own[rows] = _scaled(x[rows], rest)
            self._networks[aligned] = _trained(
                self.name, own[shown], y[shown], person[shown]
            )


def whitening(rest: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what makes the mean covariance of own rest the identity.

    Parameters
    ----------
    rest : ndarray, shape (n_windows, n_chans, n_times)
        EEG at rest.
    """
    covariance = np.mean(rest @ rest.transpose(0, 2, 1), axis=0) / rest.shape[-1]
    n_chans = len(covariance)
    level = max(float(np.trace(covariance)) / n_chans, 1e-30)
    values, vectors = np.linalg.eigh(covariance + RIDGE * level * np.eye(n_chans))
    return np.asarray((vectors / np.sqrt(values)) @ vectors.T)


def _scaled(
    x: NDArray[np.float64], rest: NDArray[np.float64] | None
) -> NDArray[np.float32]:
    """Return windows aligned to own rest, or with each channel standardised."""
    if rest is not None:
        return np.asarray(rest @ x, dtype=np.float32)
    spread = x.std(axis=-1, keepdims=True)
    return np.asarray(x / np.where(spread > 0, spread, 1.0), dtype=np.float32)


def _trained(
    name: str, x: NDArray[np.float32], y: NDArray[np.int64], person: NDArray[np.int64]
) -> Network:
    """Train until people left out gain nothing more, and keep the best weights."""
    torch.manual_seed(len(x))
    asked = np.zeros(len(x), np.bool_)
    if person.max() + 1 >= LEFT_OUT:
        asked = person % LEFT_OUT == 0
    lessons, exam = _lessons(x, y, person, ~asked), _lessons(x, y, person, asked)
    network = NETWORKS[name](x.shape[1], x.shape[2])
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-2)
    best, lowest, since = copy.deepcopy(network.state_dict()), np.inf, 0
    for _ in range(N_EPOCHS):
        _one_pass(network.train(), optimiser, lessons)
        loss = _loss_on(network.eval(), exam) if asked.any() else -np.inf
        since += 1
        if loss < lowest or not asked.any():
            best, lowest, since = copy.deepcopy(network.state_dict()), loss, 0
        if since >= PATIENCE:
            break
    network.load_state_dict(best)
    return network.eval()


def _lessons(
    x: NDArray[np.float32],
    y: NDArray[np.int64],
    person: NDArray[np.int64],
    kept: NDArray[np.bool_],
) -> _Lessons:
    x, y, person = x[kept], y[kept], person[kept]
    weight = np.zeros(len(y), np.float32)
    for one in np.unique(person):
        for label in (0, 1):
            rows = (person == one) & (y == label)
            weight[rows] = 1 / max(rows.sum(), 1)
    weight *= len(y) / max(float(weight.sum()), 1e-12)
    return _Lessons(
        torch.from_numpy(x),
        torch.from_numpy(y.astype(np.float32)),
        torch.from_numpy(weight),
    )


def _one_pass(
    network: Network, optimiser: torch.optim.Optimizer, lessons: _Lessons
) -> None:
    for rows in torch.split(torch.randperm(len(lessons.y)), BATCH):
        if len(rows) < 2:  # batch norm needs more than one
            continue
        loss = nn.functional.binary_cross_entropy_with_logits(
            network(lessons.x[rows]), lessons.y[rows], lessons.weight[rows]
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        network.constrain()


def _loss_on(network: Network, exam: _Lessons) -> float:
    logit = torch.from_numpy(_logits(network, exam.x.numpy())).float()
    loss = nn.functional.binary_cross_entropy_with_logits(logit, exam.y, exam.weight)
    return float(loss)


def _logits(network: Network, x: NDArray[np.float32]) -> NDArray[np.float64]:
    with torch.no_grad():
        parts = [network(part) for part in torch.split(torch.from_numpy(x), BATCH)]
    return np.asarray(torch.cat(parts).numpy(), dtype=np.float64)


def _ready(windows: Windows) -> NDArray[np.float64]:
    """Return windows at 128 Hz, in units of 10 µV."""
    return resampled(windows.data, windows.sfreq, to=PEER_SFREQ) * 1e5


def _names(windows: Windows) -> tuple[str, ...]:
    return tuple(electrode_key(name) for name in windows.ch_names)


def _in_order(windows: Windows, ch_names: tuple[str, ...]) -> Windows:
    from attention_camp.models.windows import subset_of_channels

    names = _names(windows)
    return subset_of_channels(windows, np.array([names.index(n) for n in ch_names]))


def _all(windows: Windows, why: Declined) -> tuple[str, ...]:
    return tuple(reason or why.value for reason in windows.reasons)
