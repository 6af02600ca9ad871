"""Sessions are chosen, commented on, exported, put into the bin and back by hand."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from attention_camp.camp.dataset.derivatives.bin import bin_run, binned_runs
from attention_camp.camp.dataset.layout import RunPaths, run_of_file
from attention_camp.camp.ui.formats import breakable
from attention_camp.camp.ui.theme import LIGHT
from attention_camp.camp.ui.widgets.confirm import ConfirmDialog
from attention_camp.camp.ui.widgets.session_list import SessionList
from attention_camp.camp.ui.widgets.session_rows import COLUMN_KEYS, SessionRow


@pytest.fixture
def page(open_window, recorded, tmp_path, qtbot):
    """Return the page of sessions of a copy of the dataset."""
    dataset = tmp_path / "copy"
    shutil.copytree(recorded, dataset)
    window = open_window(dataset)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(lambda: page.chosen is not None, timeout=30_000)
    return page


def _trigger(page, text: str) -> None:
    (action,) = [one for one in page.menu().actions() if one.text() == text]
    action.trigger()


def test_a_session_goes_into_the_bin_and_comes_back(page, qtbot) -> None:
    dataset = page._workspace.dataset

    def confirm() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ConfirmDialog):
            QTimer.singleShot(20, confirm)
            return
        QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)

    QTimer.singleShot(20, confirm)
    _trigger(page, "Put into the bin…")
    assert len(binned_runs(dataset)) == 1
    qtbot.waitUntil(lambda: page._model.n_all == 0, timeout=30_000)
    assert not list(dataset.glob("sub-07/**/*.eeg"))
    _trigger(page, "Undo: put back from the bin")
    qtbot.waitUntil(lambda: page._model.n_all == 1, timeout=30_000)
    assert list(dataset.glob("sub-07/**/*.eeg"))


def _add_run(dataset: Path, name: str) -> SessionRow:
    """Add the header of a run to a dataset, and return its row."""
    run = run_of_file(dataset, name)
    assert run is not None
    run.folder.mkdir(parents=True, exist_ok=True)
    path = run.folder / name
    path.write_text("")
    return SessionRow(
        participant=run.participant, session=run.session, run=run.run,
        protocol=run.task, state="finished", date="", n_trials=1, accuracy=None,
        engagement=None, minutes=None, path=path,
    )  # fmt: skip


def test_only_the_chosen_sessions_are_meant_and_all_of_their_runs(
    page, tmp_path: Path
) -> None:
    stem = "sub-{}_ses-01_task-{}_run-0{}_eeg.vhdr"
    names = [("01", "a", 1), ("01", "b", 1), ("02", "b", 1), ("02", "b", 2)]
    rows = [_add_run(tmp_path / "four", stem.format(*name)) for name in names]
    asked: list[list[RunPaths]] = []
    page.work.study_wanted.connect(asked.append)
    menu = QMenu()
    page.work.add_views(menu, tmp_path / "four", [rows[0], rows[3]])
    menu.actions()[0].trigger()
    for runs in (page.work.runs_of(tmp_path / "four", [rows[0], rows[3]]), *asked):
        found = [(run.participant, run.task, run.run) for run in runs]
        assert found == [("01", "a", 1), ("02", "b", 1), ("02", "b", 2)]
    assert len(asked) == 1


def test_what_cannot_come_back_from_the_bin_keeps_nothing_else_there(page) -> None:
    dataset = page._workspace.dataset
    (first,) = page._model.rows
    names = [first.path.name.replace("ses-02", f"ses-{n}") for n in ("05", "06")]
    rows = [_add_run(dataset, name) for name in names]
    work, said = page.work, []
    work.said.connect(lambda kind, text: said.append((kind, text)))
    for row in rows:
        binned = bin_run(work.runs_of(dataset, [row])[0], who="me")
        work._last_binned.append(binned.folder)
    newest = binned_runs(dataset)[0]
    again = _add_run(dataset, f"{newest.run.stem}_eeg.vhdr")  # recorded anew
    work.undo(dataset)
    assert [one.run for one in binned_runs(dataset)] == [newest.run]
    assert "is there again" in said[0][1]
    assert work.can_undo  # once the other file was moved away
    again.path.unlink()
    work.undo(dataset)
    assert binned_runs(dataset) == []
    assert not work.can_undo


def test_a_problem_of_the_list_is_gone_with_it(page) -> None:
    rows = list(page._model.rows)
    page._on_listed(([], "another program is using its index"))
    assert page.banner.isVisible()
    page._on_listed((rows, ""))
    assert not page.banner.isVisible()
    page._say("good", "The tables are in /tables")
    page._on_listed((rows, ""))
    assert page.banner.isVisible()


def test_the_chosen_sessions_are_exported_and_columns_tell(
    page, tmp_path: Path, qtbot
) -> None:
    row = page.chosen
    assert (row.headset, row.arm) == ("simulated", "closed-loop")
    assert 0 <= row.quality <= 1
    names = ("headset", "arm")
    cells = [page._model.index(0, COLUMN_KEYS.index(name)).data() for name in names]
    assert cells == ["Simulated brain", "Closed loop"]
    for word in ("headset:simulated", "headset:brain", "arm:closed-loop", "arm:loop"):
        page._model.narrow(word)
        assert page._model.rowCount() == 1, word
    page._model.narrow("")
    page.work.export_to(page._workspace.dataset, [row], tmp_path / "out")
    qtbot.waitUntil(lambda: "tables are in" in page.banner.text, timeout=30_000)
    with (tmp_path / "out" / "trials.csv").open(newline="") as file:
        assert {line["participant"] for line in csv.DictReader(file)} == {"07"}


def test_a_dropped_dataset_is_shown_and_a_session_opened(page, recorded, qtbot) -> None:
    opened = []
    page.session_chosen.connect(opened.append)
    page.take(recorded / "sub-07" / "ses-02")
    assert opened == [recorded / "sub-07" / "ses-02"]
    page.take(recorded)
    assert page._workspace.dataset == recorded
    qtbot.waitUntil(lambda: page.chosen is not None, timeout=30_000)
    assert str(page.chosen.path).startswith(str(recorded))


def test_after_a_drop_every_page_says_where_recordings_go(
    open_window, recorded, tmp_path: Path, qtbot
) -> None:
    window = open_window(tmp_path / "own")
    pages = window.pages
    window.show_page("new_session")
    assert breakable(tmp_path / "own") in pages.new_session.who.where_data.text()
    pages.sessions.take(recorded)
    window.show_page("new_session")
    assert breakable(recorded) in pages.new_session.who.where_data.text()
    window.show_page("home")
    assert pages.home._facts["folder"].text() == breakable(recorded)
    qtbot.waitUntil(lambda: bool(pages.home._model.rows), timeout=30_000)
    assert pages.home._model.rows[0].path.is_relative_to(recorded)


def test_ten_thousand_sessions_are_searched_by_any_column(qapp) -> None:
    one = SessionRow(
        participant="01", session="01", run=1, protocol="demo", state="finished",
        date="2026-11-21T10:00:00+00:00", n_trials=20, accuracy=0.5, engagement=0.6,
        minutes=12.5, path=Path("x"), arm="K7Q2", headset="cyton",
    )  # fmt: skip
    rows = [
        replace(
            one,
            participant=f"{k:05d}",
            arm=f"A{k % 3}",
            headset=("muse", "cyton")[k % 2],
        )
        for k in range(10_000)
    ]
    table = SessionList(LIGHT)
    table.set_rows(rows)
    table.narrow("participant:00042")
    assert [row.participant for row in table.rows] == ["00042"]
    table.narrow("arm:a2 muse", headset="muse")
    assert len(table.rows) == 1667
    table.narrow("")
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert table.rows[0].participant == "09999"
    assert table.n_all == 10_000


def test_the_selection_is_handed_to_the_study_which_says_so(
    open_window, recorded, tmp_path: Path, qtbot
) -> None:
    dataset = tmp_path / "copy"
    shutil.copytree(recorded, dataset)
    for label in ("08", "09"):
        shutil.copytree(dataset / "sub-07", dataset / f"sub-{label}")
        for path in (dataset / f"sub-{label}").rglob("*sub-07*"):
            path.rename(path.with_name(path.name.replace("sub-07", f"sub-{label}")))
        source = dataset / "sourcedata"
        shutil.copytree(source / "sub-07", source / f"sub-{label}")
        for path in (source / f"sub-{label}").rglob("*sub-07*"):
            path.rename(path.with_name(path.name.replace("sub-07", f"sub-{label}")))
    window = open_window(dataset)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(lambda: page._model.n_all == 3, timeout=30_000)
    for row in (0, 1):
        place = page.table.visualRect(page.table.model().index(row, 1)).center()
        keys = Qt.KeyboardModifier.ControlModifier if row else Qt.KeyboardModifier(0)
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, keys, place)
    _trigger(page, "Analyse the selection")
    card = window.pages.study.analysis
    assert window.current == "study"
    qtbot.waitUntil(card.selected.isVisible, timeout=30_000)
    assert "2 sessions chosen" in card.selected.text()
    QTest.mouseClick(card.analyse, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card._analysis is not None, timeout=60_000)
    assert len(card._analysis.data.runs) == 2
    assert "Chosen for this analysis: only 2 of 3 sessions" in card.banner.text
    QTest.mouseClick(card.all, Qt.MouseButton.LeftButton)
    assert not card.selected.isVisible()
