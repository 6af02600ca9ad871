"""What simulated camps are told, beside the tables that it is said to come from."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
import pytest

from attention_camp.camp.session.camp.camp_pages import pages_after, pages_before
from attention_camp.camp.session.camp.plain_names import plain_name
from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.simulate.camp_days import KINDS, CampDayDone, camp_days

N_SESSIONS = 2
QUICK = ("children", "novices")
"""The others take as long again, and are asked for with ``-m thorough``."""


@pytest.fixture(
    scope="module",
    params=[
        kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.thorough)
        for kind in sorted(KINDS)
    ],
)
def days(request: pytest.FixtureRequest) -> list[CampDayDone]:
    return list(camp_days(request.param, N_SESSIONS))


def _table(day: CampDayDone) -> dict[str, list[TrialRecord]]:
    """Return the main trials of each task that changes its difficulty, by its name."""
    found: dict[str, list[TrialRecord]] = {}
    for record in day.records:
        block: Block = day.camp.blocks[record.block - 1]
        if record.stage == "main" and block.rule.name != "fixed":
            name = str(plain_name(block.task, block.options))
            found.setdefault(name, []).append(record)
    return found


def _lines(day: CampDayDone) -> list[str]:
    return [line for page in pages_after(day.camp, day.figures) for line in page.lines]


def _mean_logistic(records: Sequence[TrialRecord], block: Block) -> tuple[float, float]:
    """Return the mean and SD of the level's posterior, by summing over a fine grid."""
    task, fine = block.make_task(), int(block.options.get("fineness", 1))
    target = float(block.rule.options.get("target", task.target))
    aim = (target - task.chance) / (1 - task.chance)
    grid = np.linspace(1, task.n_levels, 2000)
    log = -((grid - records[-1].level) ** 2) / (2 * (3 * fine) ** 2)
    for record in records:
        odds = (grid - record.level) / fine + math.log(aim / (1 - aim))
        right = task.chance + (1 - task.chance) / (1 + np.exp(-odds))
        log += np.log(right if record.correct else 1 - right)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = float(weight @ grid)
    return mean, math.sqrt(float(weight @ (grid - mean) ** 2))


def test_answers_and_minutes_are_those_of_the_table(days: list[CampDayDone]) -> None:
    for day in days:
        found = re.match(r"Your answers today: (\d+), in (\d+) min", _lines(day)[0])
        table = [record for records in _table(day).values() for record in records]
        assert int(found[1]) == sum(len(record.response.split()) for record in table)
        first, last = day.records[0], day.records[-1]
        minutes = (last.onset + last.duration - first.onset) / 60
        assert int(found[2]) == max(round(minutes), 1)


def test_levels_and_their_bands_are_those_of_the_table(days: list[CampDayDone]) -> None:
    said = r"(.+): level (\d+) of (\d+) \(most likely (\d+) to (\d+)\)(.*)"
    before: dict[str, tuple[float, float]] = {}
    for day in days:
        table, now = _table(day), {}
        for line in _lines(day):
            if (found := re.match(said, line)) is None:
                continue
            name = found[1]
            records = table[name]
            block = day.camp.blocks[records[0].block - 1]
            mean, sd = now[name] = _mean_logistic(records, block)
            assert abs(int(found[2]) - mean) <= 0.6
            task = block.make_task()
            assert int(found[3]) == task.n_levels
            low, high = mean - 1.28 * sd, mean + 1.28 * sd
            # the band is rounded outwards
            assert int(found[4]) == pytest.approx(max(low - 0.5, 1), abs=0.7)
            top = min(high + 0.5, task.n_levels)
            assert int(found[5]) == pytest.approx(top, abs=0.7)
            if name in before:
                gain, error = mean - before[name][0], math.hypot(sd, before[name][1])
                if abs(abs(gain) - 1.28 * error) > 0.2:  # not at the very bound
                    word = "harder" if gain > 0 else "easier"
                    word = word if abs(gain) > 1.28 * error else "about the same"
                    assert word in found[6]
        assert now.keys() == table.keys()
        before = now


def test_times_and_clearness_are_those_of_the_table(days: list[CampDayDone]) -> None:
    for day in days:
        table = _table(day)
        for line in _lines(day):
            if found := re.match(r"(.+): a right answer took (\d+) ms", line):
                right = [r for r in table[found[1]] if r.correct]
                times = [r.reaction_time for r in right if r.reaction_time is not None]
                assert abs(int(found[2]) - 1000 * float(np.median(times))) <= 5.001
            if found := re.match(r"The signal was clear for (\d+) %", line):
                quality = [r.quality for r in day.records if not math.isnan(r.quality)]
                assert int(found[1]) == round(100 * float(np.mean(quality)))


def test_each_session_knows_its_number_and_names_nobody_else(
    days: list[CampDayDone],
) -> None:
    for number, day in enumerate(days, 1):
        shown = (*pages_before(day.camp), *pages_after(day.camp, day.figures))
        assert shown[0].title == f"Session {number} of 10"
        said = " ".join(line for page in shown for line in page.lines).lower()
        assert not re.search(r"\bothers\b|average|rank|streak|percentile", said)
