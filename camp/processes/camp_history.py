"""A participant's camp so far, read from the ledgers of their earlier sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.previous_sessions import (
    lines_of,
    sessions_before,
    sessions_of,
)
from attention_camp.camp.dataset.studies.opening import is_sealed
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.arms.sealing import open_lines
from attention_camp.camp.session.camp.camp_pages import pages_after
from attention_camp.camp.session.camp.contents import Camp, CampPage
from attention_camp.camp.session.camp.figures import SessionFigures
from attention_camp.camp.session.ledger_lines import (
    HeaderLine,
    LedgerLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import as_run
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.protocols.carried_levels import blocks_of
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.clock import wall_time


def camp_before(paths: RunPaths, plan: Plan, key: bytes | None = None) -> Camp:
    """Return a person's camp as it stands before a session.

    Parameters
    ----------
    paths : RunPaths
        The run that begins.
    plan : Plan
        Its blocks.
    key : bytes or None
        Opens the sealed lines of a blinded study, in which nothing may be said of the
        EEG; None: nothing is sealed.
    """
    protocol = plan.protocol
    done: list[SessionFigures] = []
    away = 0
    for runs in sessions_before(paths) if protocol.sessions > 1 else ():
        away = days_since(runs[-1])
        lines = lines_of(runs)
        opened = lines if key is None else open_lines(lines, key)
        done.append(figures_of(len(done) + 1, opened))
    return Camp(
        protocol.sessions,
        protocol.blocks,
        plan.seconds / 60,
        tuple(done),
        journey=protocol.frame == "journey",
        days_away=away,
        behaviour_only=key is not None,
    )


def done_before(paths: RunPaths, key: bytes | None = None) -> list[TrialRecord]:
    """Return the trials of the broken-off runs that a run of the session goes on with.

    Parameters
    ----------
    paths : RunPaths
        The run that begins, or goes on.
    key : bytes or None
        Opens the sealed lines of a blinded study; None: nothing is sealed.

    Raises
    ------
    SealError
        If the key is another one.
    """
    records: list[TrialRecord] = []
    for number in range(paths.run - 1, 0, -1):
        run = replace(paths, run=number)
        lines = lines_of([run])
        if not lines or read_session(run).get("state") == Ending.FINISHED.value:
            break
        opened = lines if key is None else open_lines(lines, key)
        records = records_of(opened) + records
    return records


def days_since(run: RunPaths) -> int:
    """Return how many days ago a run began; 0 where nothing says so."""
    try:
        began = datetime.fromisoformat(str(read_session(run).get("started", "")))
        return max((wall_time() - began).days, 0)
    except (DatasetError, TypeError, ValueError):
        return 0


def figures_of(number: int, lines: Sequence[LedgerLine]) -> SessionFigures:
    """Return the figures of a session from its ledger.

    Parameters
    ----------
    number : int
        Which session of the camp it was, from 1.
    lines : sequence of LedgerLine
        Its ledger; of several runs, one after the other.
    """
    headers = [line for line in lines if isinstance(line, HeaderLine)]
    blocks = as_run(blocks_of(headers[-1].protocol) if headers else (), lines)
    return SessionFigures.of(number, blocks, records_of(lines))


def records_of(lines: Iterable[LedgerLine]) -> list[TrialRecord]:
    """Return the stored trials of a ledger."""
    return [line.record for line in lines if isinstance(line, TrialLine)]


def audience_of(run: RunPaths) -> str:
    """Return whom a recorded session spoke to: ``adults`` or ``children``."""
    headers = [line for line in lines_of([run]) if isinstance(line, HeaderLine)]
    return str(headers[-1].protocol.get("audience", "adults")) if headers else "adults"


class SheetError(UserError):
    """A sheet that cannot be made; the text says why."""


def pages_of_session(run: RunPaths) -> tuple[CampPage, ...]:
    """Return the participant's own pages after a recorded session, made again.

    Raises
    ------
    SheetError
        If the session is sealed, or nothing of it can be read.
    """
    sessions = sessions_of(run)
    labels = [runs[0].session for runs in sessions]
    if run.session not in labels:
        raise SheetError(Sentence("{run} holds no trials.", run=run.stem))
    done = []
    for number, runs in enumerate(sessions[: labels.index(run.session) + 1], 1):
        lines = lines_of(runs)
        if is_sealed(lines):
            raise SheetError(
                Sentence(
                    "{run} belongs to a blinded study. The participant saw their page; "
                    "a sheet would tell a researcher more than may be known before "
                    "unblinding.",
                    run=runs[0].stem,
                )
            )
        done.append((figures_of(number, lines), lines))
    *before, (today, lines) = done
    header = next(line for line in lines if isinstance(line, HeaderLine))
    blocks = blocks_of(header.protocol)
    n_sessions = int(header.protocol.get("sessions", 1))
    camp = Camp(n_sessions, blocks, 0.0, tuple(figures for figures, _ in before))
    return pages_after(camp, today)
