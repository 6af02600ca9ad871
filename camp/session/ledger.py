"""The decision ledger: all that a difficulty was decided from, a line per trial."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from importlib import metadata
from typing import Any

from attention_camp.camp.session.link import Permission, Score
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.recorder import Shown
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.tasks.difficulty.rule import Decision, Evidence, Rule

FORMAT = 1
"""Number of the ledger's format; a reader refuses a later one."""


def header_line(
    request: SessionRequest,
    protocol: Protocol,
    eeg: Mapping[str, Any],
    taken_up: Mapping[str, Any] | None,
    signal_check: SignalCheck | None = None,
) -> dict[str, Any]:
    """Return the first line: what the whole session was decided with.

    Parameters
    ----------
    request : SessionRequest
        What the session was asked to be.
    protocol : Protocol
        The whole protocol, so that the ledger needs no file beside it.
    eeg : mapping
        ``EegLink.describe()``: cleaning, channels, model.
    taken_up : mapping or None
        Where the run goes on, if an earlier one was broken off.
    signal_check : SignalCheck or None
        What the check said before the start; None: nobody looked.
    """
    asked = asdict(request)
    asked["dataset"] = ""  # where it lay is nobody's business
    return {
        "kind": "header",
        "format": FORMAT,
        "version": metadata.version("attention-camp"),
        "request": asked,
        "protocol": protocol.model_dump(mode="json"),
        "eeg": dict(eeg),
        "taken_up": taken_up,
        "signal_check": asdict(signal_check) if signal_check else None,
    }


def practice_line(shown: Shown) -> dict[str, Any]:
    """Return what the line of a trial that decided nothing has beside its record."""
    return {"seed": list(shown.seed)}


def decided_line(
    shown: Shown,
    *,
    score: Score,
    evidence: Evidence,
    rule: Rule[Any],
    states: tuple[Any, Any],
    decision: Decision,
) -> dict[str, Any]:
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
    return {
        "seed": list(shown.seed),
        "host": {"onset": shown.onset, "end": shown.response.end},
        "score": asdict(score),
        "evidence": asdict(evidence),
        "state_before": rule.to_json(before),
        "decision": asdict(decision),
        "state_after": rule.to_json(after),
        "policy": policy_hash(rule),
    }


def calibration_line(permission: Permission) -> dict[str, Any]:
    """Return the line of a calibration: the verdict and all it was made from."""
    return {
        "kind": "calibration",
        "steering": permission.steering,
        "why": permission.why,
        "detail": permission.detail,
        "model": permission.model,
        "figures": dict(permission.figures),
        "repair": dict(permission.repair),
        "person": dict(permission.person),
    }


def policy_hash(rule: Rule[Any]) -> str:
    """Return the SHA-256 of a rule's class and options."""
    return hashlib.sha256(repr(rule).encode()).hexdigest()
