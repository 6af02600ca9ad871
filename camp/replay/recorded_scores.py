"""A session's decisions made again from its recorded scores, without the model."""

from __future__ import annotations

from collections.abc import Iterable

from attention_camp.camp.replay.decisions import Decisions, ReplayResult
from attention_camp.camp.session.arms.arm_lines import ArmLine, BlockLine
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    HeaderLine,
    LedgerLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import UNCALIBRATED
from attention_camp.camp.session.running.choice_line import ChoiceLine


def replay_recorded_scores(
    header: HeaderLine, lines: Iterable[LedgerLine], why: str
) -> ReplayResult:
    """Make the decisions again, taking scores and verdicts as they were recorded.

    Parameters
    ----------
    header : HeaderLine
        The run's first line.
    lines : iterable of LedgerLine
        Those after it.
    why : str
        Why the scores cannot be made again.
    """
    decisions = Decisions(header)
    decisions.result.not_scored = why
    permission = UNCALIBRATED
    for line in lines:
        if isinstance(line, CalibrationLine):
            permission = line.permission
        elif isinstance(line, ArmLine):
            decisions.assign(line)
        elif isinstance(line, BlockLine):
            decisions.end_block(line)
        elif isinstance(line, AskedLine):
            decisions.ask(line)
        elif isinstance(line, ChoiceLine):
            decisions.choose(line)
        elif isinstance(line, TrialLine) and line.decided is not None:
            then = line.decided
            # what the rule was told is compared too: a score that was changed need
            # not change the decision
            decisions.decide(line, then, score=then.score, permission=permission)
    return decisions.result
