"""What a simulated cohort does: who, in which arm, which sessions on which days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from attention_camp.camp.people.allocation import allocate
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import ARMS, SESSION_TYPES
from attention_camp.resources.texts import Sentence, UserError

_BLOCKS = 2
"""Smallest blocks in a permuted block of the allocation."""
_VISIT = re.compile(r"(?P<type>[a-z]+)=(?P<protocol>[^*]+)(?:\*(?P<n>[1-9]\d{0,3}))?")


class PlanError(UserError):
    """A cohort that cannot be simulated as asked; the text is for people."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One session of the plan."""

    session: str
    """Label, such as ``camp3``."""
    protocol: str
    """Shipped name, or path of a file."""
    day: int
    """Days after the first session."""


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """A cohort to simulate; the same plan gives the same dataset."""

    dataset: Path
    visits: tuple[Visit, ...]
    n_people: int
    arms: Mapping[str, int] = field(default_factory=lambda: {"closed-loop": 1})
    """Arm and its share."""
    people: str = ""
    """Population, traits and abilities, as after ``person:``; each gets a seed."""
    board: str = "simulated"
    seed: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """The participants' labels."""
        width = max(2, len(str(self.n_people)))
        return tuple(f"{n:0{width}d}" for n in range(1, self.n_people + 1))

    @property
    def allocation(self) -> Mapping[str, str]:
        """Arm by participant, in permuted blocks."""
        slots = allocate(
            self.arms,
            strata={},
            block_sizes=(_BLOCKS * sum(self.arms.values()),),
            per_stratum=self.n_people,
            rng=np.random.default_rng((self.seed, 1)),
        )
        arms = [slot.arm for slot in slots]
        return dict(zip(self.labels, arms, strict=False))

    def person(self, label: str) -> str:
        """Return who a participant is, as after ``person:``."""
        rng = np.random.default_rng((self.seed, 2, int(label)))
        own = f"seed={int(rng.integers(1, 2**31))}"
        return f"{self.people},{own}" if self.people else own


def parse_visits(texts: Sequence[str], *, days: int = 2) -> tuple[Visit, ...]:
    """Return the sessions that ``TYPE=PROTOCOL*N`` texts name.

    Parameters
    ----------
    texts : sequence of str
        Such as ``pre=battery-short``, ``camp=adults*10``, ``post=battery-short``.
    days : int
        Days from one session to the next.

    Raises
    ------
    PlanError, ProtocolError
        If one is written otherwise, or its protocol cannot be used.
    """
    visits: list[Visit] = []
    numbers: dict[str, int] = {}
    for text in texts:
        found = _VISIT.fullmatch(text.strip())
        if found is None or found["type"] not in SESSION_TYPES:
            raise PlanError(
                Sentence(
                    "A session is written TYPE=PROTOCOL or TYPE=PROTOCOL*NUMBER, with "
                    "a type of {types}; got {got}.",
                    types=", ".join(SESSION_TYPES),
                    got=repr(text),
                )
            )
        load_protocol(found["protocol"])
        for _ in range(int(found["n"] or 1)):
            numbers[found["type"]] = numbers.get(found["type"], 0) + 1
            label = f"{found['type']}{numbers[found['type']]}"
            visits.append(Visit(label, found["protocol"], len(visits) * days))
    return tuple(visits)


def parse_arms(texts: Sequence[str]) -> dict[str, int]:
    """Return the arms that ``ARM`` or ``ARM*SHARE`` texts name.

    Raises
    ------
    PlanError
        If one is unknown.
    """
    arms: dict[str, int] = {}
    for text in texts:
        name, _, share = text.partition("*")
        if name not in ARMS or (share and not share.isdecimal()) or share == "0":
            raise PlanError(
                Sentence(
                    "An arm is written ARM or ARM*SHARE, with one of {allowed}; got "
                    "{got}.",
                    allowed=", ".join(ARMS),
                    got=repr(text),
                )
            )
        arms[name] = int(share or 1)
    return arms
