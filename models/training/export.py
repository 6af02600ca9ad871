"""From a torch network to the bytes of its weight files."""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import torch

from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import N_POWERS, PATCH_TIMES
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.prune import pruned
from attention_camp.models.weights import (
    INPUTS,
    LINEAR,
    ModelCard,
    WeightsError,
    holds_encoder,
)
from attention_camp.resources.texts import Sentence

OPSET = 18


def to_onnx(network: EncoderNetwork) -> bytes:
    """Return the network as ONNX, for any number of windows, channels and patches."""
    per_channel = (2, 5)
    example = (
        torch.zeros(*per_channel, 3, PATCH_TIMES),
        torch.zeros(*per_channel, N_HARMONICS),
        torch.zeros(*per_channel, N_HARMONICS),
        torch.ones(per_channel),
        torch.zeros(*per_channel, N_POWERS),
        torch.ones(per_channel),
    )
    axes: dict[str, dict[int, str]] = {n: {0: "windows", 1: "channels"} for n in INPUTS}
    axes["patches"][2] = "patches"
    axes["logit"] = {0: "windows"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        path = Path(folder) / "network.onnx"
        # the exporter that torch prefers needs 10 s and onnxscript for the same graph
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            network.eval(),
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=["logit"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        graph = path.read_bytes()
    # an encoder that adds nothing is not computed four times a second
    return graph if holds_encoder(network.state_dict()) else pruned(graph)


def to_int8(graph: bytes) -> bytes:
    """Return an ONNX network whose matrices are 8-bit integers."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "float32.onnx", Path(folder) / "int8.onnx"
        before.write_bytes(graph)
        logger = logging.getLogger()
        level = logger.level
        logger.setLevel(logging.ERROR)  # the quantiser advises on the root logger
        try:
            quantize_dynamic(
                before,
                after,
                op_types_to_quantize=["MatMul", "Gemm"],
                weight_type=QuantType.QInt8,
                per_channel=True,
                nodes_to_exclude=_spectral_nodes(graph),
            )
        finally:
            logger.setLevel(level)
        return after.read_bytes()


def _spectral_nodes(graph: bytes) -> list[str]:
    """Return the nodes of the spectrum, which must keep its 120 dB of range."""
    import onnx

    nodes = onnx.load_from_string(graph).graph.node
    return [node.name for node in nodes if node.name.startswith("/spectrum/")]


def to_safetensors(network: EncoderNetwork) -> bytes:
    """Return the weights, with the shape in the header."""
    from safetensors.torch import save

    state = {name: value.contiguous() for name, value in network.state_dict().items()}
    return bytes(save(state, metadata={"shape": json.dumps(asdict(network.shape))}))


def from_safetensors(content: bytes, card: ModelCard) -> EncoderNetwork:
    """Return the torch network of a weight folder.

    Raises
    ------
    WeightsError
        If the weights are not those of the shape the card states.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        network = EncoderNetwork(Shape(**card.shape))
        tensors = load(content)
        if set(tensors) == set(LINEAR):  # pruned: the encoder starts from nothing
            tensors = {**network.state_dict(), **tensors}
        network.load_state_dict(tensors)
    except (SafetensorError, RuntimeError, TypeError, ValueError) as error:
        msg = Sentence(
            "The weights are not those of a network of shape {shape} ({error}). Train "
            "them again with this version.",
            shape=dict(card.shape),
            error=error,
        )
        raise WeightsError(msg) from error
    return network.eval()
