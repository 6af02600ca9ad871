"""How the score differs by sex, age, handedness and headset, where data name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from attention_camp.models.data.labels import read_rows
from attention_camp.models.data.recordings import DataError, Person, read_people
from attention_camp.models.data.traits import spelt
from attention_camp.models.evaluation.headsets import Answer, answer_of
from attention_camp.models.evaluation.left_out import learned_without
from attention_camp.models.evaluation.permission import verdict_of
from attention_camp.models.evaluation.worst_case import certain_and_wrong
from attention_camp.models.figures import auc, interval, share_interval
from attention_camp.models.scorer import Scorer
from attention_camp.models.training.held_out import CAP, headsets_for
from attention_camp.models.training.train_score import N_FOLDS
from attention_camp.resources.bounded import read_json_table

TRAITS = ("sex", "age", "handedness", "headset")
"""What people are told apart by; other columns of participants.tsv do as well."""
UNKNOWN = "unknown"
AGES = (18, 40, 60)
"""Years at which an age group begins; our own choice."""
DEVICE = ("ManufacturersModelName", "CapManufacturersModelName", "Manufacturer")
"""Where a sidecar names the headset, the most exact first."""
N_DRAWN = 2000
OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Member:
    """What the score is worth for one person, and who that is."""

    person: str
    traits: Mapping[str, str]
    auc: float
    may_steer: bool
    """Whether a calibration lets the score act."""
    wrong: float
    """Share of windows that are certain enough to act and wrong."""


def members(
    data_dirs: Sequence[Path],
    traits: Sequence[str] = TRAITS,
    *,
    n_folds: int = N_FOLDS,
    progress: OnProgress | None = None,
) -> list[Member]:
    """Return what the score is worth for everybody, who was left out of learning.

    As recorded; where that was a cap, caps were left out of learning, too.

    Parameters
    ----------
    data_dirs : sequence of Path
        EEG-BIDS datasets.
    traits : sequence of str
        Columns of participants.tsv; ``headset`` is what the recordings name.
    n_folds : int
        Parts of the people.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.
    """
    told = progress or (lambda *_: None)
    people = read_people(data_dirs)
    said = traits_of(data_dirs, traits)
    learned = learned_without(
        people,
        headsets_for(people),
        n_folds=n_folds,
        told=lambda share: told(0.6 * share, "learning"),
    )
    found = []
    recorded = next(one for one in learned.headsets if one.family == CAP)
    for one in replace(learned, headsets=[recorded]).each(adapts=True):
        person = one.person
        scorer = Scorer(one.score, sfreq=person.sfreq, ch_names=person.ch_names)
        answer = answer_of(one.score, person, "", "score", with_rest=True)
        may_steer = verdict_of(scorer, person).permission
        found.append(_member(person, answer, may_steer, said))
        told(0.6 + 0.4 * len(found) / len(people), "calibrating")
    told(1.0, "done")
    return found


def _member(
    person: Person,
    answer: Answer,
    may_steer: bool,
    said: Mapping[str, Mapping[str, str]],
) -> Member:
    scored = ~np.isnan(answer.engaged)
    return Member(
        person.name,
        said.get(person.name, {}),
        auc(answer.y[scored], answer.engaged[scored]),
        may_steer,
        certain_and_wrong(answer),
    )


def traits_of(
    data_dirs: Sequence[Path], traits: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Return what datasets say of their people, by the name they have in `Person`.

    Parameters
    ----------
    data_dirs : sequence of Path
        EEG-BIDS datasets.
    traits : sequence of str
        Columns of participants.tsv, or ``headset``.

    Raises
    ------
    DataError
        If a trait is none of ``TRAITS`` and no table has such a column.
    """
    found = {}
    columns: set[str] = {*TRAITS}
    for folder in map(Path, data_dirs):
        rows = {
            row.get("participant_id") or "": row
            for row in read_rows(folder / "participants.tsv")
        }
        columns |= {name.lower() for row in rows.values() for name in row if name}
        there = sorted(path.name for path in folder.glob("sub-*"))
        for label in filter(None, dict.fromkeys((*rows, *there))):
            row = rows.get(label, {})
            values = {name.lower(): value or "" for name, value in row.items() if name}
            values.setdefault("headset", _device(folder / label))
            found[f"{folder.resolve().name}/{label}"] = {
                name: _group(name, values.get(name.lower(), "")) for name in traits
            }
    if lacking := [name for name in traits if name.lower() not in columns]:
        msg = (
            f"No participants.tsv has a column {', '.join(lacking)}; known are "
            f"{', '.join(sorted(columns - {'participant_id'}))}."
        )
        raise DataError(msg)
    return found


