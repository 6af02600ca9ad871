"""What a low-rank adapter per person would give beside the two personal numbers.

``attention-camp bench adapter`` compares, on chunks that neither alignment nor fitting
has seen (the calibration's own division), the shipped line ``slope * z + shift`` with
``slope * z + shift + a . (B' field)``: the field is what the linear path sees, B holds
the leading directions in which other people's own contrast of task to rest differs from
the shared one, and the r coefficients ``a`` are held near 0. Two kinds of people:

- simulated participants of this application (brain and mind of the headless sessions),
  rest and work in turn; B and the shared weights are the shipped ones and eegmat's.
  The same who rest in all blocks have nothing to tell: AUC must stay at 0.5, and few
  may beat shuffled labels;
- eegmat, B and the shared weights learned without the person. Rest and task are one
  recording each there, so within a person anything learns the recording: a gain shown
  here may be the recording's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from attention_camp.camp.session.simulated import SimulatedMind
from attention_camp.models.calibration import ALPHA, N_SHUFFLES, folds
from attention_camp.models.data import Person, read_people
from attention_camp.models.evaluation import MONTAGES
from attention_camp.models.examples import inputs_of
from attention_camp.models.export import from_safetensors
from attention_camp.models.figures import auc, interval
from attention_camp.models.indices import logistic
from attention_camp.models.making import lessons_of
from attention_camp.models.network import AttentionNetwork
from attention_camp.models.patches import cut, rest_of
from attention_camp.models.personal import PRIOR_SHIFT, PRIOR_SLOPE
from attention_camp.models.training import train_network
from attention_camp.models.verdict import CHUNK
from attention_camp.models.weights import TORCH, Card, read_weights
from attention_camp.models.windows import prepare, some
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.simulated_brain import SimulatedBrain

IS_LONG = True
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
CYTON = MONTAGES["8"]
N_FOLDS = 6
RANKS = (0, 2, 4, 8)
PRIOR_ADAPTER = 10.0
"""How strongly coefficients are held at 0, as the slope is at 1; chosen beforehand."""
N_SIMULATED, N_NOTHING, N_ROUNDS, BLOCK_SECONDS = 20, 100, 3, 40
SFREQ = 250.0
SHRINKAGE = 1.0
"""Added to the variance of each scaled field before contrasts are taken."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Basis:
    """Directions of the field, each of spread 1 within people."""

    directions: Values
    """Shape (n_fields, r)."""
    centre: Values
    """Shape (n_fields,): the middle between rest and task over people."""

    def of(self, field: Values, rank: int) -> Values:
        """Return the first coordinates of fields, shape (n, rank)."""
        return (field - self.centre) @ self.directions[:, :rank]


def usable(person: Person) -> Person:
    """Return a person without the windows that have no score."""
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    return person.rows(windows.scored)


def seen(
    network: AttentionNetwork, card: Card, person: Person, rest: NDArray[np.bool_]
) -> tuple[Values, Values]:
    """Return logit and field of a person's windows, aligned to some rest of theirs."""
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    patches = cut(windows)
    power, known = rest_of(cut(some(windows, rest)))
    inputs = inputs_of(patches, power, known)
    values, places, layout, mask, own, has = inputs
    with torch.no_grad():
        relative, typical = network.spectra(values, places, mask, own, has)
        field = network.fields(relative, typical, layout, has) / network.field_scale
        raw = network.judged(relative, typical, inputs).double().numpy()
    n_own = (field.shape[1] - 1) // 2  # with own rest, the rest of the field is silent
    z = card.with_rest(raw, windows.usable.sum(axis=1))
    return z, field[:, :n_own].double().numpy()


