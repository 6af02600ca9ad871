"""The sidecar of the decision ledger: arm, rules with all their options, meanings.

What it means is in docs/closed-loop-bids.md, written so that another group can read or
write it; its JSON Schema is ``resources/closed-loop.schema.json``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.resources.own_version import own_version
from attention_camp.tasks.difficulty.eased import Eased

logger = logging.getLogger(__name__)

EXTENSION = "behavioural-closed-loop"
EXTENSION_VERSION = "0.1.0"

_CANONICAL = {"weighted-up-down": "staircase", "quest-plus": "quest"}

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "kind": {"Description": "header, stretch, calibration or trial"},
    "seed": {"Description": "Integers from which the trial and its lots are drawn"},
    "score.value": {"Description": "Score of the EEG, 0 to 1; null: declined"},
    "score.certainty": {"Description": "Certainty of the score, 0 to 1"},
    "score.first_sample": {"Description": "First scored sample, counted from 0"},
    "score.stop_sample": {"Description": "Sample after the last scored one"},
    "score.model": {"Description": "SHA-256 of the model that scored"},
    "score.blinks": {"Description": "Blinks in the stretch, per minute; not scored"},
    "score.alpha": {
        "Description": "Median power of good channels from 8 to 12 Hz, dB relative to "
        "1 uV2; not scored"
    },
    "evidence.engagement": {"Description": "What the arm delivered to the rule"},
    "evidence.certainty": {"Description": "Certainty that the arm delivered with it"},
    "state_before": {"Description": "State of the rule before the decision"},
    "decision.level": {"Description": "Difficulty of the next trial"},
    "decision.why": {"Description": "Code of the reason, as in events.json"},
    "state_after": {"Description": "State of the rule after the decision"},
    "evidence.easier": {
        "Description": "Requests for easier trials that the rule was told of; its "
        "level is lowered by one for each"
    },
    "policy": {"Description": "SHA-256 of the rule and its options"},
    "record": {"Description": "The trial's row of events.tsv"},
}


def decisions_sidecar(session: Mapping[str, Any], paths: RunPaths) -> dict[str, Any]:
    """Return the content of ``*_decisions.json``.

    Parameters
    ----------
    session : mapping
        Content of ``*_session.json``: the request and the whole protocol.
    paths : RunPaths
        The run.
    """
    request, protocol = session.get("request") or {}, session.get("protocol") or {}
    return {
        "Extension": EXTENSION,
        "ExtensionVersion": EXTENSION_VERSION,
        "GeneratedBy": {"Name": "Attention Camp", "Version": own_version()},
        "Recording": f"bids::{paths.vhdr.relative_to(paths.dataset).as_posix()}",
        "Events": f"bids::{paths.events.relative_to(paths.dataset).as_posix()}",
        "Arm": request.get("arm", "n/a"),
        "ScoredBefore": (protocol.get("scoring") or {}).get("before", 1.0),
        "Estimator": (protocol.get("scoring") or {}).get("estimator", "n/a"),
        "Blocks": list(_blocks(protocol)),
        "Fields": {name: dict(meaning) for name, meaning in _FIELDS.items()},
    }


def _blocks(protocol: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each block with its rule and all the rule's options, defaults too."""
    if not protocol.get("blocks"):
        return
    from attention_camp.camp.session.protocol import Block

    for number, values in enumerate(protocol["blocks"], start=1):
        try:
            block = Block.model_validate(values)
            rule = block.make_rule(block.make_task())
            own = rule.rule if isinstance(rule, Eased) else rule
            options = asdict(own)  # type: ignore[call-overload]
        except (ValueError, TypeError) as error:
            logger.warning("block %d: its rule is not described: %s", number, error)
            continue
        name = block.rule.name
        yield {
            "Block": number,
            "Task": block.task,
            "Stage": block.stage,
            "Rule": _CANONICAL.get(name, name),
            "Options": options,
            "Requests": list(block.requests),
        }
