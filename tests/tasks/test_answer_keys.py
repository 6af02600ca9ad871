"""Which key means yes is said on a card, asked for by the trial, and balanced."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.block_order import ordered_for
from attention_camp.tasks import load_task
from attention_camp.tasks.answer_keys import MAPPINGS, swapped
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.observers.observer import make_observer

YES = {
    "visual-search": "present",
    "sternberg": "positive",
    "change-detection": "change",
}


@pytest.mark.parametrize("mapping", MAPPINGS)
@pytest.mark.parametrize("name", YES)
def test_the_card_and_the_trial_mean_the_same_key(name, mapping, present):
    """Yes is the key that the last card names, and a right answer is scored right."""
    task, rng = load_task(name, keys=mapping), np.random.default_rng(1)
    *_, card = task.instructions()
    arrows = {"left": "the left arrow key", "right": "the right arrow key"}
    key = MAPPINGS[mapping].yes
    assert card.text.startswith(f"For yes, press {arrows.get(key, key.upper())}.")
    observer = make_observer("expert:lapse=0")
    trials = []
    for _ in range(60):
        trial = task.next_trial(1, rng)
        says_yes = trial.condition == YES[name]
        expected = trial.phases[trial.onset_phase].expected
        assert (expected == MAPPINGS[mapping].yes) == says_yes
        response = present(trial, observer.answer(trial, rng))
        trials.append((trial, task.score(trial, response)))
    assert task.summary(trials)["accuracy"] > 0.9


def test_a_swap_exchanges_the_two_keys():
    """Swapped twice a mapping is what it was."""
    for mapping, keys in MAPPINGS.items():
        assert MAPPINGS[swapped(mapping)] == keys[::-1]
        assert swapped(swapped(mapping)) == mapping


def test_half_of_the_people_answer_yes_with_the_other_key():
    """The same key in all blocks of a person; tasks without yes and no stay."""
    blocks = [{"task": name} for name in (*YES, "attention-network", "pvt")]
    values = {"name": "p", "title": "", "description": "", "blocks": blocks}
    protocol = Protocol.model_validate(values | {"keys": "balanced"})
    n_swapped = 0
    for person in range(1000):
        found = ordered_for(f"{person:04}", protocol).blocks
        keys = [block.options.get("keys") for block in found]
        assert keys[3:] == [None, None]
        assert len(set(keys[:3])) == 1
        n_swapped += keys[0] == "arrows-swapped"
    assert n_swapped == pytest.approx(500, abs=60)
    listed = Protocol.model_validate(values)
    assert ordered_for("0001", listed) is listed


@pytest.mark.parametrize("name", ["visual-search", "sart", "n-back", "corsi-span"])
def test_ten_thousand_pairs_of_sessions_share_no_answer_key(name):
    """The right answers of a block differ in each pair of 142 sessions."""
    task = load_task(name)
    keys = []
    for session in range(142):
        rng = np.random.default_rng((session, 1))
        trials = [
            trial_of_cell(task, 3, rng, cell)
            for cell in cell_order(task, 40 if name == "visual-search" else 5, rng)
        ]
        keys.append(tuple(p.expected for trial in trials for p in trial.phases))
    pairs = list(combinations(keys, 2))
    assert len(pairs) > 10_000
    assert all(one != other for one, other in pairs)
