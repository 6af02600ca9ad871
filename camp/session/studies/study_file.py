"""Study files: arms, strata, outcomes and tests, declared before the first session."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.protocol_file import read_protocol_file
from attention_camp.camp.session.protocols.protocol_problems import explain
from attention_camp.resources.texts import Sentence, UserError


class StudyError(UserError):
    """A study that cannot be used as asked; the text is for people."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StudyArm(_Part):
    """An arm: what its participants' rules receive."""

    name: str
    """The study's own name of it."""
    evidence: Literal["closed-loop", "performance-only", "sham", "yoked"]
    ratio: Annotated[int, Field(ge=1, le=20)] = 1
    """Its share of participants, relative to the other arms'."""


class Outcome(_Part):
    """An outcome, how it is tested, and what would count."""

    measure: str
    """Column of a table of scores, such as ``visual-search.slope_ms_per_item``."""
    sessions: Annotated[tuple[str, ...], Field(min_length=1)]
    """Session labels or types that it is taken from, such as ``pre`` and ``post``."""
    test: str
    """Such as ``ancova``: the test that answers."""
    smallest_effect: str = ""
    """The smallest effect of interest, in words or numbers."""


class Interim(_Part):
    """An interim analysis by arm: when it is made, and what is spent on it."""

    people: Annotated[int, Field(ge=2)]
    """People who were measured for the primary outcome, at least, when it is made."""
    alpha: Annotated[float, Field(ge=1e-6, le=0.5)]
    """Below which p of the primary outcome ends the study: spent, whatever is found."""


class Study(_Part):
    """A study: what a reviewer needs to have been fixed beforehand."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+$")]
    title: str
    protocols: Annotated[tuple[str, ...], Field(min_length=1)]
    """Protocols of its sessions: shipped names, or files beside the study file."""
    sessions: Annotated[int, Field(ge=1, le=1000)]
    """Sessions a participant takes part in, measurements included."""
    arms: Annotated[tuple[StudyArm, ...], Field(min_length=2)]
    strata: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    """Factor, and its levels: each combination is allocated by itself."""
    block_sizes: Annotated[tuple[int, ...], Field(min_length=1)]
    """Sizes of permuted blocks to draw from: multiples of the ratios' sum."""
    places: Annotated[int, Field(ge=1, le=10_000)]
    """Places of the allocation list in each stratum."""
    primary_outcome: Outcome
    secondary_outcomes: tuple[Outcome, ...] = ()
    alpha: Annotated[float, Field(ge=1e-6, le=0.5)] = 0.05
    """Of the primary outcome, over all analyses, interim ones included."""
    interims: tuple[Interim, ...] = ()
    """Analyses by arm before the end, in their order; none is made that is not here."""
    exclusions: tuple[str, ...] = ()
    """When a session or a participant is left out, decided without knowing the arm."""
    tests: tuple[str, ...] = ()
    """Further tests that are planned, one a line."""
    debriefing: str = ""
    """What participants are told beside their arm once it is open, such as whom to ask
    and what they are offered."""
    encrypted_volume: bool = False
    """Whether its data lie on an encrypted volume only, as its data protection says."""

    @field_validator("arms")
    @classmethod
    def _different_arms(cls, value: tuple[StudyArm, ...]) -> tuple[StudyArm, ...]:
        for field in ("name", "evidence"):
            given = [getattr(arm, field) for arm in value]
            if len(set(given)) < len(given):
                raise ValueError(
                    Sentence("two arms have the same {field}", field=field)
                )
        return value

    @model_validator(mode="after")
    def _blocks_hold_the_ratio(self) -> Study:
        unit = sum(arm.ratio for arm in self.arms)
        wrong = [size for size in self.block_sizes if size < 1 or size % unit]
        if wrong:
            raise ValueError(
                Sentence(
                    "block_sizes must be multiples of {unit}, the sum of the arms' "
                    "ratios, got {got}",
                    unit=unit,
                    got=", ".join(map(str, wrong)),
                )
            )
        return self

    @model_validator(mode="after")
    def _interims_leave_some_alpha(self) -> Study:
        people = [look.people for look in self.interims]
        if people != sorted(set(people)):
            raise ValueError(
                Sentence(
                    "interims must come in the order of their people, got {got}",
                    got=", ".join(map(str, people)),
                )
            )
        if self.final_alpha <= 0:
            raise ValueError(
                Sentence(
                    "interims spend {spent} of an alpha of {alpha}: nothing is left "
                    "for the final analysis",
                    spent=f"{sum(look.alpha for look in self.interims):g}",
                    alpha=f"{self.alpha:g}",
                )
            )
        return self

    @property
    def final_alpha(self) -> float:
        """What interim analyses leave of alpha to the final one.

        Alphas add up (Bonferroni's inequality): it holds however much data two analyses
        share, and is stricter than boundaries that use how much (own choice).
        """
        spent = sum(look.alpha for look in self.interims)
        return round(self.alpha - spent, 12)

    @property
    def ratio(self) -> dict[str, int]:
        """How many of a smallest block each arm has, by what it delivers."""
        return {arm.evidence: arm.ratio for arm in self.arms}


def load_study(path: Path) -> Study:
    """Read and check a study file.

    Raises
    ------
    StudyError, ProtocolError
        If it cannot be read or is invalid; the text names file, line and field.
    """
    values, lines, origin = read_protocol_file(str(path))
    try:
        return Study.model_validate(values)
    except ValidationError as error:
        problems = explain(error, lines, origin, _allowed_at)
        raise StudyError(
            Sentence("Correct the study file:\n{problems}", problems=problems)
        ) from error


def canonical_hash(value: Study | Protocol) -> str:
    """Return the SHA-256 of what a file says, however it is spaced or ordered.

    What is left at its default is left out: a version of the program whose protocols
    have an option more finds a locked one unchanged.
    """
    plain = value.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _allowed_at(location: Sequence[str | int]) -> list[str]:
    """Return the field names allowed at ``location``."""
    model: Any = Study
    if len(location) > 1:
        model = {"arms": StudyArm, "interims": Interim}.get(str(location[0]), Outcome)
    return list(model.model_fields)
