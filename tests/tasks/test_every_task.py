"""Properties of every task: order of levels, purity, scores, texts."""

import dataclasses
import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.columns import MEASURES, PARAMETERS, describe
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.score_columns import SCORES
from attention_camp.tasks.task import Observer, Task
from attention_camp.tasks.trial import (
    Answer,
    Card,
    Glyph,
    Outcome,
    Phase,
    Picture,
    Response,
    Shape,
    Trial,
)

Present = Callable[[Trial, Sequence[Answer]], Response]

VARIANTS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in sorted(TASKS)),
    ("visual-search", {"variant": "feature"}),
    ("visual-search", {"variant": "conjunction"}),
    ("visual-search", {"variant": "letters-among-digits"}),
    ("n-back", {"variant": "positions"}),
    ("n-back", {"variant": "dual"}),
    ("corsi-span", {"order": "backward"}),
    ("digit-span", {"order": "backward", "modality": "heard"}),
    ("rest", {"eyes": "closed"}),
    ("trail-making", {"variant": "alternating"}),
    ("multitask-console", {"channel": "heard", "resources": 0}),
    ("classroom", {"distractions": "heard"}),
    ("remote-associates", {"language": "zh_CN", "items": "b"}),
    ("alternate-uses", {"language": "zh_CN"}),
    ("questionnaire", {"ask": "nasa-tlx"}),
    ("questionnaire", {"ask": "arm-guess"}),
    ("questionnaire", {"ask": "own", "items": "how: What did you do?"}),
    ("stroop", {"variant": "spatial"}),
    ("useful-field", {"variant": "selective"}),
    ("complex-span", {"variant": "symmetry"}),
]
WITHOUT_LEVELS = ("rest", "questionnaire")
"""Tasks in which nothing is right or wrong, and nothing shows how."""
IDS = ["-".join([name, *map(str, options.values())]) for name, options in VARIANTS]
every_task = pytest.mark.parametrize(("name", "options"), VARIANTS, ids=IDS)


def block(
    task: Task,
    observer: Observer,
    present: Present,
    *,
    level: int,
    n: int,
    seed: int = 0,
) -> list[tuple[Trial, Outcome]]:
    rng = np.random.default_rng([seed, level])
    trials = []
    for _ in range(n):
        trial = task.next_trial(level, rng)
        response = present(trial, observer.answer(trial, rng))
        trials.append((trial, task.score(trial, response)))
    return trials


def plain(value: object) -> object:
    """Return a trial as values that compare equal when they look and sound alike."""
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value))
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, np.ndarray):
        return (value.shape, value.tobytes())
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    return value


