from __future__ import annotations

import struct

import mne
import numpy as np
import pytest

from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.sources.replay import ReplaySource
from attention_camp.signal.stream import SourceError

NAMES = ["Fp1", "Cz", "Oz", "VEOG"]


@pytest.fixture
def raw():
    rng = np.random.default_rng(0)
    data = 1e-5 * rng.standard_normal((4, 2500))
    raw = mne.io.RawArray(
        data, mne.create_info(NAMES, 250.0, ["eeg"] * 3 + ["eog"]), verbose="error"
    )
    raw.set_annotations(
        mne.Annotations([2.0, 4.0], [0.0, 0.5], ["target", "BAD_gap/lost packets"])
    )
    return raw


def play(source, stop, step=0.1):
    source.start()
    packets = [source.read(k * step) for k in range(round(stop / step) + 1)]
    return [packet for packet in packets if packet is not None]


def test_a_recording_comes_back_with_its_events_and_holes(tmp_path, raw):
    path = tmp_path / "one_eeg.fif"
    raw.save(path, verbose="error")
    source = ReplaySource(path)
    names = source.info.ch_names
    assert names[:3] == ("Fp1", "Cz", "Oz")
    assert {"Fp1", "Cz", "Oz"} <= set(source.info.positions)
    packets = play(source, 20.0)
    samples = np.concatenate([p.samples_uv for p in packets], axis=1)
    assert source.is_finished
    assert samples.shape[1] >= 2500
    assert np.isnan(samples[:, 1000:1125]).all()
    assert not np.isnan(samples[:, 1125:2500]).any()
    expected = raw.get_data(picks=["Cz"])[0, :900] * 1e6
    np.testing.assert_allclose(samples[1, :900], expected, atol=0.01)
    markers = np.concatenate([p.markers for p in packets])
    assert np.flatnonzero(markers == source.event_codes["target"]).tolist() == [500]


def test_a_recording_of_float32_microvolts_comes_back_bit_by_bit(tmp_path):
    """Through MNE's volts and back: decisions are made again from the same bits."""
    rng = np.random.default_rng(1)
    stored = (rng.standard_normal((2, 1000)) * [[30], [1e5]]).astype("<f4")
    (tmp_path / "a_eeg.eeg").write_bytes(stored.T.tobytes())
    (tmp_path / "a_eeg.vmrk").write_text(
        "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\n"
        "Codepage=UTF-8\nDataFile=a_eeg.eeg\n[Marker Infos]\n"
    )
    (tmp_path / "a_eeg.vhdr").write_text(
        "Brain Vision Data Exchange Header File Version 1.0\n[Common Infos]\n"
        "Codepage=UTF-8\nDataFile=a_eeg.eeg\nMarkerFile=a_eeg.vmrk\n"
        "DataFormat=BINARY\nDataOrientation=MULTIPLEXED\nNumberOfChannels=2\n"
        "SamplingInterval=4000\n[Binary Infos]\nBinaryFormat=IEEE_FLOAT_32\n"
        "[Channel Infos]\nCh1=Cz,,1,µV\nCh2=Oz,,1,µV\n",
        encoding="utf-8",
    )
    np.testing.assert_array_equal(ReplaySource(tmp_path).recorded.samples_uv, stored)


def test_speed_and_loop(tmp_path, raw):
    raw.save(tmp_path / "one_eeg.fif", verbose="error")
    fast = ReplaySource(tmp_path / "one_eeg.fif", speed=4.0)
    fast.start()
    fast.read(0.0)
    assert fast.read(1.0).samples_uv.shape == (3, 1000)
    looping = open_source(f"replay:{tmp_path / 'one_eeg.fif'}", fields={"loop": "yes"})
    packets = play(looping, 25.0)
    samples = np.concatenate([p.samples_uv for p in packets], axis=1)
    np.testing.assert_array_equal(samples[:, 2500:5000], samples[:, :2500])
    counter = np.concatenate([p.counter for p in packets])
    np.testing.assert_array_equal(counter, np.arange(6250))
    assert not looping.is_finished


def xdf_chunk(tag, content):
    body = struct.pack("<H", tag) + content
    return b"\x04" + struct.pack("<I", len(body)) + body


def xdf_stream(number, name, kind, dtype, sfreq, labels):
    channels = "".join(
        f"<channel><label>{label}</label><unit>volts</unit></channel>"
        for label in labels
    )
    header = (
        f"<?xml version='1.0'?><info><name>{name}</name><type>{kind}</type>"
        f"<channel_count>{len(labels)}</channel_count>"
        f"<nominal_srate>{sfreq}</nominal_srate><channel_format>{dtype}"
        f"</channel_format><desc><channels>{channels}</channels></desc></info>"
    )
    return xdf_chunk(2, struct.pack("<I", number) + header.encode())


def test_an_xdf_file_is_read_with_its_markers(tmp_path):
    pytest.importorskip("pyxdf")
    samples = np.random.default_rng(2).standard_normal((500, 2)).astype("<f4") * 1e-5
    rows = b"".join(
        b"\x08" + struct.pack("<d", 10 + k / 250) + row.tobytes()
        for k, row in enumerate(samples)
    )
    marker = b"\x08" + struct.pack("<d", 11.0) + b"\x01\x06target"
    path = tmp_path / "one.xdf"
    path.write_bytes(
        b"XDF:"
        + xdf_chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")
        + xdf_stream(1, "Amp", "EEG", "float32", 250, ["Cz", "Oz"])
        + xdf_stream(2, "Events", "Markers", "string", 0, ["marker"])
        + xdf_chunk(3, struct.pack("<I", 1) + b"\x04" + struct.pack("<I", 500) + rows)
        + xdf_chunk(3, struct.pack("<I", 2) + b"\x01\x01" + marker)
    )
    recorded = ReplaySource(path).recorded
    assert recorded.info.ch_names == ("Cz", "Oz")
    np.testing.assert_allclose(recorded.samples_uv, samples.T * 1e6, rtol=1e-6)
    assert [(e.sample, e.description) for e in recorded.events] == [(250, "target")]


