"""Where a session stands: made from its ledger, so that it can be taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from attention_camp.camp.session.link import Permission

UNCALIBRATED = Permission(steering=False, why="not-calibrated")


@dataclass(frozen=True, slots=True)
class BlockProgress:
    """A block that has begun."""

    number: int
    """From 1."""
    trials_done: int
    level: int
    """Level decided for the next trial."""
    state: Mapping[str, Any] | None
    """The rule's state as JSON values; None: nothing decided yet."""
    reaction_times: tuple[float, ...] = ()
    n_correct: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done before this process began; the default: nothing."""

    trial: int = 0
    """Number of the last trial stored, practice included."""
    main_done: int = 0
    """Trials done without practice."""
    block: BlockProgress | None = None
    permission: Permission = UNCALIBRATED


def progress_from_ledger(lines: Iterable[Mapping[str, Any]]) -> Progress:
    """Return where the session stood when the last of ``lines`` was written."""
    progress = Progress()
    for line in lines:
        if line["kind"] == "calibration":
            permission = Permission(
                line["steering"],
                line["why"],
                line["detail"],
                line["model"],
                line["figures"],
            )
            progress = replace(progress, permission=permission)
        elif line["kind"] == "trial" and line["record"]["stage"] == "practice":
            progress = replace(progress, trial=line["record"]["trial"])
        elif line["kind"] == "trial":
            record = line["record"]
            progress = after_trial(
                progress,
                trial=record["trial"],
                block=record["block"],
                next_level=record["next_level"],
                correct=record["correct"],
                reaction_time=record["reaction_time"],
                state=line["state_after"],
            )
    return progress


def after_trial(
    progress: Progress,
    *,
    trial: int,
    block: int,
    next_level: int,
    correct: bool,
    reaction_time: float | None,
    state: Mapping[str, Any] | None,
) -> Progress:
    """Return the progress after a stored trial that was no practice.

    Parameters
    ----------
    progress : Progress
        Before the trial.
    trial, block : int
        Numbers of the trial and its block, from 1.
    next_level : int
        Level decided for the next trial.
    correct : bool
        Whether it was answered right.
    reaction_time : float or None
        Seconds.
    state : mapping or None
        The rule's state after it, as JSON values.
    """
    begun = progress.block
    if begun is None or begun.number != block:
        begun = BlockProgress(block, 0, next_level, None)
    times = begun.reaction_times
    if reaction_time is not None:
        times = (*times, reaction_time)
    done, n_correct = begun.trials_done + 1, begun.n_correct + correct
    return replace(
        progress,
        trial=trial,
        main_done=progress.main_done + 1,
        block=BlockProgress(block, done, next_level, state, times, n_correct),
    )
