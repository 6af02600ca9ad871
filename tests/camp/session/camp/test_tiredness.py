"""A pause is offered when blinks and alpha have both risen within a block."""

from __future__ import annotations

from itertools import cycle

import numpy as np
import pytest

from attention_camp.camp.session.camp.breaks import TIRED
from attention_camp.camp.session.camp.contents import Camp
from attention_camp.camp.session.camp.day import CampDay
from attention_camp.camp.session.camp.tiredness import (
    LEAST_TRIALS,
    SEEN_TIRED,
    risen_in,
)
from attention_camp.camp.session.link import NO_EEG, Score
from attention_camp.camp.session.records import TrialRecord

N = 3 * LEAST_TRIALS
ONE = {
    "name": "one", "title": "One", "description": "For tests.", "sessions": 3,
    "blocks": [
        {"task": "pvt", "trials": N, "break_after": 5, "practice_until": "done"},
        {"task": "pvt", "trials": 1},
    ],
}  # fmt: skip


def scores(blinks, alpha, *, seed=0, n=N):
    """Return scores whose signs go from 0 to a rise, with noise of SD 1."""
    rng = np.random.default_rng(seed)
    rise = np.linspace(0, 1, n)
    return [
        Score(0.5, 0.5, "", 1.0, 0, 1, blinks=15 + b, alpha=a)
        for b, a in zip(
            blinks * rise + rng.normal(0, 1, n),
            alpha * rise + rng.normal(0, 1, n),
            strict=True,
        )
    ]


def test_both_signs_must_have_risen():
    risen = risen_in(scores(8, 8))
    assert risen.blinks == pytest.approx(8 * 2 / 3, abs=1.5)
    assert risen.alpha == pytest.approx(8 * 2 / 3, abs=1.5)
    for blinks, alpha in ((8, 0), (0, 8), (-8, 8), (0, 0)):
        assert risen_in(scores(blinks, alpha)) is None


def test_who_is_not_tired_is_hardly_ever_told_so():
    told = [risen_in(scores(0, 0, seed=seed, n=40)) for seed in range(1000)]
    assert sum(found is not None for found in told) <= 5


def test_without_eeg_or_with_few_trials_nothing_is_said():
    assert risen_in([NO_EEG] * 40) is None
    assert risen_in(scores(8, 8, n=N - 1)) is None


def advice_after(make_bench, found, *, behaviour_only=False):
    bench = make_bench(protocol=ONE)
    camp = Camp(3, bench.plan.protocol.blocks, 5.0, behaviour_only=behaviour_only)
    day = CampDay(bench.plan, bench.parts, camp)
    bench.run()
    lines = [line.record for line in bench.diary.ledger if hasattr(line, "record")]
    mine: list[TrialRecord] = [r for r in lines if r.block == 1]
    for record, score in zip(mine, found, strict=True):
        day.take(record, score)
    before = len(bench.diary.of("event"))
    pause = day.break_after(bench.plan.blocks[0], 2)
    events = bench.diary.of("event")[before:]
    return pause.advice, [(e.trial_type, e.value) for e in events]


def test_the_break_says_so_and_an_event_keeps_it(make_bench):
    advice, events = advice_after(make_bench, scores(8, 8))
    assert advice == SEEN_TIRED != TIRED
    assert events == [("fatigue", "blinks-and-alpha")]


@pytest.mark.parametrize("n_blocks", [1, 2])
def test_no_event_speaks_of_a_break_that_is_not_offered(make_bench, n_blocks):
    """After the last block of a session there is none."""
    bench = make_bench(protocol=ONE | {"blocks": ONE["blocks"][:n_blocks]})
    found = cycle(scores(8, 8))
    bench.link.score = lambda *_: next(found)
    bench.run()
    events = [(e.trial_type, e.value) for e in bench.diary.of("event")]
    assert events.count(("fatigue", "blinks-and-alpha")) == n_blocks - 1


def test_a_blinded_study_speaks_of_behaviour_only(make_bench):
    """Whatever the EEG shows, the page is that of somebody without it, to the byte."""
    with_eeg = advice_after(make_bench, scores(8, 8), behaviour_only=True)
    without = advice_after(make_bench, [NO_EEG] * N, behaviour_only=True)
    assert with_eeg == without
    assert with_eeg[1] == []


def test_the_signs_decide_nothing_about_the_difficulty(make_bench):
    def levels(score):
        bench = make_bench(protocol=ONE)
        bench.link.score = lambda *_: score
        bench.run()
        return [x.record.next_level for x in bench.diary.ledger if hasattr(x, "record")]

    plain = Score(0.9, 0.9, "", 1.0, 0, 1000, "m")
    tired = Score(0.9, 0.9, "", 1.0, 0, 1000, "m", blinks=60.0, alpha=40.0)
    assert levels(plain) == levels(tired)
