"""A blinded operator hears of blocks, and nothing that has the pace of trials."""

from __future__ import annotations

from dataclasses import replace

from attention_camp.camp.session.arms.blinding import ForOperator
from attention_camp.camp.session.messages import Stage, StageChanged, TargetsShown

TRIALS = StageChanged(Stage.TRIALS, 2, 3, "sternberg", 30, 40, 100, 300.0)


def told_of(*messages: object) -> list[object]:
    told: list[object] = []
    tell = ForOperator(told.append)
    for message in messages:
        tell(message)
    return told


def test_where_targets_lie_in_the_eeg_is_not_told() -> None:
    # they are when trials were; and a span has an item per level
    assert told_of(TargetsShown((100, 300, 500))) == []


def test_a_block_is_told_when_it_begins_and_not_at_each_of_its_trials() -> None:
    later = [replace(TRIALS, trials_done=40 + k, remaining=300.0 - k) for k in (1, 2)]
    after = replace(TRIALS, stage=Stage.BREAK, trials_done=70, remaining=200.0)
    assert told_of(TRIALS, *later, after) == [TRIALS, after]


def test_a_pause_is_told_with_the_counts_at_the_block_s_beginning() -> None:
    paused = replace(TRIALS, stage=Stage.PAUSED, trials_done=51, remaining=210.0)
    resumed = replace(TRIALS, trials_done=51, remaining=209.0)
    assert told_of(TRIALS, paused, resumed) == [
        TRIALS,
        replace(TRIALS, stage=Stage.PAUSED),
        TRIALS,
    ]


def test_practice_is_told_once_however_many_trials_it_takes() -> None:
    practice = replace(TRIALS, stage=Stage.PRACTICE)
    assert told_of(practice, practice, TRIALS, TRIALS) == [practice, TRIALS]
