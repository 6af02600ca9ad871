"""What the operator was not told it reads from the disk, as it would have been told."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.guards.marks import Mark, keep_mark
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.storage.disk import Disk, replaced_disk
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import plan_request
from attention_camp.camp.processes.stored_news import (
    settle,
    store_ending,
    stored_ending,
    trials_after,
)
from attention_camp.camp.session.messages import Ending, SessionEnded, TrialFinished
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


def test_a_note_of_a_session_that_never_recorded_is_kept(tmp_path: Path) -> None:
    paths = RunPaths(tmp_path / "data", "01", "01", "demo")
    prepare_run(paths, meta={}).release()
    keep_mark(paths, Mark("note", 1.0, "the headset was broken"))
    assert settle(paths, None) == ""
    assert [event.value for event in read_events(paths)] == ["the headset was broken"]
    assert stored_ending(paths) is None
    prepare_run(other := replace(paths, run=2), meta={}).release()
    assert settle(other, None) == ""
    assert not other.exists


class ReadOnly(Disk):
    """A disk that the system mounted read-only after it failed."""

    def open(self, path: Path, flags: int) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))


def test_an_ending_that_the_disk_refuses_stops_nobody(
    tmp_path: Path,
    simulated_request: Callable[..., SessionRequest],
    caplog: pytest.LogCaptureFixture,
) -> None:
    request = simulated_request(tmp_path, PROTOCOL)
    paths = plan_request(request).paths
    run_headless(request, tell=lambda _: None)
    rows = paths.events.read_text().splitlines(keepends=True)
    paths.events.write_text("".join(rows[:-1]) + rows[-1][:20])
    before = paths.events.read_bytes()
    with replaced_disk(ReadOnly()), caplog.at_level(logging.WARNING):
        store_ending(paths, SessionEnded(Ending.ABORTED, ""))
    assert "could not be written" in caplog.text
    assert paths.events.read_bytes() == before
