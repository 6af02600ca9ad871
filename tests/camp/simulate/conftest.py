"""A cohort simulated by one process, and the plan to simulate it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.simulate.cohort import simulate_cohort
from attention_camp.camp.simulate.plan import CohortPlan, parse_visits

PROTOCOL = """\
name: tiny
title: Tiny
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 3, cards: false, practice: 0}
"""


@pytest.fixture(scope="session")
def tiny_sessions(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The sessions of the cohort, as the command takes them."""
    path = tmp_path_factory.mktemp("protocol") / "tiny.yaml"
    path.write_text(PROTOCOL)
    return f"pre={path}", f"camp={path}"


@pytest.fixture(scope="session")
def plan_in(tiny_sessions: tuple[str, ...]) -> Callable[[Path], CohortPlan]:
    """Return the same plan for any new folder."""

    def plan(folder: Path) -> CohortPlan:
        folder.mkdir()
        return CohortPlan(
            folder / "data",
            parse_visits(tiny_sessions),
            3,
            arms={"closed-loop": 1, "yoked": 1},
            board="simulated:n_chans=4",
            seed=5,
        )

    return plan


@pytest.fixture(scope="session")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory, plan_in):
    """The cohort on one process, with what progress told."""
    plan = plan_in(tmp_path_factory.mktemp("cohort") / "one")
    told: list[tuple[int, int]] = []
    simulate_cohort(plan, progress=lambda *now: told.append(now))
    return plan, told
