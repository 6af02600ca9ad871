"""The arm of a session: as asked in the open, or opened where the trials run."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.previous_sessions import sessions_before
from attention_camp.camp.dataset.studies.enrolment import code_of
from attention_camp.camp.dataset.studies.locking import (
    ARM,
    StudyLock,
    check_protocol,
    read_lock,
)
from attention_camp.camp.dataset.studies.opening import data_key_here, opened_ledger
from attention_camp.camp.dataset.studies.study_folder import note
from attention_camp.camp.people.keys import read_private
from attention_camp.camp.people.seals import derived, unpadded, unseal
from attention_camp.camp.processes.donors import Open, find_course
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.arms.delivery import Assignment
from attention_camp.camp.session.arms.sealing import open_lines
from attention_camp.camp.session.ledger_lines import LedgerLine
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.carried_levels import (
    SESSIONS,
    carry_on,
    levels_reached,
    with_levels,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Assigned:
    """What a session's trials need to know of its arm."""

    assignment: Assignment
    plan: Plan
    """With the levels carried on, which a blinded operator is not told."""
    line: ArmLine | None
    """What the ledger holds of the arm; None: its header says all of it."""
    key: bytes | None
    """Key of the sealed lines; None: nothing is sealed."""


def in_study(request: SessionRequest, protocol: Protocol) -> SessionRequest:
    """Return the request as the dataset's locked study has it, if there is one.

    The arm is the code that the participant drew, whatever was asked for.

    Parameters
    ----------
    request : SessionRequest
        The session asked for.
    protocol : Protocol
        Its protocol as loaded, in the file's order.

    Raises
    ------
    StudyError
        If the lock was changed, the participant is not enrolled, or the protocol is
        another one.
    """
    lock = read_lock(request.dataset)
    if lock is None:
        return replace(request, study="")
    check_protocol(lock, protocol)
    code = code_of(lock, request.participant)
    if not lock.pc_key.exists():
        raise StudyError(
            Sentence(
                "This computer does not hold the key of the locked study in {dataset} "
                "({key}), so nobody's arm can be opened here. Record on the computer "
                "that locked it, or copy the key from there.",
                dataset=request.dataset,
                key=lock.pc_key,
            )
        )
    return replace(request, arm=code, study=lock.hash)


def assign(
    request: SessionRequest,
    paths: RunPaths,
    plan: Plan,
    lines: Iterable[LedgerLine],
) -> Assigned:
    """Return the arm of a session; only the process of its trials may ask.

    In a blinded study the same is done in every arm, donors looked up too.

    Parameters
    ----------
    request : SessionRequest
        The session.
    paths, plan : RunPaths, Plan
        Its run and blocks.
    lines : iterable of LedgerLine
        What its ledger holds already, where this process was started again.
    """
    if not request.study:
        return _in_the_open(request, paths, plan, lines)
    lock = read_lock(request.dataset)
    if lock is None:
        raise StudyError(
            Sentence("The locked study of {dataset} is gone.", dataset=request.dataset)
        )
    data_key = data_key_here(lock)
    key = derived(data_key, request.arm)
    note(lock.folder, "opened", run=paths.stem, code=request.arm, by="its session")
    begun = _arm_in([*_run_before(paths, data_key), *open_lines(lines, key)])
    if begun is None:
        begun = _new_arm(lock, request, paths, plan, data_key)
    carried = with_levels(plan.protocol, begun.carried)
    assignment = Assignment(begun.arm, begun.course)
    return Assigned(assignment, plan_session(carried), begun, key)


def _in_the_open(
    request: SessionRequest, paths: RunPaths, plan: Plan, lines: Iterable[LedgerLine]
) -> Assigned:
    if request.arm != "yoked":
        return Assigned(Assignment(request.arm), plan, None, None)
    begun = _arm_in([*_run_before(paths), *lines])
    if begun is None:
        begun = ArmLine("yoked", find_course(paths, plan, _opened_with(b"")))
    return Assigned(Assignment("yoked", begun.course), plan, begun, None)


def _new_arm(
    lock: StudyLock,
    request: SessionRequest,
    paths: RunPaths,
    plan: Plan,
    data_key: bytes,
) -> ArmLine:
    """Open the arm of a code; find what a yoked rule would receive in every arm."""
    opened = _opened_with(data_key)
    private = read_private(lock.pc_key)
    box = next(
        slot["box"]
        for slots in lock.codes.values()
        for slot in slots
        if slot["code"] == request.arm
    )
    content = unseal(base64.b64decode(box), private, about=f"{ARM} {request.arm}")
    arm = unpadded(content).decode()
    course = find_course(paths, plan, opened)
    carried: dict[int, int] = {}
    if plan.protocol.sessions > 1 and (before := sessions_before(paths)):
        recent = (run for runs in before[-SESSIONS:] for run in runs)
        lines = [line for run in recent for line in opened(run, None)]
        _, carried = carry_on(plan.protocol, levels_reached(lines))
    return ArmLine(
        arm,
        course if arm == "yoked" else None,
        {str(number): level for number, level in carried.items()},
    )


def _run_before(paths: RunPaths, data_key: bytes = b"") -> tuple[LedgerLine, ...]:
    """Return the ledger of the run that this one goes on with, if there is one."""
    if paths.run == 1:
        return ()
    return opened_ledger(replace(paths, run=paths.run - 1), data_key)


def _opened_with(data_key: bytes) -> Open:
    return lambda run, most: opened_ledger(run, data_key, most=most)


def _arm_in(lines: Iterable[LedgerLine]) -> ArmLine | None:
    return next((line for line in lines if isinstance(line, ArmLine)), None)
