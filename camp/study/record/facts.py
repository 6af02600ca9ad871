"""What a run's files say of how it was recorded, for methods and checklists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.rows import EventTable
from attention_camp.camp.session.arms.sealing import SEALED
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.texts import Sentence

_REQUEST = ("board", "eyes", "hand", "observer", "language", "headless")


def facts_of(
    run: RunPaths, session: Mapping[str, Any], table: EventTable
) -> dict[str, Any]:
    """Return what is said of how a run was recorded; nothing of its arm.

    Parameters
    ----------
    run : RunPaths
        The run.
    session : mapping
        Its session file.
    table : EventTable
        Its table of events.

    Raises
    ------
    DatasetError
        If the record is not whole: no session file, or no trial of a finished session.
    """
    _require_whole(run, session, table)
    request = session.get("request") or {}
    header = read_what_is_whole(run.decisions).header
    sidecar = run.folder / f"{run.stem}_eeg.json"
    try:
        recorded: Mapping[str, Any] = read_json_table(sidecar)
    except UNREADABLE:
        recorded = {}
    return {
        "request": {name: request.get(name) for name in _REQUEST},
        "eeg": header.eeg.to_json() if header and header.eeg else {},
        "version": header.version if header else "",
        "sidecar": {k: v for k, v in recorded.items() if not isinstance(v, dict)},
        "rules": _rules(run),
        "has_certificate": bool(session.get("timing_certificate")),
    }


def _require_whole(
    run: RunPaths, session: Mapping[str, Any], table: EventTable
) -> None:
    """Refuse a run that would count as done though its trials are lost.

    Parameters
    ----------
    run : RunPaths
        The run.
    session : mapping
        Its session file.
    table : EventTable
        Its table of events.
    """
    if not run.session_json.exists():
        raise DatasetError(
            Sentence(
                "{path} is missing, so nothing says how the session was run or ended. "
                "Restore it from a backup.",
                path=run.session_json,
            )
        )
    if session.get("state") != "finished" or "imported" in session:
        return
    if not table.trials and not any(one.trial_type == SEALED for one in table.events):
        raise DatasetError(
            Sentence(
                "{path} holds no trial that can be read, though the session is "
                "finished. Restore it from a backup.",
                path=run.events,
            )
        )


def _rules(run: RunPaths) -> list[Any]:
    """Return task, rule and all its options of each main block."""
    try:
        told = read_json_table(run.decisions.with_suffix(".json"))
    except UNREADABLE:
        return []
    keys = ("Task", "Rule", "Options")
    return [
        {key: block.get(key) for key in keys}
        for block in told.get("Blocks") or ()
        if isinstance(block, dict) and block.get("Stage") == "main"
    ]


def values_of(facts: Mapping[str, Mapping[str, Any]], *path: str) -> list[Any]:
    """Return the different values that the runs have of one fact, in order of runs.

    Parameters
    ----------
    facts : mapping
        By run, what `facts_of` says.
    *path : str
        Keys of the fact.
    """
    return list(different(_at(one, path) for one in facts.values()))


def _at(facts: Mapping[str, Any], path: Iterable[str]) -> Any:
    value: Any = facts
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def different(values: Iterable[Any]) -> Iterable[Any]:
    """Yield each value once, but for what says nothing."""
    seen = set()
    for value in values:
        key = repr(value)
        if key not in seen and value not in (None, "", "n/a", [], {}):
            seen.add(key)
            yield value
