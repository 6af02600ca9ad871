"""The table of reliability: each form's scores, and what they can show."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.forms import FORMS
from attention_camp.tasks.reliability import Reliability
from attention_camp.tasks.reliability_table import RELIABILITY


def test_the_table_has_scores_of_every_form_and_no_others():
    """Each form has scores; each score is one that its task gives."""
    forms = {(task, form) for task, named in FORMS.items() for form in named}
    assert {(task, form) for task, form, _ in RELIABILITY} == forms
    for task, form, score in RELIABILITY:
        made = load_task(task, **FORMS[task][form].options)
        assert score in made.summary([])


def test_no_score_of_the_table_is_biased():
    """None lies surely more than a tenth of a standard deviation off the truth."""
    for key, one in RELIABILITY.items():
        assert abs(one.bias) - one.half_width <= 0.1, key


def test_nobody_gets_the_same_order_of_psychopy_twice(monkeypatch):
    """A retest in the same order would share more than the person."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    peer_forms = importlib.import_module("peer_forms")
    orders = [peer_forms.orders_of(n) for n in range(1, peer_forms.N_PEOPLE + 1)]
    every = set(range(peer_forms.N_ORDERS))
    assert {first for first, _ in orders} == {second for _, second in orders} == every
    assert all(first != second for first, second in orders)


def test_a_change_is_detectable_beyond_what_two_errors_explain():
    """1.96 times the error of a difference; 0.9 is asked for of one person."""
    score = Reliability(500, 0.0, 0.0, 0.01, 0.95, 0.89, 2.0)
    assert score.smallest_change == pytest.approx(5.544, abs=0.001)
    assert not score.shows_change
