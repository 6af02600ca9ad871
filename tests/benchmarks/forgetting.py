"""Do personal weights forget earlier sessions, and does replay prevent it?

``python tests/benchmarks/forgetting.py`` fits personal weights to one session after the
other, with and without replay, and prints the log loss (bits) on held-out windows of
the first session after each. Two kinds of sessions:

- simulated: 20 people whose alpha at rest and at work moves from day to day, scored by
  an index, and by the attention model with two personal numbers and with an adapter;
- eegmat, as pseudo-sessions: the halves of rest and of arithmetic of 24 people, scored
  by a model that learned from other people. One visit cut in two: a lower bound.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.models import load_estimator
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.estimator import Estimator
from attention_camp.models.figures import interval
from attention_camp.models.personal import (
    Taught,
    balanced,
    fit_personal,
    losses,
    see,
)
from attention_camp.models.replay_buffer import ReplayBuffer, recalled, remember
from attention_camp.models.windows import prepare

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
CYTON = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
N_PEOPLE, N_SESSIONS = 20, 4


def simulated(seed: int) -> list[tuple[ReplayBuffer, ReplayBuffer]]:
    """Return a person's sessions: windows to fit to, and windows held out."""
    rng = np.random.default_rng(seed)
    contrast = rng.uniform(0.2, 1.5)
    sessions = []
    for _ in range(N_SESSIONS):
        level = 2 * np.exp(0.3 * rng.standard_normal())
        today = contrast * np.exp(0.5 * rng.standard_normal())
        sessions.append(
            tuple(_session(rng, level, level * np.exp(-today)) for _ in range(2))
        )
    return sessions


def _session(rng: np.random.Generator, rest: float, task: float) -> ReplayBuffer:
    freqs = np.fft.rfftfreq(512, 1 / 128)
    parts = []
    for alpha in (rest, task):
        shape = 1 / np.maximum(freqs, 1) ** 0.5
        shape += alpha * np.exp(-0.5 * ((freqs - 10) / 1) ** 2)
        white = rng.standard_normal((18, len(CYTON), 512))
        parts.append(1e-5 * np.fft.irfft(np.fft.rfft(white) * shape))
    X, y = np.concatenate(parts), np.repeat([0, 1], 18)
    return remember(X, y, sfreq=128.0, ch_names=CYTON, about={})


def halves(person: Person) -> list[tuple[ReplayBuffer, ReplayBuffer]]:
    """Return a person's halves of rest and task, every other window held out."""
    sessions = []
    rest, task = (np.flatnonzero(person.y == label) for label in (0, 1))
    for k in range(2):
        rows = np.r_[np.array_split(rest, 2)[k], np.array_split(task, 2)[k]]
        call = {"sfreq": person.sfreq, "ch_names": person.ch_names, "about": {}}
        sessions.append(
            tuple(
                remember(person.X[part], person.y[part], **call)
                for part in (rows[::2], rows[1::2])
            )
        )
    return sessions


def forgotten(
    sessions: list[tuple[ReplayBuffer, ReplayBuffer]],
    shared: Estimator,
    *,
    replay: bool,
    adapts: bool,
) -> np.ndarray:
    """Return the log loss on session one, held out, after fitting to each session."""
    found = []
    old = _taught(*sessions[0], shared)
    weight = balanced(old.y) / len(old.y)
    for k, (shown, _) in enumerate(sessions):
        taught = _taught(shown, shown, shared)
        if replay and k:
            earlier = [past for past, _ in sessions[:k]]
            most = min(np.bincount(taught.y, minlength=2))
            taught = taught.after(recalled(earlier, shared, most=most))
        own = fit_personal(taught, adapts=adapts)
        found.append(weight @ losses(own.logits(old.seen), old.y) / np.log(2))
    return np.array(found)


def _taught(own: ReplayBuffer, memory: ReplayBuffer, shared: Estimator) -> Taught:
    """Return what is seen in a memory's windows, aligned to the rest of ``own``."""
    rest = prepare(own.rest(), sfreq=own.sfreq, ch_names=own.ch_names)
    taught = Taught(see(shared.aligned(rest), memory.windows()), memory.y)
    return taught[~np.isnan(taught.seen.z)]


People = list[tuple[list[tuple[ReplayBuffer, ReplayBuffer]], Estimator]]


def report(what: str, people: People, *, adapts: bool = False) -> None:
    """Print the loss after each session, without and with replay, and what it grew."""
    grown = {}
    for replay in (False, True):
        each = np.stack(
            [forgotten(s, e, replay=replay, adapts=adapts) for s, e in people]
        )
        grown[replay] = each[:, -1] - each[:, 0]
        steps = ", ".join(f"{value:.3f}" for value in each.mean(axis=0))
        name = "with replay" if replay else "without"
        low, high = interval(grown[replay])
        print(f"{what}, {name}: {steps}; forgotten {grown[replay].mean():+.3f}", end="")
        print(f" [{low:+.3f}, {high:+.3f}] bits")
    saved = grown[False] - grown[True]
    low, high = interval(saved)
    print(f"{what}: replay saves {saved.mean():+.3f} [{low:+.3f}, {high:+.3f}] bits")


def main() -> None:
    """Print the tables."""
    sessions = [simulated(k) for k in range(N_PEOPLE)]
    for name, adapts in (
        ("theta-alpha", False),
        ("attention", False),
        ("attention", True),
    ):
        shared = load_estimator(name)
        what = f"simulated, {name}{', adapter' if adapts else ''}"
        report(what, [(own, shared) for own in sessions], adapts=adapts)
    if not DATA.is_dir():
        return
    everybody = read_people([DATA])
    people = []
    for fold in range(6):
        kept = [p for i, p in enumerate(everybody) if i % 6 != fold]
        shared = load_estimator("band-power").fit(
            np.concatenate([p.X for p in kept]),
            np.concatenate([p.y for p in kept]),
            groups=np.repeat([p.name for p in kept], [len(p.y) for p in kept]),
            sfreq=kept[0].sfreq,
            ch_names=kept[0].ch_names,
        )
        people += [(halves(p), shared) for p in everybody[fold::6]]
    report("eegmat halves", people)


if __name__ == "__main__":
    main()
