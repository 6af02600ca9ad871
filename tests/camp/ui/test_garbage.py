"""What Qt made is destroyed in the thread of the windows alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from attention_camp.camp.ui import garbage
from attention_camp.camp.ui.widgets.background import Background


def _closed_window(destroyed_in: list[str]) -> None:
    """Leave a running timer behind that only a cycle of references knows."""
    timer = QTimer()
    timer.start(5)
    weakref.finalize(
        timer, lambda: destroyed_in.append(threading.current_thread().name)
    )
    window: list[object] = [timer]
    window.append(window)


def _much_garbage() -> None:
    for _ in range(200_000):
        one: list[object] = []
        one.append(one)


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    garbage.collect_here(qapp)
    parent = QObject()
    yield parent
    parent.deleteLater()


def test_a_thread_that_makes_garbage_destroys_no_timer(parent, qtbot) -> None:
    destroyed_in: list[str] = []
    _closed_window(destroyed_in)
    work = Background(_much_garbage, parent)
    with qtbot.waitSignal(work.done, timeout=30_000):
        work.start()
    qtbot.waitUntil(lambda: gc.get_count()[0] < gc.get_threshold()[0], timeout=10_000)
    gc.collect()
    assert destroyed_in == ["MainThread"]


def test_a_window_that_went_away_is_not_told(parent, qtbot) -> None:
    go_on = threading.Event()
    told: list[object] = []
    window = QObject(parent)
    work = Background(lambda: go_on.wait(30), window)
    work.done.connect(told.append)
    work.start()
    with qtbot.waitSignal(window.destroyed, timeout=5000):
        window.deleteLater()
    after = Background(lambda: None, parent)
    go_on.set()
    with qtbot.waitSignal(after.done, timeout=30_000):
        after.start()
    assert told == []


def test_nothing_is_collected_while_somebody_wants_none(qapp, monkeypatch) -> None:
    garbage.collect_here(qapp)
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    with garbage.none_collected():
        garbage.collect_due()
        assert collected == []
    garbage.collect_due()
    assert len(collected) == 1
    assert kept
