"""Consent: what is asked, what a person agreed to, and whether it holds today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attention_camp.resources.texts import Day, Sentence, UserError
from attention_camp.signal.clock import wall_time

Texts = Annotated[dict[str, str], Field(min_length=1)]
"""By language, ``en`` or ``zh_CN``."""
MOST_DAYS = 1_000_000
"""A calendar of dates has no day that is much later: the year 9999 is its last."""


class ConsentError(UserError):
    """A consent that is missing or cannot be kept; the text is for people."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConsentItem(_Part):
    """One thing that a person agrees to, or does not."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    text: Texts
    required: bool = True
    """Whether nobody takes part without it."""


class ConsentForm(_Part):
    """A consent form in its languages; another text is another version."""

    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,20}$")]
    title: Texts
    text: Texts
    """What the person is told before they are asked."""
    items: Annotated[tuple[ConsentItem, ...], Field(min_length=1)]
    valid_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None
    """How long a consent holds, days; None: until it is withdrawn."""
    retention_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None
    """How long the data may be kept after the consent, days; None: nobody said."""

    @model_validator(mode="after")
    def _every_text_is_there(self) -> ConsentForm:
        for texts in (self.title, *(item.text for item in self.items)):
            if texts.keys() != self.text.keys():
                raise ValueError(
                    Sentence(
                        "title, text and every item need the same languages, "
                        "{languages}",
                        languages=", ".join(self.text),
                    )
                )
        keys = [item.key for item in self.items]
        if len(set(keys)) < len(keys):
            raise ValueError(Sentence("two items have the same key"))
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is written in."""
        return tuple(self.text)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, and when."""

    version: str
    language: str
    agreed: tuple[str, ...]
    """Keys of the form's items."""
    at: str
    """ISO 8601."""
    until: str = ""
    """When it expires, ISO 8601; empty: it does not."""
    keep_until: str = ""
    """When the data are to be removed, ISO 8601; empty: nobody said."""
    by: str = ""
    """Who took it."""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self) | {"agreed": list(self.agreed)}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Consent:
        """Return what was kept; what later versions add is left out."""
        names = {one.name for one in fields(cls)}
        kept = {name: value for name, value in given.items() if name in names}
        return cls(**kept | {"agreed": tuple(given["agreed"])})


def agree(
    form: ConsentForm, agreed: Iterable[str], *, language: str, by: str = ""
) -> Consent:
    """Return the consent that a person gives now.

    Parameters
    ----------
    form : ConsentForm
        What they read.
    agreed : iterable of str
        Keys of the items that they agree to.
    language : str
        In which language they read it.
    by : str
        Who took it.

    Raises
    ------
    ConsentError
        If the form has no such language or item, or a required one is left out.
    """
    said = set(agreed)
    known = {item.key for item in form.items}
    if language not in form.languages:
        raise ConsentError(
            Sentence(
                "The consent form {version} is written in {known}, not in {language}.",
                version=form.version,
                known=", ".join(form.languages),
                language=language,
            )
        )
    if unknown := sorted(said - known):
        raise ConsentError(
            Sentence(
                "The consent form {version} does not ask about {unknown}; it asks "
                "about {known}.",
                version=form.version,
                unknown=", ".join(unknown),
                known=", ".join(item.key for item in form.items),
            )
        )
    if missing := _missing(form, said):
        raise ConsentError(
            Sentence(
                "Nobody takes part without agreeing to {missing}. Nothing was kept.",
                missing=missing,
            )
        )
    now = wall_time()
    return Consent(
        form.version,
        language,
        tuple(item.key for item in form.items if item.key in said),
        now.isoformat(timespec="seconds"),
        _after(now, form.valid_days),
        _after(now, form.retention_days),
        by,
    )


def consent_problem(form: ConsentForm, given: Consent | None) -> Sentence | None:
    """Return why a consent does not hold today; None: it does.

    Parameters
    ----------
    form : ConsentForm
        What everybody has to have agreed to.
    given : Consent or None
        The person's last consent.
    """
    if given is None:
        return Sentence("there is no consent")
    if given.version != form.version:
        return Sentence(
            "the consent is of version {given}, and version {wanted} is asked for now",
            given=given.version,
            wanted=form.version,
        )
    if missing := _missing(form, set(given.agreed)):
        return Sentence("{missing} was not agreed to", missing=missing)
    if given.until and datetime.fromisoformat(given.until) < wall_time():
        return Sentence("the consent expired on {day}", day=Day(given.until[:10]))
    return None


def _missing(form: ConsentForm, agreed: set[str]) -> str:
    keys = [one.key for one in form.items if one.required and one.key not in agreed]
    return ", ".join(keys)


def _after(now: datetime, days: int | None) -> str:
    if days is None:
        return ""
    return (now + timedelta(days=days)).isoformat(timespec="seconds")
