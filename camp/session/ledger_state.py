"""Where a session stands: made from its ledger, so that it can be taken up again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from attention_camp.camp.session.arms.arm_lines import BlockLine
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.ledger_lines import (
    BlockState,
    CalibrationLine,
    Decided,
    HeaderLine,
    LedgerLine,
    TakenUp,
    TrialLine,
)
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.running.choice_line import ChoiceLine

B = TypeVar("B")

UNCALIBRATED = Permission(steering=False, why="not-calibrated")


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What was done before this process began; the default: nothing."""

    trial: int = 0
    """Number of the last trial stored, practice included."""
    main_done: int = 0
    """Trials done without practice."""
    block: BlockState | None = None
    goes_on_at: BlockState | None = None
    """Where an earlier, broken-off run of the session stopped: a new run calibrates
    again, since the headset was put on again, and then goes on there."""
    permission: Permission = UNCALIBRATED
    shipped: str = ""
    """Hash of the model before any calibration; empty: unknown."""
    easier: int = 0
    """How often easier trials were asked for and the rule was not told yet."""
    left: int = 0
    """Number of the last block that was left for the next task; 0: none was."""
    choices: tuple[ChoiceLine, ...] = ()
    """What a curriculum has chosen."""

    @classmethod
    def from_header(cls, header: HeaderLine) -> Self:
        """Return where a run begins; it may go on where an earlier one stopped."""
        shipped = header.eeg.model_hash if header.eeg else ""
        begun = header.taken_up
        if begun is None:
            return cls(shipped=shipped)
        return cls(
            trial=begun.trial,
            goes_on_at=begun.goes_on_at,
            shipped=shipped,
            left=begun.left,
            choices=begun.choices or (),
        )

    def is_past(self, number: int, stage: str) -> bool:
        """Return whether block ``number`` is behind us."""
        if self.block is not None and number < self.block.number:
            return True
        if stage == "main" and number <= self.left:
            return True
        later = self.goes_on_at
        return later is not None and stage == "main" and number < later.number

    def in_block(self, number: int) -> BlockState | None:
        """Return what was done of block ``number``; None: nothing."""
        for block in (self.block, self.goes_on_at):
            if block is not None and block.number == number:
                return block
        return None

    def done_in(self, number: int) -> int:
        """Return how many trials of block ``number`` are done."""
        begun = self.in_block(number)
        return begun.trials_done if begun is not None else 0


def end_of_block(done: BlockState) -> BlockLine:
    """Return the line that says how much of a block the delivered score steered."""
    return BlockLine(done.number, done.trials_done, done.n_told, done.n_acted)


def state_from_ledger(lines: Iterable[LedgerLine]) -> LedgerState:
    """Return where a run stood when the last of ``lines`` was written."""
    state = LedgerState()
    for line in lines:
        match line:
            case HeaderLine():
                state = LedgerState.from_header(line)
            case CalibrationLine(permission=permission):
                state = replace(state, permission=permission)
            case AskedLine():
                state = after_request(state, line)
            case ChoiceLine():
                state = replace(state, choices=(*state.choices, line))
            case TrialLine(record=record, decided=None):
                state = replace(state, trial=record.trial)
            case TrialLine(record=record, decided=Decided() as made):
                state = after_trial(state, record, made)
    return state


def as_run(blocks: Sequence[B], lines: Iterable[LedgerLine]) -> tuple[B, ...]:
    """Return what filled each block: as listed, or as a curriculum chose.

    Parameters
    ----------
    blocks : sequence
        As the protocol lists them, or none.
    lines : iterable of LedgerLine
        Of the session, or of one of its runs.
    """
    found, numbers = list(blocks), range(1, len(blocks) + 1)
    for line in lines:
        for choice in choices_in(line):
            if choice.block in numbers and choice.listed in numbers:
                found[choice.block - 1] = blocks[choice.listed - 1]
    return tuple(found)


def choices_in(line: LedgerLine) -> tuple[ChoiceLine, ...]:
    """Return what a line says that a curriculum chose.

    The header of a run that goes on where another was broken off says it of all that
    was chosen before: its own ledger has no lines of it.
    """
    if isinstance(line, ChoiceLine):
        return (line,)
    if isinstance(line, HeaderLine) and line.taken_up is not None:
        return line.taken_up.choices or ()
    return ()


def taken_up(state: LedgerState, main_blocks: Container[int]) -> TakenUp:
    """Return how a new run goes on where an earlier one was broken off.

    Parameters
    ----------
    state : LedgerState
        At the end of the earlier run.
    main_blocks : container of int
        Numbers of the blocks that are no calibration.
    """
    last = state.block
    if last is None or last.number not in main_blocks:
        last = state.goes_on_at  # broken off while it calibrated again
    return TakenUp(state.trial, last, state.left, state.choices or None)


def after_request(state: LedgerState, line: AskedLine) -> LedgerState:
    """Return where a run stands once somebody has asked for something."""
    if line.what == "easier":
        return replace(state, easier=state.easier + 1)
    if line.what == "next-task":
        return replace(state, left=line.block)
    return state


def after_trial(state: LedgerState, record: TrialRecord, made: Decided) -> LedgerState:
    """Return where a run stands after a stored trial that was no practice.

    Parameters
    ----------
    state : LedgerState
        Before the trial.
    record : TrialRecord
        The trial.
    made : Decided
        What was decided after it, and from what.
    """
    # where a run goes on within a block, what the run before did of it counts too
    begun = state.in_block(record.block)
    if begun is None:
        begun = BlockState(record.block, 0, record.next_level, None)
    times = begun.reaction_times
    if record.reaction_time is not None:
        times = (*times, record.reaction_time)
    return replace(
        state,
        trial=record.trial,
        main_done=state.main_done + 1,
        easier=0,
        block=BlockState(
            record.block,
            begun.trials_done + 1,
            record.next_level,
            made.state_after,
            times,
            begun.n_correct + record.correct,
            begun.n_told + (made.evidence.engagement is not None),
            begun.n_acted + bool(made.acted),
        ),
    )
