"""Protocol files: YAML that labs edit by hand; errors name the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from attention_camp.camp.session.about import AboutError, read_about
from attention_camp.camp.session.protocols import block_checks
from attention_camp.camp.session.protocols.assessment_blocks import fill_form
from attention_camp.camp.session.protocols.calibration_check import why_not_checked
from attention_camp.camp.session.protocols.candidates import why_no_curriculum
from attention_camp.camp.session.protocols.class_page import ClassPage, Requests
from attention_camp.camp.session.protocols.conditions import fill_lists
from attention_camp.camp.session.protocols.fixation import Fixation
from attention_camp.camp.session.protocols.protocol_file import (
    ProtocolError,
    read_protocol_file,
)
from attention_camp.camp.session.protocols.protocol_problems import explain
from attention_camp.resources.reasons import own_text
from attention_camp.resources.texts import Sentence
from attention_camp.signal.referencing import REFERENCES
from attention_camp.tasks import load_task
from attention_camp.tasks.difficulty import make_rule, other_direction
from attention_camp.tasks.difficulty.eased import Eased
from attention_camp.tasks.difficulty.rule import Rule
from attention_camp.tasks.finer import USUAL_FIRST, fineness_of, level_in
from attention_camp.tasks.forms import TRAINING
from attention_camp.tasks.options import check_choice
from attention_camp.tasks.practice import practice_options
from attention_camp.tasks.questionnaires.questionnaire import Questionnaire
from attention_camp.tasks.rest import Rest
from attention_camp.tasks.task import Task

Option = str | int | float | bool
Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]

MOST_BLOCKS = 500
"""Blocks of a session; own choice: one of a minute each takes eight hours."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleSpec(_Part):
    """The difficulty rule of a block."""

    name: str = "engagement"
    options: dict[str, Option] = Field(default_factory=dict)


class Scoring(_Part):
    """How the engagement score is computed."""

    estimator: str = "attention"
    """Name of an estimator of the models."""
    before: Annotated[float, Field(ge=0.0, le=30.0)] = 1.0
    """Time before the trial's onset at which its scored window begins, s."""

    @field_validator("estimator")
    @classmethod
    def _known_estimator(cls, value: str) -> str:
        from attention_camp.models.catalogue import ESTIMATORS

        check_choice("estimator", value, ESTIMATORS)
        return value


class Cleaning(_Part):
    """What is done to the channels before a window is scored."""

    reference: str | tuple[str, ...] = "average"
    """``average``, ``as-recorded``, ``linked`` (the ears), or a list of channels."""
    interpolate: bool = False
    """Whether channels that were bad in half of the calibration are estimated from
    their neighbours."""
    eyes: Literal["none", "regression"] = "none"
    """Whether eye movements are regressed out, as fitted in the calibration."""

    @field_validator("reference", mode="before")
    @classmethod
    def _known_reference(cls, value: object) -> object:
        names = value if isinstance(value, list | tuple) else ()
        if value in REFERENCES or (names and all(isinstance(n, str) for n in names)):
            return value
        raise ValueError(
            Sentence(
                "must be {allowed} or a list of channels, such as [M1, M2], got {got}",
                allowed=", ".join(REFERENCES),
                got=repr(value),
            )
        )


IDLE = ("rest", "passive")
"""Labels of calibration blocks in which nothing is attended to."""


class Gate(_Part):
    """Requirements of the signal check before a session starts."""

    min_good_channels: Annotated[float, Field(ge=0.0, le=1.0)] = 0.5
    """Share of channels that must be good; below it an override needs a reason."""


