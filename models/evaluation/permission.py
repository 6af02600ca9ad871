"""Whom a calibration would let the score act for, before a study: people left out.

Recordings of rest and of a task are cut into blocks that take turns, as a session's
calibration has them, and the program's own verdict is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attention_camp.models.calibration import Label, Stretch, calibrate
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.left_out import LeftOut, learned_without
from attention_camp.models.figures import share_interval
from attention_camp.models.scorer import Scorer
from attention_camp.models.training.held_out import headsets_for
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.models.verdict import CalibrationReport

N_BLOCKS = 3
"""Of rest, and of task: as many as the shipped protocols have."""
LONGEST = 6
"""Most windows of a block, 24 s, as the shipped protocols have them."""
OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """The calibration of one person through one headset."""

    headset: str
    person: str
    report: CalibrationReport


def in_turn(person: Person) -> list[Stretch]:
    """Return a person's recordings as blocks of rest and of task in turn.

    Blocks are alike in length and lie as far apart as the recordings go.
    """
    labels: tuple[Label, Label] = ("rest", "engaged")
    parts = [np.array_split(person.X[person.y == k], N_BLOCKS) for k in (0, 1)]
    n = min(LONGEST, *(len(part) for own in parts for part in own))
    return [
        Stretch(label, own[number][:n])
        for number in range(N_BLOCKS)
        for label, own in zip(labels, parts, strict=True)
    ]


def verdict_of(scorer: Scorer, person: Person) -> CalibrationReport:
    """Return whether a calibration would let the score act for a person."""
    return calibrate(scorer, in_turn(person))[0]


def permissions(
    data_dirs: Sequence[Path],
    *,
    n_folds: int = N_FOLDS,
    progress: OnProgress | None = None,
) -> list[Verdict]:
    """Return the calibration of everybody, through every headset, both left out.

    Parameters
    ----------
    data_dirs : sequence of Path
        Recordings as EEG-BIDS datasets.
    n_folds : int
        Parts of the people.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.
    """
    told = progress or (lambda *_: None)
    people = read_people(data_dirs)
    learned = learned_without(
        people,
        headsets_for(people),
        n_folds=n_folds,
        told=lambda share: told(0.3 * share, "learning"),
    )
    n = len(people) * len(learned.headsets)
    found = []
    for verdict in verdicts(learned):
        found.append(verdict)
        told(0.3 + 0.7 * len(found) / n, f"calibrating, {verdict.headset}")
    told(1.0, "done")
    return found


def verdicts(learned: LeftOut) -> Iterator[Verdict]:
    """Yield the calibration of everybody through every headset.

    Own directions may be chosen, as live: those that the other people taught.
    """
    for one in learned.each(adapts=True):
        person = one.person
        scorer = Scorer(one.score, sfreq=person.sfreq, ch_names=person.ch_names)
        yield Verdict(one.headset.name, person.name, verdict_of(scorer, person))


def as_text(found: Sequence[Verdict]) -> str:
    """Return the table in Markdown."""
    heads = ("headset", "people", "will not steer", "why", "AUC", "smallest AUC")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name in dict.fromkeys(one.headset for one in found):
        reports = [one.report for one in found if one.headset == name]
        refused = [report for report in reports if not report.permission]
        share = len(refused) / len(reports)
        low, high = share_interval(share, len(reports))
        reasons = Counter(r for report in refused for r in _reasons(report))
        why = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
        cells = (
            name,
            str(len(reports)),
            f"{len(refused)}: {share:.2f} [{low:.2f}, {high:.2f}]",
            why or "–",
            _middle([report.auc for report in reports]),
            _middle([report.smallest_effect for report in reports]),
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines.append(
        "\nThe share of people whose score will not steer, with its 95 % interval; "
        "what their scores did not beat; medians over people and their middle 80 %: "
        "of the AUC on parts left out, and of the smallest AUC that the calibration "
        "could have told from chance."
    )
    return "\n".join(lines)


def _reasons(report: CalibrationReport) -> tuple[str, ...]:
    return report.beaten_by or (report.why,)


def _middle(values: Sequence[float]) -> str:
    known = np.array(values)[np.isfinite(values)]
    if not len(known):
        return "–"
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9))
    return f"{middle:.2f} ({low:.2f} to {high:.2f})"
