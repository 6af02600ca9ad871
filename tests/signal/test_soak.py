from __future__ import annotations

import pytest


@pytest.mark.slow
def test_64_channels_at_2048_hz_lose_nothing_from_board_to_score(benchmark_called):
    """The short form of the half hour: the readers saw what is in the file."""
    soak = benchmark_called("soak")
    seconds = 7.0  # the first window that may have a score ends after 5.5 s
    outcome = soak.soak(seconds)
    assert outcome.n_stored >= seconds * soak.SFREQ
    assert (outcome.n_lost, outcome.n_unlike, outcome.n_overrun) == (0, 0, 0)
    assert outcome.problems == ()
    assert outcome.n_published > 0
    assert outcome.reasons == {}
    assert outcome.cores < 1
