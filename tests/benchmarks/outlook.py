"""Do the heads foretell a memory trial with a Muse, with and without behaviour?

``attention-camp bench outlook`` reads the recordings of seqlearn beside the repository
and prints what each head gains over a constant on people left out, in nats per trial,
with the 95 % interval over people: from the EEG and the last trials, and from the EEG
alone. A head speaks where the lower end of its interval is above 0. ``python
tests/benchmarks/outlook.py DATASET...`` does so for datasets that this application
recorded.

Engagement within task blocks is labelled in no recording at hand: seqlearn has no rest,
eegmat no trials, and at rest this application has no trials, so that behaviour being
there would give the label away. It is compared on made-up people who pass in and out of
engagement within a task, each trial with its history, where it is known what behaviour
tells: reaction times and errors that follow engagement, or that do not.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from attention_camp.models.training.export import from_safetensors
from attention_camp.models.training.network import EncoderNetwork
from attention_camp.models.training.trial_heads import TrialHeadsOptions
from attention_camp.models.training.trial_skills import Skill, skills
from attention_camp.models.training.trials import (
    TrialExample,
    TrialExamples,
    examples_of_trials,
    read_trials,
)
from attention_camp.models.weights import TORCH, read_weights
from attention_camp.models.windows import prepare

IS_LONG = True
CH_NAMES = ("TP9", "AF7", "AF8", "TP10")
SFREQ = 220.0
N_WINDOW = round(4 * SFREQ)
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "seqlearn"
FULL_WEIGHTS = Path(__file__).resolve().parents[1] / "models" / "full_weights"
"""The shipped weights before their encoder was cut away."""
MANY = 20
"""Fewest trials with a score for a recording to count."""
N_PEOPLE, N_MADE_UP = 20, 60


def memory_trials(path: Path) -> TrialExamples:
    """Return a recording's trials: there is no rest, no reaction time, no level."""
    with np.load(path) as arrays:
        counts, lsb = arrays["counts"].astype(float), float(arrays["lsb_uv"])
        offsets, success = arrays["offsets"], arrays["success"]
    data = counts * lsb * 1e-6
    trials, windows = [], []
    for i, (begin, end) in enumerate(itertools.pairwise(offsets)):
        if end - begin >= N_WINDOW:
            windows.append(data[:, end - N_WINDOW : end])
            times = (begin / SFREQ, end / SFREQ)
            trials.append(TrialExample(*times, bool(success[i]), float("nan"), 0))
    ready = prepare(np.stack(windows), sfreq=SFREQ, ch_names=CH_NAMES)
    nothing = prepare(np.zeros((1, 4, N_WINDOW)), sfreq=SFREQ, ch_names=CH_NAMES)
    person = path.stem.split("_")[0]  # some came more than once
    return examples_of_trials(ready, trials, nothing, person=person)


def shipped() -> EncoderNetwork:
    """Return the network of the shipped weights."""
    stored = read_weights(FULL_WEIGHTS, TORCH)
    return from_safetensors(stored.contents[TORCH], stored.card)


def compared(
    network: EncoderNetwork, people: Sequence[TrialExamples]
) -> list[tuple[str, float, str]]:
    """Print and return each head's gain with and without the last trials."""
    rows, n_people = [], len({one.person for one in people})
    for behaviour, words in ((True, "EEG and last trials"), (False, "EEG alone")):
        options = TrialHeadsOptions(behaviour=behaviour)
        found = skills(network, people, options=options)
        rows += decided(found, words, n_people)
    return rows


def decided(
    found: Mapping[str, Skill], words: str, n_people: int
) -> list[tuple[str, float, str]]:
    """Print what heads gain; return the lower end of each, which decides."""
    rows = []
    for name, skill in found.items():
        if np.isnan(skill.gain):
            continue
        sys.stdout.write(
            f"{name}, {words}: {skill.gain:+.3f} [{skill.low:+.3f}, "
            f"{skill.high:+.3f}] nats over {n_people} people: "
            f"{'speaks' if skill.speaks else 'unknown'}\n"
        )
        what = f"{name}, {words}, nats gained, lower end at 0.95"
        rows.append((what, skill.low, "above 0, or it says unknown"))
    return rows


def made_up(seed: int, *, follows: bool) -> TrialExamples:
    """Return a person whose behaviour follows engagement, or not; EEG tells nothing."""
    rng = np.random.default_rng(seed)
    walk = np.convolve(rng.standard_normal(N_MADE_UP + 7), np.ones(8), "valid")
    engaged = walk > 0
    state = engaged if follows else rng.permutation(engaged)
    seconds = 0.6 * np.exp(0.3 * ~state + 0.2 * rng.standard_normal(N_MADE_UP))
    correct = rng.random(N_MADE_UP) < np.where(state, 0.95, 0.75)
    trials = [
        TrialExample(5.0 * i, 5.0 * i + 2, bool(correct[i]), seconds[i], 6)
        for i in range(N_MADE_UP)
    ]
    shape = (N_MADE_UP, len(CH_NAMES), N_WINDOW)
    windows, rest = (
        prepare(1e-5 * rng.standard_normal(size), sfreq=SFREQ, ch_names=CH_NAMES)
        for size in (shape, (12, *shape[1:]))
    )
    return examples_of_trials(
        windows, trials, rest, person=f"{seed}", engaged=engaged.astype(float)
    )


def on_made_up(network: EncoderNetwork) -> list[tuple[str, float, str]]:
    """Print and return what behaviour adds to engagement where the truth is known."""
    rows = []
    for follows, words in ((True, "follows engagement"), (False, "does not")):
        people = [made_up(seed, follows=follows) for seed in range(N_PEOPLE)]
        for behaviour in (True, False):
            options = TrialHeadsOptions(behaviour=behaviour)
            found = skills(network, people, options=options)["engaged"]
            seen = "last trials" if behaviour else "EEG alone"
            what = f"engaged, made up, behaviour {words}, {seen}"
            span = f"{found.gain:+.3f} [{found.low:+.3f}, {found.high:+.3f}]"
            sys.stdout.write(f"{what}: {span} nats over {N_PEOPLE} people\n")
            rows.append((f"{what}, nats gained", found.gain, "none"))
    return rows


def run() -> list[tuple[str, float, str]]:
    """Return gains on made-up people, and their lower ends on memory trials."""
    network = shipped()
    rows = on_made_up(network)
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return rows
    people = [memory_trials(path) for path in sorted(DATA.glob("*.npz"))]
    enough = [one for one in people if one.patches.n_windows >= MANY]
    return rows + compared(network, enough)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        compared(shipped(), read_trials([Path(name) for name in sys.argv[1:]]))
    else:
        run()
