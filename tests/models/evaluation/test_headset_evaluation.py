"""Evaluation per headset and the twins of an accuracy, on made-up people in a cap."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.models.data.headsets import headset
from attention_camp.models.data.recordings import Person
from attention_camp.models.evaluation import headset_table, headsets, twins
from attention_camp.models.evaluation.headsets import answers, by_person
from attention_camp.models.training.held_out import own_rest_of

CAP = (
    *("Fp1", "Fp2", "F3", "F4", "F7", "F8", "T7", "T8", "C3", "C4"),
    *("P7", "P8", "P3", "P4", "O1", "O2", "Fz", "Cz", "Pz"),
)


def made_up(number):
    """Return a person whose alpha goes when there is work."""
    rng = np.random.default_rng(number)
    y = np.repeat([1, 0], [8, 12])
    t = np.arange(256) / 64
    rhythm = np.sin(2 * np.pi * (10 * t + rng.random((20, len(CAP), 1))))
    alpha = np.where(y == 0, 1.5, 0.5)[:, None, None]
    X = 1e-5 * (rng.standard_normal((20, len(CAP), 256)) + alpha * rhythm)
    rest = np.zeros(20, bool)
    rest[8:12] = True
    session = np.full(20, "")
    return Person(f"p{number}", X.astype("f4"), y, 1 - y, session, rest, 64.0, CAP)


@pytest.fixture
def people(monkeypatch):
    found = [made_up(number) for number in range(4)]
    for module in (headsets, twins):
        monkeypatch.setattr(module, "read_people", lambda *_, **__: found)
    return found


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


def test_the_twins_show_what_is_and_what_is_not_there(people):
    found, windows = twins.twins([], n_folds=2)
    auc = {one.name: float(np.mean(one.aucs)) for one in found}
    assert auc["the score"] > 0.95
    assert abs(auc["shuffled labels"] - 0.5) < 0.25
    assert auc["time on task alone"] == 1.0
    assert ((windows > 0) & (windows <= 16)).all()
    assert "| the score |" in twins.as_text(found, windows)


def test_the_weakest_directions_are_gone_after_they_are_taken_out():
    person = made_up(0)
    less = twins.without_weakest(person, 2)
    for label in (0, 1):
        data = less.X[less.y == label].astype(float)
        rank = np.linalg.matrix_rank(np.einsum("wct,wdt->cd", data, data), tol=1e-14)
        assert rank == len(CAP) - 4
    assert less.X.shape == person.X.shape


def test_own_rest_is_the_first_minute_or_a_third_where_that_is_all():
    person = made_up(0)
    assert (own_rest_of(person) == person.is_baseline).all()
    person.is_baseline[:] = person.y == 0
    assert np.flatnonzero(own_rest_of(person)).tolist() == [8, 9, 10, 11]
