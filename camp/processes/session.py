"""One session from its request to its last line on disk, wherever it runs."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.guards.run_lock import check_nobody_records
from attention_camp.camp.dataset.layout import RunPaths, task_label
from attention_camp.camp.dataset.people.enrolment import check_enrolled, read_enrolment
from attention_camp.camp.dataset.people.volume import check_volume
from attention_camp.camp.dataset.prepare import check_dataset_folder, prepare_run
from attention_camp.camp.dataset.previous_sessions import lines_of, sessions_before
from attention_camp.camp.pc.timing_report import (
    CertificateError,
    certificate_path,
    load_report,
    require_report,
)
from attention_camp.camp.processes.assigned import in_study
from attention_camp.camp.session.camp.larger import display_for
from attention_camp.camp.session.plan import Plan, PlannedBlock, plan_session
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.block_order import ordered_for
from attention_camp.camp.session.protocols.calibration_check import (
    LONGEST_SECONDS,
)
from attention_camp.camp.session.protocols.carried_levels import (
    SESSIONS,
    carry_on,
    levels_reached,
)
from attention_camp.camp.session.protocols.key_mapping import handed_for
from attention_camp.camp.session.request import ARMS, HANDS, SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.languages import languages
from attention_camp.resources.reasons import own_text, reason_of
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.referencing import reference_channels
from attention_camp.tasks.safety import UnsafeTrialError, check_flashes

logger = logging.getLogger(__name__)

NO_HEADSET = "none"
"""In place of a headset's name: a session without one."""


class RequestError(UserError):
    """A session that cannot be run as asked; the text is for people."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request that was checked."""

    request: SessionRequest
    plan: Plan
    paths: RunPaths
    begins_after: str = ""
    """Session of the participant at whose levels this one begins; empty: none."""
    n_before: int = 0
    """Other sessions of the participant with this protocol that have trials; 0 too
    where the protocol has one session only."""
    signal_check: SignalCheck | None = None
    """What the check said before the start; None: nobody looked."""


def check_request(request: SessionRequest) -> Prepared:
    """Check all that can be checked without the headset; write nothing.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        With a text for people.
    """
    request = in_study(request, load_protocol(request.protocol))
    prepared = plan_request(request)
    protocol, paths = prepared.plan.protocol, prepared.paths
    check_dataset_folder(request.dataset)
    if request.observer is None:
        check_enrolled(request.dataset, request.participant)
        check_volume(request.dataset)
    check_nobody_records(paths)
    if paths.exists:
        raise RequestError(
            Sentence(
                "Session {session} of participant {participant} with the "
                "protocol {protocol} is in {dataset} already (run {run}). Choose "
                "another session, or run {next} to go on with one that was broken off; "
                "what is there is left alone.",
                session=request.session,
                participant=request.participant,
                protocol=protocol.name,
                dataset=request.dataset,
                run=request.run,
                next=request.run + 1,
            )
        )
    if protocol.certificate_days is not None and not request.headless:
        require_report(certificate_path(), protocol.certificate_days)
    _check_words(request)
    # a locked study never checks, so no check of it is too long
    seconds = 0.0 if request.study else prepared.plan.check_seconds
    if seconds > LONGEST_SECONDS:
        raise RequestError(
            Sentence(
                "The check of the calibration would take {got} s, and {most} s at most "
                "are allowed. Shorten the first three blocks of the calibration.",
                got=round(seconds),
                most=round(LONGEST_SECONDS),
            )
        )
    for planned in prepared.plan.blocks:
        _check_safety(planned)
    if request.board != NO_HEADSET:
        _check_headset(request, protocol)
    if request.eyes:
        _check_eyes(request)
    return prepared


def _check_eyes(request: SessionRequest) -> None:
    """Refuse an eye tracker that does not exist, or has nothing to go with."""
    from attention_camp.signal.eyes.opening import open_eyes

    if request.board == NO_HEADSET:
        raise RequestError(
            Sentence(
                "An eye tracker is recorded beside a headset, and this session has "
                "none. Leave --eyes away, or name a --board."
            )
        )
    eyes = open_eyes(request.eyes, seed=request.seed)
    if request.speed != 1.0 and eyes.is_real_time:
        raise RequestError(
            Sentence(
                "--speed {speed:g} needs eyes without a clock of their own; {eyes} "
                "delivers samples in real time. Leave --speed away, or use --eyes "
                "simulated.",
                speed=request.speed,
                eyes=request.eyes,
            )
        )