def _group(trait: str, value: str) -> str:
    plain = spelt(trait, value)
    if not plain or trait.lower() != "age":
        return plain or UNKNOWN
    try:
        years = float(plain)
    except ValueError:
        return UNKNOWN
    edges = (0, *AGES)
    at = sum(years >= edge for edge in AGES)
    return f"{edges[at]} to {AGES[at] - 1}" if at < len(AGES) else f"{edges[at]} up"


def _device(folder: Path) -> str:
    """Return what a person's first recording says it was made with; empty: nothing."""
    for path in sorted(folder.rglob("*_eeg.json")):
        sidecar = read_json_table(path)
        for name in DEVICE:
            if said := spelt("headset", str(sidecar.get(name, ""))):
                return said
    return ""


def as_text(found: Sequence[Member], traits: Sequence[str] = TRAITS) -> str:
    """Return the table in Markdown, the largest group of each trait first.

    Parameters
    ----------
    found : sequence of Member
        Everybody.
    traits : sequence of str
        What they are told apart by.
    """
    heads = (
        *("trait", "group", "people", "AUC", "may steer", "difference"),
        *("certain and wrong", "difference"),
    )
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    silent = []
    for trait in traits:
        groups = Counter(one.traits.get(trait, UNKNOWN) for one in found)
        if set(groups) == {UNKNOWN}:
            silent.append(trait)
            continue
        known = [name for name, _ in groups.most_common() if name != UNKNOWN]
        own = {
            name: [one for one in found if one.traits.get(trait, UNKNOWN) == name]
            for name in (*known, *([UNKNOWN] if groups[UNKNOWN] else []))
        }
        first = own[known[0]]
        for name, some in own.items():
            other = first if name not in (known[0], UNKNOWN) else None
            lines.append(f"| {trait} | {name} | {_cells(some, other)} |")
    said = [] if len(lines) == 2 else ["\n".join(lines)]
    if silent:
        said.append(
            f"Unknown for all {len(found)} people: {', '.join(silent)}. How the score "
            "differs by it is not known."
        )
    said.append(
        "Differences are to the first group of the trait, with 95 % intervals; nothing "
        "is corrected for the number of comparisons."
    )
    return "\n\n".join(said)


def _cells(own: Sequence[Member], other: Sequence[Member] | None) -> str:
    least, most = share_interval(_may_steer(own), len(own))
    return " | ".join(
        (
            str(len(own)),
            _auc_of(own),
            f"{_may_steer(own):.2f} [{least:.2f}, {most:.2f}]",
            _steer_apart(own, other) if other else "–",
            f"{np.mean([one.wrong for one in own]):.3f}",
            _wrong_apart(own, other) if other else "–",
        )
    )


def _auc_of(own: Sequence[Member]) -> str:
    """Return the mean AUC, with its interval where it is of two people or more."""
    aucs = np.array([one.auc for one in own if not np.isnan(one.auc)])
    if len(aucs) < 2:
        return f"{aucs[0]:.3f}" if len(aucs) else "–"
    low, high = interval(aucs)
    return f"{aucs.mean():.3f} [{low:.3f}, {high:.3f}]"


def _may_steer(own: Sequence[Member]) -> float:
    return float(np.mean([one.may_steer for one in own]))


def _steer_apart(own: Sequence[Member], other: Sequence[Member]) -> str:
    """Return how far two shares are apart, with Newcombe's interval.

    Newcombe 1998, Stat. Med. 17:873, his method 10: a bootstrap of a share of 0 or 1
    would have no width.
    """
    one, two = _may_steer(own), _may_steer(other)
    low_1, high_1 = share_interval(one, len(own))
    low_2, high_2 = share_interval(two, len(other))
    low = one - two - np.hypot(one - low_1, high_2 - two)
    high = one - two + np.hypot(high_1 - one, two - low_2)
    return f"{one - two:+.2f} [{low:+.2f}, {high:+.2f}]"


def _wrong_apart(own: Sequence[Member], other: Sequence[Member]) -> str:
    """Return how far two means are apart, with a bootstrap interval over people."""
    rng = np.random.default_rng(0)
    both = [np.array([one.wrong for one in some]) for some in (own, other)]
    apart = both[0].mean() - both[1].mean()
    if min(map(len, both)) < 2:
        return f"{apart:+.3f}"
    drawn = [x[rng.integers(len(x), size=(N_DRAWN, len(x)))].mean(1) for x in both]
    low, high = np.quantile(drawn[0] - drawn[1], (0.025, 0.975))
    return f"{apart:+.3f} [{low:+.3f}, {high:+.3f}]"
