"""The circle of attention: alike in every arm, own only where it has earned it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.session.arms.arm_lines import Course
from attention_camp.camp.session.arms.courses import library_course
from attention_camp.camp.session.arms.delivery import Assignment, told_in
from attention_camp.camp.session.camp.attention_display import AttentionDisplay
from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import ARMS, SessionRequest

BLOCK = {"task": "visual-search", "trials": 8, "cards": False, "attention": True}
PLAN = plan_session(
    Protocol.model_validate(
        {"name": "p", "title": "P", "description": "", "blocks": [BLOCK]}
    )
)
EARNED = Permission(steering=True, why="calibrated", model="m")
REFUSED = Permission(steering=False, why="below-nulls", model="m")


def circles(
    arm: str,
    values: list[float],
    tmp_path,
    *,
    study: str = "s",
    permission: Permission = EARNED,
    seed: int = 3,
) -> list[float | None]:
    """Return the sizes over a block whose own scores, or a donor's, are ``values``."""
    course = Course("donor", {"1": [(value, 0.9) for value in values]})
    assigned = Assignment(arm, course if arm == "yoked" else None)
    request = SessionRequest(tmp_path, "01", "01", study=study, seed=seed)
    display = AttentionDisplay(PLAN, request, assigned)
    sizes = []
    for trial, value in enumerate(values):
        score = Score(value, 0.9, "", 1.0, 0, 0, "m")
        place = (1, trial)
        told, _ = told_in(assigned, score, permission, seed=(seed, trial), place=place)
        sizes.append(display.take(told, permission, place))
    return sizes


def test_an_equal_delivered_score_gives_an_equal_circle(tmp_path) -> None:
    """Over 1,000 sessions: the own score and a donor's of the same values."""
    for seed in range(1000):
        values = np.random.default_rng(seed).random(8).round(4).tolist()
        own = circles("closed-loop", values, tmp_path, seed=seed)
        donors = circles("yoked", values, tmp_path, seed=seed)
        assert repr(own) == repr(donors)


@pytest.mark.parametrize("arm", ["performance-only", "closed-loop", "sham"])
def test_where_nothing_is_delivered_a_study_shows_the_library(arm, tmp_path) -> None:
    permission = EARNED if arm == "performance-only" else REFUSED
    values = [0.1] * 8
    shown = circles(arm, values, tmp_path, permission=permission)
    course = library_course(3, PLAN.protocol.blocks)
    told = [course.told(1, trial)[0] for trial in range(8)]
    expected, size = [], 0.5
    for value in told:
        size = 0.8 * size + 0.2 * value
        expected.append(round(size, 4))
    assert shown == expected


def test_every_arm_of_a_study_shows_a_circle_after_every_trial(tmp_path) -> None:
    for arm in ARMS:
        for permission in (EARNED, REFUSED):
            shown = circles(arm, [0.4] * 8, tmp_path, permission=permission)
            assert all(size is not None and 0 <= size <= 1 for size in shown)


def test_outside_a_study_it_is_the_own_score_or_nothing(tmp_path) -> None:
    values = [0.9] * 8
    own = circles("closed-loop", values, tmp_path, study="")
    assert own == sorted(own)
    nothing = circles("closed-loop", values, tmp_path, study="", permission=REFUSED)
    assert nothing == [None] * 8


@pytest.mark.parametrize(
    ("study", "permission", "words"),
    [
        ("s", EARNED, "or another recording"),
        ("s", REFUSED, "or another recording"),
        ("", EARNED, "follows your own signal"),
        ("", REFUSED, "stays away today"),
    ],
)
def test_the_card_before_it_says_what_it_follows(
    make_bench, study, permission, words
) -> None:
    rest = {
        "task": "rest",
        "stage": "calibration",
        "label": "rest",
        "options": {"duration": 6},
        "cards": False,
        "rule": {"name": "fixed"},
    }
    protocol = {"name": "p", "title": "P", "description": "", "blocks": [rest, BLOCK]}
    bench = make_bench(protocol=protocol)
    bench.link.permission = permission
    bench.request = replace(bench.request, study=study)
    said, shown = [], []
    bench.parts.screen.show_cards = lambda cards: said.extend(c.text for c in cards)
    bench.parts.screen.show_attention = shown.append
    bench.run()
    assert any(words in text for text in said)
    assert len(shown) == (0 if "away" in words else 8)


@pytest.mark.parametrize(("study", "words"), [("s", "may have"), ("", "your own")])
def test_the_circles_course_is_told_as_the_circles(make_bench, study, words) -> None:
    protocol = {"name": "p", "title": "P", "description": "", "sessions": 2}
    rest = {"task": "rest", "stage": "calibration", "label": "rest", "cards": False,
            "options": {"duration": 6}, "rule": {"name": "fixed"}}  # fmt: skip
    bench = make_bench(protocol=protocol | {"blocks": [rest, BLOCK]})
    bench.request = replace(bench.request, study=study)
    sizes, pages = [], []
    bench.parts.screen.show_attention = sizes.append
    bench.parts.screen.show_camp = lambda shown, **_: pages.extend(shown) or ()
    bench.run()
    (told,) = [page for page in pages if page.title == "The circle's course"]
    mean = round(100 * sum(sizes) / len(sizes))
    assert told.lines[0] == f"Part 2: {mean} % of its full size on average"
    assert words in told.lines[1]
