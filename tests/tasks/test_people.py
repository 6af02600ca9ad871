"""Simulated people: engagement drives behaviour, and shows as far as linked."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.observers.abilities import Abilities, AttentionState
from attention_camp.tasks.observers.mind import Mind
from attention_camp.tasks.observers.moments import is_wrong, moments_of
from attention_camp.tasks.observers.observer import make_observer, make_person
from attention_camp.tasks.observers.person import Person, PersonState
from attention_camp.tasks.observers.traits import (
    POPULATIONS,
    SPREADS,
    Traits,
    draw_person,
)
from attention_camp.tasks.trial import Answer, Response, Trial

Present = Callable[[Trial, Sequence[Answer]], Response]


def course(
    person: Person,
    present: Present,
    *,
    n: int = 600,
    level: int = 4,
    seed: int = 0,
    name: str = "change-detection",
) -> tuple[list[float], list[bool], list[float]]:
    """Return shown engagement, correctness and reaction times of n trials."""
    task, rng = load_task(name), np.random.default_rng(seed)
    person.attend(rest=False)
    now, shown, right, times = 0.0, [], [], []
    for _ in range(n):
        trial = task.next_trial(level, rng)
        engagement = person.engagement(now)
        answers = person.answer(trial, rng, engagement=engagement)
        response = present(trial, answers)
        outcome = task.score(trial, response)
        shown.append(person.shown)
        right.append(outcome.correct)
        times.append(outcome.reaction_time or np.nan)
        now += response.end - response.onsets[0]
    return shown, right, times


def correlation(link: float, present: Present, *, n_people: int, n: int) -> float:
    """Return the mean correlation within people of shown engagement and correctness."""
    found = []
    for seed in range(1, n_people + 1):
        person = make_person(f"seed={seed},link={link}")
        shown, right, _ = course(person, present, n=n, seed=seed)
        found.append(np.corrcoef(shown, right)[0, 1])
    return float(np.mean(found))


def test_without_a_link_engagement_that_shows_tells_nothing_of_correctness(
    present: Present,
) -> None:
    """Slow courses make neighbouring trials alike, so the null has their own spread."""
    found = correlation(0.0, present, n_people=20, n=200)
    shuffled = []
    for seed in range(
        1, 41
    ):  # the engagement of one person with the answers of another
        one, two = (make_person(f"seed={seed + k},link=0") for k in (0, 100))
        shown, _, _ = course(one, present, n=200, seed=seed)
        _, right, _ = course(two, present, n=200, seed=seed + 1)
        shuffled.append(np.corrcoef(shown, right)[0, 1])
    assert abs(found) < 2.6 * np.std(shuffled) / np.sqrt(20)


def test_a_strong_link_is_seen(present: Present) -> None:
    assert correlation(1.0, present, n_people=6, n=250) > 0.1


def test_without_a_link_the_same_engagement_shows_whatever_befalls_behaviour() -> None:
    """Bit for bit: neither fatigue nor wandering nor their seeds reach the EEG."""
    courses = []
    for changes in ({}, {"fatigue": 0.6, "wander_rate": 9.0, "wander_depth": 0.8}):
        mind = Mind(replace(Traits(link=0.0), **changes), (3, 0))
        mind.attend(rest=False)
        shown = []
        for second in range(0, 900, 3):
            mind.live(float(second))
            shown.append(mind.shown)
        courses.append(shown)
    assert courses[0] == courses[1]


def test_fatigue_grows_at_work_and_goes_in_a_break() -> None:
    mind = Mind(Traits(fatigue=0.4), (1, 0))
    mind.attend(rest=False)
    fatigue = []
    for second in range(0, 1801, 10):
        mind.live(float(second))
        if second == 1200:
            mind.attend(rest=True)
        fatigue.append(mind.state.fatigue)
    assert fatigue[0] == 0 < fatigue[60] < fatigue[120]
    assert fatigue[120] == pytest.approx(1 - np.exp(-1), abs=1e-6)
    assert fatigue[180] == pytest.approx(fatigue[120] * np.exp(-600 / 180), rel=1e-6)


def test_the_drift_has_the_spread_and_the_time_constant_it_is_given() -> None:
    traits = Traits(drift=0.1, drift_seconds=20.0, fatigue=0.0, wander_rate=0.0)
    mind = Mind(traits, (5, 0))
    mind.attend(rest=False)
    values = []
    for second in range(20_000):
        mind.live(float(second))
        values.append(mind.engagement)
    values = np.array(values[100:]) - np.mean(values[100:])
    assert values.std() == pytest.approx(0.1, rel=0.1)
    lag = (values[20:] * values[:-20]).mean() / values.var()
    assert lag == pytest.approx(np.exp(-1), abs=0.08)


def test_a_person_is_made_again_from_the_seed_and_goes_on_after_json(
    present: Present,
) -> None:
    one, again = (make_person("seed=4,population=children") for _ in range(2))
    assert course(one, present, n=40) == course(again, present, n=40)
    text = json.dumps(one.end_session(days=2).to_json())
    later = make_person(
        "seed=4,population=children", state=PersonState.from_json(json.loads(text))
    )
    assert later.state == one.state
    assert course(one, present, n=20, seed=1) == course(later, present, n=20, seed=1)
    assert one.state.practice["change-detection"] == pytest.approx(40 * 0.81 + 20)


def test_practice_makes_better_and_is_partly_forgotten() -> None:
    able = [make_person("", state=PersonState(1, {"n-back": n})) for n in (0, 300, 1e9)]
    dprime = [person.able("n-back").dprime for person in able]
    assert dprime[1] / dprime[0] == pytest.approx(np.exp(0.35 * (1 - np.exp(-1))))
    assert dprime[2] / dprime[0] == pytest.approx(np.exp(0.35))
    assert able[2].able("sart").dprime == dprime[0]  # no transfer
    assert able[1].able("n-back").base_time < able[0].able("n-back").base_time


def test_people_drop_out_as_often_as_they_are_said_to() -> None:
    left = [
        make_person(f"seed={seed},dropout=0.2").end_session().has_left
        for seed in range(1, 401)
    ]
    assert np.mean(left) == pytest.approx(0.2, abs=0.06)


def test_reaction_times_are_ex_gaussian_with_the_mean_and_spread_given() -> None:
    state = AttentionState(np.random.default_rng(0), lapse=0.0, spread=0.2, tail=0.7)
    times = np.array([state.time(0.5) for _ in range(20_000)])
    assert times.mean() == pytest.approx(0.5, rel=0.01)
    assert times.std() == pytest.approx(0.1, rel=0.03)
    skewness = ((times - times.mean()) ** 3).mean() / times.std() ** 3
    assert skewness == pytest.approx(2 * 0.7**1.5, abs=0.15)


def test_answers_after_an_error_are_slower_by_what_is_said(present: Present) -> None:
    person = make_person(
        "slowing=0.2,lapse=0.15,anticipation=0,spread=0.1,wander_rate=0"
    )
    _, right, times = course(person, present, n=1200, level=2, name="visual-search")
    after = np.array(times[1:]) - np.nanmean(times)
    wrong = ~np.array(right[:-1])
    slower = np.nanmean(after[wrong]) - np.nanmean(after[~wrong])
    assert slower == pytest.approx(0.2, abs=0.07)


def test_a_weibull_person_is_as_often_right_at_threshold_and_not_elsewhere() -> None:
    rng = np.random.default_rng(0)
    usual = AttentionState(rng, lapse=0.0, spread=0.2)
    other = AttentionState(rng, lapse=0.0, spread=0.2, psychometric="weibull")
    assert usual.knows(0.3) == 0.3
    assert other.knows(0.5) == pytest.approx(0.5)
    assert abs(other.knows(0.9) - 0.9) > 0.02
    assert (other.knows(0.0), other.knows(1.0)) == (0.0, 1.0)
    assert other.errs(0.2) == pytest.approx(1 - other.knows(0.8))


def test_strategies_are_as_frequent_as_they_are_said_to_be() -> None:
    task, rng = load_task("pvt"), np.random.default_rng(3)
    person = make_person("anticipation=0.3,learning=0")
    early = 0
    for _ in range(400):
        trial = task.next_trial(1, rng)
        answers = person.answer(trial, rng)
        early += answers[0].delay < 0.12
    assert early / 400 == pytest.approx(0.3, abs=0.08)


@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("name", sorted(TASKS))
def test_everybody_answers_every_task(
    population: str, name: str, present: Present
) -> None:
    task, rng = load_task(name), np.random.default_rng(1)
    person = make_person(f"population={population},seed=3")
    person.attend(rest=False)
    for level in (1, task.n_levels):
        trial = task.next_trial(level, rng)
        answers = person.answer(trial, rng, engagement=person.engagement(float(level)))
        for answer in answers:
            phase = trial.phases[answer.phase]
            assert 0 <= answer.delay < (phase.duration or np.inf)
        task.score(trial, present(trial, answers))
        for index in range(len(trial.phases)):
            person.moments(trial, index, answers)


def test_groups_differ_as_published_and_people_within_them() -> None:
    """Mean and spread of drawn people are those of the tables."""
    for population in POPULATIONS:
        drawn = [draw_person(population, seed)[0] for seed in range(1, 401)]
        mean, _ = draw_person(population, 0)
        for name in ("base_time", "capacity", "alerting"):
            values = np.array([getattr(person, name) for person in drawn])
            assert values.mean() == pytest.approx(getattr(mean, name), rel=0.07), name
            spread = values.std() / values.mean()
            assert spread == pytest.approx(SPREADS[name], rel=0.15), name
    times = {name: draw_person(name, 0)[0].base_time for name in POPULATIONS}
    assert times["children"] > times["older-adults"] > times["adults"]
    assert Abilities() == draw_person("adults", 0)[0]


def test_what_a_brain_responds_to() -> None:
    rng = np.random.default_rng(2)
    search = load_task("visual-search")
    trials = [search.next_trial(3, rng) for _ in range(40)]
    trial = next(t for t in trials if t.condition == "present")
    wrong = Answer("left", trial.onset_phase, 0.4)
    kinds = {m.kind: m for m in moments_of(trial, trial.onset_phase, (wrong,))}
    assert set(kinds) >= {"visual", "target", "error"}
    x = trial.phases[trial.onset_phase].stimuli[0].x
    assert kinds["lateral"].side == np.sign(x)
    assert kinds["error"].delay == 0.4
    assert is_wrong(trial, wrong)
    assert not is_wrong(trial, replace(wrong, key="right"))
    oddball = load_task("auditory-oddball").next_trial(3, rng)
    sizes: dict[bool, set[float]] = {True: set(), False: set()}
    for index, phase in enumerate(oddball.phases):
        for moment in moments_of(oddball, index, ()):
            if moment.kind == "target":
                sizes[phase.expected is not None].add(moment.size)
    assert sizes == {True: {1.0}, False: {0.25}}


def test_without_a_link_errors_do_not_show() -> None:
    trial = load_task("visual-search").next_trial(3, np.random.default_rng(2))
    wrong = Answer("left", trial.onset_phase, 0.4)
    if not is_wrong(trial, wrong):
        wrong = replace(wrong, key="right")
    for link, seen in ((0.0, False), (0.6, True)):
        person = make_person(f"link={link}")
        kinds = {m.kind for m in person.moments(trial, trial.onset_phase, (wrong,))}
        assert ("error" in kinds) is seen


def test_people_are_named_by_a_line_of_text() -> None:
    person = make_observer("person:population=older-adults,seed=7,link=0.3,capacity=3")
    assert isinstance(person, Person)
    assert (person.age, person.traits.link) == ("older-adults", 0.3)
    assert person.person.capacity == 3.0


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("person:population=childs", r"got 'childs'.*“children”"),
        ("person:lnk=1", r"got 'lnk'.*“link”"),
        ("person:link=2", "Trait link of a person must lie in 0 to 1, got 2"),
        ("person:drift_seconds=0", "drift_seconds of a person must be above 0, got 0"),
        ("person:psychometric=probit", "got 'probit'"),
        ("persn", r"got 'persn'.*“person”"),
    ],
)
def test_a_person_that_cannot_be_is_refused(spec: str, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        make_observer(spec)
