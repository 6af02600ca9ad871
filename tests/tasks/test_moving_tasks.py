"""Displays that move and answer: paths, marks, trails, the console, lists of ideas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.attention.object_tracking import (
    HEIGHT,
    N_DISCS,
    WIDTH,
    Marking,
    draw_paths,
    objects_tracked,
)
from attention_camp.tasks.complex.panels import FAULT, Console
from attention_camp.tasks.complex.parts import figures_of
from attention_camp.tasks.control.trail_making import Trail, names_of
from attention_camp.tasks.creativity.associates import ITEMS, of_set
from attention_camp.tasks.trial import Answer, Keypress, Response, Trial

Present = Callable[[Trial, Sequence[Answer]], Response]


def pressed(*keys: str) -> list[Keypress]:
    return [Keypress(key, float(i), 1) for i, key in enumerate(keys)]


@pytest.mark.parametrize("speed", [2.0, 6.0, 11.0])
def test_discs_keep_their_speed_and_their_field_and_seldom_touch(speed: float) -> None:
    paths = np.array(draw_paths(speed, 6.0, np.random.default_rng(1)))
    steps = np.diff(paths, axis=1)
    assert np.hypot(steps[..., 0], steps[..., 1]) * 15 == pytest.approx(speed, rel=0.02)
    step = speed / 15  # a disc turns at the first place beyond the edge
    assert (np.abs(paths) <= (WIDTH + 2 * step, HEIGHT + 2 * step)).all()
    apart = paths[:, None] - paths[None]
    far = np.hypot(apart[..., 0], apart[..., 1])
    pairs = far[np.triu_indices(N_DISCS, 1)]
    assert (pairs < 1.1).mean() < 0.01


def test_the_number_of_objects_tracked_is_corrected_for_guessing() -> None:
    """Who tracks m of five marks m and (5 - m)² / (10 - m) of the others by chance."""
    for m in (0.0, 1.0, 2.5, 5.0):
        right = m + (5 - m) ** 2 / (10 - m)
        assert objects_tracked(right, 5) == pytest.approx(m)


def test_no_more_targets_than_guessing_finds_are_no_object_tracked() -> None:
    """Hulleman's equation supposes that all discs are marked: below, it diverges."""
    for n_targets in range(1, 6):
        guessed = n_targets**2 / N_DISCS
        for right in (0.0, 0.4 * guessed, guessed):
            assert objects_tracked(right, n_targets) == 0.0
        assert objects_tracked(n_targets, n_targets) == pytest.approx(n_targets)


def test_a_block_in_which_nothing_was_marked_has_its_scores(present: Present) -> None:
    task = load_task("object-tracking", targets=5, duration=1.0)
    trial = task.next_trial(1, np.random.default_rng(0))
    idle = task.score(trial, present(trial, []))
    expected = {"objects_tracked": 0.0, "targets_found": 0.0, "accuracy": 0.0}
    assert task.summary([(trial, idle)]) == expected


def test_a_second_click_takes_a_mark_away() -> None:
    marking = Marking(tuple((float(i), 0.0) for i in range(N_DISCS)), 2)
    assert marking.marked(pressed("1", "2", "3")) == ["1", "2"]
    assert marking.marked(pressed("1", "1", "3")) == ["3"]
    # but no more once as many are marked as there are targets
    assert marking.marked(pressed("1", "2", "2")) == ["1", "2"]
    assert marking.is_over(pressed("1", "1", "3", "4"))


def test_numbers_of_discs_tell_nothing_of_the_targets() -> None:
    task = load_task("object-tracking", targets=5)
    rng = np.random.default_rng(0)
    counts = np.zeros(N_DISCS)
    for _ in range(200):
        for key in str(task.next_trial(1, rng).parameters["places"]).split():
            counts["1234567890".index(key)] += 1
    assert np.abs(counts - 100).max() < 4 * (200 * 0.25) ** 0.5


def test_a_trail_goes_on_after_a_wrong_circle() -> None:
    names = names_of("alternating", 6)
    assert names == ("1", "a", "2", "b", "3", "c")
    trail = Trail(names, tuple((float(i), 0.0) for i in range(6)))
    keys = pressed("1", "2", "a", "a", "2", "b", "3")
    assert (trail.reached(keys), trail.errors(keys)) == (5, 1)
    assert not trail.is_over(keys)
    assert trail.is_over([*keys, *pressed("c")])


