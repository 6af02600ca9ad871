"""A channel that is bad in the calibration is left out of it, as of each score."""

from __future__ import annotations

import json

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.eeg.calibration import Calibration, KeptBlock
from attention_camp.camp.processes.acquisition import open_engine
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.resuming import resume_recording
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.protocol import Cleaning
from attention_camp.models.judging.carried import carried_scorer
from attention_camp.models.replay_buffer import buffer_from_bytes, recalled
from attention_camp.models.scorer import Scorer
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.signal.spatial import NO_REPAIR
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict, CleanWindow
from tests.camp.eeg.test_scale_check import NAMES, eeg

N = 6
"""Windows of a block."""


HISTORY = clean_recording(
    np.zeros((8, 1000), np.float32), Cleaner(StreamInfo("made up", 250.0, NAMES))
)


def window(data, bads=()):
    verdicts = tuple(ChannelVerdict(name, "bad", "muscle") for name in bads)
    return CleanWindow(data, 0, 250.0, NAMES, verdicts)


def calibrated(bads_of, estimator="attention", *, rule=None, is_carried=False):
    """Return the calibration of windows of which some have bad channels.

    Parameters
    ----------
    bads_of : callable
        Given the numbers of block and window, returns the bad channels.
    estimator : str
        Name of the model.
    rule : int, optional
        By which it is judged.
    is_carried : bool
        Whether a later session may go on with the score.
    """
    made = Calibration(Scorer(estimator, sfreq=250.0, ch_names=NAMES), Cleaning())
    made.rule, made.is_carried = rule, is_carried
    for k, label in enumerate(("rest", "engaged") * 3):
        X = eeg(N, alpha=3.0 if label == "rest" else 1.0, seed=k)
        windows = tuple(window(x, bads_of(k, i)) for i, x in enumerate(X))
        made._blocks.append(KeptBlock(label, windows))
    return made, made.fit(HISTORY, NO_REPAIR)[0]


def scored(made, bads=()):
    """Return what the calibrated scorer says of a window of today's task."""
    live = HISTORY.finished(window(eeg(1, alpha=1.0, seed=99)[0], bads), NO_REPAIR)
    return made.scorer.score(live.data, bads=live.bads)


def one_of_rest(k, i):
    return ("P7",) if (k, i) == (0, 0) else ()


def throughout(_k, _i):
    return ("P7",)


def most_of_rest(k, i):
    return ("P7",) if k % 2 == 0 and i < 4 else ()


def never(_k, _i):
    return ()


@pytest.mark.parametrize("bads_of", [one_of_rest, throughout, most_of_rest])
@pytest.mark.parametrize("bads", [(), ("P7",)], ids=["good again", "still bad"])
def test_a_channel_bad_at_rest_does_not_cost_the_score(bads_of, bads):
    made, permission = calibrated(bads_of)
    assert permission.why == "calibrated", permission.detail
    engagement, reason = scored(made, bads)
    assert engagement is not None, reason


@pytest.mark.parametrize("bads_of", [throughout, most_of_rest])
def test_a_channel_that_rest_lacks_is_left_out_whether_it_came_back_or_not(bads_of):
    made, _ = calibrated(bads_of)
    back, gone = (scored(made, bads)[0] for bads in ((), ("P7",)))
    assert back.value == pytest.approx(gone.value, abs=1e-9)
    # nothing was lost since rest, which would lower it to a fifth of that
    assert back.certainty == pytest.approx(gone.certainty, abs=1e-9)
    assert gone.certainty > 0.3


def test_what_the_channel_was_while_it_was_bad_changes_nothing():
    made, _ = calibrated(throughout)
    for block in made._blocks:
        for one in block.windows:
            one.data[NAMES.index("P7")] *= 3
    before = made.scorer.model_hash
    permission, again = made.fit(HISTORY, NO_REPAIR)
    assert again.model_hash == before == permission.model


