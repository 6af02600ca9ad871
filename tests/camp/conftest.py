"""Two short sessions of simulated participants, recorded once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest

BY_FORMULA = """\
name: short
title: Short
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 6, practice: 1, practice_until: done, cards: false}
"""
BY_MODEL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: attention}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 14},
     rule: {name: fixed}}
  - {task: visual-search, trials: 3, practice: 1, practice_until: done}
"""


def request_in(folder: Path, text: str, **changes: Any) -> SessionRequest:
    """Return the request for a simulated participant's session of a new protocol."""
    path = folder / "protocol.yaml"
    path.write_text(text)
    request = SessionRequest(
        folder / "data", "01", "01", protocol=str(path), board="simulated",
        observer="default", headless=True, seed=4,
    )  # fmt: skip
    return replace(request, **changes)


@pytest.fixture(scope="session")
def simulated_request() -> Callable[..., SessionRequest]:
    """Return `request_in`, since tests cannot import it."""
    return request_in


def record(folder: Path, text: str, participant: str, session: str) -> RunPaths:
    """Record a session of a simulated participant."""
    request = request_in(folder, text, participant=participant, session=session, seed=3)
    run_headless(request, tell=lambda message: None)
    return RunPaths(folder / "data", participant, session, "short")


@pytest.fixture(scope="session")
def by_formula(tmp_path_factory: pytest.TempPathFactory) -> RunPaths:
    """Return a session that was scored by Pope's index; to be read only."""
    return record(tmp_path_factory.mktemp("recorded"), BY_FORMULA, "07", "02")


@pytest.fixture(scope="session")
def recorded(by_formula: RunPaths) -> Path:
    """Return the dataset of `by_formula`, which has no other session."""
    return by_formula.dataset


@pytest.fixture(scope="session")
def by_model(tmp_path_factory: pytest.TempPathFactory) -> RunPaths:
    """Return a session that was scored by the attention model; to be read only."""
    return record(tmp_path_factory.mktemp("scored"), BY_MODEL, "01", "01")
