"""Earlier sessions of a participant, read from their ledgers."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from attention_camp.camp.dataset.journal import numbered_jsonl
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.ledger_file import LedgerError, read_what_is_whole
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.ledger_lines import LedgerLine

logger = logging.getLogger(__name__)


def sessions_before(paths: RunPaths) -> list[list[RunPaths]]:
    """Return the runs of each other session of the participant with this protocol.

    In the order in which the sessions' last runs began, so that the last session is the
    one that counts.
    """
    return [runs for runs in sessions_of(paths) if runs[0].session != paths.session]


def sessions_of(paths: RunPaths) -> list[list[RunPaths]]:
    """Return the runs of each session of the participant with this protocol.

    In the order in which the sessions' last runs began.
    """
    found: dict[str, list[RunPaths]] = {}
    for run in existing_runs(paths.dataset):
        if (
            run.participant == paths.participant
            and run.task == paths.task
            and any(line.values for line in numbered_jsonl(run.decisions))
        ):
            found.setdefault(run.session, []).append(run)
    return sorted(found.values(), key=lambda runs: max(map(_began, runs)))


def lines_of(runs: Iterable[RunPaths]) -> list[LedgerLine]:
    """Return the lines of the runs' ledgers, one after the other.

    What cannot be read of them must not keep the next session from beginning.
    """
    lines: list[LedgerLine] = []
    for run in runs:
        try:
            lines += read_what_is_whole(run.decisions).lines
        except LedgerError as error:
            logger.warning("the last session's levels cannot be carried on: %s", error)
    return lines


def _began(run: RunPaths) -> str:
    return str(read_session(run).get("started", ""))
