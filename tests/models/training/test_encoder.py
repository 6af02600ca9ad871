"""The encoder of two headsets of one instant: views, pretraining, learning."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch

from attention_camp.models.data.headsets import HEADSETS, headset, seen_by
from attention_camp.models.data.recordings import DataError, Person
from attention_camp.models.electrodes import positions
from attention_camp.models.figures import auc
from attention_camp.models.patches import N_POWERS
from attention_camp.models.training.encoder.inverse import (
    found_again,
    learned_inverse,
    shown,
)
from attention_camp.models.training.encoder.learning import (
    EncoderOptions,
    learned,
    logits,
    states,
)
from attention_camp.models.training.encoder.views import (
    MOST_CHANNELS,
    N_PATCHES,
    drawn_headset,
    drawn_view,
    joined,
    same_instants,
    tokens_of,
    worn_by_chance,
)

CAP = (
    *("Fp1", "Fp2", "F3", "F4", "F7", "F8", "T7", "T8", "C3", "C4"),
    *("P7", "P8", "P3", "P4", "O1", "O2", "Fz", "Cz", "Pz"),
)
SPREAD = np.full(N_POWERS, 0.5)
BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "encoder.py"


def made_up(number: int) -> Person:
    """Return a person whose alpha goes when there is work, more or less of it."""
    rng = np.random.default_rng(number)
    y = np.repeat([0, 1], [16, 10])
    t = np.arange(256) / 64
    rhythm = np.sin(2 * np.pi * (10 * t + rng.random((26, len(CAP), 1))))
    alpha = (np.where(y == 0, 1.5, 0.5) * rng.uniform(0.8, 1.2, 26))[:, None, None]
    X = 1e-5 * (rng.standard_normal((26, len(CAP), 256)) + alpha * rhythm)
    rest = np.arange(26) < 6
    session = np.full(26, "")
    return Person(f"p{number}", X.astype("f4"), y, y, session, rest, 64.0, CAP)


def test_a_headset_by_lot_is_none_of_the_table() -> None:
    """Nor the cap itself, which the table names by no channel, or nearly one of it."""
    rng = np.random.default_rng(0)
    tested = [set(one.ch_names or CAP) for one in HEADSETS]
    for _ in range(500):
        worn = drawn_headset(CAP, rng)
        own = set(worn.ch_names)
        assert len(own) >= 3
        assert max(len(own & one) / len(own | one) for one in tested) <= 0.85
        assert not own & set(worn.reference)


def test_a_headset_by_lot_has_no_electrode_twice() -> None:
    """A cap may have some of the electrodes that are added to it."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        names = drawn_headset((*CAP[:14], "AF7", "AF8"), rng).ch_names
        assert len(set(names)) == len(names)


def test_who_cannot_be_seen_through_any_headset_is_refused() -> None:
    person = made_up(0)
    lost = replace(person, X=np.full_like(person.X, np.nan))
    with pytest.raises(DataError, match="p0: 20 headsets were drawn"):
        drawn_view(lost, SPREAD, np.random.default_rng(0))


def test_views_of_an_instant_differ_in_all_but_the_instant() -> None:
    person, rng = made_up(0), np.random.default_rng(0)
    one, two = (drawn_view(person, SPREAD, rng) for _ in range(2))
    assert one.apart.shape[1:] == (MOST_CHANNELS, N_PATCHES, N_POWERS)
    assert (one.apart[one.mask == 0] == 0).all()
    assert one.mask.sum() != two.mask.sum()
    np.testing.assert_array_equal(one.row, np.arange(6, 26))
    np.testing.assert_array_equal(one.y, person.y[one.row])


def test_what_was_learned_serves_a_person_and_a_headset_left_out() -> None:
    """The same seed gives the same weights, and a Muse is told apart unseen."""
    rng = np.random.default_rng(1)
    people = [[drawn_view(made_up(k), SPREAD, rng) for _ in range(2)] for k in range(3)]
    options = EncoderOptions(n_pretraining=4, n_epochs=5, batch_size=32)
    network = learned(people, seed=0, options=options)
    worn = headset("Muse-4")
    shown = tokens_of(seen_by(made_up(9), worn), worn, SPREAD)
    assert auc(shown.y, logits(network, shown)) > 0.9
    again = learned(people, seed=0, options=options)
    np.testing.assert_array_equal(logits(again, shown), logits(network, shown))