def basis_of(
    network: AttentionNetwork, card: Card, people: Sequence[Person], rank: int
) -> Basis:
    """Return the directions in which people's own contrasts differ from the shared."""
    contrasts, within, middles = [], [], []
    for person in map(usable, people):
        _, field = seen(network, card, person, person.is_baseline)
        shown = ~person.is_baseline
        means = [field[shown & (person.y == k)].mean(axis=0) for k in (0, 1)]
        own = np.where(person.y[shown] == 1, 1, 0)
        within.append(field[shown] - np.stack(means)[own])
        contrasts.append(means[1] - means[0])
        middles.append((means[0] + means[1]) / 2)
    spread = np.concatenate(within)
    weighed = np.stack(contrasts) / (spread.var(axis=0) + SHRINKAGE)
    apart = weighed - weighed.mean(axis=0)
    directions = np.linalg.svd(apart, full_matrices=False)[2][:rank].T
    return Basis(
        directions / (spread @ directions).std(axis=0), np.mean(middles, axis=0)
    )


def fitted(z: Values, coordinates: Values, y: NDArray[np.int64]) -> Values:
    """Return slope, shift and coefficients; without coordinates, the shipped line.

    The loss, priors and weights of ``fit_personal``, whose two numbers these are at
    rank 0; searched with L-BFGS, as plain Newton steps overshoot where more directions
    tell the classes apart without a fault.
    """
    rank = coordinates.shape[1]
    weight = 0.5 / np.array([(y == 0).mean(), (y == 1).mean()])[y]
    design = np.column_stack([z, np.ones_like(z), coordinates])
    prior = np.r_[1.0, 0.0, np.zeros(rank)]
    precision = np.r_[PRIOR_SLOPE, PRIOR_SHIFT, np.full(rank, PRIOR_ADAPTER)]

    def cost(own: Values) -> tuple[float, Values]:
        logit, apart = design @ own, own - prior
        losses = weight * (np.logaddexp(0, logit) - y * logit)
        gradient = design.T @ (weight * (logistic(logit) - y)) + precision * apart
        return float(losses.sum() + 0.5 * (precision * apart**2).sum()), gradient

    bounds = [(0.0, None), *[(None, None)] * (rank + 1)]
    found = minimize(cost, prior, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)


def chunks_of(person: Person) -> NDArray[np.int64]:
    """Return the chunk of each window, as the calibration divides its blocks."""
    edges = np.flatnonzero(np.diff(person.y) | np.diff(person.run)) + 1
    chunk, n_chunks = np.zeros(len(person.y), np.int64), 0
    for rows in np.split(np.arange(len(person.y)), edges):
        chunk[rows] = n_chunks + np.arange(len(rows)) // CHUNK
        n_chunks = chunk[rows[-1]] + 1
    return chunk


def beats_chance(person: Person, z: Values) -> bool:
    """Return whether at most 5 % of shuffles of the chunks' labels do as well."""
    rng = np.random.default_rng(0)
    chunk = chunks_of(person)
    label = person.y[np.unique(chunk, return_index=True)[1]]
    found = auc(person.y, z)
    above = sum(
        auc(rng.permutation(label)[chunk], z) >= found for _ in range(N_SHUFFLES)
    )
    return (1 + above) / (1 + N_SHUFFLES) <= ALPHA


def held_out(
    network: AttentionNetwork, card: Card, person: Person, basis: Basis
) -> tuple[dict[int, Values], float]:
    """Return each rank's logits of chunks left out, and the slowest fit, s."""
    chunk = chunks_of(person)
    logits = {rank: np.full(len(person.y), np.nan) for rank in RANKS}
    slowest = 0.0
    for test in folds(person.y, chunk):
        begin = time.perf_counter()
        z, field = seen(network, card, person, ~test & (person.y == 0))
        for rank in RANKS:
            coordinates = basis.of(field, rank)
            own = fitted(z[~test], coordinates[~test], person.y[~test])
            design = np.column_stack([z, np.ones_like(z), coordinates])
            logits[rank][test] = (design @ own)[test]
        slowest = max(slowest, time.perf_counter() - begin)
    return logits, slowest


