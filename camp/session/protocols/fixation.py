"""Fixation control: a trial that waits until the participant looks at the cross."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Fixation(BaseModel):
    """When a trial of a block may begin, where there is an eye tracker."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    within: Annotated[float, Field(gt=0, le=20)] = 2.0
    """How far from the cross a gaze may be, degrees of visual angle."""
    seconds: Annotated[float, Field(gt=0, le=5)] = 0.3
    """For how long it has to be there before the trial begins."""
    limit: Annotated[float, Field(ge=0, le=60)] = 5.0
    """Seconds after which the trial begins all the same, and says so."""
