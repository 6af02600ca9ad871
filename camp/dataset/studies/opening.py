"""Open sealed ledgers: by the key of this computer, or by one that unblinding left."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.studies.locking import DATA_KEY, StudyLock, read_lock
from attention_camp.camp.dataset.studies.study_folder import note
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.people.keys import read_private
from attention_camp.camp.people.seals import SealError, derived, unseal
from attention_camp.camp.session.arms.arm_lines import SealedLine
from attention_camp.camp.session.arms.sealing import open_lines
from attention_camp.camp.session.ledger_lines import HeaderLine, LedgerLine
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)

FIRST_LINES = 4
"""Lines of a ledger among which a blinded run has a sealed one: that of its arm."""


def data_key_here(lock: StudyLock) -> bytes:
    """Return the key of a study's data, by the key of this computer.

    Raises
    ------
    KeyFileError, SealError
        If this computer does not hold it, or it is another study's.
    """
    return unseal(lock.box("data_for_pc"), read_private(lock.pc_key), about=DATA_KEY)


def data_key_of(lock: StudyLock, statistician: Path) -> bytes:
    """Return the key of a study's data, by the statistician's private key.

    Raises
    ------
    KeyFileError, SealError
        If the file holds no key, or another study's.
    """
    box = lock.box("data_for_statistician")
    return unseal(box, read_private(statistician), about=DATA_KEY)


def opened_ledger(
    run: RunPaths, data_key: bytes, *, most: int | None = None
) -> tuple[LedgerLine, ...]:
    """Return the lines of a run's ledger, opened; none where it cannot be read.

    Parameters
    ----------
    run : RunPaths
        The run.
    data_key : bytes
        Key of the study's data; of no use where nothing is sealed.
    most : int or None
        How many lines are read; None: all.
    """
    try:
        lines = read_what_is_whole(run.decisions, most=most).lines
        if not is_sealed(lines):
            return lines
        header = lines[0]
        code = header.arm if isinstance(header, HeaderLine) else ""
        return open_lines(lines, derived(data_key, code))
    except (DatasetError, SealError) as error:
        logger.warning("%s: %s", run.stem, error)
        return ()


def opened_here(run: RunPaths, lines: tuple[LedgerLine, ...]) -> tuple[LedgerLine, ...]:
    """Return lines of a run's ledger, opened by the key of this computer.

    That it was opened is a line of the audit trail.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If they are sealed and this computer does not hold the key.
    """
    if not is_sealed(lines):
        return lines
    header, lock = lines[0], read_lock(run.dataset)
    if lock is None or not isinstance(header, HeaderLine):
        raise StudyError(
            Sentence(
                "The decisions of {run} are sealed, and the locked study that they "
                "belong to is not in {dataset}.",
                run=run.stem,
                dataset=run.dataset,
            )
        )
    found = open_lines(lines, derived(data_key_here(lock), header.arm))
    note(lock.folder, "opened", run=run.stem, code=header.arm, by="a replay")
    return found


def is_sealed(lines: Sequence[LedgerLine]) -> bool:
    """Return whether any line of a ledger is sealed."""
    return any(isinstance(line, SealedLine) for line in lines)


def is_blinded(run: RunPaths) -> bool:
    """Return whether a run belongs to a locked study that is blinded still.

    Of such a run nobody is shown a score, a permission, what steered, or why. Reads no
    more than the first lines of its ledger; where they are of a later version, what
    the session was asked to be tells.
    """
    try:
        lines = read_what_is_whole(run.decisions, most=FIRST_LINES).lines
    except DatasetError:
        request = read_session(run).get("request")
        return isinstance(request, dict) and bool(request.get("study"))
    if is_sealed(lines):
        return True
    # broken off before its second line: nothing is sealed yet, scores may be there
    return len(lines) == 1 and isinstance(lines[0], HeaderLine) and bool(lines[0].study)


def whole_header(lines: tuple[LedgerLine, ...]) -> HeaderLine | None:
    """Return the header of opened lines; None: there is none.

    A run that goes on with a broken-off one has an open header, without what was
    reached, and a sealed one with it.
    """
    headers = [line for line in lines if isinstance(line, HeaderLine)]
    return headers[-1] if headers else None
