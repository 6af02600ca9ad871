"""Headsets made from a cap's recordings, and splines between electrodes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.polynomial.legendre import legval

from attention_camp.models.data.headsets import (
    AVERAGE,
    HEADSETS,
    headset,
    is_cap,
    log_untold,
    operator,
    seen_by,
    told_by,
)
from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.data.references import EARS
from attention_camp.models.data.splines import spline_weights
from attention_camp.models.electrodes import positions
from attention_camp.models.evaluation.contacts import CHANGES, changed
from attention_camp.signal.electrodes import system_10_10

CAP = (
    *("Fp1", "Fp2", "F3", "F4", "F7", "F8", "T7", "T8", "C3", "C4"),
    *("P7", "P8", "P3", "P4", "O1", "O2", "Fz", "Cz", "Pz"),
)


@pytest.fixture
def person():
    rng = np.random.default_rng(0)
    X = 1e-5 * rng.standard_normal((6, len(CAP), 256)).astype(np.float32)
    rest = np.arange(6) < 2
    y = (np.arange(6) > 3).astype(int)
    zeros = np.zeros(6, int)
    return Person("one", X, y, zeros, zeros.astype(str), rest, 64.0, CAP)


def test_a_spline_keeps_a_constant():
    known = positions(CAP).astype(float)
    weights = spline_weights(known, positions(["AF7", "TP10", "POz"]).astype(float))
    np.testing.assert_allclose(weights.sum(axis=1), 1.0, atol=1e-6)


def test_a_spline_finds_a_smooth_field_between_electrodes():
    known, wanted = (positions(n).astype(float) for n in (CAP, ["FC1", "CP2", "AF3"]))
    field = np.array([0.5, 1.0, -0.7])
    found = spline_weights(known, wanted) @ (known @ field)
    np.testing.assert_allclose(found, wanted @ field, atol=0.05)


def test_every_headset_of_the_table_has_known_electrodes_and_a_source():
    for one in HEADSETS:
        assert one.source
        assert np.isfinite(positions(one.ch_names)).all()
    assert len({one.name for one in HEADSETS}) == len(HEADSETS)


def test_electrodes_that_were_recorded_stay_as_they_are(person):
    seen = seen_by(person, headset("Cyton-8"))
    rows = [CAP.index(name) for name in seen.ch_names]
    np.testing.assert_allclose(seen.X, person.X[:, rows], rtol=1e-5)


def test_a_muse_is_referred_to_the_forehead():
    weights = operator(CAP, headset("Muse-4"))
    alone = operator(CAP, headset("four (Fp1 Fp2 T7 T8)"))
    assert weights.shape == (4, len(CAP))
    # between the ears, where it is 0, and the cap, little is left of the temples
    assert np.abs(weights[0]).sum() > np.abs(alone[0]).sum()
    fpz = operator(CAP, headset("BrainBit-4"))[0] - np.eye(len(CAP))[CAP.index("T7")]
    np.testing.assert_allclose(
        fpz, operator(CAP, headset("BrainBit-4"))[3] - np.eye(len(CAP))[CAP.index("O2")]
    )


def test_an_average_leaves_out_a_lost_channel_and_guesses_nothing(person):
    person.X[0, 3] = np.nan
    seen = seen_by(person, headset("19, average"))
    assert np.isnan(seen.X[0, 3]).all()
    others = np.delete(seen.X[0], 3, axis=0)
    np.testing.assert_allclose(others.sum(axis=0), 0.0, atol=1e-9)
    muse = seen_by(person, headset("Muse-4"))
    assert np.isnan(muse.X[0]).all()
    assert np.isfinite(muse.X[1]).all()


def test_few_channels_make_no_other_headset(person):
    with pytest.raises(DataError, match="caps of at least 16"):
        seen_by(person.picked(CAP[:8]), headset("Muse-4"))


def potentials(ch_names):
    """Return a known field: of radial dipoles halfway out, (n_chans, n_dipoles)."""
    degree = np.arange(1, 30)
    series = np.r_[0.0, (2 * degree + 1) * 0.5 ** (degree - 1)]
    dipoles = positions(system_10_10(32)).astype(float)
    return legval(positions(ch_names).astype(float) @ dipoles.T, series)


def test_a_known_field_at_its_average_tells_places_in_the_cap_and_not_the_ears():
    field = potentials(CAP)
    field -= field.mean(axis=0)

    def error(name):
        worn = headset(name)
        found = operator(CAP, worn, zeros=()) @ field
        true = potentials(worn.ch_names) - potentials(worn.reference).mean(axis=0)
        return np.linalg.norm(found - true) / np.linalg.norm(true)

    assert error("BrainBit-4") < 0.15
    assert error("Emotiv-14") < 0.15
    assert error("Cyton-8") > 0.3  # why it is not made


def test_headsets_are_made_only_where_the_reference_of_the_recording_tells_them(
    person, caplog
):
    assert told_by([person]) == HEADSETS
    log_untold([person], HEADSETS)
    assert not caplog.records
    averaged = replace(person, zeros=())
    made = told_by([person, averaged])
    assert [one.name for one in made] == [
        *("19 at the ears", "19, average", "Cyton-8, average", "Emotiv-14"),
        "BrainBit-4",
    ]
    log_untold([person, averaged], HEADSETS)
    assert "Cyton-8, Daisy-16, four (Fp1 Fp2 T7 T8), Ganglion-4, Muse-4" in caplog.text
    with pytest.raises(DataError, match="tell nothing of A1, A2"):
        seen_by(averaged, headset("Cyton-8"))
    # a cap is what was recorded
    as_it_is = seen_by(averaged, headset("19 at the ears"))
    np.testing.assert_array_equal(as_it_is.X, person.X)
    for one in made:
        if one.reference == AVERAGE:
            assert seen_by(person, one).zeros == ()


def test_ears_that_were_recorded_are_the_reference_themselves(person):
    rng = np.random.default_rng(1)
    ears = 1e-5 * rng.standard_normal((6, 2, 256)).astype(np.float32)
    with_ears = replace(
        person,
        X=np.concatenate([person.X, ears], axis=1),
        ch_names=(*CAP, *EARS),
        zeros=(),
    )
    assert told_by([with_ears]) == HEADSETS
    seen = seen_by(with_ears, headset("Cyton-8"))
    rows = [CAP.index(name) for name in seen.ch_names]
    expected = person.X[:, rows] - ears.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(seen.X, expected, rtol=1e-4, atol=1e-10)
    assert seen.zeros == EARS


def test_channels_of_no_known_place_make_no_cap_and_spoil_none(person):
    nowhere = replace(
        person,
        X=np.concatenate([person.X[:, :2], person.X], axis=1),
        ch_names=("X1", "X2", *CAP),
    )
    muse = headset("Muse-4")
    np.testing.assert_allclose(
        seen_by(nowhere, muse).X, seen_by(person, muse).X, rtol=1e-5, atol=1e-12
    )
    few = nowhere.picked(("X1", "X2", *CAP[:15]))
    assert is_cap(nowhere)
    assert not is_cap(few)
    with pytest.raises(DataError, match="15 electrodes of the 10-05 system"):
        seen_by(few, muse)


@pytest.mark.parametrize("change", CHANGES)
def test_changes_of_contacts_are_the_same_every_time(person, change):
    worn = headset("19 at the ears")
    one, other = (changed(person, change, worn).X for _ in range(2))
    np.testing.assert_array_equal(one, other)
    assert not np.array_equal(np.nan_to_num(one), person.X)


def test_changes_of_two_people_are_drawn_apart(person):
    """Also where their labels have the same digits, or digits of one sum."""
    worn = headset("19 at the ears")
    drawn = [
        changed(replace(person, name=f"set/sub-{label}"), "noise 5 µV", worn).X
        for label in ("03", "12", "21", "30")
    ]
    assert len({one.tobytes() for one in drawn}) == len(drawn)


@pytest.mark.parametrize("change", CHANGES)
def test_what_happens_at_an_electrode_is_in_the_average(person, change):
    """Else the windows that it happens in had another reference than the others."""
    worn = headset("19, average")
    after = changed(seen_by(person, worn), change, worn).X
    np.testing.assert_allclose(np.nansum(after, axis=1), 0.0, atol=1e-9)
