"""Four attacks on what may be released, all as a choice of two: 0.5 is chance, 1 sure.

The unit is a person. Numbers are learned again and again from random halves of the
people ("shadow" trainings); an attack says for each of them how much speaks for a
person having been in it, and its figure is how often that ranks a training with the
person above one without:

- **membership**: likelihood ratio of how well the numbers fit the windows that were
  learned from (LiRA; Carlini et al. 2022, doi:10.1109/SP46214.2022.9833649);
- **identity**: the same with other windows of the person, as from another day;
- **reconstruction**: likeness of what the numbers show, less what they usually show, to
  the person's own mean spectra (Fredrikson et al. 2015, doi:10.1145/2810103.2813677);
- **attribute**: how well a trait of a person is told, from others', by what the person
  changes in the numbers (Ateniese et al. 2015, doi:10.1504/IJSN.2015.071829).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.auditing.artefacts import Artefact, looks, remembered
from attention_camp.models.auditing.people import Audited, Values
from attention_camp.models.figures import auc

ATTACKS = ("reconstruction", "membership", "identity", "attribute")
OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Shadows:
    """Numbers learned from random halves of the people."""

    numbers: list[Values]
    is_in: NDArray[np.bool_]
    """Who was learned from, shape (n_shadows, n_people)."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What an attack tells of each person."""

    attack: str
    by_person: Values
    """How often it is right of a choice of two, shape (n_people,); NaN: not known."""
    n_in: int = 0
    """Trainings with a person that this rests on; 0: people are compared once."""
    n_out: int = 0
    n_by_trait: tuple[int, int] | None = None
    """People without and with the trait, where they are compared with one another."""


