"""The state of a run: how it ended, or that it is being recorded."""

from __future__ import annotations

import logging

from attention_camp.camp.dataset.guards.locks import NoLocksError
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.trial_store import read_session

logger = logging.getLogger(__name__)


def run_state(paths: RunPaths) -> str:
    """Return the state of a run.

    Returns
    -------
    state : str
        ``finished``, ``aborted``, ``emergency`` or ``failed`` as the session wrote;
        ``recording`` while a process that writes it lives, a stopped one too;
        ``interrupted`` where none does, though nobody ended it; ``unknown`` where
        nothing is kept of it.
    """
    state = read_session(paths).get("state", "unknown")
    if state != "running":
        return str(state)
    try:
        return "recording" if is_alive(paths) else "interrupted"
    except NoLocksError as error:
        logger.warning("%s: %s", paths.stem, error)
        return "recording"  # nothing may be done to a run that may be alive
