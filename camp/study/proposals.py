"""What the data say about a protocol: limits, levels, numbers of trials, calibration.

From pilots or arm-blind figures, for people who are not yet enrolled.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.reliability import split_half
from attention_camp.camp.study.time_limits import forced, limit_for
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.columns import describe
from attention_camp.tasks.score_columns import SCORES

if TYPE_CHECKING:
    import pandas as pd

LEAST_BLOCKS = 5
"""Fewer blocks of a kind propose nothing; own choice."""
_CENSORED = 0.02
"""Share of trials without an answer in time above which a limit cuts a score."""
_CEILING = 0.95
"""Share correct at which a fixed level tells people apart no longer; own choice."""
_RELIABLE = 0.7
"""Split-half reliability below which a score hardly ranks people (Nunnally, 1978)."""
_MOST_LONGER = 4.0
"""A block that needed more than this many times its trials is not proposed."""
_AT_THE_END = 0.5
"""Share of people whose training block rests at its first or last level."""


_OF_ANSWERS = frozenset(
    {
        "commission_rate", "cowan_k", "d_prime", "hit_rate", "lure_false_alarm_rate",
        "partial_credit",
    }
)  # fmt: skip
"""Scores made of right and wrong: a block that has one can be too easy for it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of a protocol that the data speak for."""

    protocol: str
    block: int
    """Number of the block, from 1."""
    task: str
    field: str
    """Entry of the block that would change, such as ``trials``."""
    now: str
    proposed: str
    value: Any
    """What the entry would hold; None where a person has to choose."""
    figure: str
    """The figure behind it."""
    why: str


def propose(data: StudyData) -> list[Proposal]:
    """Return what a study, or a pilot, proposes, block by block; arms are pooled."""
    found: list[Proposal] = []
    for label, protocol in data.protocols.items():
        blocks = protocol.get("blocks") or []
        mine, scores = (
            frame[frame["protocol"] == label] for frame in (data.trials, data.scores)
        )
        for number, block in enumerate(blocks, start=1):
            trials = _rows_of(mine, protocol, number)
            n_runs = trials.groupby(["participant", "session", "run"]).ngroups
            if n_runs >= LEAST_BLOCKS:
                timed = _is_timed(_rows_of(scores, protocol, number))
                found += _of_block(label, number, block, trials, timed=timed)
        found += _calibration(data, label, blocks)
    return found


def _rows_of(
    frame: pd.DataFrame, protocol: Mapping[str, Any], number: int
) -> pd.DataFrame:
    """Return the rows of one block of a protocol.

    Where main blocks come in an order of each person's, a number says nothing of which
    block it was: its task does, where no other main block has it. Under a curriculum
    nothing is returned of them.

    Parameters
    ----------
    frame : DataFrame
        Rows of the protocol: ``block``, ``stage``, ``task``.
    protocol : mapping
        As one of the sessions kept it.
    number : int
        Of the block, from 1.
    """
    order, blocks = protocol.get("order", "as-listed"), protocol["blocks"]
    main = [one for one in blocks if one.get("stage", "main") == "main"]
    block = blocks[number - 1]
    if order == "as-listed" or block not in main:
        return frame[frame["block"] == number]
    task = block.get("task")
    if order != "balanced" or sum(one.get("task") == task for one in main) > 1:
        return frame.iloc[:0]
    found: pd.DataFrame = frame[(frame["stage"] == "main") & (frame["task"] == task)]
    return found


def _is_timed(scores: pd.DataFrame) -> bool:
    """Return whether a block is scored by times: most answers ought to be right."""
    names = set(scores["score"])
    if names & _OF_ANSWERS:
        return False
    known = (describe(SCORES, name) for name in names)
    return any(column is not None and column.unit == "ms" for column in known)


def _of_block(
    protocol: str,
    number: int,
    block: Mapping[str, Any],
    trials: pd.DataFrame,
    *,
    timed: bool,
) -> Iterator[Proposal]:
    task = str(block.get("task", ""))

    is_published = block.get("form") == "assessment"

    def make(field: str, now: str, proposed: str, **rest: Any) -> Proposal:
        if is_published:  # its scores would not compare with others' any more
            rest["value"] = None
            proposed = Sentence(
                "{proposed}, leaving the published form", proposed=proposed
            )
        return Proposal(protocol, number, task, field, now, proposed, **rest)

    if task in ("", "rest"):
        return
    is_fixed = (block.get("rule") or {}).get("name") == "fixed"
    if block.get("stage", "main") == "main" and not is_fixed:
        yield from _at_the_ends(make, block, trials)
    elif block.get("stage", "main") == "main":
        yield from _fixed_level(make, block, trials, timed=timed)
        yield from _too_few(make, block, trials)
    yield from _cut(make, block, trials)


def _at_the_ends(
    make: Any, block: Mapping[str, Any], trials: pd.DataFrame
) -> Iterator[Proposal]:
    """Training that rests at its easiest or hardest level."""
    from attention_camp.tasks import load_task

    n_levels = load_task(str(block["task"]), **(block.get("options") or {})).n_levels
    later = _later_half(trials)
    mean = later.groupby(["participant", "session", "run"])["level"].mean()
    top, bottom = (mean > n_levels - 0.5).mean(), (mean < 1.5).mean()
    levels = Sentence("levels 1 to {n}", n=n_levels)
    if top >= _AT_THE_END:
        yield make(
            "task", levels, Sentence("a harder task, or harder options"), value=None,
            figure=_resting(top, n_levels),
            why=Sentence("These people have nothing left to train here."),
        )  # fmt: skip
    if bottom >= _AT_THE_END:
        yield make(
            "task", levels, Sentence("an easier task, or easier options"), value=None,
            figure=_resting(bottom, 1),
            why=Sentence(
                "Too hard a start predicts leaving; these people cannot be made to "
                "succeed here."
            ),
        )  # fmt: skip


def _resting(share: float, level: int) -> Sentence:
    return Sentence(
        "{share} % of the blocks rest at level {level}",
        share=round(100 * share),
        level=level,
    )


def _fixed_level(
    make: Any, block: Mapping[str, Any], trials: pd.DataFrame, *, timed: bool
) -> Iterator[Proposal]:
    """A fixed level that is too easy or too hard to tell people apart."""
    from attention_camp.tasks import load_task

    task = load_task(str(block["task"]), **(block.get("options") or {}))
    if not 0.0 < task.chance < 1.0:
        return  # go/no-go and span tasks are right by other means than guessing
    right = trials.groupby(["participant", "session", "run"])["correct"].mean()
    level, median = int(trials["level"].iloc[0]), f"{right.median():.2f}"
    if right.median() > _CEILING and level < task.n_levels and not timed:
        yield make(
            "start_level", str(level), Sentence("{n} or higher", n=level + 1),
            value=level + 1,
            figure=Sentence("median share correct {share}", share=median),
            why=Sentence("At the ceiling a score cannot show a gain."),
        )  # fmt: skip
    floor = task.chance + 0.05
    if right.median() < floor and level > 1:
        yield make(
            "start_level", str(level), Sentence("{n} or lower", n=level - 1),
            value=level - 1,
            figure=Sentence(
                "median share correct {share}, chance {chance}",
                share=median,
                chance=f"{task.chance:.2f}",
            ),
            why=Sentence("At chance a score is noise."),
        )  # fmt: skip


def _cut(
    make: Any, block: Mapping[str, Any], trials: pd.DataFrame
) -> Iterator[Proposal]:
    """A limit that cuts answers off, in tasks that ask for one in each trial."""
    from attention_camp.tasks import load_task

    options = dict(block.get("options") or {})
    task = load_task(str(block["task"]), **options)
    limit = task.parameters(int(trials["level"].median())).get("time_limit")
    if not isinstance(limit, int | float):
        return
    free = trials["responded"].astype(bool) & ~forced(trials, limit, task.chance)
    cut = float((~free).mean())
    times = trials.loc[free, "reaction_time"].dropna().to_numpy(float)
    if cut <= _CENSORED or len(times) < 20:
        return
    # a log-normal fitted to the answers that were free, censored at the limit
    longer = limit_for(times, float(limit), cut)
    yield make(
        "options.time_limit", f"{float(limit):.2f} s", f"{longer:.1f} s",
        value=round(longer, 1),
        figure=Sentence(
            "{n} % of the trials have no answer in time, or a guess at the limit",
            n=f"{100 * cut:.1f}",
        ),
        why=Sentence(
            "Where a limit cuts more than 2 %, times are shorter than people are slow."
        ),
    )  # fmt: skip


def _too_few(
    make: Any, block: Mapping[str, Any], trials: pd.DataFrame
) -> Iterator[Proposal]:
    """A measuring block whose trials are too few to rank people."""
    reliability = split_half(trials)
    now = int(block.get("trials", 0))
    if not now or not reliability < _RELIABLE:
        return
    # Spearman–Brown: how many times as many trials reach the reliability
    factor = math.inf
    if reliability > 0.0:
        factor = _RELIABLE * (1 - reliability) / (reliability * (1 - _RELIABLE))
    if factor > _MOST_LONGER:
        yield make(
            "trials", str(now), Sentence("another score or task"), value=None,
            figure=Sentence("split-half reliability {r}", r=f"{reliability:.2f}"),
            why=Sentence(
                "Even four times as many trials would not rank these people reliably."
            ),
        )  # fmt: skip
        return
    more = math.ceil(now * factor / 4) * 4
    yield make(
        "trials", str(now), str(more), value=more,
        figure=Sentence(
            "split-half reliability {r}, wanted {wanted}",
            r=f"{reliability:.2f}",
            wanted=_RELIABLE,
        ),
        why=Sentence("By Spearman and Brown this many trials would reach it."),
    )  # fmt: skip


def _calibration(
    data: StudyData, label: str, blocks: Sequence[Mapping[str, Any]]
) -> Iterator[Proposal]:
    """A calibration that refuses most people."""
    runs = data.runs[data.runs["protocol"] == label]
    scored = runs[(runs["n_scored"] + runs["n_refused"]) > 0]
    numbers = [
        number
        for number, block in enumerate(blocks, start=1)
        if block.get("stage") == "calibration" and block.get("task") != "rest"
    ]
    if len(scored) < LEAST_BLOCKS or not numbers:
        return
    refused = float((scored["n_refused"] > scored["n_scored"]).mean())
    if refused <= _AT_THE_END:
        return
    number = numbers[-1]
    block = blocks[number - 1]
    now = int(block.get("trials", 0))
    yield Proposal(
        label, number, f"{block['task']}", "trials", f"{now}", f"{2 * now}", 2 * now,
        Sentence(
            "the score was refused in {share} % of the sessions",
            share=round(100 * refused),
        ),
        Sentence(
            "Twice the calibration halves the variance of its test; where the score "
            "does not tell the states apart, it will be refused all the same."
        ),
    )  # fmt: skip


def _later_half(trials: pd.DataFrame) -> pd.DataFrame:
    keys = ["participant", "session", "run"]
    place = trials.groupby(keys).cumcount()
    size = trials.groupby(keys)["trial"].transform("size")
    return trials[place >= size / 2]
