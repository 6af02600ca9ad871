"""Cut from weights what cannot move their score, and prove which model they equal."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
from safetensors.numpy import save

from attention_camp.models.weights import (
    DIRECTIONS,
    INT8,
    LINEAR,
    ONNX,
    TORCH,
    WeightsError,
    holds_encoder,
    read_weights,
    tensors_of,
    write_weights,
)
from attention_camp.resources.texts import Sentence

LINEAR_OUTPUT = "/direct/Gemm_output_0"
"""What the last layer of the linear path gives, under the name of torch's exporter."""


def prune(folder: Path | None, out: Path) -> None:
    """Write the linear path of weights whose encoder adds nothing.

    The new card states under ``equals`` the hash by which ledgers name the former
    model, graph by graph, so that sessions it scored are still replayed.

    Parameters
    ----------
    folder : Path or None
        Weights as trained; None: the former ones.
    out : Path
        Where the pruned weights are written.

    Raises
    ------
    WeightsError
        If the encoder takes part in the score.
    """
    tensors = tensors_of(read_weights(folder, TORCH))
    if holds_encoder(tensors):
        raise WeightsError(
            Sentence(
                "The encoder of these weights takes part in the score, so it cannot "
                "be cut away. Use them as they are."
            )
        )
    stored = read_weights(folder, ONNX, INT8, DIRECTIONS)
    contents = {
        TORCH: save({name: tensors[name] for name in LINEAR}),
        ONNX: pruned(stored.contents[ONNX]),
        INT8: pruned(stored.contents[INT8]),
        DIRECTIONS: stored.contents[DIRECTIONS],
    }
    card = json.loads(stored.card.text)
    card["equals"] = {
        name: stored.card.hash_of(name, stored.contents[name]) for name in (ONNX, INT8)
    }
    write_weights(out, contents, card)


def pruned(graph: bytes) -> bytes:
    """Return an ONNX network that ends where its linear path does.

    The nodes that are kept are those of the whole graph, in their order: the same
    operators on the same numbers give the same bits.
    """
    model = onnx.load_from_string(graph)
    nodes = list(model.graph.node)
    last = nodes[-1]  # takes the only column out of the sum of both paths
    last.input[0] = LINEAR_OUTPUT  # the encoder's share is exactly 0
    wanted, kept = {last.output[0]}, []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    numbers = [one for one in model.graph.initializer if one.name in wanted]
    for field, values in (("node", kept[::-1]), ("initializer", numbers)):
        model.graph.ClearField(field)
        getattr(model.graph, field).extend(values)
    model.graph.ClearField("value_info")
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))
