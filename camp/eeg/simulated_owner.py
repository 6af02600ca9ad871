"""What a simulated participant tells the simulated brain behind an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attention_camp.signal.stream import Source

if TYPE_CHECKING:
    from attention_camp.signal.simulated.evoked import EvokedEvent


class SimulatedOwner:
    """Passes on engagement and events to sources that listen; others do not."""

    source: Source

    def set_engagement(self, value: float) -> None:
        """Tell a simulated brain how engaged its owner is."""
        listen = getattr(self.source, "set_engagement", None)
        if listen is not None:
            listen(value)

    def evoke(self, events: tuple[EvokedEvent, ...]) -> None:
        """Tell a simulated brain what its owner saw, heard or did."""
        listen = getattr(self.source, "evoke", None)
        if listen is not None:
            listen(events)
