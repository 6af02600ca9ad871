"""Assessment forms: published procedures that no protocol can change unnoticed."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.forms import FORMS, form_of
from attention_camp.tasks.practice import practice_options

EACH = [(task, name) for task, forms in FORMS.items() for name in forms]


@pytest.mark.parametrize(("task", "name"), EACH)
def test_a_form_can_be_built_with_its_rule(task, name):
    """Options, level and rule of each form fit its task; practice runs stay short."""
    form = form_of(task, name)
    made = load_task(task, **form.options)
    assert form.level <= made.n_levels
    make_rule(
        form.rule,
        n_levels=made.n_levels,
        start_level=form.level,
        chance=made.chance,
        target=made.target,
        **form.rule_options,
    )
    practice = load_task(task, **{**form.options, **practice_options(task)})
    trial = practice.next_trial(form.level, np.random.default_rng(0))
    assert sum(phase.duration or 2.0 for phase in trial.phases) < 60


@pytest.mark.parametrize(
    ("task", "name", "parameter", "value"),
    [
        ("attention-network", "assessment", "time_limit", 1.7),
        ("attention-network", "assessment", "gap_deg", 0.06),
        ("sart", "assessment", "interval", 1.15),
        ("grad-cpt", "assessment", "transition", 0.8),
        ("grad-cpt", "assessment", "contrast", 1.0),
        ("pvt", "brief", "longest_wait", 4.0),
        ("change-detection", "assessment", "sample_time", 0.1),
    ],
)
def test_a_form_has_the_published_values_at_every_level(task, name, parameter, value):
    """No level changes what the publication fixed."""
    made = load_task(task, **form_of(task, name).options)
    for level in range(1, made.n_levels + 1):
        assert made.parameters(level)[parameter] == value


def test_a_run_of_the_sart_holds_225_digits_25_of_each():
    """As in Robertson et al. 1997."""
    made = load_task("sart", **form_of("sart", "assessment").options)
    digits = made.next_trial(1, np.random.default_rng(0)).parameters["digits"]
    assert len(digits) == 225
    assert {digits.count(digit) for digit in "123456789"} == {25}


@pytest.mark.parametrize("task", ["corsi-span", "digit-span"])
def test_a_span_begins_where_its_form_says(task):
    """Three, as in Woods et al. 2011; Kessels et al. 2000 began with two."""
    form = form_of(task, "assessment")
    made = load_task(task, **form.options)
    assert made.parameters(form.level)["length"] == 3
    assert "from three" in form.source


def test_an_unknown_form_says_which_there_are():
    """The text names the forms of the task."""
    with pytest.raises(ValueError, match="brief"):
        form_of("pvt", "assesment")
