"""The course of a training across sites: what is asked in which round.

Sites answer with means over their people, and means over people are what each step of
the central training is made of: the typical rest, the spread of fields, a gradient, the
products of contrasts whose leading directions are the adapter. So Flower's weighted
mean, by people, takes every step; between two rounds sites descend a little by
themselves (McMahan et al. 2017, "Communication-efficient learning of deep networks from
decentralized data", AISTATS).
"""

from __future__ import annotations

import torch

from attention_camp.models.training.federated.numbers import (
    Numbers,
    Question,
    at_start,
)
from attention_camp.models.training.federated.results import encoder_of
from attention_camp.models.training.network import EncoderNetwork

N_ROUNDS = 40
"""Of the line; after them no figure changes in its third decimal."""
N_PRIVATE_ROUNDS = 4
N_DIRECTION_ROUNDS = 12


def questions(
    n_rounds: int = N_ROUNDS, *, is_private: bool = False, n_passes: int = 0
) -> tuple[Question, ...]:
    """Return what is asked, round by round.

    Parameters
    ----------
    n_rounds : int
        Rounds of the linear path.
    is_private : bool
        Whether sites add noise: then a line is all that is asked for.
    n_passes : int
        Passes of the encoder; 0 keeps the linear path alone.
    """
    lines: list[Question] = ["line"] * n_rounds
    if is_private:
        return tuple(lines)
    steps: list[Question] = ["directions"] * N_DIRECTION_ROUNDS
    passes: list[Question] = ["encoder"] * n_passes
    before: tuple[Question, ...] = ("rest", "spread", "steepness")
    between: tuple[Question, ...] = ("support", "contrasts")
    return (*before, *lines, *between, *steps, "lengths", *passes)


def first_numbers(*, seed: int = 0, n_passes: int = 0) -> Numbers:
    """Return the numbers before the first round.

    Parameters
    ----------
    seed : int
        Of the encoder's weights.
    n_passes : int
        Passes of the encoder; with 0 its weights do not travel.
    """
    if not n_passes:
        return at_start()
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return at_start(encoder_of(EncoderNetwork()))
