"""What released weights, the adapter and person files tell of people; planted ones.

    attention-camp bench privacy_audit

The people of eegmat, halves of whom the shadow trainings learn from. Private weights
are audited too, and people planted in them, where Opacus is installed (`make
federated`). A planted person counts as much as 20; an audit of 200 trainings catches
them where membership is told more of them than of anybody else, by a bound above the
limit, for which alone a release is refused. They are planted in private weights, past
the clip: without noise, all are refused whoever counts more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

IS_LONG, NEEDS_QUIET = True, False
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "eegmat"
TRAIT = "count_quality"
N_SHADOWS, N_PLANTED, N_TIMES = 256, 200, 20
WEIGHT = 20.0
NOISES = (4.0, 8.0)

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the figures of each artefact, and how many planted people are caught."""
    from attention_camp.models.auditing.artefacts import ADAPTER, WEIGHTS
    from attention_camp.models.auditing.attacks import attack_person_files
    from attention_camp.models.auditing.people import audited, traits_of
    from attention_camp.models.auditing.verdict import LIMIT, as_text, verdict
    from attention_camp.models.data.recordings import read_people

    people = audited(read_people([DATA]), traits_of([DATA], TRAIT))
    artefacts = [WEIGHTS, ADAPTER]
    if find_spec("opacus"):
        artefacts += _private()
    verdicts = []
    for artefact in artefacts:
        began = time.process_time()
        verdicts.append(_audited(people, artefact, N_SHADOWS))
        took = (time.process_time() - began) / N_SHADOWS
        yield f"{artefact.name}: seconds of a training", took, "for information"
    told = attack_person_files(people)
    verdicts.append(verdict("person files", people, told, 0))
    print(as_text(verdicts))
    for one in verdicts:
        for figure in one.figures:
            where = f"{one.artefact}, {figure.attack}"
            yield f"{where}: right of two", figure.value, "for information"
            yield f"{where}: at most", figure.upper, "0.60 to be released"
        yield f"{one.artefact}: may be released", float(one.may_be_released), "0 or 1"
    if not find_spec("opacus"):
        return
    caught = 0
    for k in range(N_TIMES):
        weights = np.ones(len(people))
        weights[k] = WEIGHT
        found = _audited(people, artefacts[-1], N_PLANTED, seed=k, weights=weights)
        membership = next(f for f in found.figures if f.attack == "membership")
        caught += membership.worst == people[k].name and membership.worst_lower > LIMIT
    where = f"planted in {artefacts[-1].name}"
    yield f"{where}: caught, of {N_TIMES}", float(caught), f"{N_TIMES}"


def _audited(people, artefact, n, *, seed=0, weights=None):
    from attention_camp.models.auditing.attacks import attack, shadows
    from attention_camp.models.auditing.verdict import verdict

    found = shadows(people, artefact, n=n, seed=seed, weights=weights)
    told = attack(people, artefact, found)
    return verdict(artefact.name, people, told, n)


def _private() -> list:
    from dataclasses import replace

    from attention_camp.models.training.federated.course import N_PRIVATE_ROUNDS
    from attention_camp.models.training.federated.noisy_line import private_weights
    from attention_camp.models.training.federated.settings import Privacy

    return [
        replace(
            private_weights(Privacy(noise=noise), N_PRIVATE_ROUNDS),
            name=f"private weights, noise {noise:g}",
        )
        for noise in NOISES
    ]


if __name__ == "__main__":
    for name, value, goal in run():
        print(f"{name:60s} {value:8.3f}  {goal}", flush=True)
