"""What a protocol allows the class page to show of a session, and to ask for."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from attention_camp.resources.texts import Sentence

Request = Literal["pause", "easier", "next-task"]
Requests = tuple[Request, ...]


class ClassPage(BaseModel):
    """What of a session is told to the class page, where the computer uses one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    learner: Literal["label", "code", "none"] = "label"
    """Whether the page shows the participant's label, or a code drawn for the session;
    ``none``: nothing is told."""
    quality: bool = True
    """Whether the page is told how good the signal is: good, doubtful or bad. No more
    is told of the EEG, ever."""


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
