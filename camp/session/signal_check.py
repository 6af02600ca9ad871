"""What the signal check said when a session was started; goes into the ledger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from attention_camp.signal.window import ChannelVerdict


@dataclass(frozen=True, slots=True)
class SignalCheck:
    """The last verdicts before the start, and why it went on in spite of them."""

    needed: float
    """Share of good channels that the protocol's gate asks for, 0 to 1."""
    share_good: float
    """Share of channels that were good, 0 to 1."""
    verdicts: tuple[ChannelVerdict, ...]
    override: str = ""
    """The researcher's reason to start below the gate; empty: there was no need."""
    impedance: tuple[ChannelVerdict, ...] = ()
    """The impedances measured last, kΩ; empty: none were."""

    @classmethod
    def of(
        cls,
        verdicts: Sequence[ChannelVerdict],
        needed: float,
        *,
        override: str = "",
        impedance: Sequence[ChannelVerdict] = (),
    ) -> Self:
        """Return the check of one window; a reason counts only where it is needed."""
        n_good = sum(v.quality == "good" for v in verdicts)
        share = n_good / len(verdicts) if verdicts else 0.0
        reason = "" if share >= needed else override.strip()
        return cls(needed, share, tuple(verdicts), reason, tuple(impedance))

    @property
    def passes(self) -> bool:
        """Whether enough channels are good for the protocol."""
        return self.share_good >= self.needed

    @property
    def allows_start(self) -> bool:
        """Whether the session may begin, if need be with a reason."""
        return self.passes or bool(self.override)

    @property
    def n_good(self) -> int:
        """Channels that were good."""
        return sum(v.quality == "good" for v in self.verdicts)

    @property
    def n_needed(self) -> int:
        """Channels that would have to be good."""
        # 0.55 of 20 channels is a hair above 11 in floating point
        return math.ceil(round(self.needed * len(self.verdicts), 9))
