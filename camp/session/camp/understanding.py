"""Whether practice shows that a task is understood: a sequential test.

References
----------
Wald, A. (1945). Sequential tests of statistical hypotheses. The Annals of Mathematical
Statistics, 16, 117-186. https://doi.org/10.1214/aoms/1177731118
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from attention_camp.camp.session.camp.slips import ONE_KEY, WORDS, Slip
from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Outcome, Response, Trial

UNDERSTOOD = 0.85
"""Share right, at an easy level, of somebody who has understood; own choice."""
GUESSING = 0.02
"""Least share right of a guesser that is reckoned with: a chance of zero would make
one lucky answer a proof."""
PASSES = 1 / 40
"""Wald's bound for how often a guesser passes a round; own choice."""
BOUND = math.log(1 / PASSES)
VERDICTS = {True: "understood", False: "not-understood", None: "not-judged"}
"""Value of the event that ends a practice."""
PRACTICE = {
    "understood": "The answers in practice showed that the task was understood",
    "not-understood": "They did not, after three rounds: the researcher was told",
    "not-judged": "The protocol asked for a fixed number of practice trials",
}
_Item = TypeVar("_Item")


def least_trials(chance: float) -> int:
    """Return how many right answers in a row show that a task is understood."""
    return math.ceil(BOUND / math.log(UNDERSTOOD / max(chance, GUESSING)))


@dataclass(slots=True)
class Round:
    """A round of practice so far.

    It is over when the answers show that the task is understood, when they show that
    it is not, or after twice as many as somebody needs who makes no error.

    Parameters
    ----------
    task : Task
        The task that is practised.
    least : int
        Trials before which it is not judged.
    """

    task: Task
    least: int
    slips: list[Slip] = field(default_factory=list)
    evidence: float = 0.0
    """Logarithm of how much more likely the answers are from understanding."""
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    """Keys that were right, and those found, where a trial has one right key."""
    pressed: Counter[str] = field(default_factory=Counter)

    @property
    def most(self) -> int:
        """Trials of the round at the most."""
        return max(2 * least_trials(self.task.chance), self.least)

    def take(
        self, trial: Trial, response: Response, outcome: Outcome, slip: Slip
    ) -> None:
        """Take in a trial.

        Parameters
        ----------
        trial, response, outcome : Trial, Response, Outcome
            The trial, what came back and how the task scored it.
        slip : Slip
            What went wrong.
        """
        self.slips.append(slip)
        chance = max(self.task.chance, GUESSING)
        right, wrong = UNDERSTOOD / chance, (1 - UNDERSTOOD) / (1 - chance)
        self.evidence += math.log(right if slip is Slip.NONE else wrong)
        self.pressed.update(press.key for press in response.keypresses[:1])
        asked = [p.expected for p in trial.phases if p.collects and p.expected]
        if len(asked) == 1:
            self.expected[asked[0]] += 1
            self.found[asked[0]] += outcome.correct

    @property
    def n_right(self) -> int:
        """Trials that were right."""
        return self.slips.count(Slip.NONE)

    @property
    def understood(self) -> bool:
        """Whether the answers show it, and that of every key that was asked for."""
        # a list of several keys counts as asked for where it came more than once
        shown = all(
            self.found[key]
            for key, n in self.expected.items()
            if n > 1 or "+" not in key
        )
        enough = len(self.slips) >= self.least and self.evidence >= BOUND
        return enough and (shown or len(self.expected) == 1)

    @property
    def is_over(self) -> bool:
        """Whether another trial would tell nothing new."""
        n = len(self.slips)
        hopeless = n >= self.least and self.evidence <= -BOUND
        return self.understood or hopeless or n >= self.most

    @property
    def one_key(self) -> bool:
        """Whether one key was given as nearly every answer, where several were due."""
        (_, most), total = _first(self.pressed), sum(self.pressed.values())
        return len(self.expected) > 1 and total > 2 and most > 0.9 * total

    @property
    def problem(self) -> str:
        """Code of what went wrong most, for the researcher."""
        if self.one_key:
            return "one-key"
        return self._most_frequent().value

    @property
    def advice(self) -> str:
        """What to change, said before the next round."""
        return ONE_KEY if self.one_key else WORDS[self._most_frequent()].again

    def _most_frequent(self) -> Slip:
        wrong = Counter(slip for slip in self.slips if slip is not Slip.NONE)
        return _first(wrong)[0] or Slip.WRONG


@dataclass(frozen=True, slots=True)
class Practised:
    """How the practice of a block went."""

    understood: bool | None
    """None: the protocol asked for so many trials only, and not all went wrong."""
    n_rounds: int
    n_trials: int
    n_right: int
    problem: str
    """Code of what went wrong most in the last round: a value of `Slip` or ``one-key``;
    empty: it was understood."""

    @classmethod
    def of(cls, rounds: Sequence[Round], *, judged: bool) -> Practised:
        """Return the sum of all rounds; the last one says whether it was understood.

        Parameters
        ----------
        rounds : sequence of Round
            All of them.
        judged : bool
            Whether practice was to go on until the task was understood.
        """
        last = rounds[-1]
        unknown = not judged and last.n_right > 0
        understood = None if unknown else last.understood
        return cls(
            understood,
            len(rounds),
            sum(len(one.slips) for one in rounds),
            sum(one.n_right for one in rounds),
            last.problem if understood is False else "",
        )

    @property
    def verdict(self) -> str:
        """What is written into events.tsv; the rows of the trials hold the rest."""
        return VERDICTS[self.understood]


def _first(counts: Counter[_Item]) -> tuple[_Item | None, int]:
    """Return the most frequent item, None where there is none, and its number."""
    return counts.most_common(1)[0] if counts else (None, 0)
