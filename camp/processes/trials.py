"""The trials of a prepared session: run to the end, with its ending on disk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.trial_store import TrialStore, read_session
from attention_camp.camp.processes.answering_store import AnsweringStore
from attention_camp.camp.processes.assigned import Assigned, assign
from attention_camp.camp.processes.camp_history import (
    camp_before,
    done_before,
    records_of,
)
from attention_camp.camp.processes.session import Prepared
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.session.arms.blinding import ForOperator
from attention_camp.camp.session.arms.sealing import SealedStore, open_lines
from attention_camp.camp.session.camp.day import CampDay
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import TakenUp
from attention_camp.camp.session.ledger_state import (
    LedgerState,
    state_from_ledger,
    taken_up,
)
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import Ending, SessionEnded
from attention_camp.camp.session.screen import (
    EmergencyStopError,
    InterruptedSessionError,
)
from attention_camp.resources.reasons import said_by_system
from attention_camp.resources.texts import Sentence, UserError

logger = logging.getLogger(__name__)


def run_trials(
    prepared: Prepared,
    parts: Parts,
    store: TrialStore,
    *,
    is_left: Callable[[], bool] = lambda: False,
) -> SessionEnded:
    """Run the trials that are left and write how the session ended.

    Never raises: what went wrong is in the answer, and on disk.

    Parameters
    ----------
    prepared : Prepared
        The checked request, its plan and its place in the dataset.
    parts : Parts
        Screen, link, listener and clock of this session.
    store : TrialStore
        Takes the trials; knows those that an earlier process stored.
    is_left : callable
        Whether the operator's process is gone, which interrupts the session as the
        operator does.
    """
    ended = _run_to_end(prepared, parts, store, is_left)
    try:
        store.finish(ended.ending.value, ended.text)
    except UserError as error:
        logger.warning("the ending could not be written: %s", error)
        return not_written(ended, error)
    close_chain(prepared.paths)  # where nothing else writes any more
    return ended


def _run_to_end(
    prepared: Prepared, parts: Parts, store: TrialStore, is_left: Callable[[], bool]
) -> SessionEnded:
    """Run the trials that are left; return how that ended."""
    try:
        _run(prepared, parts, store)
    except EmergencyStopError:
        return SessionEnded(
            Ending.EMERGENCY,
            Sentence(
                "The participant pressed the emergency key. All trials so far are "
                "stored."
            ),
        )
    except InterruptedSessionError as error:
        why = Sentence("the operator's window closed unexpectedly")
        return SessionEnded(
            Ending.ABORTED,
            Sentence(
                "Ended early: {error}. All trials so far are stored.",
                error=why if is_left() else error,
            ),
        )
    except UserError as error:
        return SessionEnded(Ending.FAILED, str(error))
    except OSError as error:  # what the system refuses is no fault of the program
        logger.warning("the session failed", exc_info=error)
        return SessionEnded(Ending.FAILED, said_by_system(error))
    except Exception as error:  # the top of the process: latch, close, tell
        logger.exception("the session failed")
        return SessionEnded(
            Ending.FAILED,
            Sentence(
                "The session stopped because of a fault in the program ({error}). All "
                "trials so far are stored. Please send the log to the developers.",
                error=repr(error),
            ),
        )
    return SessionEnded(Ending.FINISHED, "")


def not_written(ended: SessionEnded, error: UserError) -> SessionEnded:
    """Return the ending of a session whose ending could not be written.

    It failed, whatever it did before; but what it failed of first is said first.
    """
    if ended.ending is Ending.FAILED:
        return ended
    text = Sentence("The end of the session could not be written. {error}", error=error)
    if ended.text:
        text = Sentence("{one} {more}", one=ended.text, more=text)
    return SessionEnded(Ending.FAILED, text)


def _run(prepared: Prepared, parts: Parts, store: TrialStore) -> None:
    lines = read_ledger(prepared.paths.decisions).lines
    assigned = assign(prepared.request, prepared.paths, prepared.plan, lines)
    sealing = None
    if assigned.key is not None:
        sealing = SealedStore(store, assigned.key)
        tell = ForOperator(parts.tell)
        parts = replace(parts, store=sealing, tell=tell, marks_trials=False)
        lines = open_lines(lines, assigned.key)
    protocol = prepared.plan.protocol.model_dump(mode="json")
    answering = AnsweringStore(parts.store, prepared.paths, protocol)
    parts = replace(parts, store=answering)
    # there are lines where this process was started again into a running session
    state = state_from_ledger(lines) if lines else _begin(prepared, parts, assigned)
    camp = camp_before(prepared.paths, assigned.plan, assigned.key)
    day = CampDay(assigned.plan, parts, camp)
    for record in (*done_before(prepared.paths, assigned.key), *records_of(lines)):
        day.take(record)
    loop = TrialLoop(
        assigned.plan,
        parts,
        request=prepared.request,
        assigned=assigned.assignment,
        progress=state,
        day=day,
    )
    try:
        loop.run()
    finally:
        answering.store_left()
        if sealing is not None:
            sealing.store_block()


def _begin(prepared: Prepared, parts: Parts, assigned: Assigned) -> LedgerState:
    """Write the first lines of the ledger; return where the session begins."""
    header = header_line(
        prepared.request,
        prepared.plan.protocol,
        parts.link.describe(),
        broken_off(prepared, assigned.key),
        prepared.signal_check,
    )
    parts.store.append_ledger(header)
    if assigned.line is not None:
        parts.store.append_ledger(assigned.line)
    return LedgerState.from_header(header)


def broken_off(prepared: Prepared, key: bytes | None = None) -> TakenUp | None:
    """Return where the run before this one was broken off; None: it was not.

    Parameters
    ----------
    prepared : Prepared
        The run that begins.
    key : bytes or None
        Opens the sealed lines of that run; None: there are none.
    """
    if prepared.paths.run == 1:
        return None
    before = replace(prepared.paths, run=prepared.paths.run - 1)
    lines = read_ledger(before.decisions).lines
    lines = lines if key is None else open_lines(lines, key)
    if not lines or read_session(before).get("state") == Ending.FINISHED.value:
        return None
    blocks = prepared.plan.blocks
    main = {planned.number for planned in blocks if planned.block.stage == "main"}
    return taken_up(state_from_ledger(lines), main)
