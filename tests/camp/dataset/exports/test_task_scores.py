"""The tasks' own scores come out of a stored session as out of a live one."""

import logging
from collections.abc import Callable

import numpy as np
import pytest

from attention_camp.camp.dataset.exports.task_scores import task_scores
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.difficulty.settled import settled_level
from attention_camp.tasks.trial import Outcome, Response, Trial

Make = Callable[..., TrialLine]


def answered(name: str, options: dict, n: int) -> list[tuple[Trial, Outcome]]:
    """Trials whose displays were all shown and that nobody answered."""
    task = load_task(name, **options)
    rng = np.random.default_rng(1)
    pairs = []
    for number in range(n):
        trial = task.next_trial(1 + number % task.n_levels, rng)
        onsets = tuple(10.0 * number + 0.5 * i for i in range(len(trial.phases)))
        response = Response(onsets, end=10.0 * number + 9.0)
        pairs.append((trial, task.score(trial, response)))
    return pairs


@pytest.mark.parametrize("name", sorted(TASKS))
def test_scores_are_those_of_the_live_trials(
    paths: RunPaths, trial: Make, name: str
) -> None:
    prepare_run(paths, meta={"protocol": {"blocks": [{"task": name, "options": {}}]}})
    store = TrialStore(paths)
    pairs = answered(name, {}, 6)
    for number, (shown, outcome) in enumerate(pairs, start=1):
        store.append(
            trial(
                number,
                task=name,
                block=1,
                level=shown.level,
                condition=shown.condition,
                correct=outcome.correct,
                performance=outcome.performance,
                reaction_time=outcome.reaction_time,
                parameters=shown.parameters,
                measures=outcome.measures,
            )
        )
    store.close()
    lines = task_scores(paths)
    expected = dict(load_task(name).summary(pairs))
    given = [(shown.level, outcome.correct) for shown, outcome in pairs]
    if len({level for level, _ in given}) > 1:
        expected["settled_level"] = settled_level(given, load_task(name))
    assert {line.score: line.value for line in lines} == pytest.approx(
        expected, nan_ok=True
    )
    assert {line.n_trials for line in lines} <= {6}


def test_the_options_of_the_protocol_are_used(paths: RunPaths, trial: Make) -> None:
    blocks = [{"task": "n-back", "options": {"variant": "dual"}}]
    prepare_run(paths, meta={"protocol": {"blocks": blocks}})
    store = TrialStore(paths)
    counts = ("hits", "targets", "false_alarms", "others", "lure_false_alarms", "lures")
    measures = {
        f"{stream}_{count}": 2 for stream in ("position", "sound") for count in counts
    }
    parameters = {"n": 2}
    for number in (1, 2):
        made = trial(
            number, task="n-back", block=1, parameters=parameters, measures=measures
        )
        store.append(made)
    store.close()
    scores = {line.score for line in task_scores(paths)}
    assert {"position_d_prime", "sound_d_prime"} <= scores


def test_the_settled_level_is_that_of_the_rule_s_own_target(
    paths: RunPaths, trial: Make
) -> None:
    """As the level carried on is: more right answers, an easier level."""
    rule = {"name": "staircase", "options": {"target": 0.9}}
    blocks = [{"task": "pvt", "options": {}, "rule": rule}]
    prepare_run(paths, meta={"protocol": {"blocks": blocks}})
    store = TrialStore(paths)
    given = [(3 + number % 3, number % 4 > 0) for number in range(1, 13)]
    for number, (level, right) in enumerate(given, start=1):
        store.append(
            trial(
                number,
                task="pvt",
                block=1,
                level=level,
                correct=right,
                measures={"false_start": False, "lapse": not right},
            )
        )
    store.close()
    scores = {line.score: line.value for line in task_scores(paths)}
    task = load_task("pvt")
    expected = settled_level(given, task, target=0.9)
    assert scores["settled_level"] == pytest.approx(expected)
    assert expected < settled_level(given, task) - 0.2


def test_a_rule_that_is_not_known_costs_the_settled_level_alone(
    paths: RunPaths, trial: Make, caplog: pytest.LogCaptureFixture
) -> None:
    """A later version, or another package, may have rules of its own."""
    rule = {"name": "staircase", "of_later": {"versions": 1}}
    blocks = [{"task": "pvt", "options": {}, "rule": rule}]
    prepare_run(paths, meta={"protocol": {"blocks": blocks}})
    store = TrialStore(paths)
    measures = {"false_start": False, "lapse": False}
    for number in range(1, 7):
        level = 3 + number % 3
        store.append(trial(number, task="pvt", block=1, level=level, measures=measures))
    store.close()
    with caplog.at_level(logging.WARNING):
        scores = {line.score for line in task_scores(paths)}
    assert scores == set(load_task("pvt").summary([]))
    assert "block 1 (pvt): no settled_level" in caplog.text


def test_a_block_that_a_curriculum_chose_is_scored_by_its_own_options(
    paths: RunPaths, trial: Make
) -> None:
    """Block 2 was filled by the task that is listed third, at finer levels."""
    fine = {"task": "visual-search", "options": {"fineness": 3}}
    blocks = [{"task": "visual-search", "options": {}}, {"task": "pvt"}, fine]
    prepare_run(paths, meta={"protocol": {"order": "curriculum", "blocks": blocks}})
    store = TrialStore(paths)
    chosen = ChoiceLine(2, 3, None, 0.0, "first-time", False, {}, "policy")
    store.append_ledger(chosen)
    task, rng = load_task("visual-search", fineness=3), np.random.default_rng(1)
    given = [(level, level < 20) for level in range(8, 28)]
    for number, (level, right) in enumerate(given, start=1):
        shown = task.next_trial(level, rng)
        store.append(
            trial(
                number,
                task=task.name,
                block=2,
                level=level,
                condition=shown.condition,
                correct=right,
                parameters=shown.parameters,
                measures={},
            )
        )
    store.close()
    scores = {line.score: line.value for line in task_scores(paths)}
    expected = settled_level(given, task)
    assert scores["settled_level"] == pytest.approx(expected)
    assert expected > load_task("visual-search").n_levels


def test_a_block_that_cannot_be_scored_is_left_out_and_said(
    paths: RunPaths, trial: Make, caplog: pytest.LogCaptureFixture
) -> None:
    prepare_run(paths, meta={})
    store = TrialStore(paths)
    store.append(trial(1, task="somebody-elses", block=1))
    store.append(trial(2, task="n-back", block=2, parameters={}, measures={}))
    store.append(trial(3, task="pvt", block=3))
    without = {"parameters": {"duration": 0}, "measures": {"ideas": 2}}
    store.append(trial(4, task="alternate-uses", block=4, **without))
    store.close()
    with caplog.at_level(logging.WARNING):
        lines = task_scores(paths)
    assert {line.block for line in lines} <= {3}
    assert "somebody-elses" in caplog.text
    assert "block 2 (n-back): no scores" in caplog.text
    assert "block 4 (alternate-uses): no scores" in caplog.text
