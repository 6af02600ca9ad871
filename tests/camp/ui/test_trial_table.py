"""One table of trials serves the monitor's log and the viewer's list."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import numpy as np
import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui.operator.monitor import trial_log
from attention_camp.camp.ui.theme import LIGHT
from attention_camp.camp.ui.viewer import side
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.camp.ui.widgets.codes import CONDITIONS
from attention_camp.camp.ui.widgets.trial_table import NAMES, TrialTable
from attention_camp.tasks import TASKS, load_task

RECORD = TrialRecord(
    onset=12.0, duration=1.0, sample=3000, trial=1, block=1, stage="main",
    task="visual-search", condition="present", level=3, correct=True, performance=1.0,
    reaction_time=0.612, response="f", engagement=0.71, certainty=0.6,
    score_reason="", quality=1.0, next_level=4, why="correct-up", frames_dropped=0,
    onset_dropped=False,
)  # fmt: skip
TIP = Qt.ItemDataRole.ToolTipRole


def test_the_viewer_shows_the_stored_trials_unchanged(recorded) -> None:
    folder = recorded / "sub-07" / "ses-02"
    session = RecordedSession(folder)
    assert list(session.trials) == read_trials(find_run(folder))


def test_a_trial_of_unknown_onset_is_at_no_time(recorded) -> None:
    session = RecordedSession(recorded / "sub-07" / "ses-02")
    first, *others = session.trials
    session.trials = (first, replace(first, onset=nan), *others)
    assert session.trial_at(first.onset) == 0
    assert session.trial_at(first.onset - 1.0) is None


@pytest.mark.parametrize("columns", [trial_log.COLUMNS, side.COLUMNS])
def test_a_table_shows_the_columns_chosen(qapp, columns) -> None:
    table = TrialTable(LIGHT, columns)
    table.set_records([RECORD])
    names = [
        table.headerData(i, Qt.Orientation.Horizontal) for i in range(len(columns))
    ]
    assert names == [NAMES[key] for key in columns]
    cells = {key: table.index(0, i).data() for i, key in enumerate(columns)}
    assert cells["correct"] == "✓ correct"
    assert cells["engagement"] == "0.71"


def test_a_missing_score_has_its_reason_as_tool_tip(qapp) -> None:
    table = TrialTable(LIGHT, ("trial", "engagement"))
    table.set_records([RECORD])
    table.insert_first(
        replace(RECORD, trial=2, engagement=None, score_reason="bad-window")
    )
    assert [table.index(row, 0).data() for row in range(2)] == ["2", "1"]
    assert table.index(0, 1).data(TIP) == "bad-window"
    assert table.index(1, 1).data(TIP).startswith("4 (+1) · ")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        *((name, {}) for name in sorted(TASKS)),
        ("visual-search", {"answer_to": "dot"}),
        ("questionnaire", {"ask": "nasa-tlx"}),
        ("useful-field", {"variant": "selective"}),
        ("complex-span", {"variant": "symmetry"}),
        ("rest", {"eyes": "closed"}),
        ("digit-span", {"order": "backward"}),
    ],
)
def test_each_condition_of_a_task_has_a_name_in_every_language(name, options) -> None:
    task, rng = load_task(name, **options), np.random.default_rng(2)
    met = {
        task.next_trial(level, rng).condition
        for level in range(1, task.n_levels + 1)
        for _ in range(4)
    }
    known = set(CONDITIONS)
    nameless = {one for one in met - known if not known >= set(one.split("-"))}
    assert nameless == set()
