"""Frames of a made-up study, with effects planted in the people themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from attention_camp.camp.study.gather import StudyData

TIMES = ("pre", "camp", "post")
ERROR = 0.4
"""SD of one measurement, in SDs between people."""


def made_up_study(
    n_people: int = 24,
    *,
    arms: tuple[str, ...] = ("closed-loop", "yoked"),
    gains: tuple[float, ...] = (0.0, 0.0),
    spread: float = 1.0,
    error: float = ERROR,
    n_trials: int = 20,
    seed: int = 0,
    dataset: Path = Path("made-up"),
) -> StudyData:
    """Return a study of sart's reaction times, in SDs of 50 ms.

    Parameters
    ----------
    n_people : int
        In all; dealt to the arms in turn.
    arms : tuple of str
        The arms.
    gains : tuple of float
        Mean gain of each arm from before to after, in SDs between people.
    spread, error : float
        SD between people, and of one measurement.
    n_trials : int
        Trials of a block.
    seed : int
        Seed of it all.
    dataset : Path
        Where it is said to lie.
    """
    rng = np.random.default_rng(seed)
    runs, scores, trials, blocks = [], [], [], []
    for k in range(n_people):
        person, arm = f"{k + 1:03d}", arms[k % len(arms)]
        own = rng.normal(0, spread)
        for time, share in zip(TIMES, (0.0, 0.5, 1.0), strict=True):
            true = own + share * gains[k % len(arms)]
            level = 400 - 50 * (true + rng.normal(0, error))
            keys = {
                "participant": person, "arm": arm, "session": f"{time}1", "run": 1,
                "protocol": "made", "time": time,
            }  # fmt: skip
            runs.append(
                keys
                | {
                    "state": "finished", "date": f"2026-01-0{TIMES.index(time) + 1}",
                    "minutes": 20.0, "n_main": n_trials, "n_scored": n_trials,
                    "n_refused": 0, "n_steered": n_trials // 2 + k % 3,
                    "n_onset_dropped": 0, "engagement": rng.uniform(),
                    "score_scale": "personal",
                }
            )  # fmt: skip
            place = {"block": 1, "stage": "main", "task": "sart"}
            score = {"score": "reaction_time_ms", "value": level, "n_trials": n_trials}
            scores.append(keys | place | score)
            blocks.append(
                keys | place | {"n_trials": n_trials, "level_mean": 3.0 + share,
                                "quality_mean": 0.9, "accuracy": 0.9}
            )  # fmt: skip
            times = level / 1000 * np.exp(rng.normal(0, 0.2, n_trials))
            right = rng.uniform(size=n_trials) < 0.9
            trials += [
                keys | place | {
                    "trial": t + 1, "condition": "", "level": 4,
                    "correct": bool(right[t]), "responded": True,
                    "reaction_time": times[t], "engagement": 0.5, "steered": True,
                }
                for t in range(n_trials)
            ]  # fmt: skip
    people = pd.DataFrame({"participant": [f"{k + 1:03d}" for k in range(n_people)]})
    return StudyData(
        dataset, pd.DataFrame(runs), pd.DataFrame(blocks), pd.DataFrame(scores),
        pd.DataFrame(trials), people, (),
    )  # fmt: skip
