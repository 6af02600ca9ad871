"""Gaze and pupil stand below the EEG, and EEG alone is said to be bad."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from attention_camp.camp.dataset.eyes.eye_files import physio_path, sidecar_of
from attention_camp.camp.dataset.eyes.eye_reader import RecordedEyes, read_eyes
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.ui.viewer.traces.eye_traces import EyeTraces

COLUMNS = (
    "timestamp", "x_coordinate", "y_coordinate", "pupil_size", "device_time", "late"
)  # fmt: skip


def _pupil(time: float) -> float:
    return 3 + time / 10


@pytest.fixture
def opened(open_window, recorded, tmp_path, qtbot) -> Callable[..., Any]:
    """Return a function that opens a session with so many rows of an eye tracker."""

    def open_it(times: Sequence[float], *, torn: bool = False, **settings: Any) -> Any:
        dataset = tmp_path / "copy"
        shutil.copytree(recorded, dataset)
        path = _write_eyes(dataset, times)
        if torn:
            sidecar_of(path).unlink()
        window = open_window(dataset, **settings)
        window.open_session(dataset / "sub-07" / "ses-02")
        page = window.pages.viewer
        qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
        page.eeg.pick(range(len(page.recording.channels)))
        return page

    return open_it


def _write_eyes(dataset: Path, times: Sequence[float]) -> Path:
    path = physio_path(RunPaths(dataset, "07", "02", "short"), 1)
    said = {"RecordedEye": "left", "Columns": COLUMNS, "pupil_size": {"Units": "mm"}}
    sidecar_of(path).write_text(json.dumps(said))
    rows = [f"{t:.6f}\tn/a\tn/a\t{_pupil(t):.4f}\t{t:.6f}\t0\n" for t in times]
    path.write_bytes(gzip.compress("".join(rows).encode()))
    return path


def test_the_pupil_is_a_trace_and_no_channel_that_can_be_bad(opened, qtbot) -> None:
    page = opened(np.arange(0, 5, 1 / 60).tolist())
    eeg, channels = page.eeg, page.recording.channels
    assert (channels[-1].name, channels[-1].unit) == ("Pupil left", "mm")
    page.set_seconds(5)
    page.go_to(1.0)
    times, pupil = eeg.traces.times, eeg.traces.values[-1]
    seen = times < 5
    np.testing.assert_allclose(pupil[seen], _pupil(times[seen]), atol=0.005)
    assert np.isnan(pupil[times > 5.2]).all()
    row_height = eeg.plot.height() / len(channels)
    place = QPoint(10, round(eeg.plot.bottom() - row_height / 2))
    assert eeg.row_at(place.y()) == len(channels) - 1
    qtbot.mouseClick(eeg, Qt.MouseButton.LeftButton, pos=place)
    assert page.hands.review.marks == {}


def test_the_traces_are_named_in_the_readers_language(opened, open_window) -> None:
    page = opened([0.0, 0.1], language="zh_CN")
    found = read_eyes(page.recording.session.paths)
    assert found is not None
    assert found.eyes == ("left",)  # as it is stored
    assert page.recording.channels[-1].name == "左眼瞳孔"
    whole = RecordedEyes(
        ("cyclopean", "both"), replace(found.rows, values=np.ones((2, 2, 4)))
    )
    names = [channel.name for channel in EyeTraces.of(whole).channels]
    assert names[::2] == ["瞳孔", "注视 x", "注视 y"]
    assert names[1] == "Pupil both"  # nobody could translate it
    open_window()


def test_a_tracker_of_which_nothing_came_does_not_keep_the_eeg_from_view(
    opened,
) -> None:
    page = opened([])
    assert len(page.eeg.traces.values) == len(page.recording.channels)
    assert page.recording.reader.eyes is not None
    assert not page.grab().isNull()


def test_eyes_that_cannot_be_read_are_told_of_in_the_readers_language(
    opened, open_window
) -> None:
    page = opened([0.0, 0.1], torn=True, language="zh_CN")
    assert page.recording.reader.eyes is None
    assert page.banner.isVisible()
    assert page.banner.text.startswith("无法读取眼动记录")
    open_window()
