"""A share of the single changes of `attention-camp bench changes`: each is named."""

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[3] / "benchmarks" / "changes.py"
SHARE = 24


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("changes_bench", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def recorded_runs(bench, tmp_path_factory):
    return bench.record(tmp_path_factory.mktemp("changes") / "runs", n_sessions=1)


def test_an_untouched_session_has_no_problem(bench, recorded_runs) -> None:
    assert [bench.problems_of(run) for run in recorded_runs] == [[]]


def test_each_change_is_named_with_its_file(bench, recorded_runs, tmp_path) -> None:
    run = recorded_runs[0]
    unnamed = [
        (change.what, change.file)
        for seed, change in enumerate(bench.changes(run, SHARE))
        if not bench.is_named(run, change, tmp_path / "changed", seed=seed)
    ]
    assert unnamed == []
