"""The request for a session: a seed of its own for each run."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.camp.session.request import seed_of
from attention_camp.tasks.search.visual_search import VisualSearch

N_SESSIONS = 150
"""Gives 11,175 pairs."""
N_TRIALS = 48


def test_no_two_sessions_share_an_answer_key():
    """Of some 11,000 pairs of sessions none asks for the same answers in a row."""
    task, dataset = VisualSearch(), Path("study")
    keys = set()
    for number in range(N_SESSIONS):
        participant, session = f"{number // 5:02}", f"{number % 5:02}"
        seed = seed_of(dataset, participant, session, 1)
        trials = (
            task.next_trial(3, np.random.default_rng((seed, 1, trial)))
            for trial in range(1, N_TRIALS + 1)
        )
        keys.add(tuple(trial.phases[trial.onset_phase].expected for trial in trials))
    assert len(keys) == N_SESSIONS


def test_the_seed_of_a_run_depends_on_study_participant_session_and_run():
    """The same run has the same seed again; whatever differs gives another."""
    asked = (
        (Path("a"), "01", "01", 1),
        (Path("b"), "01", "01", 1),
        (Path("a"), "02", "01", 1),
        (Path("a"), "01", "02", 1),
        (Path("a"), "01", "01", 2),
    )
    seeds = [seed_of(*run) for run in asked]
    assert len(set(seeds)) == len(asked)
    assert seeds == [seed_of(*run) for run in asked]
