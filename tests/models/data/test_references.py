"""Where the potential of a recording is 0, from its samples and its sidecar."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.models.data.references import EARS, said_beside, zeros_of

CAP = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")


@pytest.fixture
def data():
    """Return eight channels of white noise and a rhythm that they share, volts."""
    rng = np.random.default_rng(0)
    return 1e-5 * (rng.standard_normal((8, 4000)) + rng.standard_normal(4000))


def averaged(data):
    """Return channels at their average."""
    return data - data.mean(axis=0)


def test_what_is_at_its_average_has_no_zero_point(data):
    assert zeros_of(data, CAP) == EARS
    assert zeros_of(averaged(data), CAP) == ()
    # in windows, too, and where some samples are lost
    windows = averaged(data).reshape(8, 4, 1000).swapaxes(0, 1)
    windows[0, :, 100:] = np.nan
    assert zeros_of(windows, CAP) == ()


def test_an_average_is_found_in_counts_and_under_drifts(data):
    lsb = 5e-7
    assert zeros_of(np.rint(averaged(data) / lsb) * lsb, CAP) == ()
    # levels that happen to add up to nearly nothing are no average
    drift = np.linspace(0, 1e-2, 4000) * np.array([1, -1] * 4)[:, None]
    assert zeros_of(data + drift, CAP) == EARS


def test_many_channels_of_noise_are_at_no_average():
    noise = np.random.default_rng(0).standard_normal((256, 2000))
    assert zeros_of(noise, [f"E{k}" for k in range(256)]) == EARS


def test_a_derivation_is_no_part_of_an_average(data):
    wide = np.concatenate([averaged(data), data[:1] - data[1:2]])
    assert zeros_of(wide, (*CAP, "Fp1-F7")) == ()


@pytest.mark.parametrize(
    ("said", "zeros"),
    [
        ("Cpz", ("CPz",)),
        ("A1,A2", EARS),
        ("M1/M2", ("M1", "M2")),
        ("n/a", EARS),
        ("linked ears", EARS),
        ("Common average", ()),
        ("C3", ()),  # recorded: its own channel says what it is
    ],
)
def test_what_the_sidecar_says_is_believed(data, said, zeros):
    assert zeros_of(data, CAP, said) == zeros


def test_a_sidecar_that_cannot_be_read_says_nothing(tmp_path):
    recording = tmp_path / "sub-01_task-rest_eeg.edf"
    assert said_beside(recording) == ""
    for text, said in (("{", ""), ("{}", ""), ('{"EEGReference": "Cz"}', "Cz")):
        recording.with_suffix(".json").write_text(text)
        assert said_beside(recording) == said


def test_a_sidecar_above_holds_of_many_recordings_and_the_nearest_counts(tmp_path):
    """The inheritance principle of BIDS."""
    recording = tmp_path / "sub-01" / "ses-2" / "eeg" / "sub-01_ses-2_task-rest_eeg.edf"
    recording.parent.mkdir(parents=True)
    (tmp_path / "dataset_description.json").write_text("{}")

    def say(name, reference):
        (tmp_path / name).write_text(f'{{"EEGReference": "{reference}"}}')
        return said_beside(recording)

    assert say("task-search_eeg.json", "Pz") == ""  # of another task
    assert say("eeg.json", "Oz") == "Oz"
    assert say("task-rest_eeg.json", "Cz") == "Cz"
    assert say("sub-01/sub-01_eeg.json", "average") == "average"
    own = recording.relative_to(tmp_path).with_suffix(".json")
    (tmp_path / own).write_text('{"TaskName": "rest"}')  # says nothing of it
    assert said_beside(recording) == "average"
    assert say(own, "A1,A2") == "A1,A2"


def test_of_two_sidecars_as_narrow_one_is_chosen_by_name(tmp_path, monkeypatch):
    """BIDS forbids them; what a file system lists first must not decide."""
    recording = tmp_path / "sub-01_task-rest_run-1_eeg.edf"
    for name, reference in (("run-1", "Cz"), ("task-rest", "Oz")):
        (tmp_path / f"{name}_eeg.json").write_text(f'{{"EEGReference": "{reference}"}}')
    listed = sorted(tmp_path.glob("*eeg.json"))
    for order in (listed, listed[::-1]):
        monkeypatch.setattr(type(tmp_path), "glob", lambda *_, order=order: order)
        assert said_beside(recording) == "Cz"


def test_ears_that_were_recorded_are_no_zero_points(data):
    assert zeros_of(data, (*CAP[:6], *EARS)) == ()


def test_of_nothing_nothing_is_known():
    for shape in ((8, 0), (8, 1), (0, 8, 100)):
        assert zeros_of(np.zeros(shape), CAP) == EARS
    assert zeros_of(np.zeros((8, 100)), CAP) == EARS
