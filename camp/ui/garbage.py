"""Python's garbage is collected in the thread of the windows, and between trials.

Python collects cycles of references in whichever thread makes the next object. A
thread that reads a file would so destroy timers and widgets of a window that was
closed before, and Qt crashes on an object that another thread has destroyed.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY_MS = 1000
"""Time between two looks at whether there is garbage enough, ms; own choice."""

_held: list[object] = []
"""Who wants no collection now."""


class _Collector(QObject):
    """Looks after the garbage in place of Python, as long as the application lives."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(EVERY_MS)


def collect_here(app: QCoreApplication) -> None:
    """Collect garbage in the thread of this application alone from now on."""
    if app.findChild(_Collector) is None:
        _Collector(app)


def collect_due() -> None:
    """Collect what is due by Python's own thresholds, unless somebody wants none."""
    if _held:
        return
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


@contextmanager
def none_collected() -> Iterator[None]:
    """Collect nothing meanwhile: it would cost a frame."""
    was_on, holder = gc.isenabled(), object()
    gc.disable()
    _held.append(holder)
    try:
        yield
    finally:
        _held.remove(holder)
        if was_on:
            gc.enable()
