"""The signal check at the start of a session, as stored in the ledger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from attention_camp.signal.window import ChannelVerdict


@dataclass(frozen=True, slots=True)
class SignalCheck:
    """The last verdicts before the start, and the reason for an override."""

    needed: float
    """Share of good channels that the protocol's gate asks for, 0 to 1."""
    share_good: float
    """Share of channels that were good, 0 to 1."""
    verdicts: tuple[ChannelVerdict, ...]
    override: str = ""
    """The researcher's reason to start below the gate; empty: none needed."""
    impedance: tuple[ChannelVerdict, ...] = ()
    """The last impedances measured, kΩ; empty: none."""
    question: str = ""
    """What makes the signal implausible as EEG, such as its unit; empty: nothing."""

    @classmethod
    def of(
        cls,
        verdicts: Sequence[ChannelVerdict],
        needed: float,
        *,
        override: str = "",
        impedance: Sequence[ChannelVerdict] = (),
        question: str = "",
    ) -> Self:
        """Return the check of one window.

        Parameters
        ----------
        verdicts : sequence of ChannelVerdict
            The verdicts, one per channel.
        needed : float
            Share of good channels that the protocol's gate requires, 0 to 1.
        override : str
            Reason to start below the gate, or in spite of the question; dropped if
            there is neither.
        impedance : sequence of ChannelVerdict
            The last impedances measured, kΩ; none by default.
        question : str
            What makes the signal implausible as EEG; empty by default.
        """
        n_good = sum(v.quality == "good" for v in verdicts)
        share = n_good / len(verdicts) if verdicts else 0.0
        reason = "" if share >= needed and not question else override.strip()
        return cls(needed, share, tuple(verdicts), reason, tuple(impedance), question)

    @property
    def passes(self) -> bool:
        """Whether enough channels are good for the protocol."""
        return self.share_good >= self.needed

    @property
    def allows_start(self) -> bool:
        """Whether the session may start, with or without an override."""
        return (self.passes and not self.question) or bool(self.override)

    @property
    def n_good(self) -> int:
        """Number of good channels."""
        return sum(v.quality == "good" for v in self.verdicts)

    @property
    def n_needed(self) -> int:
        """Number of good channels that the gate requires."""
        # 0.55 of 20 channels is slightly above 11 in floating point
        return math.ceil(round(self.needed * len(self.verdicts), 9))
