"""XDF: units, labels, types, rates, pauses and clocks that were set."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import SourceError

VALUES = np.random.default_rng(0).normal(0, 20, (3000, 2)).astype("<f4")
STAMPS = 1000 + np.arange(3000) / 100
UV = [{"label": "Fz", "unit": "microvolts"}, {"label": "Cz", "unit": "microvolts"}]


def events_of(recorded):
    return [(event.sample, event.description) for event in recorded.events]


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("microvolts", 1.0), ("µV", 1.0), ("UV", 1.0), ("mVolts", 1e3), ("mV", 1e3),
        ("volts", 1e6), ("V", 1e6), ("nanovolts", 1e-3), ("0", 1e6), ("-6", 1.0),
        ("-3", 1e3), ("-9", 1e-3), ("10^-6 V", 1.0),
    ],
)  # fmt: skip
def test_a_unit_is_understood(tmp_path, xdf, unit, factor):
    file = xdf()
    channels = [{"label": "Fz", "unit": unit}, {"label": "Cz", "unit": unit}]
    file.stream(STAMPS, VALUES, channels=channels)
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    np.testing.assert_allclose(recorded.samples_uv, VALUES.T * factor, rtol=1e-5)


@pytest.mark.parametrize(
    "channels",
    [
        [],
        [{"label": "Fz"}, {"label": "Cz"}],
        [{"label": "Fz", "unit": "normalized"}, {"label": "Cz", "unit": "counts"}],
        [{"label": "Fz", "unit": "µV"}, {"label": "Cz", "unit": ""}],
    ],
)
def test_an_unknown_unit_is_asked_for(tmp_path, xdf, channels):
    file = xdf()
    file.stream(STAMPS, VALUES, channels=channels)
    path = file.write(tmp_path / "a.xdf")
    with pytest.raises(SourceError, match="--board-field units="):
        read_recording(path)
    recorded = read_recording(path, ReadOptions(units="mV", ch_names=("Pz", "Oz")))
    assert recorded.info.ch_names == ("Pz", "Oz")
    np.testing.assert_allclose(recorded.samples_uv, VALUES.T * 1e3, rtol=1e-5)


@pytest.mark.parametrize(
    "labels", [("Fz", "Fz"), ("EEG Fz", "EEG Fz"), ("Cz", "cz"), ("x", "x")]
)
def test_labels_that_occur_twice_are_named(tmp_path, xdf, labels):
    file = xdf()
    file.stream(STAMPS, VALUES, channels=[{"label": w, "unit": "µV"} for w in labels])
    path = file.write(tmp_path / "a.xdf")
    with pytest.raises(SourceError, match="same label"):
        read_recording(path)
    named = read_recording(path, ReadOptions(ch_names=("Fz", "Pz")))
    assert named.info.ch_names == ("Fz", "Pz")


def test_types_of_the_channels_tell_eeg_from_the_rest(tmp_path, xdf):
    file = xdf()
    channels = [
        {"label": "Fz", "unit": "µV", "type": "EEG"},
        {"label": "E1", "unit": "mV", "type": "EOG"},
        {"label": "ACC_X", "unit": "g", "type": "EEG"},
        {"label": "c4", "unit": "", "type": "TRIGGER"},
        {"label": "c5", "unit": "%", "type": "Battery"},
    ]
    values = np.tile(VALUES[:, :1], (1, 5))
    values[:, 3] = 0
    values[1200:1210, 3] = 9
    file.stream(STAMPS, values, channels=channels)
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert recorded.info.ch_names == ("Fz",)
    assert [(c.name, c.kind, c.unit) for c in recorded.info.others] == [
        ("E1", "eog", "µV"), ("ACC_X", "accel", "g"), ("c4", "trig", "n/a"),
        ("c5", "status", "n/a"),
    ]  # fmt: skip
    np.testing.assert_allclose(recorded.others[0], VALUES[:, 0] * 1e3, rtol=1e-5)
    assert events_of(recorded) == [(1200, "9")]


@pytest.mark.parametrize("kind", ["", "EEG", "eeg", "signal"])
def test_streams_without_a_type_harm_nothing(tmp_path, xdf, kind):
    file = xdf()
    file.stream(STAMPS[:50], VALUES[:50], kind="", channels=[], name="odd")
    file.stream([1002.0], ["go"], kind="", rate=0, form="string", name="Mk")
    file.stream(STAMPS, VALUES, kind=kind, channels=UV)
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert recorded.samples_uv.shape == (2, 3000)
    assert events_of(recorded) == [(200, "go")]


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        ({"rate": 0}, "no regular sampling rate"),
        ({"kind": "Gaze"}, r"no stream of type EEG; it has: Amp \(Gaze\)"),
        ({"kind": ""}, "no stream of type EEG"),
    ],
)
def test_a_file_without_regular_eeg_is_refused(tmp_path, xdf, stream, text):
    file = xdf()
    channels = [{"label": "a", "unit": "µV"}, {"label": "b", "unit": "µV"}]
    file.stream(STAMPS, VALUES, channels=channels, **stream)
    with pytest.raises(SourceError, match=text):
        read_recording(file.write(tmp_path / "a.xdf"))


def test_a_stream_of_rate_zero_beside_a_regular_one_is_no_flood_of_events(
    tmp_path, xdf
):
    file = xdf()
    file.stream(STAMPS, VALUES, rate=0, channels=UV, name="slow")
    file.stream(STAMPS[:500], VALUES[:500], channels=UV, name="Amp")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert recorded.samples_uv.shape == (2, 500)
    assert not recorded.events


@pytest.mark.parametrize("pause", [0.5, 10.0, 15.0, 20.0, 300.0])
def test_a_pause_is_a_gap_and_markers_stay_at_their_samples(tmp_path, xdf, pause):
    stamps = STAMPS + np.random.default_rng(1).uniform(0, 0.004, 3000)
    stamps[1200:] += pause
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    times = [1005.0, 1012.0 + pause / 2, 1020.0 + pause]
    file.stream(times, ["a", "b", "c"], kind="Markers", rate=0, form="string")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    n_lost = round(pause * 100)
    (gap,) = recorded.gaps
    assert (gap.first, gap.n_lost) == (1200, pytest.approx(n_lost, abs=1))
    assert np.isnan(recorded.samples_uv[:, 1200 : 1200 + gap.n_lost]).all()
    after = recorded.samples_uv[:, 1200 + gap.n_lost :]
    np.testing.assert_allclose(after, VALUES[1200:].T, rtol=1e-5)
    found = {text: sample for sample, text in events_of(recorded)}
    assert found["a"] == pytest.approx(500, abs=1)
    assert found["b"] == pytest.approx(1200 + n_lost / 2, abs=2)
    assert found["c"] == pytest.approx(2000 + n_lost, abs=1)


@pytest.mark.parametrize("step", [-0.5, -10.0, -20.0, -900.0, 1e9])
def test_a_clock_that_was_set_is_a_gap_of_unknown_length(tmp_path, xdf, step):
    stamps = STAMPS.copy()
    stamps[1200:] += step
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    times = [1005.0, 1011.9, 1020.0 + step]
    file.stream(times, ["a", "b", "c"], kind="Markers", rate=0, form="string")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(1200, 20)]
    assert "clock of the stream Amp was set 1 time:" in recorded.notes[0]
    assert events_of(recorded) == [(500, "a"), (1190, "b"), (2020, "c")]


def test_several_pauses_are_found_each(tmp_path, xdf):
    stamps = STAMPS.copy()
    for place, pause in ((500, 12.0), (700, 0.3), (2000, 18.0)):
        stamps[place:] += pause
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    gaps = [(gap.first, gap.n_lost) for gap in recorded.gaps]
    assert gaps == [(500, 1200), (1900, 30), (3230, 1800)]


@pytest.mark.parametrize("held", [0.2, 1.0, 3.0])
def test_samples_that_were_held_up_are_no_gap(tmp_path, xdf, held):
    """A burst over Bluetooth: late stamps that catch up."""
    stamps = STAMPS + np.random.default_rng(2).exponential(0.005, 3000)
    for place in (400, 1500):
        late = slice(place, place + round(held * 100))
        stamps[late] = np.maximum(stamps[late], STAMPS[place] + held)
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    assert not read_recording(file.write(tmp_path / "a.xdf")).gaps


@pytest.mark.parametrize("rate", [0.98, 0.995, 1.004, 1.02])
def test_a_rate_that_is_off_is_no_gap(tmp_path, xdf, rate):
    stamps = 1000 + np.arange(3000) / (100 * rate)
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    file.stream([stamps[2500]], ["a"], kind="Markers", rate=0, form="string")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert not recorded.gaps
    assert events_of(recorded) == [(2500, "a")]


def test_the_longest_of_several_eeg_streams_is_played_and_said(tmp_path, xdf):
    file = xdf()
    file.stream(STAMPS[:500], VALUES[:500], channels=UV, name="short")
    file.stream(STAMPS, VALUES, channels=UV, name="long")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert recorded.samples_uv.shape == (2, 3000)
    assert "2 EEG streams: short, long. The longest, long" in recorded.notes[0]


def test_streams_that_are_left_out_are_said(tmp_path, xdf):
    file = xdf()
    file.stream(STAMPS, VALUES, channels=UV)
    file.stream(STAMPS[::2], VALUES[::2], kind="Accelerometer", rate=50, name="motion")
    file.stream([1005.0], ["a"], kind="Markers", rate=0, form="string")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    (note,) = recorded.notes
    assert "left out: motion." in note
    assert events_of(recorded) == [(500, "a")]


@pytest.mark.parametrize("step", [-900.0, -15.0, -10.0, 10.0, 15.0, 5000.0])
def test_a_clock_that_was_set_and_measured_leaves_no_gap(tmp_path, xdf, step):
    """The recorder measured the sender's clock before and after: nothing is lost."""
    n = 12_000
    values = np.tile(VALUES, (4, 1))
    real = 1000 + np.arange(n) / 100
    ours = real + 30 + 2e-5 * (real - 1000)
    ours[6000:] += step
    file = xdf()
    file.stream(
        ours, values, channels=UV,
        offsets=[(ours[k], real[k] - ours[k]) for k in range(0, n, 500)],
    )  # fmt: skip
    file.stream(
        [1005.0, 1040.0, 1080.0], ["a", "b", "c"], kind="Markers", rate=0,
        form="string", offsets=[(1000.0 + 5 * k, 0.0) for k in range(24)],
    )  # fmt: skip
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert not recorded.gaps
    assert not recorded.notes
    assert events_of(recorded) == [(500, "a"), (4000, "b"), (8000, "c")]


