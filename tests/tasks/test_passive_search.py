"""The displays of a search that are only seen: a key for a dot, nothing to search."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.search.visual_search import VisualSearch
from attention_camp.tasks.trial import Keypress, Response


def trials(n=40, **options):
    task, rng = VisualSearch(answer_to="dot", **options), np.random.default_rng(1)
    return task, [task.next_trial(3, rng) for _ in range(n)]


def test_the_displays_are_those_of_the_search_and_the_dot_comes_later() -> None:
    _, made = trials()
    search = VisualSearch().next_trial(3, np.random.default_rng(1)).phases[1].stimuli
    for trial in made:
        seen, dot = trial.phases[1:3]
        assert set(map(type, seen.stimuli)) == set(map(type, search))
        assert dot.stimuli[:-1] == seen.stimuli
        assert not seen.collects
        assert 0.2 <= seen.duration / trial.parameters["time_limit"] <= 0.6


@pytest.mark.parametrize(
    ("keys", "sides"),
    [("arrows", ("left", "right")), ("letters-swapped", ("f", "j"))],
)
def test_the_key_is_that_of_the_side_of_the_dot(keys, sides) -> None:
    task, made = trials(keys=keys)
    for trial in made:
        dot = trial.phases[trial.onset_phase]
        assert dot.expected == sides[dot.stimuli[-1].x > 0]
        assert trial.condition == f"dot {'right' if dot.stimuli[-1].x > 0 else 'left'}"
        onsets = (0.0, 0.5, 1.5, np.nan)
        right = Keypress(dot.expected, 2.0, 2)
        assert task.score(trial, Response(onsets, 3.0, (right,))).correct
    assert {trial.condition for trial in made} == {"dot left", "dot right"}


def test_a_simulated_person_answers_and_no_slope_is_claimed() -> None:
    task, made = trials()
    observer, rng = make_observer("default"), np.random.default_rng(0)
    answers = [observer.answer(trial, rng)[0] for trial in made]
    right = [a.key == t.phases[2].expected for a, t in zip(answers, made, strict=True)]
    assert np.mean(right) > 0.9
    assert {answer.phase for answer in answers} == {2}
    assert set(task.summary([])) == {"accuracy", "anticipations"}
