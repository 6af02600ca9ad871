"""A fake screen: trials are answered on a virtual clock."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from attention_camp.tasks.trial import Answer, Keypress, Response, Trial

Present = Callable[[Trial, Sequence[Answer]], Response]


def present_trial(
    trial: Trial, answers: Sequence[Answer], *, now: float = 100.0
) -> Response:
    onsets: list[float] = []
    presses: list[Keypress] = []
    pending: list[tuple[float, str]] = []
    for i, phase in enumerate(trial.phases):
        if phase.only_unanswered and presses:
            onsets.append(np.nan)
            continue
        onsets.append(now)
        pending += [(now + a.delay, a.key) for a in answers if a.phase == i]
        end = now + (np.inf if phase.duration is None else phase.duration)
        here: list[Keypress] = []
        for time, key in sorted(p for p in pending if p[0] < end):
            pending.remove((time, key))
            if key not in trial.keys and not phase.writes:
                continue
            here.append(Keypress(key, time, i))
            if phase.collects:
                presses.append(here[-1])
            if phase.is_over(here):
                end = time
                break
        if not np.isfinite(end) and phase.live is not None:
            end = now + 10.0  # a person is waited for; this one gives up
        if not np.isfinite(end):
            raise AssertionError(f"phase {phase.name} of {trial.task} never ends")
        now = end
    return Response(tuple(onsets), now, tuple(presses))


@pytest.fixture
def present() -> Present:
    """Return the response to a trial that is answered as given."""
    return present_trial
