"""What people and programs do to events.tsv is noticed and said, never undone."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.guards.edits import edits_of
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.closing import close
from attention_camp.camp.dataset.recover import Notice, recover
from attention_camp.camp.dataset.rows import read_event_table, read_trials
from attention_camp.camp.dataset.trial_store import mend_events
from attention_camp.camp.dataset.validate import check_run

Session = Callable[..., RunPaths]


def changed(paths: RunPaths, edit: Callable[[list[list[str]]], None]) -> None:
    """Edit the cells of a table of events, the header's among them."""
    rows = [line.split("\t") for line in paths.events.read_text().splitlines()]
    edit(rows)
    paths.events.write_text("".join("\t".join(row) + "\n" for row in rows))


def trial_row(rows: list[list[str]], number: int) -> list[str]:
    place = rows[0].index("trial")
    return next(r for r in rows if r[2] == "trial" and r[place] == str(number))


def by_pandas(paths: RunPaths, **options: object) -> None:
    pd = pytest.importorskip("pandas")
    pd.read_csv(paths.events, sep="\t").to_csv(
        paths.events, sep="\t", index=False, **options
    )


SAVED = {
    "pandas": lambda paths: by_pandas(paths, na_rep="n/a"),
    "pandas, missing cells empty": by_pandas,
    "pandas, six digits": lambda paths: by_pandas(paths, float_format="%.6f"),
    "pandas, all in quotes": lambda paths: by_pandas(paths, quoting=csv.QUOTE_ALL),
    "excel, unicode text": lambda paths: paths.events.write_bytes(
        paths.events.read_text().replace("\n", "\r\n").encode("utf-16")
    ),
    "excel, latin-1 and windows": lambda paths: paths.events.write_bytes(
        paths.events.read_text().replace("\n", "\r\n").encode("latin-1")
    ),
    "excel, capitals": lambda paths: paths.events.write_text(
        paths.events.read_text().replace("true", "TRUE").replace("false", "FALSE")
    ),
    "mac, carriage returns": lambda paths: paths.events.write_bytes(
        paths.events.read_bytes().replace(b"\n", b"\r")
    ),
    "with a byte order mark": lambda paths: paths.events.write_bytes(
        b"\xef\xbb\xbf" + paths.events.read_bytes()
    ),
    "filled up with cells": lambda paths: paths.events.write_text(
        paths.events.read_text().replace("\n", "\t\t\n")
    ),
    "sorted backwards": lambda paths: changed(
        paths, lambda rows: rows.__setitem__(slice(1, None), rows[:0:-1])
    ),
    "columns in another order": lambda paths: changed(
        paths, lambda rows: [row.reverse() for row in rows]
    ),
    "a column added": lambda paths: changed(
        paths, lambda rows: [row.append("mine") for row in rows]
    ),
}


