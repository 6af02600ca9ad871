"""Goals for a session: the participant chooses one, and says afterwards how it went."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import Sentence

GOALS: Mapping[str, Sentence] = {
    "goal-calm": Sentence("Stay calm after an error"),
    "goal-every": Sentence("Give an answer every time"),
    "goal-still": Sentence("Sit still while a task runs"),
    "goal-rest": Sentence("Really rest in the breaks"),
    "goal-none": Sentence("No goal today"),
}
"""All are about effort: what somebody can do, whatever the difficulty."""
REVIEWS: Mapping[str, Sentence] = {
    "went-well": Sentence("Well"),
    "went-partly": Sentence("In part"),
    "went-not": Sentence("Not today"),
}
MEANINGS: Mapping[str, str] = {
    **{code: f"Goal of the participant: {text}" for code, text in GOALS.items()},
    **{code: f"How the goal went: {text}" for code, text in REVIEWS.items()},
}
"""Values of rows of the type ``goal`` in events.tsv."""
