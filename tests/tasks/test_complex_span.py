"""Complex span counts only where the judgements were made, too."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.trial import Answer


@pytest.mark.parametrize("variant", ["operation", "symmetry"])
@pytest.mark.parametrize("judges", [True, False])
def test_memory_bought_with_judgements_gives_no_span(variant, judges, present):
    """All items recalled, but every sum answered wrongly: no span."""
    task, trials = load_task("complex-span", variant=variant), []
    for seed in range(6):
        trial = task.next_trial(2, np.random.default_rng(seed))
        answers = []
        for i, phase in enumerate(trial.phases):
            if phase.expected is None:
                continue
            key = phase.expected
            if phase.name == "judgement" and not judges:
                key = "left" if key == "right" else "right"
            answers.append(Answer(key, i, 1.0))
        trials.append((trial, task.score(trial, present(trial, answers))))
    assert all(outcome.correct for _, outcome in trials)
    found = task.summary(trials)
    assert found["judgement_accuracy"] == float(judges)
    assert math.isnan(found["span"]) == (not judges)
    assert math.isnan(found["partial_credit"]) == (not judges)


def test_sums_and_patterns_are_what_they_say():
    """Half of the sums are right; a pattern said to be mirrored is."""
    n_right = 0
    for seed in range(200):
        trial = load_task("complex-span").next_trial(1, np.random.default_rng(seed))
        text = trial.phases[0].stimuli[0].text.replace("×", "*").replace("−", "-")
        left, _, right = text.partition("=")
        is_right = eval(left) == int(right)
        assert trial.phases[0].expected == ("right" if is_right else "left")
        n_right += is_right
    assert 70 < n_right < 130
    symmetry = load_task("complex-span", variant="symmetry")
    for seed in range(50):
        trial = symmetry.next_trial(1, np.random.default_rng(seed))
        squares = [s for s in trial.phases[0].stimuli if hasattr(s, "width")]
        places = {(round(s.x, 2), round(s.y, 2)) for s in squares}
        mirrored = {(round(-x, 2), y) for x, y in places} == places
        assert trial.phases[0].expected == ("right" if mirrored else "left")
