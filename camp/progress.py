"""Progress on the command line: what is being done, how far, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from attention_camp.camp.processes.messages import StageChanged, TrialFinished


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


class SessionProgress:
    """Shows how far a session is."""

    def __init__(self) -> None:
        self._progress = _bar()
        self._task = self._progress.add_task("Preparing", total=None)

    def __enter__(self) -> Self:
        """Wait for the first message before a bar is shown."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the bar as it is."""
        self._progress.stop()

    def tell(self, message: object) -> None:
        """Take in a message of the session."""
        if isinstance(message, StageChanged):
            self._progress.start()  # again and again is once
            self._progress.update(
                self._task,
                description=f"{message.task}, {message.stage.value}",
                total=message.n_trials_session,
                completed=message.trials_done,
            )
        elif isinstance(message, TrialFinished) and message.record.stage != "practice":
            self._progress.advance(self._task)


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar; yield a callback that takes (done, total)."""
    with _bar() as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def shared(what: str) -> Iterator[Callable[[float, str], None]]:
    """Show a bar; yield a callback that takes (share done, what is being done)."""
    with _bar() as progress:
        task = progress.add_task(what, total=100)
        yield lambda share, text: progress.update(
            task, completed=round(100 * share), description=f"{what}: {text}"
        )
