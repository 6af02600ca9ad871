"""Which kind of attention model a folder of weights holds."""

from __future__ import annotations

from pathlib import Path

from attention_camp.models.attention import Attention
from attention_camp.models.estimator import Estimator
from attention_camp.models.score.estimator import Score
from attention_camp.models.weights import holds_network


def attention_of(weights: Path | None) -> Estimator:
    """Return the attention score of a folder of weights, of whatever kind it is.

    Raises
    ------
    WeightsError
        If the files are missing, changed, or of another version.
    """
    if weights is not None and holds_network(weights):
        return Attention(weights)
    return Score(weights)
