"""Channels that are lost after a person's own rest was recorded."""

from dataclasses import replace

import numpy as np
import pytest

from attention_camp.models import load_estimator
from attention_camp.models.own_rest import OwnRest
from attention_camp.models.windows import prepare

SFREQ = 128.0
NAMES = ("Fp1", "Fp2", "F3", "F4", "C3", "C4", "P3", "P4", "O1", "O2", "Fz", "Cz")
RNG = np.random.default_rng(0)
MIX = RNG.standard_normal((len(NAMES), 4))
"""Four sources under twelve channels: each follows from the others."""


def recorded(n_windows):
    sources = RNG.standard_normal((n_windows, 4, round(4 * SFREQ)))
    own = RNG.standard_normal((n_windows, len(NAMES), round(4 * SFREQ)))
    return 1e-5 * (MIX @ sources + 0.05 * own)


REST, TASK = recorded(12), recorded(6)


def ready(X, names=NAMES):
    return prepare(X, sfreq=SFREQ, ch_names=names)


def without(X, *rows):
    lost = X.copy()
    lost[:, list(rows)] = 0.0
    return lost


def test_what_stands_in_for_a_lost_channel_is_near_to_it():
    own = OwnRest(ready(REST))
    whole = own.seen(ready(without(TASK, 2)))[0]
    assert whole.usable.all()
    missed = (whole.data[:, 2] - TASK[:, 2]).std()
    assert missed < 0.2 * TASK[:, 2].std()


def test_good_channels_stay_as_they_are():
    own = OwnRest(ready(REST))
    whole = own.seen(ready(without(TASK, 2)))[0]
    kept = [k for k in range(len(NAMES)) if k != 2]
    np.testing.assert_array_equal(whole.data[:, kept], TASK[:, kept])


def test_a_stand_in_moves_the_score_less_than_leaving_the_channel_out():
    estimator = load_estimator("attention")
    own = estimator.personalise(REST, sfreq=SFREQ, ch_names=NAMES)
    call = {"sfreq": SFREQ, "ch_names": NAMES}
    score = own.predict_proba(TASK, **call)[:, 1]
    # a rest that lacks the channel has nothing to stand in for it
    kept = [name for name in NAMES if name != "F3"]
    rows = [NAMES.index(name) for name in kept]
    blind = estimator.personalise(REST[:, rows], sfreq=SFREQ, ch_names=kept)
    lost = without(TASK, 2)
    stood_in = np.abs(own.predict_proba(lost, **call)[:, 1] - score)
    left_out = np.abs(blind.predict_proba(lost, **call)[:, 1] - score)
    assert stood_in.mean() < 0.5 * left_out.mean()


@pytest.mark.parametrize("rows", [(0, 2, 4, 6), (0, 1, 2, 3, 4)])
def test_nothing_stands_in_where_too_many_channels_are_lost(rows):
    lost = ready(without(TASK, *rows))
    whole = OwnRest(ready(REST)).seen(lost)[0]
    np.testing.assert_array_equal(whole.usable, lost.usable)
    np.testing.assert_array_equal(whole.data, lost.data)


def test_nothing_stands_in_for_a_channel_that_rest_lacked():
    lost = ready(without(TASK, 2))
    whole = OwnRest(ready(without(REST, 2))).seen(lost)[0]
    np.testing.assert_array_equal(whole.usable, lost.usable)


def test_a_window_has_the_same_bits_alone_and_among_others():
    lost = ready(without(TASK, 2))
    own = OwnRest(ready(REST))
    together = own.seen(lost)[0].data[3]
    alone = own.seen(
        replace(
            lost, data=lost.data[3:4], usable=lost.usable[3:4], reasons=lost.reasons[3:]
        )
    )[0]
    np.testing.assert_array_equal(alone.data[0], together)


def test_the_order_of_channels_does_not_matter_when_one_is_lost():
    estimator = load_estimator("attention")
    own = estimator.personalise(REST, sfreq=SFREQ, ch_names=NAMES)
    order = np.random.default_rng(1).permutation(len(NAMES))
    names = [NAMES[k] for k in order]
    lost = without(TASK, 2)
    p = own.predict_proba(lost, sfreq=SFREQ, ch_names=NAMES)
    shuffled = own.predict_proba(lost[:, order], sfreq=SFREQ, ch_names=names)
    np.testing.assert_allclose(shuffled, p, atol=1e-6)


def test_another_rest_has_stand_ins_of_its_own():
    estimator = load_estimator("attention")
    call = {"sfreq": SFREQ, "ch_names": NAMES}
    own = estimator.personalise(REST, **call)
    lost = ready(without(TASK, 2))
    own.predicted(lost)
    other = recorded(12)
    again = own.personalise(other, **call)
    fresh = estimator.personalise(other, **call)
    np.testing.assert_array_equal(
        again.predicted(lost).engaged, fresh.predicted(lost).engaged
    )
