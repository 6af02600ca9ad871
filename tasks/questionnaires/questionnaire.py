"""A questionnaire as a block: one trial asks all of its items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence
from attention_camp.tasks.options import check_choice, check_text, check_whole
from attention_camp.tasks.questionnaires.answering import SKIP, Answering
from attention_camp.tasks.questionnaires.instruments import (
    GUESS,
    INSTRUMENTS,
    arm_guess,
)
from attention_camp.tasks.questionnaires.items import Instrument, read_items
from attention_camp.tasks.trial import (
    Card,
    Keypress,
    Outcome,
    Phase,
    Response,
    Scalar,
    Trial,
)

NAME = "questionnaire"
ARM_GUESS, OWN = "arm-guess", "own"
ASKS = (*INSTRUMENTS, ARM_GUESS, OWN)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Ask how people feel, what they expected, what they did.

    Nothing is right or wrong. Answers are kept with the trial and in a table of their
    own among the dataset's phenotype files.
    """

    name: ClassVar[str] = NAME
    title: ClassVar[str] = QT_TRANSLATE_NOOP("tasks", "A few questions")
    n_levels: ClassVar[int] = 1
    chance: ClassVar[float] = 0.0
    target: ClassVar[float] = 0.5

    ask: str = "kss"
    """``kss`` (sleepiness), ``nasa-tlx`` (workload, raw), ``mood``, ``strategy``,
    ``expectation``, ``arm-guess`` (which arm, how sure, why), or ``own``."""
    arms: str = "closed-loop sham"
    """For ``arm-guess``: the arms to choose from, by their names in the study file."""
    items: str = ""
    """For ``own``: an item a line, ``name: question = answer; answer`` (a choice),
    ``name: question = 0..10: left end; right end`` (a scale), or ``name: question`` (a
    free text)."""
    table: str = "own"
    """For ``own``: name of its table, small letters, digits and underscores."""

    def __post_init__(self) -> None:
        check_choice("ask", self.ask, ASKS)
        for name in ("arms", "items", "table"):
            check_text(name, getattr(self, name))
        if not (self.table.isascii() and self.table.isidentifier()):
            raise ValueError(
                Sentence(
                    "table must be a name of letters, digits and underscores, got "
                    "{got}",
                    got=repr(self.table),
                )
            )
        of_program = {GUESS, *(one.name for one in INSTRUMENTS.values())}
        if self.ask == OWN and self.table.lower() in of_program:
            raise ValueError(
                Sentence(
                    "table {got} is that of a questionnaire of the program; choose "
                    "another name",
                    got=repr(self.table),
                )
            )
        n_arms = len(self.arms.split())
        if not 2 <= n_arms == len(set(self.arms.split())) <= 8:
            raise ValueError(
                Sentence(
                    "arms must be 2 to 8 different names with spaces between, got "
                    "{got}",
                    got=repr(self.arms),
                )
            )
        self.instrument()

    def instrument(self) -> Instrument:
        """Return the questionnaire: its items and its source.

        Raises
        ------
        ValueError
            If a line of ``items`` is no item.
        """
        if self.ask == ARM_GUESS:
            return arm_guess(tuple(self.arms.split()))
        if self.ask == OWN:
            items = read_items(self.items)
            return Instrument(self.table, self.title, items, "The lab's own items.")
        return INSTRUMENTS[self.ask]

    def parameters(self, level: int) -> Mapping[str, Scalar]:
        """Return which questionnaire it is."""
        check_whole("level", level, 1, self.n_levels)
        return {"questionnaire": self.instrument().name}

    def instructions(self) -> tuple[Card, ...]:
        """Return one card: what is asked, and that nothing has to be answered."""
        return (
            Card(
                self.instrument().title,
                QT_TRANSLATE_NOOP(
                    "tasks",
                    "Answer as it is for you; there is no right or wrong. Choose with "
                    "the number or arrow keys or the mouse, then press Space. You may "
                    "leave a question out.",
                ),
            ),
        )

    def next_trial(self, level: int, rng: np.random.Generator) -> Trial:  # noqa: ARG002 (nothing is random)
        """Return all items in their order."""
        items = self.instrument().items
        phases = []
        keys: dict[str, None] = {}
        for i, item in enumerate(items, 1):
            answering = Answering(item)
            keys |= dict.fromkeys(answering.keys())
            phases.append(
                Phase(
                    "question",
                    answering.stimuli((i, len(items))),
                    ends_on_response=True,
                    collects=True,
                    onset=i == 1,
                    areas=answering.areas(),
                    live=answering,
                    writes=item.kind == "text",
                    answer_only=True,
                )
            )
        return Trial(
            task=self.name,
            level=level,
            phases=tuple(phases),
            keys=tuple(keys),
            condition=self.ask,
            parameters=self.parameters(level),
        )

    def score(self, trial: Trial, response: Response) -> Outcome:
        """Return the answers, item by item; what was left out has none."""
        measures: dict[str, Scalar] = {}
        items = self.instrument().items
        for i, item in enumerate(items[: len(trial.phases)]):
            presses = [p for p in response.keypresses if p.phase == i]
            measures |= _answer(Answering(item), presses)
        return Outcome(
            True, 1.0, None, responded=bool(response.keypresses), measures=measures
        )

    def summary(self, trials: Sequence[tuple[Trial, Outcome]]) -> Mapping[str, float]:
        """Return the share of items answered; and, of the NASA-TLX, its raw score."""
        items = self.instrument().items
        given = [outcome.measures for _, outcome in trials]
        answered = [
            column(i.name) in m for m in given for i in items if i.kind != "text"
        ]
        scores = {"answered": _mean([float(one) for one in answered])}
        if self.ask == "nasa-tlx":
            raw = [
                _mean([float(m[column(i.name)]) for i in items])
                for m in given
                if all(column(i.name) in m for i in items)
            ]
            scores["raw_workload"] = _mean(raw)
        return scores


def column(name: str) -> str:
    """Return the name of an item's answer among the measures of a trial."""
    return f"item_{name}"


def text_column(name: str) -> str:
    """Return the name of an item's free text: left out of anonymous copies."""
    return f"text_{name}"


def answers_of(measures: Mapping[str, Scalar], name: str) -> Scalar | None:
    """Return what was answered to an item, whatever its kind; None: nothing."""
    return measures.get(column(name), measures.get(text_column(name)))


def _answer(answering: Answering, presses: Sequence[Keypress]) -> dict[str, Scalar]:
    item = answering.item
    if item.kind == "text":
        text = answering.written(presses).strip()
        return {text_column(item.name): text} if text else {}
    at = answering.chosen(presses)
    if at is None or (presses and presses[-1].key == SKIP):
        return {}
    value: Scalar = item.code(at) if item.kind == "choice" else item.value(at)
    return {column(item.name): value}


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
