"""BrainVision, FIF, EEGLAB: units, types, pauses, crops, triggers."""

from __future__ import annotations

import mne
import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import SourceError

DATA = np.random.default_rng(0).normal(0, 20, (2, 1000)).astype(np.float32)


def raw_of(data_uv, names=("Fz", "Cz"), types="eeg", sfreq=100.0, date=None):
    info = mne.create_info(list(names), sfreq, types)
    raw = mne.io.RawArray(data_uv * 1e-6, info, verbose="error")
    return raw.set_meas_date(date)


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("µV", 1.0), ("UV", 1.0), ("nV", 1e-3), ("mV", 1e3), ("V", 1e6), ("", 1.0)],
)
def test_a_unit_of_brainvision_is_understood(tmp_path, vision, unit, factor):
    path = vision(tmp_path, DATA, channels=[f"Fz,,1,{unit}", f"Cz,,1,{unit}"])
    recorded = read_recording(path)
    assert recorded.info.ch_names == ("Fz", "Cz")
    np.testing.assert_allclose(recorded.samples_uv, DATA * factor, rtol=1e-5)


@pytest.mark.parametrize("unit", ["ARU", "n/a", "foo"])
def test_an_electrode_in_an_unknown_unit_is_asked_for(tmp_path, vision, unit):
    path = vision(tmp_path, DATA, channels=[f"Fz,,1,{unit}", "Cz,,1,µV"])
    with pytest.raises(SourceError, match=r"unit.*Fz.*units="):
        read_recording(path)
    assert read_recording(path, ReadOptions(units="µV")).info.n_chans == 2


def test_channels_beside_the_eeg_keep_unit_and_type(tmp_path, vision):
    path = vision(
        tmp_path,
        np.tile(DATA, (2, 1)),
        channels=["Fz,,1,µV", "x_dir,,1,m/s^2", "GSR1,,1,µS", "ECG,,1,mV"],
    )
    recorded = read_recording(path)
    others = [(c.name, c.kind, c.unit) for c in recorded.info.others]
    assert others == [
        ("x_dir", "accel", "m/s^2"), ("GSR1", "gsr", "µS"), ("ECG", "ecg", "µV")
    ]  # fmt: skip
    np.testing.assert_allclose(recorded.others[0], DATA[1], rtol=1e-5)
    np.testing.assert_allclose(recorded.others[1], DATA[0], rtol=1e-5)
    np.testing.assert_allclose(recorded.others[2], DATA[1] * 1e3, rtol=1e-5)


def segment(position, second):
    return f"New Segment,,{position},1,0,202601011200{second:02d}000000"


@pytest.mark.parametrize(
    ("second", "gap"),
    [
        (segment(401, 24), (400, 2000)),  # 24 s after the first, 4 s were recorded
        (segment(401, 4), None),
        ("New Segment,,401,1,0", (400, 20)),  # without a date
        (segment(401, 1), (400, 20)),  # the clock was set back
    ],
)
def test_a_new_segment_of_brainvision_is_a_gap(tmp_path, vision, second, gap):
    markers = [segment(1, 0), second, "Stimulus,S  7,501,1,0"]
    path = vision(tmp_path, DATA, channels=["Fz,,1,µV", "Cz,,1,µV"], markers=markers)
    recorded = read_recording(path)
    found = [(one.first, one.n_lost) for one in recorded.gaps]
    assert found == ([gap] if gap else [])
    n_lost = gap[1] if gap else 0
    assert recorded.samples_uv.shape[1] == 1000 + n_lost
    np.testing.assert_allclose(
        recorded.samples_uv[:, 400 + n_lost :], DATA[:, 400:], rtol=1e-5
    )
    (event,) = recorded.events
    assert (event.sample, event.description) == (500 + n_lost, "Stimulus/S  7")


@pytest.mark.parametrize("date", [None, 0, 1_700_000_000])
def test_a_cropped_fif_keeps_the_times_of_its_events(tmp_path, date):
    raw = raw_of(DATA, date=date)
    raw.set_annotations(mne.Annotations([4.0, 6.5], [0.0, 0.5], ["target", "flash"]))
    raw.crop(tmin=3.0).save(tmp_path / "one_eeg.fif", verbose="error")
    recorded = read_recording(tmp_path / "one_eeg.fif")
    events = [(event.sample, event.description) for event in recorded.events]
    assert events == [(100, "target"), (350, "flash")]


def test_a_trigger_channel_of_a_cropped_fif_is_events(tmp_path):
    data = np.vstack([DATA, np.zeros(1000)])
    data[2, 500:510] = 5e6
    data[2, 600] = 12e6
    raw = raw_of(data, ("Fz", "Cz", "STI 014"), ["eeg", "eeg", "stim"])
    raw.crop(tmin=2.0).save(tmp_path / "one_raw.fif", verbose="error")
    recorded = read_recording(tmp_path / "one_raw.fif")
    events = [(event.sample, event.description) for event in recorded.events]
    assert events == [(300, "5"), (400, "12")]