def _check_words(request: SessionRequest) -> None:
    """Refuse an arm, a language or an observer that does not exist."""
    from attention_camp.tasks.observers.observer import make_observer

    if request.arm not in ARMS and not request.study:
        raise RequestError(
            Sentence(
                "The arm must be one of {allowed}, got {arm}.",
                allowed=", ".join(ARMS),
                arm=request.arm,
            )
        )
    if request.language not in languages():
        raise RequestError(
            Sentence(
                "The participant's language must be one of {allowed}, got {language}.",
                allowed=", ".join(languages()),
                language=request.language,
            )
        )
    if request.observer is not None:
        try:
            make_observer(request.observer)
        except ValueError as error:
            raise RequestError(
                Sentence(
                    "--observer {observer}: {error}",
                    observer=request.observer,
                    error=reason_of(error),
                )
            ) from error


def _check_headset(request: SessionRequest, protocol: Protocol) -> None:
    """Refuse a headset that does not fit the protocol's reference or the speed."""
    from attention_camp.signal.sources.open_source import open_source

    source = open_source(request.board, fields=request.board_fields, seed=request.seed)
    try:
        reference_channels(source.info.ch_names, protocol.cleaning.reference)
    except ValueError as error:
        if (problem := own_text(error)) is None:
            raise  # a fault of the program
        raise RequestError(
            Sentence(
                "The protocol's cleaning does not fit the headset {name}: {problem}. "
                "Change the protocol's reference, or name the electrodes as they were "
                "put on.",
                name=source.info.name,
                problem=problem,
            )
        ) from error
    if request.speed != 1.0 and source.is_real_time:
        raise RequestError(
            Sentence(
                "--speed {speed:g} needs a source without a clock of its own; "
                "{board} delivers samples in real time. Leave --speed away, or "
                "use --board simulated.",
                speed=request.speed,
                board=request.board,
            )
        )


def plan_request(request: SessionRequest) -> Prepared:
    """Return what a session will consist of, unchecked but for its protocol.

    Raises
    ------
    ProtocolError, RequestError
        If the protocol cannot be used, or there is no such hand.
    """
    if request.hand not in ("", *HANDS):
        raise RequestError(
            Sentence(
                "The hand must be one of {allowed}, or left away, got {hand}.",
                allowed=", ".join(HANDS),
                hand=request.hand,
            )
        )
    protocol = load_protocol(request.protocol)
    paths = RunPaths(  # refuses labels that are none
        request.dataset,
        request.participant,
        request.session,
        task_label(protocol.name),
        request.run,
    )
    protocol = handed_for(request.hand, ordered_for(request.participant, protocol))
    before = sessions_before(paths) if protocol.sessions > 1 else []
    last = before[-1] if before else []
    recent = [run for runs in before[-SESSIONS:] for run in runs]
    protocol, carried = carry_on(protocol, levels_reached(lines_of(recent)))
    begins_after = last[0].session if carried else ""
    plan = plan_session(protocol)
    is_locked = bool(request.study)
    display = display_for(plan, request.display, is_locked=is_locked)
    request = replace(request, display=display)
    return Prepared(request, plan, paths, begins_after, n_before=len(before))


def _check_safety(planned: PlannedBlock) -> None:
    """Refuse a block whose easiest, first or hardest trials would flash."""
    task = planned.task
    for level in {1, planned.practice_level, planned.start_level, task.n_levels}:
        trial = task.next_trial(level, np.random.default_rng(0))
        try:
            check_flashes(trial)
        except UnsafeTrialError as error:
            raise RequestError(
                Sentence(
                    "Block {number} ({task}): {error}",
                    number=planned.number,
                    task=planned.block.task,
                    error=error,
                )
            ) from error


def prepare(prepared: Prepared) -> Lock:
    """Write all that a run needs before its first sample.

    Returns
    -------
    lock : Lock
        Held: the run counts as being recorded until it is released.
    """
    asked = asdict(prepared.request)
    asked["dataset"] = Path(asked["dataset"]).name
    return prepare_run(
        prepared.paths,
        meta=_of_person(prepared.request)
        | {
            "request": asked,
            "protocol": prepared.plan.protocol.model_dump(mode="json"),
            "begins_after": prepared.begins_after,
            "timing_certificate": _certificate(),
            "signal_check": prepared.signal_check and asdict(prepared.signal_check),
        },
    )


def _of_person(request: SessionRequest) -> dict[str, Any]:
    """Return the columns of participants.tsv of who is enrolled, and their consent."""
    if request.observer is not None:
        return {}
    found = read_enrolment(request.dataset, request.participant)
    if found is None:
        return {}
    consent = found.consent and found.consent.to_json()
    return {"participant": found.about.columns(), "consent": consent}


def _certificate() -> dict[str, Any] | None:
    """Return this PC's timing certificate as plain JSON values; None: none."""
    try:
        certificate: dict[str, Any] = json.loads(
            load_report(certificate_path()).to_json()
        )
    except CertificateError:
        return None
    return certificate
