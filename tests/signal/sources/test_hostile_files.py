"""A few mutated files of every format; ``bench hostile`` reads 2,000 of each."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from attention_camp.signal.sources.apart import ReaderProcess

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def hostile():
    """The benchmark; its child finds the module by the same path."""
    sys.path.insert(0, str(BENCHMARKS))
    yield importlib.import_module("hostile")
    sys.path.remove(str(BENCHMARKS))


KINDS = ("labels", "paths", "protocols", "weights")


def test_mutated_files_end_no_process_and_give_nothing_infinite(hostile):
    """What becomes of a damaged file is one of few things, and soon known."""
    with ReaderProcess() as reader:
        for name in hostile.FORMATS:
            found = hostile.read_mutated(name, 8, reader=reader, seed=7)
            assert sum(found.values()) == 8 + found["slow"], name
            assert found["infinite"] == 0, name
            assert found["refused"] + found["read"] > 0, name


def test_hostile_things_are_refused_in_words(hostile):
    """Whatever takes them says why it does not, within limits."""
    with ReaderProcess() as reader:
        for kind in KINDS:
            found = hostile.ask(kind, 15, reader=reader, seed=7)
            assert found["not in words"] == found["died"] == 0, kind
            assert found["refused"] > 7, kind
