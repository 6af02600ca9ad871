"""Where a session stands: made from its ledger, so that it can be taken up again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.permission_text import permission_from_ledger

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
    goes_on_at: BlockProgress | None = None
    """Where an earlier, broken-off run of the session stopped: a new run calibrates
    again, since the headset was put on again, and then goes on there."""
    permission: Permission = UNCALIBRATED

    def is_past(self, number: int, stage: str) -> bool:
        """Return whether block ``number`` is behind us."""
        if self.block is not None and number < self.block.number:
            return True
        later = self.goes_on_at
        return later is not None and stage == "main" and number < later.number

    def in_block(self, number: int) -> BlockProgress | None:
        """Return what was done of block ``number``; None: nothing."""
        for block in (self.block, self.goes_on_at):
            if block is not None and block.number == number:
                return block
        return None


def progress_from_ledger(lines: Iterable[Mapping[str, Any]]) -> Progress:
    """Return where a run stood when the last of ``lines`` was written."""
    progress = Progress()
    for line in lines:
        if line["kind"] == "header" and line.get("taken_up"):
            progress = progress_from_json(line["taken_up"])
        elif line["kind"] == "calibration":
            progress = replace(progress, permission=permission_from_ledger(line))
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


def taken_up(progress: Progress, main_blocks: Container[int]) -> Progress:
    """Return how a new run goes on where an earlier one was broken off.

    Parameters
    ----------
    progress : Progress
        At the end of the earlier run.
    main_blocks : container of int
        Numbers of the blocks that are no calibration.
    """
    last = progress.block
    if last is None or last.number not in main_blocks:
        last = progress.goes_on_at  # broken off while it calibrated again
    return Progress(trial=progress.trial, goes_on_at=last)


def progress_to_json(progress: Progress) -> dict[str, Any]:
    """Return what a taken-up run begins with, as plain JSON values."""
    block = asdict(progress.goes_on_at) if progress.goes_on_at else None
    return {"trial": progress.trial, "goes_on_at": block}


def progress_from_json(values: Mapping[str, Any]) -> Progress:
    """Return what ``progress_to_json`` gave."""
    block = values["goes_on_at"]
    if block is not None:
        times = tuple(block["reaction_times"])
        block = BlockProgress(**{**block, "reaction_times": times})
    return Progress(trial=values["trial"], goes_on_at=block)


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
