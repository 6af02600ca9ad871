"""Courses for the yoked arm: from a donor's ledger, or from a declared library."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from attention_camp.camp.session.arms.arm_lines import Course, Told
from attention_camp.camp.session.ledger_lines import LedgerLine, TrialLine
from attention_camp.camp.session.protocol import Block

LIBRARY = "library"
"""What the source of a course begins with that nobody's session gave."""
LIBRARY_SIZE = 1000
"""Courses of the library."""
LIBRARY_CERTAINTY = 0.9
LIBRARY_KEEPS = 0.9
"""Autocorrelation of a course from trial to trial: tens of seconds."""
LIBRARY_MEAN, LIBRARY_SPREAD = 1.1, 1.0
"""Mean and standard deviation in logits: a share of 0.72 on average. Own choices, near
the scores of calibrated people of the simulation."""


def course_of(
    lines: Iterable[LedgerLine],
    *,
    theirs: Sequence[Block],
    ours: Sequence[Block],
    source: str,
) -> Course | None:
    """Return what was delivered in a donor's session, by the blocks of another one.

    Blocks are matched by what they are, the first with the first: in a balanced order
    the same block has another number.

    Parameters
    ----------
    lines : iterable of LedgerLine
        The donor's ledger.
    theirs, ours : sequence of Block
        The blocks of both sessions, in their orders.
    source : str
        Name of the donor's run.

    Returns
    -------
    course : Course or None
        None: a main block of ours has no counterpart.
    """
    delivered: dict[int, list[Told | None]] = {}
    for line in lines:
        if isinstance(line, TrialLine) and line.decided is not None:
            told = line.decided.evidence
            pair = (
                None if told.engagement is None else (told.engagement, told.certainty)
            )
            delivered.setdefault(line.record.block, []).append(pair)
    left = [(number, block) for number, block in enumerate(theirs, 1) if _steers(block)]
    blocks: dict[str, list[Told | None]] = {}
    for number, block in enumerate(ours, 1):
        if not _steers(block):
            continue
        same = [found for found in left if _as_worked(found[1]) == _as_worked(block)]
        if not same:
            return None
        left.remove(same[0])
        blocks[str(number)] = delivered.get(same[0][0], [])
    return Course(source, blocks)


def library_course(number: int, blocks: Sequence[Block]) -> Course:
    """Return course ``number`` of the declared library, for the blocks of a session.

    A mean-reverting walk in logits, the same for the same number everywhere; it stands
    in until the study has donors.
    """
    number %= LIBRARY_SIZE
    rng = np.random.default_rng((number, 1905))
    return Course(
        f"{LIBRARY}/{number}",
        {
            str(index): list(_walk(rng, block.trials))
            for index, block in enumerate(blocks, 1)
            if _steers(block)
        },
    )


def _walk(rng: np.random.Generator, n_trials: int) -> Iterator[tuple[float, float]]:
    drift = float(rng.normal())
    for noise in rng.normal(size=n_trials):
        drift = LIBRARY_KEEPS * drift + math.sqrt(1 - LIBRARY_KEEPS**2) * float(noise)
        logit = LIBRARY_MEAN + LIBRARY_SPREAD * drift
        yield round(1 / (1 + math.exp(-logit)), 4), LIBRARY_CERTAINTY


def _steers(block: Block) -> bool:
    """Return whether a score can act in a block."""
    return block.stage == "main"


def _as_worked(block: Block) -> Block:
    """Return a block without what differs between people who do the same work.

    The level that they carried on, the break that belongs to the block's place in their
    order, and which of their keys means yes.
    """
    options = {name: v for name, v in block.options.items() if name != "keys"}
    of_person = {"carried_level": None, "break_after": 0.0, "options": options}
    return block.model_copy(update=of_person)
