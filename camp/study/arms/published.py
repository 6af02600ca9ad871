"""The analyses of the shelf of published loops, one number per person and condition."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from attention_camp.camp.session.arms.arm_lines import ArmLine, UnblindLine
from attention_camp.camp.session.ledger_lines import (
    HeaderLine,
    LedgerLine,
    TrialLine,
)
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.study.arms.stability import LEAST_SCORES
from attention_camp.camp.study.arms.whole_ledgers import whole_ledgers
from attention_camp.camp.study.figures import COLOURS, svg_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_IN_ARM = 3
"""People of a condition below which nothing is tested; own choice."""
MEMORY_TASK = "change-detection"

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """What the analyses see of a session."""

    participant: str
    arm: str
    protocol: Protocol
    trials: tuple[TrialLine, ...]
    """Main trials, in their order."""

    @property
    def is_fixed(self) -> bool:
        """Whether no block adapts."""
        main = [block for block in self.protocol.blocks if block.stage == "main"]
        return all(block.rule.name == "fixed" for block in main)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a published loop shows: its conditions, and the contrast of the paper."""

    loop: str
    """Name of the protocol."""
    measure: str
    """What is measured of each person."""
    conditions: Mapping[str, Values]
    """By condition, a number a person; NaN where they have none."""
    contrast: str
    """The two conditions, the one that the paper found higher first."""
    n: int
    estimate: float
    low: float
    high: float
    """95 % interval: of a paired or of Welch's t-test."""
    p: float
    paired: bool = False
    """Whether the same people stand in both conditions."""

    def __str__(self) -> str:
        return (
            f"{self.loop}: {self.measure}, {self.contrast}: {self.estimate:.3f} "
            f"[{self.low:.3f}, {self.high:.3f}], p = {self.p:.3g}, n = {self.n}"
        )


def pope(sessions: Sequence[Session]) -> Shown:
    """Compare the spread of the score under a loop and under its reversal.

    Pope, Bogart & Bartolome (1995), doi:10.1016/0301-0511(95)05116-3.
    """
    measure = "log of the score's standard deviation"
    conditions = {
        "reversed": _each(sessions, lambda one: _spread(one, turned=True)),
        "loop": _each(sessions, lambda one: _spread(one, turned=False)),
    }
    return contrast("pope1995", measure, conditions, paired=True)


def rahman(sessions: Sequence[Session]) -> Shown:
    """Compare the gain in a transfer task after training with and without EEG.

    Rahman et al. (2022), doi:10.3389/fnhum.2022.787576.
    """
    names = {"closed-loop": "behaviour and EEG", "performance-only": "behaviour"}
    groups: dict[str, list[Session]] = {name: [] for name in names.values()}
    groups["fixed difficulty"] = []
    for one in sessions:
        name = "fixed difficulty" if one.is_fixed else names.get(one.arm)
        if name is not None:
            groups[name].append(one)
    measure = "gain in share right of the transfer task"
    conditions = {
        name: _each(own, lambda one: _gain(one, lambda x: float(x.record.correct)))
        for name, own in groups.items()
    }
    return contrast("rahman2022", measure, conditions, paired=False)


def debettencourt_2015(sessions: Sequence[Session]) -> Shown:
    """Compare the gain in sustained attention with one's own and another's feedback.

    deBettencourt et al. (2015), doi:10.1038/nn.3940.
    """
    return contrast(
        "debettencourt2015",
        "gain in hits minus false alarms",
        _by_arm(sessions, lambda one: _gain(one, lambda x: x.record.performance)),
        paired=False,
    )


def debettencourt_2019(sessions: Sequence[Session]) -> Shown:
    """Compare what is remembered after slow and after fast presses.

    deBettencourt et al. (2019), doi:10.1038/s41562-019-0606-6.
    """
    conditions = {
        "slow": _each(sessions, lambda one: _remembered(one, after="slow")),
        "fast": _each(sessions, lambda one: _remembered(one, after="fast")),
    }
    return contrast("debettencourt2019", "objects remembered", conditions, paired=True)


