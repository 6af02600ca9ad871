"""Whether the packages for training across sites are installed."""

from __future__ import annotations

from importlib.util import find_spec

from attention_camp.resources.texts import Sentence, UserError

NEEDED = ("torch", "flwr", "opacus")


class MissingFederatedError(UserError):
    """A computer without the packages that train across sites."""


def check_federated_installed() -> None:
    """Raise where Flower, Opacus or torch is missing.

    Raises
    ------
    MissingFederatedError
        With the line to type.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise MissingFederatedError(
            Sentence(
                "Training across sites needs {packages}, in an environment of their "
                "own. Type in a checkout: {line}",
                packages=", ".join(missing),
                line="make federated",
            )
        )
