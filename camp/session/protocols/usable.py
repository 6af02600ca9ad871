"""Whether a block whose fields are right can also be run."""

from __future__ import annotations

import logging
from typing import Any

from attention_camp.camp.session.protocols.conditions import check_list
from attention_camp.resources.reasons import own_text
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


def why_unusable(number: int, block: Any) -> Sentence | None:
    """Return why a block cannot be run; None: it can.

    Parameters
    ----------
    number : int
        Number of the block, from 1, for the text.
    block : Block
        The block, which is made of this module's check too.
    """
    try:
        block.make_rule(block.make_task())
        check_list(block.task, block.options, block.trial_list, block.trials)
    except (ValueError, TypeError) as error:
        if (problem := own_text(error)) is None:
            logger.info("block %d (%s)", number, block.task, exc_info=error)
            problem = Sentence("its options cannot be used together")
        return Sentence(
            "block {number} ({task}): {error}",
            number=number,
            task=block.task,
            error=problem,
        )
    if block.stage == "calibration" and block.label is None:
        return Sentence(
            "block {number} ({task}): a calibration block needs label: "
            "rest, label: engaged or label: passive",
            number=number,
            task=block.task,
        )
    return None
