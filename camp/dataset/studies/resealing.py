"""Take a donor out of sealed ledgers, so that nothing tells whose scores went where."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection
from pathlib import Path

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.rewriting import rewrite_ledgers
from attention_camp.camp.dataset.studies.locking import StudyLock, read_lock
from attention_camp.camp.dataset.studies.opening import data_key_here, is_sealed
from attention_camp.camp.dataset.studies.study_folder import note
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.people.seals import derived
from attention_camp.camp.session.arms.arm_lines import SealedLine
from attention_camp.camp.session.arms.sealing import changed_box
from attention_camp.camp.session.ledger_lines import HeaderLine
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


def sealed_runs(dataset: Path, *, but: Collection[str]) -> list[RunPaths]:
    """Return the runs whose ledger is sealed still, but for some participants'."""
    return [
        run
        for run in existing_runs(dataset)
        if run.participant not in but
        and not run.decisions.with_suffix(".key").exists()
        and is_sealed(read_what_is_whole(run.decisions).lines)
    ]


def require_closed(run: RunPaths) -> None:
    """Refuse to change a ledger whose chain is open.

    Raises
    ------
    StudyError
        With how to close it.
    """
    chain = read_chain(run.decisions)
    if chain.is_chained and chain.closing is None:
        raise StudyError(
            Sentence(
                "{run} is being recorded, or broke off: its chain is open. Try again "
                "when it has ended; `attention-camp recover` closes one that broke "
                "off.",
                run=run.stem,
            )
        )


def require_can_reseal(dataset: Path, *, but: Collection[str]) -> None:
    """Refuse what would have to change sealed ledgers, where that cannot be done.

    Raises
    ------
    StudyError
        If the study's key is not on this computer, or a session goes on.
    """
    sealed = sealed_runs(dataset, but=but)
    if sealed and lock_with_key(dataset) is None:
        raise StudyError(
            Sentence(
                "The label may be in sealed decisions of other people, and the key of "
                "the study is not on this computer. Correct it on the one that holds "
                "it, or after unblinding."
            )
        )
    for run in sealed:
        require_closed(run)


def reseal(
    dataset: Path,
    change: Callable[[bytes], bytes],
    *,
    but: Collection[str],
    by: str,
    why: str,
) -> int:
    """Change what sealed lines hold, by the key of this computer, and seal all anew.

    Every sealed ledger is sealed and closed anew, whether it held what is changed or
    not: a recipient of scores looks like everybody else afterwards.

    Parameters
    ----------
    dataset : Path
        The dataset.
    change : callable
        Returns what takes the place of a line's JSON text.
    but : collection of str
        Labels of participants whose ledgers are left as they are.
    by, why : str
        By what and why the sessions are closed again.

    Returns
    -------
    n_runs : int
        How many runs were sealed anew; 0 where the study's key is not here.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If a session goes on, or the key is another study's.
    """
    runs, lock = sealed_runs(dataset, but=but), lock_with_key(dataset)
    if not runs or lock is None:
        return 0
    for run in runs:
        require_closed(run)
    data_key = data_key_here(lock)
    for session in _by_session(runs):
        key = derived(data_key, _code_of(session[0]))
        rewrite_ledgers(
            session,
            lambda line, key=key: _changed(line, change, key),  # type: ignore[misc]
            by=by,
            why=why,
        )
    note(lock.folder, "sealed anew", runs=len(runs), by=by)
    return len(runs)


def lock_with_key(dataset: Path) -> StudyLock | None:
    """Return the locked study of a dataset, if this computer can open its ledgers."""
    try:
        lock = read_lock(dataset)
    except StudyError as error:  # whoever withdraws need not wait until it is mended
        logger.warning("%s", error)
        return None
    return lock if lock is not None and lock.pc_key.exists() else None


def _by_session(runs: list[RunPaths]) -> list[list[RunPaths]]:
    sessions: dict[tuple[str, str], list[RunPaths]] = {}
    for run in runs:
        sessions.setdefault((run.participant, run.session), []).append(run)
    return list(sessions.values())


def _code_of(run: RunPaths) -> str:
    header = read_what_is_whole(run.decisions, most=1).lines[0]
    return header.arm if isinstance(header, HeaderLine) else ""


def _changed(text: bytes, change: Callable[[bytes], bytes], key: bytes) -> bytes:
    """Return a line of a ledger with its sealed content changed, sealed anew."""
    try:
        values = json.loads(text)
    except ValueError:  # the empty rest after the last line
        return text
    if values.get("kind") != SealedLine.kind:
        return text
    return to_json(values | {"box": changed_box(values["box"], key, change)}).encode()
