"""What numbers of a training across sites are: a network, its adapter, its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy import stats

from attention_camp.models.adapter import NONE, Adapter
from attention_camp.models.patches import N_POWERS
from attention_camp.models.training.export import to_int8, to_onnx, to_safetensors
from attention_camp.models.training.federated.numbers import (
    Numbers,
    Values,
    basis_of,
    foreign,
    scale_of,
)
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.weights import (
    DIRECTIONS,
    INT8,
    ONNX,
    TORCH,
    ProbabilityScale,
    read_weights,
    write_weights,
)

PRIVATE_SHAPE = Shape(positions=False)
"""A private network sees spectra pooled over the head alone: noise is added to each
number that is learned, and these few say most."""
SMALLEST = 1e-6
"""Directions along which people differ less, beside the first, are none."""
UNTESTED = (
    "These weights were learned across sites. Nobody was left out, so there are no "
    "figures, and the probabilities are not calibrated: calibrate them to the person."
)


def encoder_of(network: EncoderNetwork) -> Values:
    """Return the encoder's weights in one row, shape (n_encoder,)."""
    parts = [value.detach().flatten() for value in _encoder_parts(network).values()]
    return torch.cat(parts).double().numpy()


def _encoder_parts(network: EncoderNetwork) -> Mapping[str, torch.nn.Parameter]:
    return {
        name: value
        for name, value in network.named_parameters()
        if not name.startswith("direct.")
    }


def network_of(numbers: Numbers, *, is_private: bool = False) -> EncoderNetwork:
    """Return the network that numbers are of.

    Parameters
    ----------
    numbers : mapping
        By name.
    is_private : bool
        Whether it is a private one, which sees pooled spectra alone.

    Raises
    ------
    ForeignNumbersError
        If the encoder is another one.
    """
    network = EncoderNetwork(PRIVATE_SHAPE if is_private else None)
    line = numbers["line"]
    with torch.no_grad():
        network.typical_rest.copy_(torch.from_numpy(numbers["rest"]))
        network.field_scale.copy_(torch.from_numpy(scale_of(numbers["spread"])))
        network.direct.weight.copy_(torch.from_numpy(line[:-1])[None])
        network.direct.bias.copy_(torch.from_numpy(line[-1:]))
        if "encoder" in numbers:
            begin, values = 0, torch.from_numpy(numbers["encoder"])
            parts = _encoder_parts(network)
            if values.shape != (sum(part.numel() for part in parts.values()),):
                raise foreign("encoder")
            for part in parts.values():
                part.copy_(values[begin : begin + part.numel()].view_as(part))
                begin += part.numel()
    return network.eval()


def adapter_of(numbers: Numbers) -> Adapter:
    """Return the directions in which people differ; none after a private course."""
    if not numbers["lengths"].any():
        return NONE
    middle, _, variance = numbers["contrasts"]
    basis, size = basis_of(numbers["directions"])
    kept = size > SMALLEST * size[0]
    found = (basis / (np.sqrt(variance) + 1e-3)[:, None])[:, kept]
    return Adapter(found / np.sqrt(numbers["lengths"][kept]), middle)


def support_of(numbers: Numbers) -> Mapping[str, Any]:
    """Return what new spectra are compared with, as a card states it.

    How far spectra of training are from their mean is taken from their covariance, as
    if they were normal.
    """
    mean, products = numbers["support"][0], numbers["support"][1:]
    covariance = products - np.outer(mean, mean)
    inverse = np.linalg.inv(covariance + 0.01 * np.eye(N_POWERS))
    square = float(np.trace(inverse @ covariance)) / N_POWERS
    usual = float(np.sqrt(square * stats.chi2.ppf(0.95, N_POWERS)))
    return {
        "mean": mean.round(5).tolist(),
        "inverse_covariance": inverse.round(5).tolist(),
        "usual_distance": round(usual, 4),
    }


def write(
    out: Path, numbers: Numbers, about: Mapping[str, Any], *, is_private: bool
) -> None:
    """Write the weights that sites trained together.

    Parameters
    ----------
    out : Path
        Folder for them.
    numbers : mapping
        After the last round.
    about : mapping
        What the card says of the training.
    is_private : bool
        Whether noise was added; the card then states the shipped weights' spectra, as
        none were asked for.
    """
    network = network_of(numbers, is_private=is_private)
    graph = to_onnx(network)
    contents = {TORCH: to_safetensors(network), ONNX: graph, INT8: to_int8(graph)}
    contents[DIRECTIONS] = adapter_of(numbers).to_bytes()
    same = asdict(ProbabilityScale())
    card = {
        "warning": UNTESTED,
        "figures": {},
        "shape": asdict(network.shape),
        "calibration": {"with_rest": same, "without_rest": same},
        "support": _shipped_support() if is_private else support_of(numbers),
        "federated": dict(about),
    }
    write_weights(out, contents, card)


def _shipped_support() -> Mapping[str, Any]:
    return dict(read_weights(None).card.support)
