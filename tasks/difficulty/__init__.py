"""Difficulty rules: pure functions of (state, evidence)."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Mapping
from typing import Any

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.difficulty.directions import DIRECTIONS
from attention_camp.tasks.difficulty.rule import Rule
from attention_camp.tasks.difficulty.why import WHY
from attention_camp.tasks.options import unknown

__all__ = ["OF_THE_TASK", "RULES", "WHY", "make_rule", "other_direction"]

RULES: Mapping[str, str] = {
    "engagement": "engagement:EngagementOffset",
    "engagement-aware": "engagement_aware:EngagementAware",
    "fixed": "staircase:Fixed",
    "learned": "learned:Learned",
    "micro-randomised": "micro_randomised:MicroRandomised",
    "n-up-m-down": "staircase:TransformedUpDown",
    "passive": "passive:Passive",
    "quest": "quest_rule:QuestRule",
    "quest-plus": "quest_rule:QuestRule",
    "reaction-time": "reaction_time:ReactionTimeRule",
    "staircase": "staircase:WeightedUpDown",
    "weighted-up-down": "staircase:WeightedUpDown",
}
"""The rules: name, and module and class in this package. ``quest-plus`` and
``weighted-up-down`` are ``quest`` and ``staircase`` by the names of their sources."""

# facts of the task, and no options of a rule; of these a protocol may say the target
OF_THE_TASK = ("n_levels", "chance", "target", "settled", "fineness")


def make_rule(
    name: str,
    *,
    n_levels: int,
    chance: float | None = None,
    target: float | None = None,
    settled: bool | None = None,
    fineness: int | None = None,
    **options: Any,
) -> Rule[Any]:
    """Return the difficulty rule ``name``.

    Parameters
    ----------
    name : str
        One of `RULES`.
    n_levels : int
        Number of levels of the task.
    chance, target : float | None
        The task's chance level and the share correct that training aims for; a rule
        that needs neither ignores them, since they are facts of the task, not options.
    settled : bool | None
        Whether the start level was estimated in an earlier session; ignored likewise.
    fineness : int | None
        Levels of the task in the place of one of its plain scale; ignored likewise.
    options
        The rule's own options, such as ``start_level`` or ``step``.

    Raises
    ------
    ValueError, TypeError
        If the name, an option or its value is unknown; the text says what is allowed.
    """
    if name not in RULES:
        raise unknown(Sentence("Difficulty rule"), name, RULES)
    module, _, attribute = RULES[name].partition(":")
    rule_class = getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
    fields = {field.name for field in dataclasses.fields(rule_class)}
    own = fields.difference(OF_THE_TASK)
    for option in options:
        if option not in own:
            raise unknown(Sentence("Option of rule {name!r}", name=name), option, own)
    facts = {
        "chance": chance,
        "target": target,
        "settled": settled,
        "fineness": fineness,
    }
    given = {k: v for k, v in facts.items() if v is not None and k in fields}
    rule: Rule[Any] = rule_class(n_levels=n_levels, **given, **options)
    return rule


def other_direction(rule: Rule[Any]) -> Rule[Any]:
    """Return the rule with the sign of its loop turned round, for a reversed block.

    Raises
    ------
    ValueError
        If the rule has no direction.
    """
    before = getattr(rule, "direction", None)
    if before not in DIRECTIONS:
        raise ValueError(
            Sentence(
                "reversed needs a rule with a direction ({allowed}), got {got}",
                allowed="engagement, micro-randomised, reaction-time",
                got=type(rule).__name__,
            )
        )
    (other,) = set(DIRECTIONS) - {before}
    turned: Rule[Any] = dataclasses.replace(rule, direction=other)  # type: ignore[type-var]
    return turned
