"""Sound of the participant's screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attention_camp.tasks.trial import Sound


class Voice(Protocol):
    """Plays the sounds of a trial."""

    def prepare(self, sounds: Sequence[Sound]) -> None:
        """Get sounds ready, so that they only have to be started."""

    def play(self, sounds: Sequence[Sound], now: float) -> None:
        """Start sounds together with a frame that came at ``now``, host clock, s."""

    def close(self) -> None:
        """Give the device back."""


class Silence:
    """Where there is no sound device: nothing is heard, all else goes on."""

    def prepare(self, sounds: Sequence[Sound]) -> None:
        """Need nothing."""

    def play(self, sounds: Sequence[Sound], now: float) -> None:
        """Play nothing."""

    def close(self) -> None:
        """Hold nothing."""
