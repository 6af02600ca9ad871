"""Do the heads foretell a memory trial with a Muse, with and without behaviour?

``attention-camp bench outlook`` reads the recordings of seqlearn beside the repository
and prints what each head gains over a constant on people left out, in nats per trial,
with the 95 % interval over people: from the EEG and the last trials, and from the EEG
alone. ``python tests/benchmarks/outlook.py DATASET...`` does so for datasets that this
application recorded.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from attention_camp.models.export import from_safetensors
from attention_camp.models.outlook import OutlookOptions, skills
from attention_camp.models.trials import (
    Trial,
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
MANY = 20
"""Fewest trials with a score for a recording to count."""


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
            trials.append(Trial(*times, bool(success[i]), float("nan"), 0))
    ready = prepare(np.stack(windows), sfreq=SFREQ, ch_names=CH_NAMES)
    nothing = prepare(np.zeros((1, 4, N_WINDOW)), sfreq=SFREQ, ch_names=CH_NAMES)
    return examples_of_trials(ready, trials, nothing)


def compared(people: Sequence[TrialExamples]) -> list[tuple[str, float, str]]:
    """Print and return each head's gain with and without the last trials."""
    stored = read_weights(None, TORCH)
    network = from_safetensors(stored.contents[TORCH], stored.card)
    rows = []
    for behaviour, words in ((True, "EEG and last trials"), (False, "EEG alone")):
        options = OutlookOptions(behaviour=behaviour)
        for name, skill in skills(network, people, options=options).items():
            sys.stdout.write(
                f"{name}, {words}: {skill.gain:+.3f} [{skill.low:+.3f}, "
                f"{skill.high:+.3f}] nats over {len(people)} recordings: "
                f"{'speaks' if skill.speaks else 'unknown'}\n"
            )
            rows.append((f"{name}, {words}, nats gained", skill.gain, "above 0"))
    return [row for row in rows if not np.isnan(row[1])]


def run() -> list[tuple[str, float, str]]:
    """Return the gain per head on the memory trials."""
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    people = [memory_trials(path) for path in sorted(DATA.glob("*.npz"))]
    return compared([one for one in people if one.patches.n_windows >= MANY])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        compared(read_trials([Path(name) for name in sys.argv[1:]]))
    else:
        run()
