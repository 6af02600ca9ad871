"""The frames of a study: runs, blocks, scores, trials and people, cached per run."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.bids.session_tables import type_of
from attention_camp.camp.dataset.exports.task_scores import ScoreLine, task_scores
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.reading.summary import (
    BlockRow,
    summarise_blocks,
    summarise_run,
)
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.studies.locking import StudyLock, read_lock
from attention_camp.camp.dataset.tables import columns, to_json
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.dataset.withdraw import study_cache
from attention_camp.camp.session.request import SESSION_TYPES
from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.study.record.facts import facts_of
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

logger = logging.getLogger(__name__)

FORMAT = 3
"""Raise it when what is kept of a run changes: older caches are then not read."""
SEALED = "sealed"
"""Arm of a person of a locked study that was not unblinded."""
SEVERAL = "several"
"""Arm of a person whose sessions name more than one."""
_TRIAL_COLUMNS = (
    "trial", "block", "stage", "task", "condition", "level", "correct", "responded",
    "reaction_time", "engagement", "steered",
)  # fmt: skip
_COLUMNS: Mapping[str, Sequence[str]] = {
    "blocks": columns(BlockRow),
    "scores": columns(ScoreLine),
    "trials": _TRIAL_COLUMNS,
}


@dataclass(frozen=True, slots=True, eq=False)
class StudyData:
    """The tables of a study; each has the columns participant, arm, session, time."""

    dataset: Path
    runs: pd.DataFrame
    """A row per run: `RunSummary`, and ``time``, ``date``, ``calibrated``."""
    blocks: pd.DataFrame
    """A row per block: `BlockRow`."""
    scores: pd.DataFrame
    """A row per published score of a block: `ScoreLine`."""
    trials: pd.DataFrame
    """A row per trial, practice left out."""
    people: pd.DataFrame
    """participants.tsv; a row per person, ``participant`` without ``sub-``."""
    problems: tuple[Sentence, ...]
    """What is left out, and why; what cannot be compared."""
    protocols: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The protocols as the last session kept them, by BIDS task label."""
    study: Study | None = None
    """The locked study that the dataset belongs to, if there is one."""
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """How each run was recorded, by its stem: `facts_of`."""

    @property
    def times(self) -> list[str]:
        """The session types that occur, in the order of a study."""
        order = [*SESSION_TYPES, *sorted(set(self.runs["time"]) - {*SESSION_TYPES})]
        return [time for time in order if time in set(self.runs["time"])]

    @property
    def arms(self) -> list[str]:
        """The arms that occur, in alphabetical order."""
        return sorted(set(self.runs["arm"]) - {SEALED, SEVERAL, ""})

    @property
    def is_sealed(self) -> bool:
        """Whether the arm of anybody is not opened yet."""
        return SEALED in set(self.runs["arm"])

    def blind(self) -> StudyData:
        """Return the same with all arms pooled."""
        frames = {
            name: getattr(self, name).assign(arm="pooled")
            for name in ("runs", "blocks", "scores", "trials")
        }
        return replace(self, **frames)


def gather(
    dataset: Path,
    *,
    runs: Sequence[RunPaths] | None = None,
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> StudyData:
    """Read a dataset's runs into frames.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    runs : sequence of RunPaths or None
        Which of its runs; None: all. That some were chosen is among the problems.
    cache : Path or None
        Folder that keeps what was read of each run under the hash of its files; by
        default the user's cache folder.
    progress : callable or None
        Called with the number of runs read and the number of all runs; it may raise,
        to cancel.

    Raises
    ------
    DatasetError
        If it has no run that can be read.
    """
    folder = cache or study_cache()
    asked, choice = _asked(recorded_runs(dataset), runs)
    kept, unreadable = _read_all(asked, folder, progress)
    problems = choice + unreadable
    if not kept:
        raise DatasetError(
            Sentence(
                "{dataset} has no session that can be read, so there is nothing to "
                "analyse. Record sessions first, or choose another folder.",
                dataset=dataset,
            )
        )
    lock = read_lock(dataset)
    arms = _arms(kept, problems) if lock is None else _sealed_arms(lock, kept)
    return StudyData(
        dataset,
        runs=_frame(kept, "runs", arms),
        blocks=_frame(kept, "blocks", arms),
        scores=_frame(kept, "scores", arms),
        trials=_frame(kept, "trials", arms),
        people=_people(dataset, sorted(arms)),
        problems=tuple(problems),
        protocols={run.task: content["protocol"] for run, content in kept},
        study=lock.study if lock else None,
        facts={run.stem: content["facts"] for run, content in kept},
    )


def _asked(
    recorded: Sequence[RunPaths], chosen: Sequence[RunPaths] | None
) -> tuple[Sequence[RunPaths], list[Sentence]]:
    """Return the runs to read, and what is to be said where not all are."""
    if chosen is None:
        return recorded, []
    wanted = set(chosen)
    asked = [run for run in recorded if run in wanted]
    if len(asked) == len(recorded):
        return asked, []
    said = Sentence(
        "Only {n} of {all} sessions were chosen for this analysis: a choice made after "
        "looking at data makes every test exploratory.",
        n=len(asked),
        all=len(recorded),
    )
    return asked, [said]


def _read_all(
    runs: Sequence[RunPaths],
    folder: Path,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[tuple[RunPaths, Mapping[str, Any]]], list[Sentence]]:
    """Return what is kept of each run, and which cannot be read, and why."""
    kept: list[tuple[RunPaths, Mapping[str, Any]]] = []
    problems: list[Sentence] = []
    for done, run in enumerate(runs, start=1):
        try:
            kept.append((run, _read(run, folder)))
        except UNREADABLE as error:
            problems.append(
                Sentence(
                    "{run} is left out: {problem}",
                    run=run.stem,
                    problem=reason_of(error),
                )
            )
        if progress:
            progress(done, len(runs))
    return kept, problems


def _read(run: RunPaths, folder: Path) -> Mapping[str, Any]:
    """Return what is kept of a run, from the cache where its files are the same."""
    path = folder / f"{_key(run)}.json"
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = json.loads(to_json(_fresh(run)))
        _keep(path, found)
    return found


def _key(run: RunPaths) -> str:
    """Return the hash of what a run's rows are made from, and of who makes them."""
    digest = hashlib.sha256(f"{FORMAT} {version('attention-camp')} {run.stem}".encode())
    for path in (run.events, run.session_json, run.decisions, run.channels):
        content = path.read_bytes() if path.exists() else b""
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()


def _keep(path: Path, content: Mapping[str, Any]) -> None:
    """Write a cache file; a cache that cannot be written costs time only."""
    draft = path.with_suffix(".partial")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(to_json(content), encoding="utf-8")
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
        "facts": facts_of(run, session),
        "protocol": session.get("protocol") or {},
        "blocks": [asdict(block) for block in summarise_blocks(table.trials)],
        "scores": [asdict(line) for line in task_scores(run)],
        "trials": [{name: trial[name] for name in _TRIAL_COLUMNS} for trial in trials],
    }


