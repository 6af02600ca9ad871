"""What the operator was not told it reads from the disk, as it would have been told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import plan_request
from attention_camp.camp.processes.stored_news import stored_ending, trials_after
from attention_camp.camp.session.messages import SessionEnded, TrialFinished
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """\
name: missed
title: Missed
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 3, cards: false}
"""


def test_missed_trials_and_the_ending_are_read_as_they_were_told(
    tmp_path: Path, simulated_request: Callable[..., SessionRequest]
) -> None:
    request = simulated_request(tmp_path, PROTOCOL)
    paths = plan_request(request).paths
    told: list[object] = []
    run_headless(request, tell=told.append)
    trials = [message for message in told if isinstance(message, TrialFinished)]
    assert len(trials) == 3
    assert trials_after(paths, 0) == trials
    assert trials_after(paths, 2) == trials[2:]
    assert stored_ending(paths) == next(m for m in told if isinstance(m, SessionEnded))
