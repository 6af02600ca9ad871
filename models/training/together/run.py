"""Learn objectives, find their figures of people left out, and write all of it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attention_camp.models.training.export import to_safetensors
from attention_camp.models.training.fitting import OnProgress
from attention_camp.models.training.together.learn import (
    LearningOptions,
    learn,
    people_of,
)
from attention_camp.models.training.together.network import Seen
from attention_camp.models.training.together.objectives import Objectives
from attention_camp.models.training.together.tested import ablations, held_out

ENCODER, CARD, POLICY = "shared.safetensors", "objectives.json", "policy.json"
"""Files of the folder that is written."""


def learn_together(
    folders: Sequence[Path],
    out: Path,
    objectives: Objectives,
    *,
    options: LearningOptions | None = None,
    with_ablation: bool = False,
    policy: Callable[[float], dict[str, Any]] | None = None,
    progress: OnProgress | None = None,
) -> dict[str, Any]:
    """Learn the objectives, write the encoder, the policy and a card.

    Parameters
    ----------
    folders : sequence of Path
        Datasets; those that this program recorded have trials beside the EEG.
    out : Path
        Folder that is written to.
    objectives : Objectives
        The weight of each part.
    options : LearningOptions or None
        Rates, passes and folds; None: the usual ones.
    with_ablation : bool
        Whether each part is left out in turn, and what the others then tell is found.
    policy : callable or None
        Trains the policy for a share of its usual trials, and returns it.
    progress : callable or None
        Told how far it is.

    Returns
    -------
    card : dict
        As written: weights, and for each set of parts the figures of people left out.

    Raises
    ------
    ObjectiveError
        If there are too few people.
    """
    options = options or LearningOptions()
    table: dict[str, dict[str, Any]] = {}
    out.mkdir(parents=True, exist_ok=True)
    people: list[Seen] = []
    if objectives.shared:
        people = people_of(folders)
        rows = ablations(objectives) if with_ablation else {"all": objectives}
        table = _table(people, rows, options, progress or _nobody)
        model = learn(people, objectives, options=options)
        (out / ENCODER).write_bytes(to_safetensors(model.network))
    if objectives.policy and policy is not None:
        values = policy(objectives.policy)
        (out / POLICY).write_text(json.dumps(values, separators=(",", ":")) + "\n")
    card = {
        "objectives": dict(objectives.weights),
        "options": asdict(options),
        "n_people": len({one.person for one in people}),
        "figures": table,
    }
    (out / CARD).write_text(json.dumps(_plain(card), indent=2) + "\n")
    return card


def _table(
    people: Sequence[Seen],
    rows: Mapping[str, Objectives],
    options: LearningOptions,
    say: OnProgress,
) -> dict[str, dict[str, Any]]:
    """Return what each set of parts tells people left out."""
    table = {}
    for number, (name, parts) in enumerate(rows.items()):
        say(number / (len(rows) + 1), f"people left out, {name}")
        figures = held_out(people, parts, options=options)
        table[name] = {what: asdict(figure) for what, figure in figures.items()}
    say(len(rows) / (len(rows) + 1), "everybody")
    return table


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""


def _plain(value: Any) -> Any:
    """Return values in which a number that is none is null, as JSON has it."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