def simulated(seed: int, *, works: bool = True) -> Person:
    """Return a simulated participant at rest and at work in turn, cleaned as live.

    One who does not work rests in all blocks, whatever their labels say.
    """
    brain = SimulatedBrain(CYTON, SFREQ, seed=seed)
    mind, cleaner = SimulatedMind(seed), Cleaner(brain.info)
    X, y = [], []
    now = 0.0
    for block in range(2 * N_ROUNDS):
        mind.attend(rest=not works or block % 2 == 0)
        parts = []
        for _ in range(BLOCK_SECONDS):
            brain.set_engagement(mind.engagement(now))
            parts.append(cleaner.step(brain.make(round(SFREQ))))
            now += 1.0
        data = np.concatenate(parts, axis=1)
        windows = data.reshape(len(CYTON), -1, round(4 * SFREQ)).swapaxes(0, 1)
        X.append(windows[1:])  # the first is on the way from the block before
        y += [block % 2] * len(windows[1:])
    labels = np.array(y)
    return Person(
        f"simulated {seed}",
        np.concatenate(X).astype(np.float32),
        labels,
        np.repeat(np.arange(2 * N_ROUNDS), len(labels) // (2 * N_ROUNDS)),
        np.full(len(labels), ""),
        np.zeros(len(labels), bool),
        SFREQ,
        CYTON,
    )


def bits(y: NDArray[np.int64], z: Values) -> float:
    """Return the log loss in bits, both classes weighing the same."""
    losses = np.logaddexp(0, np.where(y == 1, -z, z)) / np.log(2)
    return float((losses[y == 0].mean() + losses[y == 1].mean()) / 2)


def report(
    what: str, found: Sequence[tuple[Person, dict[int, Values], float]]
) -> list[tuple[str, float, str]]:
    """Print and return AUC and log loss per rank, and what each rank changes."""
    rows = []
    aucs, losses = (
        {r: np.array([f(p.y, own[r]) for p, own, _ in found]) for r in RANKS}
        for f in (auc, bits)
    )
    for rank in RANKS:
        line = f"{what}, rank {rank}: AUC {aucs[rank].mean():.3f}"
        line += f", log loss {losses[rank].mean():.3f} bits"
        share = np.mean([beats_chance(p, own[rank]) for p, own, _ in found])
        line += f", beats chance in {share:.2f} of {len(found)}"
        for values, name in ((aucs, "AUC"), (losses, "bits")) if rank else ():
            change = values[rank] - values[0]
            low, high = interval(change)
            line += f"; {change.mean():+.3f} [{low:+.3f}, {high:+.3f}] {name}"
            rows.append(
                (f"{what}, rank {rank}, {name} changed", float(change.mean()), "none")
            )
        sys.stdout.write(line + "\n")
    slowest = max(seconds for _, _, seconds in found)
    rows.append((f"{what}: slowest fit, s", slowest, "at most 20"))
    sys.stdout.write(f"{what}: slowest alignment and fit {slowest:.2f} s\n")
    sys.stdout.flush()
    return rows


def run() -> list[tuple[str, float, str]]:
    """Print both comparisons; return what each rank changes."""
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    torch.set_num_threads(1)
    people, lessons = read_people([DATA]), lessons_of([DATA])
    stored = read_weights(None, TORCH)
    card = stored.card
    shipped = from_safetensors(stored.contents[TORCH], card)
    few = [person.picked(CYTON) for person in people]
    basis = basis_of(shipped, card, few, max(RANKS))
    rows = []
    for what, works, n in (
        ("simulated", True, N_SIMULATED),
        ("nothing to tell", False, N_NOTHING),
    ):
        made = [usable(simulated(seed, works=works)) for seed in range(n)]
        rows += report(
            f"{what}, 8 channels",
            [(p, *held_out(shipped, card, p, basis)) for p in made],
        )
    found: dict[str, list[tuple[Person, dict[int, Values], float]]] = {}
    for fold in range(N_FOLDS):
        kept = [i for i in range(len(people)) if i % N_FOLDS != fold]
        network = train_network([lessons[i] for i in kept], seed=0)
        for name, group in (("19", people), ("8", few)):
            basis = basis_of(network, card, [group[i] for i in kept], max(RANKS))
            for person in map(usable, group[fold::N_FOLDS]):
                own = held_out(network, card, person, basis)
                found.setdefault(f"eegmat, {name} channels", []).append((person, *own))
    for what, each in found.items():
        rows += report(what, each)
    return rows


if __name__ == "__main__":
    run()