def test_markers_of_a_computer_whose_clock_was_set_stay_at_their_samples(tmp_path, xdf):
    file = xdf()
    file.stream(STAMPS, VALUES, channels=UV)
    theirs = np.array([1002.0, 1009.0, 1013.0, 1025.0]) - 500
    theirs[2:] -= 15
    measured = 500 + np.arange(30.0)
    file.stream(
        theirs, ["a", "b", "c", "d"], kind="Markers", rate=0, form="string",
        offsets=[
            *((when, 500.0) for when in measured[:12]),
            *((when - 15, 515.0) for when in measured[12:]),
        ],
    )  # fmt: skip
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert events_of(recorded) == [(200, "a"), (900, "b"), (1300, "c"), (2500, "d")]


def test_a_pause_beside_a_steady_clock_stays_a_gap(tmp_path, xdf):
    stamps = STAMPS + 40
    stamps[1200:] += 15
    file = xdf()
    file.stream(
        stamps, VALUES, channels=UV,
        offsets=[(1040.0 + 2 * k, -40.0) for k in range(24)],
    )  # fmt: skip
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(1200, 1500)]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("stamp", [np.nan, -np.inf, 1e300])
def test_a_stamp_that_makes_no_sense_costs_only_itself(tmp_path, xdf, stamp):
    stamps, marks = STAMPS.copy(), np.array([1005.0, stamp, 1020.0])
    stamps[1234] = stamp
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    file.stream(marks, ["a", "b", "c"], kind="Markers", rate=0, form="string")
    recorded = read_recording(file.write(tmp_path / "a.xdf"))
    assert recorded.gaps == ()
    np.testing.assert_array_equal(recorded.samples_uv, VALUES.T)
    assert events_of(recorded) == [(500, "a"), (2000, "c")]


@pytest.mark.parametrize("share", [0.02, 1.0])
def test_stamps_that_tell_nothing_are_refused(tmp_path, xdf, share):
    rng = np.random.default_rng(0)
    stamps = STAMPS.copy()
    damaged = rng.random(3000) < share
    stamps[damaged] = np.nan if share < 1 else rng.uniform(-1e9, 1e9, damaged.sum())
    file = xdf()
    file.stream(stamps, VALUES, channels=UV)
    with pytest.raises(SourceError, match="time stamps"):
        read_recording(file.write(tmp_path / "a.xdf"))
