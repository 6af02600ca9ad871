"""The table of reliability: each form's scores, and what they can show."""

from __future__ import annotations

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


def test_a_change_is_detectable_beyond_what_two_errors_explain():
    """1.96 times the error of a difference; 0.9 is asked for of one person."""
    score = Reliability(500, 0.0, 0.0, 0.01, 0.95, 0.89, 2.0)
    assert score.smallest_change == pytest.approx(5.544, abs=0.001)
    assert not score.shows_change
