"""Rows of PsychoPy tables are matched to the markers of an XDF file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from attention_camp.camp.dataset.importing.plan import (
    ImportPlan,
    ImportRequest,
    plan_import,
)
from attention_camp.camp.dataset.importing.psychopy import PsychopyError, read_psychopy
from attention_camp.camp.dataset.importing.write import write_import
from attention_camp.camp.dataset.rows import read_table

WORDS = ["red", "green", "green", "blue", "red", "blue", "red", "green"]
ONSETS = 100.513 + np.cumsum([0.7, 0.9, 0.8, 1.1, 0.75, 0.95, 0.85, 1.2])
Planned = Callable[..., ImportPlan]


def rows(**columns: list[Any]) -> list[dict[str, Any]]:
    """Return a table with a row of instructions and the trials, in PsychoPy's clock."""
    trials = [
        {
            "trials.thisN": k,
            "word": word,
            "stim.started": f"{1.0001 * (at - 57.3):.4f}",
            "key_resp.rt": f"{0.4 + k / 100:.2f}",
            **{name: values[k] for name, values in columns.items()},
        }
        for k, (word, at) in enumerate(zip(WORDS, ONSETS, strict=True))
    ]
    return [{**dict.fromkeys(trials[0], ""), "instructions.started": "3.2"}, *trials]


def marks(label: str = "") -> list[tuple[float, str]]:
    found = [(at, label or w) for w, at in zip(WORDS, ONSETS, strict=True)]
    keys = [(at + 0.45, "key") for at in ONSETS[:-1]]
    return sorted([(100.1, "begin"), *found, *keys])


@pytest.fixture
def planned(
    tmp_path: Path, others: ModuleType, request_of: Callable[..., ImportRequest]
) -> Planned:
    def plan(
        table: list[dict[str, Any]],
        markers: list[tuple[float, str]] | None,
        *,
        marker: str = "",
        **how: Any,
    ) -> ImportPlan:
        others.write_xdf(tmp_path / "one.xdf", markers=markers)
        file = tmp_path / "one.csv"
        file.write_text(others.psychopy(table, **how), encoding="utf-8")
        return plan_import(request_of(tmp_path / "one.xdf", file, marker=marker))

    return plan


def matched(plan: ImportPlan) -> list[tuple[int, str]]:
    """Return sample and word of the rows that were matched."""
    return [
        (row.sample, cells["psychopy_word"])
        for row, cells in zip(plan.events, plan.more, strict=True)
        if cells
    ]


WAYS = {
    "labels in a column": (rows(), marks(), ""),
    "parts of labels": (
        rows(),
        [(at, f"stim/{t}" if t in WORDS else t) for at, t in marks()],
        "",
    ),
    "codes in a column": (
        rows(code=[WORDS.index(w) for w in WORDS]),
        [(at, str(WORDS.index(t)) if t in WORDS else t) for at, t in marks()],
        "",
    ),
    "codes with a point": (
        rows(code=[f"{WORDS.index(w)}.0" for w in WORDS]),
        [(at, str(WORDS.index(t)) if t in WORDS else t) for at, t in marks()],
        "",
    ),
    "times of the marker": (rows(), marks("stim"), ""),
    "number of markers": (rows(), marks("onset"), ""),
    "chosen marker": (
        rows(),
        sorted([*marks("onset"), *((at + 0.2, "mask") for at in ONSETS)]),
        "onset",
    ),
    "chosen column": (rows(again=WORDS[::-1]), marks(), "word"),
}


@pytest.mark.parametrize("way", WAYS)
def test_rows_are_matched_by_label_and_count_within_a_sample(
    planned: Planned, way: str
) -> None:
    table, markers, marker = WAYS[way]
    plan = planned(table, markers, marker=marker)
    found = matched(plan)
    assert [word for _, word in found] == WORDS
    true = (ONSETS - 100.0) * 250
    assert np.abs([sample for sample, _ in found] - true).max() <= 1.0
    assert len(plan.events) == len(markers)
    assert plan.figures["n_matched"] == 8
    assert plan.figures["n_rows"] == 9
    assert any("matched: 8 of 9" in str(line) for line in plan.report)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_tables_are_read_however_they_are_written(
    planned: Planned, separator: str, mark: str
) -> None:
    plan = planned(rows(), marks(), separator=separator, mark=mark)
    assert [word for _, word in matched(plan)] == WORDS


def test_the_columns_of_the_table_are_columns_of_the_events(
    planned: Planned,
) -> None:
    run = write_import(planned(rows(), marks()))
    found = [row for row in read_table(run.events) if row["psychopy_word"] != "n/a"]
    assert [row["psychopy_word"] for row in found] == WORDS
    assert found[2]["psychopy_key_resp.rt"] == "0.42"
    # what is the same in every row is of the session: here a person's name
    assert "Ada" not in run.events.read_text()
    assert "psychopy_word" in run.events_json.read_text()


@pytest.mark.parametrize(
    ("table", "markers", "words"),
    [
        (rows(), None, "no stream of markers"),
        (rows(), [], "do not fit"),
        (rows()[:-1], marks(), "green is 2 times in the column word and 3 times"),
        (rows(), [m for m in marks() if m[1] != "blue"], "do not fit"),
        (
            rows(),
            sorted([*marks("onset"), *((at + 0.2, "mask") for at in ONSETS)]),
            "more than one way",
        ),
        (rows(), [(100.0 + k, "onset") for k in range(8)], "differ from those"),
    ],
)
def test_rows_that_do_not_fit_are_refused_with_the_counts(
    planned: Planned,
    tmp_path: Path,
    table: list[dict[str, Any]],
    markers: list[tuple[float, str]] | None,
    words: str,
) -> None:
    with pytest.raises(PsychopyError, match=words):
        planned(table, markers)
    assert not (tmp_path / "dataset").exists()


def test_a_marker_that_is_none_is_refused(planned: Planned) -> None:
    with pytest.raises(PsychopyError, match="nothing is none"):
        planned(rows(), marks(), marker="nothing")


def test_a_table_without_rows_is_refused(planned: Planned, tmp_path: Path) -> None:
    planned(rows(), marks())
    table = tmp_path / "one.csv"
    table.write_text(table.read_text("utf-8-sig").split("\n")[0])
    with pytest.raises(PsychopyError, match="no rows"):
        read_psychopy(table)