def tuckute(sessions: Sequence[Session]) -> Shown:
    """Compare the own score before right and before wrong runs, under own feedback.

    The paper found it higher before right answers with own feedback, and not in
    controls; `tuckute_interaction` compares the two. Tuckute et al. (2021),
    doi:10.1162/neco_a_01363.
    """
    own = [one for one in sessions if one.arm == "closed-loop"]
    conditions = {
        "before right": _each(own, lambda one: scores_by_answer(one)[0]),
        "before wrong": _each(own, lambda one: scores_by_answer(one)[1]),
    }
    return contrast("tuckute2021", "own score", conditions, paired=True)


def tuckute_interaction(sessions: Sequence[Session]) -> Shown:
    """Compare that difference under own and under yoked feedback."""

    def difference(one: Session) -> float:
        right, wrong = scores_by_answer(one)
        return right - wrong

    return contrast(
        "tuckute2021",
        "own score before right minus before wrong runs",
        _by_arm(sessions, difference),
        paired=False,
    )


LOOPS: Mapping[str, Callable[[Sequence[Session]], Shown]] = {
    "pope1995": pope,
    "rahman2022": rahman,
    "debettencourt2015": debettencourt_2015,
    "debettencourt2019": debettencourt_2019,
    "tuckute2021": tuckute,
}
"""The loops: protocol and analysis."""


def shown_in(dataset: Path) -> list[Shown]:
    """Return what the published loops of a dataset show, as far as it is open."""
    by_loop: dict[str, list[Session]] = {}
    for participant, lines in whole_ledgers(dataset):
        one = session_of(participant, lines)
        name = one.protocol.name.removesuffix("fixed") if one else ""
        if one is not None and name in LOOPS:
            by_loop.setdefault(name, []).append(one)
    return [LOOPS[name](found) for name, found in sorted(by_loop.items())]


def session_of(participant: str, lines: Iterable[LedgerLine]) -> Session | None:
    """Return a run's session from its ledger; None: it has none, or is sealed."""
    arm, protocol, trials = "", None, []
    for line in lines:
        if isinstance(line, HeaderLine):
            arm, protocol = line.arm, Protocol.model_validate(line.protocol)
        elif isinstance(line, ArmLine | UnblindLine):
            arm = line.arm
        elif isinstance(line, TrialLine) and line.record.stage == "main":
            trials.append(line)
    if protocol is None or not trials:
        return None
    return Session(participant, arm, protocol, tuple(trials))


def scores_by_answer(one: Session) -> tuple[float, float]:
    """Return the mean own score of right and of wrong trials of adaptive blocks.

    What the level foretells of the score is taken out first: where a score sets the
    level, low scores make trials hard and so wrong.
    """
    rows = [
        (line.decided.score.value, line.record.correct, line.record.level)
        for line in one.trials
        if one.protocol.blocks[line.record.block - 1].rule.name != "fixed"
        and line.decided is not None
        and line.decided.score.value is not None
    ]
    table = np.array(rows, dtype=float).reshape(-1, 3)
    right = table[:, 1] == 1
    if len(table) < LEAST_SCORES or right.all() or not right.any():
        return math.nan, math.nan
    score, level = table[:, 0], table[:, 2]
    if level.std():
        slope = np.polyfit(level, score, 1)
        score = score - np.polyval(slope, level) + score.mean()
    return float(score[right].mean()), float(score[~right].mean())


def _spread(one: Session, *, turned: bool) -> float:
    scores = [
        line.decided.score.value
        for line in one.trials
        if line.decided is not None
        and line.decided.score.value is not None
        and one.protocol.blocks[line.record.block - 1].reversed == turned
    ]
    if len(scores) < LEAST_SCORES:
        return math.nan
    spread = float(np.std(scores, ddof=1))
    return math.log(spread) if spread > 0 else math.nan


def _gain(one: Session, value: Callable[[TrialLine], float]) -> float:
    """Return the mean of the last main block minus that of the first.

    Not a number where a session was broken off before its last.
    """
    blocks = enumerate(one.protocol.blocks, start=1)
    main = [number for number, block in blocks if block.stage == "main"]
    before, after = (
        [value(line) for line in one.trials if line.record.block == number]
        for number in (main[0], main[-1])
    )
    is_whole = len(main) > 1 and before and after
    return float(np.mean(after) - np.mean(before)) if is_whole else math.nan