def test_held_triggers_count_where_they_change(tmp_path):
    data = np.vstack([DATA, np.zeros(1000)])
    for begin, code in ((100, 1), (200, 3), (300, 2), (400, 0), (500, 3)):
        data[2, begin:] = code * 1e6
    raw = raw_of(data, ("Fz", "Cz", "TRIG"), ["eeg", "eeg", "stim"])
    raw.save(tmp_path / "one_raw.fif", verbose="error")
    recorded = read_recording(tmp_path / "one_raw.fif")
    events = [(event.sample, event.description) for event in recorded.events]
    assert events == [(100, "1"), (200, "3"), (300, "2"), (500, "3")]


def test_recordings_put_together_have_a_gap_where_they_meet(tmp_path):
    parts = [raw_of(DATA[:, :400]), raw_of(DATA[:, 400:])]
    parts[1].set_annotations(mne.Annotations([1.0], [0.0], ["target"]))
    raw = mne.concatenate_raws(parts, verbose="error")
    raw.save(tmp_path / "one_raw.fif", verbose="error")
    recorded = read_recording(tmp_path / "one_raw.fif")
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(400, 20)]
    np.testing.assert_allclose(recorded.samples_uv[:, 420:], DATA[:, 400:], rtol=1e-4)
    events = [(event.sample, event.description) for event in recorded.events]
    assert events == [(520, "target")]


@pytest.mark.parametrize("word", ["BAD_ACQ_SKIP", "BAD_gap/lost packets"])
def test_what_was_skipped_is_a_gap(tmp_path, word):
    raw = raw_of(DATA)
    raw.set_annotations(mne.Annotations([2.0], [3.0], [word]))
    raw.save(tmp_path / "one_raw.fif", verbose="error")
    recorded = read_recording(tmp_path / "one_raw.fif")
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(200, 300)]
    assert np.isnan(recorded.samples_uv[:, 200:500]).all()
    assert np.isfinite(recorded.samples_uv[:, 500:]).all()


@pytest.mark.parametrize("word", ["boundary", -99.0])
@pytest.mark.parametrize(("removed", "n_lost"), [(250.0, 250), (np.nan, 20), (0.0, 20)])
def test_what_eeglab_cut_out_is_a_gap(tmp_path, word, removed, n_lost):
    from scipy.io import savemat

    events = np.array(
        [(word, 400.5, removed), ("target", 501.0, 0.0)],
        dtype=[("type", object), ("latency", object), ("duration", object)],
    )
    content = {
        "setname": "one", "nbchan": 2.0, "trials": 1.0, "pnts": 1000.0, "srate": 100.0,
        "xmin": 0.0, "xmax": 9.99, "data": DATA, "event": events, "epoch": np.empty(0),
        "chanlocs": np.array([("Fz",), ("Cz",)], dtype=[("labels", object)]),
        "icawinv": np.empty((0, 0)),
    }  # fmt: skip
    savemat(tmp_path / "one.set", {"EEG": content}, appendmat=False)
    recorded = read_recording(tmp_path / "one.set")
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(400, n_lost)]
    found = [(event.sample, event.description) for event in recorded.events]
    assert found == [(500 + n_lost, "target")]


def test_types_of_a_fif_stay_and_those_of_channels_tsv_win(tmp_path):
    names = ("Fz", "E1", "HEOG", "Card", "Breath", "Acc", "Pulse")
    types = ["eeg", "eeg", "eog", "ecg", "resp", "misc", "bio"]
    raw = raw_of(np.tile(DATA[:1], (7, 1)), names, types)
    raw.save(tmp_path / "one_eeg.fif", verbose="error")
    kinds = [c.kind for c in read_recording(tmp_path / "one_eeg.fif").info.others]
    assert kinds == ["eog", "ecg", "resp", "accel", "misc"]
    (tmp_path / "one_channels.tsv").write_text(
        "name\ttype\tunits\tdescription\nFz\tEEG\tµV\tn/a\nE1\tEOG\tµV\tleft eye\n"
        "HEOG\tHEOG\tµV\tn/a\nPulse\tPPG\tn/a\tn/a\nAcc\tMISC\tg\taccelerometer\n"
    )
    info = read_recording(tmp_path / "one_eeg.fif").info
    assert info.ch_names == ("Fz",)
    assert {c.name: c.kind for c in info.others} == {
        "E1": "eog", "HEOG": "eog", "Card": "ecg", "Breath": "resp", "Acc": "accel",
        "Pulse": "ppg",
    }  # fmt: skip


def test_a_unit_that_only_channels_tsv_gives_counts(tmp_path, edf):
    counts = np.arange(1000).reshape(1, -1)
    edf(tmp_path / "one_eeg.edf", counts, labels=["Fz"], units=[""])
    (tmp_path / "one_channels.tsv").write_text("name\ttype\tunits\nFz\tEEG\tmV\n")
    recorded = read_recording(tmp_path / "one_eeg.edf")
    np.testing.assert_allclose(recorded.samples_uv, counts * 1e3, rtol=1e-6)
