"""Trials that flash too often are refused; our tasks pass at every level."""

import numpy as np
import pytest

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.safety import LARGE_AREA_DEG2, UnsafeTrialError, check_flashes
from attention_camp.tasks.trial import Phase, Picture, Shape, Trial

LARGE = Shape("rect", width=6.0, height=6.0)


def flicker(seconds: float, n: int, *, item: Shape = LARGE) -> Trial:
    phases = []
    for _ in range(n):
        phases.append(Phase("on", (item,), duration=seconds, onset=True))
        phases.append(Phase("off", (), duration=seconds))
    return Trial("flicker", 1, tuple(phases), ())


@pytest.mark.parametrize("name", TASKS)
def test_our_tasks_pass_at_every_level(name: str) -> None:
    task = load_task(name)
    rng = np.random.default_rng(0)
    for level in range(1, task.n_levels + 1):
        check_flashes(task.next_trial(level, rng))


@pytest.mark.parametrize(("hertz", "allowed"), [(2, True), (3, True), (5, False)])
def test_more_than_three_large_flashes_a_second_are_refused(
    hertz: int, allowed: bool
) -> None:
    trial = flicker(0.5 / hertz, 2 * hertz)
    if allowed:
        check_flashes(trial)
    else:
        with pytest.raises(UnsafeTrialError, match=r"'flicker' at level 1 changes 36"):
            check_flashes(trial)


def test_three_fast_flashes_are_allowed_and_a_fourth_is_not() -> None:
    check_flashes(flicker(0.02, 3))
    with pytest.raises(UnsafeTrialError, match=r"8 times within 0\.14 s"):
        check_flashes(flicker(0.02, 4))


def test_small_things_may_flicker() -> None:
    side = np.sqrt(LARGE_AREA_DEG2) - 0.1
    check_flashes(flicker(0.02, 30, item=Shape("rect", width=side, height=side)))
    check_flashes(
        flicker(0.02, 30, item=Shape("ring", width=9, height=9, filled=False))
    )


def test_many_small_things_at_once_are_a_large_one() -> None:
    dots = tuple(Shape("disc", x=i % 6, y=i // 6) for i in range(36))
    phases = [
        Phase("on" if i % 2 else "off", dots if i % 2 else (), duration=0.05)
        for i in range(20)
    ]
    with pytest.raises(UnsafeTrialError):
        check_flashes(Trial("dots", 1, tuple(phases), ()))


def test_pictures_that_take_turns_count_as_changes() -> None:
    pictures = [Picture(np.full((4, 4), level, np.uint8)) for level in (0, 255)]
    phases = [Phase("view", (pictures[i % 2],), duration=0.05) for i in range(20)]
    with pytest.raises(UnsafeTrialError):
        check_flashes(Trial("views", 1, tuple(phases), ()))


def test_displays_that_wait_for_a_key_may_end_at_once() -> None:
    phases = [
        Phase("on" if i % 2 else "off", (LARGE,) if i % 2 else (), collects=True)
        for i in range(20)
    ]
    with pytest.raises(UnsafeTrialError, match=r"within 0\.00 s"):
        check_flashes(Trial("keys", 1, tuple(phases), ("space",)))
