"""Close a session: a last line of the ledger holds the digests of all its files."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import Appender, write_whole
from attention_camp.camp.dataset.eyes.eye_files import eye_tables
from attention_camp.camp.dataset.journal import numbered_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.proof.chain import Closing, Links, read_chain
from attention_camp.camp.dataset.proof.digests import digest_of
from attention_camp.camp.dataset.rows import read_table
from attention_camp.camp.dataset.storage.growing_gzip import is_torn
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.session.ledger_lines import LedgerLine
from attention_camp.camp.session.proof.chain_lines import CloseLine
from attention_camp.resources.bounded import LARGEST_TABLE, open_regular, read_bytes
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.signal.clock import host_time, wall_time

CLOSING_SECONDS = 3.0
"""How long an ended session may take to be closed, s; own choice: it takes some 0.1."""

logger = logging.getLogger(__name__)

SHARED_ROWS: Mapping[str, str] = {
    "participants.tsv": "participant_id",
    "sub-{participant}/sub-{participant}_sessions.tsv": "session_id",
    "sub-{participant}/ses-{session}/sub-{participant}_ses-{session}_scans.tsv": (
        "filename"
    ),
}
"""Tables that several sessions share, and the column that names a row."""


def close_when_over(paths: RunPaths, state: str, *, why: str = "") -> Closing | None:
    """Close the chain of a session that is over, once nothing writes there any more.

    To be called by each process at its end: the last one closes. The processes of a
    session end one after the other, so that no two of them close at once.

    Parameters
    ----------
    paths : RunPaths
        The run.
    state : str
        How the session ended; ``running`` or empty: it has not.
    why : str
        Why the session was ended from outside; empty: it was not.

    Returns
    -------
    closing : Closing or None
        None: the session goes on, the EEG is still written, there is no chain, or a
        failing disk left half a line: ``recover`` takes that away and closes then.
    """
    try:
        if state in {"", "running"} or not is_eeg_closed(paths) or _is_torn(paths):
            return None
        return close(paths, by="session", state=state, why=why)
    except UNREADABLE as error:  # never hides how the session ended
        logger.warning("the chain of the session could not be closed: %s", error)
        return None


def _is_torn(paths: RunPaths) -> bool:
    """Return whether a file that grew with the session is not whole at its end."""
    grown = (paths.decisions, paths.events, paths.engagement, paths.frames)
    return any(
        _ends_in_half(path) for path in (*grown, paths.clock, paths.journal)
    ) or any(is_torn(path) for path in eye_tables(paths))


def _ends_in_half(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return False
    with open_regular(path, most=sys.maxsize) as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"


def close(paths: RunPaths, *, by: str, state: str, why: str = "") -> Closing | None:
    """Write the closing line and the session hash beside it.

    Parameters
    ----------
    paths : RunPaths
        The run; nothing writes to its files any more.
    by : str
        ``session``, ``recover``, ``correct`` or ``export``.
    state : str
        How the session ended.
    why : str
        Why another than the session itself closes it.

    Returns
    -------
    closing : Closing or None
        None: the ledger is of a version without chains, or there is none.
    """
    chain = read_chain(paths.decisions)
    if not chain.is_chained:
        return None
    if chain.closing is None:
        append_lines(paths, close_line(paths, by=by, state=state, why=why))
    closing = read_chain(paths.decisions).closing
    if closing is not None:
        _keep_hash(paths, closing)
    return closing


def close_line(paths: RunPaths, *, by: str, state: str, why: str) -> CloseLine:
    """Return the line that closes a session as it is on disk.

    Parameters
    ----------
    paths : RunPaths
        The run.
    by, state, why : str
        As in `close`.
    """
    return CloseLine(
        by=by,
        at="" if by == "export" else wall_time().isoformat(timespec="seconds"),
        why=why,
        state=state,
        eeg_bytes=paths.eeg.stat().st_size if paths.eeg.exists() else 0,
        files={
            path.relative_to(paths.dataset).as_posix(): digest_of(path)
            for path in files_of(paths)
        },
        rows=dict(shared_rows(paths)),
    )


def wait_for_closing(paths: RunPaths) -> None:
    """Wait until the process that writes EEG has closed a session that has ended.

    For a thread that may wait, and no longer than a few seconds.
    """
    until = host_time() + CLOSING_SECONDS
    while host_time() < until:
        chain = read_chain(paths.decisions)
        if not chain.is_chained or chain.closing is not None:
            return
        time.sleep(0.05)


def append_lines(paths: RunPaths, *lines: LedgerLine) -> None:
    """Append lines to a ledger that nobody else writes to, synced."""
    file = Appender(paths.decisions, keep=paths.torn_folder)
    try:
        links = Links(paths)
        for line in lines:
            text = links.line(line.to_json())
            file.append(text)
            links.written(text)
    finally:
        file.close()


def files_of(paths: RunPaths) -> list[Path]:
    """Return the files of a run that a closing line covers.

    All but the ledger itself, the samples, which the journal covers, and the session
    hash. Electrodes belong to all runs of a session.
    """
    apart = {paths.decisions, paths.eeg, paths.session_hash}
    found = [
        path
        for folder in (paths.folder, paths.source_folder)
        for path in folder.glob(f"{paths.stem}_*")
        if path.is_file() and path not in apart
    ]
    found += [path for path in (paths.electrodes, paths.coordsystem) if path.exists()]
    return sorted(found)


def shared_rows(paths: RunPaths) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the tables that sessions share, and in each the session's own row."""
    labels = {"participant": paths.participant, "session": paths.session}
    mine = {
        "participant_id": (paths.subject,),
        "session_id": (f"ses-{paths.session}",),
        "filename": (f"eeg/{paths.vhdr.name}", f"beh/{paths.stem}_events.tsv"),
    }
    for name, key in SHARED_ROWS.items():
        place = name.format(**labels)
        path = paths.dataset / place
        if not path.exists():
            continue
        try:
            rows = list(read_table(path))
        except DatasetError:  # other people edit it: it is told by the BIDS validator
            continue
        row = next((row for row in rows if row.get(key) in mine[key]), None)
        if row is not None:
            yield place, row


def is_eeg_closed(paths: RunPaths) -> bool:
    """Return whether nobody writes EEG: the journal says so, or there is none."""
    if not paths.vhdr.exists():
        return True
    kind: Any = None
    for line in numbered_jsonl(paths.journal):
        kind = (line.values or {}).get("kind")
    return bool(kind == "closed")


def hash_text(closing: Closing) -> str:
    """Return the content of the file that holds the session hash."""
    return as_json(
        {
            "SessionHash": closing.hash,
            "Description": (
                "SHA-256 of the last line of the decision ledger, which closes the "
                "session with the digests of its files. Keep a copy elsewhere: "
                "attention-camp validate --session-hash compares with it."
            ),
        }
    )


def _keep_hash(paths: RunPaths, closing: Closing) -> None:
    text = hash_text(closing).encode()
    path = paths.session_hash
    if not path.exists() or read_bytes(path, most=LARGEST_TABLE) != text:
        write_whole(path, text)
