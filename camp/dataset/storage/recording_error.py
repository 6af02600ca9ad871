"""The error of a recording that cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.reasons import remedy_of
from attention_camp.resources.texts import Sentence

T = TypeVar("T")


class UntilFailure:
    """Does things with files until one of them fails: from then on it does none.

    Samples that came after others that could not be written would take their place.
    """

    def __init__(self) -> None:
        self._failure: RecordingError | None = None

    def require_none(self) -> None:
        """Refuse again what failed once."""
        if self._failure is not None:
            raise self._failure

    def __call__(self, act: Callable[[], object], path: Path) -> None:
        """Do something with a file; see ``or_recording_error``."""
        self.require_none()
        try:
            or_recording_error(act, path)
        except RecordingError as error:
            self._failure = error
            raise


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
