"""The decision ledger and session file of an anonymous copy: all but who and when.

What is kept is listed, so that whatever a later version adds stays out until somebody
has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from attention_camp.camp.dataset.bids.session_tables import type_of
from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.exports.free_text import PROTOCOL_TEXTS, Review
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.tables import MISSING, as_json
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.arms.arm_lines import ArmLine, BlockLine
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    HeaderLine,
    LedgerLine,
    StretchLine,
    TrialLine,
)
from attention_camp.camp.session.proof.chain_lines import CorrectionLine
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.session.request import SEALED
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.tasks.questionnaires.questionnaire import text_column
from attention_camp.tasks.trial import Scalar

KEPT_ROWS = frozenset({"stimulus", "response"})
"""Rows of a trial whose values are the program's own words."""
KEPT_REQUEST = (
    "run", "arm", "speed", "headless", "seed", "language", "display", "clock_epoch",
)  # fmt: skip
"""Entries of the request that identify nobody. The seed makes the trials again; where
it was derived from the labels, whoever guesses them can confirm it."""
DONOR = "donor"
"""What stands for the run whose scores a yoked one received."""
BLANKED = (*PROTOCOL_TEXTS, "about")
"""Entries of a protocol in the lab's own words."""
WRITTEN = text_column("")
"""How the names of measures begin that hold what a person wrote."""
EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
"""Each person's first session; BIDS asks for shifted dates of 1925 or earlier."""


def write_session_file(
    run: RunPaths, new: RunPaths, *, days: int, review: Review
) -> None:
    """Write the session file of a copy: arm, protocol, type and ending.

    Parameters
    ----------
    run, new : RunPaths
        The run, and where its copy lies.
    days : int
        Days since the person's first session.
    review : Review
        Which free texts a person let through.
    """
    session = read_session(run)
    header = read_what_is_whole(run.decisions).header
    asked = header.request if header else session.get("request") or {}
    protocol = header.protocol if header else session.get("protocol") or {}
    began = EPOCH + timedelta(days=days)
    content = {
        "state": session.get("state", ""),
        "text": "",
        "started": began.isoformat(timespec="seconds"),
        "request": _request(asked, run, new),
        "protocol": _protocol(protocol, review),
    }
    write_whole(new.session_json, as_json(content))


def copied_lines(run: RunPaths, new: RunPaths, review: Review) -> Iterator[LedgerLine]:
    """Yield the lines of a run's ledger that make its decisions again.

    Parameters
    ----------
    run, new : RunPaths
        The run, and where its copy lies.
    review : Review
        Which free texts a person let through.

    Raises
    ------
    LedgerError
        If the ledger is of a later version.
    """
    lines = read_what_is_whole(run.decisions).lines
    # of two headers in a blinded session the second, once sealed, says all
    if headers := [line for line in lines if isinstance(line, HeaderLine)]:
        yield _header(headers[-1], run, new, review)
    for line in lines:
        match line:
            case StretchLine() | CalibrationLine() | BlockLine() | ChoiceLine():
                yield line
            case AskedLine():
                yield replace(line, who="", at="")
            case ArmLine(course=course):
                donated = None if course is None else replace(course, source=DONOR)
                yield replace(line, course=donated)
            case TrialLine():
                record = line.record
                kept = without_texts(record.measures)
                yield replace(
                    line,
                    record=replace(record, measures=kept),
                    events=tuple(map(_row, line.events)),
                )
            case CorrectionLine():
                yield replace(line, who="", at="", why="")


def _header(
    line: HeaderLine, run: RunPaths, new: RunPaths, review: Review
) -> HeaderLine:
    return replace(
        line,
        request=_request(line.request, run, new),
        protocol=_protocol(line.protocol, review),
        eeg=replace(line.eeg, name=MISSING) if line.eeg else None,
        signal_check=None,
    )


def _row(row: EventRow) -> EventRow:
    return row if row.trial_type in KEPT_ROWS else replace(row, value="")


def _request(
    request: Mapping[str, Any], run: RunPaths, new: RunPaths
) -> dict[str, Any]:
    kept = {name: request[name] for name in KEPT_REQUEST if name in request}
    if request.get("study"):  # the code stands for a person in the study's own files
        kept["arm"] = read_session(run).get("arm") or SEALED
    return kept | {
        "participant": new.participant,
        "session": new.session,
        "protocol": new.task,
        "board": str(request.get("board", "")).partition(":")[0],
        "session_type": type_of({"request": request}, run.session),
    }


def _protocol(protocol: Mapping[str, Any], review: Review) -> dict[str, Any]:
    made = {name: value for name, value in protocol.items() if name not in BLANKED}
    made |= {name: review.of(protocol.get(name, "")) for name in PROTOCOL_TEXTS}
    made["about"] = {}
    blocks = protocol.get("blocks")
    if isinstance(blocks, list):
        made["blocks"] = [
            {**block, "title": review.of(block.get("title", ""))} for block in blocks
        ]
    return made


def without_texts(measures: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return the measures of a trial without what a person wrote."""
    return {
        name: value for name, value in measures.items() if not name.startswith(WRITTEN)
    }
