"""The tasks that a curriculum chooses from: different main blocks of a protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attention_camp.resources.texts import Sentence

_OF_THE_PLACE = (
    "title", "practice", "practice_until", "break_after", "cards", "carried_level",
    "start_level", "probe_every", "requests",
)  # fmt: skip
"""Fields in which two blocks of the same work may differ."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The different kinds of work of a session, and where each is listed."""

    firsts: tuple[int, ...]
    """Number of the first block of each, from 1."""
    places: Mapping[int, int]
    """By number of each block that a curriculum may fill: which of them it is."""

    @property
    def counts(self) -> tuple[int, ...]:
        """How often each is listed."""
        found = list(self.places.values())
        return tuple(found.count(k) for k in range(len(self.firsts)))


def candidates_of(blocks: Sequence[Any]) -> Candidates:
    """Return what a curriculum chooses from: the work of main blocks with levels.

    Assessments, lists of trials, questionnaires and blocks at one level stay where they
    are.
    """
    kinds: list[Any] = []
    firsts: list[int] = []
    places: dict[int, int] = {}
    for number, block in enumerate(blocks, 1):
        if not _is_free(block):
            continue
        kind = block.model_copy(update=dict.fromkeys(_OF_THE_PLACE))
        if kind not in kinds:
            kinds.append(kind)
            firsts.append(number)
        places[number] = kinds.index(kind)
    return Candidates(tuple(firsts), places)


def _is_free(block: Any) -> bool:
    """Return whether the place of a block in the session may be another one."""
    is_training = block.stage == "main" and block.form == "training"
    is_adaptive = block.rule.name != "fixed" and not block.trial_list
    return is_training and is_adaptive and block.make_task().n_levels > 1


def why_no_curriculum(protocol: Any) -> Sentence | None:
    """Return why a curriculum that is asked for cannot choose; None: it can."""
    found = candidates_of(protocol.blocks)
    is_enough = len(found.firsts) >= 2 and len(found.places) >= 3
    if protocol.order != "curriculum" or is_enough:
        return None
    return Sentence(
        "order: curriculum needs three training blocks or more whose difficulty "
        "changes, of two different tasks at least"
    )
