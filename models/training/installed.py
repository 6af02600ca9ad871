"""Whether the packages for training are installed, in words where they are not."""

from __future__ import annotations

from importlib.util import find_spec

from attention_camp.resources.texts import Sentence, UserError


class MissingTrainingError(UserError):
    """A computer without the packages that train and explain networks."""


FOR_POLICIES = ("gymnasium", "stable_baselines3")
"""What training a policy needs beside torch."""


def check_training_installed(*more: str) -> None:
    """Raise where torch, or one of some more packages, is missing.

    Raises
    ------
    MissingTrainingError
        With the line to type.
    """
    for name in ("torch", *more):
        if not _is_installed(name):
            raise MissingTrainingError(
                Sentence(
                    "This needs {package}, which a computer that records, scores and "
                    "reviews does without. Install it: {line}",
                    package=name.replace("_", "-"),
                    line='pip install "attention-camp[train]"',
                )
            )


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # blocked, or half installed
        return False
