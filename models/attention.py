"""The attention model, scored by ONNX Runtime on one thread; no torch while live."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import Directions, fields_of
from attention_camp.models.electrodes import canonical
from attention_camp.models.engagement import Declined
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.own_rest import OwnRest
from attention_camp.models.patches import N_POWERS, Patches, cut, log_powers
from attention_camp.models.weights import (
    DIRECTIONS,
    INPUTS,
    INT8,
    ONNX,
    Card,
    Precision,
    WeightsError,
    read_weights,
)
from attention_camp.models.windows import (
    MIN_CHANNELS,
    Windows,
    some,
    subset_of_channels,
)
from attention_camp.resources.texts import Sentence

BATCH = 32
"""Windows per call of the network; bounds the memory of a long recording."""

SMALL_CHANGE = 0.03
"""Change of a score by lost channels that leaves its certainty as it is."""
N_JACKKNIFE = 16
"""Windows of own rest that are scored without lost channels, to see what they move."""


class Attention(Estimator):
    """The self-attention network with shipped, trained or personal weights.

    Parameters
    ----------
    weights : Path, optional
        A folder of weights; the shipped ones where there is none.
    precision : {"float32", "int8"}
        Which of the two exported networks scores.
    """

    name = "attention"

    def __init__(
        self, weights: Path | None = None, *, precision: Precision = "float32"
    ) -> None:
        name = ONNX if precision == "float32" else INT8
        folder = read_weights(weights, name, DIRECTIONS)
        directions = Directions.from_bytes(folder.contents[DIRECTIONS])
        self._name = name
        self._use(folder.contents[name], folder.card, directions)
        self._last: tuple[Windows, Patches] | None = None
        self._rest: OwnRest | None = None
        self._steady: dict[frozenset[str], float] = {}

    def _use(self, graph: bytes, card: Card, directions: Directions) -> None:
        self._session = open_network(graph)
        self._card = card
        self._directions = directions
        self._hash = card.hash_of(self._name, graph)

    @property
    def fingerprint(self) -> str:
        """Hash of the network, its card and the person's rest."""
        digest = hashlib.sha256(self._hash.encode())
        if self._rest is not None:
            rest = self._rest.windows
            digest.update(" ".join(rest.ch_names).encode())
            digest.update(rest.data.tobytes() + rest.usable.tobytes())
        return digest.hexdigest()

    def logits(self, windows: Windows) -> NDArray[np.float64]:
        """Return the network's logit per window, NaN where it is not scored."""
        logit = np.full(len(windows.reasons), np.nan)
        picks = np.flatnonzero(windows.scored)
        if not len(picks):
            return logit
        scored = some(windows, windows.scored)
        patches = self._cut(windows)
        rest, known = self._rest_for(scored)
        for begin in range(0, len(picks), BATCH):
            part = slice(begin, begin + BATCH)
            feed = {
                "patches": patches.values[part],
                "places": patches.places[part],
                "fields": patches.fields[part],
                "mask": patches.mask[part],
                "rest": rest[part],
                "known": known[part],
            }
            logit[picks[part]] = self._session.run(None, feed)[0]
        return logit

    def _cut(self, windows: Windows) -> Patches:
        """Return the patches of the scored windows, once for all that need them."""
        if self._last is None or self._last[0] is not windows:
            scored = some(windows, windows.scored)
            if self._rest is not None:
                scored = self._rest.whole(scored)
            self._last = (windows, cut(scored))
        return self._last[1]

    def _rest_for(
        self, windows: Windows
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return own rest per window, referred to the channels good in that window."""
        if self._rest is not None:
            return self._rest.powers(windows)
        n_windows, n_chans = windows.usable.shape
        rest = np.zeros((n_windows, n_chans, N_POWERS), np.float32)
        return rest, np.zeros((n_windows, n_chans), np.float32)

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        return logistic(self._calibrated(windows)), windows.reasons

    def _calibrated(self, windows: Windows) -> NDArray[np.float64]:
        card = self._card
        used = card.without_rest if self._rest is None else card.with_rest
        return used(self.logits(windows), windows.usable.sum(axis=1))

    def coordinates(self, windows: Windows) -> NDArray[np.float64]:
        """Return where windows lie along the directions in which people differ.

        Shape (n_windows, rank), NaN where a window is not scored.
        """
        found = np.full((len(windows.reasons), self._directions.rank), np.nan)
        if windows.scored.any():
            rest, known = self._rest_for(some(windows, windows.scored))
            fields = fields_of(self._cut(windows), rest, known)
            found[windows.scored] = self._directions.coordinates(fields)
        return found

    def likeness(self, windows: Windows) -> NDArray[np.float64]:
        """Return how far windows are like training, 0 to 1."""
        like = np.ones(len(windows.reasons))
        scored = windows.scored
        if scored.any():
            like[scored] = support(self._cut(windows), self._card.support)
            like[scored] *= self._steadiness(some(windows, scored))
        return like

    def _steadiness(self, windows: Windows) -> NDArray[np.float64]:
        """Return how little the channels lost since own rest move the score, 0 to 1."""
        steady = np.ones(len(windows.reasons))
        if self._rest is None:
            return steady
        names = np.array([canonical(name) for name in windows.ch_names])
        for pattern in np.unique(windows.usable, axis=0):
            good = frozenset(names[pattern].tolist())
            if good not in self._steady:
                self._steady[good] = self._steady_through(self._rest, good)
            steady[(windows.usable == pattern).all(axis=1)] = self._steady[good]
        return steady

    def _steady_through(self, own: OwnRest, good: frozenset[str]) -> float:
        """Score own rest with and without the lost channels."""
        if good.issuperset(own.had):
            return 1.0
        rest, kept = own.windows, np.array([name in good for name in own.ch_names])
        picks = np.linspace(0, len(rest.reasons) - 1, N_JACKKNIFE).round().astype(int)
        whole = subset_of_channels(rest, np.arange(len(kept)), np.unique(picks))
        less = replace(
            whole,
            usable=whole.usable & kept,
            data=np.where(kept[:, None], whole.data, 0.0),
            reasons=tuple(
                "" if row.sum() >= MIN_CHANNELS else Declined.TOO_FEW_CHANNELS.value
                for row in whole.usable & kept
            ),
        )
        moved = np.abs(self._calibrated(less) - self._calibrated(whole))
        moved = moved[~np.isnan(moved)]
        if not len(moved):
            return 0.0
        change = float(np.quantile(moved, 0.95)) / 4  # the logistic's steepest slope
        return min(1.0, SMALL_CHANGE / max(change, 1e-12))

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        self._rest = OwnRest(some(windows, windows.scored))
        self._steady = {}
        self._last = None  # what stands in for lost channels is of this rest

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        from attention_camp.models.training.train import fitted

        self._use(*fitted(windows, y, people))


def open_network(graph: bytes) -> Any:  # onnxruntime has no types
    """Return an ONNX Runtime session of a graph, on one thread.

    Raises
    ------
    WeightsError
        If it is no graph, or takes something else than patches and rest.
    """
    import onnxruntime
    from onnxruntime.capi.onnxruntime_pybind11_state import (
        Fail,
        InvalidGraph,
        InvalidProtobuf,
        RuntimeException,
    )

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same bits every time, and one core at most
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )
    except (Fail, InvalidGraph, InvalidProtobuf, RuntimeException) as error:
        # a stated hash says who wrote a file, not that it is a network
        msg = Sentence(
            "The file of the network cannot be read ({error}). Train it again.",
            error=type(error).__name__,
        )
        raise WeightsError(msg) from error
    names = tuple(value.name for value in session.get_inputs())
    if names != INPUTS:
        msg = Sentence(
            "The network takes {got} instead of {wanted}. Train it again.",
            got=", ".join(names),
            wanted=", ".join(INPUTS),
        )
        raise WeightsError(msg)
    return session


def support(patches: Patches, reference: Mapping[str, Any]) -> NDArray[np.float64]:
    """Return how far the windows are like those of training, 0 to 1.

    The distance is Mahalanobis' between a window's mean spectrum and those of
    training; 1 up to the distance that 95 % of training keeps, then falling as its
    inverse square.
    """
    weight = patches.mask[..., None]
    mean = (log_powers(patches) * weight).sum(axis=1)
    mean /= np.maximum(weight.sum(axis=1), 1.0)
    apart = mean - np.array(reference["mean"])
    inverse = np.array(reference["inverse_covariance"])
    distance = np.sqrt(np.einsum("wf,fg,wg->w", apart, inverse, apart))
    near = float(reference["usual_distance"]) / np.maximum(distance, 1e-12)
    return np.asarray(np.minimum(1.0, near**2), dtype=np.float64)
