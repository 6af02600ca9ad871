"""The allocation list: permuted blocks within strata, and opaque codes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of codes: none that is taken for another."""
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the allocation list."""

    code: str
    """What the place is called until unblinding; it tells nothing."""
    stratum: str
    """Such as ``site=north, sex=f``; empty: there are no strata."""
    place: int
    """Place within the stratum, from 1: places are given in this order."""
    block: int
    """Number of the permuted block within the stratum, from 1."""
    arm: str


def allocate(
    ratio: Mapping[str, int],
    *,
    strata: Mapping[str, Sequence[str]],
    block_sizes: Sequence[int],
    per_stratum: int,
    rng: np.random.Generator,
) -> tuple[Slot, ...]:
    """Return the list: in each block of each stratum the arms stand in their ratio.

    Block sizes are drawn, so that the last place of a block cannot be foreseen; the
    last block of a stratum is whole too, so that a few places more may be listed.

    Parameters
    ----------
    ratio : mapping
        Arm, and how many of a smallest block it has.
    strata : mapping
        Factor, and its levels; each combination is a stratum.
    block_sizes : sequence of int
        Sizes to draw from, multiples of the ratio's sum.
    per_stratum : int
        Least number of places of a stratum.
    rng : Generator
        Of all that is drawn.

    References
    ----------
    Matts, J. P., & Lachin, J. M. (1988). Properties of permuted-block randomization in
    clinical trials. Controlled Clinical Trials, 9, 327-344.
    https://doi.org/10.1016/0197-2456(88)90047-5
    """
    unit = sum(ratio.values())
    if not ratio or any(size < 1 or size % unit for size in block_sizes):
        raise ValueError(
            f"block_sizes must be multiples of {unit}, got {tuple(block_sizes)}"
        )
    places: list[tuple[str, int, int, str]] = []
    for stratum in strata_of(strata):
        place, block = 0, 0
        while place < per_stratum:
            block += 1
            size = int(rng.choice(block_sizes))
            arms = [arm for arm, n in ratio.items() for _ in range(n * size // unit)]
            for arm in rng.permutation(arms):
                place += 1
                places.append((stratum, place, block, str(arm)))
    codes = _codes(len(places), rng)
    return tuple(
        Slot(code, stratum, place, block, arm)
        for code, (stratum, place, block, arm) in zip(codes, places, strict=True)
    )


def strata_of(strata: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the name of each combination of levels; one empty name without factors."""
    levels = [[f"{name}={level}" for level in strata[name]] for name in strata]
    return [", ".join(one) for one in itertools.product(*levels)]


def _codes(n: int, rng: np.random.Generator) -> list[str]:
    codes: dict[str, None] = {}
    while len(codes) < n:
        drawn = rng.integers(len(LETTERS), size=CODE_LENGTH)
        codes["".join(LETTERS[index] for index in drawn)] = None
    return list(codes)
