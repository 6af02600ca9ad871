"""Only the recorder, only the tasks: what a lab takes that keeps its other programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.processes.alone.no_headset import run_tasks_headless
from attention_camp.camp.processes.alone.recorder import record_alone
from attention_camp.camp.processes.trial_markers import MarkedScreen
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.signal.clock import host_time
from attention_camp.signal.sources.lsl_markers import LslMarkerInlet
from attention_camp.signal.sources.outlets import LslMarkers
from attention_camp.signal.stream import SourceError
from attention_camp.tasks import load_task
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.trial import Keypress, Response, Trial

PROTOCOL = """\
name: short
title: Short
description: For tests.
blocks:
  - {task: visual-search, trials: 4, practice: 1, practice_until: done}
"""


class _Sender:
    """Another program's markers: one every time it is asked, of that moment."""

    def __init__(self) -> None:
        self.sent: list[float] = []
        self.message = ""

    def read(self) -> list[tuple[str, float]]:
        self.sent.append(host_time())
        self.message = "away" if len(self.sent) > 20 else ""
        return [("stim/target", self.sent[-1])]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_a_recording_alone_is_valid_bids_with_the_markers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """EEG, every marker at its sample, rest for the score, a closed chain."""
    request = SessionRequest(
        tmp_path / "data", "01", "01", board="simulated", headless=True, seed=1
    )
    told = []
    sender = _Sender()
    recorded = record_alone(
        request,
        task="oddball",
        rest=5.0,
        markers=sender,
        is_over=lambda seconds: seconds >= 5.5,
        tell=told.append,
    )
    paths = RunPaths(tmp_path / "data", "01", "01", "oddball", 1)
    recording = Recording.open(paths)
    assert recorded.seconds >= 5.5
    assert recording.n_samples == pytest.approx(recorded.seconds * 250, abs=250)
    rows = [row for row in _rows(paths.events) if row["trial_type"] == "trigger"]
    assert len(rows) == recorded.n_markers > 10
    assert {row["value"] for row in rows} == {"stim/target"}
    onsets = [float(row["onset"]) for row in rows]
    assert onsets == sorted(onsets)
    # a marker lies where its own time says: seconds apart as they were sent
    span = sender.sent[-1] - sender.sent[-len(rows)]
    assert onsets[-1] - onsets[0] == pytest.approx(span, abs=0.2)
    assert recorded.is_scored_from_rest
    assert told
    # what is wrong with the markers is said, and once
    assert [record.message for record in caplog.records].count("away") == 1
    assert not validate(tmp_path / "data")
    assert not replay_run(paths).differences


def test_tasks_alone_are_recorded_without_eeg(tmp_path: Path) -> None:
    protocol = tmp_path / "short.yaml"
    protocol.write_text(PROTOCOL)
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(protocol), board="none",
        observer="default", headless=True, seed=3,
    )  # fmt: skip
    ended = run_tasks_headless(request, tell=lambda message: None)
    assert ended.ending is Ending.FINISHED
    paths = RunPaths(tmp_path / "data", "01", "01", "short", 1)
    trials = [row for row in _rows(paths.events) if row["trial_type"] == "trial"]
    assert len([row for row in trials if row["stage"] == "main"]) == 4
    assert all(float(row["onset"]) >= 0 for row in trials)
    assert {row["score_reason"] for row in trials} <= {"no headset", "practice"}
    assert not paths.eeg.exists()
    assert not validate(tmp_path / "data")
    ledger = paths.decisions.read_text(encoding="utf-8").splitlines()
    assert not json.loads(ledger[0])["eeg"]


class _Sent:
    """Keeps what was sent, in place of an outlet on the network."""

    def __init__(self) -> None:
        self.markers: list[tuple[str, float]] = []

    def push_marker(self, text: str, time: float) -> None:
        self.markers.append((text, time))


def test_displays_and_answers_are_sent_with_their_own_times() -> None:
    """In the words that MNE selects by: display/task/condition."""
    clock = VirtualClock(100.0)
    heard: list[int] = []

    def perceive(trial: object, phase: int, onset: float, answers: Sequence) -> None:
        heard.append(phase)

    observer = make_observer("default")
    screen = SimulatedScreen(
        observer, clock, seed=1, engagement=lambda: 0.5, perceive=perceive
    )
    sent = _Sent()
    marked = MarkedScreen(screen, sent)  # type: ignore[arg-type]
    task = load_task("visual-search")
    trial = task.next_trial(2, np.random.default_rng(0))
    response = marked.present(trial)
    texts = [text for text, _ in sent.markers]
    assert texts[:2] == [
        f"fixation/visual-search/{trial.condition}",
        f"search/visual-search/{trial.condition}",
    ]
    (press,) = response.keypresses
    assert sent.markers[-1] == (f"response/visual-search/{press.key}", press.time)
    assert [time for _, time in sent.markers[:2]] == list(response.onsets[:2])
    assert heard == [0, 1]


class _Typing:
    """A screen before which somebody types an answer, letter by letter."""

    perceive = None

    def present(self, trial: Trial) -> Response:
        keys = [Keypress(key, float(i), 0) for i, key in enumerate("1b", 1)]
        return Response((0.0,), 4.0, (*keys, Keypress("return", 3.0, 0)))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("questionnaire", {"ask": "own", "items": "how: What did you do?"}),
        ("questionnaire", {"ask": "kss"}),
        ("alternate-uses", {}),
        ("remote-associates", {}),
    ],
)
def test_what_was_written_or_marked_is_sent_to_nobody(
    name: str, options: dict[str, Any]
) -> None:
    """As in events.tsv: such keys are left out, and so are their times."""
    trial = load_task(name, **options).next_trial(1, np.random.default_rng(0))
    asked = next(i for i, phase in enumerate(trial.phases) if phase.answer_only)
    trial = replace(trial, phases=trial.phases[asked:])
    sent = _Sent()
    screen = MarkedScreen(_Typing(), sent)  # type: ignore[arg-type]
    assert len(screen.present(trial).keypresses) == 3
    assert sent.markers == []
    screen.present(load_task("visual-search").next_trial(2, np.random.default_rng(0)))
    assert len(sent.markers) == 3


def test_markers_of_another_program_come_with_their_time() -> None:
    """Our own outlet is the other program: name, type and time arrive."""
    outlet = LslMarkers(prefix="camp-test-recorder")
    inlet = LslMarkerInlet("camp-test-recorder-Markers")
    came: list[tuple[str, float]] = []
    sent: list[float] = []
    deadline = host_time() + 20
    # an inlet that just opened may miss what is sent in that moment
    while not came:
        assert host_time() < deadline
        sent.append(host_time())
        outlet.push_marker("stim/target", sent[-1])
        came = inlet.read()
    inlet.close()
    outlet.close()
    assert came[0][0] == "stim/target"
    assert min(abs(came[0][1] - time) for time in sent) < 0.01


def test_a_stream_of_markers_that_is_not_there_is_said() -> None:
    with pytest.raises(SourceError, match="no LSL stream of markers called 'nowhere'"):
        LslMarkerInlet("nowhere", timeout=0.2)
