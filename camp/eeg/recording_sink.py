"""The interface of a recording, as the engine uses it."""

from __future__ import annotations

from typing import Protocol

from attention_camp.signal.acquisition import Sink


class RecordingSink(Sink, Protocol):
    """A recording that samples and markers are written to."""

    n_synced: int
    """Samples known to be on disk."""

    def marker(self, sample: int, value: int) -> None:
        """Store a marker from the board's own marker channel."""

    def trigger(self, sample: int, value: int) -> None:
        """Store a trigger that another program or device sent: an event."""

    def sync_if_due(self) -> None:
        """Sync to disk if due; called also while no samples arrive."""

    def sync(self) -> None:
        """Return when all samples so far are on disk."""

    def close(self) -> None:
        """Sync to disk and close."""
