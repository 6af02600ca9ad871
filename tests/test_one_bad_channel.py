"""The benchmark that lets each channel in turn go bad, on a made-up person."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from attention_camp.models.data.headsets import headset
from attention_camp.models.data.recordings import Person
from attention_camp.models.evaluation import left_out
from attention_camp.models.score.estimator import Score

BENCHMARK = Path(__file__).parent / "benchmarks" / "one_channel.py"
WORN = headset("Cyton-8")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_one_channel", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for their annotations
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tested() -> left_out.Tested:
    """Return somebody of coloured noise, with alpha at rest and less of it at work."""
    rng = np.random.default_rng(0)
    y = np.repeat([0, 1], [16, 8])
    t = np.arange(512) / 128
    shape = 1 / np.maximum(np.fft.rfftfreq(512, 1 / 128), 1.0)
    white = np.fft.rfft(rng.standard_normal((24, 8, 512)))
    noise = np.fft.irfft(white * shape, 512)
    rhythm = np.sin(2 * np.pi * (10 * t + rng.random((24, 8, 1))))
    alpha = np.where(y == 0, 1.5, 0.5)[:, None, None]
    X = (1e-5 * (noise / noise.std() + alpha * rhythm)).astype("f4")
    rest = np.arange(24) < 8
    session = np.full(24, "")
    person = Person("made", X, y, y, session, rest, 128.0, WORN.ch_names)
    return left_out.Tested(Score(), WORN, person)


def test_each_channel_in_turn_is_spoiled_and_no_other(bench, tested) -> None:
    for name, (fault, at_rest) in bench.FAULTS.items():
        person = bench.spoiled(tested, 2, fault, at_rest=at_rest)
        moved = ~(person.X == tested.person.X).all(axis=2)
        assert moved[~person.is_baseline, 2].all(), name
        assert moved[person.is_baseline, 2].all() == at_rest, name
        assert not np.delete(moved, 2, axis=1).any(), name


def test_noise_has_the_spread_that_its_name_says(bench) -> None:
    quiet, rng = np.zeros((40, 1000)), np.random.default_rng(0)
    for fault in (bench.white(30), bench.pink(30), bench.mains(30)):
        assert fault(quiet, rng, 250.0).std() == pytest.approx(30e-6, rel=0.02)


def test_loud_white_noise_costs_no_more_than_the_loss_of_the_channel(
    bench, tested
) -> None:
    lost = [*bench.losses(tested, bench.lost, at_rest=False)]
    white = [*bench.losses(tested, bench.white(100), at_rest=False)]
    assert [one.channel for one in lost] == list(WORN.ch_names)
    assert all(one.left_out == 1.0 and one.others == 0.0 for one in (*lost, *white))
    np.testing.assert_allclose([x.auc for x in white], [x.auc for x in lost])
    mean, cells = bench.told(lost)
    assert mean == pytest.approx(np.mean([one.auc for one in lost]))
    assert cells.endswith("| 1.000 | 0.0000")
