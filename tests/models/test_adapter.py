"""A person's own directions: found in training, chosen by what was left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save

from attention_camp.models import load_estimator
from attention_camp.models.adapter import (
    N_FIELDS,
    RANK,
    Adapter,
    fields_of,
    find_adapter,
)
from attention_camp.models.calibration import Stretch, calibrate
from attention_camp.models.patches import cut, rest_of
from attention_camp.models.personal import (
    Personal,
    PersonalWeights,
    Seen,
    Taught,
    fit_personal,
    losses,
    see,
)
from attention_camp.models.replay_buffer import remember
from attention_camp.models.scorer import Scorer
from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.export import from_safetensors
from attention_camp.models.verdict import CalibrationReport
from attention_camp.models.weights import TORCH, WeightsError, read_weights
from attention_camp.models.windows import prepare, some
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.physiology import Physiology, source_places
from attention_camp.signal.simulated.waves import COMPONENTS

WHOLE = Path(__file__).parent / "full_weights"
"""The shipped weights before the encoder that adds nothing was cut away."""
CYTON = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
SFREQ = 250.0


def _unlike():
    """Return somebody whose alpha rises at work, on one side of the head only."""
    mean = Physiology.mean()
    change = np.zeros_like(mean.change)
    alpha = COMPONENTS.index("alpha")
    change[alpha] = [2.0 if x < 0 else -2.0 for x, _, _ in source_places()]
    return replace(mean, change=change)


def blocks(n_rounds, *, seed=0, at_work=0.9):
    """Return half minutes of a simulated brain at rest and at work in turn."""
    brain = SimulatedBrain(CYTON, SFREQ, seed=seed, physiology=_unlike())
    made = []
    for number in range(2 * n_rounds):
        brain.set_engagement(at_work if number % 2 else 0.1)
        data = brain.make(round(28 * SFREQ)) * 1e-6
        X = data.reshape(len(CYTON), -1, round(4 * SFREQ)).swapaxes(0, 1)
        made.append(Stretch("engaged" if number % 2 else "rest", X[1:]))
    return made


@pytest.fixture
def scorer():
    return Scorer("attention", sfreq=SFREQ, ch_names=CYTON)


@pytest.fixture(scope="module")
def calibrated():
    scorer = Scorer("attention", sfreq=SFREQ, ch_names=CYTON)
    return calibrate(scorer, blocks(3))


def taught(n=30, *, apart, seed=0):
    """Return windows whose labels show in one coordinate only."""
    rng = np.random.default_rng(seed)
    y = np.repeat([0, 1], n)
    coordinates = rng.standard_normal((2 * n, RANK))
    coordinates[:, 2] += apart * (2 * y - 1)
    return Taught(Seen(0.1 * rng.standard_normal(2 * n), coordinates), y)


def test_fields_are_what_the_networks_linear_path_sees():
    folder = read_weights(WHOLE, TORCH)
    network = from_safetensors(folder.contents[TORCH], folder.card)
    ready = prepare(blocks(1)[0].windows, sfreq=SFREQ, ch_names=CYTON)
    rest, known = rest_of(cut(some(ready, np.arange(len(ready.reasons)) < 2)))
    inputs = inputs_of(cut(ready), rest, known)
    patches, places, layout, mask, own, has = inputs
    with torch.no_grad():
        relative, typical = network.spectra(patches, places, mask, own, has)
        wanted = network.fields(relative, typical, layout, has)[:, :N_FIELDS]
    found = fields_of(cut(ready), rest, known)
    np.testing.assert_allclose(found, wanted.numpy(), atol=1e-5)


def test_directions_come_back_from_their_file():
    rng = np.random.default_rng(0)
    people = [
        (rng.standard_normal((20, N_FIELDS)), np.arange(20) % 2) for _ in range(4)
    ]
    found = find_adapter(people)
    assert found.rank == 3  # four people differ in three directions
    again = Adapter.from_bytes(found.to_bytes())
    np.testing.assert_allclose(again.weights, found.weights, rtol=1e-6)
    alone = find_adapter(people[:1])
    assert Adapter.from_bytes(alone.to_bytes()).rank == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04cos\nsystem\n(S'exit 1'\ntR.",
        save({"weights": np.zeros((3, 8), np.float32)}),
        save({"weights": np.zeros((3, 8)), "centre": np.zeros(3)}),
    ],
    ids=["empty", "pickle", "no centre", "another shape"],
)
def test_a_file_that_holds_no_directions_is_refused(content):
    with pytest.raises(WeightsError, match="Train the weights again"):
        Adapter.from_bytes(content)


def test_the_fit_ends_where_the_loss_is_least_even_when_nothing_is_wrong():
    learned = fit_personal(taught(apart=5.0), adapts=True)
    assert np.argmax(np.abs(learned.adapter)) == 2
    nearby = [
        replace(learned, adapter=tuple(np.add(learned.adapter, 0.01 * step).tolist()))
        for step in (*np.eye(RANK), *-np.eye(RANK))
    ]

    def cost(weights):
        data = taught(apart=5.0)
        z = weights.logits(data.seen)
        loss = np.logaddexp(0, np.where(data.y == 1, -z, z)).sum()
        off = np.square([weights.slope - 1, *weights.adapter]).sum()
        return loss + 5 * off + 0.5 * weights.shift**2

    assert all(cost(learned) < cost(other) for other in nearby)


def test_the_slope_never_turns_a_score_round():
    data = taught(apart=1.0)
    against = Taught(Seen(3.0 - 6.0 * data.y, data.seen.coordinates), data.y)
    assert fit_personal(against).slope == 0.0
    assert fit_personal(against, adapts=True).slope == 0.0


def test_a_person_unlike_those_of_training_gets_directions_and_gains(calibrated):
    report, _ = calibrated
    line, _ = calibrate(
        Scorer("attention", sfreq=SFREQ, ch_names=CYTON), blocks(3), may_adapt=False
    )
    assert (len(report.adapter), line.adapter) == (RANK, ())
    assert report.adapter_gain > 0.1
    assert report.auc > line.auc + 0.1


def test_what_does_not_help_on_blocks_left_out_is_not_used(scorer):
    report, _ = calibrate(scorer, blocks(3, seed=2, at_work=0.1))
    assert report.adapter_gain < 0
    assert report.adapter == ()


def test_with_too_few_blocks_the_two_numbers_are_all(scorer):
    report, _ = calibrate(scorer, blocks(2))
    assert report.adapter == ()
    assert np.isnan(report.adapter_gain)


def test_an_estimator_without_directions_keeps_the_two_numbers():
    scorer = Scorer("theta-alpha", sfreq=SFREQ, ch_names=CYTON)
    report, _ = calibrate(scorer, blocks(3))
    assert report.adapter == ()
    assert np.isnan(report.adapter_gain)


def test_with_replay_the_adapter_fits_the_earlier_session_better(scorer, calibrated):
    first, today = blocks(3), blocks(3, seed=8, at_work=0.3)
    X = np.concatenate([block.windows for block in first])
    y = np.repeat([0, 1] * 3, [len(block.windows) for block in first])
    call = {"sfreq": SFREQ, "ch_names": CYTON}
    earlier = [remember(X, y, **call, about={"slope": 1.0, "shift": 0.0})]
    rest = calibrated[1].estimator.shared  # aligned to the first session
    taught = Taught(see(rest, prepare(X, **call)), y)
    costs = []
    for known in ([], earlier):
        _, personal = calibrate(scorer, today, earlier=known)
        costs.append(losses(personal.estimator.weights.logits(taught.seen), y).mean())
    assert costs[1] < costs[0]


def test_the_adapter_moves_the_live_score_and_the_hash(calibrated):
    report, personal = calibrated
    estimator = personal.estimator
    line = PersonalWeights(report.slope, report.shift)
    without = Personal(estimator.shared, line)
    assert without.fingerprint != estimator.fingerprint
    window = blocks(1, seed=5)[1].windows[:1]
    call = {"sfreq": SFREQ, "ch_names": CYTON}
    one, other = (e.predict_proba(window, **call)[0, 1] for e in (estimator, without))
    assert abs(one - other) > 1e-3


def test_weights_without_an_adapter_are_hashed_as_before_there_were_any():
    personal = Personal(load_estimator("pope"), PersonalWeights(1.5, -0.25))
    assert personal.fingerprint.endswith(" Line(slope=1.5, shift=-0.25)")


def test_a_report_says_whether_directions_are_used_and_older_ones_are_read(calibrated):
    report, _ = calibrated
    assert CalibrationReport.from_json(report.to_json()) == report
    assert "own directions are used: 8 more numbers" in report.as_text()
    values = report.to_json()
    older = {k: v for k, v in values.items() if not k.startswith("adapter")}
    again = CalibrationReport.from_json(older)
    assert again.adapter == ()
    assert "own directions were not looked at" in again.as_text()
