"""The kinds of lines of the decision ledger, as they are written and read.

A ledger begins with a `HeaderLine`; a `StretchLine` follows each calibration block, a
`CalibrationLine` the last of them, and a `TrialLine` each trial. The JSON keys are
stable: other programs read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from attention_camp.camp.session.arms.arm_lines import (
    ArmLine,
    BlockLine,
    FramesLine,
    SealedLine,
    UnblindLine,
)
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.link import (
    EegDescription,
    Permission,
    PersonalFit,
    Score,
    StoredRepair,
)
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.camp.session.plain_values import (
    PlainLine,
    PlainValueError,
    plain,
    read_as,
    read_value,
)
from attention_camp.camp.session.proof.chain_lines import (
    CloseLine,
    CopyLine,
    CorrectionLine,
)
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.camp.session.request import ARMS, SEALED
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.texts import Sentence
from attention_camp.tasks.difficulty.rule import NOT_WRITTEN, Decision, Evidence

FORMAT = 5
"""Number of the ledger's format: a header without one is of format 1, a later one than
this is refused. From format 2 on each line holds, as ``chain``, the hash of the one
before; 3 knows `arms.arm_lines`, 4 `asked`, 5 curricula, blinded frames, the pupil in a
score and the check of an earlier calibration."""


@dataclass(frozen=True, slots=True)
class BlockState:
    """A block that has begun."""

    number: int
    """From 1."""
    trials_done: int
    level: int
    """Level decided for the next trial."""
    state: Mapping[str, Any] | None
    """The rule's state as JSON values; None: nothing decided yet."""
    reaction_times: tuple[float, ...] = ()
    n_correct: int = 0
    n_told: int = 0
    n_acted: int = 0
    """Trials whose score the rule received, and those whose level it changed."""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Where a run goes on, if an earlier one of the session was broken off."""

    trial: int
    """Number of the last trial of the earlier run."""
    goes_on_at: BlockState | None
    """The block it was broken off in; None: no block that counts had begun."""
    left: int = 0
    """Number of the last block that was left because somebody asked for the next task;
    0: none was."""
    choices: tuple[ChoiceLine, ...] | None = field(default=None, metadata=NOT_WRITTEN)
    """What a curriculum had chosen; None: nothing."""


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The first line: what the whole session was decided with."""

    version: str
    """Version of the program that wrote the ledger."""
    request: Mapping[str, Any]
    """What the session was asked to be, as that version put it."""
    protocol: Mapping[str, Any]
    """The whole protocol, so that the ledger needs no file beside it."""
    eeg: EegDescription | None
    """None: no headset answered when the session began."""
    taken_up: TakenUp | None = None
    """None: the run goes on with no earlier one."""
    signal_check: SignalCheck | None = None
    """What the check said before the start; None: nobody looked."""
    format: int = 1

    @property
    def arm(self) -> str:
        """The study's arm; in a locked study its code."""
        return str(self.request["arm"])

    @property
    def study(self) -> str:
        """Hash of the locked study; empty: there is none."""
        return str(self.request.get("study") or "")

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values."""
        return {
            "kind": "header",
            "format": self.format,
            "version": self.version,
            "request": dict(self.request),
            "protocol": dict(self.protocol),
            "eeg": self.eeg.to_json() if self.eeg else {},
            "taken_up": plain(self.taken_up),
            "signal_check": plain(self.signal_check),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the line that these values were written from.

        Raises
        ------
        PlainValueError
            If a value is missing or of another kind.
        """
        # a session that no headset answered has an empty description
        header = read_as(cls, {**values, "eeg": values.get("eeg") or None})
        known = header.request.get("arm") in (*ARMS, SEALED)
        if not known and not header.study:
            raise PlainValueError(
                Sentence(
                    "{name} cannot be {got}",
                    name="request.arm",
                    got=repr(header.request.get("arm")),
                )
            )
        return header