@every_task
def test_levels_are_ordered_for_a_simulated_observer(
    name: str, options: dict[str, Any], present: Present
) -> None:
    """Over two observers performance falls by thirds, and never rises but by chance."""
    task = load_task(name, **options)
    if task.n_levels == 1:
        assert name in WITHOUT_LEVELS
        return
    assert task.n_levels >= 8
    n = 100
    observers = [make_observer(kind) for kind in ("default", "expert")]
    shares, errors = [], []
    for level in range(1, task.n_levels + 1):
        scores = [
            (float(o.correct) + o.performance) / 2
            for observer in observers
            for _, o in block(task, observer, present, level=level, n=n // 2)
        ]
        shares.append(float(np.mean(scores)))
        # a ceiling has no spread in a sample; a spread of one error is put in
        errors.append(max(float(np.std(scores)), n**-0.5) / n**0.5)
    steps = np.diff(shares)
    allowed = 3 * np.hypot(errors[1:], errors[:-1])
    assert (steps <= allowed).all(), np.round(shares, 3)
    easy, middle, hard = (float(np.mean(p)) for p in np.array_split(shares, 3))
    assert easy > middle
    assert middle > hard + 0.05
    assert shares[0] > 0.8


@every_task
def test_parameters_differ_from_level_to_level(
    name: str, options: dict[str, Any]
) -> None:
    task = load_task(name, **options)
    seen = [json.dumps(task.parameters(k)) for k in range(1, task.n_levels + 1)]
    assert len(set(seen)) == task.n_levels


@every_task
def test_trials_are_a_pure_function_of_level_and_chance(
    name: str, options: dict[str, Any]
) -> None:
    task = load_task(name, **options)
    for level in (1, task.n_levels):
        first = task.next_trial(level, np.random.default_rng(8))
        task.next_trial(level, np.random.default_rng(9))
        again = task.next_trial(level, np.random.default_rng(8))
        assert plain(first) == plain(again)


@every_task
def test_trials_are_well_formed(name: str, options: dict[str, Any]) -> None:
    """One task and level, an onset, answers among the keys, plain parameters."""
    task = load_task(name, **options)
    rng = np.random.default_rng(1)
    for level in range(1, task.n_levels + 1):
        trial = task.next_trial(level, rng)
        assert (trial.task, trial.level) == (name, level)
        assert trial.condition
        assert trial.phases[trial.onset_phase].onset
        assert json.loads(json.dumps(dict(trial.parameters))) == trial.parameters
        for phase in trial.phases:
            check_phase(phase, trial)


def check_phase(phase: Phase, trial: Trial) -> None:
    assert phase.duration is None or phase.duration > 0
    assert phase.expected is None or phase.collects
    keys = phase.expected.split("+") if phase.expected else []
    assert set(keys) <= set(trial.keys)
    for item in phase.stimuli:
        assert abs(item.x) <= 11
        assert abs(item.y) <= 8
        if isinstance(item, Glyph):
            assert item.text
        elif isinstance(item, Shape):
            assert item.width > 0
        elif isinstance(item, Picture):
            assert item.pixels.dtype == np.uint8


@every_task
def test_random_keys_never_break_a_score(
    name: str, options: dict[str, Any], present: Present
) -> None:
    """Every key at random, many or none, gives an outcome in range."""
    task = load_task(name, **options)
    rng = np.random.default_rng(2)
    trials = []
    for level in range(1, task.n_levels + 1):
        for n_keys in (0, 1, 60):
            trial = task.next_trial(level, rng)
            keys = [*trial.keys, "q", "escape"]
            answers = [
                Answer(
                    keys[rng.integers(len(keys))],
                    int(rng.integers(len(trial.phases))),
                    float(rng.exponential(1.0)),
                )
                for _ in range(n_keys)
            ]
            outcome = task.score(trial, present(trial, answers))
            assert 0 <= outcome.performance <= 1
            assert outcome.reaction_time is None or outcome.reaction_time > -60
            assert json.loads(json.dumps(dict(outcome.measures))) == outcome.measures
            trials.append((trial, outcome))
    assert all(isinstance(v, float) for v in task.summary(trials).values())


@every_task
def test_a_trial_that_was_cut_short_is_scored(
    name: str, options: dict[str, Any], present: Present
) -> None:
    """Displays that were never shown have NaN onsets, as after an emergency stop."""
    task = load_task(name, **options)
    rng = np.random.default_rng(6)
    for kept in (0, 1, 3):
        trial = task.next_trial(1, rng)
        whole = present(trial, make_observer("default").answer(trial, rng))
        onsets = tuple(
            onset if i < kept else np.nan for i, onset in enumerate(whole.onsets)
        )
        response = dataclasses.replace(whole, onsets=onsets)
        outcome = task.score(trial, response)
        assert 0 <= outcome.performance <= 1
        json.dumps(dict(outcome.measures), allow_nan=False)
        assert outcome.reaction_time is None or np.isfinite(outcome.reaction_time)


@every_task
def test_a_summary_of_nothing_has_the_same_figures(
    name: str, options: dict[str, Any], present: Present
) -> None:
    task = load_task(name, **options)
    some = block(task, make_observer("default"), present, level=1, n=3)
    assert task.summary([]).keys() == task.summary(some).keys()


@every_task
def test_a_summary_needs_no_displays(
    name: str, options: dict[str, Any], present: Present
) -> None:
    """So that a recording's scores can be recomputed from its table of trials."""
    task = load_task(name, **options)
    trials = block(task, make_observer("default"), present, level=1, n=5)
    kept = [(dataclasses.replace(t, phases=(), keys=()), o) for t, o in trials]
    whole, bare = task.summary(trials), task.summary(kept)
    np.testing.assert_equal(dict(bare), dict(whole))


@every_task
def test_all_that_is_written_is_described(
    name: str, options: dict[str, Any], present: Present
) -> None:
    task = load_task(name, **options)
    trials = block(task, make_observer("default"), present, level=1, n=2)
    trial, outcome = trials[0]
    for table, names in (
        (PARAMETERS, trial.parameters),
        (MEASURES, outcome.measures),
        (SCORES, task.summary(trials)),
    ):
        for column in names:
            told = describe(table, column)
            assert told is not None, column
            if column.endswith(("_ms", "_db", "_hz")):
                assert told.unit.lower() == column.rpartition("_")[2]


@every_task
def test_guessing_meets_the_stated_chance(
    name: str, options: dict[str, Any], present: Present
) -> None:
    task = load_task(name, **options)
    if name in WITHOUT_LEVELS:
        return
    trials = block(task, make_observer("guessing"), present, level=1, n=400)
    share = np.mean([outcome.correct for _, outcome in trials])
    assert share == pytest.approx(task.chance, abs=0.08)
    assert task.chance < task.target < 1


@every_task
def test_instructions_are_short_and_show_an_example(
    name: str, options: dict[str, Any]
) -> None:
    cards = load_task(name, **options).instructions()
    assert cards
    for card in cards:
        assert isinstance(card, Card)
        assert 0 < len(card.text.split()) <= 40
        assert card.title
    assert name in WITHOUT_LEVELS or any(card.example for card in cards)


@every_task
def test_a_trial_is_made_quickly(name: str, options: dict[str, Any]) -> None:
    """Making the hardest trial takes no time that a participant would notice."""
    import time

    task = load_task(name, **options)
    rng = np.random.default_rng(0)
    task.next_trial(task.n_levels, rng)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        task.next_trial(task.n_levels, rng)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05
