"""Options that make the runs of a task short, for practice."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.tasks.trial import Scalar

_SHORT_RUNS: Mapping[str, Mapping[str, Scalar]] = {
    "go-no-go": {"n_items": 40},
    "symbol-digit": {"n_items": 9},
    "classroom": {"n_items": 20},
    "trail-making": {"n_circles": 8, "time_limit": 5.0},
    "multitask-console": {"duration": 20.0},
    "alternate-uses": {"duration": 45.0},
    "n-back": {"n_items": 10},
    "sart": {"repeats": 3},
    "grad-cpt": {"n_items": 40},
    "task-switching": {"n_items": 8},
}


def practice_options(task: str) -> dict[str, Scalar]:
    """Return the options that practice of a task has beside those of its block."""
    return dict(_SHORT_RUNS.get(task, {}))
