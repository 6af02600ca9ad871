"""The frames of a study: runs, blocks, scores, trials and people, cached per run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.exports.task_scores import ScoreLine
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.reading.summary import BlockRow
from attention_camp.camp.dataset.studies.locking import StudyLock, read_lock
from attention_camp.camp.dataset.tables import columns
from attention_camp.camp.dataset.withdraw import study_cache
from attention_camp.camp.session.request import SESSION_TYPES
from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.study.record.run_rows import (
    TRIAL_COLUMNS,
    keep_run,
    read_run,
)
from attention_camp.camp.workers.pool import HERE, Workers
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

logger = logging.getLogger(__name__)

SEALED = "sealed"
"""Arm of a person of a locked study that was not unblinded."""
SEVERAL = "several"
"""Arm of a person whose sessions name more than one."""
_COLUMNS: Mapping[str, Sequence[str]] = {
    "blocks": columns(BlockRow),
    "scores": columns(ScoreLine),
    "trials": TRIAL_COLUMNS,
}


class NamesArms(Sentence):
    """Something that names arms: nobody who is blinded reads it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class StudyData:
    """The tables of a study; each has the columns participant, arm, session, time."""

    dataset: Path
    runs: pd.DataFrame
    """A row per run: `RunSummary`, and ``time``."""
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
        """Return the same with all arms pooled, and nothing said that names one."""
        frames = {
            name: getattr(self, name).assign(arm="pooled")
            for name in ("runs", "blocks", "scores", "trials")
        }
        said = [one for one in self.problems if not isinstance(one, NamesArms)]
        return replace(self, **frames, problems=tuple(said))


def gather(
    dataset: Path,
    *,
    runs: Sequence[RunPaths] | None = None,
    cache: Path | None = None,
    workers: Workers = HERE,
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
    workers : Workers
        Who reads the runs; the frames are the same with any number.
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
    kept, unreadable = _read_all(asked, folder, workers, progress)
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
        protocols=protocols_of(kept),
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
        "Chosen for this analysis: only {n} of {all:session|sessions}. A choice made "
        "after looking at data makes every test exploratory.",
        n=_n_sessions(asked),
        all=_n_sessions(recorded),
    )
    return asked, [said]


def _n_sessions(runs: Sequence[RunPaths]) -> int:
    """Return how many sessions these are: one that was gone on with has several."""
    return len({(run.participant, run.session, run.task) for run in runs})


def _read_all(
    runs: Sequence[RunPaths],
    folder: Path,
    workers: Workers,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[tuple[RunPaths, Mapping[str, Any]]], list[Sentence]]:
    """Return what is kept of each run, and which cannot be read, and why.

    Parameters
    ----------
    runs : sequence of RunPaths
        Of one dataset.
    folder : Path
        The cache.
    workers : Workers
        Who reads.
    progress : callable or None
        Called with the number of runs read and of all runs.
    """
    kept: list[tuple[RunPaths, Mapping[str, Any]]] = []
    problems: list[Sentence] = []
    # a worker elsewhere has another folder to start from
    found = workers.map(
        partial(read_run, folder=folder.resolve()),
        [replace(run, dataset=run.dataset.resolve()) for run in runs],
        folders=tuple({run.dataset for run in runs}),
        take=lambda _, one: keep_run(folder, one),
        progress=progress,
    )
    for run, one in zip(runs, found, strict=True):
        if one.problem is None:
            kept.append((run, one.content))
        else:
            problems.append(
                Sentence(
                    "{run} is left out: {problem}", run=run.stem, problem=one.problem
                )
            )
    return kept, problems


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
        said = Sentence(
            "Participant {person} is left out of comparisons between arms: their "
            "sessions name several ({arms}).",
            person=person,
            arms=", ".join(sorted(named)),
        )
        problems.append(NamesArms.of(said))
    return arms


def protocols_of(
    kept: Iterable[tuple[RunPaths, Mapping[str, Any]]],
) -> dict[str, Mapping[str, Any]]:
    """Return the protocols as the last session kept them, by BIDS task label.

    What is proposed is for everybody: the keys of somebody who answers with one hand
    are in it only where nobody else did the protocol.
    """
    by_hand_first = sorted(
        kept, key=lambda one: not one[1]["facts"]["request"].get("hand")
    )
    return {run.task: content["protocol"] for run, content in by_hand_first}


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
