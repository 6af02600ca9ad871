"""The published scores of each block: slopes, d′, spans, network scores."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.reading.whole_blocks import whole_blocks
from attention_camp.camp.dataset.rows import EventTable, read_event_table
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.ledger_state import as_run
from attention_camp.camp.session.protocol import RuleSpec
from attention_camp.camp.session.records import STAGES, TrialRecord
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.tasks import load_task
from attention_camp.tasks.columns import Column
from attention_camp.tasks.difficulty.settled import aim_in, settled_level
from attention_camp.tasks.reliability_table import RELIABILITY
from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Outcome, Trial

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A published score of a task over the trials of one block.

    A main block that was broken off and gone on with is one block: the run that went on
    has its scores, from the trials of all of its runs.
    """

    block: Annotated[int, Column("Number of the block in the session, from 1.")]
    stage: Annotated[str, Column("'practice', 'calibration' or 'main'.", levels=STAGES)]
    task: Annotated[str, Column("Name of the task.")]
    score: Annotated[
        str, Column("Name of the score; its unit is part of the name where it has one.")
    ]
    value: Annotated[
        float, Column("The score; empty where these trials do not define it.")
    ]
    n_trials: Annotated[
        int,
        Column(
            "Number of trials it was computed from; of a block that was broken off and "
            "gone on with, those of all its runs."
        ),
    ]
    standard_error: Annotated[
        float,
        Column(
            "Standard error of measurement in simulated people, in the unit of the "
            "score; empty: not known, as of any block that trains."
        ),
    ]
    smallest_change: Annotated[
        float,
        Column(
            "Smallest change of one person that chance does not explain (95 %), in "
            "simulated people of a steady state; a real change must be larger."
        ),
    ]


def task_scores(paths: RunPaths, table: EventTable | None = None) -> list[ScoreLine]:
    """Return the scores of a run's blocks, computed by the tasks themselves.

    A main block that broke off is scored once and whole, with the run that went on with
    it: the mean of the scores of its parts would be no score of the block.

    A block whose task this installation does not know, or whose trials were written
    by another version of it, is left out with a warning in the log.

    Parameters
    ----------
    paths : RunPaths
        The run.
    table : EventTable or None
        Its table of events, where it was read before.
    """
    listed = _blocks_of(paths)
    blocks = whole_blocks(paths, (table or read_event_table(paths)).trials)
    lines: list[ScoreLine] = []
    for key, trials in blocks.items():
        number, stage, name = key
        try:
            block = _block(listed, number, name)
            task = load_task(name, **dict(block.get("options") or {}))
            scores = dict(_scores(task, trials))
        except UNREADABLE as error:
            logger.warning(
                "%s, block %d (%s): no scores: %s", paths.stem, number, name, error
            )
            continue
        try:
            scores |= _settled(task, trials, block.get("rule") or {})
        except UNREADABLE as error:  # the others are known
            logger.warning(
                "%s, block %d (%s): no settled_level: %s",
                *(paths.stem, number, name, error),
            )
        form = str(block.get("form")) if stage == "main" else ""
        lines += [
            ScoreLine(
                number,
                stage,
                name,
                score,
                value,
                len(trials),
                *_precision(name, form, score),
            )
            for score, value in scores.items()
        ]
    return lines


def _settled(
    task: Task, trials: Sequence[TrialRecord], rule: Mapping[str, Any]
) -> dict[str, float]:
    """Return the level at which a block settled; nothing where it had only one.

    Parameters
    ----------
    task : Task
        The block's task.
    trials : sequence of TrialRecord
        Its trials.
    rule : mapping
        What the protocol says of its rule.
    """
    if len({trial.level for trial in trials}) < 2:
        return {}
    given = [(trial.level, trial.correct) for trial in trials]
    aim = aim_in(RuleSpec.model_validate(rule).options, task)
    return {"settled_level": settled_level(given, task, target=aim)}


def _precision(task: str, form: str, score: str) -> tuple[float, float]:
    """Return standard error and smallest detectable change; NaN where not known."""
    known = RELIABILITY.get((task, form, score))
    return (known.error, known.smallest_change) if known else (math.nan, math.nan)


def _blocks_of(paths: RunPaths) -> Sequence[Any]:
    """Return what the protocol says of the blocks of a run, in the order they came."""
    protocol = read_session(paths).get("protocol")
    if not isinstance(protocol, Mapping):
        return ()
    blocks = protocol.get("blocks")
    if not isinstance(blocks, list):
        return ()
    if protocol.get("order") != "curriculum":
        return blocks
    return as_run(blocks, read_what_is_whole(paths.decisions).lines)


def _block(blocks: Sequence[Any], number: int, task: str) -> Mapping[str, Any]:
    """Return what is said of a block; nothing where it is another task."""
    if not 0 < number <= len(blocks):
        return {}
    block = blocks[number - 1]
    same = isinstance(block, Mapping) and block.get("task") == task
    return block if same else {}


def _scores(task: Task, records: Sequence[TrialRecord]) -> Iterator[tuple[str, float]]:
    pairs = [(_trial(record), _outcome(record)) for record in records]
    for name, value in task.summary(pairs).items():
        yield name, float(value) if value is not None else math.nan


def _trial(record: TrialRecord) -> Trial:
    """Return the part of a trial that scores need, without its displays."""
    return Trial(
        task=record.task,
        level=record.level,
        phases=(),
        keys=(),
        condition=record.condition,
        parameters=record.parameters,
    )


def _outcome(record: TrialRecord) -> Outcome:
    return Outcome(
        correct=record.correct,
        performance=record.performance,
        reaction_time=record.reaction_time,
        responded=bool(record.response),
        measures=record.measures,
    )
