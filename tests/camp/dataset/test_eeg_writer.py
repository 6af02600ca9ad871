"""The growing recording: read back exactly, gaps included, whatever ends it."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset import eeg_writer
from attention_camp.camp.dataset.brainvision import read_markers
from attention_camp.camp.dataset.eeg_writer import EegWriter, RecordingError
from attention_camp.camp.dataset.journal import read_chunks
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import RecordedGap, Recording
from attention_camp.signal.stream import StreamInfo

Samples = Callable[..., np.ndarray]


@pytest.fixture
def writer(paths: RunPaths, info: StreamInfo) -> EegWriter:
    prepare_run(paths, meta={})
    return EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")


@pytest.mark.parametrize("chunk", [1, 7, 250, 1000])
def test_samples_come_back_as_they_were(
    writer: EegWriter, paths: RunPaths, info: StreamInfo, samples: Samples, chunk: int
) -> None:
    data = samples(1000)
    for start in range(0, 1000, chunk):
        writer.append(data[:, start : start + chunk])
    writer.close()
    recording = Recording.open(paths)
    assert recording.info == info
    assert recording.n_samples == writer.n_samples == 1000
    np.testing.assert_array_equal(recording.samples_uv(0, 1000), data)
    np.testing.assert_array_equal(recording.samples_uv(300, 301), data[:, 300:301])
    assert recording.gaps == ()
    assert recording.check() == []


def test_mne_reads_the_same_volts(
    writer: EegWriter, paths: RunPaths, info: StreamInfo, samples: Samples
) -> None:
    data = samples(500)
    writer.append(data)
    writer.close()
    raw = mne.io.read_raw_brainvision(paths.vhdr, preload=True, verbose="error")
    assert raw.ch_names == list(info.ch_names)
    assert raw.info["sfreq"] == info.sfreq
    np.testing.assert_allclose(raw.get_data() * 1e6, data, rtol=1e-6)
    assert raw.info["meas_date"] is not None


@pytest.mark.parametrize("sfreq", [125.0, 200.0, 256.0, 512.0, 2048.0, 249.87])
def test_the_rate_survives_exactly(
    paths: RunPaths, info: StreamInfo, sfreq: float, samples: Samples
) -> None:
    prepare_run(paths, meta={})
    odd = replace(info, sfreq=sfreq, range_uv=float("inf"), counter_modulus=None)
    writer = EegWriter.create(paths, odd, line_freq=None, task_name="Demo")
    writer.append(samples(10))
    writer.close()
    assert Recording.open(paths).info == odd
    raw = mne.io.read_raw_brainvision(paths.vhdr, verbose="error")
    assert raw.info["sfreq"] == pytest.approx(sfreq, rel=1e-12)


@pytest.mark.parametrize("chunk", [1, 7, 400])
def test_declared_gaps_come_back_as_nan_and_as_bad_gap(
    writer: EegWriter, paths: RunPaths, samples: Samples, chunk: int
) -> None:
    data = samples(400)
    data[:, 100:150] = np.nan
    writer.gap(100, 50, "disconnected, again")
    for start in range(0, 400, chunk):
        writer.append(data[:, start : start + chunk])
    writer.close()
    recording = Recording.open(paths)
    np.testing.assert_array_equal(recording.samples_uv(0, 400), data)
    assert recording.gaps == (RecordedGap(100, 50, "disconnected, again"),)
    raw = mne.io.read_raw_brainvision(paths.vhdr, preload=True, verbose="error")
    assert np.isfinite(raw.get_data()).all()
    (gap,) = [a for a in raw.annotations if a["description"].startswith("BAD_gap")]
    assert gap["onset"] == pytest.approx(0.4)
    assert gap["duration"] == pytest.approx(0.2)
    assert "BAD_gap" in paths.events.read_text()


@pytest.mark.parametrize("chunk", [1, 7, 600])
def test_undeclared_nan_come_back_too(
    writer: EegWriter, paths: RunPaths, samples: Samples, chunk: int
) -> None:
    """From the first sample on, to the last one, and in single channels."""
    data = samples(600)
    data[:, :20] = np.nan
    data[1, 200:260] = np.nan
    data[3, 240:300] = np.nan
    data[:, 590:] = np.nan
    for start in range(0, 600, chunk):
        writer.append(data[:, start : start + chunk])
    writer.close()
    recording = Recording.open(paths)
    np.testing.assert_array_equal(recording.samples_uv(0, 600), data)
    np.testing.assert_array_equal(recording.samples_uv(250, 280), data[:, 250:280])
    assert recording.gaps == (
        RecordedGap(0, 20, "lost"),
        RecordedGap(200, 60, "lost", 2),
        RecordedGap(240, 60, "lost", 4),
        RecordedGap(590, 10, "lost"),
    )
    assert recording.check() == []


def test_the_last_value_is_held_through_a_gap(
    writer: EegWriter, paths: RunPaths, info: StreamInfo
) -> None:
    data = np.full((4, 6), 5.0, np.float32)
    data[:, 3:] = np.nan
    writer.append(data[:, :4])
    writer.append(data[:, 4:])
    writer.close()
    assert np.fromfile(paths.eeg, "<f4").tolist() == [5.0] * 24


def test_syncs_come_at_least_twice_a_second_of_real_time(
    writer: EegWriter,
    paths: RunPaths,
    samples: Samples,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [1000.0]
    monkeypatch.setattr(eeg_writer, "host_time", lambda: now[0])
    writer.sync()
    synced = []
    for step in range(42):
        now[0] += 0.1
        writer.append(samples(25, seed=step))
        synced.append(writer.n_synced)
    behind = [25 * (step + 1) - n for step, n in enumerate(synced)]
    assert max(behind) <= 0.5 * 250
    covered = read_chunks(paths.journal)[0][-1].stop
    assert covered == synced[-1] < writer.n_samples
    now[0] += 0.5
    writer.sync_if_due()  # nothing arrives any more
    assert writer.n_synced == writer.n_samples
    writer.close()


def test_an_empty_packet_is_no_sample(writer: EegWriter, paths: RunPaths) -> None:
    writer.append(np.empty((4, 0), np.float32))
    assert not paths.eeg.exists()
    writer.close()
    writer.close()
    assert Recording.open(paths).n_samples == 0


def test_samples_of_another_shape_are_refused(writer: EegWriter) -> None:
    with pytest.raises(ValueError, match=r"shape \(4, n_times\), got \(3, 10\)"):
        writer.append(np.zeros((3, 10), np.float32))
    writer.close()


def test_board_markers_are_kept(
    writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    writer.append(samples(100))
    writer.marker(42, 7)
    writer.close()
    (marker,) = Recording.open(paths).markers
    assert (marker.sample, marker.text) == (42, "S  7")


def test_a_second_recording_is_refused(
    writer: EegWriter, paths: RunPaths, info: StreamInfo, samples: Samples
) -> None:
    writer.append(samples(10))
    writer.close()
    before = paths.eeg.read_bytes()
    with pytest.raises(RecordingError, match="already"):
        EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")
    assert paths.eeg.read_bytes() == before


def test_a_full_disk_is_said_and_leaves_whole_samples(
    writer: EegWriter,
    paths: RunPaths,
    samples: Samples,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = samples(100)
    writer.append(data)
    real, room = os.write, [700]

    def write(handle: int, content: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        n = min(len(content), room[0])
        room[0] -= n
        return real(handle, content[:n])

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(RecordingError, match="No space left"):
        writer.append(samples(100, seed=1))
    monkeypatch.undo()
    writer.close()
    np.testing.assert_array_equal(Recording.open(paths).samples_uv(0, 100), data)
    assert Recording.open(paths).check() == []


def test_a_recording_cut_at_any_byte_opens(
    writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    data = samples(60)
    writer.append(data)
    writer.close()
    whole = paths.eeg.read_bytes()
    rng = np.random.default_rng(3)
    cuts = {*range(16, 50), *rng.integers(50, len(whole), 25).tolist(), len(whole)}
    for cut in sorted(cuts):
        paths.eeg.write_bytes(whole[:cut])
        raw = mne.io.read_raw_brainvision(paths.vhdr, preload=True, verbose="error")
        n = cut // 16
        np.testing.assert_allclose(raw.get_data() * 1e6, data[:, :n], rtol=1e-6)
        assert Recording.open(paths).n_samples == n


@pytest.mark.parametrize("torn", [0, 1, 7, 15])
@pytest.mark.parametrize("synced", [True, False])
def test_a_killed_recording_goes_on(
    writer: EegWriter,
    paths: RunPaths,
    info: StreamInfo,
    samples: Samples,
    torn: int,
    synced: bool,
) -> None:
    data = samples(300)
    writer.append(data[:, :100])
    writer.sync()
    writer.append(data[:, 100:200])
    if synced:
        writer.sync()
    # as a kill leaves it: nothing is closed, the last line and sample are torn
    with paths.eeg.open("ab") as file:
        file.write(b"\x01" * torn)
    with paths.journal.open("a") as file:
        file.write('{"kind": "chu')
    with paths.vmrk.open("a") as file:
        file.write("Mk2=BAD_")
    again = EegWriter.resume(paths, info)
    assert again.n_samples == 200
    again.gap(200, 50, "restarted")
    again.append(np.full((4, 50), np.nan, np.float32))
    again.append(data[:, 250:])
    again.close()
    data[:, 200:250] = np.nan
    recording = Recording.open(paths)
    np.testing.assert_array_equal(recording.samples_uv(0, 300), data)
    assert recording.check() == []
    assert [m.kind for m in read_markers(paths.vmrk)] == ["New Segment", "BAD_gap"]
    assert len(list(paths.torn_folder.iterdir())) == 2 + (torn > 0)
    assert np.fromfile(paths.eeg, "<f4")[4 * 249] == data[0, 199]


def test_a_recording_killed_before_its_first_sample_goes_on(
    writer: EegWriter, paths: RunPaths, info: StreamInfo, samples: Samples
) -> None:
    again = EegWriter.resume(paths, info)
    again.append(samples(10))
    again.close()
    assert Recording.open(paths).check() == []


def test_another_stream_cannot_go_on(
    writer: EegWriter, paths: RunPaths, info: StreamInfo, samples: Samples
) -> None:
    writer.append(samples(10))
    writer.close()
    for other in (replace(info, sfreq=500.0), replace(info, ch_names=("Fz",))):
        with pytest.raises(RecordingError, match="other channels or another sampling"):
            EegWriter.resume(paths, other)
    with pytest.raises(RecordingError, match="is not there"):
        EegWriter.resume(RunPaths(paths.dataset, "09", "01", "demo"), info)


def test_every_flipped_bit_is_found(
    writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    for part in range(4):
        writer.append(samples(50, seed=part))
        writer.sync()
    writer.close()
    whole = bytearray(paths.eeg.read_bytes())
    rng = np.random.default_rng(5)
    for position in rng.integers(0, len(whole), 40).tolist():
        flipped = bytearray(whole)
        flipped[position] ^= 1 << int(rng.integers(8))
        paths.eeg.write_bytes(flipped)
        (problem,) = Recording.open(paths).check()
        chunk = position // 16 // 50
        assert f"samples {50 * chunk} to {50 * chunk + 50}" in problem


def test_missing_parts_are_problems(
    writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    writer.append(samples(600))
    writer.close()
    whole = paths.eeg.read_bytes()
    paths.eeg.write_bytes(whole[:-5])
    problems = " ".join(Recording.open(paths).check())
    assert "were lost" in problems
    assert "half-written sample" in problems
    paths.eeg.write_bytes(whole)
    lines = paths.journal.read_text().splitlines(keepends=True)
    paths.journal.write_text(lines[0] + "garbage\n")
    problems = " ".join(Recording.open(paths).check())
    assert "line 2 cannot be read" in problems
    assert "samples 0 to 600 have no checksum" in problems
    paths.journal.unlink()
    assert "is missing" in " ".join(Recording.open(paths).check())


def test_reading_outside_the_recording_is_refused(
    writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    writer.append(samples(10))
    writer.close()
    with pytest.raises(ValueError, match="<= 10, got 5, 11"):
        Recording.open(paths).samples_uv(5, 11)


def test_a_folder_that_vanished_is_a_recording_error(
    tmp_path: Path, info: StreamInfo
) -> None:
    (tmp_path / "dataset").write_text("a file")
    paths = RunPaths(tmp_path / "dataset", "01", "01", "demo")
    with pytest.raises(RecordingError, match="could not be written"):
        EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")
