"""The stop-signal reaction time: integration with replaced omissions, or none."""

from __future__ import annotations

import math

import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.trial import Outcome, Trial


def run(go: str, stop: str, *, delay: float = 0.2) -> tuple[Trial, Outcome]:
    trial = Trial("stop-signal", 1, (), (), "run", {"stop_delay": delay})
    measures = {"go": len(go.split()), "hits": 3, "times": go, "stop_time": stop}
    return trial, Outcome(stop == "-", float(stop == "-"), 0.4, True, measures)


def test_the_time_is_the_quantile_of_all_answers_less_the_delay():
    """Half answered: the median of 0.3 to 0.5 s, less 0.2 s."""
    trials = [run("0.3 0.4 0.5", "0.35"), run("0.3 0.4 0.5", "-")]
    assert load_task("stop-signal").summary(trials)["ssrt_ms"] == pytest.approx(200.0)


def test_an_omission_counts_as_the_slowest_answer():
    """Left out, it would make the time too short."""
    trials = [run("0.3 - -", "0.25"), run("0.3 0.4 -", "-")]
    found = load_task("stop-signal").summary(trials)
    assert found["ssrt_ms"] == pytest.approx(1000 * ((0.4 + 1.25) / 2 - 0.2))
    assert found["go_omission_rate"] == 0.5


@pytest.mark.parametrize("stop", [("-", "-"), ("0.3", "0.3"), ("0.9", "-")])
def test_without_a_race_or_a_balance_there_is_no_time(stop):
    """All stopped, none stopped, or failed stops slower than going."""
    trials = [run("0.3 0.4 0.5", word) for word in stop]
    assert math.isnan(load_task("stop-signal").summary(trials)["ssrt_ms"])
