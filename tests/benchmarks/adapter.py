"""May a person's own directions act? The whole calibration, with and without them.

``attention-camp bench adapter`` calibrates the shipped attention model twice to the
same windows, three blocks of rest and three of task in turn (half a minute each): with
two personal numbers, and with the nested choice between these and an adapter. It counts
how often the score is then permitted to act.

- People with nothing to tell must be permitted seldom. Simulated ones rest in all
  blocks and differ in nothing, or in what is not attention: signal amplitude, muscle,
  eyes, a drift over the session, a level of each rhythm drawn anew for each block,
  engagement that pays no heed to the labels. Real ones are eegmat's recordings of rest,
  cut into blocks that are called rest and task in turn.
- Simulated participants who work in the task blocks should be permitted often.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.session.simulated import SimulatedMind
from attention_camp.models.calibration import Label, Stretch, calibrate
from attention_camp.models.data.recordings import read_people
from attention_camp.models.evaluation.evaluate import MONTAGES
from attention_camp.models.figures import interval, share_interval
from attention_camp.models.scorer import Scorer
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.physiology import Physiology

IS_LONG = True
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
CYTON = MONTAGES["8"]
SFREQ = 250.0
WINDOW = 1000
N_NOTHING, N_TELLING = 100, 40
N_BLOCKS, BLOCK_SECONDS = 6, 28
SEGMENT_SECONDS = 10
"""How long engagement stays that pays no heed to the labels."""

BANDS = ((4.0, 8.0), (8.0, 13.0), (13.0, 30.0))
"""Theta, alpha and beta, Hz."""
DRIFT = np.array([-0.3, 0.6, 0.4])
"""Share by which their amplitudes change over a session that drifts."""

Windows = NDArray[np.float64]
"""Shape (n_windows, n_chans, n_times), volts."""
Spoil = Callable[[Windows, np.random.Generator], Windows]


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of simulated person, or of control."""

    work: float | None = None
    """Mean engagement in the task blocks; None: they rest in all of them."""
    at_random: bool = False
    """Whether engagement changes without heed to the labels."""
    drifts: bool = False
    varies: bool = False
    """Whether each block has levels of its own."""
    spoil: Spoil = lambda windows, _: windows
    """What is done to the windows of task."""


def louder(gain: float) -> Spoil:
    """Return what multiplies all amplitudes."""
    return lambda windows, _: gain * windows


def muscle(uv: float) -> Spoil:
    """Return what adds muscle, strongest at the sides and in front."""
    near = np.array([1.0, 1.0, 0.3, 0.3, 0.8, 0.8, 0.2, 0.2])[:, None]
    freqs = np.fft.rfftfreq(WINDOW, 1 / SFREQ)
    # the spectrum of scalp muscle rises to some 30 Hz and is flat up to 100
    shape = np.where((freqs > 8) & (freqs < 100), np.minimum(freqs / 30, 1), 0)

    def spoil(windows: Windows, rng: np.random.Generator) -> Windows:
        white = rng.standard_normal(windows.shape)
        noise = np.fft.irfft(np.fft.rfft(white) * shape, WINDOW)
        level = np.exp(0.5 * rng.standard_normal((len(windows), 1, 1)))
        return windows + uv * 1e-6 * level * near * noise / noise.std()

    return spoil


def blinks(per_minute: float) -> Spoil:
    """Return what adds blinks of 100 µV at the forehead."""
    near = np.array([1.0, 1.0, 0.15, 0.15, 0.05, 0.05, 0.02, 0.02])[:, None]
    times = np.arange(WINDOW) / SFREQ

    def spoil(windows: Windows, rng: np.random.Generator) -> Windows:
        made = windows.copy()
        seconds = WINDOW / SFREQ
        for window in made:
            for at in rng.uniform(0, seconds, rng.poisson(per_minute * seconds / 60)):
                window += 1e-4 * near * np.exp(-0.5 * ((times - at) / 0.08) ** 2)
        return made

    return spoil


NOTHING: Mapping[str, Case] = {
    "rest in all blocks": Case(),
    "engagement at random": Case(at_random=True),
    "drift over the session": Case(drifts=True),
    "levels of each block": Case(varies=True),
    "amplitude × 1.5": Case(spoil=louder(1.5)),
    "weak muscle": Case(spoil=muscle(2.0)),
    "muscle": Case(spoil=muscle(4.0)),
    "strong muscle": Case(spoil=muscle(8.0)),
    "weak eyes": Case(spoil=blinks(6.0)),
    "strong eyes": Case(spoil=blinks(30.0)),
}
TELLING: Mapping[str, Case] = {
    "works": Case(work=0.8),
    "works a little": Case(work=0.4),
}


