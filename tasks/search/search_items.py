"""The items of a visual search: one target and its distractors, in degrees."""

from __future__ import annotations

import math

import numpy as np

from attention_camp.tasks.trial import Glyph, Shape, Stimulus

SIZE = 1.0
STROKE = 0.18

LETTERS = ("AMWXVNKT", "CERPLFH", "UQJDY", "SBZG")
"""From least to most similar to digits (S 5, B 8, Z 2, G 6); our own order."""
DIGITS = "23456789"


def make_item(
    variant: str,
    place: tuple[float, float],
    *,
    is_target: bool,
    similarity: float,
    rng: np.random.Generator,
) -> Stimulus:
    """Return one item of a search display.

    Parameters
    ----------
    variant : {"feature", "conjunction", "t-among-ls", "letters-among-digits"}
        Kind of search.
    place : tuple of float
        Centre of the item, degrees.
    is_target : bool
        Whether it is the target.
    similarity : float
        Similarity of distractors and target, 0 to 1.
    rng : Generator
        Source of all randomness.
    """
    if variant == "letters-among-digits":
        return _character(place, is_target=is_target, similarity=similarity, rng=rng)
    if variant == "feature":
        return _bar(place, _tilt(similarity) if is_target else 0.0, filled=True)
    if variant == "conjunction":
        filled = is_target or bool(rng.integers(2))
        tilted = is_target or not filled
        return _bar(place, 2 * _tilt(similarity) if tilted else 0.0, filled=filled)
    offset = 0.0 if is_target else (1 - similarity) * (SIZE - STROKE) / 2
    mirror = 1 if is_target or rng.integers(2) else -1
    return _tee(place, mirror * offset, quarter_turns=int(rng.integers(4)))


def _tilt(similarity: float) -> float:
    # the target's tilt shrinks from 45 to 5 degrees, near the pop-out limit
    return 45 - 40 * similarity


def _bar(place: tuple[float, float], tilt: float, *, filled: bool) -> Shape:
    return Shape(
        "rect", *place, width=0.3, height=SIZE, angle=tilt, filled=filled, line=0.06
    )


def _tee(place: tuple[float, float], offset: float, *, quarter_turns: int) -> Shape:
    """Return a T whose stem is shifted by ``offset``; shifted all the way, an L."""
    half, stroke = SIZE / 2, STROKE
    left, right, under = offset - stroke / 2, offset + stroke / 2, half - stroke
    outline = (
        (-half, half), (half, half), (half, under), (right, under),
        (right, -half), (left, -half), (left, under), (-half, under),
    )  # fmt: skip
    turn = math.pi / 2 * quarter_turns
    sine, cosine = round(math.sin(turn)), round(math.cos(turn))
    points = tuple((x * cosine - y * sine, x * sine + y * cosine) for x, y in outline)
    return Shape("polygon", *place, width=SIZE, height=SIZE, points=points)


def _character(
    place: tuple[float, float],
    *,
    is_target: bool,
    similarity: float,
    rng: np.random.Generator,
) -> Glyph:
    if is_target:
        letters = LETTERS[min(int(similarity * len(LETTERS)), len(LETTERS) - 1)]
        text = letters[int(rng.integers(len(letters)))]
    else:
        text = DIGITS[int(rng.integers(len(DIGITS)))]
    return Glyph(text, *place, height=SIZE)
