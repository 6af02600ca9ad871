"""Stimuli grow with the text where a protocol allows it, but never out of sight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize

from attention_camp.camp.session.camp.larger import FARTHER, REACH, display_for
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.participant.draw import bounds
from attention_camp.camp.ui.participant.units import Scale, shown_size, window_scale
from attention_camp.tasks import TASKS, load_task

LARGE = Display(text_scale=1.5)
SCREENS = [QSize(1280, 800), QSize(1920, 1080), QSize(2560, 1440)]


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_they_are_as_large_as_the_text_or_as_fits(size: QSize) -> None:
    usual = window_scale(LARGE, size, size.width()).per_degree
    larger = window_scale(replace(LARGE, stimulus_scale=1.5), size, size.width())
    assert usual < larger.per_degree <= 1.5 * usual
    assert REACH * larger.per_degree <= size.height() / 2
    kept = shown_size(replace(LARGE, stimulus_scale=1.5), size, size.width())
    assert kept["stimulus_scale"] == pytest.approx(larger.per_degree / usual, abs=1e-4)
    assert 1.0 < kept["stimulus_scale"] <= 1.5


def _scale(plan: Plan, *, is_locked: bool = False, **display: float) -> float:
    shown = display_for(plan, Display(**display), is_locked=is_locked)
    return shown.stimulus_scale


def test_only_protocols_that_allow_it_are_enlarged_with_the_text() -> None:
    assert _scale(plan_session(load_protocol("adults")), text_scale=1.5) == 1.0
    for name in ("children", "older-adults", "rehabilitation"):
        assert _scale(plan_session(load_protocol(name)), text_scale=1.5) == 1.5


def test_the_size_chosen_for_a_pc_counts_but_not_in_a_locked_study() -> None:
    plain = plan_session(load_protocol("adults"))
    grows = plan_session(load_protocol("children"))
    chosen = {"text_scale": 1.5, "own_stimulus_scale": 1.25}
    assert (_scale(plain, **chosen), _scale(grows, **chosen)) == (1.25, 1.25)
    assert _scale(plain, is_locked=True, **chosen) == 1.0
    assert _scale(grows, is_locked=True, **chosen) == 1.5


def test_a_task_that_needs_the_whole_screen_keeps_its_size() -> None:
    block = {"task": "useful-field", "trials": 1}
    values = {"name": "p", "title": "P", "description": "", "blocks": [block]}
    far = plan_session(Protocol.model_validate(values | {"enlarge": True}))
    assert _scale(far, text_scale=1.5, own_stimulus_scale=2.0) == 1.0


@pytest.mark.parametrize("name", sorted(set(TASKS) - FARTHER))
def test_no_task_reaches_farther_than_is_reckoned_with(name: str, qapp: object) -> None:
    probe, task, all_of_it = Scale(0.0, 0.0, 100.0), load_task(name), QRect()
    for level in {1, task.n_levels}:
        for phase in task.next_trial(level, np.random.default_rng(level)).phases:
            all_of_it = all_of_it.united(bounds(phase.stimuli, probe))
    assert max(-all_of_it.top(), all_of_it.bottom()) <= 100 * REACH
