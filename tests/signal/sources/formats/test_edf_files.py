"""EDF and BDF: units, repeated labels, types by label, times of the records."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import SourceError

COUNTS = np.arange(1000).reshape(1, -1) % 200


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("uV", 1.0), ("UV", 1.0), ("µV", 1.0), ("μV".encode(), 1.0),
        ("µV".encode(), 1.0), (b"\x83\xcaV", 1.0), ("uVolt", 1.0), ("mV", 1e3),
        ("MV", 1e3), ("nV", 1e-3), ("NV", 1e-3), ("V", 1e6), ("Volts", 1e6),
        ("1e-6 V", 1.0),
    ],
)  # fmt: skip
def test_a_unit_is_understood_however_it_is_spelt(tmp_path, edf, unit, factor):
    path = edf(tmp_path / "a.edf", COUNTS, labels=["Fz"], units=[unit])
    recorded = read_recording(path)
    np.testing.assert_allclose(recorded.samples_uv, COUNTS * factor, rtol=1e-6)


@pytest.mark.parametrize("unit", ["", "n/a", "Ohm", "%", "count", "uVrms2"])
def test_an_unknown_unit_is_asked_for_and_taken_from_the_field(tmp_path, edf, unit):
    path = edf(tmp_path / "a.edf", COUNTS, labels=["Fz"], units=[unit])
    with pytest.raises(SourceError, match=r"unit.*Fz.*--board-field units="):
        read_recording(path)
    recorded = read_recording(path, ReadOptions(units="mV"))
    np.testing.assert_allclose(recorded.samples_uv, COUNTS * 1e3, rtol=1e-6)


def test_the_field_wins_over_a_unit_that_the_file_got_wrong(tmp_path, edf):
    path = edf(tmp_path / "a.edf", COUNTS, labels=["Fz"], units=["mV"])
    recorded = read_recording(path, ReadOptions(units="µV"))
    np.testing.assert_allclose(recorded.samples_uv, COUNTS, rtol=1e-6)


def test_a_unit_of_a_person_that_is_none_is_refused(tmp_path, edf):
    path = edf(tmp_path / "a.edf", COUNTS, labels=["Fz"], units=["mV"])
    with pytest.raises(SourceError, match="V, mV, µV or nV, got 'furlong'"):
        read_recording(path, ReadOptions(units="furlong"))


def test_labels_tell_eeg_from_the_rest(tmp_path, edf):
    labels = [
        "EEG Fpz-Cz", "Fz", "EOG horizontal", "EMG submental", "ECG II", "Resp oro-nas",
        "Temp rectal", "ACC_X", "GyroY", "Pleth", "SpO2", "Trigger", "BATTERY", "EDA",
    ]  # fmt: skip
    data = np.tile(COUNTS, (len(labels), 1))
    data[11] = 0
    data[11, 300:310] = 4
    units = ["uV"] * 5 + ["", "degC", "g", "deg/s", "", "%", "", "%", "uS"]
    path = edf(tmp_path / "a.edf", data, labels=labels, units=units)
    recorded = read_recording(path)
    assert recorded.info.ch_names == ("Fpz-Cz", "Fz") or recorded.info.ch_names == (
        "EEG Fpz-Cz",
        "Fz",
    )
    kinds = [(channel.kind, channel.unit) for channel in recorded.info.others]
    assert kinds == [
        ("eog", "µV"), ("emg", "µV"), ("ecg", "µV"), ("resp", "n/a"), ("temp", "degC"),
        ("accel", "g"), ("gyro", "deg/s"), ("ppg", "n/a"), ("misc", "%"),
        ("trig", "n/a"), ("status", "n/a"), ("gsr", "uS"),
    ]  # fmt: skip
    assert [(e.sample, e.description) for e in recorded.events] == [(300, "4")]


def test_labels_that_occur_twice_are_named_and_can_be_given(tmp_path, edf):
    data = np.tile(COUNTS, (4, 1))
    labels = ["Cz", "Cz", "EMG", "EMG"]
    path = edf(tmp_path / "a.edf", data, labels=labels, units=["uV"] * 4)
    with pytest.raises(SourceError, match="same label: Cz"):
        read_recording(path)
    recorded = read_recording(path, ReadOptions(ch_names=("Cz", "Pz")))
    assert recorded.info.ch_names == ("Cz", "Pz")
    assert [channel.name for channel in recorded.info.others] == ["EMG", "EMG-2"]


def test_names_can_be_given_where_the_file_has_none(tmp_path, edf):
    data = np.tile(COUNTS, (3, 1))
    path = edf(tmp_path / "a.edf", data, labels=[""] * 3, units=["uV"] * 3)
    assert read_recording(path).info.ch_names == ("EEG1", "EEG2", "EEG3")
    named = read_recording(path, ReadOptions(ch_names=("Fz", "Cz", "Pz")))
    assert set(named.info.positions) == {"Fz", "Cz", "Pz"}
    with pytest.raises(SourceError, match=r"3 EEG channels among 3; .*got Fz, Cz"):
        read_recording(path, ReadOptions(ch_names=("Fz", "Cz")))


@pytest.mark.parametrize("is_bdf", [False, True])
@pytest.mark.parametrize(
    ("starts", "gaps"),
    [
        ([0, 1, 2, 3, 4, 15, 16, 17, 18, 19], [(500, 1000)]),
        ([0.25, 1.25, 5.25, 6.25, 7.25, 8.25, 9.25, 12.75, 13.75, 14.75],
         [(200, 300), (1000, 250)]),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], []),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9.004], []),
    ],
)  # fmt: skip
def test_records_lie_where_they_were_recorded(tmp_path, edf, is_bdf, starts, gaps):
    name = "a.bdf" if is_bdf else "a.edf"
    data = np.arange(1000).reshape(1, -1)
    note = f"+{starts[-1] + 0.5:g}\x15{0.25}\x14target\x14\x00"
    path = edf(
        tmp_path / name, data, labels=["Fz"], units=["uV"], starts=starts,
        notes=["", note], is_bdf=is_bdf,
    )  # fmt: skip
    recorded = read_recording(path)
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == gaps
    there = ~np.isnan(recorded.samples_uv[0])
    assert np.count_nonzero(~there) == sum(n for _, n in gaps)
    np.testing.assert_allclose(recorded.samples_uv[0, there], data[0], atol=0.01)
    (event,) = recorded.events
    assert event.sample == pytest.approx((starts[-1] - starts[0] + 0.5) * 100, abs=1)
    assert event.duration == 0.25


def test_records_that_overlap_are_refused(tmp_path, edf):
    starts = [0, 1, 2, 1.5, 4, 5, 6, 7, 8, 9]
    path = edf(tmp_path / "a.edf", COUNTS, labels=["Fz"], units=["uV"], starts=starts)
    with pytest.raises(SourceError, match="record 4 begins before"):
        read_recording(path)


def test_a_gap_of_weeks_is_refused_before_it_fills_the_memory(tmp_path, edf):
    starts = [*range(9), 9_999_999]
    path = edf(tmp_path / "a.edf", COUNTS, labels=["Fz"], units=["uV"], starts=starts)
    with pytest.raises(SourceError, match="gaps that are too long"):
        read_recording(path)


@pytest.mark.parametrize("base", [0, 0xFF00, 0x100_000, 0x1FF_F00 & 0x7FF_F00])
def test_triggers_of_a_status_channel_are_events(tmp_path, edf, base):
    """Half a parallel port unconnected, or BioSemi's own bits above the sixteenth."""
    data = np.zeros((2, 1000), int)
    data[0] = COUNTS
    data[1] = base
    data[1, 200:205] += 17
    data[1, 500] += 33
    path = edf(
        tmp_path / "a.bdf", data, labels=["Fz", "Status"], units=["uV", "Boolean"],
        is_bdf=True,
    )  # fmt: skip
    recorded = read_recording(path)
    events = [(event.sample, event.description) for event in recorded.events]
    assert events == [(200, "17"), (500, "33")]
    assert [channel.kind for channel in recorded.info.others] == ["trig"]


def test_a_signal_called_trigger_is_kept_and_makes_no_events(tmp_path, edf):
    data = np.concatenate([COUNTS, COUNTS % 7])
    path = edf(tmp_path / "a.edf", data, labels=["Fz", "Trigger"], units=["uV", ""])
    recorded = read_recording(path)
    assert not recorded.events
    assert "Trigger is called a trigger" in recorded.notes[0]


def test_derivations_keep_their_names_and_have_no_place(tmp_path, edf):
    labels = ["Fp1-F3", "F3-C3", "C3-A2"]
    path = edf(
        tmp_path / "a.edf", np.tile(COUNTS, (3, 1)), labels=labels, units=["uV"] * 3
    )
    info = read_recording(path).info
    assert info.ch_names == ("Fp1-F3", "F3-C3", "C3")
    assert set(info.positions) == {"C3"}
