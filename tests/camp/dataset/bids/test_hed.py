"""HED: every name that a task can write is annotated, and hedtools finds no error."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.bids.events_json import described_events
from attention_camp.camp.dataset.bids.hed import HED_VERSION, hed_tags
from attention_camp.camp.dataset.bids.levels import LEVELS, REASONS
from attention_camp.camp.dataset.tables import EVENT_COLUMNS, event_line, tsv_line
from attention_camp.camp.session.records import EventRow
from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.difficulty.why import WHY
from attention_camp.tasks.displays import CONDITIONS, DISPLAYS, KEYS, TASK_NAMES
from attention_camp.tasks.trial import Trial

hed = pytest.importorskip("hed")

VARIANTS = [
    *((name, {}) for name in TASKS),
    ("n-back", {"variant": "dual"}),
    ("n-back", {"n": 6}),
    ("digit-span", {"modality": "heard", "order": "backward"}),
    ("corsi-span", {"order": "backward"}),
    ("rest", {"eyes": "closed"}),
    ("stroop", {"variant": "spatial"}),
    ("useful-field", {"variant": "selective"}),
    ("complex-span", {"variant": "symmetry"}),
]


def trials() -> Iterator[Trial]:
    for name, options in VARIANTS:
        task = load_task(name, **options)
        for level in (1, task.n_levels):
            for seed in range(12):
                yield task.next_trial(level, np.random.default_rng(seed))


def test_every_name_of_every_task_is_described_and_tagged() -> None:
    tags = hed_tags()
    seen = list(trials())
    displays = {phase.name for trial in seen for phase in trial.phases}
    keys = {key for trial in seen for key in trial.keys}
    assert displays <= DISPLAYS.keys() <= set(tags["value"])
    assert keys <= KEYS.keys() <= set(tags["value"])
    assert {trial.condition for trial in seen} <= CONDITIONS.keys()
    assert set(tags["condition"]) == set(CONDITIONS)
    assert set(tags["task"]) == set(TASK_NAMES) == set(TASKS)
    assert {*WHY, "practice"} == set(tags["why"])


def test_targets_responses_and_correctness_are_told_apart() -> None:
    tags = hed_tags()
    values = tags["value"]
    targets = {name for name in DISPLAYS if "Target" in values[name].split(", ")}
    others = {name for name in DISPLAYS if "Non-target" in values[name].split(", ")}
    assert {"target", "go", "match", "city", "signal", "probe"} <= targets
    assert {"standard", "no-go", "other", "mountain"} == others
    assert "Correct-action" in tags["correct"]["true"]
    assert "Incorrect-action" in tags["correct"]["false"]
    assert "Participant-response" in tags["trial_type"]["response"]


def test_hedtools_finds_no_error_in_sidecar_and_rows_of_all_tasks(
    tmp_path, trial
) -> None:
    sidecar = hed.Sidecar(io.StringIO(json.dumps(described_events())))
    schema = hed.load_schema_version(HED_VERSION)
    kinds = [("stimulus", name) for name in DISPLAYS]
    kinds += [("response", name) for name in KEYS]
    kinds += [("note", "said"), ("pause", ""), ("break", ""), ("BAD_gap", "stall")]
    rows = [
        EventRow(0.01 * number, 0.0, kind, number, value)
        for number, (kind, value) in enumerate(kinds)
    ]
    lines = [event_line(row) for row in rows]
    for number, (condition, why) in enumerate(
        [(condition, "start") for condition in CONDITIONS]
        + [("run", why) for why in WHY],
        start=1,
    ):
        task = list(TASK_NAMES)[number % len(TASK_NAMES)]
        record = trial(number, task=task, condition=condition, why=why).record
        lines.append(event_line(record))
    table = tmp_path / "all_events.tsv"
    table.write_text(tsv_line(EVENT_COLUMNS) + "".join(lines), encoding="utf-8")
    assert errors(sidecar.validate(schema)) == []
    assert errors(hed.TabularInput(str(table), sidecar=sidecar).validate(schema)) == []


def test_recorded_sessions_assemble_without_an_error(studied: Path) -> None:
    schema = hed.load_schema_version(HED_VERSION)
    tables = sorted(studied.rglob("*_events.tsv"))
    assert len(tables) == 3
    for table in tables:
        sidecar = hed.Sidecar(str(table.with_suffix(".json")))
        found = hed.TabularInput(str(table), sidecar=sidecar).validate(schema)
        assert errors(found) == [], table


def errors(issues: list[dict]) -> list[str]:
    return [str(issue.get("message")) for issue in issues if issue["severity"] == 1]


def test_every_reason_without_a_score_has_its_level() -> None:
    codes = pytest.importorskip("attention_camp.camp.ui.widgets.codes")
    assert set(codes.REASONS) <= set(REASONS)


def test_columns_of_words_have_levels() -> None:
    described = described_events(tasks=["visual-search"])
    words = {"trial_type", "stage", *LEVELS} & set(EVENT_COLUMNS)
    assert {"task", "condition", "why", "score_reason", "correct"} <= words
    assert all(described[name]["Levels"] for name in words)
    assert "Levels" not in described["value"], "notes are free texts"
    assert "Levels" not in described_events(tasks=["their-own"])["condition"]