def halves(n_people: int, n: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw halves of the people, each with its complement: all are in as often as out.

    Parameters
    ----------
    n_people : int
        People.
    n : int
        Draws, shape (n, n_people); odd ones are the complements of even ones.
    rng : Generator
        For the draw.
    """
    found: NDArray[np.bool_] = np.zeros((n, n_people), np.bool_)
    for k in range(0, n, 2):
        found[k, rng.permutation(n_people)[: n_people // 2]] = True
        if k + 1 < n:
            found[k + 1] = ~found[k]
    return found


def shadows(
    people: Sequence[Audited],
    artefact: Artefact,
    *,
    n: int,
    seed: int = 0,
    weights: Values | None = None,
    told: OnProgress | None = None,
) -> Shadows:
    """Learn numbers again and again from halves of the people.

    Parameters
    ----------
    people : sequence of Audited
        Everybody.
    artefact : Artefact
        How numbers are learned.
    n : int
        How often; an audit needs at least 200.
    seed : int
        Of the draws.
    weights : ndarray, shape (n_people,), optional
        How much each counts; 1 by default.
    told : callable, optional
        Told the share that is done, 0 to 1, and which training.
    """
    weights = np.ones(len(people)) if weights is None else weights
    is_in = halves(len(people), n, np.random.default_rng(seed))
    numbers = []
    for done, row in enumerate(is_in, start=1):
        chosen = [people[int(i)] for i in np.flatnonzero(row)]
        numbers.append(artefact.learn(chosen, weights[row]))
        if told:
            told(done / n, f"training {done}")
    return Shadows(numbers, is_in)


def attack(people: Sequence[Audited], artefact: Artefact, found: Shadows) -> list[Told]:
    """Return what the four attacks tell of each person.

    Parameters
    ----------
    people : sequence of Audited
        Everybody.
    artefact : Artefact
        What the numbers are.
    found : Shadows
        The numbers.
    """
    is_in = found.is_in
    learned, other = (
        np.array([[artefact.fit(n, half) for half in part] for n in found.numbers])
        for part in ([p.learned for p in people], [p.other for p in people])
    )
    truth = np.stack([artefact.truth(person.learned) for person in people])
    shown = np.stack([artefact.shown(numbers) for numbers in found.numbers])
    alike = _likeness(shown - shown.mean(axis=0), truth - truth.mean(axis=0))
    # what each person changes, on average over all trainings with and without
    flat = np.stack([numbers.ravel() for numbers in found.numbers])
    signs = np.where(is_in, 1.0, -1.0) / len(flat)
    counts = int(is_in[:, 0].sum()), int((~is_in[:, 0]).sum())
    return [
        Told("reconstruction", _ranked(alike, is_in), *counts),
        Told("membership", _ranked(likelihood_ratio(learned, is_in), is_in), *counts),
        Told("identity", _ranked(likelihood_ratio(other, is_in), is_in), *counts),
        _trait(signs.T @ flat, people),
    ]


def attack_person_files(people: Sequence[Audited]) -> list[Told]:
    """Return what people's own files tell of them, which hold windows as recorded."""
    files = np.stack([remembered(person) for person in people])
    is_own: NDArray[np.bool_] = np.eye(len(people), dtype=np.bool_)
    told = []
    for name, half in (
        ("reconstruction", [p.learned for p in people]),
        ("membership", [p.learned for p in people]),
        ("identity", [p.other for p in people]),
    ):
        seen = np.stack([looks(one) for one in half])
        mean = files.mean(axis=0)
        told.append(Told(name, _ranked(_likeness(files - mean, seen - mean), is_own)))
    return [*told, _trait(files, people)]


def likelihood_ratio(values: Values, is_in: NDArray[np.bool_]) -> Values:
    """Return how much likelier each value is with the person in than without.

    The two normal distributions of a person leave out the training that is judged, and
    not its complement.

    Parameters
    ----------
    values : ndarray, shape (n_shadows, n_people)
        How well numbers fit a person.
    is_in : ndarray, shape (n_shadows, n_people)
        Who was learned from.
    """
    return _log_density(values, is_in) - _log_density(values, ~is_in)


def _log_density(values: Values, kept: NDArray[np.bool_]) -> Values:
    count = kept.sum(axis=0) - kept  # without the training itself
    total = np.where(kept, values, 0.0).sum(axis=0) - np.where(kept, values, 0.0)
    square = np.where(kept, values**2, 0.0)
    mean = total / count
    variance = (square.sum(axis=0) - square) / count - mean**2
    variance = np.maximum(variance, 1e-12 * (1 + mean**2))
    return np.asarray(-0.5 * (np.log(variance) + (values - mean) ** 2 / variance))


def _ranked(evidence: Values, is_in: NDArray[np.bool_]) -> Values:
    """Return for each person how often evidence is larger with them in."""
    return np.array(
        [
            auc(is_in[:, p].astype(np.int64), evidence[:, p])
            for p in range(is_in.shape[1])
        ]
    )


def _likeness(shown: Values, truth: Values) -> Values:
    """Return the correlation of each row of the one with each row of the other."""
    a, b = (
        part / np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-300)
        for part in (shown, truth)
    )
    return np.asarray(a @ b.T)


def _trait(changed: Values, people: Sequence[Audited]) -> Told:
    """Return how often a person is told from those of the other trait, by the rest."""
    known = [i for i, person in enumerate(people) if person.attribute is not None]
    found = np.full(len(people), np.nan)
    y = np.array([people[i].attribute for i in known], np.int64)
    without, having = np.bincount(y, minlength=2).tolist()
    if min(without, having) < 2:
        return Told("attribute", found)
    changed = changed[known]
    changed = changed / np.maximum(np.linalg.norm(changed, axis=1)[:, None], 1e-300)
    score = np.zeros(len(known))
    for i in range(len(known)):
        rest = np.arange(len(known)) != i
        centres = [changed[rest & (y == k)].mean(axis=0) for k in (0, 1)]
        score[i] = changed[i] @ (centres[1] - centres[0])
    for place, i in enumerate(known):
        others = score[y != y[place]]
        above = (score[place] > others) + 0.5 * (score[place] == others)
        found[i] = above.mean() if y[place] else 1 - above.mean()
    return Told("attribute", found, n_by_trait=(without, having))
