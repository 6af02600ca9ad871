"""A run in a few numbers: what lists of sessions show and the CSV export says."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Annotated

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.loop_latency import loop_latency
from attention_camp.camp.dataset.reading.scales import (
    RUN_SCALES,
    mean_engagement,
    mean_quality,
    one_of,
    scale_in,
)
from attention_camp.camp.dataset.rows import EventTable, read_event_table
from attention_camp.camp.dataset.state import run_state
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.records import STAGES, TrialRecord
from attention_camp.resources.bounded import read_text
from attention_camp.tasks.columns import Column

BlockKey = tuple[int, str, str]
"""Number, stage and task of a block."""
COURSE_POINTS = 24
"""Points of a sparkline; our own choice."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block in a few numbers; practice trials are a block of their own stage."""

    block: Annotated[int, Column("Number of the block in the session, from 1.")]
    stage: Annotated[str, Column("'practice', 'calibration' or 'main'.", levels=STAGES)]
    task: Annotated[str, Column("Name of the task.")]
    n_trials: Annotated[int, Column("Number of trials.")]
    n_correct: Annotated[int, Column("Number of trials answered right.")]
    accuracy: Annotated[float, Column("Share of trials answered right, 0 to 1.")]
    performance: Annotated[
        float,
        Column("Mean over trials of the share of answers that were right, 0 to 1."),
    ]
    reaction_time_mean: Annotated[
        float, Column("Seconds, mean over the trials that have a reaction time.", "s")
    ]
    reaction_time_median: Annotated[
        float, Column("Seconds, median over the trials that have a reaction time.", "s")
    ]
    level_first: Annotated[int, Column("Difficulty of the first trial.")]
    level_mean: Annotated[float, Column("Mean difficulty.")]
    level_last: Annotated[int, Column("Difficulty of the last trial.")]
    n_scored: Annotated[
        int, Column("Number of trials with a score of the attention model.")
    ]
    engagement_mean: Annotated[
        float,
        Column(
            "Mean score of the attention model (the shipped one is linear), 0 to 1, "
            "over the trials that have one; "
            "empty where they are of several scales."
        ),
    ]
    certainty_mean: Annotated[
        float,
        Column("Mean certainty of the score, 0 to 1, over the trials that have one."),
    ]
    quality_mean: Annotated[
        float,
        Column(
            "Mean share of EEG channels judged good, 0 to 1, over the trials in which "
            "any were judged."
        ),
    ]
    n_onset_dropped: Annotated[
        int, Column("Number of trials whose onset lost a frame.")
    ]
    score_model: Annotated[
        str,
        Column("Model of these scores: its name, @, and the first digits of its hash."),
    ]
    score_scale: Annotated[
        str, Column("Scale of these scores; empty where none.", levels=RUN_SCALES)
    ]
    n_refused: Annotated[
        int, Column("Number of trials whose score the calibration refused.")
    ]
    n_steered: Annotated[
        int, Column("Number of trials whose score changed the difficulty.")
    ]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in a few numbers; shares and means are over the main trials."""

    participant: Annotated[str, Column("Label of the participant.")]
    session: Annotated[str, Column("Label of the session.")]
    run: Annotated[int, Column("Number of the run in the session, from 1.")]
    protocol: Annotated[str, Column("Name of the protocol.")]
    arm: Annotated[
        str, Column("'closed-loop', 'performance-only' or 'sham'; empty where unknown.")
    ]
    state: Annotated[
        str,
        Column(
            "'finished', 'aborted', 'emergency', 'failed', 'interrupted' "
            "or 'recording'."
        ),
    ]
    date: Annotated[
        str, Column("When the session began, ISO 8601, UTC; empty where unknown.")
    ]
    minutes: Annotated[
        float | None, Column("Length of the EEG recording, minutes.", "min")
    ]
    n_trials: Annotated[
        int, Column("Number of trials, calibration too, practice left out.")
    ]
    n_main: Annotated[int, Column("Number of main trials.")]
    accuracy: Annotated[
        float | None, Column("Share of main trials answered right, 0 to 1.")
    ]
    reaction_time_median: Annotated[
        float | None,
        Column("Seconds, median over the main trials that have a reaction time.", "s"),
    ]
    level_mean: Annotated[float | None, Column("Mean difficulty of the main trials.")]
    engagement: Annotated[
        float | None,
        Column(
            "Mean score of the attention model (the shipped one is linear), 0 to 1, "
            "over the main "
            "trials that have one; empty where they are of several scales."
        ),
    ]
    n_scored: Annotated[
        int, Column("Number of main trials with a score of the attention model.")
    ]
    n_onset_dropped: Annotated[
        int, Column("Number of main trials whose onset lost a frame.")
    ]
    loop_latency_p95: Annotated[
        float | None,
        Column(
            "Seconds from a packet's arrival to the first score that "
            "holds it, 95th percentile; empty where it was not measured.",
            "s",
        ),
    ]
    score_model: Annotated[
        str,
        Column(
            "Model of the main trials' scores: its name, @, and the first digits of "
            "its hash."
        ),
    ]
    score_scale: Annotated[
        str,
        Column(
            "Scale of the main trials' scores; sessions of two scales are not "
            "compared. Empty where there is no score.",
            levels=RUN_SCALES,
        ),
    ]
    n_refused: Annotated[
        int, Column("Number of main trials whose score the calibration refused.")
    ]
    n_steered: Annotated[
        int, Column("Number of main trials whose score changed the difficulty.")
    ]


def summarise_run(
    paths: RunPaths, table: EventTable | None = None
) -> tuple[RunSummary, tuple[float, ...]]:
    """Return a run's summary and the course of its difficulty, for a sparkline.

    Parameters
    ----------
    paths : RunPaths
        The run.
    table : EventTable or None
        Its table of events, where it was read before.

    Raises
    ------
    DatasetError
        If one of its files cannot be read.
    """
    session = read_session(paths)
    done = [
        trial
        for trial in (table or read_event_table(paths)).trials
        if trial.stage != "practice"
    ]
    trials = [trial for trial in done if trial.stage == "main"]
    posed = [trial for trial in trials if trial.is_posed]
    request = session.get("request") or {}
    latency = loop_latency(paths)
    summary = RunSummary(
        participant=paths.participant,
        session=paths.session,
        run=paths.run,
        protocol=_protocol_name(session) or paths.task,
        arm=str(session.get("arm") or request.get("arm", "")),
        state=run_state(paths),
        date=str(session.get("started", "")),
        minutes=_minutes(paths),
        n_trials=len(done),
        n_main=len(trials),
        accuracy=_or_none(fmean, [trial.correct for trial in posed]),
        reaction_time_median=_or_none(median, _reaction_times(trials)),
        level_mean=_or_none(fmean, [trial.level for trial in posed]),
        engagement=mean_engagement(trials),
        n_scored=len(_engagements(trials)),
        n_onset_dropped=sum(trial.onset_dropped for trial in trials),
        loop_latency_p95=latency.p95 if latency else None,
        score_model=one_of(trial.score_model for trial in trials),
        score_scale=scale_in(trials),
        n_refused=_n_refused(trials),
        n_steered=_n_steered(trials),
    )
    return summary, _course([trial.level for trial in posed])


def summarise_blocks(trials: Sequence[TrialRecord]) -> list[BlockRow]:
    """Return the blocks of a run, in order, from all of its trials."""
    return [_block(*key, inside) for key, inside in by_block(trials).items()]


def by_block(trials: Iterable[TrialRecord]) -> dict[BlockKey, list[TrialRecord]]:
    """Return trials by number, stage and task of their block, in order."""
    blocks: dict[BlockKey, list[TrialRecord]] = {}
    for trial in trials:
        blocks.setdefault((trial.block, trial.stage, trial.task), []).append(trial)
    return blocks


def _block(
    number: int, stage: str, task: str, trials: Sequence[TrialRecord]
) -> BlockRow:
    times, mean = _reaction_times(trials), mean_engagement(trials)
    certainties = [t.certainty for t in trials if t.certainty is not None]
    n_correct = sum(trial.correct for trial in trials)
    return BlockRow(
        block=number,
        stage=stage,
        task=task,
        n_trials=len(trials),
        n_correct=n_correct,
        accuracy=n_correct / len(trials),
        performance=fmean(trial.performance for trial in trials),
        reaction_time_mean=fmean(times) if times else math.nan,
        reaction_time_median=median(times) if times else math.nan,
        level_first=trials[0].level,
        level_mean=fmean(trial.level for trial in trials),
        level_last=trials[-1].level,
        n_scored=len(_engagements(trials)),
        engagement_mean=math.nan if mean is None else mean,
        certainty_mean=fmean(certainties) if certainties else math.nan,
        quality_mean=mean_quality(trials),
        n_onset_dropped=sum(trial.onset_dropped for trial in trials),
        score_model=one_of(trial.score_model for trial in trials),
        score_scale=scale_in(trials),
        n_refused=_n_refused(trials),
        n_steered=_n_steered(trials),
    )


def _reaction_times(trials: Sequence[TrialRecord]) -> list[float]:
    return [t.reaction_time for t in trials if t.reaction_time is not None]


def _n_refused(trials: Sequence[TrialRecord]) -> int:
    return sum(trial.engagement_refused is not None for trial in trials)


def _n_steered(trials: Sequence[TrialRecord]) -> int:
    return sum(bool(trial.steered) for trial in trials)


def _engagements(trials: Sequence[TrialRecord]) -> list[float]:
    return [t.engagement for t in trials if t.engagement is not None]


def _or_none(
    figure: Callable[[Sequence[float]], float], values: Sequence[float]
) -> float | None:
    return float(figure(values)) if values else None


def _protocol_name(session: dict[str, object]) -> str:
    """Return the protocol's name, wherever the session keeps it."""
    for place in (session.get("protocol"), session.get("request")):
        if isinstance(place, dict):
            name = place.get("name") or place.get("protocol")
            if isinstance(name, str):
                return name.rsplit("/", 1)[-1]
    return ""


def _minutes(paths: RunPaths) -> float | None:
    """Return the length of the recording, from its header and the file's size."""
    if not paths.eeg.exists() or not paths.vhdr.exists():
        return None
    values = dict(
        line.split("=", 1) for line in read_text(paths.vhdr).splitlines() if "=" in line
    )
    try:
        n_chans = int(values["NumberOfChannels"])
        interval = float(values["SamplingInterval"])
    except (KeyError, ValueError):
        return None
    if n_chans < 1 or not 0 < interval < math.inf:
        return None
    return paths.eeg.stat().st_size / (4 * n_chans) * interval / 60e6


def _course(levels: Sequence[int]) -> tuple[float, ...]:
    """Return the levels, averaged down to a few points."""
    n = min(len(levels), COURSE_POINTS)
    edges = [round(i * len(levels) / n) for i in range(n + 1)] if n else []
    return tuple(
        round(fmean(levels[start:stop]), 2) for start, stop in itertools.pairwise(edges)
    )
