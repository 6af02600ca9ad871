"""Evaluation per headset and the twins of an accuracy, on made-up people in a cap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from attention_camp.models.data.headsets import headset
from attention_camp.models.evaluation import headset_table, twins
from attention_camp.models.evaluation.headsets import answers, by_person
from attention_camp.models.training.held_out import headsets_for, own_rest_of


def test_people_and_headset_are_left_out_and_every_table_is_printed(people):
    worn = tuple(headset(n) for n in ("19 at the ears", "Cyton-8", "Muse-4"))
    found, said = answers([], headsets=worn, baselines=("theta-alpha",), n_folds=2)
    for one in worn:
        own = by_person(found, "score", one.name)
        assert set(own) == {person.name for person in people}
        assert all(len(answer.y) == 16 for answer in own.values())
    text = headset_table.as_text(found, said)
    assert "| Muse-4 | 1.000" in text
    assert "| 19 at the ears | 1.000" in text
    assert "mean over headsets" in text


def test_headsets_that_an_average_does_not_tell_are_neither_learned_nor_tested(
    people, caplog
):
    people[:] = [replace(person, zeros=()) for person in people]
    worn = tuple(headset(n) for n in ("19, average", "Cyton-8", "BrainBit-4"))
    found, said = answers([], headsets=worn, baselines=("theta-alpha",), n_folds=2)
    names = {"19, average", "BrainBit-4"}
    assert {one.headset for one in found} == {one.headset for one in said} == names
    assert "not made from them: Cyton-8" in caplog.text
    assert "\n| BrainBit-4 | T7 T8" in headset_table.as_text(found, said)
    assert {one.family for one in headsets_for(people)} == {"cap", "cyton", "emo"} | {
        "brainbit"
    }
    few = people[0].picked(people[0].ch_names[:8])
    assert {one.name for one in headsets_for([few, *people])} == {
        *("19 at the ears", "19, average")
    }


def test_somebody_without_a_score_is_paired_with_nobody_and_is_not_counted(people):
    people[0].X[:, 2:] = np.nan
    worn = (headset("19, average"), headset("Cyton-8"))
    found, said = answers([], headsets=worn, baselines=("theta-alpha",), n_folds=2)
    text = headset_table.as_text(found, said)
    assert "| 0 of 3 |" in text
    assert "nan" not in text


def test_the_twins_show_what_is_and_what_is_not_there(people):
    found, windows = twins.twins([], n_folds=2)
    auc = {one.name: float(np.mean(one.aucs)) for one in found}
    assert auc["the score"] > 0.95
    assert abs(auc["shuffled labels"] - 0.5) < 0.25
    assert auc["time on task alone"] == 1.0
    assert ((windows > 0) & (windows <= 16)).all()
    assert "| the score |" in twins.as_text(found, windows)


def test_bad_channels_are_in_no_twin_and_who_has_few_others_is_left_out(people, caplog):
    people[0].X[3:, 4] = np.nan  # good in the first windows
    people[1].X[:, 2:] = np.nan
    found, windows = twins.twins([], n_folds=2)
    assert {one.aucs.shape for one in found} == {(3,)} == {windows.shape}
    assert np.isfinite([one.aucs for one in found]).all()
    assert "made/sub-1 is left out" in caplog.text


def test_the_weakest_directions_are_gone_after_they_are_taken_out(made_up):
    person = made_up(0)
    less = twins.without_weakest(person, 2)
    for label in (0, 1):
        data = less.X[less.y == label].astype(float)
        rank = np.linalg.matrix_rank(np.einsum("wct,wdt->cd", data, data), tol=1e-14)
        assert rank == len(person.ch_names) - 4
    assert less.X.shape == person.X.shape


def test_own_rest_is_the_first_minute_or_a_third_where_that_is_all(made_up):
    person = made_up(0)
    assert (own_rest_of(person) == person.is_baseline).all()
    person.is_baseline[:] = person.y == 0
    assert np.flatnonzero(own_rest_of(person)).tolist() == [8, 9, 10, 11]
