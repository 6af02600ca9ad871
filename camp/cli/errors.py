"""The error of the command line."""

from __future__ import annotations

from attention_camp.resources.texts import UserError


class CommandError(UserError):
    """A command that cannot do what it was asked."""
