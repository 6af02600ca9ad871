"""Benchmarks of what is learned decide by the lower end of an interval."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from attention_camp.models.figures import interval
from attention_camp.models.training.trial_skills import Skill

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

import ablations
import outlook


def test_a_head_that_gains_a_little_is_decided_by_the_lower_end(capsys) -> None:
    found = {
        "lapse": Skill(0.02, -0.01, 0.05),
        "reaction": Skill(0.03, 0.01, 0.05),
        "engaged": Skill(float("nan"), float("nan"), float("nan")),
    }
    rows = outlook.decided(found, "EEG alone", 12)
    assert [row[1] for row in rows] == [-0.01, 0.01]
    assert all("lower end" in row[0] and "above 0" in row[2] for row in rows)
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("nats over 12 people: unknown")
    assert told[1].endswith("nats over 12 people: speaks")


def test_an_encoder_that_gains_in_the_mean_alone_gains_nothing(capsys) -> None:
    apart = 0.01 + 0.1 * np.resize([1.0, -1.0], 24)
    [(what, value, goal)] = ablations.decided(apart)
    assert value == interval(apart)[0] < 0 < apart.mean()
    assert "lower end" in what
    assert "above 0" in goal
    assert "+0.010 [" in capsys.readouterr().out
