"""Small inputs from public reports, kept outside the project; skipped without them."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import SourceError
from tests.conftest import SHARED


@pytest.fixture
def cases():
    folder = SHARED / "cases"
    if not folder.is_dir():
        pytest.skip("the shared cases (../shared/cases) are not at hand")
    return folder


def events_of(recorded):
    return [(event.sample, event.description) for event in recorded.events]


def test_ten_missing_seconds_of_an_edf_are_a_gap(cases):
    recorded = read_recording(cases / "edf-plus-d-gap" / "gap.edf")
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(500, 1000)]
    assert np.isnan(recorded.samples_uv[:, 500:1500]).all()
    assert events_of(recorded) == [(1650, "target")]


@pytest.mark.parametrize(("name", "sd"), [("UV.edf", 28.87), ("nV.edf", 0.02887)])
def test_units_of_an_edf_in_capitals_and_nanovolts(cases, name, sd):
    recorded = read_recording(cases / "edf-unknown-unit" / name)
    assert recorded.samples_uv.std() == pytest.approx(sd, rel=0.01)


def test_an_edf_without_a_unit_is_asked(cases):
    path = cases / "edf-unknown-unit" / "empty.edf"
    with pytest.raises(SourceError, match="does not say in which unit"):
        read_recording(path)
    recorded = read_recording(path, ReadOptions(units="uV"))
    assert recorded.samples_uv.std() == pytest.approx(28.87, rel=0.01)


@pytest.mark.parametrize(
    ("name", "events"),
    [("bio.bdf", [(200, "17"), (500, "33")]), ("stim_raw.fif", [(300, "5")])],
)
def test_triggers_are_events(cases, name, events):
    recorded = read_recording(cases / "status-channel-events" / name)
    assert events_of(recorded) == events
    assert recorded.info.ch_names == ("Fz", "Cz")


@pytest.mark.parametrize("name", ["unit0.xdf", "mvolts.xdf"])
def test_units_of_an_xdf_are_scaled(cases, name):
    recorded = read_recording(cases / "unit-of-lsl-and-xdf" / name)
    assert recorded.samples_uv.std() == pytest.approx(5.0, rel=0.01)


def test_repeated_labels_of_an_xdf_are_named(cases):
    with pytest.raises(SourceError, match="same label: Fz"):
        read_recording(cases / "xdf-duplicate-labels" / "dupl.xdf")


def test_a_stream_without_a_type_leaves_the_others_readable(cases):
    recorded = read_recording(cases / "xdf-empty-type" / "empty-type.xdf")
    assert recorded.info.ch_names == ("Fz", "Cz")
    assert events_of(recorded) == [(200, "a"), (500, "b")]


def test_derivations_have_no_place_on_the_head(cases):
    info = read_recording(cases / "bipolar-as-electrode" / "bip.edf").info
    assert info.ch_names == ("Fp1-F3", "F3-C3", "C3-P3")
    assert not info.positions