def test_pretraining_gives_two_views_of_an_instant_one_state() -> None:
    """A view finds its own instant in another view more often than by chance."""
    rng = np.random.default_rng(2)
    people = [[drawn_view(made_up(k), SPREAD, rng) for _ in range(3)] for k in range(2)]
    options = EncoderOptions(n_pretraining=50, n_epochs=0)
    given = []
    network = learned(people, seed=0, options=options, pretrained=given.append)
    assert given == [network]
    one, two = (states(network, view) for view in people[0][:2])
    assert found_again(one, two) > 3 / len(one)
    assert len(joined(people[0]).y) == sum(len(view.y) for view in people[0])


def test_what_looks_at_the_pretrained_encoder_does_not_change_what_is_learned() -> None:
    rng = np.random.default_rng(5)
    people = [[drawn_view(made_up(k), SPREAD, rng) for _ in range(2)] for k in range(2)]
    options = EncoderOptions(n_pretraining=2, n_epochs=1)
    plain, looked_at = (
        learned(people, seed=0, options=options, pretrained=look)
        for look in (lambda _: None, lambda network: states(network, people[0][0]))
    )
    for name, values in plain.state_dict().items():
        assert torch.equal(values, looked_at.state_dict()[name]), name


def test_the_linear_inverse_finds_instants_again_that_it_never_saw() -> None:
    """Two headsets without a common electrode or reference, each with its own noise."""
    pair, rng = [headset("Cyton-8"), headset("BrainBit-4")], np.random.default_rng(6)
    people = [
        [tokens_of(worn_by_chance(in_waves(k), one, rng), one, SPREAD) for one in pair]
        for k in range(4)
    ]
    inverse = learned_inverse([(one, two) for one, two in people[1:]])
    one, two = same_instants(*people[0])
    assert len(one.y) > 20
    chance = 1 / len(one.y)
    assert found_again(inverse(one), shown(two)) > 5 * chance
    later = np.roll(shown(two), 1, axis=0)
    assert found_again(inverse(one), later) < 2 * chance


def test_an_instant_is_found_again_where_it_is_most_like_itself() -> None:
    rng = np.random.default_rng(0)
    values = rng.standard_normal((30, 8))
    turned, _ = np.linalg.qr(rng.standard_normal((8, 8)))
    assert found_again(values, values) == 1.0
    assert found_again(3 * values + 7, values) == 1.0  # who it is tells nothing
    assert found_again(values, values[::-1]) == 0.0
    assert found_again(values, values @ turned) < 0.3


def in_waves(number: int) -> Person:
    """Return a person in whom few sources come and go, each at its own frequency."""
    rng = np.random.default_rng(100 + number)
    places = positions(CAP)
    y = np.repeat([0, 1], [20, 30])
    t = np.arange(256) / 64
    X = 1e-6 * rng.standard_normal((50, len(CAP), 256))
    for source, freq in zip(places[[0, 7, 12, 15]], (5, 10, 18, 25), strict=True):
        reach = np.exp(-4 * (1 - places @ source))  # (n_chans,)
        loud = np.exp(rng.standard_normal(50))[:, None, None]
        wave = np.sin(2 * np.pi * (freq * t + rng.random((50, 1, 1))))
        X += 1e-5 * loud * reach[:, None] * wave
    rest = np.arange(50) < 12
    session = np.full(50, "")
    return Person(f"w{number}", X.astype("f4"), y, y, session, rest, 64.0, CAP)


def test_views_without_an_instant_in_common_teach_nothing() -> None:
    rng = np.random.default_rng(3)
    one, two = (drawn_view(made_up(0), SPREAD, rng) for _ in range(2))
    people = [[one[np.arange(8)], two[np.arange(8, 20)]]]
    taught, untaught = (
        learned(people, seed=0, options=EncoderOptions(n_pretraining=n, n_epochs=0))
        for n in (3, 0)
    )
    for name, values in taught.state_dict().items():
        assert torch.equal(values, untaught.state_dict()[name]), name


def test_an_encoder_is_shipped_by_the_interval_of_its_gain_not_by_its_mean() -> None:
    """Means over headsets are paired by person; that of one says nothing alone."""
    bench = _benchmark()
    keys = [(f"p{k:02}", worn) for k in range(24) for worn in ("a", "b")]
    table = {
        "score": {(p, w): 0.7 + 0.01 * int(p[1:]) for p, w in keys},
        "sure": {(p, w): 0.72 + 0.01 * int(p[1:]) for p, w in keys},
        "unsure": {
            (p, w): 0.71 + 0.01 * int(p[1:]) + (0.1 if int(p[1:]) % 2 else -0.1)
            for p, w in keys
        },
    }
    gained = bench.gains(table)
    assert gained["unsure"].mean() == pytest.approx(0.01)
    least = [value for _, value, _ in bench.decided(table)]
    assert least[0] == pytest.approx(0.02)
    assert -0.06 < least[1] < -0.03  # 0.1 / sqrt(24), two and a quarter of them below


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_encoder", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
