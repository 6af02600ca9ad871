"""What a block of a protocol has to say, and may not, by its stage and form."""

from __future__ import annotations

import logging
from typing import Any

from attention_camp.camp.session.protocols.class_page import Requests
from attention_camp.camp.session.protocols.conditions import check_list
from attention_camp.resources.reasons import own_text
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


def check_requests(stage: str, form: str, requests: Requests) -> None:
    """Refuse requests that would change what a block measures.

    Parameters
    ----------
    stage, form : str
        Stage and form of the block.
    requests : tuple of str
        What may be asked for in it.

    Raises
    ------
    ValueError
        If a calibration block could be changed or left, or the level of an assessment
        lowered.
    """
    if stage == "calibration" and set(requests) - {"pause"}:
        raise ValueError(
            Sentence(
                "requests of a calibration block may be pause only, got {got}",
                got=", ".join(requests),
            )
        )
    if form != "training" and "easier" in requests:
        raise ValueError(
            Sentence("requests of an assessment cannot hold easier: its levels are set")
        )


def label_missing(number: int, task: str) -> Sentence:
    """Return what is said of a calibration block without a label."""
    return Sentence(
        "block {number} ({task}): a calibration block needs label: "
        "rest, label: engaged or label: passive",
        number=number,
        task=task,
    )


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
        check_requests(block.stage, block.form, block.requests)
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
        return label_missing(number, block.task)
    return None
