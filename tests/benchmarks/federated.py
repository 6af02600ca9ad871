"""Training across 4, 12 and 24 sites beside central and local training.

    attention-camp bench federated

The people of eegmat, left out in six folds; the others are dealt out to sites. Figures
are the AUC over the people left out, with own rest; differences are paired by person,
with 95 % bootstrap intervals. Needs Flower and Opacus: `make federated`, then this from
that environment. Without the recordings there is nothing to measure.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

IS_LONG, NEEDS_QUIET = True, False
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "eegmat"
N_FOLDS = 6
SITES = (4, 12, 24)
NOISES = (1.0, 2.0, 4.0, 8.0)

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield AUCs, differences, ε with what it costs, and what an update betrays."""
    from attention_camp.models.training.federated.installed import (
        check_federated_installed,
    )

    check_federated_installed()
    from attention_camp.models.training.fitting import train_network
    from attention_camp.models.training.train import lessons_of

    lessons = lessons_of([DATA])
    central = _left_out(lessons, lambda kept: [train_network(kept, seed=0)])
    yield "central: AUC", central.mean(), "for information"
    alone: dict[int, np.ndarray] = {}
    for n in SITES:
        found = _left_out(lessons, lambda kept, n=n: [_together(kept, n)])
        yield f"{n} sites: AUC", found.mean(), "within 0.02 of central"
        yield from _apart(f"{n} sites less central", found - central)
        local = _left_out(lessons, lambda kept, n=n: _alone(kept, n))
        yield f"{n} sites, each alone: AUC", local.mean(), "for information"
        yield from _apart(f"{n} sites, each alone, less central", local - central)
        yield from _apart(f"{n} sites less each alone", found - local)
        alone[n] = local
    for name in ("trimmed-mean", "krum"):
        found = _left_out(
            lessons, lambda kept, name=name: [_together(kept, 12, aggregator=name)]
        )
        yield f"12 sites, {name}: AUC", found.mean(), "for information"
        yield from _apart(f"12 sites, {name}, less central", found - central)
        yield from _apart(f"12 sites, {name}, less each alone", found - alone[12])
    found = _left_out(lessons, lambda kept: [_summed(kept, 4)])
    yield "4 sites, answers masked: AUC", found.mean(), "as 4 sites"
    yield from _apart("4 sites, answers masked, less central", found - central)
    for noise in NOISES:
        spent: list[float] = []
        found = _left_out(
            lessons,
            lambda kept, noise=noise, spent=spent: [_private(kept, 4, noise, spent)],
        )
        yield f"4 sites, noise {noise:g}: ε", max(spent), "for information"
        yield f"4 sites, noise {noise:g}: AUC", found.mean(), "for information"
        yield from _apart(f"4 sites, noise {noise:g}, less central", found - central)
    yield from _inverted(lessons)


def _apart(name: str, difference: np.ndarray) -> Iterator[Row]:
    from attention_camp.models.figures import interval

    low, high = interval(difference)
    yield name, difference.mean(), f"95 %: {low:+.3f} to {high:+.3f}"


def _left_out(lessons: Sequence, learn: Callable) -> np.ndarray:
    """Return the AUC of each person left out, over networks learned without."""
    from attention_camp.models.figures import auc
    from attention_camp.models.training.crossvalidation import network_logits
    from attention_camp.models.training.examples import examples_of, first_stretch

    fold = np.arange(len(lessons)) % N_FOLDS
    found = np.zeros(len(lessons))
    for part in range(N_FOLDS):
        kept = [lesson for lesson, k in zip(lessons, fold, strict=True) if k != part]
        networks = learn(kept)
        for i in np.flatnonzero(fold == part):
            shown = examples_of(lessons[i], first_stretch(lessons[i]))
            found[i] = np.mean(
                [
                    auc(
                        shown.y,
                        network_logits(net, shown.patches, shown.rest, shown.known),
                    )
                    for net in networks
                ]
            )
    return found


def _dealt(lessons: Sequence, n: int) -> list[list]:
    """Return people dealt out to sites; with as many sites as people each is one."""
    n = min(n, len(lessons))
    return [[*lessons[k::n]] for k in range(n)]


def _together(kept: Sequence, n: int, aggregator: str = "mean"):
    from attention_camp.models.training.federated.flower import train_here
    from attention_camp.models.training.federated.results import network_of
    from attention_camp.models.training.federated.settings import LeadFile
    from attention_camp.models.training.federated.site import Site

    sites = [Site(part) for part in _dealt(kept, n)]
    file = LeadFile(sites=len(sites), aggregator=aggregator)
    return network_of(train_here(sites, file))


def _alone(kept: Sequence, n: int) -> list:
    from attention_camp.models.training.fitting import train_network

    return [train_network(part, seed=0) for part in _dealt(kept, n)]


def _summed(kept: Sequence, n: int):
    from attention_camp.models.training.federated.results import network_of
    from attention_camp.models.training.federated.settings import LeadFile
    from attention_camp.models.training.federated.site import Site
    from attention_camp.models.training.federated.summed import train_summed

    sites = [Site(part) for part in _dealt(kept, n)]
    return network_of(train_summed(sites, LeadFile(sites=len(sites))))


def _private(kept: Sequence, n: int, noise: float, spent: list[float]):
    from attention_camp.models.training.federated.flower import train_here
    from attention_camp.models.training.federated.private import Mechanism
    from attention_camp.models.training.federated.results import network_of
    from attention_camp.models.training.federated.settings import LeadFile, Privacy
    from attention_camp.models.training.federated.site import Site

    privacy = Privacy(noise=noise)
    mechanisms = [
        Mechanism(noise=noise, clip=privacy.clip, delta=privacy.delta) for _ in range(n)
    ]
    sites = [
        Site(part, privacy=mechanism)
        for part, mechanism in zip(_dealt(kept, n), mechanisms, strict=True)
    ]
    numbers = train_here(sites, LeadFile(sites=n, private=True))
    spent.append(mechanisms[0].epsilon)
    return network_of(numbers, is_private=True)


def _inverted(lessons: Sequence) -> Iterator[Row]:
    """Yield how like a person's own spectra an inverted first update of a site is."""
    from attention_camp.models.training.federated.numbers import at_start
    from attention_camp.models.training.federated.site import Site

    names = {1: "one person's site", 6: "six people's site"}
    for n, name in names.items():
        own, baseline = [], []
        for begin in range(0, len(lessons) - n + 1, n):
            site = Site(lessons[begin : begin + n])
            start = dict(at_start())
            update = site.answer("line", start)["line"][:-1]
            truth = Site(lessons[begin : begin + 1]).answer("contrasts", start)
            other = Site(lessons[begin - 1 : begin or None]).answer("contrasts", start)
            guess = update[: truth["contrasts"].shape[1]]
            own.append(np.corrcoef(guess, truth["contrasts"][1])[0, 1])
            baseline.append(np.corrcoef(guess, other["contrasts"][1])[0, 1])
        yield f"{name}: correlation of an update with its person", np.mean(own), ""
        yield f"{name}: with somebody else", np.mean(baseline), "baseline"


if __name__ == "__main__":
    for name, value, goal in run():
        print(f"{name:60s} {value:8.3f}  {goal}", flush=True)
    sys.exit(0)