def _remembered(one: Session, *, after: str) -> float:
    """Return Cowan's K of probes that followed the fastest or slowest third of runs."""
    pairs = []
    for run, probe in zip(one.trials, one.trials[1:], strict=False):
        time = run.record.reaction_time
        if probe.record.task == MEMORY_TASK != run.record.task and time is not None:
            pairs.append((time, probe.record))
    pairs.sort(key=lambda pair: pair[0])
    third = len(pairs) // 3
    chosen = [p for _, p in (pairs[:third] if after == "fast" else pairs[-third:])]
    change = [p.correct for p in chosen if p.condition.startswith("change")]
    same = [p.correct for p in chosen if p.condition.startswith("same")]
    if not change or not same:
        return math.nan
    return SET_SIZE * (float(np.mean(change)) + float(np.mean(same)) - 1)


SET_SIZE = 6
"""Objects of a display in ``debettencourt2019``."""


def _each(sessions: Sequence[Session], value: Callable[[Session], float]) -> Values:
    """Return a number a person: the mean over their sessions; NaN: none has one."""
    found: dict[str, list[float]] = {}
    for one in sessions:
        found.setdefault(one.participant, []).append(value(one))
    known = ([x for x in own if not math.isnan(x)] for own in found.values())
    return np.array([np.mean(own) if own else math.nan for own in known], dtype=float)


def _by_arm(
    sessions: Sequence[Session], value: Callable[[Session], float]
) -> dict[str, Values]:
    names = {"closed-loop": "own feedback", "yoked": "yoked feedback"}
    return {
        name: _each([one for one in sessions if one.arm == arm], value)
        for arm, name in names.items()
    }


def contrast(
    loop: str, measure: str, conditions: Mapping[str, Values], *, paired: bool
) -> Shown:
    """Return the first condition minus the second, with its t-test.

    Parameters
    ----------
    loop, measure : str
        What it is of.
    conditions : mapping of str to ndarray
        A number a person, NaN where there is none.
    paired : bool
        Whether the same people stand in both conditions; else Welch's test.
    """
    (a, one), (b, other) = list(conditions.items())[:2]
    estimate = low = high = p = math.nan
    if paired:
        change = (one - other)[np.isfinite(one - other)]
        n = change.size
        if n >= LEAST_IN_ARM and change.std() > 0:
            test = stats.ttest_1samp(change, 0.0)
            estimate = float(change.mean())
    else:
        one, other = one[np.isfinite(one)], other[np.isfinite(other)]
        n = one.size + other.size
        if min(one.size, other.size) >= LEAST_IN_ARM and one.std() + other.std() > 0:
            test = stats.ttest_ind(one, other, equal_var=False)
            estimate = float(one.mean() - other.mean())
    if not math.isnan(estimate):
        low, high = map(float, test.confidence_interval(0.95))
        p = float(test.pvalue)
    found = Shown(loop, measure, conditions, f"{a} − {b}", n, estimate, low, high, p)
    return replace(found, paired=paired)


def figure(shown: Shown) -> str:
    """Return the paper's figure as SVG: each person, means and their 95 % intervals."""

    def draw(axes: Axes) -> None:
        rng = np.random.default_rng(0)
        for place, values in enumerate(shown.conditions.values()):
            known = values[np.isfinite(values)]
            colour = COLOURS[place % len(COLOURS)]
            x = place + rng.uniform(-0.15, 0.15, known.size)
            axes.plot(x, known, "o", color=colour, alpha=0.25, markersize=3)
            if known.size > 1:
                half = stats.t.ppf(0.975, known.size - 1) * stats.sem(known)
                axes.errorbar(place, known.mean(), half, fmt="s", color=colour,
                              capsize=4, linewidth=2)  # fmt: skip
        axes.set_xticks(range(len(shown.conditions)), list(shown.conditions))
        axes.set_ylabel(shown.measure)

    return svg_of(draw, (4.6, 3.2))
