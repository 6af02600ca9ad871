"""Every task in the real window with a simulated participant; other surfaces."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui.participant import opening, pages, texts
from attention_camp.camp.ui.participant.priority import Priority
from attention_camp.camp.ui.participant.raster_surface import RasterSurface
from attention_camp.resources.languages import VARIABLE, translation_files
from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.trial import Answer, Glyph, Phase, Trial

TRIAL = Trial(
    "test",
    1,
    (
        Phase("fixation", (Glyph("+"),), 0.1),
        Phase("item", (Glyph("X", height=4),), 0.3, fade=0.1, onset=True),
    ),
    (),
)


class Remembering:
    """An observer who remembers what they wanted to press."""

    def __init__(self) -> None:
        self._observer = make_observer("expert")
        self.answers: tuple[Answer, ...] = ()

    def answer(
        self, trial: Trial, rng: np.random.Generator, *, engagement: float = 1.0
    ) -> tuple[Answer, ...]:
        self.answers = self._observer.answer(trial, rng, engagement=engagement)
        return self.answers


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_task_runs_in_the_window_and_speed_changes_no_answer(
    open_window: Callable[..., Any], language: str
) -> None:
    """Instructions and a trial of each; displays and keys come when they were due."""
    opened = open_window(speed=100.0, observer="expert", language=language)
    observer = opened.screen._observer = Remembering()
    rng = np.random.default_rng(5)
    for name in TASKS:
        task = load_task(name, **({"duration": 3} if name == "rest" else {}))
        opened.screen.show_cards(task.instructions())
        trial = task.next_trial(1, rng)
        response = opened.screen.present(trial)
        outcome = task.score(trial, response)
        assert 0.0 <= outcome.performance <= 1.0
        shown = np.diff([*response.onsets, response.end])
        for phase, seconds in zip(trial.phases, shown, strict=True):
            if phase.duration is not None and not phase.ends_on_response:
                assert seconds == pytest.approx(phase.duration, abs=0.01)
        wanted = [response.onsets[a.phase] + a.delay for a in observer.answers]
        found = [press.time for press in response.keypresses]
        assert set(np.round(found, 6)) <= set(np.round(wanted, 6))
        assert found or not outcome.responded
        assert outcome.responded == bool(observer.answers)


def test_without_opengl_frames_are_painted_by_the_processor(
    open_window: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_has_opengl", lambda: False)
    opened = open_window(photodiode="top-right")
    assert isinstance(opened.window, RasterSurface)
    response = opened.screen.present(TRIAL)
    assert response.onsets[1] - response.onsets[0] == pytest.approx(0.1, abs=0.05)
    assert response.frames.n_frames > 10


def test_a_screen_that_is_not_there_is_said_and_the_first_used(
    open_window: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    opened = open_window(screen=7)
    assert opened.window.isExposed()
    assert "number 7" in caplog.text


def test_priority_is_given_back() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    priority = Priority()
    assert priority.rise() in ("real-time", "raised", "normal")
    priority.fall()
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
    if hasattr(os, "sched_getscheduler"):
        assert os.sched_getscheduler(0) == os.SCHED_OTHER


def test_a_language_without_translations_falls_back_to_english(
    qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert texts.install_language("tlh") == []
    assert "'tlh'" in caplog.text
    assert texts.install_language("en") == []


def test_texts_are_translated_where_there_is_a_translation(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lrelease = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    if lrelease is None:
        pytest.skip("pyside6-lrelease is not installed")
    source = tmp_path / "attention_camp_zh_CN.ts"
    source.write_text(
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE TS>"
        "<TS version='2.1' language='zh_CN'>"
        "<context><name>participant</name><message><source>Get ready</source>"
        "<translation>准备</translation></message></context>"
        "<context><name>tasks</name><message><source>Visual search</source>"
        "<translation>视觉搜索</translation></message></context></TS>",
        encoding="utf-8",
    )
    subprocess.run([lrelease, str(source)], check=True, capture_output=True)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    translators = texts.install_language("zh_CN")
    assert pages.counting(3).title == "准备"
    card = load_task("visual-search").instructions()[0]
    assert pages.instruction(card, 0, 2).title == "视觉搜索"
    texts.remove_language(translators)
    assert pages.counting(3).title == "Get ready"


def test_every_page_speaks_to_a_child_as_its_cards_do(qapp: object) -> None:
    tree = ET.parse(translation_files()["zh_CN"].with_suffix(".ts"))
    said = [
        (context.findtext("name"), message.findtext("source"))
        for context in tree.iter("context")
        for message in context.iter("message")
        if "您" in (message.findtext("translation") or "")
    ]
    assert len(said) > 30
    translators = texts.install_language("zh_CN", "children")
    try:
        spoken = [QCoreApplication.translate(*one) for one in said]
        assert QCoreApplication.translate("tasks", "of a package") == "of a package"
    finally:
        texts.remove_language(translators)
    assert all("你" in text and "您" not in text for text in spoken)


def test_a_hidden_window_does_not_stop_a_trial(
    open_window: Callable[..., Any],
) -> None:
    opened = open_window()
    opened.later(0.15, opened.window.hide)
    response = opened.screen.present(TRIAL)
    assert 0.35 < response.end - response.onsets[0] < 3.0