def simulated(case: Case, seed: int) -> list[Stretch]:
    """Return the calibration of a simulated participant, cleaned as live."""
    physiology, mind = Physiology.draw(seed), SimulatedMind(seed)
    brain = SimulatedBrain(CYTON, SFREQ, seed=seed, physiology=physiology)
    cleaner, rng = Cleaner(brain.info), np.random.default_rng([seed, 1])
    stretches, now = [], 0
    for number in range(N_BLOCKS):
        label: Label = "engaged" if number % 2 else "rest"
        engaged = label == "engaged" and case.work is not None
        parts = []
        for _ in range(BLOCK_SECONDS):
            if case.at_random and now % SEGMENT_SECONDS == 0:
                engaged = rng.random() < 0.5
            mind.attend(rest=not engaged)
            found = mind.engagement(float(now))
            if engaged and case.work is not None:
                found = float(np.clip(found + case.work - 0.8, 0, 1))
            brain.set_engagement(found)
            parts.append(cleaner.step(brain.make(round(SFREQ))))
            now += 1
        data = np.concatenate(parts, axis=1).astype(np.float64)
        windows = data.reshape(len(CYTON), -1, WINDOW).swapaxes(0, 1)[1:]
        if case.varies:
            windows = scaled(windows, np.exp(0.25 * rng.standard_normal((1, 3))))
        if case.drifts:
            share = number + np.linspace(0, 1, len(windows))[:, None]
            windows = scaled(windows, 1 + share / N_BLOCKS * DRIFT)
        if label == "engaged":
            windows = case.spoil(windows, rng)
        stretches.append(Stretch(label, windows))
    return stretches


def scaled(windows: Windows, factors: NDArray[np.float64]) -> Windows:
    """Return windows whose amplitude in each of ``BANDS`` was multiplied."""
    freqs = np.fft.rfftfreq(WINDOW, 1 / SFREQ)
    gains = np.ones((len(factors), len(freqs)))
    for (low, high), factor in zip(BANDS, factors.T, strict=True):
        inside = (low <= freqs) & (freqs < high)
        gains[:, inside] = factor[:, None]
    spectrum = np.fft.rfft(windows) * gains[:, None]
    return np.asarray(np.fft.irfft(spectrum, WINDOW), dtype=np.float64)


def resting(names: Sequence[str] | None) -> Iterator[tuple[Scorer, list[Stretch]]]:
    """Yield eegmat's rest in blocks called rest and task in turn, either one first."""
    for person in read_people([DATA]):
        own = person.picked(names) if names else person
        X = own.X[own.y == 0].astype(np.float64)
        blocks = np.array_split(X, N_BLOCKS)
        scorer = Scorer("attention", sfreq=own.sfreq, ch_names=own.ch_names)
        for first in (0, 1):
            labels: list[Label] = ["rest", "engaged"]
            yield (
                scorer,
                [Stretch(labels[(k + first) % 2], x) for k, x in enumerate(blocks)],
            )


def made(case: Case, n: int) -> Iterator[tuple[Scorer, list[Stretch]]]:
    """Yield simulated people of a kind."""
    scorer = Scorer("attention", sfreq=SFREQ, ch_names=CYTON)
    for seed in range(n):
        yield scorer, simulated(case, seed)


def report(
    what: str, people: Iterator[tuple[Scorer, list[Stretch]]], goal: str
) -> list[tuple[str, float, str]]:
    """Print how often people are permitted, without and with the nested choice."""
    both, adapted, slowest = [], [], 0.0
    for scorer, stretches in people:
        line, _ = calibrate(scorer, stretches, may_adapt=False)
        begin = time.perf_counter()
        nested, _ = calibrate(scorer, stretches)
        slowest = max(slowest, time.perf_counter() - begin)
        both.append([(r.permission, r.auc) for r in (line, nested)])
        adapted.append(bool(nested.adapter))
    found = np.array(both, dtype=float)  # (n_people, line and nested, 2)
    n = len(found)
    text = f"{what} ({n}): permitted"
    for k, name in enumerate(("two numbers", "nested")):
        share = float(found[:, k, 0].mean())
        low, high = share_interval(share, n)
        text += f" {name} {share:.2f} [{low:.2f}, {high:.2f}],"
    change = found[:, 1, 1] - found[:, 0, 1]
    low, high = interval(change)
    text += f" AUC {found[:, 0, 1].mean():.3f} and {found[:, 1, 1].mean():.3f}"
    text += f" ({change.mean():+.3f} [{low:+.3f}, {high:+.3f}]);"
    text += f" adapter used {np.mean(adapted):.2f}; slowest {slowest:.1f} s\n"
    sys.stdout.write(text)
    sys.stdout.flush()
    return [
        (f"{what}: permitted, two numbers", float(found[:, 0, 0].mean()), "none"),
        (f"{what}: permitted, nested", float(found[:, 1, 0].mean()), goal),
    ]


def run() -> list[tuple[str, float, str]]:
    """Print and return how often each kind of person is permitted."""
    rows = []
    for name, case in TELLING.items():
        rows += report(name, made(case, N_TELLING), "more than with two numbers")
    for name, case in NOTHING.items():
        rows += report(name, made(case, N_NOTHING), "at most 0.05, or two numbers'")
    if DATA.is_dir():
        for channels, names in (("19", None), ("8", CYTON)):
            people = resting(names)
            what = f"eegmat's rest, {channels} channels"
            rows += report(what, people, "at most 0.05, or two numbers'")
    return rows


if __name__ == "__main__":
    run()
