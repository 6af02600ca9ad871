"""What of reaction times a score uses: no guesses, no times that the limit cut."""

from __future__ import annotations

import math

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.answers import time_told
from attention_camp.tasks.figures import d_prime
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.timed_answers import share_cut
from attention_camp.tasks.trial import Answer, Keypress

BIAS_MS = {"attention-network": 12.0, "visual-search": 6.0, "sternberg": 6.0}
SCORES = {
    "attention-network": "conflict_ms",
    "visual-search": "slope_absent_ms_per_item",
    "sternberg": "slope_ms_per_item",
}


@pytest.mark.parametrize("name", SCORES)
@pytest.mark.parametrize("kind", ["novice", "default", "expert"])
def test_a_score_is_unbiased_or_absent_at_every_level_with_its_own_limit(
    name, kind, present
):
    """With the limits people get, a score that stands is what it is without one."""
    task = load_task(name)
    free = load_task(name, time_limit=5.0 if name == "attention-network" else 30.0)
    observer = make_observer(f"{kind}:lapse=0")
    for level in (1, task.n_levels // 2, task.n_levels):
        found = []
        for form in (task, free):
            rng, trials = np.random.default_rng(5), []
            for _ in range(900):
                trial = form.next_trial(level, rng)
                response = present(trial, observer.answer(trial, rng))
                trials.append((trial, form.score(trial, response)))
            found.append(form.summary(trials)[SCORES[name]])
        assert math.isnan(found[0]) or found[0] == pytest.approx(
            found[1], abs=BIAS_MS[name]
        )
        assert not math.isnan(found[1])


@pytest.mark.parametrize("name", SCORES)
def test_mixed_levels_give_no_times(name, present):
    """A mean over levels that differ in difficulty is of no use, so there is none."""
    task = load_task(name, time_limit=5.0)
    rng, observer, trials = np.random.default_rng(1), make_observer("default"), []
    for level in (1, 2) * 40:
        trial = task.next_trial(level, rng)
        response = present(trial, observer.answer(trial, rng))
        trials.append((trial, task.score(trial, response)))
    assert math.isnan(task.summary(trials)[SCORES[name]])
    assert 0 <= share_cut(trials) <= 1


@pytest.mark.parametrize("name", [*SCORES, "change-detection"])
def test_a_key_that_comes_before_anything_is_seen_is_left_out(name, present):
    """A right key 20 ms after the onset is an error for the rule, and no time."""
    task = load_task(name)
    trial = task.next_trial(1, np.random.default_rng(1))
    asked = trial.onset_phase
    answer = Answer(trial.phases[asked].expected, asked, 0.02)
    outcome = task.score(trial, present(trial, [answer]))
    assert not outcome.correct
    assert outcome.measures["anticipated"]
    scores = task.summary([(trial, outcome)])
    assert scores["anticipations"] == 1.0
    assert math.isnan(scores["accuracy"])


def test_a_display_tells_the_time_and_whether_it_was_in_time():
    """In time, too late, too early, and no key at all."""
    trial = load_task("pvt").next_trial(1, np.random.default_rng(1))

    def told(seconds, phase=1, limit=0.4):
        press = Keypress("space", 100 + seconds, phase)
        return [glyph.text for glyph in time_told(trial, 100.0, [press], limit=limit)]

    assert told(0.287) == ["287", "✓"]
    assert told(0.5) == ["500", "✕"]
    assert told(0.5, limit=math.inf) == ["500"]
    assert told(-1.0, phase=0) == told(0.05) == ["✕"]
    assert time_told(trial, 100.0, [], limit=0.4) == ()


@pytest.mark.parametrize("name", ["sart", "n-back", "grad-cpt"])
def test_mixed_levels_give_no_sensitivity(name, present):
    """d′ falls with difficulty, so over several levels there is none."""
    task, rng, trials = load_task(name), np.random.default_rng(1), []
    for level in (1, 4):
        trial = task.next_trial(level, rng)
        response = present(trial, make_observer("default").answer(trial, rng))
        trials.append((trial, task.score(trial, response)))
    found = task.summary(trials)
    assert all(math.isnan(v) for name, v in found.items() if name.endswith("d_prime"))
    assert not math.isnan(task.summary(trials[:1])["reaction_time_ms"])


def test_no_key_is_an_error_in_every_pair_of_the_ax_cpt(present):
    """As `score` says; d′ of context counts the answers yes, as published."""
    task = load_task("ax-cpt", time_limit=3.0)
    rng, trials = np.random.default_rng(1), []
    for cell in task.cells:
        trial = task.next_trial(1, rng, cell=cell)
        trials.append((trial, task.score(trial, present(trial, []))))
    scores = task.summary(trials)
    assert [scores[f"errors_{pair}"] for pair in ("ax", "ay", "bx", "by")] == [1.0] * 4
    assert scores["context_d_prime"] == pytest.approx(d_prime(0, 4, 0, 2))
