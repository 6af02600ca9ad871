"""The state of a run: how it ended, or that it is being recorded."""

from __future__ import annotations

import time
from contextlib import suppress

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.trial_store import read_session

ALIVE_SECONDS = 10.0
"""A run whose files were written this recently is being recorded. Our own choice: the
journal grows twice a second, and a stalled headset is dealt with within seconds."""


def run_state(paths: RunPaths) -> str:
    """Return the state of a run.

    Returns
    -------
    state : str
        ``finished``, ``aborted``, ``emergency`` or ``failed`` as the session wrote;
        ``recording`` where its files still grow; ``interrupted`` where they do not,
        though nobody ended it; ``unknown`` where nothing is kept of it.
    """
    state = read_session(paths).get("state", "unknown")
    if state != "running":
        return str(state)
    return "recording" if is_growing(paths) else "interrupted"


def is_growing(paths: RunPaths) -> bool:
    """Return whether any file of a run was written recently."""
    newest = 0.0
    for path in (
        paths.session_json,
        paths.journal,
        paths.eeg,
        paths.events,
        paths.frames,
        paths.engagement,
    ):
        with suppress(FileNotFoundError):
            newest = max(newest, path.stat().st_mtime)
    return time.time() - newest < ALIVE_SECONDS
