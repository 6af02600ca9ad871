"""Numbers of a header that contradict the others, or the samples, are said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.signal.sources.assembling import assembled
from attention_camp.signal.sources.doubtful import doubts_of
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import FileContent
from attention_camp.signal.stream import SourceError

NAMES = ("Fz", "Cz", "Pz", "Oz")


def content_of(steps, *, data=None, units=("µV",) * 4, names=NAMES):
    if data is None:
        data = 20 * np.random.default_rng(0).standard_normal((len(names), 1000))
    return FileContent(
        250.0, names, ("",) * len(names), units, data, steps=steps, n_counts=65_536
    )


def doubts(content):
    return assembled(content, Path("one.edf")).notes


@pytest.mark.parametrize(
    ("steps", "named"),
    [
        ((0.1, 0.1, 0.1, 0.7), "One count of Oz is 0.7 µV, and 0.1 µV for"),
        ((0.1, 0.1, 0.1, -0.1), ""),  # turned about, not enlarged
        ((0.1, 0.1, 0.1, 0.1005), ""),  # rounded in the header
        ((0.1, 0.2, 0.3, 0.4), "One count is from 0.1 to 0.4 µV"),
        ((0.1, 0.1, 0.3, 0.3), "One count is from 0.1 to 0.3 µV"),
        ((0.1, 0.1, 0.1, float("nan")), ""),
        ((0.1, 0.1, 0.1, 0.0), ""),
        ((), ""),
    ],
)
def test_a_channel_whose_count_is_another_than_its_siblings_is_named(steps, named):
    found = " ".join(doubts(content_of(steps)))
    assert named in found
    assert bool(found) == bool(named)


def test_steps_are_compared_in_one_unit_and_those_of_eeg_alone():
    content = content_of(
        (1e-4, 0.1, 0.1, 0.1, 30.0),
        units=("mV", "µV", "µV", "µV", "µV"),
        names=(*NAMES, "EOG"),
    )
    assert doubts(content) == ()


def test_samples_that_jump_through_the_range_are_said():
    """Where a byte is missing, two bytes of different samples make one number."""
    whole = np.round(200 * np.random.default_rng(0).standard_normal((1000, 4)))
    data = bytearray(whole.astype("<i2").tobytes())
    del data[4001]
    data.insert(6000, 0)
    damaged = 0.1 * np.frombuffer(bytes(data), "<i2").reshape(-1, 4).T
    (said,) = doubts(content_of((0.1,) * 4, data=damaged))
    assert "In 1.0 s of it" in said
    assert doubts(content_of((0.1,) * 4, data=0.1 * whole.T)) == ()


def test_a_single_pop_in_all_channels_is_no_jump():
    data = np.zeros((4, 1000))
    data[:, 500] = 3200.0
    assert doubts(content_of((0.1,) * 4, data=data)) == ()


@pytest.mark.parametrize("value", [2e9, -1e38, np.inf])
def test_values_that_no_amplifier_gives_are_counted(value):
    data = 20 * np.random.default_rng(0).standard_normal((4, 1000))
    data[1, 5], data[2, 9] = value, np.nan
    (said,) = doubts(content_of((), data=data))
    assert "1 value is above 1000 V" in said


def test_an_empty_file_has_no_doubts():
    content = content_of((0.1,) * 4, data=np.zeros((4, 1)))
    assert doubts_of(content, range(4), NAMES, (1.0,) * 4) == []


@pytest.fixture
def files(benchmark_called):
    return benchmark_called("hostile_files")


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (256 + 3 * 104, b"-6000   ", "One count of Fp1"),  # physical minimum
        (256 + 3 * 112 + 16, b"400     ", "One count of Oz"),  # physical maximum
        (256 + 3 * 120 + 8, b"99999999", "larger counts than the format"),
        (256 + 3 * 128, b"70000   ", "larger counts than the format"),
        (256 + 3 * 104, b"-1000.5 ", ""),
    ],
)
def test_a_wrong_number_in_an_edf_header_is_said(tmp_path, files, place, text, said):
    whole = files.edf_file()
    path = tmp_path / "one.edf"
    path.write_bytes(whole[:place] + text + whole[place + len(text) :])
    found = " ".join(map(str, read_recording(path).notes))
    assert said in found
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Ch2=Cz,,0.1,", "Ch2=Cz,,7.1,", "One count of Cz is 7.1 µV"),
        ("Ch3=Oz,,0.1,µV", "Ch3=Oz,,", "One count of Oz is 1 µV"),
        ("Ch3=Oz,,0.1,µV", "Ch3=Oz,,0.0001,mV", ""),
    ],
)
def test_a_wrong_resolution_of_a_brainvision_file_is_said(
    tmp_path, files, old, new, said
):
    path = write_vision(tmp_path, files, old, new)
    found = " ".join(map(str, read_recording(path).notes))
    assert said in found
    assert bool(found) == bool(said)


def test_a_brainvision_header_that_contradicts_itself_is_refused(tmp_path, files):
    path = write_vision(tmp_path, files, "NumberOfChannels=3", "NumberOfChannels=1")
    with pytest.raises(SourceError, match="says 1 channel and lists 3"):
        read_recording(path)


def write_vision(folder, files, old, new):
    for suffix, content in files.vision_files(folder / "one_eeg").items():
        (folder / f"one_eeg{suffix}").write_bytes(content)
    path = folder / "one_eeg.vhdr"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("end", [3000, 5000])
def test_channels_that_stand_in_each_others_places_are_said(turn, end):
    size = np.array([[10.0], [20.0], [30.0], [15.0]])
    data = size * np.random.default_rng(0).standard_normal((4, 5000))
    data[:, 1750:end] = np.roll(data[:, 1750:end], turn, axis=0)
    content = replace(content_of((0.1,) * 4, data=data), is_interleaved=True)
    found = " ".join(doubts(content))
    place = f"From 7.0 to {end / 250:.1f} s the channels"
    # where more than half is moved, the beginning is what is told apart
    assert (place in found or "From 0.0 to 7.0 s" in found) == (turn > 0)
    # a file that holds channel by channel cannot lose its order so
    assert not doubts(replace(content, is_interleaved=False))


def write_vision_header(folder, comment=b""):
    lines = "".join(f"Ch{k}={name},,0.1,µV\n" for k, name in enumerate(NAMES[:3], 1))
    text = (
        "[Common Infos]\nCodepage=UTF-8\nDataFile=one.eeg\nDataFormat=BINARY\n"
        "DataOrientation=MULTIPLEXED\nNumberOfChannels=3\nSamplingInterval=4000\n"
        f"[Binary Infos]\nBinaryFormat=INT_16\n[Channel Infos]\n{lines}"
    )
    first = b"Brain Vision Data Exchange Header File Version 1.0\n" + comment
    (folder / "one.vhdr").write_bytes(first + text.encode())


def test_a_brainvision_header_in_no_encoding_keeps_the_size(tmp_path):
    """One damaged byte, and the unit's letter is read as two that MNE does not see."""
    counts = np.random.default_rng(0).standard_normal((2500, 3)) * 200
    (tmp_path / "one.eeg").write_bytes(counts.round().astype("<i2").tobytes())
    write_vision_header(tmp_path, b"; \xe1\x97r\n")
    found = read_recording(tmp_path / "one.vhdr").samples_uv
    np.testing.assert_allclose(found, counts.round().T / 10, atol=1e-3)


