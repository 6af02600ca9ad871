"""Tables come back as the records they were written from."""

import math
from collections.abc import Callable

import pytest

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.rows import read_events, read_scores, read_trials
from attention_camp.camp.dataset.tables import ScoreRow, clean_text
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.records import EventRow
from attention_camp.resources.text_table import cells_of

Make = Callable[..., TrialLine]


def test_trials_events_and_scores_round_trip(paths: RunPaths, trial: Make) -> None:
    prepare_run(paths, meta={})
    store = TrialStore(paths)
    stored = [trial(n) for n in range(1, 8)] + [
        trial(8, parameters={"word": "n/a", "x": 1e-9, "on": True}, measures={})
    ]
    scores = [
        ScoreRow(0.25, 62, None, None, 0.5, "gap", 0.1, 0.3),
        ScoreRow(1 / 3, 83, 0.5, 0.25, 1.0, "", 0.004, 0.254),
    ]
    for one in stored:
        store.append(one)
    store.append_event(EventRow(0.5, 0.0, "note", 125, "早上好"))
    store.append_scores(scores)
    store.close()
    assert read_trials(paths) == [one.record for one in stored]
    events = [event for one in stored for event in one.events]
    assert read_events(paths) == [EventRow(0.5, 0.0, "note", 125, "早上好"), *events]
    assert read_scores(paths) == scores


def test_a_column_that_an_earlier_version_did_not_write_keeps_its_default(
    paths: RunPaths,
) -> None:
    prepare_run(paths, meta={})
    header = "onset\tsample\tengagement\tcertainty\tquality\treason\tlatency\n"
    paths.engagement.write_text(header + "4.0\t1000\t0.5\t0.25\t1.0\tn/a\t0.1\n")
    (row,) = read_scores(paths)
    assert (row.sample, row.latency, math.isnan(row.wait)) == (1000, 0.1, True)


def test_a_torn_last_row_is_left_out(paths: RunPaths, trial: Make) -> None:
    prepare_run(paths, meta={})
    store = TrialStore(paths)
    store.append(trial(1))
    store.close()
    with paths.events.open("a") as file:
        file.write("4.0\t1.0\ttri")
    assert len(read_trials(paths)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"), [("1.0\t2.0\n", "line 2: 2 cells"), ("x\t", "'x'")]
)
def test_a_row_that_cannot_be_read_is_located(
    paths: RunPaths, trial: Make, wrong: str, said: str
) -> None:
    prepare_run(paths, meta={})
    store = TrialStore(paths)
    store.append(trial(1))
    store.close()
    header, row, *_ = paths.events.read_text().splitlines(keepends=True)
    if wrong.endswith("\t"):
        wrong += row.split("\t", 1)[1]
    paths.events.write_text(header + wrong)
    with pytest.raises(DatasetError, match=said):
        read_trials(paths)


def test_what_varied_with_a_trial_is_its_own(paths: RunPaths, trial: Make) -> None:
    prepare_run(paths, meta={})
    store = TrialStore(paths)
    for number in (1, 2):
        store.append(trial(number, parameters={"word": "red"}))
    store.close()
    first, second = read_trials(paths)
    assert first.parameters == second.parameters == {"word": "red"}
    assert first.parameters is not second.parameters


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a\t{"x": "b c"}\td e\n', ("a", '{"x": "b c"}', "d e")),
        ('"a"\t "b ""c""" \t\r\n', ("a", 'b "c"', "")),
        (" a\tb", ("a", "b")),
        ("a\tb \n", ("a", "b")),
        ('a"\tb"c\n', ('a"', 'b"c')),
    ],
)
def test_only_quotes_and_blanks_around_a_cell_are_taken_off(line, cells) -> None:
    assert cells_of(line) == cells


def test_an_absent_table_holds_nothing(paths: RunPaths) -> None:
    assert read_trials(paths) == read_events(paths) == read_scores(paths) == []


def test_text_for_a_cell_is_one_line() -> None:
    assert clean_text(' a\tb\r\nc\x00 "d"') == 'a b c "d"'
    assert clean_text('""quoted"') == "'quoted\""
