"""What the participant process stored but could not tell, and what it could not."""

from __future__ import annotations

import logging

from attention_camp.camp.dataset.guards.marks import write_marks
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import discard_run, holds_data
from attention_camp.camp.dataset.proof.closing import close_when_over
from attention_camp.camp.dataset.trial_store import (
    mend_events,
    read_session,
    update_session,
)
from attention_camp.camp.session.messages import Ending, SessionEnded, TrialFinished
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.reasons import said_by_system
from attention_camp.resources.texts import Sentence, UserError

logger = logging.getLogger(__name__)


def trials_after(paths: RunPaths, number: int) -> list[TrialFinished]:
    """Return the stored trials of a run with a number above ``number``."""
    lines, _ = read_jsonl(paths.decisions)
    records = [line["record"] for line in lines if "record" in line]
    return [
        TrialFinished(TrialRecord(**record))
        for record in records
        if record["trial"] > number
    ]


def stored_ending(paths: RunPaths) -> SessionEnded | None:
    """Return how a run ended; None: nothing on disk says that it did."""
    try:
        session = read_session(paths)
    except DatasetError as error:
        logger.warning("how the session ended cannot be read: %s", error)
        return None
    known = {ending.value: ending for ending in Ending}
    ending = known.get(session.get("state", ""))
    return None if ending is None else SessionEnded(ending, session.get("text", ""))


def store_ending(paths: RunPaths, ended: SessionEnded) -> None:
    """Write how a session ended whose participant process could not."""
    try:
        mend_events(paths)  # its process was ended between ledger and table, perhaps
        update_session(paths, state=ended.ending.value, text=ended.text)
    except (UserError, OSError) as error:
        logger.warning("the session's state could not be written: %s", error)


def close_chain(paths: RunPaths) -> None:
    """Close the chain of a session that is over, unless another process still writes.

    Each process of a session calls this at its end.
    """
    try:
        session = read_session(paths)
    except DatasetError as error:
        logger.warning("whether the session is over cannot be read: %s", error)
    else:
        close_when_over(paths, str(session.get("state", "")))


def settle(paths: RunPaths, ended: SessionEnded | None) -> str:
    """Leave nothing half-begun: discard a run without data, close one with some.

    Parameters
    ----------
    paths : RunPaths
        The run.
    ended : SessionEnded | None
        How the session said it ended; None: it did not say.

    Returns
    -------
    failure : str
        Why what is on disk does not say how the session ended; empty where it does.
    """
    try:
        state = read_session(paths).get("state")
        if not paths.decisions.exists() and not holds_data(paths):
            if state is None and ended is not None:
                return _gone(paths)
            discard_run(paths)
        elif state == "running":
            mend_events(paths)
            write_marks(paths)
            update_session(paths, state="interrupted")
        close_chain(paths)
        # one that failed to write has said so itself
        told = None if ended is None else ended.ending
        if told not in (None, Ending.FAILED) and state != told.value:
            return _gone(paths) if state is None else str(_untold(paths))
    except UserError as error:
        logger.warning("the session's state could not be written: %s", error)
        return str(error)
    except OSError as error:
        logger.warning("the session's state could not be written", exc_info=error)
        return said_by_system(error)
    return ""


def not_closed(paths: RunPaths) -> Sentence:
    """Return what is said of a recording whose process failed as it closed it."""
    return Sentence(
        "The recording {path} could not be closed: its last second may be missing. "
        "Look at it with “attention-camp validate”, and at its disk.",
        path=paths.eeg,
    )


def _gone(paths: RunPaths) -> Sentence:
    return Sentence(
        "Of the session {run} nothing is left in {dataset}: its files were moved, "
        "renamed or removed while it ran. Bring them back to their place.",
        run=paths.stem,
        dataset=paths.dataset,
    )


def _untold(paths: RunPaths) -> Sentence:
    return Sentence(
        "{path} does not say how the session ended, since it could not be written. "
        "What was recorded stays as it is; look at it with “attention-camp validate”.",
        path=paths.session_json,
    )
