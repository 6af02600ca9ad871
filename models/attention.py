"""The attention model, scored by ONNX Runtime on one thread; no torch while live."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.electrodes import canonical
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.patches import BANDS, Patches, cut, log_powers, rest_of
from attention_camp.models.weights import (
    INPUTS,
    INT8,
    ONNX,
    Card,
    Precision,
    WeightsError,
    read_weights,
)
from attention_camp.models.windows import Windows, some

BATCH = 32
"""Windows per call of the network; bounds the memory of a long recording."""


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
        folder = read_weights(weights, name)
        self._use(folder.contents[name], folder.card)
        self._rest: Mapping[str, NDArray[np.float32]] = {}

    def _use(self, graph: bytes, card: Card) -> None:
        self._session = _session(graph)
        self._card = card
        self._hash = hashlib.sha256(graph + card.text.encode()).hexdigest()

    @property
    def fingerprint(self) -> str:
        """Hash of the network, its card and the person's rest."""
        digest = hashlib.sha256(self._hash.encode())
        for ch_name, rest in sorted(self._rest.items()):
            digest.update(ch_name.encode() + rest.tobytes())
        return digest.hexdigest()

    def logits(self, windows: Windows) -> NDArray[np.float64]:
        """Return the network's logit per window, NaN where it is not scored."""
        logit = np.full(len(windows.reasons), np.nan)
        picks = np.flatnonzero(windows.scored)
        if not len(picks):
            return logit
        patches = cut(some(windows, windows.scored))
        rest, known = self._rest_for(windows.ch_names)
        for begin in range(0, len(picks), BATCH):
            part = slice(begin, begin + BATCH)
            n = len(picks[part])
            feed = {
                "patches": patches.values[part],
                "places": patches.places[part],
                "fields": patches.fields[part],
                "mask": patches.mask[part],
                "rest": np.repeat(rest[None], n, axis=0),
                "known": np.repeat(known[None], n, axis=0),
            }
            logit[picks[part]] = self._session.run(None, feed)[0]
        return logit

    def _rest_for(
        self, ch_names: tuple[str, ...]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rest = np.zeros((len(ch_names), len(BANDS)), np.float32)
        known = np.zeros(len(ch_names), np.float32)
        for i, ch_name in enumerate(ch_names):
            own = self._rest.get(canonical(ch_name))
            if own is not None:
                rest[i], known[i] = own, 1.0
        return rest, known

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        used = self._card.with_rest if self._rest else self._card.without_rest
        logit = self.logits(windows)
        return logistic(used.slope * logit + used.shift), windows.reasons

    def likeness(self, windows: Windows) -> NDArray[np.float64]:
        """Return how far windows are like training, 0 to 1."""
        like = np.ones(len(windows.reasons))
        scored = windows.scored
        if scored.any():
            like[scored] = support(cut(some(windows, scored)), self._card.support)
        return like

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        rest, known = rest_of(cut(some(windows, windows.scored)))
        self._rest = {
            canonical(ch_name): rest[i]
            for i, ch_name in enumerate(windows.ch_names)
            if known[i]
        }

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        from attention_camp.models.making import fitted

        graph, card = fitted(windows, y, people)
        self._use(graph, card)


def _session(graph: bytes) -> Any:  # onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same bits every time, and one core at most
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"]
    )
    names = tuple(value.name for value in session.get_inputs())
    if names != INPUTS:
        msg = f"The network takes {names} instead of {INPUTS}; train it again."
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
