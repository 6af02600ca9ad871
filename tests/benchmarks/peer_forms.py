"""The same people in our assessment and in PsychoPy's published experiment of the task.

PsychoPy brings a Stroop and a Sternberg experiment. Its own TrialHandler orders their
conditions (in an environment of its own, `ATTENTION_CAMP_PSYCHOPY`: docs/timing.md).
The simulated people of `bench scores` answer those trials, without a limit as there,
and the score is what the experiment's README says: means of the reaction times of all
rows, wrong answers too. For both forms are printed: trials, bias, correlation with the
truth, test-retest correlation and the smallest change of one person that shows.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from score_truths import ASSESSMENTS
from scores import Found, screen_of, steady_person

from attention_camp.tasks import load_task
from attention_camp.tasks.balance import trial_of_cell
from attention_camp.tasks.forms import FORMS
from attention_camp.tasks.reliability_table import RELIABILITY
from attention_camp.tasks.trial import Scalar

IS_LONG = True
NEEDS_QUIET = False
PSYCHOPY = "ATTENTION_CAMP_PSYCHOPY"
PEER = str(Path(__file__).with_name("psychopy_forms.py"))
N_PEOPLE = 500
N_ORDERS = 100
"""Orders that PsychoPy makes; each is shown to some of the people."""

Rows = list[dict[str, Any]]
Times = list[tuple[Mapping[str, Any], float]]


@dataclass(frozen=True)
class Peer:
    """An experiment of PsychoPy: how its trials are shown here, and its score."""

    score: str
    options: Mapping[str, Scalar]
    cell: Callable[[Mapping[str, Any]], str]
    """The cell of our design that a row of its conditions is."""
    result: Callable[[Times], float]


def interference(times: Times) -> float:
    """Return the mean of the incongruent rows minus that of the congruent ones, ms."""
    by_kind = [
        np.mean([time for row, time in times if int(row["congruent"]) == kind])
        for kind in (0, 1)
    ]
    return 1000 * float(by_kind[0] - by_kind[1])


def slope(times: Times) -> float:
    """Return the slope of the means of the set sizes, ms per item."""
    sizes = sorted({int(row["setSize"]) for row, _ in times})
    means = [
        np.mean([time for row, time in times if int(row["setSize"]) == size])
        for size in sizes
    ]
    return 1000 * float(np.polyfit(sizes, means, 1)[0])


def stroop_cell(row: Mapping[str, Any]) -> str:
    """Return the condition and the number of the answer."""
    condition = "congruent" if int(row["congruent"]) else "incongruent"
    return f"{condition} {('left', 'down', 'right').index(row['corrAns'])}"


def sternberg_cell(row: Mapping[str, Any]) -> str:
    """Return whether the probe was in the set, and the set's size."""
    return f"{'positive' if row['present'] == 'y' else 'negative'} {row['setSize']}"


PEERS = {
    "stroop": Peer(
        "interference_ms",
        {"variant": "colour", "time_limit": 10.0},
        stroop_cell,
        interference,
    ),
    "sternberg": Peer(
        "slope_ms_per_item",
        {"set_sizes": "1 2 3 4 5 6", "delay": 2.0, "time_limit": 30.0},
        sternberg_cell,
        slope,
    ),
}


def run(n_people: int = N_PEOPLE) -> Iterator[tuple[str, float, str]]:
    """Yield what each form says of the same people."""
    if PSYCHOPY not in os.environ:
        yield f"PsychoPy is not there: set {PSYCHOPY}, see docs/timing.md", 0.0, "said"
        return
    orders = psychopy_orders(N_ORDERS)
    with Pool(min(os.cpu_count() or 1, 2)) as pool:
        for name, peer in PEERS.items():
            lists = orders[name]
            work = [
                (name, seed, *(lists[k] for k in orders_of(seed)))
                for seed in range(1, n_people + 1)
            ]
            found = Found(*map(list, zip(*pool.starmap(person, work), strict=True)))
            theirs = found.reliability()
            ours = RELIABILITY[name, "assessment", peer.score]
            assert theirs is not None
            lengths = FORMS[name]["assessment"].trials, len(lists[0])
            for whose, one, n in (
                ("ours", ours, lengths[0]),
                ("PsychoPy's", theirs, lengths[1]),
            ):
                what = f"{name}, {peer.score}, {whose}"
                yield f"{what}: trials", n, "said"
                yield f"{what}: bias, SD between people", one.bias, "said"
                yield f"{what}: half-width of its 95 % interval", one.half_width, "said"
                yield f"{what}: correlation with truth", one.validity, "said"
                yield f"{what}: test-retest correlation", one.retest, "said"
                yield f"{what}: smallest detectable change", one.smallest_change, "said"
            ratio = ours.smallest_change / theirs.smallest_change
            yield f"{name}: smallest change, ours / PsychoPy's", ratio, "said"
            per_trial = ratio * (lengths[0] / lengths[1]) ** 0.5
            yield f"{name}: the same for as many trials", per_trial, "said"


def orders_of(seed: int) -> tuple[int, int]:
    """Return which two orders a person gets: from the front and from the back.

    Of an even number of orders none is as far from the front as from the back.
    """
    first = seed % N_ORDERS
    return first, N_ORDERS - 1 - first


def psychopy_orders(n: int) -> dict[str, list[Rows]]:
    """Return the orders of trials that PsychoPy makes in its own environment."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.json"
        subprocess.run(
            [os.environ[PSYCHOPY], PEER, str(n), str(path)],
            capture_output=True,
            check=True,
        )
        orders: dict[str, list[Rows]] = json.loads(path.read_text(encoding="utf-8"))
        return orders


def person(name: str, seed: int, first: Rows, second: Rows) -> tuple[float, ...]:
    """Return a person's truth and the scores of two sessions of a peer's form.

    Parameters
    ----------
    name : str
        The task.
    seed : int
        The person, as in `bench scores`.
    first, second : list of dict
        The rows of the peer's two sessions.
    """
    peer = PEERS[name]
    abilities, who = steady_person(seed)
    truths = next(
        a.truths for a in ASSESSMENTS if (a.task, a.form) == (name, "assessment")
    )
    scores = []
    for k, rows in enumerate((first, second)):
        screen = screen_of(who, 2 * seed + k)
        task = load_task(name, **peer.options)
        rng = np.random.default_rng(2 * seed + k)
        times: Times = []
        for row in rows:
            trial = trial_of_cell(task, 1, rng, peer.cell(row))
            outcome = task.score(trial, screen.present(trial))
            if outcome.reaction_time is not None:
                times.append((row, outcome.reaction_time))
        scores.append(peer.result(times))
    return truths[peer.score](abilities), *scores
