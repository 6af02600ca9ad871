"""An outbox never blocks its sender, and loses nothing that is not stale."""

from __future__ import annotations

import multiprocessing as mp
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import pytest

from attention_camp.camp.processes import outbox as module
from attention_camp.camp.processes.outbox import Alive, Outbox, TrialsStored
from attention_camp.camp.session.messages import (
    HelpWanted,
    Note,
    Pause,
    Resume,
    StreamFailed,
    TrialFinished,
)
from attention_camp.camp.session.records import TrialRecord

BIG = "x" * 2_000_000
"""A text that no pipe holds."""

RECORD = TrialRecord(
    onset=1.0, duration=2.0, sample=250, trial=1, block=1, stage="main", task="rest",
    condition="", level=1, correct=True, performance=1.0, reaction_time=0.5,
    response="", engagement=None, certainty=None, score_reason="", quality=1.0,
    next_level=1, why="fixed", frames_dropped=0, onset_dropped=False,
)  # fmt: skip

Pipe = tuple["Connection[Any, Any]", "Connection[Any, Any]"]


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    reader, writer = mp.Pipe()
    yield reader, writer
    reader.close()
    writer.close()


def _read_all(reader: Connection[Any, Any]) -> list[object]:
    messages = []
    while reader.poll(0.2):
        messages.append(reader.recv())
    return messages


def _blocked(pipe: Pipe) -> Outbox:
    """Return an outbox whose thread waits for a reader."""
    outbox = Outbox(pipe[1])
    outbox.send(Note(BIG))
    assert pipe[0].poll(5.0)  # the first of it is there: the rest waits for the reader
    return outbox


def test_the_newest_state_wins_and_notes_and_trials_all_arrive(pipe: Pipe) -> None:
    outbox = _blocked(pipe)
    said = [Pause(), Note("a"), Resume(), _trial(1), Note("b"), Pause(), _trial(2)]
    for message in said:  # none waits for the reader, who comes later
        outbox.send(message)
    left = [Note("a"), Resume(), _trial(1), Note("b"), Pause(), _trial(2)]
    assert _read_all(pipe[0])[1:] == left
    assert outbox.close()


def test_more_trials_than_may_wait_become_a_place_in_the_ledger(
    pipe: Pipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_TRIALS", 3)
    outbox = _blocked(pipe)
    for number in range(1, 6):
        outbox.send(_trial(number))
    outbox.send(HelpWanted())
    assert _read_all(pipe[0])[1:] == [TrialsStored(4), _trial(5), HelpWanted()]
    assert outbox.close()


def test_a_reader_that_is_stopped_keeps_nobody_from_ending(pipe: Pipe) -> None:
    outbox = _blocked(pipe)
    begun = time.perf_counter()
    assert not outbox.close(0.1)
    assert time.perf_counter() - begun < 10
    pipe[0].recv()  # lets the thread go


def test_a_reader_that_is_gone_is_noticed_and_nothing_waits_for_it(pipe: Pipe) -> None:
    outbox = Outbox(pipe[1])
    pipe[0].close()
    outbox.send(StreamFailed("x"))
    assert outbox.close()
    assert outbox.is_lost


def test_beats_say_when_the_loop_should_have_turned(pipe: Pipe) -> None:
    outbox = Outbox(pipe[1], beats=True)
    outbox.turn(60.0)
    assert pipe[0].poll(5.0)
    assert pipe[0].recv() == Alive(0.0)
    outbox.turn(0.0)
    assert pipe[0].poll(5.0)
    assert pipe[0].recv().overdue > 0.0
    assert outbox.close()


def _trial(number: int) -> TrialFinished:
    return TrialFinished(replace(RECORD, trial=number))
