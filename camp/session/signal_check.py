"""What the signal check said when a session was started; goes into the ledger."""

from __future__ import annotations

from dataclasses import dataclass

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
