"""Cells and lines of our tables, whatever is put into them."""

import inspect
import json
import math
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention_camp.camp.dataset.exports.csv import RunColumns
from attention_camp.camp.dataset.exports.task_scores import ScoreLine
from attention_camp.camp.dataset.reading.summary import BlockRow, RunSummary
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    GAP,
    TRIAL,
    ScoreRow,
    cell,
    columns,
    described,
    event_line,
    events_sidecar,
    to_json,
    tsv_line,
)
from attention_camp.camp.session.records import EventRow, TrialRecord

few = settings(max_examples=60, deadline=None)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@few
@given(st.lists(st.text() | st.floats() | st.dictionaries(st.text(), st.text())))
def test_a_line_has_as_many_cells_as_values(values: list) -> None:
    line = tsv_line([*values, "end"])
    assert line.splitlines() == [line[:-1]]
    assert len(line[:-1].split("\t")) == len(values) + 1
    assert line.encode("utf-8", "replace")


@few
@given(st.text())
def test_no_note_changes_the_shape_of_events(text: str) -> None:
    line = event_line(EventRow(1.0, 0.0, "note", 250, text))
    assert len(line.split("\t")) == len(EVENT_COLUMNS)
    assert line.count("\n") == 1
    assert not line.split("\t")[4].startswith('"')


@few
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_exactly(value: float) -> None:
    assert float(cell(value)) == value
    assert json.loads(to_json({"x": value}))["x"] == value


@few
@given(st.dictionaries(st.text(), anything))
def test_any_plain_data_is_one_line_of_json(values: dict) -> None:
    def without_nan(value: object) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            return None
        if isinstance(value, dict):
            return {key: without_nan(item) for key, item in value.items()}
        if isinstance(value, list):
            return [without_nan(item) for item in value]
        return value

    text = to_json(values)
    assert text.splitlines() == [text]
    assert json.loads(text) == without_nan(values)


def test_what_numpy_and_the_program_hold_becomes_plain_json() -> None:
    class Colour(Enum):
        RED = "red"

    values = {
        "number": np.float32(0.5),
        "flag": np.bool_(True),
        "list": np.arange(3),
        "path": Path("a") / "b",
        "choice": Colour.RED,
        "row": EventRow(1.0, 0.0, "note", 1),
        "tuple": (1, 2),
    }
    assert json.loads(to_json(values)) == {
        "number": 0.5,
        "flag": True,
        "list": [0, 1, 2],
        "path": str(Path("a") / "b"),
        "choice": "red",
        "row": {
            "onset": 1.0,
            "duration": 0.0,
            "trial_type": "note",
            "sample": 1,
            "value": "",
        },
        "tuple": [1, 2],
    }
    with pytest.raises(TypeError, match="got object"):
        to_json({"x": object()})


def test_missing_values_are_bids_own_word() -> None:
    assert [cell(v) for v in (None, math.nan, math.inf, "", {}, "  ")] == ["n/a"] * 6
    assert [cell(v) for v in (True, False, 0, 0.0)] == ["true", "false", "0", "0.0"]


def test_the_sidecar_explains_levels_in_words() -> None:
    explained = events_sidecar()
    assert set(explained) == set(EVENT_COLUMNS)
    assert "note" in explained["trial_type"]["Levels"]
    assert "`" not in json.dumps(explained)


def test_the_sidecar_has_the_texts_it_always_had() -> None:
    explained = events_sidecar()
    assert explained["reaction_time"] == {
        "Description": "Seconds from the onset to the right answer (median over "
        "several).",
        "Units": "s",
    }
    assert explained["stage"] == {
        "Description": "'practice', 'calibration' or 'main'.",
        "Levels": {
            "practice": "Trials with feedback, before the blocks",
            "calibration": "Trials that calibrate the score",
            "main": "The training itself",
        },
    }
    assert list(explained) == list(EVENT_COLUMNS)
    assert explained["trial_type"]["Levels"].keys() >= {TRIAL, GAP}


@pytest.mark.parametrize(
    "cls",
    [EventRow, TrialRecord, ScoreRow, BlockRow, RunSummary, ScoreLine, RunColumns],
)
def test_every_column_of_every_table_says_what_it_is(cls: type) -> None:
    texts = described(cls)
    assert tuple(texts) == columns(cls)
    for column in texts.values():
        assert column.text.endswith((".", "..."))
        assert (column.unit == "s") == column.text.startswith("Seconds")
        assert (column.unit == "min") == column.text.endswith("minutes.")


def test_a_bundle_without_sources_has_the_same_sidecar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = events_sidecar()

    def getsource(module: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(inspect, "getsource", getsource)
    described.cache_clear()
    assert events_sidecar() == before


def test_a_field_without_a_column_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Unexplained\.onset must have a Column"):
        described(Unexplained)


@dataclass(frozen=True, slots=True)
class Unexplained:
    onset: float
