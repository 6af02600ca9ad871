"""Channels beside the EEG: recorded with type and unit, whatever ends the recording."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset.channels_table import channels_text, read_channels
from attention_camp.camp.dataset.eeg_writer import EegWriter, RecordingError
from attention_camp.camp.dataset.exports.anonymise import write_anonymous_run
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import RecordedGap, Recording
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.validate import validate
from attention_camp.signal.stream import Channel, ChannelType, StreamInfo
from attention_camp.signal.window import ChannelVerdict

OTHERS = (
    Channel("VEOG", "eog", "µV"),
    Channel("ECG", "ecg", "µV"),
    Channel("EMG", "emg", "µV"),
    Channel("AccelX", "accel", "g"),
    Channel("GyroX", "gyro", "deg/s"),
    Channel("PPG", "ppg"),
    Channel("Trigger", "trig"),
    Channel("Battery", "status", "%"),
    Channel("Aux, 1", "misc"),
)
N = len(OTHERS)


@pytest.fixture
def mixed(info: StreamInfo) -> StreamInfo:
    return replace(info, others=OTHERS)


@pytest.fixture
def writer(paths: RunPaths, mixed: StreamInfo) -> EegWriter:
    prepare_run(paths, meta={})
    return EegWriter.create(paths, mixed, line_freq=50.0, task_name="Demo")


def data_of(n_times: int) -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.normal(0, 20, (4 + N, n_times)).astype(np.float32)


def test_all_channels_come_back_apart(
    writer: EegWriter, paths: RunPaths, mixed: StreamInfo
) -> None:
    data = data_of(500)
    data[5, 100:120] = np.nan
    writer.append(data[:, :200])
    writer.gap(200, 50, "stall")
    writer.append(np.full((4 + N, 50), np.nan, np.float32))
    writer.append(data[:, 250:])
    writer.close()
    data[:, 200:250] = np.nan
    recording = Recording.open(paths)
    assert recording.info == mixed
    assert recording.check() == []
    np.testing.assert_array_equal(recording.samples_uv(0, 500), data[:4])
    np.testing.assert_array_equal(recording.others(0, 500), data[4:])
    assert RecordedGap(100, 20, "lost", 6) in recording.gaps


def test_the_table_of_channels_has_types_units_and_counts(
    writer: EegWriter, paths: RunPaths
) -> None:
    writer.close()
    with paths.channels.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert [row["type"] for row in rows] == [
        *["EEG"] * 4, "EOG", "ECG", "EMG", "MISC", "MISC", "PPG", "TRIG", "MISC", "MISC"
    ]  # fmt: skip
    assert rows[7]["description"] == "accelerometer"
    assert rows[7]["units"] == "g"
    assert {row["status"] for row in rows} == {"n/a"}
    described = json.loads(paths.eeg_json.read_text("utf-8"))
    counts = {key: n for key, n in described.items() if key.endswith("ChannelCount")}
    assert counts == {
        "EEGChannelCount": 4, "EOGChannelCount": 1, "ECGChannelCount": 1,
        "EMGChannelCount": 1, "TriggerChannelCount": 1, "MISCChannelCount": 5,
    }  # fmt: skip


def test_open_session_gives_types_and_units_to_mne(
    writer: EegWriter, paths: RunPaths
) -> None:
    data = data_of(500)
    writer.append(data)
    writer.close()
    session = open_session(paths.dataset)
    types = session.raw.get_channel_types()
    assert types == [
        *["eeg"] * 4, "eog", "ecg", "emg", "misc", "misc", "misc", "stim", "misc",
        "misc",
    ]  # fmt: skip
    np.testing.assert_allclose(session.raw.get_data()[:7], data[:7] * 1e-6, rtol=1e-5)
    np.testing.assert_allclose(session.raw.get_data()[7:], data[7:], rtol=1e-5)
    table = session.channels.set_index("name")
    assert table["kind"].to_list()[4:] == [channel.kind for channel in OTHERS]
    assert table.loc["GyroX", "units"] == "deg/s"
    epochs = mne.make_fixed_length_epochs(session.raw, 1.0, verbose="error")
    assert epochs.get_data(picks="eeg").shape[1] == 4


@pytest.mark.parametrize("n_bytes", [1, 4 * (4 + N) - 1, 4 * 4])
def test_a_torn_sample_of_many_channels_is_cut(
    writer: EegWriter, paths: RunPaths, mixed: StreamInfo, n_bytes: int
) -> None:
    data = data_of(200)
    writer.append(data)
    writer.close()
    with paths.eeg.open("ab") as file:
        file.write(b"\1" * n_bytes)
    assert "half-written sample" in " ".join(Recording.open(paths).check())
    again = EegWriter.resume(paths, mixed)
    assert again.n_samples == 200
    again.append(data[:, :50])
    again.close()
    np.testing.assert_array_equal(
        Recording.open(paths).others(0, 250), np.hstack([data, data[:, :50]])[4:]
    )


def test_recover_counts_all_channels(writer: EegWriter, paths: RunPaths) -> None:
    writer.append(data_of(200))
    writer.close()
    with paths.eeg.open("ab") as file:
        file.write(b"\1" * 20)
    recover(paths.dataset)
    assert Recording.open(paths).n_samples == 200
    assert Recording.open(paths).check() == []


def test_a_headset_with_other_sensors_cannot_go_on_with_a_recording(
    writer: EegWriter, paths: RunPaths, mixed: StreamInfo
) -> None:
    writer.append(data_of(10))
    writer.close()
    with pytest.raises(RecordingError, match="other channels"):
        EegWriter.resume(paths, replace(mixed, others=OTHERS[:-1]))


def test_an_anonymous_copy_keeps_types_and_drops_other_words(
    writer: EegWriter, paths: RunPaths, mixed: StreamInfo, tmp_path: Path
) -> None:
    writer.append(data_of(100))
    writer.close()
    text = paths.channels.read_text("utf-8").replace("gyroscope", "of Jane Doe")
    paths.channels.write_text(text, "utf-8")
    new = RunPaths(tmp_path / "copy", "1", "1", "demo")
    write_anonymous_run(paths, new, days=0)
    assert "Jane" not in new.channels.read_text("utf-8")
    copied = Recording.open(new)
    assert [c.kind for c in copied.info.others][:4] == ["eog", "ecg", "emg", "accel"]
    np.testing.assert_array_equal(copied.others(0, 100), data_of(100)[4:])


def test_what_the_signal_check_found_is_the_status(
    info: StreamInfo, paths: RunPaths
) -> None:
    check = (
        ChannelVerdict("Fz", "good"),
        ChannelVerdict("Cz", "bad", "flat"),
        ChannelVerdict("Pz", "doubtful", "muscle"),
    )
    prepare_run(paths, meta={})
    writer = EegWriter.create(
        paths, info, line_freq=50.0, task_name="Demo", check=check
    )
    writer.append(data_of(500)[:4])
    writer.close()
    assert open_session(paths.dataset).raw.info["bads"] == ["Cz"]
    rows = [line.split("\t") for line in paths.channels.read_text().splitlines()[1:]]
    assert [(row[0], *row[-2:]) for row in rows] == [
        ("Fz", "good", "n/a"), ("Cz", "bad", "flat"),
        ("Pz", "good", "doubtful: muscle"), ("Oz", "n/a", "n/a"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header", ["name\ttype\tunits", "name", "name\tunits\ttype\tstatus"]
)
def test_tables_of_earlier_versions_are_all_eeg(tmp_path: Path, header: str) -> None:
    cells = {"name": "Fz", "type": "EEG", "units": "µV", "status": "good"}
    row = "\t".join(cells[name] for name in header.split("\t"))
    (tmp_path / "channels.tsv").write_text(f"{header}\n{row}\n", "utf-8")
    (channel,) = read_channels(tmp_path / "channels.tsv")
    assert (channel.name, channel.kind) == ("Fz", "eeg")


def test_every_type_survives_the_table(tmp_path: Path, info: StreamInfo) -> None:
    kinds: tuple[ChannelType, ...] = (
        "eog", "ecg", "emg", "ppg", "resp", "gsr", "temp", "accel", "gyro", "magn",
        "trig", "status", "misc",
    )  # fmt: skip
    others = tuple(Channel(f"c{kind}", kind, "x") for kind in kinds)
    text = channels_text(replace(info, others=others))
    (tmp_path / "channels.tsv").write_text(text, "utf-8")
    assert read_channels(tmp_path / "channels.tsv")[4:] == others


def test_the_validator_accepts_all_types(writer: EegWriter, paths: RunPaths) -> None:
    writer.append(data_of(500))
    writer.close()
    assert validate(paths.dataset) == []


def test_a_table_that_a_spreadsheet_saved_is_read(
    writer: EegWriter, paths: RunPaths, mixed: StreamInfo
) -> None:
    writer.append(data_of(50))
    writer.close()
    text = paths.channels.read_text("utf-8").replace("\n", "\r\n")
    paths.channels.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert Recording.open(paths).info == mixed


@pytest.mark.parametrize("change", ["a row less", "a row more"])
def test_a_table_of_other_channels_than_the_headers_is_refused(
    writer: EegWriter, paths: RunPaths, change: str
) -> None:
    writer.append(data_of(50))
    writer.close()
    lines = paths.channels.read_text("utf-8").splitlines(keepends=True)
    lines = lines[:-1] if change == "a row less" else [*lines, lines[-1]]
    paths.channels.write_text("".join(lines), "utf-8")
    with pytest.raises(DatasetError, match=r"channels\.tsv lists .* channels, and"):
        Recording.open(paths)
