"""The participant's own pages: true to the tables, and the same in every arm."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.session.camp.breaks import ADVICE, advice_of, is_tired, said_of
from attention_camp.camp.session.camp.camp_pages import pages_after, pages_before
from attention_camp.camp.session.camp.contents import Camp, CampPage
from attention_camp.camp.session.camp.figures import (
    Did,
    SessionFigures,
    TaskFigures,
    faster_at_same_level,
)
from attention_camp.camp.session.camp.goals import GOALS, REVIEWS
from attention_camp.camp.session.camp.sheet import sheet_html
from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.request import ARMS

BLOCKS = (
    Block(task="visual-search", stage="calibration", label="engaged"),
    Block(task="visual-search"),
    Block(task="pvt"),
)


def some_record(n: int, rng: np.random.Generator, **changes: object) -> TrialRecord:
    """Return a trial of block 2 (the first half) or 3, as a person did it."""
    values = {
        "onset": 4.0 * n,
        "duration": 2.0,
        "sample": 1000 * n,
        "trial": n,
        "block": 2 + (n > 20),
        "stage": "main",
        "task": "visual-search",
        "condition": "",
        "level": int(rng.integers(3, 8)),
        "correct": bool(rng.random() < 0.8),
        "performance": 1.0,
        "reaction_time": float(rng.lognormal(-0.4, 0.2)),
        "response": "right",
        "engagement": None,
        "certainty": None,
        "score_reason": "",
        "quality": float(rng.random()),
        "next_level": 4,
        "why": "right",
        "frames_dropped": 0,
        "onset_dropped": False,
    }
    return TrialRecord(**{**values, **changes})


def some_session(seed: int, **changes: object) -> list[TrialRecord]:
    rng = np.random.default_rng(seed)
    return [some_record(n, rng, **changes) for n in range(1, 41)]


def in_arm(arm: str, records: list[TrialRecord], seed: int) -> list[TrialRecord]:
    """Return the same behaviour as another arm would have stored it."""
    rng = np.random.default_rng((seed, ARMS.index(arm)))
    return [
        replace(
            record,
            engagement=None if arm == "performance-only" else float(rng.random()),
            certainty=float(rng.random()),
            engagement_refused=float(rng.random()),
            why=f"{arm}",
            next_level=int(rng.integers(1, 12)),
            steered=arm == "closed-loop",
            score_model=arm,
        )
        for record in records
    ]


def texts(pages: tuple[CampPage, ...]) -> list[str]:
    return [line for page in pages for line in page.lines]


@pytest.mark.parametrize(
    "first",
    [0, *(pytest.param(n, marks=pytest.mark.thorough) for n in (250, 500, 750))],
)
def test_the_bytes_are_the_same_in_every_arm(first: int) -> None:
    """Over 1,000 sessions: equal behaviour, equal page, whatever the arm stored."""
    before = tuple(SessionFigures.of(n, BLOCKS, some_session(n + 5000)) for n in (1, 2))
    camp = Camp(10, BLOCKS, 25.0, before)
    for seed in range(first, first + 250):
        records = some_session(seed)
        sheets = {
            sheet_html(
                pages_after(
                    camp,
                    SessionFigures.of(3, BLOCKS, in_arm(arm, records, seed)),
                    "goal-calm",
                ),
                say=str,
            ).encode()
            for arm in ARMS
        }
        assert len(sheets) == 1


def test_each_sentence_says_what_the_trials_say() -> None:
    records = some_session(7)
    session = SessionFigures.of(1, BLOCKS, records)
    said = texts(pages_after(Camp(10, BLOCKS, 25.0), session))
    answers, minutes = re.match(
        r"Your answers today: (\d+), in (\d+) min", said[0]
    ).groups()
    assert int(answers) == sum(len(record.response.split()) for record in records)
    assert int(minutes) == round((records[-1].onset + 2.0 - records[0].onset) / 60)
    for line in said:
        if found := re.match(r"(.+): a right answer took (\d+) ms", line):
            block = 2 if found[1] == "Search" else 3
            times = [r.reaction_time for r in records if r.block == block and r.correct]
            assert abs(int(found[2]) - 1000 * float(np.median(times))) <= 5.001
        if found := re.match(r"The signal was clear for (\d+) %", line):
            quality = np.mean([record.quality for record in records])
            assert int(found[1]) == round(100 * float(quality))
    assert sum(" took " in line for line in said) == 2
    assert sum("clear for" in line for line in said) == 1


@pytest.mark.parametrize("first", [90.0, 1700.0])
def test_minutes_of_a_session_gone_on_with_are_those_of_its_runs(first: float) -> None:
    """Each run's onsets count from its own start; the second may be long in coming."""
    rng = np.random.default_rng(3)
    earlier = [some_record(n, rng, onset=60.0 + 87 * n) for n in range(21)]
    later = [some_record(n, rng, onset=first + 31 * n) for n in range(11)]
    session = SessionFigures.of(1, BLOCKS, [*earlier, *later])
    assert session.minutes == pytest.approx((87 * 20 + 2 + 31 * 10 + 2) / 60)


