"""Screens with a window manager, and a session that runs there."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.ledger_lines import CalibrationLine
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.verdict import CalibrationReport

_SPEC = importlib.util.spec_from_file_location(
    "driven_desk", Path(__file__).with_name("desk.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
desk_module = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(desk_module)

PROTOCOL = """
name: keys
title: Keys
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: sart, trials: 300, cards: false,
     options: {repeats: 1, interval: 0.4}, rule: {name: fixed}}
"""


LONGEST_S = 400
"""Longest that a driven test may take, s: none waits for longer than it must."""
DEMO = """
name: demo
title: Demonstration
description: For tests.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 6, practice: 1, practice_until: done, cards: false}
"""


@pytest.fixture(scope="session")
def certain(
    tmp_path_factory: pytest.TempPathFactory,
    simulated_request: Callable[..., SessionRequest],
) -> RunPaths:
    """Return a session stopped by its participant, with a calibration too good.

    Its score told 21 windows apart without an error, so that resampling them gives the
    same value each time: an interval without width.
    """
    folder = tmp_path_factory.mktemp("certain")
    request = simulated_request(folder, DEMO, participant="07", session="01")
    run_headless(request, tell=lambda message: None)
    paths = RunPaths(folder / "data", "07", "01", "demo")
    report = CalibrationReport(
        True, "calibrated", auc=1.0, auc_low=1.0, auc_high=1.0, p_value=0.004,
        nulls={"time-on-task": 0.4, "muscle": 0.55}, smallest_effect=0.68,
        calibration_error=0.02, reliability=((0.1, 0.0, 10), (0.9, 1.0, 11)),
        n_rest=10, n_engaged=11, model_hash="ab" * 32,
    )  # fmt: skip
    line = CalibrationLine(Permission(report.permission, report.why, figures=report))
    with paths.decisions.open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(line.to_json()) + "\n")
    kept = json.loads(paths.session_json.read_text(encoding="utf-8"))
    kept["state"] = "emergency"
    paths.session_json.write_text(json.dumps(kept), encoding="utf-8")
    return paths


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    """Return a protocol whose trials go on without an answer."""
    path = tmp_path / "keys.yaml"
    path.write_text(PROTOCOL)
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test that drives a window the time that a busy machine takes."""
    for item in items:
        if {"make_desk", "make_shared_desk"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.timeout(LONGEST_S))


@pytest.fixture(scope="module", params=[pytest.param(1, marks=pytest.mark.thorough), 2])
def n_screens(request: pytest.FixtureRequest) -> int:
    """Return how many screens a desk has: every test is done with one and with two."""
    return int(request.param)


def _desks(folder: Path) -> Iterator[Callable[..., Any]]:
    """Yield a function that sets up desks; clear them, and look into their log."""
    if lacking := desk_module.missing():
        pytest.skip(f"needs {', '.join(lacking)} (packaging/system-packages.txt)")
    desks = []

    def make(**options: Any) -> Any:
        desks.append(desk_module.Desk(folder, **options))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()
    log = folder / "log.txt"
    if log.exists():
        assert "Traceback" not in log.read_text()


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return a function that sets up a desk; it is cleared after the test."""
    yield from _desks(tmp_path)


@pytest.fixture(scope="module")
def make_shared_desk(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Any]]:
    """Return a function as `make_desk`'s, for an application that tests share."""
    yield from _desks(tmp_path_factory.mktemp("desk"))
