"""The operator's side of a session: what it leaves, keeps, and never waits for."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.messages import ProcessSilent, SignalState
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """\
name: {name}
title: T
description: For tests.
scoring: {{estimator: {estimator}}}
blocks:
  - {{task: visual-search, trials: 2, cards: false}}
"""


def _request(folder: Path, estimator: str = "pope") -> SessionRequest:
    protocol = folder / f"{estimator}.yaml"
    protocol.write_text(PROTOCOL.format(name=estimator, estimator=estimator))
    return SessionRequest(
        folder / "data", "01", "01", protocol=str(protocol), board="simulated"
    )


def _until(
    controller: SessionController, is_there: Callable[[list[object]], bool]
) -> list[object]:
    limit = time.monotonic() + 60.0
    messages: list[object] = []
    while not is_there(messages):
        assert time.monotonic() < limit, messages[-3:]
        messages += controller.poll()
        time.sleep(0.01)  # a turn of the event loop
    return messages


def test_a_controller_that_only_checks_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    SessionController(_request(tmp_path), participant=print)
    assert not list(folder.iterdir())


def test_another_headset_is_no_change_of_a_connected_session(tmp_path: Path) -> None:
    request = _request(tmp_path)
    controller = SessionController(request, participant=print)
    with pytest.raises(ValueError, match="simulated"):
        controller.revise(replace(request, board="synthetic"))
    assert controller.request.board == "simulated"


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_a_connected_headset_records_the_session_asked_for_last_and_is_left_at_once(
    tmp_path: Path,
) -> None:
    controller = SessionController(_request(tmp_path), participant=print)
    controller.connect()
    try:
        _until(controller, lambda _: controller.info is not None)
        controller.revise(replace(_request(tmp_path, "attention"), participant="02"))
        controller.start()
        _until(
            controller,
            lambda said: any(isinstance(m, SignalState) and m.recording for m in said),
        )
        sidecar = json.loads(controller.prepared.paths.eeg_json.read_text("utf-8"))
        assert sidecar["OnlineCleaning"]["estimator"] == "attention"
        assert (tmp_path / "data" / "sub-02").is_dir()
        assert not (tmp_path / "data" / "sub-01").exists()
        os.kill(controller._acquisition.process.pid, signal.SIGSTOP)
        _until(controller, lambda said: any(isinstance(m, ProcessSilent) for m in said))
        begun = time.monotonic()
        controller.leave()
        assert time.monotonic() - begun < 1  # it does not wait for the process
    finally:
        controller.close()
    assert time.monotonic() - begun < 15