@pytest.mark.parametrize(
    "unknown", [range(40), range(5), range(35, 40), range(15, 25)], ids=str
)
def test_minutes_that_nobody_knows_are_not_told(unknown: range) -> None:
    """The EEG came late, or was gone at the end, or as one of two runs broke off."""
    records = some_session(4)
    records[20:] = [replace(r, onset=r.onset - 60.0) for r in records[20:]]
    for n in unknown:
        records[n] = replace(records[n], onset=math.nan)
    session = SessionFigures.of(1, BLOCKS, records)
    assert math.isnan(session.minutes)
    said = texts(pages_after(Camp(10, BLOCKS, 25.0), session))
    assert said[0] == "Your answers today: 40"


def test_minutes_are_told_where_the_eeg_was_lost_for_a_while() -> None:
    records = some_session(4)
    whole = SessionFigures.of(1, BLOCKS, records).minutes
    records[15:25] = [replace(r, onset=math.nan) for r in records[15:25]]
    assert SessionFigures.of(1, BLOCKS, records).minutes == pytest.approx(whole)


def test_who_changes_hands_goes_on_with_their_own_course() -> None:
    left = Block(task="visual-search", options={"keys": "left-hand"})
    blocks = (BLOCKS[0], left, BLOCKS[2])
    before = SessionFigures.of(1, BLOCKS, some_session(1))
    today = SessionFigures.of(2, blocks, some_session(2))
    pages = pages_after(Camp(10, blocks, 25.0, before=(before,)), today)
    (courses,) = (page.courses for page in pages if page.courses)
    assert [len(course.points) for course in courses] == [2, 2]


def test_times_by_other_keys_are_not_compared() -> None:
    rng = np.random.default_rng(4)
    slow = [Did(5, True, float(rng.lognormal(0, 0.05)), 1) for _ in range(40)]
    fast = [Did(5, True, float(rng.lognormal(-0.7, 0.4)), 1) for _ in range(40)]
    left = Block(task="visual-search", options={"keys": "left-hand"})
    before = TaskFigures.of(BLOCKS[1], slow)
    for block, told in ((BLOCKS[1], True), (left, False)):
        now = TaskFigures.of(block, fast)
        assert is_tired(now, before) is told
        assert (faster_at_same_level(now, before) is not None) is told


def test_a_key_that_was_taken_back_is_no_answer() -> None:
    rng = np.random.default_rng(1)
    record = some_record(1, rng, response="3 backspace 4 5")
    assert Did.of(record).n_answers == 2


def person_at(level: float, n: int, rng: np.random.Generator) -> list[Did]:
    """Return trials of a person whose level is known, around that level."""
    trials = []
    for shown in np.clip(rng.normal(level, 1, n).round(), 1, 12):
        knows = 0.5 + 0.5 / (1 + math.exp(-(level - shown) - math.log(1.5)))
        right = bool(rng.random() < knows)
        trials.append(Did(int(shown), right, float(rng.lognormal(0, 0.2)), 1))
    return trials


def test_the_band_of_a_level_holds_the_truth_in_four_of_five() -> None:
    rng = np.random.default_rng(1)
    inside = 0
    for _ in range(300):
        truth = float(rng.uniform(3, 10))
        band = TaskFigures.of(BLOCKS[1], person_at(truth, 64, rng)).level
        inside += band.low <= truth <= band.high
    assert 0.72 <= inside / 300 <= 0.9


