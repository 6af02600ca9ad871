"""What one bad channel costs the score, each channel in turn, people left out.

``attention-camp bench one_channel`` reads the recordings of eegmat beside the
repository and learns without each part of the people and each kind of headset, as
``evaluate --montages`` does. That command lets one channel, by lot, go bad in each
person; here every channel does, one after the other, which says how much of a figure is
the lot's. Printed are the AUC that is lost (mean over channels and people, 95 %
bootstrap interval over people), the worst channel, in how many windows the bad channel
was left out by the score itself, and in how many another, clean one.

The first line of each headset, a channel that is lost altogether, is the floor: no rule
that finds a bad channel can lose less, however soon it leaves it out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import headset, referred, told_by
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.contacts import draws_of
from attention_camp.models.evaluation.headset_table import aucs
from attention_camp.models.evaluation.headsets import answer_of
from attention_camp.models.evaluation.left_out import Tested, learned_without
from attention_camp.models.figures import interval
from attention_camp.models.score.views import slowed
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.models.windows import prepare

IS_LONG, NEEDS_QUIET = True, False
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
SHOWN = tuple(
    headset(name)
    for name in (
        *("Cyton-8", "Cyton-8, average"),
        *("four (Fp1 Fp2 T7 T8)", "Ganglion-4", "BrainBit-4"),
    )
)
"""Headsets of few channels, of which each one matters."""
MICRO = 1e-6

Samples = NDArray[np.float64]
Fault = Callable[[Samples, np.random.Generator, float], Samples]
"""What becomes of one channel's windows, (n_windows, n_times), at a sampling rate."""


def lost(wave: Samples, _: np.random.Generator, __: float) -> Samples:
    """Return a channel that sends nothing."""
    return np.full_like(wave, np.nan)


def flat(wave: Samples, _: np.random.Generator, __: float) -> Samples:
    """Return a channel that sends zeros."""
    return np.zeros_like(wave)


def white(microvolts: float) -> Fault:
    """Return what adds white noise of a spread."""
    return lambda wave, rng, _: (
        wave + MICRO * microvolts * rng.standard_normal(wave.shape)
    )


def pink(microvolts: float) -> Fault:
    """Return what adds noise of a spread whose power falls with frequency."""

    def added(wave: Samples, rng: np.random.Generator, sfreq: float) -> Samples:
        freqs = np.fft.rfftfreq(wave.shape[-1], 1 / sfreq)
        shape = np.where(freqs > 0, 1 / np.sqrt(np.maximum(freqs, 0.5)), 0.0)
        spectrum = np.fft.rfft(rng.standard_normal(wave.shape)) * shape
        noise = np.fft.irfft(spectrum, wave.shape[-1])
        return np.asarray(wave + MICRO * microvolts * noise / noise.std())

    return added


def mains(microvolts: float) -> Fault:
    """Return what adds 50 Hz of an effective value."""

    def added(wave: Samples, rng: np.random.Generator, sfreq: float) -> Samples:
        turns = 50 * np.arange(wave.shape[-1]) / sfreq + rng.random((len(wave), 1))
        wave = wave + MICRO * microvolts * np.sqrt(2) * np.sin(2 * np.pi * turns)
        return np.asarray(wave)

    return added


FAULTS: Mapping[str, tuple[Fault, bool]] = {
    "lost": (lost, False),
    "flat": (flat, False),
    "white, 30 µV": (white(30), False),
    "white, 100 µV": (white(100), False),
    "white, 300 µV": (white(300), False),
    "white, 100 µV, at own rest too": (white(100), True),
    "pink, 30 µV": (pink(30), False),
    "pink, 100 µV": (pink(100), False),
    "50 Hz, 100 µV": (mains(100), False),
}
"""By name, what happens, and whether it does at own rest, too."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What one bad channel of one person does."""

    person: str
    channel: str
    auc: float
    """Lost."""
    left_out: float
    """Share of windows in which the bad channel is not used."""
    others: float
    """Share of windows and clean channels that are not used beyond those before."""


