"""What ``train --objective`` does: several objectives, their figures, their files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import typer

from attention_camp.camp.cli.errors import CommandError

N_POLICY = 100_000
"""Trials that a policy learns from, at a weight of 1."""


def train_together(
    data: list[str],
    out: Path,
    objective: str,
    *,
    fetch: Callable[[list[str]], list[Path]],
    seed: int,
    ablation: bool,
) -> None:
    """Learn the objectives that a text names, and tell what each shows.

    Parameters
    ----------
    data : list of str
        Datasets: folders, or public names.
    out : Path
        Folder that is written to.
    objective : str
        Names and weights.
    fetch : callable
        Returns the folders of datasets, fetched where they are public names.
    seed : int
        Of all that is learned.
    ablation : bool
        Whether each part is left out in turn.

    Raises
    ------
    ObjectiveError, CommandError
        If nothing is named that can be learned, or nothing to learn from.
    """
    from attention_camp.camp.cli.progress import shared
    from attention_camp.camp.dataset.people.exports_made import note_made
    from attention_camp.models.training.installed import (
        FOR_POLICIES,
        check_training_installed,
    )
    from attention_camp.models.training.together.objectives import Objectives

    objectives = Objectives.of(objective)
    if objectives.shared and not data:
        raise CommandError("Say what to learn from: --data FOLDER.")
    # the policy comes last: what it lacks is said before hours of the others
    check_training_installed(*(FOR_POLICIES if objectives.policy else ()))
    from attention_camp.models.training.together.learn import LearningOptions
    from attention_camp.models.training.together.run import learn_together
    from attention_camp.models.training.together.tested import as_text

    folders = fetch(data) if data else []
    with shared("Training") as progress:
        card = learn_together(
            folders, out, objectives, options=LearningOptions(seed=seed),
            with_ablation=ablation, policy=partial(_policy, seed=seed),
            progress=progress,
        )  # fmt: skip
    if card["figures"]:
        typer.echo(as_text(card))
    for folder in folders if objectives.shared else ():
        note_made(folder, "model", out)
    typer.echo(f"What was learned is in {out}")


def _policy(share: float, *, seed: int) -> dict[str, Any]:
    """Train a policy for a share of its usual trials, at least for one."""
    from attention_camp.camp.simulate.environment import CampEnvironment
    from attention_camp.models.training.policy import train_policy

    n_steps = max(round(share * N_POLICY), 1)
    return train_policy(CampEnvironment, n_steps=n_steps, seed=seed)
