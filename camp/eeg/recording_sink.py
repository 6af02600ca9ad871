"""Where a recording goes, as the engine sees it."""

from __future__ import annotations

from typing import Protocol

from attention_camp.signal.acquisition import Sink


class RecordingSink(Sink, Protocol):
    """Where a recording goes."""

    n_synced: int
    """Samples known to be on disk."""

    def marker(self, sample: int, value: int) -> None:
        """Keep a marker of the board's own marker channel."""

    def sync_if_due(self) -> None:
        """Sync what waits for it, also while nothing new arrives."""

    def close(self) -> None:
        """Sync and close."""
