"""How a block went beside the last one of the same task, for the break after it."""

from __future__ import annotations

import math

from attention_camp.camp.session.ledger_lines import BlockState
from attention_camp.camp.session.plan import PlannedBlock
from attention_camp.camp.session.screen import Break


class EarlierBlocks:
    """Remembers the last block of each task."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[float, float]] = {}
        """Mean reaction time, s, and share right of the last block of each task."""

    def compare(self, planned: PlannedBlock, done: BlockState, n_blocks: int) -> Break:
        """Return the break after a block, and remember the block.

        Parameters
        ----------
        planned : PlannedBlock
            The block as it was planned.
        done : BlockState
            The block as it went.
        n_blocks : int
            Blocks of the session.
        """
        current = _mean(done.reaction_times), done.n_correct / planned.block.trials
        # one task's times say nothing beside another's
        same = f"{planned.block.task} {dict(planned.block.options)}"
        last = self._last.get(same)
        self._last[same] = current
        faster = (last[0] - current[0]) * 1000 if last else math.nan
        return Break(
            planned.block.break_after,
            planned.number,
            n_blocks,
            None if math.isnan(faster) else faster,
            current[1] - last[1] if last else None,
        )


def _mean(values: tuple[float, ...]) -> float:
    return sum(values) / len(values) if values else math.nan
