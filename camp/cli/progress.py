"""Progress on the command line: what is being done, how far, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.session.messages import (
    SignalState,
    StageChanged,
    TrialFinished,
)

T = TypeVar("T")


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
        self._eyes = ""

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
        elif isinstance(message, SignalState) and message.eyes is not None:
            self._say_eyes(message.eyes.message)

    def _say_eyes(self, text: str) -> None:
        """Say once why nothing comes from the eye tracker, and when it does again."""
        if text != self._eyes:
            said = text or "The eye tracker sends again."
            self._progress.console.print(said, markup=False)  # a stream's name is in it
        self._eyes = text


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback that takes (done, total), and shows a bar from then on."""
    with _shown_when_told(what) as (progress, task):

        def told(done: int, total: int) -> None:
            progress.start()  # again and again is once
            progress.update(task, completed=done, total=total)

        yield told


@contextmanager
def shared(what: str) -> Iterator[Callable[[float, str], None]]:
    """As `counted`; the callback takes (share done, what is being done)."""
    with _shown_when_told(what) as (progress, task):

        def told(share: float, text: str) -> None:
            progress.start()
            progress.update(
                task,
                completed=round(100 * share),
                total=100,
                description=f"{what}: {text}",
            )

        yield told


@contextmanager
def _shown_when_told(what: str) -> Iterator[tuple[Progress, TaskID]]:
    """Yield a bar that is not there yet: what is refused at once shows none."""
    progress = _bar()
    try:
        yield progress, progress.add_task(what, total=None)
    finally:
        progress.stop()


def over_runs(
    what: str,
    runs: Sequence[RunPaths],
    work: Callable[[RunPaths, Callable[[float], None]], T],
) -> list[T]:
    """Do the same with each run while a bar shows how far it is.

    Parameters
    ----------
    what : str
        What the bar says is being done.
    runs : sequence of RunPaths
        In this order.
    work : callable
        Given a run and a function that takes the share of it that is done, up to 1.
    """
    done: list[T] = []
    with shared(what) as progress:
        for paths in runs:

            def told(share: float, paths: RunPaths = paths) -> None:
                progress((len(done) + share) / len(runs), paths.stem)

            told(0.0)
            done.append(work(paths, told))
    return done
