"""What a block of a protocol has to say, and may not, by its stage and form."""

from __future__ import annotations

from attention_camp.camp.session.protocols.class_page import Requests
from attention_camp.resources.texts import Sentence


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