@pytest.mark.parametrize("name", SAVED)
def test_a_table_saved_by_another_program_is_as_good(
    paths: RunPaths, session: Session, tmp_path: Path, name: str
) -> None:
    session(paths)
    trials = read_trials(paths)
    SAVED[name](paths)
    saved = paths.events.read_bytes()
    again = read_trials(paths)
    assert [t.trial for t in again] == [t.trial for t in trials]
    assert [t.correct for t in again] == [t.correct for t in trials]
    assert [t.parameters for t in again] == [t.parameters for t in trials]
    said = export_csv(paths.dataset, tmp_path / "csv")
    with (tmp_path / "csv" / "trials.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == len(trials)
    mentioned = [text for text in said if "saved by another program" in text]
    rewritten = name not in {"sorted backwards", "with a byte order mark"}
    assert len(mentioned) == rewritten
    assert all(isinstance(text, Notice) for text in recover(paths.dataset))
    assert mend_events(paths) == 0
    assert paths.events.read_bytes() == saved


CORRECTIONS = {
    "reaction time": ("reaction_time", "n/a"),
    "answer": ("correct", "false"),
    "level": ("level", "9"),
    "onset": ("onset", "7.75"),
    "task": ("task", "another"),
}


@pytest.mark.parametrize("name", CORRECTIONS)
@pytest.mark.parametrize("state", ["finished", ""])
def test_a_corrected_trial_stays_corrected_and_single(
    paths: RunPaths, session: Session, tmp_path: Path, name: str, state: str
) -> None:
    session(paths, state=state)
    column, value = CORRECTIONS[name]

    def edit(rows: list[list[str]]) -> None:
        trial_row(rows, 4)[rows[0].index(column)] = value

    changed(paths, edit)
    recover(paths.dataset)
    said = " ".join(recover(paths.dataset))
    assert "trial 4 differs from the decision ledger" in said
    assert any("of trial 4 is" in problem.text for problem in check_run(paths))
    assert "trial 4 differs" in " ".join(export_csv(paths.dataset, tmp_path / "csv"))
    assert [t.trial for t in read_trials(paths)] == [1, 2, 3, 4, 5, 6]
    rows = [line.split("\t") for line in paths.events.read_text().splitlines()]
    assert trial_row(rows, 4)[rows[0].index(column)] == value


def test_corrected_keys_of_the_last_trial_are_not_written_twice(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")

    def edit(rows: list[list[str]]) -> None:
        last = [row for row in rows if row[2] == "response"][-1]
        last[4], last[0] = "right", f"{float(last[0]):.2f}"

    changed(paths, edit)
    before = paths.events.read_bytes()
    recover(paths.dataset)
    assert paths.events.read_bytes() == before
    assert any("1 row of displays and keys is" in text for text in edits_of(paths))


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_trial_that_somebody_removed_stays_removed(
    paths: RunPaths, session: Session, number: int
) -> None:
    session(paths)
    changed(paths, lambda rows: rows.remove(trial_row(rows, number)))
    before = paths.events.read_bytes()
    said = recover(paths.dataset)
    assert paths.events.read_bytes() == before
    assert f"trial {number} of the decision ledger has no row" in " ".join(said)
    assert "Trials that count: 5 of 6" in " ".join(said)


def test_a_table_that_a_broken_copy_cut_is_completed(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    trials = read_trials(paths)
    data = paths.events.read_bytes()
    paths.events.write_bytes(data[: round(len(data) * 0.6)])
    assert any("written again" in text for text in recover(paths.dataset))
    assert read_trials(paths) == trials
    assert recover(paths.dataset) == []


def test_a_last_line_without_its_end_is_whole(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    data = paths.events.read_bytes().rstrip(b"\n")
    paths.events.write_bytes(data)
    assert all(isinstance(text, Notice) for text in recover(paths.dataset))
    assert paths.events.read_bytes() == data
    assert len(read_event_table(paths).events) == 13


def test_a_flipped_byte_is_named_and_not_doubled(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths)

    def edit(rows: list[list[str]]) -> None:
        trial_row(rows, 2)[rows[0].index("level")] = "\x13"

    changed(paths, edit)
    before = paths.events.read_bytes()
    said = " ".join(recover(paths.dataset))
    assert paths.events.read_bytes() == before
    assert f"{paths.events.name}, line" in said
    assert "level cannot be" in said
    told = " ".join(export_csv(paths.dataset, tmp_path / "csv"))
    assert "Trials that count: 5 of 6" in told
    assert len((tmp_path / "csv" / "trials.csv").read_text().splitlines()) == 6


def test_a_trial_that_is_there_twice_counts_once(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths)

    def edit(rows: list[list[str]]) -> None:
        wrong = list(trial_row(rows, 5))
        trial_row(rows, 5)[rows[0].index("reaction_time")] = "0.5"
        rows.append(wrong)

    changed(paths, edit)
    said = " ".join(export_csv(paths.dataset, tmp_path / "csv"))
    assert "trial 5 is there already" in said
    (five,) = [trial for trial in read_trials(paths) if trial.trial == 5]
    assert five.reaction_time == 0.5


def test_an_untouched_table_says_nothing(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths)
    assert edits_of(paths) == []
    assert export_csv(paths.dataset, tmp_path / "csv") == []


@pytest.mark.parametrize(
    ("by", "is_told"), [("session", False), ("recover", True), ("correct", True)]
)
def test_only_the_closing_of_the_session_itself_vouches_for_a_table(
    paths: RunPaths, session: Session, by: str, is_told: bool
) -> None:
    session(paths)
    changed(paths, lambda rows: trial_row(rows, 5).__setitem__(1, "0.123"))
    assert edits_of(paths)
    lines = paths.decisions.read_text().splitlines(keepends=True)
    kept = [line for line in lines if '"kind": "close"' not in line]
    paths.decisions.write_text("".join(kept))
    assert close(paths, by=by, state="finished") is not None
    assert bool(edits_of(paths)) is is_told
    changed(paths, lambda rows: trial_row(rows, 5).__setitem__(1, "0.456"))
    assert edits_of(paths)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_ledger_that_cannot_be_read_is_said(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    paths.decisions.unlink()
    os.mkfifo(paths.decisions)
    (said,) = edits_of(paths)
    assert paths.decisions.name in said
