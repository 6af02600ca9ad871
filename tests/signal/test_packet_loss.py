from __future__ import annotations

import pytest


@pytest.mark.parametrize("seed", range(12))
def test_what_is_reported_lost_is_what_was_lost(benchmark_called, seed):
    """1 to 200 packets of one of four boards lost, doubled or out of order."""
    result = benchmark_called("packet_loss").damaged_run(seed)
    assert result.n_reported == result.n_lost
    assert result.is_in_place


@pytest.mark.parametrize("seed", range(12, 16))
def test_a_reader_that_is_overrun_is_told_what_it_missed(benchmark_called, seed):
    result = benchmark_called("packet_loss").damaged_run(seed)
    assert result.n_overrun > 0
    assert result.n_said == result.n_overrun
    assert result.is_read_right
