"""Weights whose encoder acts, made from those that are shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attention_camp.models.weights import (
    DIRECTIONS,
    TORCH,
    read_weights,
    write_weights,
)

WHOLE = Path(__file__).parent / "full_weights"


@pytest.fixture(scope="session")
def acting_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the numbers of weights whose encoder takes part in the score."""
    import torch

    from attention_camp.models.training.export import from_safetensors, to_safetensors

    folder = tmp_path_factory.mktemp("acting")
    stored = read_weights(WHOLE, TORCH, DIRECTIONS)
    network = from_safetensors(stored.contents[TORCH], stored.card)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        torch.nn.init.normal_(network.head.weight, std=0.3)
    contents = {**stored.contents, TORCH: to_safetensors(network)}
    write_weights(folder, contents, json.loads(stored.card.text))
    return folder
