"""The items of a checklist, as far as the record fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from attention_camp.camp.study.record.evidence import Evidence
from attention_camp.resources.texts import Sentence

State = Literal["filled", "in part", "missing", "not applicable"]
STATES: dict[State, Sentence] = {
    "filled": Sentence("filled"),
    "in part": Sentence("in part"),
    "missing": Sentence("missing"),
    "not applicable": Sentence("not applicable"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a checklist."""

    number: str
    text: str
    """What it asks for, in our words."""
    state: State
    answers: tuple[str, ...] = ()
    """What the record or its authors say."""
    missing: str = ""
    """What lacks, and how it is supplied."""
    evidence: tuple[Evidence, ...] = ()


def item(
    number: str,
    text: str,
    answers: Sequence[str | None],
    *,
    missing: str | None = None,
    evidence: Sequence[Evidence] = (),
) -> Item:
    """Return an item whose state follows from what is said and what lacks.

    Parameters
    ----------
    number, text : str
        Number and text.
    answers : sequence of str or None
        What is known; None and empty ones are left out.
    missing : str or None
        What lacks; None: nothing.
    evidence : sequence of Evidence
        What proves it.
    """
    said = tuple(answer for answer in answers if answer)
    state: State = "filled"
    if missing or not said:
        state = "in part" if said else "missing"
    return Item(number, text, state, said, missing or "", tuple(evidence))
