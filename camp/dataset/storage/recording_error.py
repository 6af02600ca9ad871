"""The error of a recording that cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.reasons import remedy_of
from attention_camp.resources.texts import Sentence

T = TypeVar("T")


class RecordingError(DatasetError):
    """The EEG cannot be written; the text is for people."""


def or_recording_error(act: Callable[[], T], path: Path) -> T:
    """Do something with files; turn a failure into one that people understand."""
    try:
        return act()
    except OSError as error:
        raise RecordingError(
            Sentence(
                "The EEG could not be written to {path}: {error}. What was stored "
                "until then stays as it is. {remedy} Then begin a new run.",
                path=path,
                error=error.strerror,
                remedy=remedy_of(error),
            )
        ) from error
