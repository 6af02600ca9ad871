"""The viewer scrolls, zooms and jumps through a recorded session on one time axis."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from attention_camp.camp.ui.viewer.open import dataset_of
from attention_camp.camp.ui.viewer.trial_view import TrialView
from attention_camp.camp.ui.widgets.spectrum import band_text, spectrum_db, welch

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def viewer(open_window, recorded, qtbot):
    """Return the viewer's page with a recorded session."""
    window = open_window(recorded)
    window.open_session(recorded / "sub-07" / "ses-02")
    page = window.pages.viewer
    qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
    with qtbot.waitActive(window, timeout=5000):
        window.activateWindow()
    return page


def test_it_shows_all_trials_and_channels(viewer) -> None:
    assert viewer.table.model().rowCount() == 7
    assert "16 channels, 250 Hz" in viewer.about.text()
    assert viewer.tools.channels.text() == "Channels 16/16"
    assert viewer.eeg.data.shape[0] == 16
    assert np.isfinite(viewer.eeg.data).all()


def test_keys_scroll_and_zoom(viewer, qtbot) -> None:
    viewer.set_seconds(2)
    viewer.go_to(0.0)
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_Right)
    assert viewer._start == pytest.approx(0.2)
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_Right, SHIFT)
    assert viewer._start == pytest.approx(2.2)
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_End)
    assert viewer._start == pytest.approx(viewer.duration - 2)
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_Home)
    assert viewer._start == 0.0
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_Minus)
    assert viewer.tools.time.currentData() == 5
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_Up)
    assert viewer.eeg.scale_uv == 20


def test_trials_are_stepped_through_by_key_and_by_click(viewer, qtbot) -> None:
    viewer.set_seconds(2)
    qtbot.keyClick(viewer.eeg, Qt.Key.Key_N)
    first = viewer.recording.trials[0]
    assert viewer.table.currentIndex().row() == 0
    assert viewer._start <= first.onset <= viewer._start + 2
    index = viewer.table.model().index(5, 0)
    place = viewer.table.visualRect(index).center()
    qtbot.mouseClick(
        viewer.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier(0),
        place,
    )
    sixth = viewer.recording.trials[5]
    assert viewer._start <= sixth.onset <= viewer._start + 2
    assert viewer.timeline._start == pytest.approx(viewer._start)


def test_a_click_in_the_overview_goes_there(viewer, qtbot) -> None:
    viewer.set_seconds(2)
    bar = viewer.overview
    place = bar.rect().center()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), place)
    whole = viewer.eeg.plot  # the bar begins and ends where the traces do
    share = (place.x() - whole.left()) / whole.width()
    assert viewer._start + 1 == pytest.approx(share * viewer.duration, abs=0.1)


def test_picking_channels_leaves_the_others_out(viewer) -> None:
    viewer.tools._pick([0, 3], 16)
    assert viewer.eeg.rows == [0, 3]
    assert viewer.tools.channels.text() == "Channels 2/16"


def test_a_folder_without_a_session_is_said(open_window, tmp_path, qtbot) -> None:
    window = open_window()
    page = window.pages.viewer
    with qtbot.waitSignal(page.opened, timeout=20_000):
        window.open_session(tmp_path)
    assert "There is no session in" in page.banner.text
    assert page.empty.isVisible()


@pytest.mark.parametrize("inside", ["", "sub-07", "sub-07/ses-02/eeg"])
def test_the_dataset_of_a_path_is_found(tmp_path: Path, inside: str) -> None:
    (tmp_path / "sub-07" / "ses-02" / "eeg").mkdir(parents=True)
    assert dataset_of(tmp_path / inside) == tmp_path


def test_a_sine_stands_at_its_frequency_in_the_spectrum() -> None:
    times = np.arange(2500) / 250
    data = np.vstack([10 * np.sin(2 * np.pi * 12 * times), np.full(2500, np.nan)])
    freqs, power = spectrum_db(data, 250.0)
    assert power.shape[0] == 1
    assert freqs[power[0].argmax()] == 12.0


@pytest.mark.parametrize("n_segment", [64, 65])
def test_densities_are_those_of_scipy(n_segment: int) -> None:
    from scipy import signal

    data = np.random.default_rng(0).normal(3.0, 1.0, (2, 1000))
    wanted = signal.welch(data, 250.0, nperseg=n_segment)
    for found, expected in zip(welch(data, 250.0, n_segment), wanted, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_too_little_data_has_no_spectrum() -> None:
    freqs, _ = spectrum_db(np.zeros((2, 100)), 250.0)
    assert freqs.size == 0


def test_a_table_too_narrow_for_all_columns_hides_the_last_whole(qtbot) -> None:
    view = TrialView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, 4)
    for column in range(4):
        model.setItem(0, column, QStandardItem("m" * 8))
    view.setModel(model)
    view.show()
    view.resize(900, 100)
    view.fit()
    assert not any(view.isColumnHidden(column) for column in range(4))
    needed = view.sizeHintForColumn(0)
    view.resize(needed * 5 // 2, 100)
    view.fit()
    assert [view.isColumnHidden(column) for column in range(4)] == [
        False,
        False,
        True,
        True,
    ]


def test_the_power_of_a_band_beyond_the_spectrum_is_not_told_as_none() -> None:
    noise = np.random.default_rng(0).normal(0, 10, (2, 500))
    freqs, power = spectrum_db(noise, 50.0)  # as the slowest headset sends
    text = band_text(freqs, power.mean(axis=0))
    assert "β –" in text
    assert "γ –" in text
    assert "α –" not in text
    freqs, power = spectrum_db(noise, 250.0)
    assert "–" not in band_text(freqs, power.mean(axis=0))