def test_a_brainvision_file_that_lost_and_won_bytes_is_asked_about(tmp_path):
    """Its length is right, and each label stands at another electrode."""
    size = np.array([10.0, 20.0, 30.0])
    counts = np.random.default_rng(0).standard_normal((2500, 3)) * size / 0.1
    content = bytearray(counts.round().astype("<i2").tobytes())
    del content[3000:3004]
    content += b"\0" * 4
    (tmp_path / "one.eeg").write_bytes(content)
    write_vision_header(tmp_path)
    found = " ".join(read_recording(tmp_path / "one.vhdr").notes)
    assert "each label may stand at another electrode" in found


def test_a_fif_file_that_multiplies_one_channel_otherwise_is_asked_about(tmp_path):
    info = mne.create_info(list(NAMES), 250.0, "eeg")
    raw = mne.io.RawArray(np.zeros((4, 500)), info, verbose="error")
    raw.info["chs"][2]["cal"] = 2.0
    raw.save(tmp_path / "one_raw.fif", verbose="error")
    raw.info["chs"][2]["cal"] = 1.0
    raw.save(tmp_path / "right_raw.fif", verbose="error")
    found = " ".join(read_recording(tmp_path / "one_raw.fif").notes)
    assert "One count of Pz is 2e+06 µV, and 1e+06 µV for" in found
    assert not read_recording(tmp_path / "right_raw.fif").notes
