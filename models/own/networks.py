"""The two kinds of model files: an ONNX graph, and weights of log band powers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.indices import logistic
from attention_camp.models.own.contract import (
    SECONDS,
    Contract,
    ModelFile,
    OwnModelError,
    check_entry,
    contract_of,
)
from attention_camp.models.spectra import band_powers
from attention_camp.resources.bounded import parse_json
from attention_camp.resources.texts import Sentence

Values = NDArray[np.float64]
WINDOWS, REST = "windows", "rest"
"""Names of a graph's inputs: (n, n_chans, n_times), and optionally the mean covariance
at own rest, (n_chans, n_chans)."""
TINY = 1e-6
"""Added to a power of unit²/Hz before its logarithm."""


class Network(Protocol):
    """What gives probabilities of windows in the model's unit."""

    contract: Contract
    needs_rest: bool
    """Whether it takes the covariance at own rest."""

    def __call__(self, windows: Values, rest: Values | None) -> Values:
        """Return P(engaged) of windows, (n_windows, n_chans, n_times) in its unit."""


def open_model(file: ModelFile) -> Network:
    """Return the network of a file.

    Raises
    ------
    OwnModelError
        If it cannot be read or does not keep the contract.
    """
    return Graph(file) if file.path.suffix == ".onnx" else BandWeights(file)


class Graph:
    """An ONNX graph, run on one thread."""

    def __init__(self, file: ModelFile) -> None:
        self._session = _session(file)
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.contract = contract_of(file.path, metadata)
        inputs = {value.name: value for value in self._session.get_inputs()}
        n_chans, n_times = len(self.contract.ch_names), self.contract.n_times
        self.needs_rest = REST in inputs
        wanted: dict[str, tuple[int | str, ...]] = {WINDOWS: ("n", n_chans, n_times)}
        if self.needs_rest:
            wanted[REST] = (n_chans, n_chans)
        for name, shape in wanted.items():
            _check_input(file.path, name, inputs.get(name), shape)
        outputs = self._session.get_outputs()
        if set(inputs) != set(wanted) or len(outputs) != 1:
            raise OwnModelError(
                Sentence(
                    "{path} must take {wanted} and give one output, got inputs "
                    "{inputs} and {n:output|outputs}.",
                    path=file.path,
                    wanted=f"{WINDOWS} (float32), {REST} (float32, optional)",
                    inputs=", ".join(inputs)[:200],
                    n=len(outputs),
                )
            )

    def __call__(self, windows: Values, rest: Values | None) -> Values:
        """Return P(engaged) of each window."""
        feed = {WINDOWS: windows.astype(np.float32)}
        if self.needs_rest and rest is not None:
            feed[REST] = rest.astype(np.float32)
        (found,) = self._session.run(None, feed)
        said = np.asarray(found, dtype=np.float64)
        if said.shape == (len(windows), 2):
            said = said[:, 1]
        if said.shape != (len(windows),):
            raise ValueError(f"output: shape (n,) or (n, 2), got {said.shape}")
        inside = (said >= 0) & (said <= 1)
        return np.where(inside, said, np.nan)


class BandWeights:
    """A logistic regression of log band powers: the smallest model there is."""

    needs_rest = False

    def __init__(self, file: ModelFile) -> None:
        from safetensors import SafetensorError

        try:
            # the reader of tensors says first whether there is a header at all
            numbers, metadata = _tensors(file.content), _header(file.content)
        except (SafetensorError, ValueError, KeyError, TypeError) as error:
            raise OwnModelError(
                Sentence(
                    "{path} holds no tensors that can be used ({error}).",
                    path=file.path,
                    error=str(error)[:200],
                )
            ) from error
        self.contract = contract_of(file.path, metadata)
        self._check_spectrum(file.path)
        self._weights, self._bias = numbers
        wanted = (len(self.contract.ch_names), len(self.contract.bands))
        if self._weights.shape != wanted or self._bias.shape != (1,):
            raise OwnModelError(
                Sentence(
                    "{path}: weights must have shape {wanted} (channels, bands) and "
                    "bias (1,), got {got} and {bias}.",
                    path=file.path,
                    wanted=str(wanted),
                    got=str(self._weights.shape),
                    bias=str(self._bias.shape),
                )
            )

    def _check_spectrum(self, path: Path) -> None:
        """Refuse windows that hold no stretch of Welch's, and bands without a power."""
        seconds, sfreq = self.contract.seconds, self.contract.sfreq
        allowed = f"2 … {SECONDS[1]:g}"
        check_entry(path, "seconds", allowed, f"{seconds:g}", is_right=seconds >= 2)
        freqs = np.fft.rfftfreq(round(2 * sfreq), 1 / sfreq)
        for low, high in self.contract.bands:
            check_entry(
                path,
                "bands",
                f"0.5 Hz wide or more and begin below {sfreq / 2:g} Hz",
                f"{low:g}-{high:g}",
                is_right=bool(((freqs >= low) & (freqs < high)).any()),
            )

    def __call__(self, windows: Values, rest: Values | None) -> Values:  # noqa: ARG002
        """Return P(engaged) of each window."""
        powers = band_powers(
            windows, sfreq=self.contract.sfreq, bands=self.contract.bands
        )
        logs = np.log(powers + TINY)
        # not a matrix product: that may split its sums over however many threads
        found = np.einsum("wcb,cb->w", logs, self._weights) + self._bias[0]
        return logistic(np.asarray(found, dtype=np.float64))


def _header(content: bytes) -> dict[str, str]:
    """Return the metadata in the header of a safetensors file."""
    length = int.from_bytes(content[:8], "little")
    header = parse_json(content[8 : 8 + length].decode("utf-8"), "the header")
    return {str(k): str(v) for k, v in dict(header.get("__metadata__", {})).items()}


def _tensors(content: bytes) -> tuple[Values, Values]:
    from safetensors.numpy import load

    numbers = load(content)
    found = [
        np.asarray(numbers[name], dtype=np.float64) for name in ("weights", "bias")
    ]
    if not all(np.isfinite(array).all() for array in found):
        raise ValueError("a number is infinite or missing")
    return found[0], found[1]


def _session(file: ModelFile) -> Any:  # onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same bits every time, and one core at most
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            file.content, options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # what the library raises has no common class
        raise OwnModelError(
            Sentence(
                "{path} is no ONNX graph that can be run here ({error}). Export it as "
                "one file, without external data.",
                path=file.path,
                error=str(error)[:200],
            )
        ) from error


def _check_input(
    path: Path, name: str, value: Any, shape: tuple[int | str, ...]
) -> None:
    """Refuse an input of another kind or size; sizes that are free fit any.

    Where ``shape`` has a name the size must be free: eight windows are tried, and a
    session has one.
    """
    sides = list(value.shape) if value is not None else []
    fits = len(sides) == len(shape) and all(
        not isinstance(side, int) or side == wanted
        for side, wanted in zip(sides, shape, strict=True)
    )
    if value is not None and value.type == "tensor(float)" and fits:
        return
    got = f"{value.type} {value.shape}" if value is not None else "–"
    raise OwnModelError(
        Sentence(
            "{path}: input {name} must be float32 with {wanted} (channels and samples "
            "as its metadata say), got {got}.",
            path=path,
            name=name,
            wanted=f"({', '.join(map(str, shape))})",
            got=got,
        )
    )
