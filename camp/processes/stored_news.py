"""What the participant process stored but could not tell, and what it could not."""

from __future__ import annotations

import logging

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import discard_run
from attention_camp.camp.dataset.proof.closing import close_when_over
from attention_camp.camp.dataset.trial_store import read_session, update_session
from attention_camp.camp.session.messages import Ending, SessionEnded, TrialFinished
from attention_camp.camp.session.records import TrialRecord

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
        update_session(paths, state=ended.ending.value, text=ended.text)
    except DatasetError as error:
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


def settle(paths: RunPaths) -> None:
    """Leave nothing half-begun: discard a run without data, close one with some."""
    try:
        if not paths.eeg.exists() and not paths.decisions.exists():
            discard_run(paths)
            return
        if read_session(paths).get("state") == "running":
            update_session(paths, state="interrupted")
        close_chain(paths)
    except DatasetError as error:
        logger.warning("the session's state could not be written: %s", error)