@dataclass(frozen=True, slots=True)
class StretchLine(PlainLine):
    """A calibration block whose EEG was kept for the fit."""

    kind: ClassVar[str] = "stretch"
    label: str
    """``rest``, ``engaged`` or ``passive``."""
    first_sample: int
    stop: int
    """Absolute indices; the last one excluded."""


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    """The verdict of a calibration and all it was made from."""

    permission: Permission

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values."""
        found = self.permission
        return {
            "kind": "calibration",
            "steering": found.steering,
            "why": found.why,
            "detail": found.detail,
            "model": found.model,
            "figures": found.figures.to_json() if found.figures else {},
            "repair": plain(found.repair) or {},
            "person": found.person.to_json() if found.person else {},
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the line that these values were written from.

        The line holds the English text of ``detail`` only, and a window may speak
        another language: where there are figures, the text is made of them again.

        Raises
        ------
        PlainValueError
            If a value is missing or of another kind.
        """
        # where nothing was fitted, both are empty
        found = {name: values.get(name) or None for name in ("repair", "person")}
        given = read_as(_CalibrationValues, {**values, **found})
        figures, detail = None, given.detail
        if given.figures:
            from attention_camp.models.verdict import CalibrationReport

            try:
                figures = CalibrationReport.from_json(given.figures)
                detail = figures_of(figures)
            except (KeyError, AttributeError, TypeError, ValueError) as error:
                raise PlainValueError(
                    Sentence("figures are no report of a calibration")
                ) from error
        return cls(
            Permission(
                given.steering,
                given.why,
                detail,
                given.model,
                figures,
                given.repair,
                given.person,
            )
        )


@dataclass(frozen=True, slots=True)
class _CalibrationValues:
    steering: bool
    why: str
    detail: str
    model: str
    figures: Mapping[str, Any]
    repair: StoredRepair | None = None
    person: PersonalFit | None = None


@dataclass(frozen=True, slots=True)
class HostTimes:
    """A trial's times on the session clock, s."""

    onset: float
    end: float


@dataclass(frozen=True, slots=True)
class Decided:
    """What the difficulty after a trial was decided from, and what was decided."""

    host: HostTimes
    score: Score
    """The score with its samples and the hash of its model."""
    evidence: Evidence
    """What the rule was told."""
    state_before: Mapping[str, Any]
    decision: Decision
    """The next level and why."""
    state_after: Mapping[str, Any]
    """The rule's state before and after, as plain JSON values."""
    policy: str
    """SHA-256 of the rule's class and options."""
    acted: bool | None = field(default=None, metadata=NOT_WRITTEN)
    """Whether the delivered score changed the level; None: it was not kept then."""


@dataclass(frozen=True, slots=True, eq=False)
class TrialLine:
    """A trial: all that goes to disk of it, in one synced step."""

    seed: tuple[int, ...]
    """The trial was drawn from it."""
    record: TrialRecord
    events: tuple[EventRow, ...]
    """The displays and keys within the trial."""
    decided: Decided | None = None
    """None: practice, which decides nothing."""

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values."""
        return {
            "kind": "trial",
            "seed": list(self.seed),
            **(plain(self.decided) or {}),
            "record": plain(self.record),
            "events": plain(self.events),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the line that these values were written from.

        Raises
        ------
        PlainValueError
            If a value is missing or of another kind.
        """
        return cls(
            read_value(tuple[int, ...], values.get("seed"), "seed"),
            read_as(TrialRecord, values.get("record"), "record"),
            read_value(tuple[EventRow, ...], values.get("events"), "events"),
            read_as(Decided, values) if "decision" in values else None,
        )


LedgerLine = (
    HeaderLine
    | StretchLine
    | CalibrationLine
    | TrialLine
    | ArmLine
    | BlockLine
    | FramesLine
    | AskedLine
    | ChoiceLine
    | SealedLine
    | UnblindLine
    | CloseLine
    | CorrectionLine
    | CopyLine
)

_KINDS: Mapping[str, type[LedgerLine]] = {
    "header": HeaderLine,
    "stretch": StretchLine,
    "calibration": CalibrationLine,
    "trial": TrialLine,
    "arm": ArmLine,
    "block": BlockLine,
    "frames": FramesLine,
    "asked": AskedLine,
    "choice": ChoiceLine,
    "sealed": SealedLine,
    "unblind": UnblindLine,
    "close": CloseLine,
    "correction": CorrectionLine,
    "copy": CopyLine,
}


def line_from_json(values: Mapping[str, Any]) -> LedgerLine:
    """Return a line of the ledger from its JSON values.

    Raises
    ------
    PlainValueError
        If it is of no known kind, or a value is missing or of another kind.
    """
    kind = str(values.get("kind"))
    if kind not in _KINDS:
        raise PlainValueError(
            Sentence("no line of a ledger is of the kind {kind}", kind=repr(kind))
        )
    return _KINDS[kind].from_json(values)
