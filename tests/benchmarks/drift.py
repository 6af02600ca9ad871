"""How far is rest from rest: the same person, and another? For the drift check.

``python tests/benchmarks/drift.py`` reads the recordings beside the repository (24
people of eegmat) and prints, for three headsets and two lengths, the distances in dB
that the thresholds of ``models/drift.py`` come from. One visit per person: what a new
day and a new fitting of the cap add is not in these recordings.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.drift import distance_db
from attention_camp.models.evaluation.evaluate import MONTAGES
from attention_camp.models.windows import Windows, prepare

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"


def rests(person: Person, n: int) -> tuple[Windows, Windows]:
    """Return the first and the last windows of a person's rest."""
    rows = np.flatnonzero(person.y == 0)
    call = {"sfreq": person.sfreq, "ch_names": person.ch_names}
    return prepare(person.X[rows[:n]], **call), prepare(person.X[rows[-n:]], **call)


def main() -> None:
    """Print the table."""
    people = read_people([DATA])
    montages = {"19": people[0].ch_names, **MONTAGES}
    print("channels, windows: own rest 50 % / 95 %; another's 5 % / 50 %, dB")
    for name, ch_names in montages.items():
        for n in (8, 15):
            pairs = [rests(person.picked(ch_names), n) for person in people]
            apart = np.array([[distance_db(a, b) for _, b in pairs] for a, _ in pairs])
            own = np.quantile(np.diag(apart), (0.5, 0.95))
            others = apart[~np.eye(len(people), dtype=bool)]
            other = np.quantile(others, (0.05, 0.5))
            print(
                f"{name}, {n}: {own[0]:.2f} / {own[1]:.2f}; "
                f"{other[0]:.2f} / {other[1]:.2f}"
            )


if __name__ == "__main__":
    main()
