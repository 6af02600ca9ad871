"""Objectives learned together: each finds its truth, and nothing without one."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from attention_camp.camp.cli.learning import together as command
from attention_camp.models.training import installed
from attention_camp.models.training import policy as policies
from attention_camp.models.training.installed import MissingTrainingError
from attention_camp.models.training.network import Shape
from attention_camp.models.training.together import run as together
from attention_camp.models.training.together import tested
from attention_camp.models.training.together.learn import LearningOptions, learn
from attention_camp.models.training.together.network import (
    SharedNetwork,
    hidden_channels,
    seen_of,
)
from attention_camp.models.training.together.objectives import (
    NAMES,
    ObjectiveError,
    Objectives,
)
from attention_camp.models.training.together.tested import (
    FIGURES,
    ablations,
    as_text,
    held_out,
)
from attention_camp.models.training.trials import (
    TrialExample,
    by_person,
    examples_of_trials,
    parts_of_people,
)
from attention_camp.models.windows import prepare

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
SMALL = Shape(width=16, n_heads=2, n_layers=1, n_hidden=16, dropout=0.0, noise=0.1)
N_TRIALS = 40
ALL = Objectives(masked=1.0, aligned=0.5, heads=1.0)
QUICK = LearningOptions(n_passes=12, n_folds=2, learning_rate=5e-3)


def _eeg(rng, alpha, theta):
    t = np.arange(256) / 64
    phase = rng.random((len(alpha), 8, 1))
    slow = np.sin(2 * np.pi * (6 * t + phase)) * theta[:, None, None]
    fast = np.sin(2 * np.pi * (10 * t + phase)) * alpha[:, None, None]
    X = 1e-5 * (rng.standard_normal((len(alpha), 8, 256)) + slow + fast)
    return prepare(X, sfreq=64.0, ch_names=CYTON)


def _person(seed):
    """A drowsy state shows in alpha, and in this answer and the next."""
    rng = np.random.default_rng(seed)
    drowsy = np.convolve(rng.standard_normal(N_TRIALS + 7), np.ones(8) / 3, "valid")
    level = rng.integers(1, 13, N_TRIALS)
    windows = _eeg(rng, np.exp(0.6 * drowsy), 0.3 + level / 6)
    times = 0.6 * np.exp(0.4 * drowsy + 0.1 * rng.standard_normal(N_TRIALS))
    wrong = rng.random(N_TRIALS) < 1 / (1 + np.exp(1.5 - 2 * drowsy))
    trials = [
        TrialExample(5.0 * i, 5.0 * i + 2, not wrong[i], times[i], int(level[i]))
        for i in range(N_TRIALS)
    ]
    rest = _eeg(rng, np.ones(12), np.ones(12))
    return examples_of_trials(windows, trials, rest, person=f"{seed}")


@pytest.fixture(scope="module")
def examples():
    return [_person(seed) for seed in range(6)]


@pytest.fixture(scope="module")
def people(examples):
    return [seen_of(one) for one in examples]


@pytest.fixture(scope="module")
def figures(people):
    return held_out(people, ALL, options=QUICK, shape=SMALL)


def test_each_part_tells_people_left_out_something(figures) -> None:
    assert set(figures) == set(FIGURES)
    for name, figure in figures.items():
        assert figure.gain > 0, (name, figure)
    assert figures["masked"].low > 0.05
    assert figures["workload"].low > 0


def test_alignment_finds_nothing_where_windows_are_not_of_their_trials(
    examples, figures
) -> None:
    rng = np.random.default_rng(1)
    mixed = [
        seen_of(replace(one, patches=one.patches[rng.permutation(N_TRIALS)]))
        for one in examples
    ]
    found = held_out(mixed, Objectives(aligned=1.0), options=QUICK, shape=SMALL)
    assert found["aligned"].gain < figures["aligned"].gain
    assert found["aligned"].low < 0.02
    assert math.isnan(found["masked"].gain)


def test_sessions_of_a_person_are_left_out_together(examples, monkeypatch) -> None:
    """Three people with two sessions each: nobody is told from their other session."""
    people = [
        seen_of(replace(one, person=f"{k % 3}")) for k, one in enumerate(examples)
    ]
    learned = []

    def watched(kept, objectives, **options):
        learned.append({one.person for one in kept})
        return learn(kept, objectives, **options)

    monkeypatch.setattr(tested, "learn", watched)
    options = LearningOptions(n_passes=1, n_folds=5)
    held_out(people, Objectives(masked=1.0), options=options, shape=SMALL)
    assert learned == [{"1", "2"}, {"0", "2"}, {"0", "1"}]


def test_a_person_counts_once_in_a_mean_and_in_no_two_parts() -> None:
    who = ["a", "b", "a", "c"]
    parts = parts_of_people(who, 5)
    assert [part.tolist() for part in parts] == [
        [True, False, True, False],
        [False, True, False, False],
        [False, False, False, True],
    ]
    found = by_person(who, [1.0, math.nan, 3.0, math.nan])
    assert found[0] == 2.0
    assert np.isnan(found[1:]).all()


def test_what_a_constant_tells_of_spectra_leaves_bad_channels_out(examples) -> None:
    """What a bad channel holds changes nothing."""
    found = []
    for noise in (0.0, 1.0):
        patches = examples[0].patches
        values, mask = patches.values.copy(), patches.mask.copy()
        mask[:, 3] = 0.0
        values[:, 3] *= noise
        bad = replace(patches, values=values, mask=mask)
        torch.manual_seed(0)
        seen = seen_of(replace(examples[0], patches=bad))
        found.append(tested._Usual.of([seen], SharedNetwork(SMALL).eval()).spectrum)
    torch.testing.assert_close(*found)


def test_what_a_policy_lacks_is_said_before_anything_is_learned(
    tmp_path, monkeypatch
) -> None:
    lacking = {"gymnasium"}
    monkeypatch.setattr(
        installed, "find_spec", lambda name: None if name in lacking else object()
    )
    with pytest.raises(MissingTrainingError, match=r"gymnasium.*attention-camp\[train"):
        command.train_together(
            ["D"], tmp_path / "out", "masked=1,policy=1",
            fetch=lambda data: pytest.fail(f"{data} were fetched"),
            seed=0, ablation=False,
        )  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_the_smallest_weight_trains_a_policy(monkeypatch) -> None:
    pytest.importorskip("gymnasium")
    pytest.importorskip("stable_baselines3")
    monkeypatch.setattr(
        policies, "train_policy", lambda make, *, n_steps, seed: {"n_steps": n_steps}
    )
    assert command._policy(1e-9, seed=0) == {"n_steps": 1}
    assert command._policy(0.5, seed=0) == {"n_steps": 50_000}


def test_a_part_without_weight_is_not_learned(people) -> None:
    torch.manual_seed(0)
    before = SharedNetwork(SMALL).behaviour.widen.weight.detach().clone()
    options = LearningOptions(n_passes=1)
    without = learn(people[:2], Objectives(masked=1.0), options=options, shape=SMALL)
    assert torch.equal(without.behaviour.widen.weight, before)
    having = learn(people[:2], Objectives(aligned=1.0), options=options, shape=SMALL)
    assert not torch.equal(having.behaviour.widen.weight, before)


def test_all_parts_move_one_encoder(people) -> None:
    model = SharedNetwork(SMALL)
    hidden = hidden_channels(people[0], torch.Generator().manual_seed(0))
    for name in ("masked", "aligned", "heads"):
        model.zero_grad()
        model.losses_of((name,), people[0], hidden)[name].backward()
        moved = model.network.embed_spectrum.weight.grad
        moved = torch.zeros(1) if moved is None else moved
        # heads begin at a constant: nothing reaches the encoder before they move
        assert (moved.abs().sum() > 0) == (name != "heads"), name


def test_people_without_trials_take_part_in_what_needs_none(examples) -> None:
    blank = replace(
        examples[0],
        there=np.zeros_like(examples[0].there),
        **{
            name: np.full(N_TRIALS, np.nan, np.float32)
            for name in ("workload", "reaction", "lapse")
        },
    )
    seen = seen_of(blank)
    hidden = hidden_channels(seen, torch.Generator().manual_seed(0))
    found = SharedNetwork(SMALL).losses_of(ALL.shared, seen, hidden)
    assert set(found) == {"masked"}


def test_the_same_seed_gives_the_same_encoder(people) -> None:
    one, other = (
        learn(people[:2], ALL, options=LearningOptions(n_passes=1), shape=SMALL)
        for _ in range(2)
    )
    assert torch.equal(one.network.place.weight, other.network.place.weight)


def test_what_was_learned_is_written_with_its_ablation(
    people, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(together, "people_of", lambda folders: people[:4])
    objectives = replace(ALL, policy=0.25)
    card = together.learn_together(
        [], tmp_path / "out", objectives,
        options=LearningOptions(n_passes=1, n_folds=2), with_ablation=True,
        policy=lambda share: {"share": share},
    )  # fmt: skip
    rows = list(card["figures"])
    assert rows == list(ablations(objectives))
    assert len(rows) == 7
    written = json.loads((tmp_path / "out" / together.CARD).read_text())
    assert written["figures"]["without heads"]["lapse"]["gain"] is None
    assert json.loads((tmp_path / "out" / together.POLICY).read_text()) == {
        "share": 0.25
    }
    assert (tmp_path / "out" / together.ENCODER).stat().st_size > 1000
    assert all(name in as_text(card) for name in rows)


def test_a_text_says_which_parts_and_weights() -> None:
    found = Objectives.of("masked=1, aligned=0.5,heads")
    assert found == Objectives(1.0, 0.5, 1.0, 0.0)
    assert found.shared == ("masked", "aligned", "heads")
    assert found.without("heads").shared == ("masked", "aligned")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mask=1", "no objective mask"),
        ("masked=-1", "number from 0 on, got -1"),
        ("masked=x", "got x"),
        ("masked=", "got nothing"),
        ("heads=0", "needs a weight above 0"),
        ("", ", ".join(NAMES)),
    ],
)
def test_a_text_that_cannot_be_learned_is_told(text, said) -> None:
    with pytest.raises(ObjectiveError, match=said):
        Objectives.of(text)
