"""A few mutated files of every format; ``bench hostile`` reads 2,000 of each."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def hostile():
    """The benchmark; its child finds the module by the same path."""
    sys.path.insert(0, str(BENCHMARKS))
    yield importlib.import_module("hostile")
    sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize(
    "name", ["edf", "bdf", "brainvision", "eeglab", "fif", "xdf", "openbci"]
)
def test_mutated_files_end_no_process_and_give_nothing_infinite(hostile, name):
    """What becomes of a damaged file is one of few things, and soon known."""
    found = hostile.read_mutated(name, 8, seed=7)
    assert sum(found.values()) == 8 + found["slow"]
    assert found["infinite"] == 0
    assert found["refused"] + found["read"] > 0


@pytest.mark.parametrize("kind", ["labels", "paths", "protocols", "weights"])
def test_hostile_things_are_refused_in_words(hostile, kind):
    """Whatever takes them says why it does not, within limits."""
    found = hostile.ask(kind, 15, seed=7)
    assert found["not in words"] == found["died"] == 0
    assert found["refused"] > 7
