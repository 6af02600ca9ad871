"""The private line of shadow trainings, learned as private sites learn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from attention_camp.models.auditing.artefacts import WEIGHTS, Artefact
from attention_camp.models.auditing.people import Audited, Values
from attention_camp.models.patches import N_POWERS
from attention_camp.models.training.federated.private import Mechanism
from attention_camp.models.training.federated.settings import Privacy
from attention_camp.models.training.federated.site import (
    PRIVATE_STEP,
    Rows,
    gradient,
)


def private_weights(privacy: Privacy, n_rounds: int, *, seed: int = 0) -> Artefact:
    """Return the line of a private course as an artefact to audit.

    All people are taken as one site's, which adds the least noise that there can be.
    The noise comes out the same again, so that an audit cannot be repeated until it is
    lucky. Who weighs more than 1 does so past the clip: a fault, planted to see it
    found.

    Parameters
    ----------
    privacy : Privacy
        What sites add.
    n_rounds : int
        Rounds of the line.
    seed : int
        Of the noise.
    """
    mechanism = Mechanism(
        noise=privacy.noise,
        clip=privacy.clip,
        delta=privacy.delta,
        random=Random(seed),  # a rehearsal: nothing is sent
    )

    def learn(people: Sequence[Audited], weights: Values) -> Values:
        rows = [
            Rows(
                person.learned.fields[:, :N_POWERS],
                person.learned.y.astype(np.float64),
                person.learned.weight / person.learned.weight.sum(),
            )
            for person in people
        ]
        line, one = np.zeros(N_POWERS + 1), np.ones(N_POWERS)
        for _ in range(n_rounds):
            each = np.stack([gradient(line, row, one) for row in rows])
            norm = np.maximum(np.linalg.norm(each, axis=1) / privacy.clip, 1.0)
            more = (weights - 1) / norm @ each / len(each)
            line -= PRIVATE_STEP * (mechanism.mean(each) + more)
        pooled, bias = line[:-1], line[-1:]
        n_others = people[0].learned.fields.shape[1] - N_POWERS
        return np.concatenate([pooled, np.zeros(n_others), bias])

    return replace(WEIGHTS, name="private weights", learn=learn)