def test_a_difference_is_told_of_one_in_five_who_did_not_change_and_of_most_who_did():
    rng = np.random.default_rng(2)
    told = {0.0: 0, 3.0: 0}
    for gain in told:
        for _ in range(100):
            before = TaskFigures.of(BLOCKS[1], person_at(5.0, 64, rng))
            now = TaskFigures.of(BLOCKS[1], person_at(5.0 + gain, 64, rng))
            told[gain] += "harder level" in said_of(now, before)
    assert told[0.0] <= 20
    assert told[3.0] >= 90


def test_faster_is_told_only_at_the_same_difficulty() -> None:
    """Easier trials are faster; that alone is no progress."""

    def trials(level: int, mean: float) -> list[Did]:
        rng = np.random.default_rng(3)
        right = [Did(level, True, float(rng.normal(mean, 0.05)), 1) for _ in range(30)]
        return [*right, *[Did(level, False, None, 1)] * 6]

    def figures(level: int, mean: float) -> TaskFigures:
        return TaskFigures.of(BLOCKS[1], trials(level, mean))

    assert "faster" not in said_of(figures(2, 0.5), figures(6, 0.9))
    assert "faster" in said_of(figures(4, 0.5), figures(4, 0.9))
    assert "faster" not in said_of(figures(4, 0.9), figures(4, 0.5))


def test_a_break_notices_fatigue_by_less_regular_times() -> None:
    def figures(spread: float) -> TaskFigures:
        rng = np.random.default_rng(4)
        times = rng.lognormal(0, spread, 40)
        return TaskFigures.of(BLOCKS[1], [Did(4, True, float(t), 1) for t in times])

    assert is_tired(figures(0.4), figures(0.2))
    assert not is_tired(figures(0.2), figures(0.2))
    assert not is_tired(figures(0.4), None)


def test_breaks_take_turns_with_what_helps() -> None:
    assert {advice_of(turn) for turn in range(5)} == set(ADVICE)


def test_a_blinded_study_hears_nothing_of_its_eeg() -> None:
    session = SessionFigures.of(1, BLOCKS, some_session(1))
    blinded = Camp(10, BLOCKS, 25.0, behaviour_only=True)
    assert "signal" not in " ".join(texts(pages_after(blinded, session)))
    louder = SessionFigures.of(1, BLOCKS, some_session(1, quality=0.2))
    assert texts(pages_after(blinded, session)) == texts(pages_after(blinded, louder))


def test_a_goal_is_offered_and_asked_about() -> None:
    camp = Camp(10, BLOCKS, 25.0)
    session = SessionFigures.of(1, BLOCKS, some_session(1))
    assert [p.choices for p in pages_before(camp) if p.choices] == [GOALS]
    assert pages_after(camp, session, "goal-still")[-1].choices == REVIEWS
    assert not any(page.choices for page in pages_after(camp, session, "goal-none"))


def test_nobody_else_is_mentioned_and_nothing_is_lost() -> None:
    camp = Camp(10, BLOCKS, 25.0)
    session = SessionFigures.of(1, BLOCKS, some_session(1))
    said = " ".join(texts((*pages_before(camp), *pages_after(camp, session)))).lower()
    for word in ("others", "average", "rank", "streak", "lost", "missed", "percentile"):
        assert word not in said


def test_the_end_of_a_camp_tells_before_and_after_from_the_bands() -> None:
    rng = np.random.default_rng(5)

    def session(number: int, level: float) -> SessionFigures:
        task = TaskFigures.of(BLOCKS[1], person_at(level, 64, rng))
        return SessionFigures(number, (task,), math.nan, 20.0)

    for last, words in ((9.0, "from level"), (4.0, "no clear change")):
        before = (session(1, 4.0), session(2, last))
        camp = Camp(3, BLOCKS, 25.0, before)
        whole = [
            page
            for page in pages_after(camp, session(3, last))
            if page.title == "Your whole camp"
        ]
        assert len(whole) == 1
        assert words in whole[0].lines[1]
        assert whole[0].lines[0].startswith("You have been here 3 times")
    assert not any(
        page.title == "Your whole camp"
        for page in pages_after(Camp(10, BLOCKS, 25.0, before), session(3, 4.0))
    )


def test_who_comes_back_after_long_is_welcomed_and_not_blamed() -> None:
    before = (SessionFigures.of(1, BLOCKS, some_session(1)),)
    for days, said in ((2, False), (21, True)):
        camp = Camp(10, BLOCKS, 25.0, before, days_away=days)
        assert ("Welcome back" in texts(pages_before(camp))[0]) is said
