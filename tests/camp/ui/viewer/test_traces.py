"""What the traces show is where and as large as the samples say, at every zoom."""

from __future__ import annotations

from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset.derivatives import pyramid
from attention_camp.camp.dataset.derivatives.pyramid import make_pyramid
from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.viewer.traces.arrangement import (
    Arrangement,
    places_of,
    rounded_up,
)
from attention_camp.camp.ui.viewer.traces.drawing import Frame, digits_of, tick_step
from attention_camp.camp.ui.viewer.traces.reading import TraceReader
from attention_camp.camp.ui.viewer.traces.seen import Seen, python_lines
from attention_camp.signal.stream import Channel, StreamInfo

SFREQ, N, SPIKE = 500.0, 300_000, 123_457
NAMES = ("Fz", "Cz", "Pz")


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Return ten minutes with one spike of a sample, and an accelerometer."""
    paths = RunPaths(tmp_path_factory.mktemp("traces") / "data", "01", "01", "demo")
    prepare_run(paths, meta={})
    info = StreamInfo("made", SFREQ, NAMES, others=(Channel("x", "accel", "g"),))
    writer = EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")
    samples = np.random.default_rng(0).normal(0, 10, (3, N)).astype(np.float32)
    samples[:, SPIKE] = (900.0, -900.0, 900.0)
    others = np.linspace(0.9, 1.1, N, dtype=np.float32)[None]
    writer.append(np.vstack([samples, others]))
    writer.close()
    return Recording.open(paths)


@pytest.fixture
def reader(recording: Recording, tmp_path: Path, monkeypatch) -> TraceReader:
    """Return a reader with a pyramid."""
    monkeypatch.setattr(pyramid, "FEWEST_BINS", 64)
    made = TraceReader(recording, [0, 1, 2], [3])
    made.pyramid = make_pyramid(recording, tmp_path)
    return made


@pytest.mark.parametrize(
    "seconds", [0.05, 0.2, 1.0, 3.0, 10.0, 30.0, 60.0, 180.0, 400.0, 600.0]
)
@pytest.mark.parametrize("has_pyramid", [True, False])
def test_a_spike_is_at_its_sample_at_ten_zooms(
    reader: TraceReader, seconds: float, has_pyramid: bool
) -> None:
    if not has_pyramid:
        reader.pyramid = None
    time = SPIKE / SFREQ
    start = max(0.0, min(time - 0.37 * seconds, N / SFREQ - seconds))
    found = reader.traces(start, start + seconds, 800, Seen(), set)
    frame = Frame(_box(800), start, start + seconds)
    for row, sign in enumerate((1, -1, 1)):
        peak = int((sign * found.values[row]).argmax())
        assert found.values[row, peak] == sign * 900.0
        # within a pixel, or a sample where a pixel is less
        slack = max(seconds / 800, 1 / SFREQ)
        assert abs(found.times[peak] - time) <= slack
    step = tick_step(seconds, 800, 60)
    tick = round(time / step) * step
    # the text of a tick is the time of the place where it stands
    assert frame.time(frame.x(tick)) == pytest.approx(tick)
    text = formats.clock(tick, digits_of(step))
    minutes, second = text.rsplit(":", 1)
    assert 60 * int(minutes) + float(second) == pytest.approx(tick, abs=1e-9)


def _box(width: int):
    from PySide6.QtCore import QRectF

    return QRectF(50, 0, width, 400)


def test_every_picture_has_the_extremes_of_what_it_covers(reader: TraceReader) -> None:
    whole = reader.recording.frames(0, N)
    for start, stop in ((0.0, 600.0), (100.0, 500.0), (240.0, 250.0)):
        found = reader.traces(start, stop, 300, Seen(), set)
        part = whole[round(start * SFREQ) : round(stop * SFREQ)]
        assert (found.values.max(axis=1) >= part.max(axis=0)).all()
        assert (found.values.min(axis=1) <= part.min(axis=0)).all()
    found = reader.traces(0.0, 600.0, 300, Seen(), set)
    np.testing.assert_array_equal(found.values.max(axis=1), whole.max(axis=0))


def test_filters_and_reference_are_those_of_the_lines_of_mne(
    reader: TraceReader,
) -> None:
    seen = Seen(1.0, 40.0, 50.0, "average")
    data, first = reader.eeg(100.0, 110.0, seen, lambda: {"Cz"})
    raw = mne.io.read_raw_brainvision(reader.recording.paths.vhdr, verbose="error")
    raw.load_data(verbose="error")
    raw.set_channel_types({"x": "misc"}, on_unit_change="ignore", verbose="error")
    raw.info["bads"] = ["Cz"]
    with mne.utils.use_log_level("error"):
        exec("\n".join(python_lines(seen)))
    begin = round(first * SFREQ)
    wanted = raw.get_data(NAMES, begin, begin + data.shape[1]) * 1e6
    assert np.abs(data - wanted).max() < 1e-3
    assert np.abs(data).max() > 10


def test_lost_samples_stay_lost_when_filtered() -> None:
    data = np.random.default_rng(0).normal(0, 10, (2, 2000))
    data[0, 500:600] = np.nan
    found = Seen(highpass=1.0).apply(data, 250.0, [0, 1], ("a", "b"))
    assert np.isnan(found[0, 500:600]).all()
    assert np.isfinite(np.delete(found[0], slice(500, 600))).all()
    assert np.isfinite(found[1]).all()


def test_a_stretch_too_long_for_filters_says_so(
    reader: TraceReader, monkeypatch
) -> None:
    from attention_camp.camp.ui.viewer.traces import reading

    monkeypatch.setattr(reading, "MOST_VALUES", 100_000)
    assert not reader.traces(0.0, 600.0, 300, Seen(1.0), set).is_seen
    assert reader.traces(0.0, 10.0, 300, Seen(1.0), set).is_seen
    reader.pyramid = None
    assert not reader.traces(0.0, 600.0, 300, Seen(), set).is_whole


def test_channels_are_ordered_by_place_and_scaled_by_type() -> None:
    names = ("Oz", "Fp2", "Cz", "Fp1", "Nowhere")
    channels = (*(Channel(n, "eeg", "µV") for n in names), Channel("x", "accel", "g"))
    one = Arrangement(channels, list(range(6)), places_of(names, {}), is_by_place=True)
    assert [channels[n].name for n in one.rows] == [
        "Fp1", "Fp2", "Cz", "Oz", "Nowhere", "x",
    ]  # fmt: skip
    values = np.linspace(0.9, 1.1, 100)
    assert one.span_of(0, values) == 50.0
    assert one.span_of(5, values) == 0.2
    one.enlarge(0, 1)
    assert one.span_of(0, values) == pytest.approx(50 / 1.5)
    one.enlarge(0, 0)
    assert one.span_of(0, values) == 50.0
    assert [rounded_up(v) for v in (0.011, 1.0, 3.0, 700.0, 0.0)] == [
        0.02, 1.0, 5.0, 1000.0, 1.0,
    ]  # fmt: skip
