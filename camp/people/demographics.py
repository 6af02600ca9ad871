"""What is asked of a person once, when they are enrolled; nothing that names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Any

from attention_camp.resources.texts import Sentence, UserError

OLDEST = 120
SEXES = ("female", "male", "other")
HANDEDNESSES = ("right", "left", "ambidextrous")
VISIONS = ("normal", "corrected", "impaired")
LONGEST = 40
"""Characters of a free answer: a group or a language, no story."""


class DemographicsError(UserError):
    """An answer that cannot be kept; the text is for people."""


@dataclass(frozen=True, slots=True)
class Demographics:
    """Columns of participants.tsv; empty or None: not asked, or no answer."""

    age: Annotated[float | None, "Age at enrolment, years"] = None
    sex: Annotated[str, "Sex as the participant gave it"] = ""
    handedness: Annotated[str, "Handedness as the participant gave it"] = ""
    group: Annotated[str, "Group of the study"] = ""
    language: Annotated[str, "First language as the participant gave it"] = ""
    vision: Annotated[str, "Vision: normal, corrected to normal, or impaired"] = ""

    def __post_init__(self) -> None:
        if self.age is not None and not 0 < self.age <= OLDEST:
            raise DemographicsError(
                Sentence(
                    "The age is {age:g}. Give years, above 0 and up to {most}, or "
                    "leave it empty.",
                    age=self.age,
                    most=OLDEST,
                )
            )
        for name, allowed in CHOICES.items():
            if (got := getattr(self, name)) and got not in allowed:
                raise DemographicsError(
                    Sentence(
                        "{name} is {got}. It is one of {allowed}, or left empty.",
                        name=name,
                        got=got,
                        allowed=", ".join(allowed),
                    )
                )
        for name in ("group", "language"):
            text = getattr(self, name)
            if len(text) > LONGEST or not text.isprintable():
                raise DemographicsError(
                    Sentence(
                        "{name} has {n} characters. Use a short word, at most {most} "
                        "characters on one line: it is published with the data.",
                        name=name,
                        n=len(text),
                        most=LONGEST,
                    )
                )

    def columns(self) -> dict[str, Any]:
        """Return what was answered, as columns of participants.tsv."""
        found = {name: value for name, value in asdict(self).items() if value}
        if self.age is not None and self.age == int(self.age):
            found["age"] = int(self.age)
        return found

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Demographics:
        """Return what was kept; what later versions add is left out."""
        names = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in given.items() if name in names})


CHOICES = {"sex": SEXES, "handedness": HANDEDNESSES, "vision": VISIONS}
"""Answers with fixed words, and the words."""


def age_of(text: str) -> float | None:
    """Return an age as it was typed; None: empty.

    Raises
    ------
    DemographicsError
        If it is no number.
    """
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise DemographicsError(
            Sentence(
                "The age is {text}. Give years as a number, such as 34.", text=text
            )
        ) from error
