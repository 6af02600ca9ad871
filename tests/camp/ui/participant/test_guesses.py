"""Who believes which arm: from the keys of a session to the indices of a report."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol, take_guess
from attention_camp.camp.dataset.studies.locking import StudyLock, lock_study
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.processes.alone.no_headset import NoHeadset
from attention_camp.camp.processes.session import check_request, prepare
from attention_camp.camp.processes.trials import run_trials
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import Ending, Stage, StageChanged
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.camp.study.analysis import analyse
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.report import write_report
from attention_camp.camp.ui.study.guess_dialog import GuessDialog
from attention_camp.camp.ui.study.lock_card import LockCard, read_state

PROTOCOL = """
name: asked
title: Asked
description: For tests.
blocks:
  - {task: questionnaire, cards: false,
     options: {ask: arm-guess, arms: loop behaviour}}
"""
STUDY = """
name: small
title: Small
protocols: [asked.yaml]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: behaviour, evidence: performance-only}
block_sizes: [2]
places: 4
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""
ANSWERS = (
    (Qt.Key.Key_1, Qt.Key.Key_Space),  # it was the loop
    (Qt.Key.Key_4, Qt.Key.Key_Space),  # rather sure
    (Qt.Key.Key_2, Qt.Key.Key_Space),  # why
)
"""Keys for each question."""


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyLock:
    """A locked study in which one person is enrolled."""
    monkeypatch.setattr(locking, "key_folder", lambda: tmp_path / "pc")
    (tmp_path / "asked.yaml").write_text(PROTOCOL)
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "key.pem")
    found = lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    enrol(found, "01", {})
    return found


def answered(open_window: Callable[..., Any], tmp_path: Path) -> None:
    """Run a session whose questions are answered by keys."""
    request = SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(tmp_path / "asked.yaml"),
        board="simulated", observer="default", headless=True,
    )  # fmt: skip
    prepared = check_request(request)
    prepare(prepared).release()
    opened = open_window()
    keys = cycle([Qt.Key.Key_Space])  # pages before the questions, and after them
    hand = QTimer(interval=250)
    hand.timeout.connect(lambda: QTest.keyClick(opened.window, next(keys)))
    hand.start()

    def answer(trial: Any, phase: int, *_: Any) -> None:
        nonlocal keys
        keys = cycle(ANSWERS[phase])

    def tell(message: object) -> None:
        nonlocal keys
        if isinstance(message, StageChanged) and message.stage is Stage.ENDED:
            keys = cycle([Qt.Key.Key_Space])

    opened.screen.perceive = answer
    store = TrialStore(prepared.paths)
    link = NoHeadset(opened.clock.now())
    parts = Parts(opened.screen, link, store, tell, NoControl(), opened.clock)
    ended = run_trials(prepared, parts, store)
    hand.stop()
    store.close()
    assert ended.ending is Ending.FINISHED, ended.text


def in_dialog(act: Callable[[GuessDialog], None]) -> None:
    """Have somebody work the dialog that the next click opens."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, GuessDialog):
            QTimer.singleShot(20, now)
            return
        act(dialog)

    QTimer.singleShot(0, now)


def test_guesses_given_by_keys_become_indices_once_the_arms_are_open(
    lock: StudyLock, open_window, qtbot, tmp_path: Path
) -> None:
    answered(open_window, tmp_path)
    (mine,) = notes(lock.folder, "guessed")
    assert (mine["role"], mine["guess"], mine["sure"]) == (
        "participant", "closed-loop", 4,
    )  # fmt: skip
    card = LockCard(lambda: tmp_path / "data")
    qtbot.addWidget(card)
    card.show_state(read_state(tmp_path / "data"))
    assert "1 by participants, 0 by those who ran" in card.facts.text()
    asked = []

    def choose(dialog: GuessDialog) -> None:
        # nothing is suggested: each has to be chosen
        for box, index in ((dialog.participant, 0), (dialog.arm, 1), (dialog.sure, 1)):
            asked.append(dialog.keep.isEnabled())
            for _ in range(index + 1):
                QTest.keyClick(box, Qt.Key.Key_Down)
        QTest.keyClick(dialog.keep, Qt.Key.Key_Space)

    in_dialog(choose)
    QTest.keyClick(card.guess, Qt.Key.Key_Space)
    assert asked == [False] * 3
    theirs = notes(lock.folder, "guessed")[1]
    assert (theirs["role"], theirs["guess"], theirs["sure"]) == (
        "operator", "performance-only", 2,
    )  # fmt: skip
    arms = unblind(lock, tmp_path / "key.pem", who="A. Lee", why="the end")
    analysis = analyse(gather(tmp_path / "data", cache=tmp_path / "cache"))
    blinding = analysis.arms.blinding
    right = {"closed-loop": "participant", "performance-only": "operator"}
    for role, found in blinding.items():
        assert found.bang[arms["01"]].value == (1 if right[arms["01"]] == role else -1)
        assert found.bang[arms["01"]].low <= found.bang[arms["01"]].value
    page = write_report(analysis, tmp_path / "report").read_text(encoding="utf-8")
    table = page[page.index("Who guessed") :]
    assert "<td>participant</td>" in table
    assert "<td>operator</td>" in table
    with pytest.raises(StudyError, match="open already"):
        take_guess(lock, "01", role="operator", arm="unknown", sure=1)
