"""What a protocol allows the class page to show of a session, and to ask for."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

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
