"""Cells and lines of our tables, whatever is put into them."""

import inspect
import json
import math
from enum import Enum
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    cell,
    event_line,
    events_sidecar,
    field_texts,
    to_json,
    tsv_line,
)
from attention_camp.camp.session.records import EventRow

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


def test_a_bundle_without_sources_still_has_a_sidecar(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def getsource(module: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(inspect, "getsource", getsource)
    texts = field_texts.__wrapped__(EventRow)
    assert texts == {name: name for name in EventRow.__dataclass_fields__}
    assert "unexplained" in caplog.text