def test_a_later_session_goes_on_with_the_same_score_and_learns_from_all_of_it():
    made, permission = calibrated(one_of_rest, is_carried=True)
    memory = buffer_from_bytes(made.version, "here")
    shipped = Scorer("attention", sfreq=250.0, ch_names=NAMES)
    carried = carried_scorer(shipped, memory)
    assert carried.model_hash == permission.model
    live = eeg(1, alpha=1.0, seed=99)[0]
    assert carried.score(live) == made.scorer.score(live)
    assert len(recalled([memory], shipped.estimator, most=99).y) == 6 * N


def test_a_ledger_of_an_earlier_rule_is_judged_as_it_was():
    made, permission = calibrated(one_of_rest, rule=3)
    assert (permission.why, permission.figures.rule) == ("not-calibrated", 3)
    assert (permission.figures.n_rest, permission.figures.n_engaged) == (5, 6)
    assert scored(made) == (None, "reference differs from own rest")


@pytest.mark.parametrize("estimator", ["attention", "theta-alpha", "band-power"])
def test_without_a_bad_channel_the_rule_changes_no_bit(estimator):
    (one, now), (other, then) = (
        calibrated(never, estimator, rule=rule) for rule in (None, 3)
    )
    assert now.model == then.model
    assert scored(one) == scored(other)
    assert scored(one, ("C3",)) == scored(other, ("C3",))


def test_rest_in_which_channels_were_bad_in_turn_still_calibrates():
    """No window has all of the channels that are good in most of the rest."""

    def in_turn(k, i):
        return (NAMES[i],) if k % 2 == 0 else ()

    made, permission = calibrated(in_turn, "band-power")
    assert permission.figures.n_rest == 3 * N
    assert scored(made)[0] is not None


@pytest.mark.parametrize("estimator", ["attention", "band-power"])
def test_rest_in_which_each_channel_was_bad_mostly_keeps_no_window_unscored(estimator):
    def three_left(k, i):
        left = {NAMES[(i + j) % 8] for j in range(3)}
        return tuple(name for name in NAMES if k % 2 == 0 and name not in left)

    made, _ = calibrated(three_left, estimator)
    assert scored(made)[0] is not None


TURN = """\
  - {task: rest, stage: calibration, label: rest, options: {duration: 26}, cards: false,
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 12, cards: false,
     rule: {name: fixed}}
"""
PROTOCOL = f"""\
name: hum
title: Hum
description: For tests.
scoring: {{estimator: attention}}
blocks:
{3 * TURN}\
  - {{task: visual-search, trials: 8, cards: false}}
"""


def test_a_channel_bad_for_seconds_of_rest_costs_no_trial_its_score_and_replays(
    tmp_path, simulated_request, monkeypatch
):
    """A whole session, in whose first rest mains hum is on one electrode."""
    read = SimulatedBrain.read

    def faulty(brain, now):
        seconds = brain._n_read / brain.info.sfreq
        brain.set_fault("P4", Fault("mains", 60.0) if 8 <= seconds < 11 else None)
        return read(brain, now)

    monkeypatch.setattr(SimulatedBrain, "read", faulty)
    request = simulated_request(tmp_path, PROTOCOL)
    assert run_headless(request, tell=lambda _: None).ending is Ending.FINISHED
    paths = RunPaths(request.dataset, "01", "01", "hum")
    lines = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    (verdict,) = (line for line in lines if line["kind"] == "calibration")
    assert (verdict["figures"]["rule"], verdict["figures"]["n_rest"]) == (4, 18)
    scores = [line["score"] for line in lines if line["kind"] == "trial"]
    assert [score["reason"] for score in scores[-8:]] == [""] * 8
    assert {score["model"] for score in scores[-8:]} == {verdict["model"]}
    result = replay_run(paths)
    assert result.differences == []
    assert (result.n_same, result.largest) == (result.n_decisions, 0.0)
    engine = open_engine(request, VirtualClock())
    try:
        resume_recording(paths, engine)
        assert engine.describe().model_hash == verdict["model"]
    finally:
        engine.close()
