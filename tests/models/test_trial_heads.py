"""Heads recover a known truth, say unknown without one, and leave engagement alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.trial_heads import (
    TrialHeadsNetwork,
    TrialHeadsOptions,
    losses,
    train_trial_heads,
)
from attention_camp.models.training.trial_skills import Skill, foretold, skills
from attention_camp.models.training.trials import (
    N_LEVELS,
    TrialExample,
    examples_of_trials,
    trials_of,
)
from attention_camp.models.windows import prepare

CYTON = ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]
N_TRIALS = 40


def eeg(rng, alpha, theta):
    t = np.arange(256) / 64
    phase = rng.random((len(alpha), 8, 1))
    slow = np.sin(2 * np.pi * (6 * t + phase)) * theta[:, None, None]
    fast = np.sin(2 * np.pi * (10 * t + phase)) * alpha[:, None, None]
    X = 1e-5 * (rng.standard_normal((len(alpha), 8, 256)) + slow + fast)
    return prepare(X, sfreq=64.0, ch_names=CYTON)


def person(seed, *, truth=True):
    """A drowsy state shows in alpha, slows the next answer and makes lapses likely;
    difficulty shows in theta."""
    rng = np.random.default_rng(seed)
    drowsy = np.convolve(rng.standard_normal(N_TRIALS + 7), np.ones(8) / 3, "valid")
    level = rng.integers(1, 13, N_TRIALS)
    shown = (drowsy, level) if truth else (0 * drowsy, 6 + 0 * level)
    windows = eeg(rng, np.exp(0.6 * shown[0]), 0.3 + shown[1] / 6)
    state = np.append(0.0, drowsy[:-1]) if truth else 0 * drowsy
    times = 0.6 * np.exp(0.4 * state + 0.1 * rng.standard_normal(N_TRIALS))
    wrong = rng.random(N_TRIALS) < 1 / (1 + np.exp(1.5 - 2 * state))
    trials = [
        TrialExample(5.0 * i, 5.0 * i + 2, not wrong[i], times[i], int(level[i]))
        for i in range(N_TRIALS)
    ]
    rest = eeg(rng, np.ones(12), np.ones(12))
    engaged = drowsy < 0 if truth else rng.random(N_TRIALS) < 0.5
    return examples_of_trials(
        windows, trials, rest, person=f"{seed}", engaged=engaged.astype(float)
    )


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    return EncoderNetwork(Shape(width=16, n_layers=1, n_hidden=16)).eval()


@pytest.fixture(scope="module")
def people():
    return [person(seed) for seed in range(6)]


@pytest.fixture(scope="module")
def blind(network, people):
    """Skills with and without behaviour where windows are not those of the trials."""
    rng = np.random.default_rng(1)
    mixed = [
        replace(one, patches=one.patches[rng.permutation(N_TRIALS)]) for one in people
    ]
    return [
        skills(
            network, mixed, n_folds=3, options=TrialHeadsOptions(behaviour=behaviour)
        )
        for behaviour in (True, False)
    ]


def test_heads_recover_what_drives_simulated_people(network, people):
    found = skills(network, people, n_folds=3)
    assert all(skill.speaks for skill in found.values()), found


def test_heads_find_nothing_where_there_is_nothing(network):
    nothing = [person(seed, truth=False) for seed in range(100, 106)]
    found = skills(network, nothing, n_folds=3)
    assert not any(skill.speaks for skill in found.values()), found


@pytest.mark.parametrize("head", ["reaction", "engaged"])
def test_behaviour_tells_what_the_eeg_does_not(blind, head):
    with_it, without = blind
    assert with_it[head].gain > without[head].gain + 0.05
    assert not without[head].speaks


def test_without_trials_engagement_is_the_networks_own(network, people):
    model = TrialHeadsNetwork(network)
    torch.nn.init.normal_(model.engaged.weight)
    one = people[0]
    seen = model.seen(inputs_of(one.patches, one.rest, one.known))
    last, there = torch.from_numpy(one.last), torch.from_numpy(one.there)
    assert torch.equal(model.told(seen, last, there * 0).engaged, seen[0])
    assert not torch.equal(model.told(seen, last, there).engaged, seen[0])


def test_trials_that_are_not_there_say_nothing(network, people):
    model = TrialHeadsNetwork(network)
    torch.nn.init.normal_(model.next_trial.weight)
    one = people[0]
    seen = model.seen(inputs_of(one.patches, one.rest, one.known))
    last, there = torch.from_numpy(one.last), torch.from_numpy(one.there)
    wild = last + 100 * (1 - there[..., None])
    told, again = (model.told(seen, some, there) for some in (last, wild))
    torch.testing.assert_close(told.reaction, again.reaction)


def test_workload_does_not_see_its_own_label_among_the_trials(network, people):
    model = train_trial_heads(
        network, people[:2], options=TrialHeadsOptions(n_steps=20)
    )
    one = people[0]
    seen = model.seen(inputs_of(one.patches, one.rest, one.known))
    last, there = torch.from_numpy(one.last), torch.from_numpy(one.there)
    told, again = (model.told(seen, some, there) for some in (last, last * 0))
    assert torch.equal(told.workload, again.workload)


def test_levels_are_ordered_probabilities(network, people):
    model = train_trial_heads(
        network, people[:2], options=TrialHeadsOptions(n_steps=20)
    )
    speaking = dict.fromkeys(("workload", "reaction", "lapse"), Skill(0.1, 0.05, 0.2))
    told = foretold(model, people[0], speaking)
    assert told.workload.shape == (N_TRIALS, N_LEVELS)
    assert (told.workload >= 0).all()
    np.testing.assert_allclose(told.workload.sum(axis=1), 1, atol=1e-6)


def test_a_silent_head_says_unknown(network, people):
    model = train_trial_heads(network, people[:2], options=TrialHeadsOptions(n_steps=2))
    told = foretold(model, people[0], {"lapse": Skill(0.0, -0.1, 0.1)})
    assert np.isnan(told.lapse).all()
    assert np.isnan(told.workload).all()


def test_gradients_reach_the_heads_and_not_the_network_below(network, people):
    before = {name: value.clone() for name, value in network.state_dict().items()}
    model = train_trial_heads(network, people[:2], options=TrialHeadsOptions(n_steps=3))
    for name, value in model.network.state_dict().items():
        assert torch.equal(value, before[name]), name
    assert model.trial.weight.grad is not None


def test_missing_labels_are_left_out_of_the_loss(network, people):
    one = replace(people[0], lapse=np.full(N_TRIALS, np.nan, np.float32))
    model = train_trial_heads(network, [one], options=TrialHeadsOptions(n_steps=2))
    seen = model.seen(inputs_of(one.patches, one.rest, one.known))
    told = model.told(seen, torch.from_numpy(one.last), torch.from_numpy(one.there))
    found = losses(told, one)
    assert found["lapse"].isnan().all()
    assert not found["workload"].isnan().any()
    nobody = replace(one, engaged=one.lapse)
    assert losses(told, nobody)["engaged"].isnan().all()


def test_trials_are_read_from_the_events_table_and_rest_is_none():
    row = {"trial_type": "trial", "duration": "1.5", "correct": "true", "level": "3"}
    rows = [
        row | {"onset": "2.0", "task": "rest", "reaction_time": "n/a"},
        row | {"onset": "9.0", "task": "n-back", "reaction_time": "0.5"},
        row | {"onset": "9.5", "task": "n-back", "trial_type": "response"},
    ]
    assert trials_of(rows) == [TrialExample(9.0, 10.5, True, 0.5, 3)]
