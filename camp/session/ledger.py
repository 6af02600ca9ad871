"""What the trial loop and the session write into the decision ledger."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, fields
from typing import Any

from attention_camp.camp.session.arms.delivery import has_acted
from attention_camp.camp.session.ledger_lines import (
    FORMAT,
    Decided,
    HeaderLine,
    HostTimes,
    TakenUp,
)
from attention_camp.camp.session.link import EegDescription, Score
from attention_camp.camp.session.plain_values import plain
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.recorder import Shown
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.own_version import own_version
from attention_camp.tasks.difficulty.curriculum import Curriculum
from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule


def header_line(
    request: SessionRequest,
    protocol: Protocol,
    eeg: EegDescription | None,
    taken_up: TakenUp | None,
    signal_check: SignalCheck | None = None,
) -> HeaderLine:
    """Return the first line: what the whole session was decided with.

    Parameters
    ----------
    request : SessionRequest
        What the session was asked to be.
    protocol : Protocol
        The whole protocol, so that the ledger needs no file beside it.
    eeg : EegDescription or None
        Cleaning, channels, model; None: no headset has answered.
    taken_up : TakenUp or None
        Where the run goes on, if an earlier one was broken off.
    signal_check : SignalCheck or None
        What the check said before the start; None: nobody looked.
    """
    asked = plain(asdict(request) | {"dataset": ""})  # its folder stays private
    return HeaderLine(
        own_version(),
        asked,
        protocol.model_dump(mode="json"),
        eeg,
        taken_up,
        signal_check,
        FORMAT,
    )


def decided(
    shown: Shown,
    *,
    score: Score,
    evidence: Evidence,
    rule: Rule[Any],
    states: tuple[Any, Any],
    decision: Decision,
) -> Decided:
    """Return what the line of a trial has beside its record.

    Parameters
    ----------
    shown : Shown
        The trial.
    score : Score
        The score with its samples and the hash of its model.
    evidence : Evidence
        What the rule was told.
    rule : Rule
        The difficulty rule.
    states : tuple
        The rule's state before and after.
    decision : Decision
        The next level and why.
    """
    before, after = states
    return Decided(
        HostTimes(shown.onset, shown.response.end),
        score,
        evidence,
        rule.to_json(before),
        decision,
        rule.to_json(after),
        policy_hash(rule),
        has_acted(rule, evidence, state=before, decision=decision),
    )


def policy_hash(rule: Rule[Any] | Curriculum) -> str:
    """Return the SHA-256 of a rule's class and options; newer ones count where set."""
    kept = [
        f"{option.name}={getattr(rule, option.name)!r}"
        for option in fields(rule)  # type: ignore[arg-type]
        if getattr(rule, option.name) != option.default or not option.metadata
    ]
    text = f"{type(rule).__qualname__}({', '.join(kept)})"
    return hashlib.sha256(text.encode()).hexdigest()
