"""Learn several objectives together, from everybody in some datasets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from attention_camp.models.training.examples import (
    Lesson,
    examples_of,
    first_stretch,
)
from attention_camp.models.training.network import Shape
from attention_camp.models.training.together.network import (
    Seen,
    SharedNetwork,
    hidden_channels,
    seen_of,
)
from attention_camp.models.training.together.objectives import (
    ObjectiveError,
    Objectives,
)
from attention_camp.models.training.train import lessons_of
from attention_camp.models.training.trial_heads import constant
from attention_camp.models.training.trials import (
    N_ABOUT,
    N_LAST,
    TrialExamples,
    read_trials,
)
from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class LearningOptions:
    """How to learn."""

    n_passes: int = 15
    """Passes over everybody."""
    n_folds: int = 3
    """Parts of the people, each left out once."""
    learning_rate: float = 2e-3
    weight_decay: float = 0.1
    seed: int = 0


def people_of(folders: Sequence[Path]) -> list[Seen]:
    """Return everybody in some datasets: with trials where this program recorded them.

    Of a person with several recordings each is one: it has a rest of its own, and what
    two sessions differ in would tell their trials apart.

    Raises
    ------
    ObjectiveError
        If there are fewer than two people.
    """
    people: list[TrialExamples] = []
    for folder in folders:
        people += read_trials([folder]) or [
            _without_trials(lesson, f"{folder.resolve()}/{number}")
            for number, lesson in enumerate(lessons_of([folder]), 1)
        ]
    n_people = len({one.person for one in people})
    if n_people < 2:
        raise ObjectiveError(
            Sentence(
                "Two people with EEG at least are needed, of whom one is left out; "
                "there are {n}.",
                n=n_people,
            )
        )
    return [seen_of(one) for one in people]


def _without_trials(lesson: Lesson, person: str) -> TrialExamples:
    """Return a person's windows where nothing is known of trials."""
    own = examples_of(lesson, first_stretch(lesson))
    n = own.patches.n_windows
    unknown = np.full(n, np.nan, np.float32)
    return TrialExamples(
        own.patches, own.rest, own.known,
        np.zeros((n, N_LAST, N_ABOUT), np.float32), np.zeros((n, N_LAST), np.float32),
        unknown, unknown, unknown, unknown, person,
    )  # fmt: skip


def learn(
    people: Sequence[Seen],
    objectives: Objectives,
    *,
    options: LearningOptions | None = None,
    shape: Shape | None = None,
) -> SharedNetwork:
    """Learn the objectives that share an encoder.

    Parameters
    ----------
    people : sequence of Seen
        One per recording.
    objectives : Objectives
        The weight of each part.
    options : LearningOptions or None
        Rates and passes; None: the usual ones.
    shape : Shape or None
        Sizes of the encoder; None: the usual ones.
    """
    options = options or LearningOptions()
    torch.set_num_threads(1)  # one order of sums: the same seed, the same bits
    torch.manual_seed(options.seed)
    draws = torch.Generator().manual_seed(options.seed)
    order = np.random.default_rng(options.seed)
    model = SharedNetwork(shape).train()
    if objectives.heads:
        model.heads.begin_at(constant([one.examples for one in people]))
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=options.learning_rate, weight_decay=options.weight_decay
    )
    for _ in range(options.n_passes):
        for k in order.permutation(len(people)):
            one = people[k]
            hidden = hidden_channels(one, draws)
            found = model.losses_of(objectives.shared, one, hidden)
            if not found:  # nothing is known of this person's trials
                continue
            terms = [objectives.weights[name] * loss for name, loss in found.items()]
            optimiser.zero_grad()
            torch.stack(terms).sum().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return model.eval()