CONSOLE = Console(
    20.0, (0.1,) * 200, ((2.0, 1), (6.0, 3)), True, ((4.0, True), (9.0, False)),
    False, (2.0, 2.0),
)  # fmt: skip


def test_the_console_scores_each_part_and_its_share_of_keys() -> None:
    """Nothing done costs each part; the right key at the right time mends it."""
    idle, parts = figures_of(CONSOLE, [])
    assert parts["gauges"] == 0.0
    assert parts["calls"] == 0.5  # the other's call was rightly left
    assert parts["tracking"] == pytest.approx(0.075, abs=0.01)
    keys = [(2.7, "2"), (4.6, "space"), (6.9, "4")]
    keys += [(0.5 * k, "left") for k in range(40)]
    keys += [(t, key) for t in (8.0, 15.0) for key in ("a", "l")]
    measures, better = figures_of(CONSOLE, sorted(keys))
    assert better["gauges"] == better["calls"] == better["resources"] == 1.0
    assert better["tracking"] > 0.9
    assert measures["gauge_time"] == pytest.approx(0.8)
    assert measures["call_time"] == pytest.approx(0.6)
    assert (measures["tracking_keys"], measures["gauges_keys"]) == (40, 2)
    assert idle["resources_keys"] == 0


def test_a_needless_key_costs_as_much_as_a_missed_fault() -> None:
    _, parts = figures_of(CONSOLE, [(1.0, "1"), (2.5, "2"), (6.5, "4")])
    assert parts["gauges"] == 0.5


def test_a_gauge_is_shown_out_until_its_key_or_its_time() -> None:
    assert CONSOLE.open_faults([], 2.5) == [(2.0, 1)]
    assert CONSOLE.open_faults([(2.4, "2")], 2.5) == []
    assert CONSOLE.open_faults([], 2.0 + FAULT) == [(6.0, 3)]


def test_half_of_the_classroom_is_distracted_and_has_its_share_of_targets() -> None:
    task = load_task("classroom", n_items=480)
    trial = task.next_trial(1, np.random.default_rng(3))
    around, items = str(trial.parameters["distractors"]), str(trial.parameters["items"])
    busy = np.array([kind != "-" for kind in around])
    target = np.array([letter == "X" for letter in items])
    assert busy.mean() == pytest.approx(0.5)
    assert target[busy].mean() == pytest.approx(0.3)
    assert target[~busy].mean() == pytest.approx(0.3)
    assert set(around) == set("wpbs-")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_item_is_there_once_and_the_two_forms_share_none(language: str) -> None:
    items = ITEMS[language]
    assert len(items) == len({words for words, _ in items}) == 36
    assert all(len(words) == 3 for words, _ in items)
    a, b = of_set(language, "a"), of_set(language, "b")
    assert len(a) == len(b) == 18
    assert not {words for words, _ in a} & {words for words, _ in b}


@pytest.mark.parametrize(
    ("language", "cell", "typed", "right"),
    [
        ("en", "item-0", "Cheese", True),
        ("en", "item-0", "chees", False),
        ("zh_CN", "item-0", "车", True),
        ("zh_CN", "item-0", "火车", True),
        ("zh_CN", "item-0", "水", False),
    ],
)
def test_a_word_is_taken_however_it_is_written(
    language: str, cell: str, typed: str, *, right: bool
) -> None:
    task = load_task("remote-associates", language=language)
    trial = task.next_trial(1, np.random.default_rng(0), cell=cell)  # type: ignore[call-arg]
    keys = tuple(pressed(*typed, "return"))
    assert task.score(trial, Response((0.0, 0.0), 20.0, keys)).correct == right


def test_the_same_idea_counts_once_and_an_unfinished_one_not() -> None:
    task = load_task("alternate-uses")
    trial = task.next_trial(1, np.random.default_rng(0))
    lines = ["a boat", "A  Boat", "", "hat", "unfinish"]
    keys = [k for line in lines[:4] for k in (*line.replace(" ", "_"), "return")]
    keys = ["space" if key == "_" else key for key in [*keys, *lines[4]]]
    outcome = task.score(trial, Response((0.0, 0.0), 90.0, tuple(pressed(*keys))))
    assert outcome.measures == {"ideas": 2, "text_ideas": "a boat; hat"}
