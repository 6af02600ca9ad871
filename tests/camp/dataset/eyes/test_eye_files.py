"""The files of an eye tracker: both eyes keep the same samples, whatever a kill cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.exports.anonymous_eyes import copy_eyes
from attention_camp.camp.dataset.eyes.eye_events import LostEyes
from attention_camp.camp.dataset.eyes.eye_files import physio_path, sidecar_of
from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.eyes.eye_repairs import eye_repairs
from attention_camp.camp.dataset.eyes.eye_writer import EyeWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.growing_gzip import packed_whole
from attention_camp.resources.bounded import read_json_table
from attention_camp.signal.eyes.simulated import EyeHabits, SimulatedEyes
from attention_camp.signal.eyes.source import CONFIDENCE, PUPIL, EyeInfo
from attention_camp.signal.eyes.track import EyeRows


@pytest.fixture
def paths(tmp_path: Path) -> RunPaths:
    made = RunPaths(tmp_path, "01", "01", "reading")
    made.folder.mkdir(parents=True)
    return made


def samples(start: float, stop: float) -> tuple[EyeInfo, EyeRows]:
    """Return what simulated eyes send between two moments, stamped by the date."""
    eyes = SimulatedEyes(EyeHabits(), seed=1)
    eyes.read(start)
    packet = eyes.read(stop)
    assert packet is not None
    n = len(packet.times)
    stamps = 1.7e9 + packet.times
    rows = EyeRows(np.round(packet.times, 6), packet.values, stamps, np.zeros(n, bool))
    return eyes.info, rows


def recorded(paths: RunPaths, info: EyeInfo, rows: EyeRows) -> bool:
    writer = EyeWriter(paths)
    writer.past()
    is_stored = writer.append(info, rows)
    writer.close()
    return is_stored


def test_where_a_kill_left_one_eye_without_a_table_both_begin_anew(paths) -> None:
    info, rows = samples(0.0, 2.0)
    assert recorded(paths, info, rows)
    physio_path(paths, 2).unlink()  # as before its first samples
    info, rows = samples(3.0, 5.0)
    assert recorded(paths, info, rows)
    found = read_eyes(paths)
    np.testing.assert_array_equal(found.rows.times, rows.times)
    np.testing.assert_array_equal(found.rows.values, rows.values)
    for number in (1, 2):
        said = read_json_table(sidecar_of(physio_path(paths, number)))
        assert said["StartTime"] == rows.times[0]
    assert (paths.torn_folder / physio_path(paths, 1).name).exists()


def test_a_sidecar_without_a_table_is_set_aside_by_a_recovery(paths) -> None:
    recorded(paths, *samples(0.0, 2.0))
    assert list(eye_repairs(paths)) == []
    physio_path(paths, 2).unlink()
    (repair,) = eye_repairs(paths)
    assert "described a table that was never begun" in repair.text
    repair.act()
    assert not sidecar_of(physio_path(paths, 2)).exists()
    assert list(eye_repairs(paths)) == []
    # and what comes then is no second eye of these samples
    assert not recorded(paths, *samples(3.0, 5.0))
    assert read_eyes(paths).eyes == ("left",)


@pytest.mark.parametrize(
    "change",
    [
        {"eyes": ("right", "left")},
        {"eyes": ("left",)},
        {"has_pupil": False},
        {"pupil_unit": "pixels"},
        {"gaze_unit": "pixel"},
    ],
)
def test_another_tracker_is_not_written_into_a_recording(paths, change) -> None:
    info, rows = samples(0.0, 2.0)
    recorded(paths, info, rows)
    other = replace(info, **change)
    n_eyes = len(other.eyes)
    later = replace(rows, times=rows.times + 3, values=rows.values[:, :n_eyes])
    assert not recorded(paths, other, later)
    assert len(read_eyes(paths).rows) == len(rows)
    assert recorded(paths, info, replace(rows, times=rows.times + 3))
    assert len(read_eyes(paths).rows) == 2 * len(rows)


def test_a_table_without_a_whole_line_is_read_as_nothing(paths) -> None:
    recorded(paths, *samples(0.0, 2.0))
    for number in (1, 2):
        physio_path(paths, number).write_bytes(packed_whole(b""))
    found = read_eyes(paths)
    assert (len(found.rows), found.rows.values.shape) == (0, (0, 2, 4))
    assert np.isnan(found.track().pupil(0.0, 4.0))


def test_stamps_by_the_date_begin_at_zero_in_an_anonymous_copy(paths, tmp_path) -> None:
    info, rows = samples(0.0, 2.0)
    recorded(paths, replace(info, name="Ann's tracker"), rows)
    copy = RunPaths(tmp_path / "copy", "07", "01", "reading")
    copy.folder.mkdir(parents=True)
    copy_eyes(paths, copy)
    found = read_eyes(copy)
    np.testing.assert_array_equal(found.rows.values, rows.values)
    np.testing.assert_array_equal(found.rows.times, rows.times)
    np.testing.assert_allclose(
        found.rows.device_times, rows.device_times - rows.device_times[0], atol=2e-6
    )
    text = sidecar_of(physio_path(copy, 1)).read_text()
    assert "Ann" not in text
    assert "less the first" in text


def test_a_pupil_that_is_not_believed_is_a_blink() -> None:
    times = np.arange(0, 3, 0.01)
    values = np.full((len(times), 1, 4), 3.0, np.float32)
    values[:, 0, CONFIDENCE] = 0.9
    values[100:120, 0, CONFIDENCE] = 0.1  # sent all the same, as Pupil Labs do
    values[200:280, 0, PUPIL] = np.nan
    rows = EyeRows(times, values, times, np.zeros(len(times), bool))
    blink, lost = LostEyes().take(rows, 0)
    assert blink == (pytest.approx(1.0), pytest.approx(0.2), "blink")
    assert lost == (pytest.approx(2.0), pytest.approx(0.8), "lost")
