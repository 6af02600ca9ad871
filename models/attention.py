"""Networks, scored by ONNX Runtime on one thread: former weights, and trained ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import Adapter, fields_of
from attention_camp.models.engagement import Prediction
from attention_camp.models.estimator import Estimator
from attention_camp.models.indices import logistic
from attention_camp.models.own_rest import OwnRest
from attention_camp.models.patches import N_POWERS, Patches, cut, log_powers
from attention_camp.models.reference import Reference
from attention_camp.models.steadiness import Steadiness
from attention_camp.models.training.installed import check_training_installed
from attention_camp.models.weights import (
    DIRECTIONS,
    INPUTS,
    INT8,
    ONNX,
    ModelCard,
    Precision,
    WeightsError,
    read_weights,
)
from attention_camp.models.windows import Windows, some
from attention_camp.resources.texts import Sentence

BATCH = 32
"""Windows per call of the network; bounds the memory of a long recording."""


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """What the network takes in, of the windows that are scored."""

    patches: Patches
    rest: NDArray[np.float32]
    """Log powers at own rest per window, through the channels good in that window."""
    known: NDArray[np.float32]
    """1 where they are known, shape (n_windows, n_chans)."""


class Attention(Estimator):
    """A linear model over the head and, where it was trained, a self-attention encoder.

    The weights that were shipped up to 0.2.0 hold the linear path alone (1,089
    numbers); sessions that they scored are replayed by them. ONNX Runtime computes what
    the weights hold and nothing else.

    Parameters
    ----------
    weights : Path, optional
        A folder of weights; the former ones where there is none.
    precision : {"float32", "int8"}
        Which of the two exported networks scores.
    """

    name = "attention"

    def __init__(
        self, weights: Path | None = None, *, precision: Precision = "float32"
    ) -> None:
        self._graph = ONNX if precision == "float32" else INT8
        folder = read_weights(weights, self._graph, DIRECTIONS)
        adapter = Adapter.from_bytes(folder.contents[DIRECTIONS])
        self._use(folder.contents[self._graph], folder.card, adapter)
        self._rest: OwnRest | None = None
        self._steadiness: Steadiness | None = None

    def _use(self, graph: bytes, card: ModelCard, adapter: Adapter) -> None:
        self._session = open_network(graph)
        self._card = card
        try:
            self._reference = Reference.of(card.support)
        except (ValueError, KeyError, TypeError) as error:
            msg = Sentence(
                "The card of the weights states no spectra of training ({error}). "
                "Train them again.",
                error=repr(error),
            )
            raise WeightsError(msg) from error
        self._adapter = adapter
        self.rank = adapter.rank
        self._hash = card.hash_of(self._graph, graph)

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
        if windows.scored.any():
            logit[windows.scored] = self._run(self._inputs(windows))
        return logit

    def _inputs(self, windows: Windows) -> Inputs:
        """Return what the network takes in, of the windows that are scored."""
        scored = some(windows, windows.scored)
        if self._rest is not None:
            whole, rest, known = self._rest.seen(scored)
            return Inputs(cut(whole), rest, known)
        n_windows, n_chans = scored.usable.shape
        rest = np.zeros((n_windows, n_chans, N_POWERS), np.float32)
        return Inputs(cut(scored), rest, np.zeros((n_windows, n_chans), np.float32))

    def _run(self, inputs: Inputs) -> NDArray[np.float64]:
        """Return the network's logit of each window."""
        patches, found = inputs.patches, []
        for begin in range(0, patches.n_windows, BATCH):
            part = slice(begin, begin + BATCH)
            feed = {
                "patches": patches.values[part],
                "places": patches.places[part],
                "fields": patches.fields[part],
                "mask": patches.mask[part],
                "rest": inputs.rest[part],
                "known": inputs.known[part],
            }
            found.append(logits_of(self._session, feed))
        return np.concatenate(found).astype(np.float64)

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        return logistic(self._calibrated(windows)), windows.reasons

    def _calibrated(
        self, windows: Windows, logits: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        if logits is None:
            logits = self.logits(windows)
        card = self._card
        used = card.without_rest if self._rest is None else card.with_rest
        return used(logits, windows.usable.sum(axis=1))

    def predicted(self, windows: Windows, *, supported: bool = True) -> Prediction:
        """Return probabilities and support, and where windows lie for an adapter."""
        scored, n_windows = windows.scored, len(windows.reasons)
        logits = np.full(n_windows, np.nan)
        support = np.ones(n_windows)
        coordinates = np.full((n_windows, self.rank), np.nan)
        if scored.any():
            inputs = self._inputs(windows)
            patches, powers = inputs.patches, log_powers(inputs.patches)
            logits[scored] = self._run(inputs)
            fields = fields_of(patches, inputs.rest, inputs.known, powers)
            coordinates[scored] = self._adapter.coordinates(fields)
            if supported:
                support[scored] = self._reference.support(powers, patches.mask)
                if self._steadiness is not None:
                    support[scored] *= self._steadiness.of(some(windows, scored))
        engaged = logistic(self._calibrated(windows, logits))
        return Prediction(engaged, windows.reasons, support, coordinates)

    def learn_rest(self, windows: Windows) -> None:
        """Take over the person's rest."""
        self._rest = OwnRest(some(windows, windows.scored))
        self._steadiness = Steadiness(self._rest, self._calibrated)

    def _fit(
        self, windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
    ) -> None:
        check_training_installed()
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

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same bits every time, and one core at most
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )
    # a stated hash says who wrote a file, not that it is a network; what the library
    # raises of one that is none has no common class
    except Exception as error:
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


def logits_of(session: Any, feed: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Return the logit of each window that a network gives, checked.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
        The network.
    feed : mapping of str to ndarray, shape (n_windows, ...)
        Its inputs, by name.

    Raises
    ------
    WeightsError
        If it gives something else than a number per window, or cannot be run.
    """
    try:
        logits = session.run(None, dict(feed))[0]
    except Exception as error:  # what the library raises has no common class
        msg = Sentence(
            "The network cannot be run ({error}). Train it again.",
            error=type(error).__name__,
        )
        raise WeightsError(msg) from error
    n_windows = len(feed["patches"])
    got, kind = getattr(logits, "shape", None), getattr(logits, "dtype", None)
    if got != (n_windows,) or kind != np.float32:
        msg = Sentence(
            "The network gives values of shape {got} and type {kind} for {n} windows, "
            "instead of one float32 each. Train it again.",
            got=str(got),
            kind=str(kind),
            n=n_windows,
        )
        raise WeightsError(msg)
    return np.asarray(logits)
