"""The own score of a blinded session: sealed as it is published, opened at unblinding.

Beside what was delivered it would show an arm, and the scale it is on shows what the
calibration permits. Each row of the series therefore holds when it was, the quality and
the times, which the operator sees live, and the rest as a box of one length.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import table_rows
from attention_camp.camp.dataset.studies.locking import read_lock
from attention_camp.camp.dataset.studies.opening import data_key_here
from attention_camp.camp.dataset.studies.study_folder import note
from attention_camp.camp.dataset.tables import (
    ScoreRow,
    cell,
    columns,
    to_json,
    tsv_line,
)
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.people.seals import (
    derived,
    opened,
    padded,
    refused,
    shut,
    unpadded,
)

COLUMN = "sealed"
"""Column of the series that holds the boxes, until unblinding."""
HIDDEN: Mapping[str, Any] = {
    "engagement": None,
    "certainty": None,
    "reason": "blinded",
    "engagement_refused": None,
    "score_model": "",
    "score_scale": "",
}
"""What stands in the open instead: what the operator is told live."""
STEP = 256
"""Bytes that a box is filled up to, or multiples; a row of the series has some 130."""
_ABOUT = "row of the engagement series"


def score_key(code_key: bytes) -> bytes:
    """Return the key of a session's own scores, by that of its code."""
    return derived(code_key, "own scores")


def score_key_here(paths: RunPaths) -> bytes | None:
    """Return the key that a session's own scores are sealed with; None: it is open.

    That this process opened the study's key is a line of the audit trail.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If the study was changed, or this computer does not hold its key.
    """
    code_key = code_key_here(paths, by="its recording")
    return None if code_key is None else score_key(code_key)


def code_key_here(paths: RunPaths, *, by: str) -> bytes | None:
    """Return the key of the code of a blinded run; None: its session is open.

    Parameters
    ----------
    paths : RunPaths
        The run.
    by : str
        What opens it, for the audit trail.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If the study was changed, or this computer does not hold its key.
    """
    request = read_session(paths).get("request") or {}
    lock = read_lock(paths.dataset) if request.get("study") else None
    if lock is None:
        return None
    code = str(request["arm"])
    key = derived(data_key_here(lock), code)
    note(lock.folder, "opened", run=paths.stem, code=code, by=by)
    return key


def sealed_line(row: ScoreRow, key: bytes) -> str:
    """Return the line of a row of the series in a blinded session."""
    values = to_json({name: getattr(row, name) for name in HIDDEN}).encode()
    box = base64.b64encode(shut(padded(values, STEP), key, about=_ABOUT)).decode()
    told = replace(row, **HIDDEN)
    return tsv_line([*(getattr(told, name) for name in columns(ScoreRow)), box])


def opened_series(paths: RunPaths, key: bytes) -> str:
    """Return a run's engagement series as the table of an open session.

    Parameters
    ----------
    paths : RunPaths
        The run.
    key : bytes
        As `score_key` returns it.

    Raises
    ------
    SealError
        If the key is another one, or a row was changed.
    DatasetError
        If the series cannot be read.
    """
    names = columns(ScoreRow)
    lines = [tsv_line(names)]
    for row in table_rows(paths.engagement):
        cells = {**row.cells, **_opened(row.cells.get(COLUMN, ""), key)}
        lines.append(tsv_line([cells.get(name, "") for name in names]))
    return "".join(lines)


def restore_scores(paths: RunPaths, key: bytes) -> None:
    """Write the engagement series of an unblinded run as an open session has it.

    Parameters
    ----------
    paths : RunPaths
        The run; its chain is closed again by the caller.
    key : bytes
        As `score_key` returns it.

    Raises
    ------
    SealError
        If the key is another one, or a row was changed: the series stays as it is.
    """
    if paths.engagement.exists() and is_sealed_series(paths):
        write_whole(paths.engagement, opened_series(paths, key))


def is_sealed_series(paths: RunPaths) -> bool:
    """Return whether a run's engagement series has a sealed column."""
    with paths.engagement.open(encoding="utf-8") as file:
        return COLUMN in file.readline().rstrip("\n").split("\t")


def _opened(box: str, key: bytes) -> dict[str, str]:
    """Return the cells of a row that a box holds; none where there is no box."""
    if not box:
        return {}
    try:
        data = base64.b64decode(box, validate=True)
    except binascii.Error as error:
        raise refused(_ABOUT) from error
    values = json.loads(unpadded(opened(data, key, about=_ABOUT)))
    return {name: cell(value) for name, value in values.items()}
