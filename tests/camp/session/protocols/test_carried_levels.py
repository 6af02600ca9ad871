"""The level that a camp carries on is an estimate, not the last noisy step."""

from __future__ import annotations

import math

import pytest

from attention_camp.tasks.difficulty.settled import settled_level


@pytest.mark.parametrize(
    ("levels", "settled"),
    [([3], 3.0), ([1, 2, 6, 6], 6.0), ([1, 9, 5, 6, 7], 6.0), ([4, 4, 4, 9], 6.5)],
)
def test_the_level_is_the_mean_of_the_second_half(levels, settled):
    """The way there does not count; one odd step counts little."""
    assert settled_level(levels) == settled


def test_a_block_without_trials_has_no_level():
    """There is nothing to carry on."""
    assert math.isnan(settled_level([]))
