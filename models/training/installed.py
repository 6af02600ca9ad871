"""Whether the packages for training are installed, in words where they are not."""

from __future__ import annotations

from importlib.util import find_spec

from attention_camp.resources.texts import Sentence, UserError


class MissingTrainingError(UserError):
    """A computer without the packages that train and explain networks."""


def check_training_installed() -> None:
    """Raise where torch is missing.

    Raises
    ------
    MissingTrainingError
        With the line to type.
    """
    try:
        found = find_spec("torch") is not None
    except (ImportError, ValueError):  # blocked, or half installed
        found = False
    if not found:
        raise MissingTrainingError(
            Sentence(
                "This needs torch, which a computer that records, scores and reviews "
                "does without. Install it: {line}",
                line='pip install "attention-camp[train]"',
            )
        )
