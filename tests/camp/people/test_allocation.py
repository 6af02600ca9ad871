"""The allocation list: balanced in blocks and strata, and codes that tell nothing."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest

from attention_camp.camp.people.allocation import allocate

RATIO = {"closed-loop": 2, "yoked": 1, "performance-only": 1}
STRATA = {"site": ("north", "south"), "age": ("young", "old")}


def drawn(seed: int, **options):
    given = {
        "strata": STRATA,
        "block_sizes": (4, 8),
        "per_stratum": 20,
        "rng": np.random.default_rng(seed),
    }
    return allocate(RATIO, **given | options)


def test_every_block_of_every_stratum_holds_the_ratio_over_ten_thousand_places():
    """No block of 10,000 places is off by one, and no two codes are equal."""
    n_places, codes = 0, set()
    for seed in range(120):
        blocks = defaultdict(Counter)
        slots = drawn(seed)
        for slot in slots:
            blocks[slot.stratum, slot.block][slot.arm] += 1
        for counts in blocks.values():
            assert counts["closed-loop"] == 2 * counts["yoked"]
            assert counts["yoked"] == counts["performance-only"]
        assert len({slot.code for slot in slots}) == len(slots)
        codes.update(slot.code for slot in slots)
        n_places += len(slots)
    assert n_places > 9_600
    assert len(codes) > 0.999 * n_places


def test_each_place_of_a_block_is_any_arm():
    """Over 10,000 draws each arm stands at each place as often as its share."""
    counts = np.zeros((4, 3))
    rng = np.random.default_rng(1)
    for _ in range(10_000):
        slots = drawn(0, strata={}, block_sizes=(4,), per_stratum=4, rng=rng)
        for slot in slots:
            counts[slot.place - 1, list(RATIO).index(slot.arm)] += 1
    assert np.allclose(counts / 10_000, [0.5, 0.25, 0.25], atol=0.02)


def test_block_sizes_must_hold_the_ratio():
    with pytest.raises(ValueError, match="multiples of 4"):
        drawn(0, block_sizes=(4, 6))
