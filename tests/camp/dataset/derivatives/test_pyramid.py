"""A pyramid has the minima and maxima of the recording, and is made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.derivatives import pyramid
from attention_camp.camp.dataset.derivatives.pyramid import (
    FINEST,
    bin_of,
    make_pyramid,
    open_pyramid,
)
from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.signal.stream import StreamInfo


@pytest.fixture
def recording(
    paths: RunPaths, info: StreamInfo, samples: Callable[..., np.ndarray], monkeypatch
) -> Recording:
    """Return a recording of 20,007 samples with a gap of a thousand."""
    monkeypatch.setattr(pyramid, "FEWEST_BINS", 8)
    monkeypatch.setattr(pyramid, "PIECE_BYTES", 5000)
    prepare_run(paths, meta={})
    writer = EegWriter.create(paths, info, line_freq=None, task_name="Demo")
    writer.append(samples(9000))
    writer.gap(9000, 1000, "disconnected")
    writer.append(np.full((4, 1000), np.nan, np.float32))
    writer.append(samples(10_007, seed=1))
    writer.close()
    return Recording.open(paths)


def test_every_level_has_the_extremes_of_its_samples(
    recording: Recording, tmp_path: Path
) -> None:
    made = make_pyramid(recording, tmp_path)
    whole = recording.frames(0, recording.n_samples)
    assert len(made.levels) == 4
    for number, level in enumerate(made.levels):
        size = bin_of(number)
        for k in range(len(level)):
            part = whole[k * size : (k + 1) * size]
            part = part[np.isfinite(part[:, 0])]
            if len(part):
                np.testing.assert_array_equal(level[k, 0], part.min(axis=0))
                np.testing.assert_array_equal(level[k, 1], part.max(axis=0))
            else:
                assert np.isnan(level[k]).all()


def test_a_stretch_is_covered_by_whole_bins(
    recording: Recording, tmp_path: Path
) -> None:
    made = make_pyramid(recording, tmp_path)
    for first, stop, columns in [(0, 20_007, 30), (3001, 17_777, 50), (500, 20_007, 9)]:
        start, width, extremes = made.between(first, stop, columns)
        assert start <= first < start + width
        assert start + width * len(extremes) >= stop
        assert len(extremes) <= 2 * columns + 2
        whole = recording.frames(start, min(start + width, recording.n_samples))
        np.testing.assert_array_equal(extremes[0, 0], np.nanmin(whole, axis=0))
    assert made.between(0, FINEST * 10, 100) is None


def test_it_is_kept_by_its_content_and_never_in_the_dataset(
    recording: Recording, tmp_path: Path, info: StreamInfo
) -> None:
    folder = tmp_path / "cache"
    before = sorted(recording.paths.dataset.rglob("*"))
    assert open_pyramid(recording, folder) is None
    made = make_pyramid(recording, folder)
    kept = open_pyramid(recording, folder)
    for one, other in zip(made.levels, kept.levels, strict=True):
        np.testing.assert_array_equal(one, other)
    assert sorted(recording.paths.dataset.rglob("*")) == before
    with recording.paths.eeg.open("r+b") as file:
        file.write(b"\0\0\0\0")
    changed = Recording.open(recording.paths)
    assert open_pyramid(changed, folder) is None
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-4])
    assert open_pyramid(recording, folder) is None


def test_the_oldest_go_where_there_are_too_many(
    recording: Recording, tmp_path: Path, monkeypatch
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "old.f4").write_bytes(b"0" * 1000)
    monkeypatch.setattr(pyramid, "MOST_BYTES", 1100)
    make_pyramid(recording, folder)
    assert not (folder / "old.f4").exists()
    assert open_pyramid(recording, folder) is not None


def test_a_folder_that_cannot_be_written_costs_no_picture(
    recording: Recording, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    assert make_pyramid(recording, tmp_path / "file").levels
