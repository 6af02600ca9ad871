"""A sealed session in the windows: nothing of them tells score, steering or arm."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QTableView,
    QWidget,
)

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_scores
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import lock_study
from attention_camp.camp.dataset.studies.opening import is_blinded
from attention_camp.camp.dataset.studies.own_scores import opened_series, score_key_here
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.viewer.views.save import save_table
from attention_camp.camp.ui.widgets.codes import (
    ARM_TEXTS,
    REASONS,
    STEERING,
    blinded_text,
)
from attention_camp.tasks.difficulty import WHY

PROTOCOL = """
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {eyes: open, duration: 6},
     rule: {name: fixed}}
  - {task: visual-search, trials: 5, practice: 1, practice_until: done, cards: false}
"""
STUDY = """
name: tinystudy
title: Tiny
protocols: [tiny.yaml]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
block_sizes: [2]
places: 2
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""
MAY_STAND = {blinded_text(), "", STEERING["blinded"]}
"""The one sentence that names what is sealed, and its code."""


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a sealed session's run, and its locked study."""
    monkeypatch.setattr(
        "attention_camp.camp.dataset.studies.locking.key_folder",
        lambda: tmp_path / "pc",
    )
    (tmp_path / "tiny.yaml").write_text(PROTOCOL)
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "statistician.pem")
    lock = lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    enrol(lock, "01", {})
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(tmp_path / "tiny.yaml"),
        board="simulated", observer="default", headless=True, seed=3,
    )  # fmt: skip
    run_headless(request, tell=lambda _: None)
    return RunPaths(request.dataset, "01", "01", "tiny"), lock


def cells_of(model: QAbstractItemModel) -> list[str]:
    return [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def texts_of(page: QWidget) -> list[str]:
    """Return all that a page says: labels, buttons, boxes, tables, descriptions."""
    found: list[str] = []
    for widget in [page, *page.findChildren(QWidget)]:
        found += [widget.toolTip(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QTableView) and widget.model() is not None:
            found += cells_of(widget.model())
    return [text for text in found if text not in MAY_STAND]


def shown_scores(run: RunPaths, tmp_path: Path) -> set[str]:
    """Return the scores that are sealed on disk, as a window would write them."""
    key = score_key_here(run)
    assert key is not None
    opened = RunPaths(tmp_path / "opened", run.participant, run.session, run.task)
    opened.source_folder.mkdir(parents=True)
    opened.engagement.write_text(opened_series(run, key))
    rows = read_scores(opened)
    scores = {row.engagement for row in rows} | {row.engagement_refused for row in rows}
    return {f"{score:.2f}" for score in scores - {None}}


def test_no_page_tells_score_steering_or_arm(
    sealed, open_window, qtbot, tmp_path: Path
) -> None:
    run, _ = sealed
    scores = shown_scores(run, tmp_path)
    assert scores  # they are on disk, and still not shown
    assert is_blinded(run)
    window = open_window(run.dataset)
    window.open_session(run.folder.parent)
    pages = window.pages
    viewer = pages.viewer
    qtbot.waitUntil(lambda: viewer.recording is not None, timeout=30_000)
    said: dict[str, list[str]] = {"csv": []}
    for kind in ("channels", "spectrogram", "bands", "moment", "band-map"):
        box = viewer.side.views.view
        box.setCurrentIndex(box.findData(kind))
        viewer._show_spectrum()
        table = run.dataset.parent / f"{kind}.csv"
        save_table(viewer.side.views.answer, table)
        said["csv"] += table.read_text().replace("\n", ",").split(",")
    for key in "NPE":
        qtbot.keyClick(viewer.eeg, key)
    said["viewer"] = texts_of(viewer)
    assert viewer.recording.scores["onset"].size == 0
    assert viewer.side.trials == []
    assert not viewer.timeline.isVisible()
    assert not viewer.calibration.isVisible()
    assert viewer.banner.text == blinded_text()
    window.show_page("sessions")
    qtbot.waitUntil(lambda: pages.sessions.chosen is not None, timeout=30_000)
    said["sessions"] = texts_of(pages.sessions)
    code = pages.sessions.chosen.arm
    assert code in said["sessions"]
    assert code not in ARM_TEXTS
    for key in ("summary", "calibration"):
        page = pages.by_key(key)
        with qtbot.waitSignal(page.told, timeout=30_000):
            page.show_run(run, origin="viewer")
        assert blinded_text() in [one.text() for one in page.findChildren(QLabel)]
        said[key] = texts_of(page)
    arms = [*ARM_TEXTS, *(name for name, _ in ARM_TEXTS.values()), "loop"]
    codes = {*STEERING.values(), *WHY.values(), *REASONS, "personal", "refused"}
    for name, texts in said.items():
        assert not codes & set(texts), name
        for word in (*arms, "● Steering", "○ Not steering"):
            assert not [text for text in texts if word in text], (name, word)
    for name in ("sessions", "summary", "calibration"):
        assert not scores & set(said[name]), name


def test_no_table_holds_them_until_unblinding(sealed, open_window, qtbot) -> None:
    run, lock = sealed
    window = open_window(run.dataset)
    window.show_page("sessions")
    page = window.pages.sessions
    qtbot.waitUntil(lambda: page.chosen is not None, timeout=30_000)

    def tables(name: str) -> dict[str, list[dict[str, str]]]:
        out = run.dataset.parent / name
        page.work.export_to(run.dataset, [page.chosen], out)
        qtbot.waitUntil(lambda: str(out) in page.banner.text, timeout=30_000)
        return {
            path.stem: list(csv.DictReader(path.read_text().splitlines()))
            for path in out.glob("*.csv")
            if path.stem != "data_dictionary"
        }

    found = tables("sealed")
    assert "belongs to a blinded study" in page.banner.text
    assert {name: len(rows) for name, rows in found.items()} == {
        "trials": 0, "blocks": 0, "scores": 0, "sessions": 1, "engagement": 0,
    }  # fmt: skip
    (row,) = found["sessions"]
    assert row["arm"] == page.chosen.arm
    assert {row[name] for name in ("engagement", "score_model", "score_scale")} == {""}
    key = run.dataset.parent / "statistician.pem"
    unblind(lock, key, who="A. Lee", why="the end")
    assert not is_blinded(run)
    found = tables("open")
    assert len(found["trials"]) == 7
    assert found["engagement"]
    window.open_session(run.folder.parent)
    viewer = window.pages.viewer
    qtbot.waitUntil(lambda: viewer.recording is not None, timeout=30_000)
    assert len(viewer.side.trials) == 7
    assert viewer.timeline.isVisible()
