"""Are the cells of every design balanced, and do two sessions share an answer key?

For each assessment form the orders of 1,000 sessions are drawn as a session draws them,
with the seed that its labels give. Said are the largest difference between the counts
of two cells within a session, the largest distance of a cell's mean place from the
middle of its block, and how far the answers are from even. Then 10,000 pairs of
sessions are drawn, of one person or of two, and the share is said that have the same
right answers in the same order in any form of at least eight trials or items.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from attention_camp.camp.session.request import seed_of
from attention_camp.tasks import load_task
from attention_camp.tasks.balance import BalancedTask, cell_order, trial_of_cell
from attention_camp.tasks.forms import FORMS, Form

IS_LONG = True
NEEDS_QUIET = False
N_SESSIONS, N_PAIRS = 1000, 10_000
FEWEST = 20
"""Answers below which two orders may agree by chance."""
_LONGEST = 40
"""Trials of a block that are drawn for its key: the first ones tell enough."""


def seed(person: int, session: int) -> int:
    """Return the seed that a session of these labels gets."""
    return seed_of(Path("study"), f"{person:04d}", f"{session:02d}", 1)


def forms() -> Iterator[tuple[str, str, Form]]:
    """Yield task, name and form of each assessment that has answers."""
    for task, named in FORMS.items():
        for name, form in named.items():
            yield task, name, form


def orders(task: str, form: Form) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each session's block; nothing for a task without cells."""
    made = load_task(task, **form.options)
    if not isinstance(made, BalancedTask):
        return
    for k in range(N_SESSIONS):
        rng = np.random.default_rng((seed(k, 1), 1, 0, 0))
        yield tuple(str(cell) for cell in cell_order(made, form.trials, rng))


def balance(task: str, form: Form) -> tuple[float, float, float] | None:
    """Return count, place and answer figures of a form; None: it has no cells."""
    drawn = list(orders(task, form))
    if not drawn:
        return None
    made = load_task(task, **form.options)
    assert isinstance(made, BalancedTask)
    cells = list(made.cells)
    counts = [Counter(order) for order in drawn]
    # where not all cells fit, each is there once at most
    apart = max(
        max(c[cell] for cell in cells) - min(c[cell] for cell in cells) for c in counts
    )
    middle = (form.trials - 1) / 2
    places = [
        np.mean([i for order in drawn for i, c in enumerate(order) if c == cell])
        for cell in cells
    ]
    answers = Counter(made.cells[cell] for order in drawn for cell in order)
    shares = np.array([answers[a] for a in set(made.cells.values())]) / sum(
        answers.values()
    )
    uneven = float(np.abs(shares * len(shares) - 1).max())
    return float(apart), float(np.abs(np.array(places) - middle).max()), uneven


def key_of(task: str, form: Form, of: int) -> str:
    """Return the right answers of a session's first trials of a form, as a hash."""
    made = load_task(task, **form.options)
    n = min(form.trials, _LONGEST)
    order = cell_order(made, form.trials, np.random.default_rng((of, 1, 0, 0)))
    answers = []
    for k in range(n):
        rng = np.random.default_rng((of, 1, k + 1))
        trial = trial_of_cell(made, form.level, rng, order[k])
        answers += [p.expected or "-" for p in trial.phases if p.onset or p.expected]
    if len(answers) < FEWEST or len(set(answers)) < 2:
        return ""
    return hashlib.sha256(" ".join(answers).encode()).hexdigest()


def run() -> Iterator[tuple[str, float, str]]:
    """Yield the figures; balanced is a difference of one trial at most."""
    for task, name, form in forms():
        found = balance(task, form)
        if found is None:
            continue
        apart, place, uneven = found
        what = f"{task} ({name})"
        yield f"{what}: largest difference between two cells", apart, "at most 1"
        yield f"{what}: largest distance of a mean place, trials", place, "said"
        yield f"{what}: answers, distance from even", uneven, "said"
    yield from shared_keys()


def shared_keys() -> Iterator[tuple[str, float, str]]:
    """Yield how many pairs of sessions have the same right answers in a form."""
    # 142 sessions give 10,011 pairs
    seeds = [seed(k % 47, k // 47) for k in range(142)]
    pairs = list(itertools.combinations(range(len(seeds)), 2))[:N_PAIRS]
    shared: set[tuple[int, int]] = set()
    n_forms = 0
    for task, _, form in forms():
        keys = [key_of(task, form, one) for one in seeds]
        if not all(keys):
            continue
        n_forms += 1
        shared |= {(a, b) for a, b in pairs if keys[a] == keys[b]}
    yield "pairs of sessions", len(pairs), "said"
    yield "forms whose answers were compared", n_forms, "said"
    yield "pairs that share an answer key", len(shared), "= 0"


if __name__ == "__main__":
    for what, value, goal in run():
        print(f"{what}: {value:.3g} ({goal})")
