"""What alignment to own rest sees of how a recording was cleaned, not of the brain.

``python tests/benchmarks/recording_control.py`` reads the recordings beside the
repository (24 people of eegmat), where independent components were taken out of rest
and of arithmetic separately. What was taken out of rest is nearly silent in all its
windows and not in those of the other recording. The score here is one number without
training: the log power in the directions that were weakest at the person's own rest.
As high as it is, no figure of an estimator that whitens by own rest is about engagement
alone.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.evaluate import MONTAGES
from attention_camp.models.figures import auc, interval
from attention_camp.models.patches import resampled

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
SFREQ = 128
RIDGE = 0.05
"""As in the alignment of the convolutional networks."""


def weakest(person: Person, n: int) -> float:
    """Return the AUC of the log power in the n weakest directions of own rest."""
    x = resampled(person.X.astype(float), person.sfreq, to=SFREQ)
    rest = x[person.is_baseline]
    covariance = np.mean(rest @ rest.transpose(0, 2, 1), axis=0) / rest.shape[-1]
    values, vectors = np.linalg.eigh(covariance)
    power = (vectors[:, :n].T @ x).var(axis=-1) + RIDGE * values.mean()
    tested = ~person.is_baseline
    return auc(person.y[tested], np.log(power).mean(axis=1)[tested])


def main() -> None:
    """Print the table."""
    people = read_people([DATA])
    for name, ch_names in {"19": people[0].ch_names, **MONTAGES}.items():
        for n in (1, 3):
            aucs = np.array([weakest(p.picked(ch_names), n) for p in people])
            low, high = interval(aucs)
            span = f"[{low:.3f}, {high:.3f}]"
            print(f"{name} channels, {n} weakest: {aucs.mean():.3f} {span}")


if __name__ == "__main__":
    main()