class Block(_Part):
    """A block of trials of one task."""

    task: str
    title: str = ""
    stage: Literal["calibration", "main"] = "main"
    form: str = TRAINING
    """``training``, or an assessment form of the task, which sets options, trials,
    level and rule as published."""
    options: dict[str, Option] = Field(default_factory=dict)
    conditions: str = ""
    """A conditions file of PsychoPy (csv or xlsx), a row a trial: its columns are
    options of the task. The path begins at the protocol's folder."""
    columns: dict[str, str] = Field(default_factory=dict)
    """What columns of the conditions file mean, where they are not called as the
    options are; an empty text leaves a column out."""
    trial_list: Annotated[tuple[dict[str, Option], ...], Field(max_length=2000)] = ()
    """Options of the task row by row; filled from ``conditions``, or written here."""
    list_order: Literal["shuffled", "as-listed"] = "shuffled"
    """Whether the rows come in an order of each session's own, or as they are."""
    trials: Annotated[int, Field(ge=1, le=2000)] = 1
    practice: Annotated[int, Field(ge=0, le=50)] = 0
    """Practice trials, at least; 0: none."""
    practice_until: Literal["understood", "done"] = "understood"
    """Whether practice goes on until the answers show that the task is understood, or
    ends after so many trials."""
    feedback: bool = False
    """Whether a sign after each trial says whether it was right."""
    attention: bool = False
    """Whether a calm circle after each trial follows the score that the arm delivers;
    it looks the same in every arm."""
    label: Literal["rest", "engaged", "passive"] | None = None
    """For calibration: what the participant is asked to do in this block; ``passive``:
    to see the displays of the task and press keys without attending to them."""
    start_level: Annotated[int, Field(ge=1)] | None = None
    """Level of the first trial; none: 3 of the plain scale, or the hardest."""
    carried_level: Annotated[int, Field(ge=1)] | None = None
    """Level that the participant reached in the last session, from which the rule goes
    on; set by the program where a protocol has several sessions."""
    rule: RuleSpec = RuleSpec()
    reversed: bool = False
    """Whether the rule's direction is turned round in this block: Pope's test, in which
    a closed loop makes the score steady in one direction and unsteady in the other."""
    probe_every: Annotated[int, Field(ge=0, le=1000)] = 0
    """Trials, on average, from one question where attention was to the next; 0: none.
    The answers are rows of events.tsv and no trials."""
    break_after: Annotated[float, Field(ge=0.0, le=3600.0)] = 0.0
    """Shortest break after the block, s."""
    cards: bool = True
    """Whether the task's instructions are shown first."""
    fixation: Fixation | None = None
    """Trials wait until the gaze rests on the cross, where there is an eye tracker."""
    requests: Requests = ("pause",)
    """What the class page may ask for."""

    @field_validator("task")
    @classmethod
    def _known_task(cls, value: str) -> str:
        load_task(value)
        return value

    @model_validator(mode="before")
    @classmethod
    def _as_published(cls, values: Any) -> Any:
        if not isinstance(values, dict) or not isinstance(values.get("form"), str):
            return values
        return fill_form(values)

    def make_task(self) -> Task:
        """Return the block's task with its options."""
        return load_task(self.task, **self.options)

    def make_practice_task(self) -> Task:
        """Return the task for practice: its runs are short in an assessment too."""
        return load_task(self.task, **self.options | practice_options(self.task))

    def level_of(self, task: Task) -> int:
        """Return the level of the first trial."""
        n = task.n_levels
        level = self.start_level or min(int(level_in(task, USUAL_FIRST)), n)
        if level > n:
            raise ValueError(
                Sentence("start_level must be 1 to {n}, got {level}", n=n, level=level)
            )
        return level

    def first_level_of(self, task: Task) -> int:
        """Return the level of the first trial that counts: practice stays easy."""
        if self.carried_level is None:
            return self.level_of(task)
        return min(self.carried_level, task.n_levels)

    def make_rule(self, task: Task) -> Rule[Any]:
        """Return the difficulty rule with its options."""
        if given := self.rule.options.keys() & {"n_levels", "settled", "fineness"}:
            name = min(given)
            raise ValueError(
                Sentence("{name} comes from the task and is no option", name=name)
            )
        facts: dict[str, Any] = {"chance": task.chance, "target": task.target}
        is_estimate = self.carried_level is not None and "calm" in self.rule.options
        facts |= {"settled": is_estimate, "fineness": fineness_of(task)}
        self.level_of(task)  # reports a wrong start level even where it is not used
        options = facts | self.rule.options | {"start_level": self.first_level_of(task)}
        rule = make_rule(self.rule.name, n_levels=task.n_levels, **options)
        rule = other_direction(rule) if self.reversed else rule
        return Eased(rule, fineness_of(task)) if "easier" in self.requests else rule


