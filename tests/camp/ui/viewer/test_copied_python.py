"""The lines that a view copies make its values again, to the last digits."""

from __future__ import annotations

import shutil
from typing import get_args

import numpy as np
import pytest

from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.viewer.traces.seen import Seen
from attention_camp.camp.ui.viewer.views import by_mne
from attention_camp.camp.ui.viewer.views.asked import Answer, Asked, Kind
from attention_camp.camp.ui.viewer.views.by_mne import NotInstalledError
from attention_camp.camp.ui.viewer.views.compute import computed
from attention_camp.camp.ui.viewer.views.python import lines_of


@pytest.fixture(scope="module")
def reviewed(by_formula, tmp_path_factory) -> RecordedSession:
    """Return a session with a bad channel and an annotation."""
    dataset = tmp_path_factory.mktemp("reviewed") / "data"
    shutil.copytree(by_formula.dataset, dataset)
    recording = RecordedSession(dataset / "sub-07" / "ses-02")
    recording.review.mark_channel("Fz", bad=True)
    recording.review.add(1.0, 0.3, "BAD_muscle")
    return recording


def _asked(recording: RecordedSession) -> Asked:
    names = tuple(n for n in recording.ch_names if n not in recording.bads)
    return Asked(recording, 3.0, 9.5, Seen(1.0, 40.0, None, "average"), names)


def _values(lines: str) -> np.ndarray:
    import matplotlib as mpl
    import mne

    mpl.use("agg")
    kept = [line for line in lines.splitlines() if "plot" not in line]
    space: dict[str, object] = {}
    with mne.utils.use_log_level("error"):
        exec("\n".join(kept), space)
    return np.asarray(space["values"])


@pytest.mark.parametrize(
    "kind", ["channels", "spectrogram", "bands", "moment", "band-map"]
)
def test_numbers_of_a_stretch_are_those_of_its_lines(reviewed, kind: Kind) -> None:
    asked = _asked(reviewed)
    found = computed(kind, asked)
    assert not found.problem
    wanted = _values(lines_of(kind, asked))
    assert found.values.shape == wanted.shape
    # filtered within ten seconds around it, not over the whole recording
    np.testing.assert_allclose(found.values, wanted, rtol=1e-3, atol=2e-2)


def test_traces_are_those_of_their_lines(reviewed) -> None:
    asked = _asked(reviewed)
    wanted = _values(lines_of("traces", asked))
    assert np.abs(asked.data - wanted).max() < 0.05


def test_evoked_responses_are_those_of_their_lines(reviewed) -> None:
    asked = _asked(reviewed)
    found = by_mne.evoked(asked)
    np.testing.assert_allclose(found.values, _values(lines_of("evoked", asked)))
    assert "epochs kept" in found.note
    names, maps = found.maps
    assert maps.shape == (len(found.rows), len(names))


def test_without_icalabel_the_line_to_type_is_said(reviewed, monkeypatch) -> None:
    monkeypatch.setattr(by_mne.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(
        NotInstalledError, match=r"pip install 'attention-camp\[study\]'"
    ):
        by_mne.components(_asked(reviewed))


@pytest.mark.thorough
def test_components_are_labelled_as_by_their_lines(reviewed) -> None:
    pytest.importorskip("mne_icalabel")
    asked = _asked(reviewed)
    found = by_mne.components(asked)
    assert "%" in found.rows[0]
    np.testing.assert_allclose(
        found.values, _values(lines_of("components", asked)), atol=1e-6
    )


def test_a_stretch_too_short_says_what_to_select(reviewed) -> None:
    asked = Asked(reviewed, 3.0, 3.5, Seen(), reviewed.ch_names)
    for kind in ("channels", "spectrogram", "bands", "band-map"):
        assert "Select 2 s" in computed(kind, asked).problem
    assert isinstance(computed("moment", asked), Answer)
    assert set(get_args(Kind)) > {"traces"}
