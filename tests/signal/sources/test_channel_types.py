"""What labels and words say of a channel, and what they do not."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.sources.channel_types import label_type, stream_type
from attention_camp.signal.sources.triggers import TriggerWatch, codes_of


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("eog", "VEOG HEOGL EOG1 EOG_left E1-M2 LOC EEG-EOG HEOGR"),
        ("ecg", "ECG EKG1 ECG_II ECGI EKG-R"),
        ("emg", "EMG EMG1 EMG-chin chin1 EMG_L"),
        ("trig", "STI014 Status TRIGGER Trig1 STIM Marker DIN1 Stimulus TTL"),
        ("accel", "ACC_X AccelX accx Accel_Channel_0 x_dir ACC45"),
        ("gyro", "GYRO_Y GyroZ gyrx GYROX"),
        ("ppg", "PPG PPG1 Pleth BVP Plet"),
        ("gsr", "GSR1 EDA"),
        ("resp", "Resp Thorax Airflow Abdomen"),
        ("temp", "Temp Temperature1"),
        ("status", "COUNTER INTERPOLATED Battery CQ_AF3 Timestamp RAW_CQ"),
        ("misc", "AUX1 Aux_7 Photodiode Erg1 Ana1 SaO2"),
    ],
)
def test_a_label_names_a_type(kind, labels):
    assert {label: label_type(label) for label in labels.split()} == dict.fromkeys(
        labels.split(), kind
    )


def test_electrodes_and_numbers_name_none():
    labels = [
        *system_10_10(64), "EEG Fp1-REF", "Fp1-F7", "C4-A1", "T3", "M1", "A2", "E1",
        "E17", "EEG1", "EEG 003", "Ch1", "X1", "1", "A12", "B7", "EXG Channel 0",
    ]  # fmt: skip
    assert [label for label in labels if label_type(label)] == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("EEG", ""), ("", ""), ("eeg", ""), ("EOG", "eog"), ("Accelerometer", "accel"),
        ("TRIG", "trig"), ("Markers", "trig"), ("misc", "misc"), ("Gaze", "misc"),
    ],
)  # fmt: skip
def test_a_word_of_a_stream_names_a_type(word, kind):
    assert stream_type(word) == kind


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_triggers_in_packets_are_those_of_the_whole(size):
    values = np.zeros(1000)
    values[[100, 101, 400, 999]] = 5
    values[500:600] = 9
    values[550:] = 2
    # held through each change: a bit that two codes share belongs to both
    values[600:700] = 300
    values[700:800] = 301
    values[800:900] = 256
    watch = TriggerWatch(250.0)
    found = np.concatenate(
        [watch.markers(values[None, k : k + size]) for k in range(0, 1000, size)]
    )
    changes, codes, _ = codes_of(values)
    np.testing.assert_array_equal(codes[-5:], [2, 300, 301, 256, 2])
    np.testing.assert_array_equal(np.flatnonzero(found), changes)
    np.testing.assert_array_equal(found[changes], codes)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_bits_that_are_always_set_stay_out_of_the_codes_of_packets(size):
    """As on a BioSemi whose input is half connected; each channel for itself."""
    half, whole = np.full((2, 1000), 0xFF00)
    half[500:510] += 3
    half[510:520] += 4
    whole[:] = 0
    whole[700:800], whole[800:900] = 300, 301
    rows = np.array([half, whole], float)
    watch = TriggerWatch(250.0)
    found = np.concatenate(
        [watch.markers(rows[:, k : k + size]) for k in range(0, 1000, size)]
    )
    at = np.flatnonzero(found)
    np.testing.assert_array_equal(at, [500, 510, 700, 800])
    np.testing.assert_array_equal(found[at], [3, 4, 300, 301])


def test_a_signal_under_a_triggers_name_makes_few_markers():
    watch = TriggerWatch(250.0)
    noise = np.random.default_rng(0).integers(1, 99, (1, 25_000)).astype(float)
    found = [watch.markers(noise[:, k : k + 250]) for k in range(0, 25_000, 250)]
    assert np.count_nonzero(np.concatenate(found)) < 100
