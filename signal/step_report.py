"""What one step of the acquisition found."""

from __future__ import annotations

from dataclasses import dataclass, field

from attention_camp.signal.stream import Gap


@dataclass(frozen=True, slots=True)
class StepReport:
    """Result of one step of the acquisition."""

    first_sample: int
    """Absolute index of the first new sample."""
    n_new: int
    """Number of new samples, including lost ones."""
    gaps: tuple[Gap, ...] = ()
    faults: tuple[str, ...] = ()
    """Current faults: ``disconnected``, ``stall``, ``wrong rate``, ``clock jump``."""
    stalled_for: float = 0.0
    """Time since the last samples arrived, s."""
    markers: tuple[tuple[int, int], ...] = field(default=())
    """(sample, value) of the markers in the board's own marker channel."""
    message: str = ""
    """Why there is no connection, for the operator; empty where there is one."""
    arrival: float = float("nan")
    """Arrival of the new samples, host monotonic clock, s; NaN: there are none."""
    has_triggers: bool = False
    """As ``Packet.has_triggers``."""
