"""Stopping a process stops no other: the short form of `benchmarks/stopped.py`."""

from __future__ import annotations

import ctypes.util
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
from stopped_session import StoppableSession
from xtest import fingers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(
        sys.platform == "win32" or not os.environ.get("DISPLAY"),
        reason="stops processes by signals, and their windows need a display",
    ),
]

BOARD = "simulated:n_chans=64,buffer=1"
"""Its driver keeps a second, as a serial port does."""
STOP_SECONDS = 2.5
"""Five times what the narrow pipes of the session hold at that board."""
BLOCK_SECONDS = 15.0
"""Of trials in a block, so that all stops fall into trials of the first."""
OLDEST_EEG = 1.0
OLDEST_SEEN = 0.5
"""Added where other tests keep the machine busy: a look from outside comes late."""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Callable[[str], StoppableSession]]:
    sessions = []

    def begin(observer: str = "default", board: str = BOARD) -> StoppableSession:
        sessions.append(StoppableSession(tmp_path, board, BLOCK_SECONDS, observer))
        sessions[-1].until_started()
        return sessions[-1]

    yield begin
    for one in sessions:
        one.close()


def _is_whole(session: StoppableSession) -> None:
    """Check that all that was stored was told once and in order, and can be re-made."""
    stored = [record["trial"] for record in session.trials_stored]
    assert session.trials_told == stored == list(range(1, len(stored) + 1))
    recording = Recording.open(session.paths)
    assert not recording.check()
    assert {gap.reason for gap in recording.gaps} <= {"stall"}
    errors = [p for p in validate(session.paths.dataset) if p.severity == "error"]
    assert not errors
    assert replay_run(session.paths).differences == []


def test_no_stopped_process_stops_another(session) -> None:
    """Operator, headset and participant in turn, in one session of 64 channels."""
    one = session()
    one.until(lambda: one.trials_told)
    with one.stopped("operator"):
        seen = one.watch(STOP_SECONDS)
    assert seen.oldest_eeg < OLDEST_EEG + OLDEST_SEEN
    assert seen.n_trials > 0
    _acquisition_stopped(one)
    _participant_stopped(one)
    with one.stopped("participant"):  # it is closed though it cannot hear
        one.wish("abort")
        assert one.until(lambda: one.of("Closed"), 30.0) < 10.0
    assert one.of("SessionEnded")[0]["ending"] == "aborted"
    assert not one.of("ProcessDied")
    assert read_session(one.paths)["state"] == "aborted"
    _is_whole(one)


def _acquisition_stopped(one: StoppableSession) -> None:
    before = one.trials_told[-1]
    assert not Recording.open(one.paths).gaps
    with one.stopped("acquisition"):
        begun = time.perf_counter()
        one.until(lambda: one.of("ProcessSilent"), 10.0)
        assert one.of("ProcessSilent")[-1]["process"] == "acquisition"
        one.until(lambda: one.trials_told[-1] >= before + 2)
        passed = time.perf_counter() - begun
    assert passed < 2 * 5.0 + 3.0  # one wait of three seconds, not four a trial
    scoreless = [r for r in one.trials_stored if r["trial"] == before + 2]
    assert scoreless[0]["engagement"] is None
    assert scoreless[0]["score_reason"]
    one.until(lambda: one.of("ProcessAnswers"), 10.0)
    reason = scoreless[0]["score_reason"]
    one.until(lambda: one.trials_stored[-1]["score_reason"] != reason, 20.0)
    # what the driver kept is written, the rest is a gap
    recording = Recording.open(one.paths)
    lost = sum(gap.n for gap in recording.gaps) / recording.info.sfreq
    assert lost == pytest.approx(passed - 1.0, abs=OLDEST_SEEN)


def _participant_stopped(one: StoppableSession) -> None:
    for _ in range(3):  # between two trials there is none under way to be flagged
        one.watch(0.5)
        if _flagged_while_stopped(one):
            return
    pytest.fail("a trial in which the participant's process was stopped is not flagged")


def _flagged_while_stopped(one: StoppableSession) -> bool:
    before, n_silences = one.trials_told[-1], len(one.of("ProcessSilent"))
    with one.stopped("participant"):
        begun = time.perf_counter()
        one.until(lambda: len(one.of("ProcessSilent")) > n_silences, 10.0)
        told = one.of("ProcessSilent")[n_silences]
        assert told["process"] == "participant"
        assert told["time"] - begun < 2.0 + OLDEST_SEEN
        assert one.watch(1.0).oldest_eeg < OLDEST_EEG + OLDEST_SEEN
    one.until(lambda: one.trials_told[-1] > before + 1)
    under_way = [r for r in one.trials_stored if before < r["trial"] <= before + 2]
    return max(record["frames_dropped"] for record in under_way) > 30


@pytest.mark.skipif(
    ctypes.util.find_library("Xtst") is None, reason="needs the library Xtst"
)
def test_the_emergency_key_is_heard_though_the_operator_is_stopped(session) -> None:
    one = session("")
    one.until_stage("instructions")
    with one.stopped("operator"), fingers("F1", 20, 0.05) as helps:
        helps.begin()  # more calls for help than a pipe holds
        helps.pressed()
        with fingers("Escape", 1, 0.05) as emergency:
            emergency.begin()
            pressed = emergency.times()[0]
        one.until(lambda: read_session(one.paths)["state"] == "emergency", 10.0)
        assert time.perf_counter() - pressed < 0.1 + OLDEST_SEEN
    one.until(lambda: one.of("Closed"))
    assert one.of("SessionEnded")[0]["ending"] == "emergency"