def _arms(
    kept: Iterable[tuple[RunPaths, Mapping[str, Any]]], problems: list[Sentence]
) -> dict[str, str]:
    """Return each person's arm: that of their training, where they trained."""
    found: dict[str, dict[str, set[str]]] = {}
    for run, content in kept:
        kinds = found.setdefault(run.participant, {})
        kinds.setdefault(content["type"], set()).add(content["runs"][0]["arm"])
    arms = {}
    for person, kinds in found.items():
        named = kinds.get("camp") or set().union(*kinds.values())
        if len(named) == 1:
            arms[person] = next(iter(named))
            continue
        arms[person] = SEVERAL
        problems.append(
            Sentence(
                "Participant {person} is left out of comparisons between arms: their "
                "sessions name several ({arms}).",
                person=person,
                arms=", ".join(sorted(named)),
            )
        )
    return arms


def _sealed_arms(
    lock: StudyLock, kept: Iterable[tuple[RunPaths, Mapping[str, Any]]]
) -> dict[str, str]:
    """Return each person's arm as far as the study is unblinded, by its own names."""
    path = lock.folder.arms
    opened = read_json_table(path) if path.exists() else {}
    names = {arm.evidence: arm.name for arm in lock.study.arms}
    found = {run.participant: opened.get(run.participant, SEALED) for run, _ in kept}
    return {person: names.get(arm, arm) for person, arm in found.items()}


def _frame(
    kept: Sequence[tuple[RunPaths, Mapping[str, Any]]],
    name: str,
    arms: Mapping[str, str],
) -> pd.DataFrame:
    """Return one table of all runs.

    Parameters
    ----------
    kept : sequence
        The runs, and what is kept of each.
    name : str
        Which table.
    arms : mapping of str
        Arm by participant.
    """
    import pandas as pd

    rows = [
        {
            "participant": run.participant,
            "arm": arms[run.participant],
            "session": run.session,
            "run": run.run,
            "protocol": run.task,
            "time": content["type"] or f"ses-{run.session}",
        }
        | {key: value for key, value in row.items() if key not in ("arm", "protocol")}
        for run, content in kept
        for row in content[name]
    ]
    frame = pd.DataFrame(rows)
    if frame.empty:  # as where all trials are sealed
        keys = ("participant", "arm", "session", "run", "protocol", "time")
        frame = pd.DataFrame(columns=[*keys, *_COLUMNS[name]])
    if "value" in frame:
        frame["value"] = pd.to_numeric(frame["value"])
    return frame


def _people(dataset: Path, participants: Sequence[str]) -> pd.DataFrame:
    """Return participants.tsv, with those that it lacks; labels stay text."""
    import pandas as pd

    path = dataset / "participants.tsv"
    columns: dict[str, type] = {"participant_id": str}
    try:
        table = pd.read_csv(path, sep="\t", dtype=columns, na_values=["n/a"])
        labels = table.pop("participant_id").str.removeprefix("sub-")
    except (OSError, ValueError, KeyError) as error:
        logger.info("%s is not used: %s", path, error)
        return pd.DataFrame({"participant": list(participants)})
    table.insert(0, "participant", labels)
    missing = [label for label in participants if label not in set(labels)]
    return pd.concat([table, pd.DataFrame({"participant": missing})], ignore_index=True)
