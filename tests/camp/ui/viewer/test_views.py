"""Views beside the traces are chosen, computed, copied and saved by hand."""

from __future__ import annotations

import csv
import importlib.util
import shutil
from pathlib import Path

import mne
import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from attention_camp.camp.dataset.people.exports_made import made_with
from attention_camp.camp.dataset.withdraw import plan_withdrawal
from attention_camp.camp.ui.viewer.views.chart import placed
from attention_camp.camp.ui.viewer.views.save import (
    SaveError,
    save_cut,
    save_figure,
    save_table,
)


@pytest.fixture
def viewer(open_window, recorded, qtbot):
    """Return the viewer's page with a recorded session, five seconds in view."""
    return _opened(open_window, recorded, qtbot)


def _opened(open_window, dataset: Path, qtbot):
    window = open_window(dataset)
    window.open_session(dataset / "sub-07" / "ses-02")
    page = window.pages.viewer
    qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
    page.set_seconds(5)
    page.go_to(3.0)
    page._show_spectrum()
    return page


def _choose(page, kind: str) -> None:
    box = page.side.views.view
    box.setCurrentIndex(box.findData(kind))


def test_each_view_of_a_stretch_is_drawn(viewer, tmp_path: Path) -> None:
    views = viewer.side.views
    for kind in ("channels", "spectrogram", "bands", "moment", "band-map"):
        _choose(viewer, kind)
        assert views.answer.kind == kind
        assert views.chart.isVisible()
        save_table(views.answer, tmp_path / "table.csv")
        with (tmp_path / "table.csv").open(newline="") as file:
            rows = list(csv.reader(file))
        found = np.array([[float(cell) for cell in row[1:]] for row in rows[1:]])
        wanted = views.answer.values
        if kind in {"channels", "bands"}:
            wanted = wanted.T
        np.testing.assert_array_equal(found.squeeze(), wanted)
    assert views.band.isVisible()
    views.band.setCurrentText("θ")
    assert views.note.text().startswith("θ")


def test_evoked_responses_come_beside_the_window(viewer, qtbot) -> None:
    views = viewer.side.views
    _choose(viewer, "evoked")
    qtbot.waitUntil(lambda: views.answer is not None, timeout=60_000)
    assert "epochs kept" in views.note.text()
    assert all(row.startswith("Visual search · ") for row in views.answer.rows)
    views.copy_python()
    assert "session.epochs(" in QApplication.clipboard().text()


def test_figures_are_saved_by_their_ending(viewer, tmp_path: Path) -> None:
    shown = viewer.side.views.stack.currentWidget()
    for ending, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        path = tmp_path / f"figure.{ending}"
        save_figure(shown, path)
        assert path.read_bytes().startswith(start)
        assert path.stat().st_size > 1000


def test_a_cut_has_the_samples_of_the_recording(viewer, tmp_path: Path) -> None:
    asked = viewer.side.views.asked
    first, stop = asked.samples
    wanted = asked.recording.session.recording.samples_uv(first, stop)
    for ending in ("fif", "bdf", "vhdr"):
        if ending == "vhdr" and importlib.util.find_spec("pybv") is None:
            continue  # the light installation has it not
        path = tmp_path / f"cut_raw.{ending}"
        save_cut(asked, path)
        raw = mne.io.read_raw(path, verbose="error")
        found = raw.get_data(raw.ch_names[: len(wanted)]) * 1e6
        n = min(found.shape[1], wanted.shape[1])
        assert n >= wanted.shape[1] - 1
        # BDF has 24 bits of the range
        np.testing.assert_allclose(found[:, :n], wanted[:, :n], atol=1e-3)


def test_a_withdrawal_knows_what_was_saved_of_the_person(
    open_window, recorded, qtbot, tmp_path: Path
) -> None:
    dataset, path = tmp_path / "copy", tmp_path / "cut_raw.vhdr"
    shutil.copytree(recorded, dataset)
    views = _opened(open_window, dataset, qtbot).side.views
    views.save_to(path, lambda path: path.touch())
    assert [(one.kind, one.of, one.path.name) for one in made_with(dataset, "07")] == [
        ("page", "07", name) for name in ("cut_raw.vhdr", "cut_raw.eeg", "cut_raw.vmrk")
    ]
    assert [one.path for one in plan_withdrawal(dataset, "07").pages] == [path]


def test_electrodes_of_other_names_are_where_they_were_recorded() -> None:
    recorded = {
        "E7": (0.0, 0.09, 0.03), "Cz": (0.05, 0.0, 0.05), "E9": (0.0, 0.0, 0.0)
    }  # fmt: skip
    # E8 was not measured, and E9 is in the middle of the head: no electrode is there
    names, places, known = placed(("Cz", "E7", "E8", "E9"), recorded)
    assert (names, known.tolist()) == (["Cz", "E7"], [0, 1])
    np.testing.assert_allclose(places[0], (0, 0, 1), atol=0.1)  # the system's own
    np.testing.assert_allclose(places[1], (0, 0.949, 0.316), atol=1e-3)


def test_a_wrong_ending_or_folder_is_said(viewer, tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"\.svg, \.png, \.pdf"):
        save_figure(viewer, tmp_path / "figure.bmp")
    viewer.side.views.save_to(
        tmp_path / "none" / "table.csv",
        lambda path: save_cut(viewer.side.views.asked, path.with_suffix(".fif")),
    )
    assert "cannot be written" in viewer.banner.text


def test_a_stretch_too_long_shows_nothing_old_and_is_cut_whole(
    viewer, qtbot, monkeypatch, tmp_path: Path
) -> None:
    from attention_camp.camp.ui.viewer import content

    views = viewer.side.views
    _choose(viewer, "band-map")
    assert views.chart.isVisible()
    monkeypatch.setattr(content, "LONGEST_READ_S", 5.0)
    viewer.eeg.select(0.0, 8.0)
    qtbot.waitUntil(lambda: bool(views.refused), timeout=5000)
    assert not views.chart.isVisible()
    assert views.answer is None
    path = tmp_path / "cut.csv"
    said: list[tuple[str, str]] = []
    views.said.connect(lambda *what: said.append(what))
    views.save_beside(path, lambda path: save_cut(views.asked, path))
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    assert said[1] == ("good", f"Saved: {path}")
    n_rows = len(path.read_text(encoding="utf-8").splitlines()) - 1
    assert n_rows == views.asked.samples[1] - views.asked.samples[0] >= 8 * 250


def test_a_figure_is_whole_and_of_its_own_size(viewer, qtbot, tmp_path: Path) -> None:
    views = viewer.side.views
    _choose(viewer, "evoked")
    qtbot.waitUntil(lambda: views.answer is not None, timeout=60_000)
    viewer.window().resize(900, 700)
    sizes = []
    for number, kind in enumerate(("evoked", "")):
        _choose(viewer, kind)
        qtbot.waitUntil(lambda k=kind: views.kind == k)
        if kind:
            qtbot.waitUntil(lambda: views.answer is not None, timeout=60_000)
        path = tmp_path / f"{number}.png"
        views.save_figure(path)
        sizes.append(QImage(str(path)).size().toTuple())
    (wide, high), spectrum = sizes
    assert spectrum == (1920, 1260)
    # lines and, below them, all heads
    assert wide == 1920
    assert high >= 1260
