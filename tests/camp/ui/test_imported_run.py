"""The viewer and the list of sessions show runs of other programs."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.dataset.importing.plan import ImportRequest, plan_import
from attention_camp.camp.dataset.importing.write import write_import
from attention_camp.camp.dataset.layout import RunPaths


@pytest.fixture
def imported(tmp_path, others):
    file = tmp_path / "OpenBCI-RAW.txt"
    file.write_text(others.openbci(6, lost=range(300, 340), markers={500: 3.0}))
    run = RunPaths(tmp_path / "dataset", "01", "01", "rest")
    return write_import(plan_import(ImportRequest((file,), run)))


def test_the_viewer_shows_an_imported_run(open_window, imported, qtbot) -> None:
    window = open_window(imported.dataset)
    window.open_session(imported.dataset / "sub-01" / "ses-01")
    page = window.pages.viewer
    qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
    assert page.table.model().rowCount() == 0
    assert "250 Hz" in page.about.text()
    assert page.eeg.data.shape[0] == 8
    assert np.isfinite(page.eeg.data).any()
