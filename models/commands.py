"""What the command line does with models: train, evaluate, calibrate.

Plain functions of paths and names; each returns the text to print. The command line
wires them and turns ``ValueError`` (``DataError`` and ``WeightsError`` are such) into
its one-paragraph errors.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from attention_camp.models.catalogue import ESTIMATORS

Progress = Callable[[float, str], None]
"""Called with the share done, 0 to 1, and what is being done."""


def train(
    data: Sequence[Path], out: Path, *, seed: int = 0, progress: Progress | None = None
) -> str:
    """Train the attention network on labelled BIDS datasets into a weight folder."""
    from attention_camp.models.making import train as make

    figures = make(data, out, seed=seed, progress=progress)
    lines = [f"Weights written to {out}. Over people held out:"]
    lines += [
        f"  {name.replace('_', ' ')}: {value:g}" for name, value in figures.items()
    ]
    return "\n".join(lines)


def evaluate(
    data: Sequence[Path],
    *,
    protocol: str = "loso",
    estimators: Sequence[str] = ESTIMATORS,
    n_folds: int | None = None,
    out: Path | None = None,
    progress: Progress | None = None,
) -> str:
    """Evaluate estimators on people or sessions they were not trained on.

    ``out`` is a CSV file for the table with all intervals.
    """
    from attention_camp.models.evaluation import PROTOCOLS, as_text
    from attention_camp.models.evaluation import evaluate as run

    if protocol not in PROTOCOLS:
        msg = f"protocol: one of {', '.join(PROTOCOLS)}, got {protocol!r}."
        raise ValueError(msg)
    unknown = [name for name in estimators if name not in ESTIMATORS]
    if unknown:
        msg = f"estimators: some of {', '.join(ESTIMATORS)}, got {', '.join(unknown)}."
        raise ValueError(msg)
    rows = run(
        data,
        protocol=protocol,
        estimators=estimators,
        n_folds=n_folds,
        progress=progress,
    )
    if out is not None:
        with out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(asdict(rows[0])))
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return as_text(rows)


def calibrate(
    dataset: Path,
    participant: str,
    *,
    estimator: str = "attention",
    out: Path | None = None,
) -> str:
    """Judge whether a score may act for one person of a labelled BIDS dataset.

    ``out`` is a JSON file for the report.
    """
    from attention_camp.models.calibration import calibrate as judge
    from attention_camp.models.calibration import stretches_of
    from attention_camp.models.data import DataError, read_people
    from attention_camp.models.scorer import Scorer

    name = f"sub-{participant.removeprefix('sub-')}"
    people = {p.name.rpartition("/")[2]: p for p in read_people([dataset])}
    if name not in people:
        msg = f"{dataset} has no participant {name}; it has {', '.join(people)}."
        raise DataError(msg)
    person = people[name]
    scorer = Scorer(estimator, sfreq=person.sfreq, ch_names=person.ch_names)
    report, _ = judge(scorer, stretches_of(person))
    if out is not None:
        out.write_text(json.dumps(report.to_json(), indent=1) + "\n", encoding="utf-8")
    return report.as_text()