class Protocol(_Part):
    """A protocol: the blocks and settings of a session."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+$")]
    """Also the BIDS task label of the recording: letters and digits only."""
    title: str
    description: str
    version: str = "1"
    sessions: Annotated[int, Field(ge=1, le=1000)] = 1
    """Sessions the camp consists of. Where it is more than one, blocks whose difficulty
    changes begin at the level at which the participant's last session left them."""
    days: tuple[Weekday, ...] = ()
    """Days of the week on which sessions are held; none: any day."""
    calibration: Literal["each-session", "checked"] = "each-session"
    """Whether every session calibrates in full; or, once one may steer, goes on with
    its score while a check of rest, task and rest holds."""
    order: Literal["as-listed", "balanced", "curriculum"] = "as-listed"
    """Whether main blocks come as they are listed, in an order balanced over people,
    the same in each of a person's sessions, or as a curriculum chooses from what was
    answered so far."""
    audience: Literal["adults", "children"] = "adults"
    """Whom the cards of the tasks speak to: children get words of their own."""
    spoken: bool = False
    """Whether instruction cards are read aloud, where there is sound and a recording of
    them; the text is shown either way."""
    enlarge: bool = False
    """Whether stimuli grow with the participant's size of text, as far as they fit."""
    frame: Literal["plain", "journey"] = "plain"
    """What is around the tasks: nothing, or a journey whose path fills. Tasks and
    trials are the same."""
    keys: Literal["as-listed", "balanced"] = "as-listed"
    """Whether the key that means yes is the other one for half of the people."""
    welcome: str = ""
    """The lab's own text on the first card; empty: the default."""
    about: dict[str, str] = Field(default_factory=dict)
    """What the lab says of these recordings, as in ``about.ENTRIES``."""
    scoring: Scoring = Scoring()
    cleaning: Cleaning = Cleaning()
    gate: Gate = Gate()
    class_page: ClassPage = ClassPage()
    certificate_days: Annotated[int, Field(ge=1)] | None = None
    """A timing certificate of this PC may be this old, days; none: not required."""
    blocks: Annotated[tuple[Block, ...], Field(min_length=1, max_length=MOST_BLOCKS)]

    @property
    def names_gate(self) -> bool:
        """Whether the file sets a gate; it then also holds for unattended sessions."""
        return "gate" in self.model_fields_set

    @field_validator("about", mode="before")
    @classmethod
    def _known_about(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        try:
            return read_about(value)
        except AboutError as error:
            raise ValueError(own_text(error)) from error

    @field_validator("blocks")
    @classmethod
    def _usable_blocks(cls, value: tuple[Block, ...]) -> tuple[Block, ...]:
        for number, block in enumerate(value, 1):
            if (problem := block_checks.why_unusable(number, block)) is not None:
                raise ValueError(problem)
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for problem in (why_not_checked(self), why_no_curriculum(self)):
            if problem is not None:
                raise ValueError(problem)
        return self


def load_protocol(name_or_path: str) -> Protocol:
    """Read and check a protocol.

    Parameters
    ----------
    name_or_path : str
        Name of a shipped protocol, or path of a YAML file.

    Raises
    ------
    ProtocolError
        If there is no such protocol or it is invalid; the text names file, line, field,
        what is allowed and what was found.
    """
    values, lines, origin = read_protocol_file(name_or_path)
    fill_lists(values, lines, origin)
    try:
        return Protocol.model_validate(values)
    except ValidationError as error:
        problems = explain(error, lines, "", allowed_at)
        raise ProtocolError(
            Sentence(
                "Correct the protocol {file}:\n{problems}",
                file=origin,
                problems=problems,
            )
        ) from error


def is_rest(task: Task) -> bool:
    """Return whether a task is rest, without responses."""
    return isinstance(task, Rest)


def has_trials(task: Task) -> bool:
    """Return whether one gets ready for a task: not for rest, nor for questions."""
    return not isinstance(task, Rest | Questionnaire)


def allowed_at(location: Sequence[str | int]) -> list[str]:
    """Return the field names allowed at ``location``."""
    model: Any = Protocol
    if len(location) > 1:
        name = str(location[0])
        part = Block if name == "blocks" else Protocol.model_fields[name].annotation
        inner = {"rule": RuleSpec, "fixation": Fixation}
        model = inner.get(str(location[-2]), part)
    return list(model.model_fields)
