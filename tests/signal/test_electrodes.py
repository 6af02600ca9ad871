"""Channel labels: which are electrodes, which are derivations, which are neither."""

from __future__ import annotations

from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.models.windows import prepare
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import (
    OLD_NAMES,
    electrode_name,
    electrode_names,
    is_derivation,
    positions_of,
    system_10_10,
)
from attention_camp.signal.referencing import reference_channels
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.stream import StreamInfo

EARS = ("A1", "A2", "M1", "M2")
SPELLINGS = (
    "{}", " {} ", "EEG {}", "EEG:{}", "EEG-{}", "{}.", "{}..", "{}-REF", "{}_ref",
    "{}/Ref", "{} - Ref", "EEG {}-Ref", "EEG {}-REF.", "{}-LE", "{}-RE", "{}-AR",
    "{}-AVG", "{}-CAR",
)  # fmt: skip
AT_AN_EAR = ("{}-A1", "EEG {}-M1", "{}/M2", "{}-A1A2", "{}-(A1+A2)/2", "{}-LM")
JOINTS = ("-", " - ", "–", "/", "_", " ", "")
DERIVATIONS = ("Fp1-F7", "F8-T4", "Cz-Pz", "T3-C3")


def all_names() -> list[str]:
    montages = mne.channels.get_builtin_montages()
    name = "standard_1005" if "standard_1005" in montages else "colin27_1005"
    names: list[str] = mne.channels.make_standard_montage(name).ch_names
    return [name for name in names if name.lower() not in OLD_NAMES]


@pytest.mark.parametrize("case", [str, str.upper, str.lower])
def test_every_electrode_is_understood_in_every_common_spelling(case) -> None:
    for name in all_names():
        for form in SPELLINGS + (AT_AN_EAR if name not in EARS else ()):
            label = case(form.format(name))
            assert (electrode_name(label), is_derivation(label)) == (name, False)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("T3", "T7"),
        ("t4", "T8"),
        ("EEG T5-Ref", "P7"),
        ("T6-A2", "P8"),
        ("Fz_ref", "Fz"),
    ],
)
def test_former_names_are_those_of_today(label: str, name: str) -> None:
    assert electrode_name(label) == name


def test_two_electrodes_joined_are_a_derivation_and_no_electrode() -> None:
    names = system_10_10(64)
    for left in (*names, *OLD_NAMES):
        for right in (*names, *OLD_NAMES):
            for joint in JOINTS:
                label = f"{left}{joint}{right}"
                assert (electrode_name(label), is_derivation(label)) == (label, True)
    far = [name for name in all_names() if name not in EARS]
    pairs = zip(far, reversed(far), strict=True)
    assert all(is_derivation(f"{left}-{right}") for left, right in pairs)


@pytest.mark.parametrize(
    "label",
    ["EEG Fpz-Cz", "T8-P8-0", "Fz-Cz-REF", "A1-A2", "M1-A2", "EEG Fp1-EEG F7", "Cz-Cz"],
)
def test_derivations_of_other_spellings_are_derivations(label: str) -> None:
    assert (electrode_name(label), is_derivation(label)) == (label, True)


@pytest.mark.parametrize(
    "label", ["", "-", "EEG", "EEG1", "EEG 12", "Ref", "AUX", "Cz-0", "E1-M2", "1-Cz"]
)
def test_other_labels_are_neither(label: str) -> None:
    assert (electrode_name(label), is_derivation(label)) == (label, False)


def test_labels_of_one_electrode_stay_apart() -> None:
    labels = ("Fp1-A1", "Fp1-A2", "EEG Cz-A1")
    assert electrode_names(labels) == ("Fp1-A1", "Fp1-A2", "Cz")


def test_a_derivation_has_no_place() -> None:
    assert positions_of([*DERIVATIONS, "Cz-REF"]).keys() == {"Cz-REF"}


def bipolar_file(path: Path, labels: tuple[str, ...]) -> Path:
    info = mne.create_info(list(labels), 250.0, "eeg")
    info.set_montage(
        mne.channels.make_dig_montage(
            {label: (0.01 * k, 0.0, 0.1) for k, label in enumerate(labels)},
            coord_frame="head",
        )
    )
    samples = np.random.default_rng(1).normal(0, 1e-5, (len(labels), 1_500))
    file = path / "bipolar_raw.fif"
    mne.io.RawArray(samples, info, verbose="error").save(file, verbose="error")
    return file


def test_a_recording_of_derivations_keeps_their_names(tmp_path: Path) -> None:
    info = read_recording(bipolar_file(tmp_path, (*DERIVATIONS, "EEG Oz-REF"))).info
    assert info.ch_names == (*DERIVATIONS, "Oz")
    assert info.positions.keys() == {"Oz"}


def test_the_average_leaves_derivations_out_and_as_they_are() -> None:
    names = ("Fp1-F7", "Cz", "Pz", "Oz", "Fz")
    assert reference_channels(names, "average") == names[1:]
    assert reference_channels(DERIVATIONS, "average") == ()
    filtered = np.random.default_rng(2).normal(0, 1e-5, (5, 100))
    cleaned = Cleaner(StreamInfo("x", 250.0, names)).refer(filtered)
    np.testing.assert_array_equal(cleaned[0], filtered[0])
    alone = Cleaner(StreamInfo("x", 250.0, names[1:])).refer(filtered[1:])
    np.testing.assert_array_equal(cleaned[1:], alone)


def test_a_reference_is_found_by_the_electrode_that_a_label_means() -> None:
    names = ("Cz", "T7", "EEG A1-REF", "A2", "Fp1-F7")
    assert reference_channels(names, "linked") == ("EEG A1-REF", "A2")
    assert reference_channels(names, ["t3", "EEG Cz"]) == ("T7", "Cz")
    with pytest.raises(ValueError, match="Fp1-F7"):
        reference_channels(names, ["Fp1-F7"])


def test_derivations_are_not_scored_and_electrodes_beside_them_are() -> None:
    X = np.random.default_rng(3).normal(0, 1e-5, (1, 7, 1_000))
    windows = prepare(X[:, :4], sfreq=250.0, ch_names=DERIVATIONS)
    assert windows.reasons == ("bipolar derivations are not scored as electrodes",)
    names = (*DERIVATIONS, "EEG Fz-M1", "Cz_ref", "T3")
    windows = prepare(X, sfreq=250.0, ch_names=names)
    assert (windows.ch_names, windows.reasons) == (names[4:], ("",))
