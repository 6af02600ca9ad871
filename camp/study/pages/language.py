"""The language of a report: English as it is written, or what a translator makes of it.

Texts are `Sentence` objects until the page is made, so one analysis gives reports in
every language; the translator is handed in, since only windows have one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from attention_camp.resources.texts import Sentence

ENGLISH = "en"


def _as_written(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a report is written in."""

    code: str = ENGLISH
    """As in the interface's settings: ``en``, ``zh_CN``."""
    translate: Callable[[str], str] = _as_written
    """Returns a text in this language; texts that are no `Sentence` stay."""

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return self.code.replace("_", "-")

    def say(self, text: str, **values: object) -> str:
        """Return a text of the page, with its values."""
        return str(self.translate(Sentence(text, **values)))
