"""Tables of versions that knew fewer columns agree with their ledgers."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.proof.events_agreement import LATER, events_problems
from attention_camp.camp.session.ledger_lines import TrialLine


@pytest.fixture
def run(by_formula: RunPaths, tmp_path: Path) -> RunPaths:
    shutil.copytree(by_formula.dataset, tmp_path / "data")
    return replace(by_formula, dataset=tmp_path / "data")


def without(run: RunPaths, names: frozenset[str]) -> None:
    """Take columns out of a run's events.tsv."""
    with run.events.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    left = [name for name in rows[0] if name not in names]
    table = [left, *([row[name] for name in left] for row in rows)]
    text = "".join("\t".join(cells) + "\n" for cells in table)
    run.events.write_text(text, encoding="utf-8")


def test_columns_that_came_later_may_lack_where_nothing_is_in_them(run) -> None:
    ledger = read_ledger(run.decisions)
    without(run, LATER)
    assert list(events_problems(run, ledger)) == []
    lines = [
        replace(line, record=replace(line.record, pulse=70.0))
        if isinstance(line, TrialLine)
        else line
        for line in ledger.lines
    ]
    told = replace(ledger, lines=tuple(lines))
    (problem, *_) = events_problems(run, told)
    assert "the columns pulse are missing" in str(problem)


def test_other_columns_may_not(run) -> None:
    without(run, frozenset({"quality"}))
    (problem,) = events_problems(run, read_ledger(run.decisions))
    assert "the columns quality are missing" in str(problem)
