"""What a study keeps of one run, cached under the hash of its files."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.bids.session_tables import type_of
from attention_camp.camp.dataset.exports.task_scores import task_scores
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.summary import summarise_blocks, summarise_run
from attention_camp.camp.dataset.reading.whole_blocks import runs_around
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.state import run_state
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.study.record.facts import facts_of
from attention_camp.resources.own_version import own_version
from attention_camp.resources.reasons import UNREADABLE, reason_of

logger = logging.getLogger(__name__)

FORMAT = 5
"""Raise it when what is kept of a run changes: older caches are then not read."""
TRIAL_COLUMNS = (
    "trial", "block", "stage", "task", "condition", "level", "correct", "responded",
    "reaction_time", "engagement", "steered",
)  # fmt: skip
"""What is kept of each trial."""


@dataclass(frozen=True, slots=True)
class RunRead:
    """What was read of a run."""

    kept: Mapping[str, Any] = field(default_factory=dict)
    """What the cache holds of it."""
    problem: str | None = None
    """Why it cannot be read."""
    key: str = ""
    """Name in the cache of what is not there yet."""
    text: str = ""
    """What is not there yet, as JSON: a worker hands over text, since writing it again
    would keep its caller from all others."""

    @property
    def content(self) -> Mapping[str, Any]:
        """What is kept of the run; empty where it cannot be read."""
        made: Mapping[str, Any] = json.loads(self.text) if self.text else self.kept
        return made


def read_run(run: RunPaths, folder: Path) -> RunRead:
    """Return what is kept of a run, from the cache where its files are the same."""
    try:
        key = _key(run)
        path = folder / f"{key}.json"
        try:
            return RunRead(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return RunRead(key=key, text=to_json(_fresh(run)))
    except UNREADABLE as error:
        return RunRead(problem=reason_of(error))


def _key(run: RunPaths) -> str:
    """Return the hash of what a run's rows are made from, and of who makes them."""
    about = f"{FORMAT} {own_version()} {run.stem}"
    # no file tells whether a process that writes the run lives
    digest = hashlib.sha256(f"{about} {run_state(run)}".encode())
    own = (
        run.events, run.session_json, run.decisions, run.channels, run.eeg_json,
        run.decisions.with_suffix(".json"),
    )  # fmt: skip
    before, after = runs_around(run)  # a block may have begun there, or go on there
    others = [path for one in (*before, *after) for path in (one.events, one.decisions)]
    for path in (*own, *others):
        content = path.read_bytes() if path.exists() else b""
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()


def keep_run(folder: Path, read: RunRead) -> None:
    """Write a cache file; a cache that cannot be written costs time only."""
    if not read.key:
        return
    path = folder / f"{read.key}.json"
    draft = path.with_suffix(".partial")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(read.text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        logger.info("the study's cache cannot be written: %s", error)


def _fresh(run: RunPaths) -> dict[str, Any]:
    session = read_session(run)
    table = read_event_table(run)
    summary = asdict(summarise_run(run, table)[0])
    trials = [asdict(trial) for trial in table.trials if trial.stage != "practice"]
    for trial in trials:
        # a late answer keeps its time, and is as wrong as none: the limit cut it
        trial["responded"] = bool(trial["response"]) and not trial["measures"].get(
            "late", False
        )
    return {
        "runs": [summary],
        "type": type_of(session, run.session),
        "facts": facts_of(run, session, table),
        "protocol": session.get("protocol") or {},
        "blocks": [asdict(block) for block in summarise_blocks(table.trials)],
        "scores": [asdict(line) for line in task_scores(run, table)],
        "trials": [{name: trial[name] for name in TRIAL_COLUMNS} for trial in trials],
    }
