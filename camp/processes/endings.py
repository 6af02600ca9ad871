"""Ends processes in threads of their own: whoever asks for it never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from attention_camp.camp.processes.child import Child

T = TypeVar("T")


class Endings(Generic[T]):
    """The processes that are being ended, by name, and what comes after each."""

    def __init__(self) -> None:
        self._running: dict[str, tuple[threading.Thread, Callable[[], list[T]]]] = {}

    def begin(
        self,
        name: str,
        child: Child | None,
        then: Callable[[], list[T]],
        *,
        patience: float,
    ) -> None:
        """End a process; where one of that name is being ended already, do nothing.

        Parameters
        ----------
        name : str
            Of the process.
        child : Child or None
            The process; None: there is none, and ``then`` is due at once.
        then : callable
            Called by ``finish`` once the process is gone.
        patience : float
            How long it may take to end by itself, s.
        """
        if name in self._running:
            return

        def end() -> None:
            if child is not None:
                child.end(patience)

        thread = threading.Thread(target=end, name=f"end of {name}")
        self._running[name] = thread, then
        thread.start()

    def finish(self) -> list[T]:
        """Do what comes after those that are gone; return what that has to tell."""
        gone = [name for name, (end, _) in self._running.items() if not end.is_alive()]
        return [news for name in gone for news in self._running.pop(name)[1]()]

    def join(self) -> None:
        """Wait until all are gone; each ends within a limit."""
        for thread, _ in self._running.values():
            thread.join()
