"""Thinned traces hold every extreme, whatever the chunks they came in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from attention_camp.camp.ui.viewer.recorded_session import thin
from attention_camp.camp.ui.widgets.trace_columns import TraceColumns
from attention_camp.camp.ui.widgets.trace_layout import named_rows
from attention_camp.signal.ring import Ring

N_CHANS, SFREQ = 3, 250.0


@pytest.fixture
def ring() -> Iterator[Ring]:
    made = Ring.create(N_CHANS, SFREQ, 20.0)
    yield made
    made.close()
    made.unlink()


def _noise(n_times: int) -> np.ndarray:
    return np.random.default_rng(1).normal(size=(N_CHANS, n_times)).astype(np.float32)


def _fill(ring: Ring, samples: np.ndarray, chunk: int) -> TraceColumns:
    columns = TraceColumns(ring, seconds=4.0, n_pixels=100)
    for first in range(0, samples.shape[1], chunk):
        ring.write(samples[:, first : first + chunk])
        columns.pull()
    return columns


@pytest.mark.parametrize("chunk", [1, 7, 250, 2000])
def test_columns_do_not_depend_on_the_chunks(ring: Ring, chunk: int) -> None:
    samples = _noise(2000)
    columns = _fill(ring, samples, chunk)
    low, high = columns.extremes()
    n_shown = columns.n_columns * columns.width
    block = samples[:, columns.stop - n_shown : columns.stop]
    block = block.reshape(N_CHANS, columns.n_columns, columns.width)
    np.testing.assert_array_equal(low, block.min(axis=2))
    np.testing.assert_array_equal(high, block.max(axis=2))


def test_lost_samples_mark_their_column(ring: Ring) -> None:
    samples = _noise(1000)
    samples[:, 900:905] = np.nan
    columns = _fill(ring, samples, 50)
    lost = np.flatnonzero(columns.lost)
    first = columns.stop - columns.n_columns * columns.width
    assert lost.size == 1
    assert first + lost[0] * columns.width <= 900
    assert first + (lost[0] + 1) * columns.width >= 905


def test_a_reader_that_was_away_starts_anew(ring: Ring) -> None:
    columns = TraceColumns(ring, seconds=4.0, n_pixels=100)
    ring.write(_noise(int(30 * SFREQ)))
    columns.pull()
    ring.write(_noise(500))
    assert columns.pull()
    assert columns.stop <= ring.n_written
    assert np.isfinite(columns.extremes()[0][:, -1]).all()


@pytest.mark.parametrize("n_columns", [10, 97, 400])
def test_thinning_keeps_the_extremes(n_columns: int) -> None:
    data = _noise(5000).astype(float)
    data[1, 2345] = 50.0
    times, values = thin(data, 3.0, SFREQ, n_columns)
    assert values.shape[1] == times.size <= 2 * (n_columns + 2) * 2
    assert values[1].max() == 50.0
    where = times[int(values[1].argmax())]
    assert where == pytest.approx(3.0 + 2345 / SFREQ, abs=5000 / n_columns / SFREQ)


def test_few_samples_are_not_thinned() -> None:
    data = _noise(100).astype(float)
    times, values = thin(data, 0.0, SFREQ, 80)
    assert values is data
    assert times[-1] == pytest.approx(99 / SFREQ)


@pytest.mark.parametrize(
    ("qualities", "stride", "named"),
    [
        (("", "", "", ""), 1, [0, 1, 2, 3]),
        (("", "", "", ""), 2, [0, 2]),
        (("good", "bad", "good", "good"), 2, [1, 3]),
    ],
)
def test_names_do_not_overlap_and_a_bad_channel_keeps_its_own(
    qualities, stride, named
) -> None:
    assert sorted(named_rows(qualities, stride)) == named
