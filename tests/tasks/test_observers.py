"""Simulated participants are as specified, and engagement has its effect."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.observers.abilities import Abilities
from attention_camp.tasks.observers.observer import (
    KINDS,
    SimulatedObserver,
    make_observer,
)
from attention_camp.tasks.task import Observer
from attention_camp.tasks.trial import Answer, Phase, Response, Trial

Present = Callable[[Trial, Sequence[Answer]], Response]


def accuracy(
    observer: Observer, present: Present, *, engagement: float = 1.0, level: int = 8
) -> tuple[float, float]:
    task = load_task("visual-search")
    rng = np.random.default_rng(4)
    right, times = [], []
    for _ in range(400):
        trial = task.next_trial(level, rng)
        answers = observer.answer(trial, rng, engagement=engagement)
        outcome = task.score(trial, present(trial, answers))
        right.append(outcome.correct)
        times.append(outcome.reaction_time or np.nan)
    return float(np.mean(right)), float(np.nanstd(times))


def person(spec: str) -> Abilities:
    observer = make_observer(spec)
    assert isinstance(observer, SimulatedObserver)
    return observer.person


def test_named_observers_differ_in_skill(present: Present) -> None:
    shares = {kind: accuracy(make_observer(kind), present)[0] for kind in KINDS}
    assert shares["expert"] > shares["default"] > shares["novice"] > shares["guessing"]
    assert shares["guessing"] == pytest.approx(0.5, abs=0.08)


def test_low_engagement_brings_lapses_and_erratic_times(present: Present) -> None:
    with_it, steady = accuracy(make_observer("default"), present, level=1)
    without, erratic = accuracy(
        make_observer("default"), present, level=1, engagement=0.0
    )
    assert with_it > without + 0.01
    assert erratic > 1.5 * steady


def test_engagement_multiplies_lapses_as_documented(present: Present) -> None:
    """With a lapse rate of 0.1: 0.1 fully engaged, 0.3 half, 0.5 not at all."""
    task = load_task("pvt")
    rng = np.random.default_rng(0)
    for engagement, expected in ((1.0, 0.1), (0.5, 0.3), (0.0, 0.5)):
        late = []
        for _ in range(1500):
            trial = task.next_trial(1, rng)
            answers = make_observer("default:lapse=0.1").answer(
                trial, rng, engagement=engagement
            )
            late.append(task.score(trial, present(trial, answers)).measures["lapse"])
        assert np.mean(late) == pytest.approx(expected, abs=0.05)


def test_the_same_chance_gives_the_same_answers() -> None:
    trial = load_task("sart").next_trial(3, np.random.default_rng(0))
    one, two = (
        make_observer("default").answer(trial, np.random.default_rng(7))
        for _ in range(2)
    )
    assert one == two


def test_abilities_are_read_from_the_description() -> None:
    truth = person("default:search_slope=0.03, capacity=4,dprime=2")
    assert (truth.search_slope, truth.capacity, truth.dprime) == (0.03, 4.0, 2.0)
    assert person("default") == Abilities()


def test_a_seed_draws_a_person_who_keeps_what_is_named() -> None:
    one, again, two = (person(f"novice:seed={seed},capacity=3") for seed in (1, 1, 2))
    assert one == again != two
    assert one.capacity == two.capacity == 3.0
    usual = person("novice")
    assert 0.5 < one.base_time / usual.base_time < 2


def test_a_task_without_a_model_is_answered_plainly() -> None:
    phase = Phase("ask", duration=2.0, collects=True, onset=True, expected="a")
    rng = np.random.default_rng(0)
    shares = []
    for level in (1, 8):
        trial = Trial("third-party", level, (phase,), ("a", "b"))
        answers = [make_observer("default").answer(trial, rng)[0] for _ in range(300)]
        shares.append(np.mean([answer.key == "a" for answer in answers]))
    assert shares[0] > 0.95 > shares[1] > 0.6


@pytest.mark.parametrize("name", ["n-back", "sart", "grad-cpt", "auditory-oddball"])
def test_answers_are_told_by_the_display_that_is_on_screen(name: str) -> None:
    """So that a screen may drop what comes after a display has gone."""
    trial = load_task(name).next_trial(2, np.random.default_rng(1))
    answers = make_observer("default").answer(trial, np.random.default_rng(2))
    assert len(answers) > 2
    for answer in answers:
        phase = trial.phases[answer.phase]
        assert phase.collects
        assert phase.duration is not None
        assert 0 <= answer.delay < phase.duration


def test_nobody_answers_where_no_key_answers() -> None:
    trial = load_task("rest").next_trial(1, np.random.default_rng(0))
    for kind in KINDS:
        assert make_observer(kind).answer(trial, np.random.default_rng(0)) == ()


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("defualt", r"got 'defualt'.*“default”\?"),
        ("default:capasity=3", r"got 'capasity'.*“capacity”\?"),
        ("default:capacity=many", r"must be a number, as in capacity=1.5; got '=many'"),
        ("default:capacity", r"must be a number, as in capacity=1.5; got ''"),
        ("guessing:dprime=2", "A guessing observer has no abilities; got 'dprime=2'"),
    ],
)
def test_a_wrong_description_is_refused(spec: str, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        make_observer(spec)