def test_an_openbci_text_file_is_read(tmp_path):
    path = tmp_path / "OpenBCI-RAW.txt"
    rows = "\n".join(f"{k}, {k * 0.5}, {-k}, 0.0, {k}" for k in range(200))
    path.write_text(
        "%OpenBCI Raw EXG Data\n%Number of channels = 2\n%Sample Rate = 250 Hz\n"
        "%Board = OpenBCI_GUI$BoardCytonSerial\n"
        "Sample Index, EXG Channel 0, EXG Channel 1, Accel Channel 0, Timestamp\n"
        f"{rows}\n"
    )
    recorded = ReplaySource(path).recorded
    assert recorded.info.sfreq == 250
    assert recorded.info.ch_names == ("EEG1", "EEG2")
    np.testing.assert_array_equal(recorded.samples_uv[1], -np.arange(200))


def _edf_or_bdf(path, samples_uv, n_bytes):
    """Write one second per record, 1 µV a count, as the European Data Format says."""
    n_chans, n_times = samples_uv.shape
    top = 2 ** (8 * n_bytes - 1) - 1
    version = b"\xffBIOSEMI" if n_bytes == 3 else b"0".ljust(8)
    head = [
        version, b"X".ljust(80), b"X".ljust(80), b"01.01.2601.01.26",
        str(256 * (n_chans + 1)).encode().ljust(8),
        (b"24BIT" if n_bytes == 3 else b"").ljust(44),
        str(n_times // 250).encode().ljust(8), b"1".ljust(8),
        str(n_chans).encode().ljust(4),
    ]  # fmt: skip
    fields = [
        (16, ["Cz", "Oz"]), (80, ["AgCl"] * 2), (8, ["uV"] * 2), (8, [-top - 1] * 2),
        (8, [top] * 2), (8, [-top - 1] * 2), (8, [top] * 2), (80, [""] * 2),
        (8, [250] * 2), (32, [""] * 2),
    ]  # fmt: skip
    head += [str(v).encode().ljust(width) for width, values in fields for v in values]
    counts = samples_uv.reshape(n_chans, -1, 250).transpose(1, 0, 2).ravel()
    body = b"".join(
        int(count).to_bytes(n_bytes, "little", signed=True) for count in counts
    )
    path.write_bytes(b"".join(head) + body)


@pytest.mark.parametrize(("suffix", "n_bytes"), [("edf", 2), ("bdf", 3)])
def test_an_edf_or_bdf_file_is_read(tmp_path, suffix, n_bytes):
    samples = np.round(100 * np.random.default_rng(3).standard_normal((2, 750)))
    path = tmp_path / f"one.{suffix}"
    _edf_or_bdf(path, samples, n_bytes)
    recorded = ReplaySource(path).recorded
    assert recorded.info.ch_names == ("Cz", "Oz")
    assert recorded.info.sfreq == 250
    np.testing.assert_allclose(recorded.samples_uv, samples, atol=0.01)


def test_an_eeglab_file_is_read_with_its_events(tmp_path):
    from scipy.io import savemat

    samples = np.random.default_rng(4).standard_normal((2, 500)).astype(np.float32)
    labels = np.array([("Cz",), ("Oz",)], dtype=[("labels", object)])
    event = np.array([("target", 126.0)], dtype=[("type", object), ("latency", object)])
    content = {
        "setname": "one", "nbchan": 2.0, "trials": 1.0, "pnts": 500.0, "srate": 250.0,
        "xmin": 0.0, "xmax": 1.996, "data": 20 * samples, "chanlocs": labels,
        "event": event, "epoch": np.empty(0), "icawinv": np.empty((0, 0)),
    }  # fmt: skip
    savemat(tmp_path / "one.set", {"EEG": content}, appendmat=False)
    recorded = ReplaySource(tmp_path / "one.set").recorded
    assert recorded.info.ch_names == ("Cz", "Oz")
    np.testing.assert_allclose(recorded.samples_uv, 20 * samples, rtol=1e-5)
    assert [(e.sample, e.description) for e in recorded.events] == [(125, "target")]


def test_the_events_of_a_bids_run_are_available(shared_data):
    folder = shared_data / "eegmat" / "sub-00" / "eeg"
    source = ReplaySource(folder / "sub-00_task-rest_eeg.edf")
    assert source.info.n_chans == 19
    assert [event.description for event in source.events] == ["rest"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("missing.vhdr", "There is no recording at"),
        ("broken.edf", "cannot be read"),
        ("notes.txt", "not a recording of the OpenBCI GUI"),
        ("folder", "holds 0 recordings ending in _eeg"),
    ],
)
def test_what_is_no_recording_is_said_in_words(tmp_path, name, text):
    (tmp_path / "broken.edf").write_bytes(b"no header")
    (tmp_path / "notes.txt").write_text("hello\n")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError, match=text):
        ReplaySource(tmp_path / name)


def test_a_replay_that_was_not_started_says_so(tmp_path, raw):
    raw.save(tmp_path / "one_eeg.fif", verbose="error")
    with pytest.raises(SourceError, match="is not started"):
        ReplaySource(tmp_path / "one_eeg.fif").read(0.0)