def spoiled(tested: Tested, channel: int, fault: Fault, *, at_rest: bool) -> Person:
    """Return a person, one of whose channels is bad.

    Parameters
    ----------
    tested : Tested
        Through a headset.
    channel : int
        Which one.
    fault : callable
        What happens at its electrode, before an average is taken.
    at_rest : bool
        Whether it happens at own rest, too.
    """
    person = tested.person
    X = person.X.astype(np.float64)
    hit = np.ones(len(X), np.bool_) if at_rest else ~person.is_baseline
    X[hit, channel] = fault(X[hit, channel], draws_of(person), person.sfreq)
    return referred(replace(person, X=X.astype(np.float32)), tested.headset)


def losses(tested: Tested, fault: Fault, *, at_rest: bool) -> Iterator[Loss]:
    """Yield what each channel in turn does when it goes bad.

    Parameters
    ----------
    tested : Tested
        A person through a headset, and a score that has seen neither.
    fault : callable
        What happens.
    at_rest : bool
        Whether it happens at own rest, too.
    """
    usual, unused = _auc(tested, tested.person), _unused(tested.person)
    for k, name in enumerate(tested.person.ch_names):
        person = spoiled(tested, k, fault, at_rest=at_rest)
        now = _unused(person)
        others = np.delete(now & ~unused, k, axis=1)
        found = usual - _auc(tested, person)
        yield Loss(
            person.name, name, found, float(now[:, k].mean()), float(others.mean())
        )


def _auc(tested: Tested, person: Person) -> float:
    name = tested.headset.name
    said = answer_of(tested.score, person, name, "score", with_rest=True)
    return float(aucs([said], "score", name)[0])


def _unused(person: Person) -> NDArray[np.bool_]:
    """Return which channels are left out of windows outside own rest."""
    X = person.X[~person.is_baseline]
    return ~slowed(prepare(X, sfreq=person.sfreq, ch_names=person.ch_names)).usable


def told(found: list[Loss]) -> tuple[float, str]:
    """Return the mean loss, and a row of the table."""
    people, channels = (
        {
            key: np.nanmean([x.auc for x in found if getattr(x, by) == key])
            for key in dict.fromkeys(getattr(x, by) for x in found)
        }
        for by in ("person", "channel")
    )
    low, high = interval(np.array([*people.values()]))
    mean = float(np.nanmean([*people.values()]))
    most, worst = max((loss, name) for name, loss in channels.items())
    cells = (
        f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]",
        f"{worst} {most:+.3f}",
        f"{np.mean([x.left_out for x in found]):.3f}",
        f"{np.mean([x.others for x in found]):.4f}",
    )
    return mean, " | ".join(cells)


def run() -> list[tuple[str, float, str]]:
    """Print the table; return what white noise of 100 µV costs a Cyton."""
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    people = read_people([DATA])
    learned = learned_without(people, told_by(people), n_folds=N_FOLDS)
    tested = [one for one in learned.each() if one.headset in SHOWN]
    heads = "AUC lost | worst channel | left out | others left out"
    sys.stdout.write(f"| headset | one channel | {heads} |\n{'|---' * 6}|\n")
    rows = []
    for worn in SHOWN:
        for name, (fault, at_rest) in FAULTS.items():
            own = [one for one in tested if one.headset == worn]
            found = [x for one in own for x in losses(one, fault, at_rest=at_rest)]
            mean, cells = told(found)
            sys.stdout.write(f"| {worn.name} | {name} | {cells} |\n")
            sys.stdout.flush()
            if worn.family == "cyton" and name == "white, 100 µV":
                rows.append((f"{worn.name}, {name}: AUC lost", mean, "at most 0.02"))
    return rows


if __name__ == "__main__":
    for row in run():
        print(*row)
